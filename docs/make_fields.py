"""字段.md: everything that a data file and the workbook can hold, field by field, from the catalogue, the form and the loader."""
# ruff: noqa: INP001 - a script beside the pages

from collections.abc import Iterable, Iterator

from draftgen import forms, phrasebank
from draftgen.core.catalogue import Field, Kind
from draftgen.core.form import Header, Table
from draftgen.core.workbook import (
    DONE,
    EXTRA,
    FIGURES,
    ISSUES,
    LAST,
    LAST_FILE,
    NOTICE,
    NOTICE_LINES,
    OTHER,
    PARTS,
    UNIT,
    UNIT_LINES,
    FieldLine,
    Line,
    field_lines,
)
from draftgen.load.names import FORM, ISSUE
from draftgen.load.names import PARTS as PLACES
from draftgen.workbench.bank import folders
from draftgen.workbench.data import example_of

_KINDS = {
    Kind.COUNT: "整数",
    Kind.AMOUNT: "数，可以有小数",
    Kind.PERCENT: "百分比，带 %",
    Kind.TEXT: "一句话",
    Kind.WORDS: "几项，写成 [甲, 乙]",
    Kind.PARTS: "名称自己起，每类一个数",
    Kind.ITEMS: "一条一条写",
    Kind.PAIRS: "每行“- 名称: 内容”",
    Kind.TICK: "做了就写这一行",
}
_LISTS = (Kind.ITEMS, Kind.PAIRS)
_BASE = "、".join
_HEAD = """[← 手册](手册.md)

# 每一项怎么填

这一页由 `python docs/make_pages.py` 生成，不要手改。

数据文件和填报表里能写的，都在这里。按 Ctrl+F 找。怎么下手，见[数据文件怎么填](手册/数据文件.md)、[用填报表填](手册/填报表.md)。

- “数据文件里”写的是一级一级的名称，下一级比上一级多空两格。
- “填报表里”写的是哪一页、哪一行。
- “也可写作”里的名称一样认得；一项写一个名称就行。
- 数字都只写数，不写量词。量词由程序加，括号里是会用的。
"""
_SIDES = """数据里的每个数，还可以在下面分行写这几样：

| 名称 | 填什么 | 填报表里 |
|---|---|---|
| 本年 | 今年的数。和“上年”一起写的时候用 | “今年”一列 |
| 上年 | 去年的数，只用来比 | “去年”一列 |
| 约 | 写 true：只有大概的数，报告里带“约”字 | 在数前面写“约” |
| 来源 | 谁给的、从哪里看的，只进核对单 | “谁提供”一列 |

例如：

```yaml
数据:
  主动公开:
    门户网站:
      条数:
        本年: 313
        上年: 280
        来源: 县政府网站后台
```
"""


def page() -> str:
    """The whole page."""
    catalogue = forms.catalogue()
    parts = [_HEAD, _unit(), *map(_table, forms.form(FORM).tables)]
    parts += ["## 数据\n\n" + _SIDES, *map(_group, catalogue.data.children)]
    parts += [_ticks(catalogue.ticks), _issues(), _other(catalogue.other), _last(), _extra()]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


# --- the agency, the report, last year, one's own paragraphs ---


def _unit() -> str:
    profiles = phrasebank.read(folders(None, ()))[0].profiles
    lines = [_named(line, UNIT, profiles) for line in UNIT_LINES]
    lines += [_named(line, NOTICE, ()) for line in NOTICE_LINES]
    return "## 年度、机关、报告\n\n" + _rows(("数据文件里", "填什么", "填报表里"), lines)


def _named(line: Line, tab: str, profiles: Iterable[str]) -> tuple[str, str, str]:
    options = line.options or (tuple(profiles) if line.keys[-1] == "体例" else ())
    about = [line.note.replace("，从下拉里选", "").replace("从下拉里选", "")]
    about += [f"只能写：{_BASE(options)}"] if options else []
    about += ["几项写成列表"] if line.listed else []
    return _path(line.keys), "；".join(filter(None, about)), f"{tab}，“{line.label}”"


def _last() -> str:
    rows = [_named(LAST_FILE, LAST, ())]
    rows += [
        (f"上年 › {table}", "去年的数，只写要比的；写法同今年", f"{LAST}，“表”一列写{table}")
        for table in ("表二", "表三", "表四")
    ]
    rows.append(("上年 › 数据", "去年的数，写法同今年的“数据”", f"{FIGURES}，“去年”一列"))
    return "## 上年\n\n" + _rows(("数据文件里", "填什么", "填报表里"), rows)


def _issues() -> str:
    about = (
        "一句大白话。去年写过、今年还在的，写清今年做到哪一步",
        "打算怎么办；几件事写成列表。不写的，程序补一句，标【请确认】",
    )
    rows = [(f"问题和打算 › {key}", text, f"{ISSUES}，“{key}”一列") for key, text in zip(ISSUE, about, strict=True)]
    example = "问题和打算:\n  - 问题: 人手不足\n    打算: [培训, 考核]"
    return "## 问题和打算\n\n" + _rows(("数据文件里", "填什么", "填报表里"), rows) + _block(example)


def _extra() -> str:
    rows = [(f"补充 › {name}", "自己写好的整段，一字不动放进去", f"{EXTRA}，从下拉里选") for name in PLACES]
    example = "补充:\n  总体情况/主动公开: |\n    我镇在便民服务中心设置了公开查阅区。"
    return "## 补充\n\n" + _rows(("数据文件里", "填什么", "填报表里"), rows) + _block(example)


