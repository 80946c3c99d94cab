"""The contact block of the introduction: an office, not a person; this agency's, not another's (domain.md 3.1, 39, 51; 6)."""

import re
from collections.abc import Iterator

from draftgen.checks.patterns import Pattern
from draftgen.checks.rule import Remark, Said
from draftgen.checks.subject import Subject

_PERSON = Pattern(r"联系人(?:为|是)?[:：]?\s*([一-鿿]{2,4})(?=[，,；;。、（(）)\s]|$)", "联系人")
_OFFICE = Pattern(r"[室科股处局办部组队委所站厅]$|单位|同志|先生|女士")


def contact_person(subject: Subject) -> Iterator[Said]:
    """联系方式写部门，不写个人姓名。

    为什么：经办人的姓名是个人信息，人员变动后也找不到人。
    依据：规则 51、52；隐私一节“联系方式写科室，不写人”
    错例：
        引言：如有疑问，请联系（联系人：周启明，电话：0631-8450000）。
    对例：
        引言：如有疑问，请联系（联系人：办公室，电话：0631-8450000）。
    """
    for line in subject.in_section("intro"):
        for match in _PERSON.finditer(line.text):
            if not _OFFICE.search(match.group(1)):
                yield Remark(
                    subject.words(line, match.start(), match.end()),
                    f"联系方式写了个人姓名（“{match.group()}”）。",
                    "改成负责的科室；本地要求写明联系人的，可以不理。",
                )


_MOBILE = Pattern(r"(?<![\d-])1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?![\d-])")


def contact_mobile(subject: Subject) -> Iterator[Said]:
    """联系电话用办公电话。

    为什么：手机号多半是个人的，公布出去收不回来。
    依据：规则 51；隐私一节“座机和单位邮箱”
    错例：
        引言：如有疑问，请与办公室联系（电话：13800001111）。
    对例：
        引言：如有疑问，请与办公室联系（电话：0631-8450000）。
    """
    for line in subject.in_section("intro"):
        for match in _MOBILE.finditer(line.text):
            place = subject.hidden(line, match.start(), match.end())
            yield Remark(
                place,
                f"联系电话像是手机号（{place.excerpt}）。",
                "改用办公电话；确是单位公布的工作手机，可以不理。",
            )


_UNIT = Pattern(
    r"(?:请与|请联系|可联系|联系单位|联系方式|联系部门|联系地址|向)[：:]?"
    r"((?:[一-鿿]{2}市)?[一-鿿]{2}[省市县区旗][一-鿿]{2,16}?(?:局|委员会|人民政府|街道办事处|中心)[一-鿿]{0,6}?)"
    r"(?=办公室|综合|党政|政务|[，,（(；;：:。])"
)
_PLACE = Pattern(r"[一-鿿]{2}[省市县区旗]")


def contact_unit(subject: Subject) -> Iterator[Said]:
    """引言里的联系单位是本机关。

    为什么：联系单位是别处的机关，多半是照抄时没有改。
    依据：规则 39；taxonomy.json 的 foreign_agency
    错例：
        引言：如有疑问，请与海州市教育局办公室联系（电话：0631-8450000）。
    对例：
        引言：如有疑问，请与澜江县水务局办公室联系（电话：0631-8450000）。
    """
    own = f"{subject.report.agency}{''.join(subject.report.title)}"
    if not subject.report.agency:
        return
    for line in subject.in_section("intro"):
        for match in _UNIT.finditer(line.text):
            places = _PLACE.findall(match.group(1))
            if places and not any(place in own for place in places) and not _tail(own, match.group(1)):
                yield Remark(
                    subject.words(line, match.start(1), match.end(1)),
                    f"联系单位是“{match.group(1)}”，标题里是“{subject.report.agency}”。",
                    "核对联系单位；由上级单位统一答复的，可以不理。",
                )


def _tail(own: str, unit: str) -> bool:
    """Whether the unit is the agency under the name of a higher place: 衡川市教育局 for a title without 衡川市."""
    core = re.sub(r"^.{2}[省市县区旗](?:.{2}[市县区旗])?", "", unit)
    return len(core) >= _CORE and core in own and not _PLACE.search(own)


_CORE = 3
