"""机关 and 报告: who reports, and how the report is to be made."""

import re
from datetime import date

from draftgen.core.record import Agency, Settings, Source
from draftgen.load.names import AGENCY, CONTACT, NOTICE, REPORT, SITE
from draftgen.load.remarks import Remarks, describe, is_blank, nearest
from draftgen.located import Listing, Mapping, Node, Scalar, text_of

KINDS = ("部门", "政府", "镇街")
SCOPES = ("本机关", "含所属单位", "全区", "全市", "全县", "全镇", "本级")
_SELF = (
    ("人民政府办公室", "我办"),
    ("街道办事处", "我街道"),
    ("街道", "我街道"),
    ("委员会", "我委"),
    ("局", "我局"),
    ("委", "我委"),
    ("厅", "我厅"),
    ("办公室", "我办"),
    ("办", "我办"),
    ("镇人民政府", "我镇"),
    ("乡人民政府", "我乡"),
    ("镇", "我镇"),
    ("乡", "我乡"),
    ("市人民政府", "我市"),
    ("县人民政府", "我县"),
    ("区人民政府", "我区"),
    ("自治州人民政府", "我州"),
    ("旗人民政府", "我旗"),
    ("省人民政府", "我省"),
    ("管理委员会", "我委"),
    ("中心", "本单位"),
    ("集团", "本单位"),
)
_LISTS = {"曾用名", "另须报告"}
_TEXT_OR_LIST = {"体例"}
_GROUPS = {"网站", "联系", "上级通知"}


