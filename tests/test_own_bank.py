"""A bank of one's own, hostile ones, and the cache of compiled banks."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.drafting import as_yaml
from tests.strategies import only_tables

from draftgen import load, phrasebank, pipeline, workbench
from draftgen.core.finding import Finding, Level
from draftgen.core.passage import Bank
from draftgen.phrasebank import Folder, folders
from draftgen.phrasebank.wording import literal

STAFF = "overview.supervision.staff"


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No phrasebank and no cache of whoever runs the tests."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def errors(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{f.place}: {f.message}" for f in findings if f.level is Level.ERROR]


# --- a bank of one's own ---

MINE = """\
statements:
  - id: staff
    label: 人员
    passages:
      - id: overview.supervision.staff.mine
        text: |
          {text}
        example:
          given: {{staff.part: 1}}
          says: 兼职1名。
"""


def write_bank(
    folder: Path, text: str = "兼职{{ staff.part }}名。", *, file: str = "overview/supervision.yaml"
) -> Path:
    """A bank with one passage, or with a file of any content."""
    target = folder / file
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text if "\n" in text else MINE.format(text=text), encoding="utf-8")
    return folder


def wording(bank: Bank, name: str = f"{STAFF}.mine") -> str:
    passage = bank.passage(name)
    return "" if passage is None else literal(passage.text)


def test_precedence_is_shipped_then_home_then_beside_the_data_then_option(tmp_path: Path) -> None:
    shipped = phrasebank.read(folders())[0]
    name = shipped.section("overview.supervision")[0].passages[0].id
    theme = name.split(".")[2]
    mine = MINE.replace("id: staff", f"id: {theme}").replace(f"{STAFF}.mine", name)
    beside, option, other = tmp_path / "beside", tmp_path / "option", tmp_path / "other"
    found = [wording(shipped, name)]
    for folder, text in (
        (tmp_path / "home" / "draftgen" / "phrasebank", "本人的。"),
        (beside / "phrasebank", "数据旁边的。"),
        (option, "选项里的。"),
        (other, "末尾选项里的。"),
    ):
        write_bank(folder, mine.format(text=text))
        extra = [path for path in (option, other) if path.is_dir()]
        found.append(wording(phrasebank.read(folders(beside, extra))[0], name))
    assert found == [wording(shipped, name), "本人的。", "数据旁边的。", "选项里的。", "末尾选项里的。"]


def test_the_same_id_replaces_the_whole_passage(tmp_path: Path) -> None:
    shipped = phrasebank.read(folders())[0]
    theme = next(theme for theme in shipped.section("overview.supervision") if theme.passages[0].claims)
    old = theme.passages[0]
    mine = MINE.replace("id: staff", f"id: {theme.id.rsplit('.', 1)[1]}").replace(f"{STAFF}.mine", old.id)
    bank, faults = phrasebank.read(folders(None, [write_bank(tmp_path / "mine", mine.format(text="新的句子。"))]))
    new = bank.passage(old.id)
    assert (errors(faults), new and literal(new.text), new and new.claims, new and new.when) == (
        [],
        "新的句子。",
        (),
        (),
    )
    others = {p.id: p for p in theme.passages[1:]}
    assert {name: bank.passage(name) for name in others} == others


def test_hide_removes_a_passage_and_nothing_else(tmp_path: Path) -> None:
    shipped = phrasebank.read(folders())[0]
    gone, *left = [p.id for theme in shipped.section("overview.supervision") for p in theme.passages]
    hiding = write_bank(tmp_path / "mine", f"hide:\n  - {gone}\n")
    bank, faults = phrasebank.read(folders(None, [hiding]))
    assert errors(faults) == []
    assert [p.id for theme in bank.section("overview.supervision") for p in theme.passages] == left


def test_ones_own_sentence_stands_in_the_report(tmp_path: Path) -> None:
    hidden = [p.id for t in phrasebank.read(folders())[0].themes if t.id == STAFF for p in t.passages]
    text = (
        MINE.format(text="我局由{{ staff.part }}名同志兼做这项工作。")
        + "hide:\n"
        + "".join(f"  - {i}\n" for i in hidden)
    )
    bank, faults = phrasebank.read(folders(None, [write_bank(tmp_path / "mine", text)]))
    data = only_tables("东平县水务局", "部门", 数据={"监督保障": {"工作人员": {"兼职": 2}}})
    assert errors(faults) == []
    assert "我局由2名同志兼做这项工作。" in report(data, bank)


@pytest.mark.parametrize(
    ("line", "year", "said"),
    [
        ("since: 2025", 2024, False),
        ("since: 2025", 2025, True),
        ("until: 2025", 2025, True),
        ("until: 2025", 2026, False),
        ("kinds: [部门]", 2025, True),
        ("kinds: [镇街, 政府]", 2025, False),
        ("claims: [done.secrecy_review]", 2025, True),
        ("claims: [done.three_reviews]", 2025, False),
        ("when: staff.part > 1", 2025, True),
        ("when: staff.part > 2", 2025, False),
        ("when: staff.full == 0", 2025, False),  # a comparison with what is not known is not true
        ("when: not staff.full", 2025, True),
        ("when: not staff.part", 2025, False),
    ],
)
def test_a_passage_is_said_only_when_it_may_be(line: str, year: int, said: bool, tmp_path: Path) -> None:  # noqa: FBT001
    text = MINE.replace("id: staff", "id: mine").replace(f"{STAFF}.mine", "overview.lead.mine.one")
    text = text.format(text="本句只在该说的时候说。").replace("        example:", f"        {line}\n        example:")
    folder = write_bank(tmp_path / "mine", text, file="overview/lead.yaml")
    bank, faults = phrasebank.read(folders(None, [folder]))
    data = only_tables(
        "东平县水务局", "部门", 数据={"监督保障": {"工作人员": {"兼职": 2}}}, 做过的事=["保密审查"], 年度=year
    )
    assert errors(faults) == []
    assert ("本句只在该说的时候说。" in report(data, bank)) is said


def report(data: dict[str, object], bank: Bank) -> str:
    record, _ = load.parse(as_yaml(data))
    assert record is not None
    document = pipeline.draft(record, bank)[0].document
    assert document is not None
    return "\n".join(paragraph.text for paragraph in document.paragraphs())


@pytest.mark.parametrize(
    ("line", "wrong", "right", "code"),
    [
        (7, "兼职{{ staff.part 名。", "兼职{{ staff.part }}名。", "bank-wording"),
        (7, "兼职{{ staff.part | shout }}名。", "兼职{{ staff.part }}名。", "bank-wording"),
        (5, "- id: overview.management.staff.mine", "- id: overview.supervision.staff.mine", "bank-id"),
        (6, "texte: |", "text: |", "bank-field"),
        (8, "when: staff.part is big", "example:", "bank-condition"),
    ],
)
def test_a_fault_in_ones_own_bank_is_a_finding_at_its_line(
    line: int, wrong: str, right: str, code: str, tmp_path: Path
) -> None:
    text = MINE.format(text="兼职{{ staff.part }}名。").split("        example:")[0] + "        example:\n"
    folder = write_bank(tmp_path / "mine", text.replace(right, wrong))
    _, faults = phrasebank.read(folders(None, [folder]))
    found = [(f.code, f.level, f.place.line) for f in faults]
    assert (code, Level.ERROR, line) in found
    assert all(Path(f.place.file).name == "supervision.yaml" for f in faults)


def test_a_wrong_example_is_a_finding_of_the_check(tmp_path: Path) -> None:
    found, _ = workbench.check(write_bank(tmp_path / "mine", "兼职人员{{ staff.part }}名。"))
    assert [f.code for f in found if f.level is Level.ERROR] == ["bank-example"]
    assert "写的是：兼职1名。" in found[0].message
    assert "程序得到：兼职人员1名。" in found[0].message


@pytest.mark.parametrize(
    ("covers", "expected"),
    [
        ("[training]", []),
        ("[trainin]", ["covers 里的“trainin”，这一部分没有这件事。是不是“training”？"]),
        ("[outcome]", ["covers 里的“outcome”，这一部分没有这件事。"]),  # that is 依申请公开
    ],
)
def test_what_a_passage_says_too_is_a_statement_of_its_part(covers: str, expected: list[str], tmp_path: Path) -> None:
    text = MINE.format(text="兼职{{ staff.part }}名。").replace(
        "        example:", f"        covers: {covers}\n        example:"
    )
    found, _ = workbench.check(write_bank(tmp_path / "mine", text))
    said = [f"{f.message}{f.advice if '是不是' in f.advice else ''}" for f in found if f.level is Level.ERROR]
    assert said == expected


# --- a hostile bank ---

HOSTILE = {
    "class of a text": "{{ ''.__class__ }}",
    "class of a name": "{{ staff.__class__.__mro__ }}",
    "globals of a helper": "{{ cycler.__init__.__globals__.os.system('touch MARK') }}",
    "a call": "{{ staff.part() }}",
    "a loop": "{% for a in staff %}{{ a }}{% endfor %}",
    "a test": "{% if staff %}有{% endif %}",
    "a setting": "{% set a = 1 %}有。",
    "an include": "{% include '/etc/passwd' %}",
    "an import": "{% import '/etc/passwd' as p %}",
    "a macro": "{% macro m() %}{% endmacro %}",
    "arithmetic": "{{ 1+1 }}",
    "a number": "{{ 7 }}",
    "a text": "{{ '7' }}",
    "endless range": "{{ range(10**9) }}",
    "a power": "{{ 9**9**9 }}",
    "an index": "{{ staff['part'] }}",
    "a choice": "{{ staff.part if staff.full else staff.total }}",
    "a joining": "{{ staff.part ~ staff.full }}",
    "a filter with arguments": "{{ staff.part | compared('x') }}",
    "a filter of jinja": "{{ staff.part | upper }}",
    "a filter of jinja with arguments": "{{ staff.part | attr('__class__') }}",
    "a list": "{{ [staff.part] }}",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_wording_is_refused_and_nothing_runs(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    bank, faults = phrasebank.read(
        folders(None, [write_bank(tmp_path / "mine", text.replace("MARK", str(tmp_path / "mark")))])
    )
    data = only_tables("东平县水务局", "部门", 数据={"监督保障": {"工作人员": {"专职": 1, "兼职": 2}}})
    usual = phrasebank.read(folders())[0]
    refused = [f.place.line for f in faults if f.code == "bank-wording"] == [7]
    never_said = report(data, bank) == report(data, usual)
    assert never_said
    assert refused or "__class__" in text
    assert not (tmp_path / "mark").exists()


@pytest.mark.parametrize(
    "condition", ["__import__('os').system('touch mark')", "staff.part > 1 or 1", "1 == 1", "(staff.part)"]
)
def test_a_hostile_condition_is_refused(condition: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = MINE.format(text="兼职{{ staff.part }}名。").replace(
        "        example:", f"        when: {condition}\n        example:"
    )
    _, faults = phrasebank.read(folders(None, [write_bank(tmp_path / "mine", text)]))
    assert [f.code for f in faults] == ["bank-condition"]
    assert not (tmp_path / "mark").exists()


def test_a_very_long_wording_is_read_or_refused_but_not_run(tmp_path: Path) -> None:
    _, faults = phrasebank.read(folders(None, [write_bank(tmp_path / "mine", "很长。" * 300_000)]))
    assert {f.level for f in faults} <= {Level.ERROR}


DEEP: dict[str, Callable[[int], str]] = {
    "names": lambda n: "{{ a" + ".a" * n + " }}",
    "brackets": lambda n: "{{ " + "(" * n + "a" + ")" * n + " }}",
    "filters": lambda n: "{{ a" + " | listed" * n + " }}",
    "minus signs": lambda n: "{{ " + "-" * n + "a }}",
}


@pytest.mark.parametrize("shape", DEEP)
def test_a_very_deep_wording_is_a_finding_not_a_crash(shape: str, tmp_path: Path) -> None:
    bank, faults = phrasebank.read(folders(None, [write_bank(tmp_path / "mine", DEEP[shape](5000))]))
    data = only_tables("东平县水务局", "部门", 数据={"监督保障": {"工作人员": {"兼职": 2}}})
    assert report(data, bank) == report(data, phrasebank.read(folders())[0])
    assert shape in ("names", "filters") or [f.code for f in faults] == ["bank-wording"]


def test_a_broken_passage_is_never_said(tmp_path: Path) -> None:
    text = (
        MINE.replace("id: staff", "id: mine")
        .replace(f"{STAFF}.mine", "overview.supervision.mine.broken")
        .format(text="{{ 1 }}")
    )
    bank, faults = phrasebank.read(folders(None, [write_bank(tmp_path / "mine", text)]))
    assert [f.code for f in faults] == ["bank-wording"]
    record, _ = load.parse(as_yaml(only_tables("东平县水务局", "部门")))
    assert record is not None
    document = pipeline.draft(record, bank)[0].document
    assert document is not None
    assert [s.passage for p in document.paragraphs() for s in p.sentences if not s.text] == []


def test_yaml_that_unfolds_without_end_is_refused(tmp_path: Path) -> None:
    bomb = (
        "a: &a ["
        + "x, " * 9
        + "x]\n"
        + "".join(
            f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
            for before, name in zip("abcdefgh", "bcdefghi", strict=True)
        )
    )
    _, faults = phrasebank.read(folders(None, [write_bank(tmp_path / "mine", bomb)]))
    assert errors(faults) != []


# --- the cache of compiled user banks ---


def only(folder: Path) -> list[Folder]:
    return [Folder(folder, "自己的")]


def cached(folder: Path) -> list[Path]:
    return sorted((folder / "cache" / "draftgen" / "phrasebank").iterdir())


def test_a_bank_is_parsed_once_and_kept_where_only_its_owner_reads(tmp_path: Path) -> None:
    search = only(write_bank(tmp_path / "mine"))
    first, _ = phrasebank.read(search)
    (entry,) = cached(tmp_path)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (entry.parent, entry)] == [0o700, 0o600]
    entry.write_text(entry.read_text("utf-8").replace("兼职", "从缓存读出的兼职"), "utf-8")
    assert (wording(first), wording(phrasebank.read(search)[0])) == ("兼职□名。", "从缓存读出的兼职□名。")


def test_a_changed_file_is_not_read_from_the_cache(tmp_path: Path) -> None:
    folder = write_bank(tmp_path / "mine")
    phrasebank.read(only(folder))
    write_bank(folder, "改过的{{ staff.part }}名。")
    assert wording(phrasebank.read(only(folder))[0]) == "改过的□名。"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"7",
        b"{}",
        b"\xff\xfe\x00broken",
        b'{"themes": 5, "hidden": [], "profiles": {}, "shares": {}, "words": null}',
        b'{"themes": [{}], "hidden": [], "profiles": {}, "shares": {}, "words": null}',
        b'{"themes": [], "hidden": 3, "profiles": {}, "shares": {}, "words": null}',
        b'{"themes": [], "hidden": [], "profiles": [], "shares": {}, "words": null}',
        b'{"themes": [], "hidden": [], "profiles": {}, "shares": {}, "words": [1]}',
        b"[" * 200_000,
    ],
    ids=lambda content: repr(content[:24]),
)
def test_a_broken_cache_only_costs_time(content: bytes, tmp_path: Path) -> None:
    search = only(write_bank(tmp_path / "mine"))
    fresh, _ = phrasebank.read(search)
    for entry in cached(tmp_path):
        entry.write_bytes(content)
    assert wording(phrasebank.read(search)[0]) == wording(fresh) == "兼职□名。"
    assert wording(phrasebank.read(search)[0]) == "兼职□名。"


def test_a_cache_folder_that_others_may_write_to_is_not_used(tmp_path: Path) -> None:
    open_to_all = tmp_path / "cache" / "draftgen" / "phrasebank"
    open_to_all.mkdir(parents=True)
    open_to_all.chmod(0o777)
    phrasebank.read(only(write_bank(tmp_path / "mine")))
    assert stat.S_IMODE(open_to_all.stat().st_mode) == 0o700 or not list(open_to_all.iterdir())


def test_without_a_cache_folder_a_bank_is_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert wording(phrasebank.read(only(write_bank(tmp_path / "mine")))[0]) == "兼职□名。"


def test_a_faulty_file_is_not_cached_so_its_findings_come_again(tmp_path: Path) -> None:
    search = only(write_bank(tmp_path / "mine", "{{ 1 }}"))
    runs = [phrasebank.read(search)[1] for _ in range(2)]
    assert errors(runs[0]) != []
    assert runs[0] == runs[1]


@pytest.mark.parametrize(
    ("text", "line"), [("培训{{ training.count }次。", 6), ("|\n          培训{{ training.count }次。", 7)]
)
def test_what_cannot_be_read_is_said_once_in_chinese_and_at_its_line(tmp_path: Path, text: str, line: int) -> None:
    mine = MINE.replace("|\n          {text}", "{text}").format(text=f'"{text}"' if "|" not in text else text)
    found, _ = workbench.check(write_bank(tmp_path, mine))
    told = "花括号写得不对：左右各两个，里面只写一个项目名称，例如 {{ site.count }}。"
    assert [(f.place.line, f.message) for f in found] == [(line, told)]
