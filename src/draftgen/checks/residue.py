"""What is left of a template, of another agency's text, or of an older law (domain.md 3.1, 39-42)."""

import re
from collections.abc import Iterator
from itertools import chain

from draftgen.checks.patterns import Pattern
from draftgen.checks.rule import Remark, Said
from draftgen.checks.subject import Line, Subject
from draftgen.core.finding import Place

_SELF = Pattern(r"(?<![自小忘])[我本](局|委|厅|镇|乡|街道|院|校|集团|公司|处|队)(?![办属长员里])")


def self_reference(subject: Subject) -> Iterator[Said]:
    """自称与机关名称一致。

    为什么：镇里的报告写“我局”，是抄了别的单位的稿子。
    依据：规则 39；taxonomy.json 的 foreign_agency
    错例：
        一：2025年，我镇把供水、河湖管理等信息作为公开重点。
    对例：
        一：2025年，我局把供水、河湖管理等信息作为公开重点。
    """
    name = subject.report.agency
    if not name:
        return
    for line in subject.lines:
        for match in _SELF.finditer(line.text):
            if not _fits(match.group(1), name, subject.kind):
                yield Remark(
                    subject.words(line, match.start(), match.end()),
                    f"自称“{match.group()}”，可是本报告的机关是{name}。",
                    "改成本机关的自称；这一段如果是从别处抄来的，重新核对内容。",
                )


_NAMED = {
    "局": ("局",),
    "委": ("委", "委员会"),
    "厅": ("厅",),
    "镇": ("镇", "镇人民政府"),
    "乡": ("乡", "乡人民政府"),
    "街道": ("街道", "街道办事处"),
    "院": ("院",),
    "校": ("学校", "中学", "小学", "大学"),
    "集团": ("集团", "公司"),
    "公司": ("集团", "公司"),
    "处": ("处",),
    "队": ("队",),
}


def _fits(word: str, name: str, kind: str) -> bool:
    if name.endswith(_NAMED[word]) or any(f"{part}（" in name or f"{part}(" in name for part in _NAMED[word]):
        return True
    if word in ("院", "处", "队", "校", "集团", "公司"):  # a bureau may speak of its own 大队 or 管理处
        return kind not in ("政府", "镇街")
    return word == "镇" and "镇" in name


_AGENCY = (
    r"([一-鿿]{2,12}?(?:省|自治区|市|县|区|州|旗|盟))?"
    r"([一-鿿]{1,14}?(?:局|委员会|厅|镇人民政府|乡人民政府|街道办事处|人民政府|办公室|中心))"
)
_VERBS = (
    "(?:认真|深入|坚持|严格|积极|始终|全面|高度|扎实|按照|紧紧|持续|不断|以习近平|围绕|切实|共|主动公开|通过|收到|开展|举办|加强|建立|完善"
    "|健全|制定|成立|累计|未|没有|建设|依托|对标|结合|聚焦|把|将|高质量|全力|大力)"
)
_SUBJECT = Pattern(
    rf"(?:^|[。；])\s*(?:20\d\d年(?:度)?[，,]?|一年来，|全年，|本年度，)?({_AGENCY})"
    rf"(?={_VERBS})"
)
_AREA = Pattern(rf"(?:^|[，。])(?:20\d\d年(?:度)?[，,])?([一-鿿]{{2}}(?:市|县|区|州|旗))(?={_VERBS})")
# Who "2025年，" is said of is whose report this is, whatever verb follows.
_OPENING = Pattern(
    rf"^\s*(?:[（(]?一[）)、][^。]{{0,8}}。)?20\d\d年(?:度)?[，,]({_AGENCY})(?![的和与及、：（“会党系直所下网门官局委办]|政府|机关|公众|联合|牵头)"
)
_INTRODUCED = Pattern(
    rf"(?:公布|与|由|编制|是|为)({_AGENCY})(?=20\d\d年|联系|编制|的?政府信息公开|根据|办公室联系|按照)"
)


def foreign_agency(subject: Subject) -> Iterator[Said]:
    """引言、总述和落款里的机关就是标题里的机关。

    为什么：机关名称对不上，说明稿子是从别的单位来的，或者机构改革后没有改。
    依据：规则 39；taxonomy.json 的 foreign_agency、cross_copy
    错例：
        一：2025年，海州市教育局认真执行《条例》，把招生信息作为公开重点。
    对例：
        一：2025年，澜江县水务局认真执行《条例》，把供水信息作为公开重点。
    """
    own = subject.report.agency
    if not own:
        return
    for line in subject.lines:
        if line.section == "intro":
            matches = _INTRODUCED.finditer(line.text)
        elif line.section == "overview":
            matches = chain(_SUBJECT.finditer(line.text), _leads(line, subject))
        else:
            continue
        told: set[int] = set()
        for match in matches:
            name = match.group(1)
            if match.start(1) in told:
                continue
            told.add(match.start(1))
            if name[0] in "我本该各全" or re.search(r"[我本该](?:局|委|厅|镇|乡|办|中心|街)", name):
                continue
            if (len(name) > _SHORT_NAME or name[-1] in _AREAS) and _another(own, name):
                yield Remark(
                    subject.words(line, match.start(1), match.end(1)),
                    f"这里写的机关是“{name}”，标题里是“{own}”。",
                    "核对机关名称；抄来的内容要逐句改成本机关的。",
                )


