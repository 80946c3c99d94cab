"""问题和打算, and the clerk's own paragraphs under 补充."""

from collections.abc import Iterator

from draftgen.core.record import Extra, Issue, Source
from draftgen.load.names import ISSUE, PARTS
from draftgen.load.remarks import Remarks, describe, is_blank
from draftgen.located import Listing, Mapping, Node, Scalar, text_of


def read_issues(node: Node | None, remarks: Remarks) -> tuple[Issue, ...]:
    """The pairs of problem and plan; a bare sentence is a problem without plan."""
    if node is None or is_blank(node):
        return ()
    if not isinstance(node, Listing):
        remarks.error(
            "shape",
            node.source,
            f"“问题和打算”要用列表，这里是{describe(node)}。",
            "每个问题以“- ”开头：“- 问题: 人手不足”，下一行“  打算: 培训”。",
        )
        return ()
    return tuple(issue for item in node.items if (issue := _issue(item, remarks)) is not None)


def _issue(node: Node, remarks: Remarks) -> Issue | None:
    problem, source, plan_source = "", node.source, node.source
    plan: tuple[str, ...] = ()
    if isinstance(node, Scalar):
        problem = node.text.strip()
        if not problem:
            return None
    elif isinstance(node, Listing):
        remarks.error(
            "shape", node.source, "“问题和打算”里不能再套一层列表。", "每个问题以“- ”开头，写一个“问题”、一个“打算”。"
        )
        return None
    else:
        for key, child in node:
            name = key.text.strip()
            if name not in ISSUE:
                remarks.unknown(key, ISSUE, "问题和打算")
                return None
            if name == "打算":
                plan, plan_source = _plan(child, remarks), child.source
            elif isinstance(child, Scalar):
                problem, source = child.text.strip(), child.source
            else:
                remarks.error(
                    "shape", child.source, "“问题”要写一句话。", "有几个问题就写几项，每项一个问题、一个打算。"
                )
                return None
    if not _says_something(problem):
        remarks.error("issue", node.source, "这一项没有写“问题”。", "每项写一个问题、一个打算；一句大白话就行。")
        return None
    if not plan:
        remarks.ask(
            "issue-plan",
            source,
            f"问题“{problem}”没有写打算。",
            "在它下面补一句“打算”；不补的，程序给出的改进措施会标【请确认】，在 draftgen review 里按 A 采用也行。",
        )
    return Issue(problem, plan, source, plan_source, remarks.line(source), remarks.line(plan_source))


def _plan(node: Node, remarks: Remarks) -> tuple[str, ...]:
    if isinstance(node, Mapping):
        remarks.error("shape", node.source, "“打算”要写一句话，或者写成列表。", "例如“打算: [培训, 考核]”。")
        return ()
    items = node.items if isinstance(node, Listing) else (node,)
    return tuple(text for item in items if _says_something(text := text_of(item)))


def _says_something(text: str) -> bool:
    """Whether there is more than marks: …… holds a place and says nothing."""
    return any(map(str.isalnum, text))


def _lines(node: Scalar) -> Iterator[tuple[str, Source]]:
    """The lines of a text, each with its place: those of a block stand below the head that begins it."""
    block = node.text.endswith("\n") and not node.quoted and not node.source.cell
    for number, line in enumerate(node.text.split("\n"), 1):
        yield line, node.source._replace(line=node.source.line + number, column=1) if block else node.source


def read_extras(node: Node | None, remarks: Remarks) -> tuple[Extra, ...]:
    """The paragraphs of 补充, each for its part of the report."""
    if node is None or is_blank(node):
        return ()
    if not isinstance(node, Mapping):
        remarks.error(
            "shape",
            node.source,
            "“补充”下面要写明放在哪一部分。",
            "例如“总体情况/主动公开: |”，下一行起写整段文字，多缩进两格。",
        )
        return ()
    found: list[Extra] = []
    for key, child in node:
        part = PARTS.get(key.text.strip().replace("／", "/"))
        if part is None:
            remarks.unknown(key, PARTS, "补充")
        elif isinstance(child, Scalar):
            found += [Extra(part, line.strip(), place) for line, place in _lines(child) if line.strip()]
        else:
            remarks.error(
                "shape",
                child.source,
                f"“{key.text}”要写整段文字，这里是{describe(child)}。",
                "冒号后面写“|”，下一行起写文字，多缩进两格。",
            )
    return tuple(found)
