"""消息.md: every message, why it comes, what to do, and the small input that brings it about.

Four sources, so that no message is written down twice: the gallery of the loading room (`tests/faults`), drafts of the
shipped township with one thing wrong, the manuals of the rules with their failing examples, and the text of the program
for what stops it. Only titles and causes are written by hand, in `消息.yaml`.
"""
# ruff: noqa: INP001, S603 - a script beside the pages; it runs only this program

import ast
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
sys.path.insert(0, str(ROOT))

from tests.checking import build  # noqa: E402 - found only from here on

from draftgen import checks  # noqa: E402
from draftgen.checks.manual import manual  # noqa: E402
from draftgen.checks.registry import FAMILIES  # noqa: E402
from draftgen.core.finding import Level  # noqa: E402

CAUSES = DOCS / "消息.yaml"
FAULTS = ROOT / "tests" / "faults"
TOWN = ROOT / "examples" / "qingshi-2025"
SOURCES = ROOT / "src" / "draftgen"
LONGEST = 14  # lines of an input that is shown as a whole
LEVELS = {Level.ERROR: "必须改", Level.ASK: "请核对", Level.HINT: "提示"}


class Said(NamedTuple):
    """One message with its remedy, and the input that brings it about."""

    code: str
    level: str
    message: str
    advice: str
    given: str
    at: str = ""

    @property
    def kind(self) -> str:
        """The message without what differs from case to case."""
        return re.sub(r"“[^”]*”|\d+", "·", self.message)


def page() -> str:
    """The whole page. Raises SystemExit where 消息.yaml has no cause for a message."""
    said: dict[str, list[Said]] = {}
    rules = {rule.code for _, family in FAMILIES for rule in family}
    for one in (*gallery(), *(one for one in drafts() if one.code not in rules)):
        known = said.setdefault(one.code, [])
        if one.kind not in {other.kind for other in known}:
            known.append(one)
    plain: dict[str, list[Said]] = {}
    for one in templates():
        known = plain.setdefault(one.code, [])
        if one.message not in {other.message for other in known}:
            known.append(one)
    groups: dict[str, dict[str, list[str]]] = yaml.safe_load(CAUSES.read_text("utf-8"))
    named = {code for codes in groups.values() for code in codes}
    every = said.keys() | (plain.keys() - rules)
    if missing := sorted(every - named):
        raise SystemExit(f"消息.yaml has no cause for: {', '.join(missing)}")
    used = set(re.findall(r'"([a-z0-9-]+)"', "".join(file.read_text("utf-8") for file in SOURCES.rglob("*.py"))))
    lines = list(_HEAD)
    for group, codes in groups.items():
        lines += [f"## {group}", ""]
        for code, (title, why) in codes.items():
            if code not in used | said.keys():
                continue
            lines += [f"### {title}", "", f"原因：{why}", ""]
            lines += _cases(said[code]) if code in said else _templates(plain.get(code, []))
    lines += ["## 检查年报时说的", "", *_RULES, *_rules()]
    lines += ["## 停下来的", "", *_STOPS, *_stops()]
    return "\n".join([*lines, ""])


_HEAD = (
    "[← 手册](手册.md)",
    "",
    "# 每一条提示怎么办",
    "",
    "这一页由 `python docs/make_pages.py` 生成，不要手改。",
    "",
    "按 Ctrl+F，把屏幕上那句话里的几个字打进去找。找到以后看三样：**原因**、**怎么办**、出这个错的例子。",
    "例子里的数、名称和您的不一样，意思是一样的。",
    "",
    "“必须改”的，改了才能定稿；“请核对”的，看一眼，对的不用管；“提示”可以不理。",
    "",
)
_RULES = (
    "`draftgen check` 的每一条，末尾的〔〕里是编号，按编号找。例子是与一份没有问题的年报的不同之处：冒号前是位置，冒号后是内容。",
    "每条的依据、对的例子，见 [rules.md](rules.md)。",
    "",
)
_STOPS = (
    "这些话单独一行，说完就停，没有写出半个文件。……处是文件名、数字这一类。",
    "",
)


# --- the gallery of the loading room ---


