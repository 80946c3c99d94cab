"""What must not stand in a public report (domain.md 3.1, 51-55; 6)."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from draftgen.checks.patterns import Pattern
from draftgen.checks.rule import Remark, Said
from draftgen.checks.settings import words
from draftgen.checks.subject import Line, Subject, hide

_IDENTITY = Pattern(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dXx])")
_MOBILE = Pattern(r"(?<![\d-])1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?![\d-])")
_CARD = Pattern(r"(?<!\d)(?:62|4\d|5[1-5])\d{14,17}(?!\d)")
_MAIL = Pattern(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)", flags=re.ASCII)
_LINK = Pattern(r"(?:https?://|www\.)([\w-]+(?:\.[\w-]+)+)", flags=re.ASCII)


def personal_number(subject: Subject) -> Iterator[Said]:
    """没有身份证号、手机号、银行卡号。

    为什么：年报向社会公开，这些号码属于个人信息。
    依据：规则 51；《条例》第十五条
    错例：
        一（二）：申请人联系电话13800001111。
    对例：
        一（二）：收到政府信息公开申请0件，办公室电话0631-8450000。
    """
    for number in numbers(subject):
        place = subject.hidden(number.line, number.start, number.end)
        yield Remark(place, f"正文里有{number.what}（{place.excerpt}）。", "公布前删去。")


class Number(NamedTuple):
    """A number in the prose that belongs to a person, and what it is."""

    line: Line
    start: int
    end: int
    what: str


def numbers(subject: Subject) -> tuple[Number, ...]:
    """Every personal number of the prose."""
    return subject.once("personal", lambda: tuple(_numbers(subject)))


def _numbers(subject: Subject) -> Iterator[Number]:
    for line in subject.lines:
        for pattern, what in ((_IDENTITY, "身份证号"), (_CARD, "银行卡号"), (_MOBILE, "手机号")):
            for match in pattern.finditer(line.text):
                if what == "手机号" and line.section == "intro":
                    continue
                named = line.text[max(0, match.start() - 12) : match.start()]
                if what == "身份证号" and not _checked(match.group()) and "身份证" not in named:
                    continue
                if what == "银行卡号" and (_IDENTITY.fullmatch(match.group()) or not _luhn(match.group())):
                    continue
                yield Number(line, match.start(), match.end(), what)


_LEAST = 4  # digits that tell more than where the number was issued
_AROUND = 2


def masked(subject: Subject, text: str) -> str:
    """``text`` of a finding without the personal numbers that it quotes, whole or cut off by the end of the quotation."""
    for number in numbers(subject):
        line, whole = number.line.text, number.line.text[number.start : number.end]
        text = text.replace(whole, hide(whole))
        before = line[max(0, number.start - _AROUND) : number.start]
        behind = line[number.end : number.end + _AROUND]
        for length in range(len(whole) - 1, _LEAST - 1, -1):
            head, tail = whole[:length], whole[-length:]
            text = re.sub(rf"{re.escape(before or '“')}{re.escape(head)}(?!\d)", f"{before or '“'}{head[:3]}……", text)
            text = re.sub(rf"(?<!\d){re.escape(tail)}{re.escape(behind or '”')}", f"……{tail[-2:]}{behind or '”'}", text)
    return text


def _checked(number: str) -> bool:
    """Whether the last sign of an identity number is right (GB 11643)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], weights, strict=True))
    return "10X98765432"[total % 11] == number[-1].upper()


def _luhn(number: str) -> bool:
    digits = [int(char) for char in reversed(number)]
    return (sum(digits[::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])) % 10 == 0


def private_mail(subject: Subject) -> Iterator[Said]:
    """正文里没有个人邮箱。

    为什么：正文里的个人邮箱属于个人信息；联系方式里的另作提醒。
    依据：规则 51
    错例：
        一（二）：申请人通过zhang@qq.com提交申请。
    对例：
        一（二）：申请人通过在线平台提交申请。
    """
    for line in subject.lines:
        if line.section == "intro":
            continue
        for match in _MAIL.finditer(line.text):
            if match.group(1).lower() in words("private_mail"):
                yield Remark(
                    subject.words(line, match.start(), match.end()),
                    f"正文里有个人邮箱“{match.group()}”。",
                    "公布前删去。",
                )