# --- the tables ---


def _table(table: Table) -> str:
    """The rows of a table, then the columns of those that have several; columns alone where the rows have no name."""
    lines = [f"## {table.key}\n", f"填报表里：{table.key}，样子和年报里的表一样。\n"]
    heads = ("年报里的名称", "也可写作")
    rows: dict[bool, list[tuple[str, str, str]]] = {True: [], False: []}
    columns: dict[tuple[str, str, str], None] = {}
    for block in table.blocks:
        several = len(block.leaf_columns()) > 1
        named = [one for row in block.rows for one in _leaves(row, ()) if one[0].key]
        rows[several] += [_head(table, *one) for one in named]
        below = [one for column in block.columns for one in _leaves(column, ())]
        columns |= {_head(None if named else table, *one): None for one in below if several}
    if rows[True]:
        lines += [_rows(("行", *heads), rows[True]), "上面每一行下面，分列写：\n"]
    lines.append(_rows(("列", *heads), columns))
    if rows[False]:
        lines += ["下面每一行只有一个数：\n", _rows(("行", *heads), rows[False])]
    return "\n".join(lines)


def _leaves(head: Header, above: tuple[Header, ...]) -> Iterator[tuple[Header, tuple[Header, ...]]]:
    if not head.children:
        yield head, above
    for child in head.children:
        yield from _leaves(child, (*above, head))


_SILENT = ("办理结果", "申请人情况", "法人或其他组织")


def _head(table: Table | None, head: Header, above: tuple[Header, ...]) -> tuple[str, str, str]:
    keys = [one.key for one in above if one.key and one.key not in _SILENT]
    label = head.label + ("（由程序加，可以不写）" if head.total else "")
    others = [name for name in dict.fromkeys(head.aliases) if name not in (head.key, head.label)]
    return _path(([table.key] if table else []) + keys + [head.key]), label, _BASE(others)


# --- the figures of the prose, what was done, section six ---


def _group(group: Field) -> str:
    """A group of 数据: its fields as a table, and one example that shows them all."""
    lines = [line for line in field_lines(forms.catalogue().data) if line.keys[1] == group.key]
    if group.children:
        title, examples = group.key, [example_of(child) for child in group.children]
        example = "\n".join(["数据:", f"  {group.key}:", *(_indented(text, 4) for text in examples)])
    else:
        title, example = group.key, "数据:\n" + _indented(example_of(group), 2)
    return f"### {title}\n\n" + _rows(_HEADS, [_field(line) for line in lines]) + _block(example)


_HEADS = ("数据文件里", "填什么", "也可写作", "填报表里")


def _field(line: FieldLine) -> tuple[str, str, str, str]:
    field = line.field
    tab = (
        OTHER if field.kind in _LISTS or line.keys[0] == "其他事项" else PARTS if field.kind is Kind.PARTS else FIGURES
    )
    below = f"（每条写：{_BASE(child.key for child in field.children)}）" if field.kind is Kind.ITEMS else ""
    return _path(line.keys), _about(field, line.note) + below, _BASE(field.aliases), f"{tab}，“{line.label}”"


def _about(field: Field, note: str) -> str:
    measures = f"（{_BASE(field.measures)}）" if field.measures else ""
    kinds = f"只用于{_BASE(field.kinds)}" if field.kinds else ""
    return "；".join(filter(None, (_KINDS[field.kind] + measures, note, kinds)))


def _ticks(root: Field) -> str:
    rows = []
    for tick in root.children:
        details = [child.key for child in tick.children]
        what = f"做了就写；下面写：{_BASE(details)}" if details else _KINDS.get(tick.kind, "做了就写，后面写内容")
        if tick.kind in (Kind.WORDS, Kind.TEXT):
            what = f"做了就写；后面写{'几项，写成 [甲, 乙]' if tick.kind is Kind.WORDS else '一句话'}"
        about = "；".join(filter(None, (what, tick.note, f"只用于{_BASE(tick.kinds)}" if tick.kinds else "")))
        rows.append((f"- {tick.key}", about, _BASE(tick.aliases), f"{DONE}，“{tick.key}”"))
    example = "\n".join(["做过的事:", *(_indented(_listed(example_of(tick)), 2) for tick in root.children)])
    return "## 做过的事\n\n做了才写，写了才说。\n\n" + _rows(_HEADS, rows) + _block(example)


def _listed(example: str) -> str:
    return example if example.lstrip().startswith("-") else f"- {example}"


def _other(root: Field) -> str:
    rows = [_field(line) for line in field_lines(root)]
    example = "\n".join(["其他事项:", *(_indented(example_of(child), 2) for child in root.children)])
    return "## 其他事项\n\n第六部分，按体例要求写。\n\n" + _rows(_HEADS, rows) + _block(example)


# --- Markdown ---


def _path(keys: Iterable[str]) -> str:
    return " › ".join(keys)


def _rows(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join([*lines, ""])


def _block(text: str) -> str:
    return f"\n例子：\n\n```yaml\n{text}\n```\n"


def _indented(text: str, by: int) -> str:
    return "\n".join(" " * by + line if line.strip() else line for line in text.rstrip("\n").split("\n"))
