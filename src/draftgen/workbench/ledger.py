"""`draftgen ledger`: the counts of a request ledger on screen, and into a data file or workbook."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from draftgen import forms, load, numerals, phrasebank, register, sheets, store
from draftgen.core.finding import Finding, Level, RefusedOutput
from draftgen.core.record import Source
from draftgen.core.workbook import CellLine, cell_lines
from draftgen.load.names import FORM, FROM, THIS
from draftgen.located import Mapping, Node, Scalar, load_text
from draftgen.located.building import Tree, at
from draftgen.phrasebank.bank import folders
from draftgen.register import Counted, Register
from draftgen.workbench.books import BOOK, YAML, book, kind_in, save, starting, whole
from draftgen.workbench.splice import spliced
from draftgen.workbench.starter import starter

_CHANNELS = {"requests_online": "网络", "requests_letter": "信函", "requests_counter": "当面"}
_DETAILS = ("数据", "依申请公开")
_DAYS = "平均办理天数"


class Outcome(NamedTuple):
    """What a run says and what it found. ``failed``: nothing was written because something has to be settled first."""

    said: str
    findings: tuple[Finding, ...]
    failed: bool


def ledger(file: Path, output: Path | None = None, words: Path | None = None, year: int | None = None) -> Outcome:
    """Counts the ledger in ``file`` and writes the counts into ``output``, if all rows could be counted.

    ``words`` is the office's file of words: read if it is there, and written to be filled in where words are unknown.
    Raises UnreadableInput if the ledger cannot be read, RefusedOutput if ``output`` cannot be written.
    """
    if output is not None and output.suffix.lower() not in (*YAML, BOOK):
        raise RefusedOutput(f"“{output.name}”的扩展名不认识。-o 后面写 .yaml 或 .xlsx 文件，例如 -o data.yaml。")
    own = register.read_map(words) if words is not None else register.OfficeWords()
    found = register.read(sheets.read(file), year, own, _trade())
    failed = any(finding.level is Level.ERROR for finding in found.findings)
    lines = list(_summary(found, file))
    if words is not None and found.unknown:
        lines += ["", _remember(words, found)]
    if failed:
        lines += ["", "还有要先弄清的地方，没有写文件。改好台账或对照文件，再运行一次。"]
    elif output is None:
        lines += ["", f"没有写文件。要写成数据文件，加 -o data.yaml；要填进填报表，加 -o 填报表{BOOK}。"]
    else:
        lines += ["", *_written(found, output)]
        store.counted(output, file)
    return Outcome("\n".join(lines), found.findings, failed)


def _trade() -> Iterator[str]:
    """Texts that hold the words of the trade: no word of a ledger is shown further than they go."""
    bank = phrasebank.read(folders(None, ()))[0]
    for theme in bank.themes:
        for passage in theme.passages:
            yield from (part for part in passage.text if isinstance(part, str))
    for table in forms.form(FORM).tables:
        for cell in table.cells():
            yield cell.row.label
            yield cell.column.label
    yield from register.spellings()


# --- on screen ---


def _summary(found: Register, file: Path) -> Iterator[str]:
    if not found.year or not found.totals:
        yield f"读完：{file.name}，{found.rows} 行。"
        return
    yield f"读完：{file.name}，{found.rows} 行，按 {found.year} 年度汇总。"
    part = ""
    for one in found.matched:
        if one.part != part:
            part = one.part
            yield ""
            yield f"{part}的对应："
        yield f"  {one.rows} {one.text} → {_meant(one.part, one.meant)}　{one.number} 件"
    yield ""
    yield "表三（下面列出的必须改的行没有计入）：" if any(f.level is Level.ERROR for f in found.findings) else "表三："
    for row, label in _rows():
        if row in found.totals or row in ("new", "carried_in", "carried_out"):
            total = found.totals.get(row)
            kinds = "、".join(
                f"{_kind(kind)} {numerals.write(counted.number)}"
                for (r, kind), counted in found.cells.items()
                if r == row
            )
            yield f"  {label}：{numerals.write(total.number) if total else 0}" + (f"（{kinds}）" if kinds else "")
    if found.channels:
        each = "、".join(f"{_CHANNELS[path]} {numerals.write(c.number)}" for path, c in found.channels.items())
        yield f"新收的申请渠道：{each}"
    if found.days is not None:
        yield f"平均办理天数：{numerals.write(found.days.number)} 个工作日（收到次日算起，节假日和调休已扣除，没有扣除补正和征求意见的时间）"


def _rows() -> Iterator[tuple[str, str]]:
    block = forms.form(FORM).table("table3").blocks[0]
    for row in block.leaf_rows():
        if not row.total:
            yield row.id, row.label if row in block.rows else register.result_name(row.id)


def _kind(kind: str) -> str:
    columns = forms.form(FORM).table("table3").blocks[0].leaf_columns()
    return next(column.key for column in columns if column.id == kind)


def _meant(part: str, meant: str) -> str:
    if meant == register.NOT_COUNTED:
        return "不计"
    if part == register.KINDS:
        return _kind(meant)
    return _CHANNELS[meant] if part == register.CHANNELS else register.result_name(meant)


def _remember(words: Path, found: Register) -> str:
    """The file of words, begun or continued with those that nobody has explained yet."""
    text = register.blank_map(found.unknown)
    if not words.exists():
        store.write_file(words, text.encode())
        return f"认不出的词写进了 {words}：在冒号后面填上意思，再运行一次。"
    return f"{words} 里还缺这些，照样子补进去：\n" + "\n".join(
        f"  {line}" for line in text.splitlines() if line[:1] != "#"
    )


# --- into a file ---


def _written(found: Register, output: Path) -> Iterator[str]:
    tree = _tree(found)
    if not output.exists():
        text = spliced(starter("部门", str(found.year)), tree)
        data = starting(text, "部门") if output.suffix.lower() == BOOK else text.encode()
        save(output, data, force=False)
        yield f"已写出 {output}：表三等已经填好，其余照着填，再运行 draftgen write {output}。"
        return
    _same_year(output, found.year)
    if output.suffix.lower() == BOOK:
        data = _merged_book(output, tree)
    else:
        text, _ = load_text(output)
        data = spliced(text, tree).encode()
    kept = save(output, data, force=True)
    yield f"已填进 {output}：表三" + "".join(f"、{name}" for name in _also(found)) + "，其余没有动。"
    yield from (f"原来的文件另存为 {path}。" for path in kept)


def _same_year(output: Path, year: int) -> None:
    stated = at(load.tree(output).root, "年度")
    digits = "".join(char for char in stated.text if char.isdigit()) if isinstance(stated, Scalar) else ""
    if digits and digits != str(year):
        raise RefusedOutput(
            f"{output} 是 {digits} 年度的，台账按 {year} 年度汇总，没有填。换一个文件，或者用 --year 指定年度。"
        )


def _also(found: Register) -> Iterator[str]:
    if found.channels:
        yield "申请渠道"
    if found.days is not None:
        yield _DAYS


def _merged_book(output: Path, tree: Mapping) -> bytes:
    old = load.tree(output)
    strange = [finding for finding in old.findings if finding.code == "tab-unread"]
    if strange:
        raise RefusedOutput(
            f"{output} 里有自己加的工作表，重写会丢掉它们，没有动。{strange[0].message}请用 -o 换一个文件名，再把表三抄过去。"
        )
    root = whole(old)
    merged = _over(root, tree)
    return book(merged, kind_in(root), load.last_said(output))


def _over(old: Mapping, new: Mapping) -> Mapping:
    """``new`` over ``old``: 表三 as a whole, everything else key by key."""
    theirs = {key.text: (key, child) for key, child in new}
    pairs: list[tuple[Scalar, Node]] = []
    for key, child in old:
        other = theirs.pop(key.text, (key, None))[1]
        if isinstance(child, Mapping) and isinstance(other, Mapping) and key.text != "表三":
            pairs.append((key, _over(child, other)))
        else:
            pairs.append((key, other or child))
    return Mapping((*pairs, *theirs.values()), old.source)


def _tree(found: Register) -> Mapping:
    """The counts as the tree of a data file."""
    where = Source()
    tree = Tree()
    tree.put(("年度",), Scalar(str(found.year), where))
    table = forms.form(FORM).table("table3")
    for line in cell_lines(table):
        counted = _of(found, line)
        if counted is not None:
            tree.put(line.keys, _sided(counted, total=line.total))
    for row in ("新收", "上年结转", "结转下年"):
        tree.put(("表三", row, "自然人"), Scalar("0", where))
    for path, name in _CHANNELS.items():
        if path in found.channels:
            tree.put((*_DETAILS, "申请渠道", name), _sided(found.channels[path]))
    if found.days is not None:
        tree.put((*_DETAILS, _DAYS), _sided(found.days))
    return tree.mapping(where)


def _of(found: Register, line: CellLine) -> Counted | None:
    row, _, kind = line.path.removeprefix("requests.").partition(".")
    return found.cells.get((row, kind)) if kind else found.totals.get(row)


def _sided(counted: Counted, *, total: bool = False) -> Node:
    """A number with where it is from; of a total only that, since it is added up."""
    where = Source()
    pairs = [] if total else [(Scalar(THIS, where), Scalar(numerals.write(counted.number), where))]
    return Mapping((*pairs, (Scalar(FROM, where), Scalar(counted.origin, where))), where)
