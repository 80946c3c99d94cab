"""Random data files as clerks type them, and drafts of them.

A data file here is what it is on disk: Chinese keys, nested. The tables balance (requests received and carried in are
those decided and carried out), breakdowns add up, and last year's values are zero, equal, double, small or anything.
What may be typed comes from the catalogue and the form, so a new field or tick is tried without a change here.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st
from tests.drafting import DataFile, bank, domains

from draftgen import forms
from draftgen.core.catalogue import Field, Kind
from draftgen.core.form import Header

KINDS = ("部门", "政府", "镇街")
NAMES = {
    "部门": (
        "东平县水务局",
        "威海市文登区人力资源和社会保障局",
        "海州市发展和改革委员会",
        "澜江县人民政府办公室",
        "青川县教育和体育局",
    ),
    "政府": ("澜江市人民政府", "青川县人民政府", "文登区人民政府", "海东自治州人民政府"),
    "镇街": ("澜江县青石镇人民政府", "东平县柳河乡人民政府", "海州市新城街道办事处"),
}
COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结")
WORDS = (
    "就业创业",
    "社会保险",
    "政策文件",
    "财政信息",
    "“稳岗就业”专题",
    "《政府信息公开条例》解读",
    "双随机、一公开",
    "12345热线",
    "二十大精神",
    "3岁以下婴幼儿照护",
)
LABELS = ("公告公示", "工作动态", "政策文件", "财政信息", "人事信息", "其他", "五公开信息", "2025年重点工作")
ISSUES = (
    ("人手不足，多为兼职", "培训"),
    ("更新慢", "办结后及时报送"),
    ("政策解读少", ["图解", "短视频"]),
    ("有用的少", ["惠民补贴", "社会救助"]),
    ("怕公开、嫌麻烦", "协调机制"),
    ("热点回应少", ["稳岗就业", "考试招聘"]),
    ("各科室不平衡", "定期通报"),
    ("公开的内容不够全", "对照目录逐项检查"),
    ("少数村的公开栏被雨淋坏了", "换成不锈钢的"),
    ("培训只办了一场", ""),
)
EXTRAS = (
    "我们另外做了一件目录里没有的事。",
    "本段由办公室自拟，含有2个数字和一个《文件名》（第3页）。",
    "年内接待参观12批，群众反响良好。",
)
PARTS = (
    "总体情况",
    "总体情况/主动公开",
    "总体情况/依申请公开",
    "总体情况/政府信息管理",
    "总体情况/平台建设",
    "总体情况/监督保障",
    "存在的主要问题",
    "改进情况",
    "其他需要报告的事项",
)


# --- parts of a data file ---


def counts() -> st.SearchStrategy[int]:
    """Nothing, a few, dozens, thousands."""
    return st.one_of(st.integers(0, 3), st.integers(1, 40), st.integers(90, 12_000), st.just(10_000))


def previous(now: int) -> st.SearchStrategy[int]:
    """Last year's value: zero, equal, half, double, nearly the same, a small base, anything."""
    return st.one_of(
        st.just(0),
        st.just(now),
        st.just(now // 2),
        st.just(now * 2),
        st.just(now + 1),
        st.integers(1, 9),
        st.integers(0, 3 * now + 20),
    )


def _percent(draw: st.DrawFn) -> str:
    tenths = draw(st.one_of(st.just(1000), st.integers(0, 1000)))
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths / 10}%"


def _given(draw: st.DrawFn, now: int, *, may_be_approximate: bool = True) -> Any:
    """A count, bare or with 上年, 来源 or 约."""
    shape = draw(st.sampled_from(("bare", "bare", "both", "both", "about" if may_be_approximate else "bare")))
    if shape == "bare":
        return now
    if shape == "about":
        return {"本年": now, "约": "true"}
    return {"本年": now, "上年": draw(previous(now)), "来源": "办公室"}


