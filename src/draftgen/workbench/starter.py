"""`draftgen init`: a data file to start from, made of the form and the catalogue.

Names, notes, examples and measure words are those of form and catalogue; `shown` says what each kind of agency sees, the
phrasebank what a field of government usually publishes, interprets and is asked about.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from draftgen import forms, phrasebank, store
from draftgen.core.catalogue import Field, Kind
from draftgen.core.finding import RefusedOutput
from draftgen.core.nothing import NOTHING
from draftgen.core.passage import Domain
from draftgen.load.agency import KINDS, SCOPES
from draftgen.phrasebank.bank import folders
from draftgen.workbench.books import starting
from draftgen.workbench.lines import line, off_lines
from draftgen.workbench.names import field_named
from draftgen.workbench.shown import SHOWN, Shown
from draftgen.workbench.starter_tables import tables

# The fields of government whose bodies are 镇街; all others are taken for a 部门 unless said otherwise.
_TOWNS = ("domains.town", "domains.street")
_YEAR = re.compile(r"20\d\d年")
_OFFERED = 8
_FILL = "用记事本或 WPS 打开，把冒号后面空着的填上（没有的写 0），做过的事去掉前面的“# ”"
_AREAS, _ISSUES = 4, 2
# What the examples of section six tell, said of something that the body publishes; the catalogue's are of a 人社局.
_OF_FIELD = {
    "priorities": "要点落实:\n  文件: 2021年政务公开工作要点\n  领域: [{0}, {1}]\n  任务: [培训, 考核]",
    "innovation": "创新:\n  - 名称: “{0}”专题栏目\n    平台: 政府门户网站\n    面向: [企业, 群众]\n    内容: [{1}]",
    "affiliates": "所属单位:\n  - 某某中心: “{0}”专题",
}


def init(file: Path, kind: str = "", domain: str = "") -> str:
    """Writes a starting file for an agency of ``kind`` and says what to do with it.

    A ``domain`` (人社) adds what such a body usually publishes, interprets and is asked about, as lines to switch on.
    Raises RefusedOutput where a file is there already, the name or the kind will not do, or the disk refuses;
    DraftgenError for a field of government that the bank does not have.
    """
    field = _domain(domain) if domain else None
    kind = kind or ("镇街" if field is not None and field.id in _TOWNS else "部门")
    if kind not in KINDS:
        raise RefusedOutput(f"没有“{kind}”这种机关类别。--kind 后面只能写：{'、'.join(KINDS)}。")
    is_book = file.suffix.lower() == ".xlsx"
    if not is_book and file.suffix.lower() not in (".yaml", ".yml"):
        raise RefusedOutput(
            f"文件名要以 .yaml 或 .xlsx 结尾，例如：draftgen init {file}.yaml，或 draftgen init {file}.xlsx"
        )
    text = starter(kind, _year_in(file.name), field)
    store.create_file(file, starting(text, kind) if is_book else text.encode())
    fill = "用 Excel 或 WPS 打开，在黄色格子里填" if is_book else _FILL
    return (
        f"已生成 {file}（按{kind}{f'、{field.names[0]}领域' if field is not None else ''}的常用项目）。\n"
        f"下一步：{fill}，再运行 draftgen write {file}。\n"
        "能写的不止这些，用 draftgen fields 查全部项目，用 draftgen fields 培训 查某一项怎么写。"
    )


def _year_in(name: str) -> str:
    found = re.search(r"(?<!\d)20[2-9]\d(?!\d)", name)
    return found.group() if found else ""


def _domain(name: str) -> Domain:
    bank, _ = phrasebank.read(folders(None, ()))
    plain = field_named(bank, name)
    return next(domain for domain in bank.domains if plain in domain.names)


def starter(kind: str, year: str = "", domain: Domain | None = None) -> str:
    """The text of the starting file."""
    return "\n".join("\n".join(part) + "\n" for part in starter_parts(kind, year, domain).values())


def starter_parts(
    kind: str, year: str = "", domain: Domain | None = None, last: Mapping[str, frozenset[str]] = NOTHING
) -> dict[str, list[str]]:
    """The lines of the starting file by its parts, in their order; ``last`` is what 表三 had last year (``tables``)."""
    shown = SHOWN[kind]
    usual = usual_of(domain)
    return {
        "head": _head(year),
        "agency": _agency(kind, domain),
        "report": _report(year),
        "previous": _previous(year),
        "tables": tables(shown, last),
        "data": _data(kind, shown, usual),
        "ticks": _ticks(kind, usual),
        "issues": _issues(),
        "other": _other(kind, shown, year, domain),
        "extra": _extra(),
    }


def _head(year: str) -> list[str]:
    return [
        f"# {f'{year} 年度' if year else ''}政府信息公开工作年度报告的数据",
        "# 每行“名称: 内容”，冒号是半角的，后面空一格；下一级比上一级多缩进两格。",
        "# “#”后面是说明，不会进入报告。前面有“# ”的整行不算数，用得上就去掉“# ”再填。",
        "# 三张表里冒号后面空着的都要填，没有发生的写 0；其他地方空着的，没有就不用管，只有“信息处理费”没有收的也要写 0。",
        line(0, "年度", year, "" if year else "四位数字"),
    ]


def usual_of(domain: Domain | None) -> dict[str, tuple[str, ...]]:
    """By path of the catalogue what a body of this field usually has to tell."""
    if domain is None:
        return {}
    lists = {
        "site.parts": domain.publishes,
        "interpretation.topics": domain.interprets,
        "request_topics": domain.asked,
        "done.key_areas": domain.publishes[:_AREAS],
        "done.hot_issues": domain.asked[:_ISSUES],
    }
    return {path: words[:_OFFERED] for path, words in lists.items() if words}


def _agency(kind: str, domain: Domain | None) -> list[str]:
    return [
        "机关:",
        line(2, "名称", "", "全称，与公章一致"),
        line(2, "简称", "", "可不填"),
        line(2, "类别", kind, " / ".join(KINDS)),
        *([line(2, "领域", domain.names[0], "用哪个领域的语句")] if domain is not None else []),
        line(2, "地区", "", "例如 某某市某某区"),
        "  网站:",
        line(4, "名称", "", "例如 某某区人民政府门户网站"),
        line(4, "网址"),
        "  联系:",
        line(4, "部门", "", "写部门，不写个人"),
        line(4, "地址"),
        line(4, "邮编"),
        line(4, "电话", "", "办公电话"),
    ]


def _report(year: str) -> list[str]:
    profiles = phrasebank.read(folders(None, ()))[0].profiles
    signed = f"{int(year) + 1}年1月26日" if year else ""
    return [
        "报告:",
        line(2, "体例", "默认", f"{' / '.join(profiles)}；决定第六部分写哪几项"),
        line(2, "口径", "本机关", " / ".join(SCOPES)),
        line(2, "落款日期", signed, "定了日期再写，年月日写全", off=True),
        *off_lines(2, ["上级通知:", "  字数上限: 1000"]),
    ]


def _previous(year: str) -> list[str]:
    name = f"{int(year) - 1}.yaml" if year else ""
    return ["上年:", line(2, "年报", name, "上年的数据文件，放在同一个文件夹里，可不填", off=True)]


def _data(kind: str, shown: Shown, usual: Mapping[str, tuple[str, ...]]) -> list[str]:
    # A list of topics needs the count it belongs to.
    wanted = {*shown.data, *(("site.parts", "interpretation.count") if usual else ())}
    return [
        line(0, "数据", "", "有就填，没有就空着；不写的，报告里不提"),
        *_fields(forms.catalogue().data, kind, wanted, usual, 2),
    ]


def _fields(
    field: Field, kind: str, wanted: set[str], usual: Mapping[str, tuple[str, ...]], indent: int
) -> Iterator[str]:
    for child in field.children:
        if child.kinds and kind not in child.kinds:
            continue
        if child.path in usual:
            yield from _usual_lines(child, usual[child.path], indent)
        elif child.path in wanted:
            yield from _field(child, field, indent)
        elif any(below.path in wanted for below in child.walk()):
            yield line(indent, child.key, "", child.note)
            yield from _fields(child, kind, wanted, usual, indent + 2)


def _usual_lines(field: Field, words: tuple[str, ...], indent: int) -> Iterator[str]:
    """What such a body usually has, to switch on and to cut down to what was so."""
    if field.kind is Kind.PARTS:
        yield line(indent, field.key, "", f"常见的类别，按网站上的栏目改；{field.note}", off=True)
        yield from off_lines(indent, [f"  {word}:" for word in words])
    else:
        yield line(indent, field.key, f"[{', '.join(words)}]", "常见的，只留今年有的", off=True)


def _field(field: Field, group: Field, indent: int) -> list[str]:
    """A blank to fill; what is no single number or word (a breakdown, a percentage) as lines to switch on."""
    if field.kind in (Kind.PARTS, Kind.PERCENT):
        head, *below = _example(field, group)
        value = head.partition(":")[2].strip()
        return [line(indent, field.key, value, field.note, off=True), *off_lines(indent, below)]
    unit = "、".join(field.measures[:1])
    form = "几项写成 [甲, 乙]" if field.kind is Kind.WORDS else ""
    return [line(indent, field.key, "", "；".join(part for part in (unit, form, field.note) if part))]


def _example(field: Field, group: Field) -> list[str]:
    """The lines of ``field`` in its own example or in that of its group."""
    lines = (field.example or group.example).splitlines()
    start = next(number for number, text in enumerate(lines) if text.lstrip().startswith(f"{field.key}:"))
    depth = len(lines[start]) - len(lines[start].lstrip())
    end = next((n for n in range(start + 1, len(lines)) if not lines[n].startswith(" " * (depth + 1))), len(lines))
    return [text[depth:] for text in lines[start:end]]


def _ticks(kind: str, usual: Mapping[str, tuple[str, ...]]) -> list[str]:
    lines = [line(0, "做过的事", "", "做了的，去掉前面的“# ”；没去掉的，报告里一个字也不会出现")]
    for tick in forms.catalogue().ticks.children:
        if not tick.kinds or kind in tick.kinds:
            lines += off_lines(2, tick_example(tick, usual))
    return lines


def tick_example(tick: Field, usual: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The lines of a tick, with what such a body usually has where that is known."""
    words = usual.get(tick.path)
    example = f"- {tick.key}: [{', '.join(words)}]" if words else tick.example or f"- {tick.key}"
    return example.splitlines()


def _issues() -> list[str]:
    example = ["- 问题: 信息更新不及时", "  打算: 专人负责，每月检查"]
    return [line(0, "问题和打算", "", "有几条写几条；一句大白话就行，一个问题配一个打算"), *off_lines(2, example)]


def _other(kind: str, shown: Shown, year: str, domain: Domain | None) -> list[str]:
    published = domain.publishes if domain is not None else ()
    lines = [line(0, "其他事项", "", "第六部分，按上面的体例；没有就不用管")]
    for field in forms.catalogue().other.children:
        if (shown.other or field.kind is Kind.TEXT) and (not field.kinds or kind in field.kinds):
            example = (
                _OF_FIELD[field.path].format(*published) if published[1:] and field.path in _OF_FIELD else field.example
            )
            lines += off_lines(2, _YEAR.sub(f"{year}年" if year else "", example).splitlines())
    return lines


def _extra() -> list[str]:
    example = ["总体情况/主动公开: |", "  这里写整段文字。"]
    return [line(0, "补充", "", "自己写好的整段，一字不动放进去；放在哪一部分就写哪一部分"), *off_lines(2, example)]