class _Part:
    """What stands under one head: texts and lists by name, the nodes of heads below, and where each stands."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.lists: dict[str, tuple[str, ...]] = {}
        self.groups: dict[str, Node] = {}
        self.places: dict[str, Source] = {}


def read_agency(
    node: Node | None, start: Source, remarks: Remarks, where: dict[str, Source] | None = None
) -> Agency | None:
    """The agency, or None with findings. The kind and the self-reference follow from the name where they are left out.

    ``where`` takes up the places of what is given, by key.
    """
    if node is None or is_blank(node):
        remarks.error(
            "agency",
            node.source if node else start,
            "没有写“机关”。",
            "写一行“机关:”，下面分行写“名称: ××局”等，比“机关”多缩进两格。",
        )
        return None
    part = _read(node, AGENCY, "机关", remarks)
    name = part.texts.get("名称", "")
    if not name:
        if isinstance(node, Mapping):
            remarks.blank("机关", "名称", part.places.get("名称", node.source))
        return None
    kind = part.texts.get("类别", "") or kind_of(name)
    if kind not in KINDS:
        near = nearest(kind, KINDS)
        remarks.error(
            "agency-kind",
            part.places["类别"],
            f"“类别”写的是“{kind}”。",
            f"只能写：{' / '.join(KINDS)}。" + (f"是不是“{near}”？" if near else "可以不写，由程序按名称判断。"),
        )
        kind = kind_of(name)
    groups = {"网站": _read(part.groups.get("网站"), SITE, "网站", remarks)}
    groups["联系"] = _read(part.groups.get("联系"), CONTACT, "联系", remarks)
    site, contact = groups["网站"].texts, groups["联系"].texts
    if where is not None:
        where |= part.places
        where |= {f"{head}·{name}": place for head, group in groups.items() for name, place in group.places.items()}
    return Agency(
        name,
        part.texts.get("简称", "") or name,
        kind,
        part.texts.get("领域", ""),
        part.texts.get("地区", ""),
        part.texts.get("自称", "") or self_name(name),
        site.get("名称", ""),
        site.get("网址", ""),
        {name: text for name, text in contact.items() if text},
        part.lists.get("曾用名", ()),
    )


def self_name(name: str) -> str:
    """How an agency calls itself, by the end of its name (domain.md 5.1)."""
    return next((own for ending, own in _SELF if name.endswith(ending)), "本机关")


def kind_of(name: str) -> str:
    """The kind of an agency, by the end of its name."""
    if re.search(r"(镇|乡|苏木)(人民政府)?$|街道(办事处)?$|(镇|乡)政府$", name):
        return "镇街"
    return "政府" if re.search(r"(省|市|县|区|州|旗)(人民)?政府$", name) else "部门"


def read_settings(node: Node | None, year: int, remarks: Remarks) -> Settings:
    """报告. Everything has a default, so the part may be left out."""
    part = _read(node, REPORT, "报告", remarks)
    scope = part.texts.get("口径", "") or "本机关"
    if scope not in SCOPES:
        remarks.error("scope", part.places["口径"], f"“口径”写的是“{scope}”。", f"只能写：{' / '.join(SCOPES)}。")
    signed = _date(part.texts.get("落款日期", ""), part.places.get("落款日期", Source()), year, remarks)
    notice = _read(part.groups.get("上级通知"), NOTICE, "上级通知", remarks)
    return Settings(
        part.texts.get("体例", "") or "默认",
        part.lists.get("体例", ()),
        scope,
        signed,
        part.places.get("落款日期", Source()) if signed else Source(),
        notice.texts.get("名称", ""),
        notice.texts.get("报送截止", ""),
        _limit(notice, remarks),
        notice.lists.get("另须报告", ()),
    )


def _limit(notice: _Part, remarks: Remarks) -> int:
    text = notice.texts.get("字数上限", "").removesuffix("字")
    if not text:
        return 1000
    if not re.fullmatch("[1-9][0-9]{1,5}", text):
        remarks.error(
            "limit",
            notice.places["字数上限"],
            f"“字数上限”要写数字，这里写的是“{text}”。",
            "例如“字数上限: 1000”；没有要求的空着。",
        )
        return 1000
    return int(text)


def _date(text: str, source: Source, year: int, remarks: Remarks) -> str:
    """A date as the report prints it. It must be a day of the year after the one reported on."""
    if not text:
        return ""
    match = re.fullmatch(r"(\d{4})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?", text)
    try:
        day = date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        day = None
    if day is None:
        remarks.error(
            "date", source, f"“落款日期”看不懂：{text[:20]}。", "写成“2022年1月26日”这样，并核对有没有这一天。"
        )
        return ""
    if year and day.year != year + 1:
        remarks.error(
            "date",
            source,
            f"落款日期是 {day.year} 年，年度是 {year} 年。",
            f"年报在下一年发布，落款应在 {year + 1} 年；请核对这两处。",
        )
    return f"{day.year}年{day.month}月{day.day}日"


def _read(node: Node | None, known: tuple[str, ...], where: str, remarks: Remarks) -> _Part:
    """What stands under a head with fixed names; unknown names and wrong shapes are findings."""
    part = _Part()
    if node is None or is_blank(node):
        return part
    if not isinstance(node, Mapping):
        remarks.error(
            "shape",
            node.source,
            f"“{where}”后面不能直接写内容，要在下面分行写：{'、'.join(known)}。",
            "每项一行，比上一级多缩进两格。",
        )
        return part
    for key, child in node:
        name = key.text.strip()
        if name not in known:
            remarks.unknown(key, known, where)
            continue
        part.places[name] = child.source
        if name in _GROUPS:
            part.groups[name] = child
        elif isinstance(child, Scalar) and name not in _LISTS:
            part.texts[name] = child.text.strip()
        elif name in _LISTS | _TEXT_OR_LIST and not isinstance(child, Mapping):
            part.lists[name] = _words(child)
        else:
            remarks.error(
                "shape", child.source, f"“{name}”要写文字，这里是{describe(child)}。", "写在冒号后面，不分行。"
            )
    return part


def _words(node: Node) -> tuple[str, ...]:
    if isinstance(node, Listing):
        return tuple(text for item in node.items if (text := text_of(item)))
    return tuple(part.strip() for part in re.split("[、，,]", text_of(node)) if part.strip())