def _value(draw: st.DrawFn, field: Field) -> Any:  # noqa: PLR0911 - one return for each kind of field
    """What a clerk may type under a field of the catalogue."""
    match field.kind:
        case Kind.COUNT:
            return _given(draw, draw(counts()))
        case Kind.AMOUNT:
            return draw(st.integers(0, 400)) * 10 if field.path == "fee" else draw(st.integers(1, 200)) / 10
        case Kind.PERCENT:
            value = _percent(draw)
            return value if draw(st.booleans()) else {"本年": value, "上年": _percent(draw)}
        case Kind.TEXT:
            return draw(st.sampled_from(TEXTS.get(field.path.rsplit(".", 1)[-1], WORDS)))
        case Kind.WORDS:
            return draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True))
        case Kind.PARTS:
            labels = draw(st.lists(st.sampled_from(LABELS), min_size=1, max_size=5, unique=True))
            return {label: draw(counts()) for label in labels}
        case Kind.GROUP:
            return _group(draw, field)
        case Kind.ITEMS:
            return [_group(draw, field, always=field.main) for _ in range(draw(st.integers(1, 2)))]
        case Kind.PAIRS:
            names = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True))
            return [{f"{name}中心": "专题" if draw(st.booleans()) else None} for name in names]
    raise AssertionError(field)


TEXTS: dict[str, tuple[str, ...]] = {
    "manner": ("举办", "参加", "组织", "组织和参加"),
    "host": ("县级", "市级"),
    "date": ("5月25日", "11月"),
    "head": ("局长", "主要负责人"),
    "deputy": ("分管负责人",),
    "office": ("办公室", "党政办公室"),
    "document": ("2025年政务公开工作要点", "关于印发《政务公开任务分工》的通知"),
    "where": ("政府网站专栏",),
}


def _group(draw: st.DrawFn, field: Field, *, always: str = "") -> DataFile:
    """Some of a group's fields; breakdowns and their wholes agree."""
    flat = bool(field.children) and not field.owns_path
    size = min(len(field.children), 6 if flat else 4)
    chosen = draw(st.lists(st.sampled_from(field.children), min_size=1, max_size=size, unique_by=lambda f: f.path))
    named = {child.path.rsplit(".", 1)[-1]: child for child in chosen}
    if always:
        named[always] = next(child for child in field.children if child.path.endswith(f".{always}"))
    found = {child.key: _value(draw, child) for child in named.values()}
    parts = next((child for child in named.values() if child.kind is Kind.PARTS and child.whole), None)
    if parts is not None:
        whole = next(child.key for child in field.children if child.path.endswith(f".{parts.whole}"))
        found[whole] = _given(draw, sum(found[parts.key].values()), may_be_approximate=False)
    if field.path == "interpretation":
        _at_least(draw, found, "件数", ("图解", "视频", "文字"))
    elif field.path == "consultation":
        _at_least(draw, found, "收到意见", ("采纳",))
    elif "政务新媒体合计" in found:
        _at_least(draw, found, "政务新媒体合计", ("微信公众号", "微博", "短视频", "今日头条"))
    return found


def _at_least(draw: st.DrawFn, found: DataFile, whole: str, parts: tuple[str, ...]) -> None:
    """A whole that is no smaller than its named parts."""
    there = [_typed(found[name]) for name in parts if name in found]
    if there:
        found[whole] = _given(draw, sum(there) + draw(st.integers(0, 3)), may_be_approximate=False)


def _typed(value: Any) -> int:
    """The count of what was typed: bare, with 上年, or a channel with its 条数."""
    while isinstance(value, dict):
        value = value.get("本年", value.get("条数", 0))
    return int(value)


@cache
def _rows() -> tuple[tuple[str, ...], ...]:
    """The keys that lead to each row of 办理结果 in a data file: 予以公开, or 不予公开 → 国家秘密."""
    table = forms.form("2021").table("table3")
    results = next(head for head in table.blocks[0].rows if head.id == "results")
    return tuple(path for head in results.children if not head.total for path in _keys(head))


