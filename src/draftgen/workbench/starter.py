"""`draftgen init`: a data file to start from, made of the form and the catalogue.

Names, notes, examples and measure words are those of form and catalogue; what is shown to which kind of agency is the
data at the top of this module.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from draftgen import forms, phrasebank
from draftgen.core.catalogue import Field, Kind
from draftgen.core.finding import RefusedOutput
from draftgen.core.form import Header, Table
from draftgen.load.agency import KINDS, SCOPES
from draftgen.phrasebank.bank import folders

_WIDTH = 30


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the file of one kind of agency shows: fields of 数据 by path, rows and columns of 表三 by id."""

    data: tuple[str, ...]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    regulations: bool = False
    other: bool = True


_TOWN = (
    "site.count",
    "wechat.name",
    "wechat.count",
    "fee",
    "boards.town",
    "boards.village",
    "staff.full",
    "staff.part",
    "training.count",
    "complaints",
    "accountability",
)
_BUREAU = (
    "total",
    "site.count",
    "site.parts",
    "wechat.name",
    "wechat.count",
    "interpretation.count",
    "messages.count",
    "press.count",
    "fee",
    "document_review.kept",
    "document_review.repealed",
    "document_review.lapsed",
    "columns",
    "accounts",
    "staff.full",
    "staff.part",
    "training.count",
    "training.topics",
    "meetings",
    "complaints",
    "accountability",
    "proposals.congress",
    "proposals.committee",
    "proposals.satisfied",
)
_GOVERNMENT = (
    "total",
    "site.count",
    "site.parts",
    "wechat.name",
    "wechat.count",
    "weibo.count",
    "interpretation.count",
    "interpretation.graphic",
    "interpretation.video",
    "messages.count",
    "hotline.count",
    "consultation.count",
    "consultation.opinions",
    "consultation.adopted",
    "press.count",
    "open_meeting.count",
    "gazette",
    "requests_online",
    "requests_letter",
    "requests_counter",
    "fee",
    "document_review.kept",
    "document_review.repealed",
    "document_review.lapsed",
    "visits",
    "columns",
    "accounts",
    "zones",
    "reading_points",
    "inspections",
    "staff.full",
    "staff.part",
    "training.count",
    "training.people",
    "meetings",
    "checks",
    "evaluation.count",
    "evaluation.rate",
    "complaints",
    "accountability",
    "proposals.congress",
    "proposals.committee",
    "proposals.satisfied",
)
_SHOWN = {
    "部门": _Shown(
        _BUREAU, ("new", "carried_in", "granted", "partial", "unable_1", "carried_out"), ("person", "company")
    ),
    "政府": _Shown(
        _GOVERNMENT,
        ("new", "carried_in", "granted", "partial", "unable_1", "refused_1", "carried_out"),
        ("person", "company"),
        regulations=True,
    ),
    "镇街": _Shown(_TOWN, ("new", "carried_in", "granted", "carried_out"), ("person",), other=False),
}


def init(file: Path, kind: str) -> str:
    """Writes a starting file for an agency of ``kind`` and says what to do with it.

    Raises RefusedOutput where a file is there already, the name or the kind will not do, or the disk refuses.
    """
    if kind not in KINDS:
        raise RefusedOutput(f"没有“{kind}”这种机关类别。--kind 后面只能写：{'、'.join(KINDS)}。")
    if file.suffix.lower() not in (".yaml", ".yml"):
        raise RefusedOutput(f"文件名要以 .yaml 结尾，例如：draftgen init {file}.yaml")
    text = starter(kind, _year_in(file.name))
    try:
        if file.exists():
            raise RefusedOutput(f"{file} 已经有了，没有覆盖。请换一个文件名；要重新开始，先把原来的文件改名。")
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except OSError as error:
        raise RefusedOutput(f"{file} 写不进去。请检查文件夹是不是只读、磁盘有没有空间，或者换一个文件夹。") from error
    return (
        f"已生成 {file}（按{kind}的常用项目）。\n"
        f"下一步：用记事本或 WPS 打开，把冒号后面空着的填上（没有的写 0），做过的事去掉前面的“# ”，"
        f"再运行 draftgen write {file}。\n"
        "能写的不止这些，用 draftgen fields 查全部项目，用 draftgen fields 培训 查某一项怎么写。"
    )


def _year_in(name: str) -> str:
    found = re.search(r"(?<!\d)20[2-9]\d(?!\d)", name)
    return found.group() if found else ""