def gallery() -> Iterator[Said]:
    """What `tests/faults` shows: an input, and per finding its code, level, place, line, message and advice."""
    for shown in sorted(FAULTS.glob("*.txt")):
        given = shown.with_suffix(".yaml").read_bytes()
        lines = given.decode("gbk" if shown.stem == "gbk" else "utf-8-sig", "replace").split("\n")
        for block in shown.read_text("utf-8").strip().split("\n\n"):
            head, *rest = block.split("\n")
            code, level, place = head.split("　")
            message, advice = (line.strip() for line in rest[-2:])
            number = int(place.split(":")[1]) if ":" in place else 0
            yield Said(
                code, level, message, advice, _around(lines, number), lines[number - 1].strip() if number else ""
            )


def _around(lines: list[str], number: int) -> str:
    """The part of the input that a line belongs to: the whole part where it is short, else what stands above it."""
    if not number:
        return "\n".join(lines[:LONGEST]).rstrip()
    index = number - 1
    start = max((i for i in range(index + 1) if lines[i][:1].strip()), default=0)
    end = next((i for i in range(index + 1, len(lines)) if lines[i][:1].strip()), len(lines))
    if end - start <= LONGEST:
        return "\n".join(lines[start:end]).rstrip()
    above, least = [lines[index]], _indent(lines[index])
    for line in reversed(lines[start:index]):
        if line.strip() and _indent(line) < least:
            above, least = [line, *above], _indent(line)
    return "\n".join(above)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


# --- drafts with one thing wrong ---


class Trial(NamedTuple):
    """The township's data with ``before`` replaced by ``after`` (added at the end where ``before`` is empty)."""

    before: str
    after: str
    words: tuple[str, ...] = ()


_REUSED = ("--reuse", "2024年报.docx")
TRIALS = (
    Trial("    打算: 各站所确定信息联络人，事项办结后及时报送镇党政办公室\n", ""),
    Trial("  领域: 乡镇\n", "  领域: 航天\n"),
    Trial("  体例: 默认\n", "  体例: 某省\n"),
    Trial("  体例: 默认\n", "  体例: 默认\n  上级通知:\n    字数上限: 100\n"),
    Trial("  体例: 默认\n", "  体例: 默认\n  上级通知:\n    另须报告: [查阅点数量, 政府公报期数]\n"),
    Trial("", "\n补充:\n  总体情况/主动公开: |\n    全年印发宣传册300本。\n"),
    Trial("", "\n补充:\n  总体情况/主动公开: |\n    我镇把惠民政策讲给群众听。我镇把惠民政策讲给群众听。\n"),
    Trial("", "\n补充:\n  总体情况/主动公开: |\n    通过微信公众帐号发布信息，取得了圆满成功。\n"),
    Trial("    投诉举报: 0\n", "    投诉举报: 0\n  其他:\n    宣传册: 300\n"),
    Trial("    信息处理费: 0\n", "    信息处理费: 0\n    主题: [宅基地]\n"),
    Trial("  - 保密审查\n  - 分管负责人审签\n", ""),
    Trial("", "", _REUSED),
)


def drafts() -> Iterator[Said]:
    """What is said of drafts of the shipped township, each with one thing wrong."""
    town = (TOWN / "data.yaml").read_text("utf-8")
    for trial in TRIALS:
        assert trial.before in town, trial.before
        changed = town.replace(trial.before, trial.after) if trial.before else town + trial.after
        given = trial.after.strip("\n") or (trial.before and f"（去掉了这一行）\n{trial.before.rstrip()}")
        given = given or f"draftgen write 2025.yaml {' '.join(trial.words)}"
        for finding in _findings(changed, trial.words):
            yield Said(finding["code"], LEVELS[Level(finding["level"])], finding["message"], finding["advice"], given)