def _keys(head: Header) -> list[tuple[str, ...]]:
    if not head.children:
        return [(head.key,)]
    return [(head.key, *below) for child in head.children for below in _keys(child)]


@st.composite
def requests_tables(draw: st.DrawFn) -> DataFile:
    """表三 whose every column balances: 新收 + 上年结转 = 总计 + 结转下年."""
    table: DataFile = {}
    for column in draw(st.lists(st.sampled_from(COLUMNS), max_size=4, unique=True)):
        rows = draw(st.lists(st.sampled_from(_rows()), max_size=5, unique=True))
        cells = {row: draw(counts()) for row in rows}
        out = draw(st.integers(0, 5))
        came = sum(cells.values()) + out
        carried = min(came, draw(st.integers(0, 5)))
        cells |= {("新收",): came - carried, ("上年结转",): carried, ("结转下年",): out}
        for row, value in cells.items():
            _put(table, (*row, column), value)
    return table or {"新收": 0}


def _put(tree: DataFile, keys: tuple[str, ...], value: int) -> None:
    for key in keys[:-1]:
        tree = tree.setdefault(key, {})
    tree[keys[-1]] = value


@st.composite
def dispute_tables(draw: st.DrawFn) -> DataFile:
    """表四: nothing, a few cases, or many."""
    blocks = (("行政复议",), ("行政诉讼", "未经复议直接起诉"), ("行政诉讼", "复议后起诉"))
    table: DataFile = {}
    for block in draw(st.lists(st.sampled_from(blocks), max_size=3, unique=True)):
        for outcome in draw(st.lists(st.sampled_from(OUTCOMES), min_size=1, max_size=3, unique=True)):
            _put(table, (*block, outcome), draw(st.one_of(st.integers(0, 3), st.integers(0, 400))))
    return table or {"行政复议": 0}


@st.composite
def publication_tables(draw: st.DrawFn) -> DataFile:
    """表二: a government may make rules; the others have documents, decisions and charges only."""
    table: DataFile = {"行政许可": draw(counts()), "行政处罚": draw(st.integers(0, 9))}
    table["行政规范性文件"] = {name: draw(st.integers(0, 60)) for name in ("制发", "废止", "现行有效")}
    if draw(st.booleans()):
        table["规章"] = {name: draw(st.integers(0, 9)) for name in ("制发", "废止", "现行有效")}
        table["行政强制"] = draw(counts())
    table["行政事业性收费"] = draw(st.sampled_from(("0", "44.862", "72701.2578", "7545")))
    return table


@st.composite
def last_years(draw: st.DrawFn, table2: DataFile, table3: DataFile, table4: DataFile) -> DataFile:
    """上年 as typed in place: totals of 表二, 表三, 表四."""
    new = sum(table3["新收"].values()) if isinstance(table3["新收"], dict) else 0
    found: DataFile = {"表三": {"新收": draw(previous(new)), "上年结转": draw(st.integers(0, 9))}}
    if draw(st.booleans()):
        found["表四"] = {"行政复议": draw(previous(sum(leaves(table4.get("行政复议", 0)))))}
        found["表四"]["行政诉讼"] = {"未经复议直接起诉": draw(st.integers(0, 9)), "复议后起诉": draw(st.integers(0, 9))}
    if draw(st.booleans()):
        made = draw(st.integers(0, 60))
        found["表二"] = {"行政许可": draw(previous(table2["行政许可"])), "行政规范性文件": {"制发": made}}
    return found


def leaves(node: Any) -> Iterator[int]:
    if isinstance(node, dict):
        for child in node.values():
            yield from leaves(child)
    elif isinstance(node, int):
        yield node


# --- whole data files ---


def ticks() -> tuple[Field, ...]:
    """Everything that may be ticked under 做过的事."""
    return forms.catalogue().ticks.children