def starter(kind: str, year: str = "") -> str:
    """The text of the starting file."""
    shown = _SHOWN[kind]
    parts = (
        _head(year),
        _agency(kind),
        _report(year),
        _previous(year),
        _tables(shown),
        _data(kind, shown),
        _ticks(kind),
        _issues(),
        _other(kind, shown),
        _extra(),
    )
    return "\n".join("\n".join(part) + "\n" for part in parts)


# --- lines ---


def _line(indent: int, key: str, value: str = "", note: str = "", *, off: bool = False) -> str:
    """One line "key: value  # note", the notes in one column as a screen shows it. ``off``: it does not count yet."""
    text = f"{' ' * indent}{'# ' if off else ''}{key}: {value}".rstrip()
    return f"{text}{' ' * max(2, _WIDTH - _columns(text))}# {note}" if note else text


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _off(indent: int, lines: Iterable[str]) -> list[str]:
    """Lines that count only once the "# " before them is taken away."""
    return [f"{' ' * indent}# {line}" for line in lines]


# --- the parts of the file ---


def _head(year: str) -> list[str]:
    return [
        f"# {f'{year} 年度' if year else ''}政府信息公开工作年度报告的数据",
        "# 每行“名称: 内容”，冒号是半角的，后面空一格；下一级比上一级多缩进两格。",
        "# “#”后面是说明，不会进入报告。前面有“# ”的整行不算数，用得上就去掉“# ”再填。",
        "# 三张表里冒号后面空着的都要填，没有发生的写 0；其他地方空着的，没有就不用管。",
        _line(0, "年度", year, "" if year else "例如 2021"),
    ]


def _agency(kind: str) -> list[str]:
    return [
        "机关:",
        _line(2, "名称", "", "全称，与公章一致"),
        _line(2, "简称", "", "可不填"),
        _line(2, "类别", kind, " / ".join(KINDS)),
        _line(2, "地区", "", "例如 某某市某某区"),
        "  网站:",
        _line(4, "名称", "", "例如 某某区人民政府门户网站"),
        _line(4, "网址"),
        "  联系:",
        _line(4, "部门", "", "写部门，不写个人"),
        _line(4, "地址"),
        _line(4, "邮编"),
        _line(4, "电话", "", "办公电话"),
    ]


def _report(year: str) -> list[str]:
    profiles = phrasebank.read(folders(None, ()))[0].profiles
    signed = f"{int(year) + 1}年1月26日" if year else "2022年1月26日"
    return [
        "报告:",
        _line(2, "体例", "默认", f"{' / '.join(profiles)}；决定第六部分写哪几项"),
        _line(2, "口径", "本机关", " / ".join(SCOPES)),
        _line(2, "落款日期", signed, "定了日期再写", off=True),
        *_off(2, ["上级通知:", "  字数上限: 1000"]),
    ]


def _previous(year: str) -> list[str]:
    name = f"{int(year) - 1}.yaml" if year else "2020.yaml"
    return ["上年:", _line(2, "年报", name, "上年的数据文件，放在同一个文件夹里，可不填", off=True)]


def _tables(shown: _Shown) -> list[str]:
    lines: list[str] = []
    for table in forms.form("2021").tables:
        lines += [*({"table2": _table2, "table3": _table3, "table4": _table4}[table.id](table, shown)), ""]
    return lines[:-1]


def _table2(table: Table, shown: _Shown) -> Iterator[str]:
    yield f"{table.key}:"
    for block in table.blocks:
        for row in block.rows:
            if row.id == "regulations" and not shown.regulations:
                yield _line(2, row.key, "0", "只有国务院部门、省和设区的市的政府才填")
            elif len(block.columns) > 1:
                yield f"  {row.key}:"
                yield from (_line(4, column.key, "", _about(column)) for column in block.columns)
            else:
                yield _line(2, row.key, "", f"{block.unit}，可以有小数" if block.decimals else block.columns[0].label)


def _about(head: Header) -> str:
    return head.label if head.label != head.key else ""


def _table3(table: Table, shown: _Shown) -> Iterator[str]:
    block = table.blocks[0]
    rows = [row for top in block.rows for row in (top.children if top.id == "results" else (top,)) if not row.total]
    columns = [leaf for leaf in block.leaf_columns() if not leaf.total]
    chosen = [leaf for leaf in columns if leaf.id in shown.columns]
    yield _line(0, table.key, "", "总计和小计不填，由程序相加；没写到的行和列按 0 算")
    yield f"  # 每行下面还可以写：{'、'.join(leaf.key for leaf in columns if leaf not in chosen)}"
    for row in rows:
        leaves = [leaf for leaf in row.leaves() if leaf.id in shown.rows]
        if leaves:
            yield f"  {row.key}:"
        for leaf in leaves:
            if leaf is not row:
                yield f"    {leaf.key}:"
            yield from (_line(4 if leaf is row else 6, column.key) for column in chosen)
        if row.children:
            yield from _more_rows(row, leaves)
        elif not leaves:
            yield from _off(2, [f"{row.key}:", *(f"  {column.key}:" for column in chosen)])