def foreign_address(subject: Subject) -> Iterator[Said]:
    """网址和邮箱用政府域名。

    为什么：政府网站的域名是 gov.cn；用商业邮箱、商业网址，读者难辨真假。
    依据：规则 55
    错例：
        引言：电子邮箱：abc@126.com。
    对例：
        引言：网址：http://www.lanjiang.gov.cn。
    """
    told: set[str] = set()
    for line in subject.lines:
        private = () if line.section == "intro" else words("private_mail")
        for match in (*_LINK.finditer(line.text), *_MAIL.finditer(line.text)):
            domain = match.group(1).lower()
            if domain in told or domain.endswith((".gov.cn", ".政务")) or domain in private or domain == "gov.cn":
                continue
            told.add(domain)
            yield Remark(
                subject.words(line, match.start(), match.end()),
                f"“{match.group()}”不是 gov.cn 的地址。",
                "有政府域名的改用政府域名；政务新媒体的固定网址可以不理。",
            )


# Words that begin like a name: 申请人任意提出, 申请人张贴的. 向, 于 and 方 are surnames too, but 申请人向我局提出 names nobody.
_NO_NAME = (
    "任意|任何|马上|付费|许可|江苏|江河|武汉|高频|高校|高度|严正|严格|严重|林地|林权|黄金|钱款|顾虑|范围|石材|田地|万元|万众"
    "|余款|罗列|张贴|何时|何种|夏季|金额|白天"
)
_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余杜叶程魏苏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤"
)
_PERSON = Pattern(
    r"(?:申请人|当事人|法定代表人|代理人|举报人|投诉人|信访人|群众|居民|村民|市民)[:：]?(?:为|是|系)?"
    rf"(?:[{_SURNAMES}于方向](?<!陈述)(?:某某?|先生|女士)"
    rf"|(?!{_NO_NAME})[{_SURNAMES}](?!述|便|面|度|额|重|格|何|是)[一-鿿]{{1,2}}(?=[，、（()）]|等|提出|申请|要求|向我))",
    "申请人",
    "当事人",
    "代表人",
    "代理人",
    "举报人",
    "投诉人",
    "信访人",
    "某",
    "先生",
    "女士",
)
# 居民王建国提出: behind these words only a surname that begins no common word, and a name of three characters.
_NEIGHBOUR = Pattern(
    r"(?:群众|居民|村民|市民)[王李刘陈杨赵吴徐孙朱胡郭罗郑梁谢宋唐许韩冯邓曹彭曾肖董潘袁蔡蒋魏苏吕沈姚卢姜崔谭廖邹孟秦邱尹薛侯黎龚邵覃]"
    r"[一-鿿]{2}(?=提出|申请公开|要求公开|来信|来访|来电|提交)",
    "提出",
    "公开",
    "来信",
    "来访",
    "来电",
    "提交",
)
_SOMEBODY = Pattern(
    r"(?<![一-鿿])[王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭][某×](?:某|甲|乙)?", "某", "×"
)


def applicant(subject: Subject) -> Iterator[Said]:
    """不写出申请人是谁。

    为什么：申请人的姓名和可以认出身份的情况，不得公开。
    依据：规则 52；《条例》第十五条
    错例：
        一（二）：申请人王某某要求公开征地补偿情况。
    对例：
        一（二）：申请内容主要涉及征地补偿。
    """
    for line in subject.lines:
        found = (pattern.finditer(line.text) for pattern in (_PERSON, _NEIGHBOUR, _SOMEBODY))
        for match in {match.start(): match for match in chain.from_iterable(found)}.values():
            yield Remark(
                subject.words(line, match.start(), match.end()),
                f"“{match.group()}”写出了当事人。",
                "只写申请的件数和大类，删去姓名。",
            )


_COMPANY = Pattern(
    r"[一-鿿（）()]{2,24}?(?:有限责任公司|股份有限公司|有限公司|合作社|律师事务所|养殖场|工厂)",
    "公司",
    "合作社",
    "事务所",
    "养殖场",
    "工厂",
)


