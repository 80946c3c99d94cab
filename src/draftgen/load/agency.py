"""机关 and 报告: who reports, and how the report is to be made."""

import re
from collections.abc import Iterable

from draftgen.core.record import Agency, Settings, Source
from draftgen.load.remarks import Remarks, is_blank
from draftgen.located import Listing, Mapping, Node, Scalar

KINDS = ("部门", "政府", "镇街")
SCOPES = ("本机关", "含所属单位", "全区", "全市", "全县", "全镇", "本级")
_AGENCY = ("名称", "简称", "类别", "领域", "地区", "自称", "网站", "联系", "曾用名")
_REPORT = ("体例", "口径", "落款日期", "上级通知")
_NOTICE = ("名称", "报送截止", "字数上限", "另须报告")
_CONTACT = ("部门", "地址", "邮编", "电话", "传真", "邮箱")
_SELF = (
    ("人民政府办公室", "我办"), ("街道办事处", "我街道"), ("街道", "我街道"), ("委员会", "我委"), ("局", "我局"), ("委", "我委"),
    ("厅", "我厅"), ("办公室", "我办"), ("办", "我办"), ("镇人民政府", "我镇"), ("乡人民政府", "我乡"), ("镇", "我镇"), ("乡", "我乡"),
    ("市人民政府", "我市"), ("县人民政府", "我县"), ("区人民政府", "我区"), ("自治州人民政府", "我州"), ("旗人民政府", "我旗"),
    ("省人民政府", "我省"), ("管理委员会", "我委"), ("中心", "本单位"), ("集团", "本单位"),
)


def read_agency(node: Node | None, start: Source, remarks: Remarks) -> Agency | None:
    """The agency, or None with findings. The kind and the self-reference follow from the name where they are left out."""
    if not isinstance(node, Mapping):
        remarks.error("agency", node.source if node else start, "没有写“机关”。", "写出“机关:”，下面分行写“名称: ××局”等。")
        return None
    texts, nested = _texts(node, _AGENCY, "机关", remarks)
    name = texts.get("名称", "")
    if not name:
        remarks.error("agency", node.source, "“机关”没有写“名称”。", "写机关全称，与公章一致。")
        return None
    kind = texts.get("类别", "") or _kind(name)
    if kind not in KINDS:
        remarks.error("agency-kind", node.source, f"“类别”写的是“{kind}”。", f"只能写：{' / '.join(KINDS)}。")
        kind = _kind(name)
    site, _ = _texts(nested.get("网站"), ("名称", "网址"), "网站", remarks)
    contact, _ = _texts(nested.get("联系"), _CONTACT, "联系", remarks)
    former = nested.get("曾用名")
    return Agency(
        name,
        texts.get("简称", "") or name,
        kind,
        texts.get("领域", ""),
        texts.get("地区", ""),
        texts.get("自称", "") or self_name(name),
        site.get("名称", ""),
        site.get("网址", ""),
        contact,
        tuple(item.text for item in former.items if isinstance(item, Scalar)) if isinstance(former, Listing) else (),
    )


def self_name(name: str) -> str:
    """How an agency calls itself, by the end of its name (domain.md 5.1)."""
    return next((own for ending, own in _SELF if name.endswith(ending)), "本机关")


def _kind(name: str) -> str:
    if re.search(r"(镇|乡|苏木)(人民政府)?$|街道(办事处)?$|(镇|乡)政府$", name):
        return "镇街"
    return "政府" if re.search(r"(省|市|县|区|州|旗)(人民)?政府$", name) else "部门"


def read_settings(node: Node | None, year: int, remarks: Remarks) -> Settings:
    """报告. Everything has a default, so the part may be left out."""
    if node is None or is_blank(node):
        return Settings()
    texts, nested = _texts(node, _REPORT, "报告", remarks)
    profile_node, profile_items = nested.get("体例"), ()
    if isinstance(profile_node, Listing):
        profile_items = tuple(item.text.strip() for item in profile_node.items if isinstance(item, Scalar))
    scope = texts.get("口径", "") or "本机关"
    if scope not in SCOPES:
        remarks.error("scope", node.source, f"“口径”写的是“{scope}”。", f"只能写：{' / '.join(SCOPES)}。")
    signed, where = _date(node, texts.get("落款日期", ""), year, remarks)
    notice, notice_nested = _texts(nested.get("上级通知"), _NOTICE, "上级通知", remarks)
    demands = notice_nested.get("另须报告")
    words = [item.text.strip() for item in demands.items if isinstance(item, Scalar)] if isinstance(demands, Listing) else []
    if notice.get("另须报告"):
        words = [part for part in re.split("[、，,]", notice["另须报告"]) if part]
    limit = notice.get("字数上限", "").removesuffix("字")
    if limit and not limit.isdigit():
        remarks.error("limit", node.source, f"“字数上限”要写数字，这里写的是“{limit}”。", "例如“字数上限: 1000”。")
    return Settings(
        texts.get("体例", "") or "默认", profile_items, scope, signed, where, notice.get("名称", ""),
        notice.get("报送截止", ""), int(limit) if limit.isdigit() else 1000, tuple(words),
    )


def _date(node: Node, text: str, year: int, remarks: Remarks) -> tuple[str, Source]:
    if not text:
        return "", Source()
    pairs = node.pairs if isinstance(node, Mapping) else ()
    source = next((child.source for key, child in pairs if key.text.strip() == "落款日期"), node.source)
    match = re.fullmatch(r"(\d{4})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?", text)
    if not match or not (1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31):
        remarks.error("date", source, f"“落款日期”看不懂：{text}。", "例如“2022年1月26日”。")
        return "", source
    if year and int(match[1]) != year + 1:
        remarks.error("date", source, f"落款日期是 {match[1]} 年，年度是 {year} 年。", f"年报在下一年发布，落款应在 {year + 1} 年。")
    return f"{int(match[1])}年{int(match[2])}月{int(match[3])}日", source


def _texts(node: Node | None, known: Iterable[str], where: str, remarks: Remarks) -> tuple[dict[str, str], dict[str, Node]]:
    """The plain texts under a node by key, and the nested nodes by key; unknown keys are findings."""
    texts: dict[str, str] = {}
    nested: dict[str, Node] = {}
    if node is None or is_blank(node):
        return texts, nested
    if not isinstance(node, Mapping):
        remarks.error("shape", node.source, f"“{where}”下面要分行写各项。", f"可以写：{'、'.join(known)}。")
        return texts, nested
    for key, child in node:
        name = key.text.strip()
        if name not in known:
            remarks.unknown(key, known, where)
        elif isinstance(child, Scalar):
            texts[name] = child.text.strip()
        else:
            nested[name] = child
    return texts, nested