def _more_rows(row: Header, leaves: list[Header]) -> Iterator[str]:
    """The rows of a group that are seldom needed: one as an example, the others named."""
    rest = [leaf for leaf in row.children if leaf not in leaves]
    others = f"还有：{'、'.join(leaf.key for leaf in rest[1:])}" if rest[1:] else ""
    if leaves:
        yield _line(4, rest[0].key, "", others, off=True)
        yield from _off(4, ["  自然人: 1"])
    else:
        yield _line(2, row.key, "", others, off=True)
        yield from _off(2, [f"  {rest[0].key}:", "    自然人: 1"])


def _table4(table: Table, _: _Shown) -> Iterator[str]:
    yield _line(0, table.key, "", "没有写 0；有的，冒号后面空着，在下面分行写")
    for column in table.blocks[0].columns:
        yield _line(2, column.key)
        first = column.children[0]
        if first.children:
            yield _line(4, first.key, "", f"还有：{'、'.join(child.key for child in column.children[1:])}", off=True)
        outcomes = [leaf.key for leaf in (first.children or column.children) if not leaf.total]
        example = f"{'  ' if first.children else ''}{outcomes[0]}"
        yield _line(4, example, "1", f"还有：{'、'.join(outcomes[1:])}", off=True)


def _data(kind: str, shown: _Shown) -> list[str]:
    return [
        _line(0, "数据", "", "有就填，没有就空着；不写的，报告里不提"),
        *_fields(forms.catalogue().data, kind, set(shown.data), 2),
    ]


def _fields(field: Field, kind: str, wanted: set[str], indent: int) -> Iterator[str]:
    for child in field.children:
        if child.kinds and kind not in child.kinds:
            continue
        if child.path in wanted:
            yield from _field(child, field, indent)
        elif any(below.path in wanted for below in child.walk()):
            yield _line(indent, child.key, "", child.note)
            yield from _fields(child, kind, wanted, indent + 2)


def _field(field: Field, group: Field, indent: int) -> list[str]:
    """A blank to fill; what is no single number or word (a breakdown, a percentage) as lines to switch on."""
    if field.kind in (Kind.PARTS, Kind.PERCENT):
        head, *below = _example(field, group)
        value = head.partition(":")[2].strip()
        return [_line(indent, field.key, value, field.note, off=True), *_off(indent, below)]
    unit = "、".join(field.measures[:1])
    form = "几项写成 [甲, 乙]" if field.kind is Kind.WORDS else ""
    return [_line(indent, field.key, "", "；".join(part for part in (unit, form, field.note) if part))]


def _example(field: Field, group: Field) -> list[str]:
    """The lines of ``field`` in its own example or in that of its group."""
    lines = (field.example or group.example).splitlines()
    start = next(number for number, line in enumerate(lines) if line.lstrip().startswith(f"{field.key}:"))
    depth = len(lines[start]) - len(lines[start].lstrip())
    end = next((n for n in range(start + 1, len(lines)) if not lines[n].startswith(" " * (depth + 1))), len(lines))
    return [line[depth:] for line in lines[start:end]]


def _ticks(kind: str) -> list[str]:
    lines = [_line(0, "做过的事", "", "做了的，去掉前面的“# ”；没去掉的，报告里一个字也不会出现")]
    for tick in forms.catalogue().ticks.children:
        if not tick.kinds or kind in tick.kinds:
            lines += _off(2, (tick.example or f"- {tick.key}").splitlines())
    return lines


def _issues() -> list[str]:
    example = ["- 问题: 业务骨干多为兼职，懂法律的人少", "  打算: 培训、考核"]
    return [_line(0, "问题和打算", "", "有几条写几条；一句大白话就行，一个问题配一个打算"), *_off(2, example)]


def _other(kind: str, shown: _Shown) -> list[str]:
    lines = [_line(0, "其他事项", "", "第六部分，按上面的体例；没有就不用管")]
    for field in forms.catalogue().other.children:
        if (shown.other or field.kind is Kind.TEXT) and (not field.kinds or kind in field.kinds):
            lines += _off(2, field.example.splitlines())
    return lines


def _extra() -> list[str]:
    example = ["总体情况/主动公开: |", "  这里写整段文字。"]
    return [_line(0, "补充", "", "自己写好的整段，一字不动放进去；放在哪一部分就写哪一部分"), *_off(2, example)]
