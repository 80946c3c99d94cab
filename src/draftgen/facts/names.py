"""The texts and years that every report may use: who reports, where it publishes, which reviews were ticked."""

import re
from decimal import Decimal

from draftgen.core.figure import Figure, Text
from draftgen.core.record import Agency, Record, Source
from draftgen.facts.ledger import Ledger

_REVIEWS = {"legality_review": "合法性审查", "secrecy_review": "保密审查", "privacy": "个人信息保护审查"}
_PROCEDURES = {
    "three_reviews": "“三审三校”",
    "graded_review": "分级审核",
    "first_review": "先审后发",
    "leader_signs": "分管负责人审签",
}
_SCOPES = {"含所属单位": "本机关和所属单位", "本级": "本级行政机关", "全镇": "全镇"}
_CONTACT = ("地址", "邮编", "电话", "传真", "邮箱")
_DIRECTORIES = {
    "catalogue": "梳理政府信息公开目录",
    "catalogue_updated": "更新政府信息公开目录",
    "guide": "更新政府信息公开指南",
    "guide_refined": "细化政府信息公开指南",
}
_LEVELS = ("街道", "镇", "乡", "苏木", "局", "委员会", "委", "办公室", "办", "厅")
# 镇党政办公室 of 青石镇人民政府; 乡村振兴办公室 and 镇村建设办公室 are names as they stand.
_OF_A_TOWN = re.compile(r"(?:镇|乡|街道)(?=党政|党委|综合|政务|便民|公共|办公室)")
_AREAS = {
    "镇": "全镇",
    "乡": "全乡",
    "街道": "全街道",
    "苏木": "全苏木",
    "省": "全省",
    "市": "全市",
    "县": "全县",
    "区": "全区",
    "州": "全州",
    "旗": "全旗",
}


def _office(agency: Agency) -> str:
    """联系·部门 without the agency's own name, which stands before it in a sentence: 局办公室 is the 办公室 of 某某局."""
    office = agency.contact.get("部门", "")
    name, short = agency.name, agency.short
    level = name.removesuffix("人民政府")[-1:] + "政府" if name.endswith("人民政府") else ""
    place = name.removesuffix("人民政府").removesuffix("办事处")
    village = re.sub(r"^.*[省市县区州旗盟](?=.{2,}(?:乡|镇|街道)$)", "", place)
    bare = _OF_A_TOWN.match(office)
    town = bare[0] if bare and place.endswith(bare[0]) else ""
    names = (name, short, place, village, level, name[-1:] if name[-1:] in "局委厅" else "", town)
    own = next((one for one in names if one and office.startswith(one)), "")
    return office.removeprefix(own) or office


def add_names(ledger: Ledger, record: Record) -> None:
    """Years, names and the lists that follow from ticks."""
    agency = record.agency

    def given(*keys: str) -> tuple[Source, ...]:
        return tuple(record.where[key] for key in keys if key in record.where)[:1] or (Source(record.file),)

    for path, label, year in (("year", "年度", 0), ("last_year", "上年度", -1), ("next_year", "下年度", 1)):
        ledger.figures[path] = Figure(path, label, Decimal(record.year + year), "年", "", given("年度"))
    ledger.figures["issues"] = Figure(
        "issues", "问题数", Decimal(len(record.issues)), "个", f"问题和打算共 {len(record.issues)} 条"
    )
    ledger.text("agency", "机关名称", (agency.name,), given("名称"))
    ledger.text("short", "机关简称", (agency.short,), given("简称", "名称"))
    ledger.text("region", "地区", (agency.region,), given("地区"))
    ledger.text("office", "承担部门", (_office(agency),), given("联系·部门"))
    ledger.text("website_full", "网站名称", (agency.site_name,), given("网站·名称"))
    ledger.text("website_address", "网址", (agency.site_address,), given("网站·网址"))
    told = [name for name in _CONTACT if agency.contact.get(name)]
    contact = "；".join(f"{name}：{agency.contact[name]}" for name in told)
    ledger.text("contact", "联系方式", (contact,), tuple(given(f"联系·{name}")[0] for name in told))
    ledger.label("period", (f"{record.year}年1月1日至{record.year}年12月31日",))
    ledger.text("website", "网站", (short_site(agency.site_name),), given("网站·名称"))
    ledger.label("self", (agency.self_name,))
    if record.settings.scope != "本机关":
        ledger.label("scope", (_SCOPES.get(record.settings.scope, f"{record.settings.scope}各级行政机关"),))
    _own_words(ledger, record)
    level = _level(agency.name, agency.kind)
    ledger.label("level", (level,))
    if agency.kind != "部门" and level in _AREAS:
        ledger.label("area", (_AREAS[level],))
    if "done.leading_group" in ledger.ticks and "done.leading_group.name" not in ledger.texts:
        ledger.label("done.leading_group.name", ("政府信息公开工作领导小组",), ("done.leading_group",))
    for path, names in (
        ("done.reviews", _REVIEWS),
        ("done.procedures", _PROCEDURES),
        ("done.directories", _DIRECTORIES),
    ):
        ticked = {f"done.{tick}": name for tick, name in names.items() if f"done.{tick}" in ledger.ticks}
        ledger.label(path, ticked.values(), tuple(ticked))


def _own_words(ledger: Ledger, record: Record) -> None:
    """Whole sentences of the clerk's own, and the day that was typed: no wording asks for them, but each has its place."""
    for path, source in record.own_words().items():
        ledger.texts[path] = Text(path, "自己写的文字", (), (source,))
    if record.settings.signed:
        signed = (record.settings.signed,)
        ledger.texts["signed"] = Text("signed", "落款日期", signed, (record.settings.signed_source,), fixed=True)


def short_site(name: str) -> str:
    """A government site's name as prose uses it: 区政府门户网站 for 威海市文登区人民政府门户网站."""
    match = re.search(r"(省|市|县|区|州|旗)人民政府(门户)?网站?$", name)
    return f"{match[1]}政府{'门户' if match[2] else ''}网站" if match else name


def _level(name: str, kind: str) -> str:
    plain = re.sub(r"(人民政府|政府|办事处)$", "", name)
    levels = (
        ("街道", "镇", "乡", "苏木")
        if kind == "镇街"
        else ("省", "市", "县", "区", "州", "旗")
        if kind == "政府"
        else _LEVELS
    )
    return next((level for level in levels if plain.endswith(level)), "")