def _findings(data: str, words: Iterable[str]) -> list[dict[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "2025.yaml").write_text(data, "utf-8")
        (Path(folder) / "2024年报.docx").write_bytes((TOWN / "2024年报.docx").read_bytes())
        command = [sys.executable, "-m", "draftgen", "write", "2025.yaml", "--json", "--format", "md", *words]
        done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
        if done.returncode not in (0, 1):
            raise SystemExit(done.stderr)
        return list(json.loads(done.stdout)["findings"])


def _cases(said: list[Said]) -> Iterator[str]:
    """The cases of one code; those of one input together."""
    inputs: dict[str, list[Said]] = {}
    for one in said:
        inputs.setdefault(one.given, []).append(one)
    for given, ones in inputs.items():
        yield from ("```text", given.replace("\t", "→   "), "```", "")
        for one in ones:
            yield f"- {one.level}：{_safe(one.message)}"
            yield f"  - 怎么办：{_safe(one.advice)}"
        yield ""


# --- the text of the program ---


_MAKERS = {"error", "ask", "hint", "_error", "_tell", "_ask", "_hint", "Finding"}
_LEVELS = {"error": "必须改", "_error": "必须改", "ask": "请核对", "_ask": "请核对", "hint": "提示", "_hint": "提示"}


def templates() -> Iterator[Said]:
    """Every finding whose words stand in the text of a room, with …… for what differs from case to case."""
    for file in sorted(SOURCES.rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        for function in functions:
            words = _assigned(function)
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and _called(node) in _MAKERS and (one := _template(node, words)):
                    yield one


def _assigned(function: ast.FunctionDef) -> list[tuple[int, str, str]]:
    """The names of a function that stand for words, each with the line from which it does."""
    found = [node for node in ast.walk(function) if isinstance(node, ast.Assign)]
    named = [(node.lineno, node.targets[0], _text(node.value)) for node in found]
    return sorted((line, name.id, text) for line, name, text in named if isinstance(name, ast.Name) and text)


def _template(call: ast.Call, words: list[tuple[int, str, str]]) -> Said | None:
    """What a call says; None where its words come from elsewhere."""
    code, *rest = call.args or [ast.Constant(None)]
    known = {name: text for line, name, text in words if line < call.lineno}
    given = [known.get(a.id, "") if isinstance(a, ast.Name) else _text(a) for a in rest]
    texts = [text for text in given if re.search("[。？]", text)]
    if not isinstance(code, ast.Constant) or not isinstance(code.value, str) or not texts:
        return None
    whole = 4 if _called(call) == "Finding" else 3
    if len(texts) == 1 and given[-1] and len(rest) == whole:
        return None  # an advice whose message comes from elsewhere
    level = next((LEVELS[Level[a.attr]] for a in rest if _is_level(a)), "") or _LEVELS.get(_called(call), "提示")
    message, advice = (texts[0], texts[1]) if len(texts) > 1 else _parted(texts[0])
    return Said(code.value, level, message, advice, "")


def _called(node: ast.Call) -> str:
    return str(getattr(node.func, "attr", getattr(node.func, "id", "")))


def _is_level(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Level"


def _text(node: ast.expr) -> str:
    """The words of a text in the program; "" if it is none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return re.sub("…{3,}", "……", "".join(_text(part) or "……" for part in node.values))
    if isinstance(node, ast.BinOp):
        return _text(node.left) + _text(node.right)
    return ""


def _templates(said: Iterable[Said]) -> Iterator[str]:
    for one in said:
        yield f"- {one.level}：{_safe(one.message)}"
        if one.advice:
            yield f"  - 怎么办：{_safe(one.advice)}"
    yield ""


def _stops() -> Iterator[str]:
    """What stops the program: the sentence, and what it says to do."""
    seen = set()
    for file in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            call = node.exc if isinstance(node, ast.Raise) else None
            if not isinstance(call, ast.Call) or _called(call) not in ("RefusedOutput", "UnreadableInput"):
                continue
            text = _text(call.args[0]).split("：\n")[0] if call.args else ""
            if "。" in text and text not in seen:
                seen.add(text)
    for text in sorted(seen):
        message, advice = _parted(text)
        yield f"- {_safe(message)}"
        if advice:
            yield f"  - 怎么办：{_safe(advice)}"
    yield ""


def _parted(text: str) -> tuple[str, str]:
    """What is the matter, and what to do: from “请…” on, else after the first sentence."""
    sentences = re.findall(r"[^。]+。?", text)
    asked = next((n for n, one in enumerate(sentences) if n and re.match("请|先|换|要|写|等|不写", one)), 1)
    return "".join(sentences[:asked]), "".join(sentences[asked:])


# --- the rules ---


def _rules() -> Iterator[str]:
    for title, rules in FAMILIES:
        yield from (f"### {title}", "")
        for rule in rules:
            said = manual(rule)
            built = build(said.fails)
            found = checks.run(built.report, built.mentions, built.context).findings
            finding = next(finding for finding in found if finding.code == rule.code)
            yield from (f"#### `{rule.code}` {said.what.rstrip('。')}", "", f"原因：{said.why}", "")
            yield from ("```text", said.fails, "```", "")
            yield f"- {LEVELS[finding.level]}：{_safe(finding.message)}"
            if finding.advice:
                yield f"  - 怎么办：{_safe(finding.advice)}"
            yield ""


def _safe(text: str) -> str:
    """Text in which nothing is taken for Markdown."""
    return re.sub(r"([*_`<|\[\]#~])", r"\\\1", " ".join(text.split()))