def small_cell(subject: Subject) -> Iterator[Said]:
    """依申请公开部分不点企业和个人的名。

    为什么：件数很少时，写出对象就等于写出了申请人。
    依据：规则 53
    错例：
        一（二）：收到申请1件，为澜江县宏远建材有限公司申请公开招标文件。
    对例：
        一（二）：收到申请1件，内容涉及招标投标。
    """
    for line in subject.lines:
        if line.part != "requests":
            continue
        for match in _COMPANY.finditer(line.text):
            yield Remark(
                subject.words(line, match.start(), match.end()),
                f"依申请公开部分点了“{match.group()}”的名。",
                "改成大类，例如“商业企业”。",
            )


_TOPIC = Pattern(r"(?:主要)?(?:涉及|内容为|内容是|申请公开的是|关于)[^。；]{4,}")


def few_requests(subject: Subject) -> Iterator[Said]:
    """申请很少时，写主题要斟酌。

    为什么：只有一两件申请，写出主题可能使人认出申请人。
    依据：规则 53；隐私一节
    错例：
        表三 新收·总计：2
        一（二）：收到政府信息公开申请2件，主要涉及社会保险缴纳人数和水库移民补助。
    对例：
        表三 新收·总计：20
        一（二）：收到政府信息公开申请20件，主要涉及征地补偿和社会保险。
    """
    new = subject.value("requests.new")
    if new is None or not 0 < new <= subject.limit("few_requests"):
        return
    for line in subject.lines:
        match = _TOPIC.search(line.text) if line.part == "requests" and not line.heading else None
        if match and "申请" in line.text[: match.start()]:
            yield Remark(
                subject.words(line, match.start(), match.end()),
                f"全年只有 {int(new)} 件申请，写出主题可能使人认出申请人。",
                "拿不准的换成更笼统的说法；确认不会认出的，可以不理。",
            )
            return


_MARK = Pattern(
    r"(?:绝密|机密|秘密)\s*[★☆]|(?:^|\n)\s*[【\[（(]?\s*(?:绝密|机密|秘密|内部资料|内部文件|内部使用|注意保存|不得外传|不予公开)\s*[】\])）]?\s*(?:$|\n)|密\s*级\s*[:：]\s*\S+|(?:此件|本件|该件)(?:不予公开|不公开)|内部资料[，,]?\s*(?:注意保存|请勿外传|严禁外传)",
    "★",
    "☆",
    "密级",
    "密 级",
    "绝密",
    "机密",
    "秘密",
    "内部",
    "注意保存",
    "不得外传",
    "不予公开",
    "件不公开",
)


def secrecy(subject: Subject) -> Iterator[Said]:
    """没有密级和内部标志。

    为什么：带密级或内部标志的材料不得上网；也不能用本程序处理。
    依据：规则 54；《条例》第十四条
    错例：
        一（三）：秘密★5年
    对例：
        一（三）：信息发布前进行保密审查，未公开国家秘密、商业秘密。
    """
    for line in subject.all_lines:
        for match in _MARK.finditer(line.text):
            yield Remark(
                subject.words(line, match.start(), match.end()),
                f"有密级或内部标志“{match.group().strip()}”。",
                "立即停止，请保密人员确认；确实不涉密的，删去标志。",
            )


_CASE = Pattern(
    r"[（(〔\[]20\d\d[）)〕\]][一-鿿]{1,3}\d{0,6}(?:行|民|刑)[一-鿿]{1,2}\d*号|[一-鿿]{1,6}复(?:决|驳|终|不|撤|调)[一-鿿]{0,2}[〔\[（(]20\d\d[〕\]）)]第?\d+号",
    "号",
)


def case_number(subject: Subject) -> Iterator[Said]:
    """不写复议、诉讼的案号。

    为什么：凭案号可以查到当事人，等于写出了申请人是谁。
    依据：规则 52；隐私一节“不写案号、当事人”
    错例：
        一（二）：因政府信息公开被提起行政诉讼0件（原案号：（2024）川0102行初15号）。
    对例：
        一（二）：因政府信息公开被提起行政诉讼0件。
    """
    for line in subject.lines:
        for match in _CASE.finditer(line.text):
            yield Remark(
                subject.words(line, match.start(), match.end()),
                f"写出了案号“{match.group()}”。",
                "删去案号，只写件数。",
            )
