"""`phrases list`, `show`, `check`, `compile`."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from draftgen import phrasebank, resources
from draftgen.core.finding import DraftgenError, Finding, Level, Place
from draftgen.core.passage import Bank, Passage, Slot, Wording
from draftgen.forms.stored import compile_tables
from draftgen.phrasebank import compiled
from draftgen.phrasebank.bank import Folder, folders, parse_folder
from draftgen.phrasebank.lint import lint
from draftgen.phrasebank.parsed import Parsed
from draftgen.workbench.examples import ExampleError, says


def listing(section: str, extra: Sequence[Path]) -> str:
    """Every theme with its passages, where each comes from, and how many there are."""
    bank, _ = phrasebank.read(folders(Path.cwd(), extra))
    lines: list[str] = []
    count = 0
    wanted = _SECTIONS.get(section, section)
    for theme in bank.themes:
        if not (
            theme.section.startswith(wanted) or theme.id.startswith(wanted) or (section and section in theme.label)
        ):
            continue
        lines.append(
            f"{theme.id}　{theme.label}" + (f"　（{theme.frequency:.0%} 的年报有）" if theme.frequency else "")
        )
        for passage in theme.passages:
            lines.append(f"  {passage.id}　{'' if passage.shipped else '［自己的］'}{plain(passage)}")
            count += 1
    if not count:
        return f"没有与“{section}”对应的语句。可以写：{'、'.join(_SECTIONS)}。"
    return "\n".join([*lines, "", f"共 {count} 条。用 draftgen phrases show ID 看一条的条件和例子。"])


_SECTIONS = {
    "引言": "overview.intro",
    "总体情况": "overview",
    "主动公开": "overview.publication",
    "依申请公开": "overview.requests",
    "政府信息管理": "overview.management",
    "平台建设": "overview.platform",
    "监督保障": "overview.supervision",
    "问题": "problems",
    "改进": "measures",
    "其他": "other",
}


def show(name: str, extra: Sequence[Path]) -> str:
    """One passage, or every passage of a theme, in full."""
    bank, _ = phrasebank.read(folders(Path.cwd(), extra), whole=True)
    found = [p for theme in bank.themes for p in theme.passages if name in (p.id, theme.id)]
    if not found:
        near = [p.id for theme in bank.themes for p in theme.passages if name.rsplit(".", 1)[-1] in p.id][:5]
        advice = f"相近的有：{'、'.join(near)}。" if near else "用 draftgen phrases list 看全部。"
        raise DraftgenError(f"没有“{name}”。{advice}")
    return "\n\n".join(_full(passage) for passage in found)


def check(folder: Path | None) -> tuple[tuple[Finding, ...], str]:
    """All faults of the bank in ``folder`` (the shipped one if None), and a line that sums up."""
    search = folders(None, (folder,) if folder else ())
    bank, _ = phrasebank.read(search, whole=True)
    chosen = search[-1]
    parsed = parse_folder(chosen, whole=True)
    seen = [finding for file in parsed.values() for finding in file.findings]
    ids = {passage.id for file in parsed.values() for theme in file.themes for passage in theme.passages}
    unread = set(_unread(parsed))
    linted = [f for f in lint(bank, lambda p: p.id in ids) if f.code != "bank-text" or f.place.excerpt not in unread]
    found = [*seen, *linted, *_examples(bank, ids - unread), *_doubles(parsed)]
    if not parsed:
        raise DraftgenError(f"{chosen.path} 里没有语句库文件（.yaml）。")
    summary = f"查了 {len(ids)} 条语句，{len(parsed)} 个文件"
    return tuple(found), f"{summary}。" if found else f"{summary}，没有发现问题。"


def _unread(parsed: dict[str, Parsed]) -> Iterator[str]:
    """The passages whose text or condition could not be read: what follows from that is not said once more."""
    for file in parsed.values():
        lines = {passage.line: passage.id for theme in file.themes for passage in theme.passages}
        for finding in file.findings:
            above = [line for line in lines if line <= finding.place.line]
            if finding.code in ("bank-wording", "bank-condition") and above:
                yield lines[max(above)]


def _doubles(parsed: dict[str, Parsed]) -> Iterator[Finding]:
    seen: dict[str, Passage] = {}
    for file in parsed.values():
        for passage in (p for theme in file.themes for p in theme.passages):
            if passage.id in seen:
                yield _finding(passage, "bank-double", f"id“{passage.id}”用了两次。", "换一个名字。")
            seen[passage.id] = passage


def _examples(bank: Bank, ids: set[str]) -> Iterator[Finding]:
    for passage in (p for theme in bank.themes for p in theme.passages if p.id in ids and p.example.get("says")):
        wanted = str(passage.example["says"]).strip()
        try:
            got = says(passage)
        except ExampleError as error:
            yield _finding(passage, "bank-example", str(error), "改 example.given，或改条件。")
            continue
        if got != wanted:
            yield _finding(
                passage, "bank-example", f"例子对不上。写的是：{wanted}　程序得到：{got}", "改 says 或改 text。"
            )


def _finding(passage: Passage, code: str, message: str, advice: str) -> Finding:
    return Finding(code, Level.ERROR, Place(passage.file, passage.line, 1, excerpt=passage.id), message, advice)


def compile_shipped() -> str:
    """Rebuilds ``models/phrasebank.json`` from the shipped folder; refuses if a file has faults."""
    folder = Folder(resources.shipped("phrasebank"), "自带", shipped=True)
    target = resources.shipped("models") / compiled.SHIPPED
    parsed = parse_folder(folder, whole=True)
    faults = [finding for file in parsed.values() for finding in file.findings]
    if faults:
        return f"有 {len(faults)} 处错误，没有编译。请先运行 draftgen phrases check。"
    files = {name: (compiled.sha256((folder.path / name).read_bytes()), file) for name, file in parsed.items()}
    compiled.compile_shipped(files, target)
    compile_tables()
    count = sum(len(theme.passages) for file in parsed.values() for theme in file.themes)
    return f"已写出 {target.name}：{count} 条语句，{len(files)} 个文件。"


def plain(passage: Passage) -> str:
    """A passage's wording with its slots in braces."""
    return (f"{passage.title}。" if passage.title else "") + _written(passage.text)


def _written(wording: Wording) -> str:
    return "".join(part if isinstance(part, str) else _slot(part) for part in wording)


def _slot(slot: Slot) -> str:
    return "{" + "|".join((slot.path, *slot.filters)) + "}"


def _full(passage: Passage) -> str:
    lines = [passage.id, f"  文字：{plain(passage)}"]
    if passage.when:
        lines.append("  条件：" + "；".join(c.written for c in passage.when))
    if passage.claims:
        lines.append(f"  依据：{'、'.join(passage.claims)}")
    if passage.kinds:
        lines.append(f"  用于：{'、'.join(passage.kinds)}")
    if passage.remedies:
        lines.append(f"  措施：{'、'.join(passage.remedies)}")
    if passage.example:
        given = passage.example.get("given")
        told = "；".join(f"{path} = {value}" for path, value in given.items()) if isinstance(given, dict) else ""
        lines.append(f"  例子：{told or '不需要数据'} → {passage.example.get('says')}")
    lines.append(f"  出处：{passage.file}:{passage.line}{'（自带）' if passage.shipped else ''}")
    return "\n".join(lines)