def _leads(line: Line, subject: Subject) -> Iterator[re.Match[str]]:
    """Who the opening words of the overview are about: an agency, or for a government the area itself."""
    if line.part in ("", "lead"):
        yield from _OPENING.finditer(line.text)
        if subject.kind == "政府":
            yield from _AREA.finditer(line.text)


def former_name(subject: Subject) -> Iterator[Said]:
    """改名以后不再用原来的名称。

    为什么：机构改革后还写着原来的名称，说明这一段是从往年的报告里抄来的；文件、案件的名称照原样不改。
    依据：规则 39（曾用名写在数据文件“机关”下面）
    错例：
        曾用名：澜江县水利局
        一：2025年，澜江县水利局按照《条例》要求，把供水信息作为公开重点。
    对例：
        曾用名：澜江县水利局
        一：2025年，澜江县水务局清理了《澜江县水利局取水许可办法》等文件。
    """
    former = [name for name in subject.context.former if name and name not in subject.report.agency]
    if not former:
        return
    # The longest first: 水利局 in 澜江县水利局 is told once. 原澜江县水利局 says itself what it is.
    names = re.compile(f"(原?)({'|'.join(map(re.escape, sorted(former, key=len, reverse=True)))})")
    for line in subject.lines:
        for match in names.finditer(line.text):
            if not match[1] and not _in_title(line.text, match.start()):
                yield Remark(
                    subject.words(line, match.start(), match.end()),
                    f"这里写的“{match[2]}”是本机关改名前的名称。",
                    "改成现在的名称；说的是改名前的事、又必须写明的，写“原”字，或者不理。",
                )


def _in_title(text: str, at: int) -> bool:
    return text.rfind("《", 0, at) > text.rfind("》", 0, at)


_SHORT_NAME = 3
_AREAS = "市县区州旗"


def signed_by(subject: Subject) -> Iterator[Said]:
    """落款的机关就是标题里的机关。

    为什么：落款是别的单位，说明稿子没有改完。
    依据：规则 39
    错例：
        落款：海州市教育局
    对例：
        落款：澜江县水务局
    """
    own, signer = subject.report.agency, subject.report.signed_by
    if own and signer and _another(own, signer):
        yield Remark(
            Place(section="落款", excerpt=signer), f"落款是“{signer}”，标题里是“{own}”。", "核对落款的机关名称。"
        )


_TAIL = Pattern(r"(?:人民政府)?(?:办公室|党政办公室|综合科|信息中心)?$")
_SHORT = str.maketrans("", "", "和与及的民管理 　")


def _another(own: str, name: str) -> bool:
    """Whether two names are of different agencies: neither holds the other's core, nor is one the other's short form."""
    one, other = (_TAIL.sub("", text).translate(_SHORT) for text in (own, name))
    if not other or not one or one in other or other in one:
        return False
    # 县发展和改革局 for 沭阳县发展和改革局; 文登区人社局 for 威海市文登区人力资源和社会保障局
    tail = min(len(one), len(other))
    if tail and one[-tail:] == other[-tail:]:
        return False
    return not _abbreviates(other, one)


def _abbreviates(short: str, full: str) -> bool:
    """Whether the characters of ``short`` stand in ``full`` in the same order, and end alike."""
    place = iter(full)
    return short[-1] == full[-1] and all(char in place for char in short)


_BRACKETS = Pattern(
    r"(?:[一-鿿](?:发|函|办|字|规|令|通|电))\s?([\[［【(（]\s?(?:19|20)\d{2}\s?[\]］】)）])\s?(?:第?\d+\s?号)",
    "[20",
    "［20",
    "【20",
    "(20",
    "（20",
)


def document_brackets(subject: Subject) -> Iterator[Said]:
    """文号的年份用六角括号〔〕。

    为什么：公文格式规定发文字号的年份用六角括号。
    依据：规则 40；GB/T 9704—2012
    错例：
        引言：根据国办公开办函[2021]30号编制。
    对例：
        引言：根据国办公开办函〔2021〕30号编制。
    """
    for line in subject.lines:
        for match in _BRACKETS.finditer(line.text):
            yield Remark(
                subject.words(line, match.start(), match.end()),
                f"文号“{match.group()}”的括号应是六角括号〔〕。",
                f"改成“{match.group().replace(match.group(1), f'〔{match.group(1)[1:-1].strip()}〕')}”。",
            )


_FORMAT = Pattern(r"国办(?:公开办)?[一-鿿]{1,2}\s?[〔\[［(（【]?\s?20\d\d\s?[〕\]］)）】]?\s?\d{1,3}\s?号", "国办")
_KNOWN = ("国办公开办函〔2021〕30号", "国办公开办函〔2019〕60号")


