"""The guide to the phrasebank is true: its five steps, its examples, its lists."""

import re
from pathlib import Path

import pytest
from tests.desk import BANK_GUIDE, BANKS, ROOT, TOWNSHIP, Block, Desk, blocks, step_two

from draftgen.phrasebank.lint import slot_paths
from draftgen.phrasebank.parse import _FIELDS
from draftgen.phrasebank.wording import FILTERS


def test_the_five_steps(desk: Desk) -> None:
    (desk.folder / "phrasebank" / "overview").mkdir(parents=True)  # step 1
    copied = step_two().text  # step 2
    name = "phrasebank/overview/supervision.yaml"
    assert copied.startswith(f"# {name}\n")
    assert f"文件名写 `{Path(name).name}`" in BANK_GUIDE.read_text("utf-8")
    changed = copied.replace("安排兼职人员", "确定兼职人员")  # steps 3 and 4: the text, and its example
    desk.put(name, changed)
    checked = desk.run("phrases", "check", "phrasebank")  # step 5
    assert checked.returncode == 0, checked.stdout
    assert "必须改" not in checked.stdout
    assert desk.run("write", "2025.yaml").returncode == 0
    assert "党政办公室确定兼职人员1名承担政府信息公开工作，年内参加县级业务培训1次。" in desk.report()
    listed = desk.run("phrases", "list", "overview.supervision.duty").stdout
    own = next(line for line in listed.split("\n") if "overview.supervision.duty.with_training" in line)
    assert "［自己的］" in own


@pytest.mark.parametrize("block", BANKS, ids=lambda block: block.text.split("\n")[0])
def test_examples_of_the_guide_pass_the_check(block: Block, desk: Desk) -> None:
    desk.put(block.text.split("\n")[0].removeprefix("# "), block.text)
    done = desk.run("phrases", "check", "phrasebank")
    assert done.returncode == 0, done.stdout


def test_a_profile_of_ones_own_decides_section_six(desk: Desk) -> None:
    block = next(block for block in BANKS if "profiles.yaml" in block.text)
    desk.put(block.text.split("\n")[0].removeprefix("# "), block.text.replace(", nothing_else", ""))
    desk.put("2025.yaml", TOWNSHIP.read_text("utf-8").replace("体例: 默认", "体例: 本县"))
    desk.run("write", "2025.yaml")
    assert "其他需要报告的事项。" not in desk.report().split("## 六")[1]


def test_hide_takes_passages_away(desk: Desk) -> None:
    block = next(block for block in BANKS if "hide:" in block.text)
    hidden = re.findall(r"- (\S+)", block.text)
    listed = desk.run("phrases", "list", "overview.platform").stdout
    assert all(name in listed for name in hidden)
    desk.put(block.text.split("\n")[0].removeprefix("# "), block.text)
    listed = desk.run("phrases", "list", "overview.platform").stdout
    assert not [name for name in hidden if name in listed]


def filter_rows() -> dict[str, tuple[str, str, str]]:
    """Filter → text, data, result, as the guide shows them."""
    block = next(block for block in blocks(BANK_GUIDE) if block.text.startswith("compared"))
    rows = [[line.split(maxsplit=1) for line in row.split("\n")] for row in block.text.split("\n\n")]
    return {row[0][0]: (row[0][1], row[1][1], row[2][1]) for row in rows}


def test_every_filter_is_shown() -> None:
    assert set(filter_rows()) == set(FILTERS)


def test_filters_print_what_the_guide_says(desk: Desk) -> None:
    passages = "".join(
        f"      - id: overview.supervision.shown.{name}\n        text: |\n          {text}\n"
        f"        example:\n          given: {given}\n          says: {says}\n"
        for name, (text, given, says) in filter_rows().items()
    )
    desk.put("bank/overview/supervision.yaml", f"statements:\n  - id: shown\n    passages:\n{passages}")
    done = desk.run("phrases", "check", "bank")
    assert done.returncode == 0, done.stdout


def test_every_field_of_a_passage_is_explained() -> None:
    assert not {name for name in _FIELDS if f"`{name}`" not in BANK_GUIDE.read_text("utf-8")}


def test_names_in_the_guide_are_known_to_the_check() -> None:
    table = BANK_GUIDE.read_text("utf-8").split("| 内容 | 名字 |")[1]
    assert not set(re.findall(r"`([a-z_.]+)`", table)) - slot_paths()


def test_items_of_section_six_are_all_listed() -> None:
    items = {path.stem for path in (ROOT / "phrasebank" / "other").glob("*.yaml")} - {"profiles"}
    table = BANK_GUIDE.read_text("utf-8").split("| 项 | 内容 |")[1].split("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", table)) == items