def ticked(field: Field, detail: Any = None) -> Any:
    """A tick as a line of 做过的事: its name, with details where it takes them."""
    return field.key if detail is None else {field.key: detail}


def agency(name: str, kind: str) -> DataFile:
    region = next(name[: name.index(end) + 1] for end in "县市区州" if end in name)
    return {
        "名称": name,
        "类别": kind,
        "地区": region,
        "网站": {"名称": f"{region}人民政府门户网站", "网址": "https://www.example.gov.cn"},
        "联系": {"部门": "办公室", "地址": "人民路12号", "邮编": "264400", "电话": "0631-8451085"},
    }


ZERO_TABLES: DataFile = {"表二": {"行政许可": 0}, "表三": {"新收": 0}, "表四": {"行政复议": 0}}


def only_tables(name: str, kind: str, **parts: Any) -> DataFile:
    """The least a data file may hold; ``parts`` adds to it or replaces its tables."""
    return {"年度": 2025, "机关": agency(name, kind), **ZERO_TABLES, **parts}


@st.composite
def data_files(draw: st.DrawFn, *, kind: str = "", min_ticks: int = 0) -> DataFile:
    """A whole valid data file."""
    kind = kind or draw(st.sampled_from(KINDS))
    table2, table3, table4 = draw(publication_tables()), draw(requests_tables()), draw(dispute_tables())
    data: DataFile = {
        "年度": draw(st.integers(2021, 2027)),
        "机关": agency(draw(st.sampled_from(NAMES[kind])), kind) | {"领域": draw(st.sampled_from(domains()))},
        "报告": {
            "体例": draw(st.sampled_from(sorted(bank().profiles))),
            "上级通知": {"字数上限": draw(st.sampled_from((10, 9999)))},  # the short wordings, or the full ones
        },
        "上年": draw(last_years(table2, table3, table4)) if draw(st.booleans()) else None,
        "表二": table2,
        "表三": table3,
        "表四": table4,
    }
    roots = {root.key: root for root in (forms.catalogue().data, forms.catalogue().other)}
    for key, root in roots.items():
        if draw(st.booleans()):
            data[key] = _group(draw, root)
    _channels(draw, data)
    chosen = draw(st.lists(st.sampled_from(ticks()), min_size=min_ticks, max_size=12, unique_by=lambda f: f.path))
    data["做过的事"] = [
        ticked(f, _group(draw, f) if f.kind is Kind.GROUP else None) for f in chosen if not _denied(f.path, data)
    ] or None
    issues = draw(st.lists(st.sampled_from(ISSUES), max_size=4, unique_by=lambda pair: pair[0]))
    data["问题和打算"] = [{"问题": problem, "打算": plan or None} for problem, plan in issues] or None
    extras = draw(st.lists(st.sampled_from(EXTRAS), max_size=2, unique=True))
    data["补充"] = {draw(st.sampled_from(PARTS)): text for text in extras} or None
    return data


# Ticks that figures deny: both in one data file are an error (load/plausible).
_DENY = {
    "done.no_own_site": ("微信公众号", "微博", "短视频", "今日头条", "政务新媒体账号"),
    "done.answered_on_time": ("按时答复率",),
}


def _denied(tick: str, data: DataFile) -> bool:
    given = (data.get("数据") or {}).values()
    return any(name in (group or {}) for group in given for name in _DENY.get(tick, ()))


def _channels(draw: st.DrawFn, data: DataFile) -> None:
    """申请渠道 can be no more than what was received."""
    details = (data.get("数据") or {}).get("依申请公开") or {}
    if "申请渠道" not in details:
        return
    new = data["表三"]["新收"]
    left = sum(new.values()) if isinstance(new, dict) else 0
    for name in details["申请渠道"]:
        part = draw(st.integers(0, left))
        details["申请渠道"][name] = part
        left -= part


def amount(text: str) -> Decimal:
    """The number a printed figure says, without 约 and %."""
    return Decimal(text.removeprefix("约").removesuffix("%"))