def document_number(subject: Subject) -> Iterator[Said]:
    """年报格式的文号是国办公开办函〔2021〕30号。

    为什么：文号是编制依据，写错字（函写成涵）、写错号就找不到原文。
    依据：规则 40
    错例：
        引言：根据国办公开办涵〔2021〕30号编制。
    对例：
        引言：根据国办公开办函〔2021〕30号编制。
    """
    for line in subject.lines:
        for match in _FORMAT.finditer(line.text):
            said = re.sub(r"\s", "", match.group())
            plain = re.sub(r"[\[［(（【]?(20\d\d)[\]］)）】]", r"〔\1〕", said)
            if plain in _KNOWN or not _near_format(line, match.start(), plain):
                continue
            yield Remark(
                subject.words(line, match.start(), match.end()),
                f"文号写成了“{match.group()}”，年报格式的文号是“{_KNOWN[0]}”。",
                "照原文改正。",
            )


def _near_format(line: Line, start: int, plain: str) -> bool:
    """Whether the number is meant to be that of the format: by the words around it, or because it is nearly that."""
    near = line.text[max(0, start - 60) : start + 40]
    if not re.search("〔20(?:21|19)〕", plain):
        return plain.startswith("国办公开办") and plain.endswith(("〕30号", "〕60号"))
    return "格式" in near or plain.endswith(("〔2021〕30号", "〔2019〕60号")) or plain.startswith("国办公开办")


_DECREE = Pattern(r"国(?:务院)?令?第?\s?(\d{3})\s?号(?:令)?", "令")


def decree_number(subject: Subject) -> Iterator[Said]:
    """《条例》是国务院令第711号。

    为什么：令号写错，依据就错了。
    依据：规则 40；taxonomy.json 的 law_number；《中华人民共和国政府信息公开条例》
    错例：
        引言：依照《中华人民共和国政府信息公开条例》（国务院令第771号）编制本报告。
    对例：
        引言：依照《中华人民共和国政府信息公开条例》（国务院令第711号）编制本报告。
    """
    if 0 < subject.year < 2019:
        return
    for line in subject.lines:
        for match in _DECREE.finditer(line.text):
            before = line.text[max(0, match.start() - 32) : match.start()]
            if "政府信息公开条例" in before and match.group(1) != "711":
                yield Remark(
                    subject.words(line, match.start(), match.end()),
                    f"《条例》的令号写成了“{match.group()}”，应是国务院令第711号。",
                    "改正令号。",
                )


_ARTICLE = Pattern(
    r"(?:根据|按照|依据|依照)[^。；]{0,40}条例》?(?:[（(][^）)]*[）)])?第([一二三四五六七八九十]+)条", "条例"
)


def article(subject: Subject) -> Iterator[Said]:
    """编制年报的依据是《条例》第四十九条、第五十条。

    为什么：第四十九条规定公布年报的期限，第五十条规定年报的内容；别的条款不是编制依据。
    依据：规则 40；《条例》第四十九条、第五十条
    错例：
        引言：根据《中华人民共和国政府信息公开条例》第三十二条规定，编制本报告。
    对例：
        引言：根据《中华人民共和国政府信息公开条例》第五十条规定，编制本报告。
    """
    for line in subject.in_section("intro"):
        for match in _ARTICLE.finditer(line.text):
            if match.group(1) not in ("四十九", "五十"):
                yield Remark(
                    subject.words(line, match.start(), match.end()),
                    f"编制依据写的是第{match.group(1)}条，年报的规定在第四十九条、第五十条。",
                    "核对条款号。",
                )


def stale_term(subject: Subject) -> Iterator[Said]:
    """提法合乎报告的年度。

    为什么：条例2019年修订，以后的年度不再称“新修订”；过了时的会议、活动、规划提法说明稿子是旧的。
    依据：规则 41
    错例：
        引言：按新修订的《政府信息公开条例》编制本报告。
    对例：
        引言：按《政府信息公开条例》编制本报告。
    """
    if subject.year >= 2021:
        for line in subject.lines:
            match = re.search(r"新修订的?《[^》]*条例》|新《条例》|新条例|新修订的?条例", line.text)
            if match:
                yield Remark(
                    subject.words(line, match.start(), match.end()),
                    f"“{match.group()}”：条例2019年5月15日起施行，{subject.year}年度不再称“新”。",
                    "直接称《条例》。",
                )
    for word, since, until, note in subject.context.words.ageing:
        if (since and subject.year < since) or (until and subject.year > until):
            first = next((line for line in subject.lines if word in line.text), None)
            if first is not None:
                start = first.text.index(word)
                yield Remark(
                    subject.words(first, start, start + len(word)),
                    f"“{word}”在 {subject.year} 年度可能不合时宜：{note}",
                    "核对提法；栏目、文件的固定名称不用改。",
                )
