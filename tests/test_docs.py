"""The documentation is true: its commands run, its paths exist, its examples work, and no option is left out.

A command is a line of a code block that starts with a program's name. Each runs in a fresh folder of a clerk: the
shipped examples, a filled-in ``2025.yaml``, a phrasebank, a Word file for ``--template``. A fenced block with the info
string ``screen …`` shows a command behind ``>`` and what the screen then says: words must agree, figures need not.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import typer

from draftgen.cli import app
from draftgen.load import names
from draftgen.phrasebank.lint import slot_paths
from draftgen.phrasebank.parse import _FIELDS
from draftgen.phrasebank.wording import FILTERS

ROOT = Path(__file__).resolve().parents[1]
MANUAL = ROOT / "docs" / "手册.md"
BANK_GUIDE = ROOT / "phrasebank" / "README.md"
DOCS = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")), BANK_GUIDE)
TOWNSHIP = ROOT / "examples" / "qingshi-2025" / "data.yaml"

NOT_RUN = {
    "python3 -m venv .venv": "makes an environment: the set-up of the machine, not of the test",
    '.venv/bin/python -m pip install --quiet --editable ".[test]"': "needs the network",
    ".venv/bin/python -m pytest": "would run this test inside itself",
}
NOT_IN_PROJECT = {
    ".venv/bin/": "made by make venv",
    ".venv\\Scripts\\": "made by make venv on Windows",
    ".venv\\Scripts\\activate": "made by make venv on Windows",
    ".draftgen.json": "written beside a report",
    "2025.yaml": "the clerk's data",
    "2024.yaml": "the clerk's data of last year",
    "data.yaml": "the clerk's data",
    "supervision.yaml": "the clerk's own passages",
    "profiles.yaml": "the clerk's own profiles",
    "words.yaml": "the clerk's own words",
}


# --- what the pages hold ---


@dataclass(frozen=True)
class Block:
    """A fenced block, or an indented one (``info`` is then empty)."""

    page: str
    line: int
    info: str
    text: str


def blocks(page: Path) -> Iterator[Block]:
    name = page.relative_to(ROOT).as_posix()
    inside: list[str] = []
    info, start, fenced = "", 0, False
    for number, line in enumerate([*page.read_text("utf-8").split("\n"), ""], 1):
        indented = not fenced and line.startswith("    ")
        if line.startswith("```"):
            if fenced:
                yield Block(name, start, info, "\n".join(inside))
            fenced, info, start, inside = not fenced, line.removeprefix("```").strip(), number + 1, []
        elif fenced or indented:
            start = start if inside or fenced else number
            inside.append(line if fenced else line[4:])
        elif inside:
            yield Block(name, start, "", "\n".join(inside))
            inside = []


def all_blocks() -> list[Block]:
    return [block for page in DOCS for block in blocks(page)]


COMMAND = re.compile(r"(draftgen|make|\.venv/bin/\S+|python3 -m)(\s|$)")


def commands() -> dict[str, str]:
    """Each command line of the pages, without its remark, and where it stands first."""
    found: dict[str, str] = {}
    for block in all_blocks():
        if block.info.startswith("screen"):
            continue
        for offset, line in enumerate(block.text.split("\n")):
            command = re.sub(r"\s{2,}#.*|\s+#\s.*", "", line).strip()
            if COMMAND.match(command):
                found.setdefault(command, f"{block.page}:{block.line + offset}")
    return found


def arguments(command: str) -> list[str] | None:
    """What a command gives to draftgen; None if it runs another program."""
    words = command.replace(".venv/bin/draftgen", "draftgen", 1).split()
    return words[1:] if words[0] == "draftgen" else None


COMMANDS = commands()
OURS = [command for command in COMMANDS if arguments(command) is not None]
OTHERS = [command for command in COMMANDS if arguments(command) is None]
SCREENS = [block for block in all_blocks() if block.info.startswith("screen")]
BANKS = [block for block in all_blocks() if block.info == "yaml" and block.text.startswith("# phrasebank/")]


# --- a clerk's folder ---


class Desk:
    """A folder in which a clerk works."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        self._environment = {
            **os.environ,
            "XDG_DATA_HOME": str(folder / "home"),
            "XDG_CACHE_HOME": str(cache),
            "PYTHONIOENCODING": "utf-8",
        }

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "draftgen", *words]
        done = subprocess.run(
            command, cwd=self.folder, env=self._environment, capture_output=True, encoding="utf-8", check=False
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done

    def put(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def report(self) -> str:
        return next(self.folder.glob("*年度报告*.md")).read_text("utf-8")


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def desk(tmp_path: Path, cache: Path) -> Desk:
    """The folder of a clerk who has filled in the data."""
    made = Desk(tmp_path, cache)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    made.put("2025.yaml", TOWNSHIP.read_text("utf-8"))
    return made


def furnish(desk: Desk, words: list[str]) -> None:
    """What else the command needs: a bank of one's own, a Word file to take the look from, no file that it makes."""
    for number, word in enumerate(words):
        before = words[number - 1] if number else ""
        if before in ("--bank", "check") and not word.startswith("-"):
            own = step_two()
            desk.put(f"{word}/{own.text.splitlines()[0].removeprefix('# phrasebank/')}", own.text)
        elif before == "--template":
            desk.run("write", "2025.yaml", "-o", "last", "--format", "docx")
            shutil.copy(next((desk.folder / "last").glob("*报告*.docx")), desk.folder / word)
        elif before == "init":
            (desk.folder / word).unlink(missing_ok=True)


# --- commands ---


@pytest.mark.parametrize("command", OURS)
def test_commands_run(command: str, desk: Desk) -> None:
    words = arguments(command) or []
    furnish(desk, words)
    done = desk.run(*words)
    assert done.returncode == 0, f"{COMMANDS[command]}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("command", OTHERS)
def test_other_commands_are_known(command: str) -> None:
    words = command.split()
    if words[0] == "make":
        targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
        assert set(words[1:]) <= targets, COMMANDS[command]
    else:
        assert command in NOT_RUN, f"{COMMANDS[command]}: say in NOT_RUN why it is not run"


def test_no_reason_is_left_over() -> None:
    assert set(NOT_RUN) <= set(OTHERS)


def _started(desk: Desk) -> None:
    (desk.folder / "2025.yaml").unlink()
    desk.run("init", "2025.yaml", "--kind", "镇街")


def _without_plan(desk: Desk) -> None:
    text = TOWNSHIP.read_text("utf-8")
    desk.put("2025.yaml", re.sub(r"\n    打算: 各站所.*", "", text))


def _mistyped(desk: Desk) -> None:
    text = TOWNSHIP.read_text("utf-8")
    desk.put("2025.yaml", text.replace("条数: 46", "条数: 46条").replace("兼职: 1", "兼职：1"))


def _edited(desk: Desk) -> None:
    desk.run("write", "2025.yaml")
    edited = next(desk.folder.glob("*报告*.docx"))
    edited.write_bytes(edited.read_bytes() + b"edited in Word")


DESKS: dict[str, Callable[[Desk], None]] = {
    "filled": lambda _: None,
    "started": _started,
    "without-plan": _without_plan,
    "mistyped": _mistyped,
    "edited": _edited,
}


@pytest.mark.parametrize("block", SCREENS, ids=lambda block: f"{block.page}:{block.line}")
def test_the_screen_says_what_the_manual_shows(block: Block, desk: Desk) -> None:
    DESKS[block.info.removeprefix("screen ")](desk)
    command, shown = block.text.split("\n", 1)
    done = desk.run(*(arguments(command.removeprefix("> ")) or []))
    said = closed_up(done.stdout + done.stderr)
    assert re.fullmatch(pattern(shown), said, re.DOTALL), said
    assert done.returncode == (1 if "必须改" in shown or done.stderr else 0)


def closed_up(text: str) -> str:
    """The lines without indentation and empty lines."""
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def pattern(shown: str) -> str:
    """What the screen must say: any figure may stand for a figure, anything for ……."""
    literal = re.sub(r"\d+(\\\.\d+)?", "0", re.escape(closed_up(shown)))
    return literal.replace("0", r"\d+(\.\d+)?").replace("……", ".*")


# --- paths ---


def quoted(page: Path) -> set[str]:
    """What stands in backticks outside of blocks."""
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    return set(re.findall(r"`([^`\n]+)`", text))


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_named_paths_exist(page: Path) -> None:
    ending = re.compile(r"\.(md|yaml|py|docx|json|toml|png)$")
    named = {word for word in quoted(page) if not re.search(r"[\s{}<>|]", word)}
    paths = {word for word in named if "/" in word or ending.search(word)} - NOT_IN_PROJECT.keys()
    bases = (ROOT, page.parent, ROOT / "src" / "draftgen")
    assert not {path for path in paths if not any((base / path).exists() for base in bases)}


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_links_and_pictures_exist(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)", page.read_text("utf-8"))
    assert not [target for target in targets if not (page.parent / target).exists()]


def test_pictures_are_small_and_used() -> None:
    pictures = sorted((ROOT / "docs" / "图").glob("*.png"))
    assert pictures
    for picture in pictures:
        assert picture.stat().st_size <= 150_000
        assert f"图/{picture.name}" in MANUAL.read_text("utf-8")


def test_the_script_of_the_pictures_says_what_is_missing(tmp_path: Path) -> None:
    script = [sys.executable, str(ROOT / "docs" / "make_pictures.py")]
    done = subprocess.run(script, env={"PATH": str(tmp_path)}, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "soffice" in done.stderr
    assert "Traceback" not in done.stderr


# --- the command line and the data file ---


def options() -> Iterator[tuple[str, ...]]:
    """Every subcommand and every option, each as it would have to be mentioned."""

    def walk(command: Any, name: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        for child, inner in getattr(command, "commands", {}).items():
            yield (*name, child)
            yield from walk(inner, (*name, child))
        for parameter in command.params:
            longest = max(parameter.opts, key=len)
            if longest.startswith("--") and longest != "--help":
                yield (longest,)

    yield from walk(typer.main.get_command(app), ("draftgen",))


@pytest.mark.parametrize("words", sorted(set(options())), ids=" ".join)
def test_every_option_is_mentioned(words: tuple[str, ...]) -> None:
    text = MANUAL.read_text("utf-8") + (ROOT / "README.md").read_text("utf-8")
    assert re.search(rf"(?<![\w-]){re.escape(' '.join(words))}(?![\w-])", text)


HEADS = (names.TOP, names.AGENCY, names.CONTACT, names.REPORT, names.NOTICE, names.PREVIOUS, names.PARTS, names.SIDES)


@pytest.mark.parametrize("name", sorted({name for head in HEADS for name in head}))
def test_every_head_of_the_data_file_is_in_the_manual(name: str) -> None:
    assert name in MANUAL.read_text("utf-8")


DATA = [block for block in blocks(MANUAL) if block.info == "yaml"]


@pytest.mark.parametrize("block", DATA, ids=lambda block: f"{block.page}:{block.line}")
def test_data_in_the_manual_can_be_copied(block: Block, desk: Desk) -> None:
    """Put in the place of the township's own parts; what is then missing elsewhere does not count."""
    desk.put("2024.yaml", TOWNSHIP.read_text("utf-8").replace("年度: 2025", "年度: 2024").replace("2026年", "2025年"))
    parts = {part.split(":")[0]: part for part in re.split(r"\n(?=\S)", TOWNSHIP.read_text("utf-8"))}
    parts |= {part.split(":")[0]: part for part in re.split(r"\n(?=\S)", block.text)}
    desk.put("2025.yaml", "\n".join(parts.values()) + "\n")
    done = desk.run("write", "2025.yaml", "--json")
    findings = json.loads(done.stdout)["findings"]
    assert not [f for f in findings if f["level"] == "error" and not f["code"].startswith("open-")]


# --- phrasebank/README.md ---


def step_two() -> Block:
    """The block that the second of the five steps says to copy."""
    text = BANK_GUIDE.read_text("utf-8")
    line = text[: text.index("### 第二步")].count("\n") + 1
    return next(block for block in blocks(BANK_GUIDE) if block.info == "yaml" and block.line > line)


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
    listed = desk.run("phrases", "list", "overview.supervision.staff").stdout
    own = next(line for line in listed.split("\n") if "overview.supervision.staff.with_training" in line)
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
