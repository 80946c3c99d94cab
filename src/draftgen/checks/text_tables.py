"""The prose against the tables: every figure, every zero (domain.md 3.1, 25-31; measured.md 2, gaps b, f-k, o)."""

import re
from collections.abc import Iterator

from draftgen.checks.amounts import Reading, amount
from draftgen.checks.claims import Claim, claims
from draftgen.checks.figures import sentences
from draftgen.checks.patterns import Pattern
from draftgen.checks.rule import Held, Remark, Said
from draftgen.checks.subject import Line, Subject
from draftgen.numerals import write

_AGREE = "文表对照"
_TABLE = {"requests": "表三", "disputes": "表四", "documents": "表二", "decisions": "表二"}


def _compared(subject: Subject, topic: str) -> Iterator[Said]:
    for claim in claims(subject):
        if claim.topic != topic or claim.ask:
            continue
        fits = claim.fits
        yield Held(_AGREE, int(fits is not None), 1)
        if fits is None:
            yield _differs(subject, claim, "核对正文和表格，以台账为准改正；口径不同的，在正文里写明口径。")


def _differs(subject: Subject, claim: Claim, advice: str) -> Remark:
    numeral = claim.figure.numeral
    place = subject.words(claim.sentence.line, numeral.start, max(numeral.end, numeral.stop))
    readings = list(dict.fromkeys(reading.said for reading in claim.readings))
    tried = (
        f"{_TABLE[claim.topic]}{readings[0]}"
        if len(readings) == 1
        else f"{_TABLE[claim.topic]}几种读法都对不上：{'、'.join(readings)}"
    )
    said = _phrase(claim)
    return Remark(place, f"正文写“{said}”，{tried}。", advice)


def _phrase(claim: Claim) -> str:
    """The words of the figure with what names it."""
    figure = claim.figure
    end = max(figure.numeral.end, figure.numeral.stop)
    head = re.split(r"[，。；：（）]", figure.gap)[-1]
    tail = re.split(r"[，。；：、（）\d]", claim.sentence.line.text[end : claim.sentence.end])[0][:10]
    return f"{head[-24:]}{claim.sentence.line.text[figure.numeral.start : end]}{tail}".strip("、 ")


def requests(subject: Subject) -> Iterator[Said]:
    """正文写的申请件数与表三一致。

    为什么：新收、结转、答复、各项结果、各类申请人，正文每写一个数，表三都查得到；“收到”可以是新收，也可以是新收加结转或者办结。
    依据：规则 25、26；measured.md 的缺口 b、g
    错例：
        表三 新收·总计：5
        表三 总计·总计：5
        一（二）：本年度收到政府信息公开申请6件。
    对例：
        表三 新收·总计：5
        表三 上年结转·总计：1
        表三 总计·总计：6
        一（二）：本年度共受理政府信息公开申请6件，其中上年结转1件。
    """
    yield from _compared(subject, "requests")


def disputes(subject: Subject) -> Iterator[Said]:
    """正文写的复议、诉讼件数与表四一致。

    为什么：行政诉讼是直接起诉和复议后起诉两块之和，常常只加了一块。
    依据：规则 27；measured.md 的缺口 f；宿迁市2024年年报
    错例：
        表四 未经复议直接起诉·总计：2
        表四 复议后起诉·总计：1
        一（二）：因政府信息公开被提起行政诉讼2件。
    对例：
        表四 未经复议直接起诉·总计：2
        表四 复议后起诉·总计：1
        一（二）：因政府信息公开被提起行政诉讼3件。
    """
    yield from _compared(subject, "disputes")


def documents(subject: Subject) -> Iterator[Said]:
    """正文写的规章、规范性文件件数与表二一致。

    为什么：制发、废止、现行有效三个数，正文和表二要相同。
    依据：规则 29；武政办发〔2025〕54号
    错例：
        表二 行政规范性文件·制发：2
        一（三）：本年度制发行政规范性文件3件。
    对例：
        表二 行政规范性文件·制发：3
        一（三）：本年度制发行政规范性文件3件。
    """
    yield from _compared(subject, "documents")


def decisions(subject: Subject) -> Iterator[Said]:
    """正文写的许可、处罚、强制决定件数与表二一致。

    为什么：表二填的是全年作出的决定，包括依法不公开的。
    依据：规则 25；武政办发〔2025〕54号
    错例：
        表二 行政处罚：4
        一（一）：全年作出行政处罚决定5件。
    对例：
        表二 行政处罚：4
        一（一）：全年作出行政处罚决定4件，公开行政处罚信息3条。
    """
    yield from _compared(subject, "decisions")


def scopes(subject: Subject) -> Iterator[Said]:
    """口径不同的数，写明口径。

    为什么：办公室的17件、全区的95件都可能是对的，读者要知道各是谁的；规范性文件清理的“保留”与表二的“现行有效”也常常口径不同。
    依据：规则 31、29；洪泽区2024年年报；文登区人社局2021年年报
    错例：
        表二 行政规范性文件·现行有效：0
        一（三）：清理后拟保留规范性文件1件。
    对例：
        表二 行政规范性文件·现行有效：1
        一（三）：清理后拟保留规范性文件1件。
    """
    told = {(claim.sentence.line.block, claim.readings[0].name) for claim in claims(subject) if claim.fits is not None}
    for claim in claims(subject):
        # 全县新收181件……县政府本级26件: both are told, each with its scope.
        both = (claim.sentence.line.block, claim.readings[0].name) in told and _NARROW.search(claim.figure.gap)
        if claim.ask and claim.fits is None and not both:
            yield _differs(
                subject, claim, "核对是不是同一个口径；口径不同的（本机关、全区、备案、清理），在正文里写明。"
            )


_NARROW = Pattern(r"本级|办公室|自身名义|本机关")
_ZERO_REQUESTS = Pattern(
    r"(?:未|没有|没|无)(?:有)?(?:新)?(?:收到|接到|受理|收悉|接收)?(?:到)?(?:过)?(?:任何)?(?:公民[^，。；]{0,16})?"
    r"(?:关于)?(?:要求|申请)?(?:的)?(?:政府|政务)?(?:信息)?(?:公开)?(?:信息公开申请|依申请公开(?:政府信息|信息)?(?:申请|事项|件)?|公开(?:政府信息|信息)?的?(?:申请|事项))"
    r"(?:件|事项|信息|的?情况|的?情形|数量)?(?=[，。；、）]|$|且|和|及|，)",
    "未",
    "没",
    "无",
)


def no_requests(subject: Subject) -> Iterator[Said]:
    """说没有收到申请、没有结转的，表三是0。

    为什么：正文说没有，表里有数，必有一处错。
    依据：规则 28；measured.md 的缺口 i
    错例：
        表三 新收·总计：1
        一（二）：本年度未收到政府信息公开申请。
    对例：
        表三 新收·总计：0
        一（二）：本年度未收到政府信息公开申请。
    """
    for line in _statements(subject):
        for match in _ZERO_REQUESTS.finditer(line.text):
            if not _of_last_year(subject, line.text, match.start()):
                yield from _zero(subject, line, match, "requests.new")
        for pattern, path in _CARRIED:
            for match in pattern.finditer(line.text):
                if "结转" in match.group() or _of_requests(line, match.start()):
                    yield from _zero(subject, line, match, path)


_HANDLED = Pattern(r"申请|留言|来信|建议|提案|投诉|举报|热线|咨询|工单|信访件|诉求|意见|事项")


def _of_requests(line: Line, at: int) -> bool:
    """Whether what is all closed are requests: the last thing named before it that is handled one by one."""
    last = _HANDLED.last(line.text[:at])
    return line.part == "requests" if last is None else last.group() == "申请"


_CARRIED = (
    (
        Pattern(
            r"(?:无|没有|未)(?:有)?(?:上(?:一)?年度?)(?:的)?(?:结转|遗留|转入)|上(?:一)?年度?(?:无|没有|未)(?:有)?结转|无结转上(?:一)?年"
        ),
        "requests.carried_in",
    ),
    (
        Pattern(
            r"(?:无|没有|未)(?:有)?结转(?:至|到|入)?(?:下(?:一)?年|次年)|(?:均|全部|都)(?:已)?(?:在年内|于年内|年内|当年)?办结(?:完毕)?(?=[，。；])"
        ),
        "requests.carried_out",
    ),
)
_ZERO_DISPUTES = Pattern(
    r"(?:未|没有|没|无)(?:有)?(?:发生|产生|引起|引发|出现|收到|涉及|被|因|由)?[^，。；]{0,30}?(?:行政)?(?:复议|诉讼)[^，。；]{0,20}",
    "复议",
    "诉讼",
)
_LOST = Pattern(r"纠错|纠正|败诉|撤销|确认违法|责令")


def no_disputes(subject: Subject) -> Iterator[Said]:
    """说没有复议、诉讼，没有纠错、败诉的，表四对应的是0。

    为什么：正文说没有败诉，表四“结果纠正”有数，是最容易被追问的矛盾。
    依据：规则 28；measured.md 的缺口 k
    错例：
        表四 行政复议·结果纠正：1
        一（二）：没有发生行政复议被纠错、行政诉讼败诉的情况。
    对例：
        表四 行政复议·结果维持：1
        一（二）：没有发生行政复议被纠错、行政诉讼败诉的情况。
    """
    for line in _statements(subject):
        for match in _ZERO_DISPUTES.finditer(line.text):
            said = match.group()
            if _of_last_year(subject, line.text, match.start()) or re.search(r"\d", said):
                continue
            if not ("公开" in line.text or line.part == "requests"):
                continue
            suffix = ".corrected" if _LOST.search(said) else ""
            if "复议" in said and not re.search(r"复议后|经复议", said):
                yield from _zero(subject, line, match, f"reviews{suffix}")
            if "诉讼" in said:
                yield from _zero(subject, line, match, f"lawsuits{suffix}")


_ZERO_DOCUMENTS = Pattern(
    r"(?:未|没有|无)[^，。；]{0,12}?(?:制发|制定|出台|印发|废止|现行有效)[^，。；]{0,16}?(?:规范性文件|规章(?!制度))"
    r"|(?:未|没有|无)(?:新)?(?:行政)?规范性文件的?(?:制发|制定|出台|印发|废止)(?=[，。；、]|的?情况|的?情形|$)"
    r"|(?:未|没有|无)(?:新)?(?:制发|废止)(?:的?(?:文件|情况|情形))?(?=[，。；]|$)",
    "规范性文件",
    "规章",
)
# 现行有效的规范性文件3件，无废止文件: which row it is stands before.
_ROW = Pattern(r"规范性文件|规章(?!制度)")


def no_documents(subject: Subject) -> Iterator[Said]:
    """说没有制发、废止规范性文件的，表二对应的是0。

    为什么：正文说未制发，表二有制发件数，必有一处错。
    依据：规则 28、29
    错例：
        表二 行政规范性文件·制发：1
        一（三）：本年度未制发、未废止行政规范性文件。
    对例：
        表二 行政规范性文件·制发：0
        一（三）：本年度未制发、未废止行政规范性文件。
    """
    for line in _statements(subject):
        for match in _ZERO_DOCUMENTS.finditer(line.text):
            said = match.group()
            if _of_last_year(subject, line.text, match.start()) or re.search(r"\d|报备|审查|备案|解读|超期|未经", said):
                continue
            sentence = line.text[: match.end()].rpartition("。")[2]
            named = _ROW.last(sentence)
            if named is None or (not _ROW.search(said) and "清理" in sentence):
                continue
            row = "documents" if named.group() == "规范性文件" else "regulations"
            for words, column in (("制发|制定|出台|印发", "made"), ("废止", "repealed"), ("现行有效", "valid")):
                if re.search(words, said):
                    yield from _zero(subject, line, match, f"{row}.{column}")


def _statements(subject: Subject) -> Iterator[Line]:
    return (line for line in subject.open_lines if line.section in ("overview", "other") and not line.heading)


def _of_last_year(subject: Subject, text: str, at: int) -> bool:
    """Whether the statement is about the year before."""
    before = re.split(r"[。；]", text[:at])[-1]
    years = [int(year) for year in re.findall(r"(20\d\d)年", before)]
    return bool(re.search(r"上年|去年|上一年", re.split("[，,]", before)[-1])) or (
        bool(years) and years[-1] < subject.year
    )


def _zero(subject: Subject, line: Line, match: re.Match[str], name: str) -> Iterator[Said]:
    found = amount(subject, name)
    if found is None:
        return
    yield Held(_AGREE, int(found.value == 0), 1)
    if found.value != 0:
        yield Remark(
            subject.words(line, match.start(), match.end()),
            f"正文写“{match.group()}”，{_where(found)}{found.said}。",
            "核对正文和表格；口径不同的，在正文里写明口径。",
        )


def _where(reading: Reading) -> str:
    first = reading.paths[0] if reading.paths else ""
    if first.startswith("requests"):
        return "表三"
    return (
        "表二"
        if first.split(".")[0] in ("regulations", "documents", "permits", "penalties", "coercion", "charges")
        else "表四"
    )


def result_label(subject: Subject) -> Iterator[Said]:
    """办理结果的名称用表三的说法。

    为什么：申请办理的结果叫“予以公开”，“主动公开”是另一回事。
    依据：规则 26；名称要忠于表三；文登区人社局2021年年报
    错例：
        一（二）：收到申请3件，其中，主动公开2件，不予处理1件。
    对例：
        一（二）：收到申请3件，其中，予以公开2件，不予处理1件。
    """
    for sentence, found in sentences(subject):
        if sentence.line.part != "requests" or "申请" not in sentence.text:
            continue
        for index, figure in enumerate(found):
            listed = index or re.match(r"\s*其中", sentence.text)
            if listed and figure.unit == "件" and re.search(r"主动公开$", figure.clause) and "其中" in sentence.text:
                granted = subject.value("requests.granted")
                same = f"表三“予以公开”正是 {write(granted)}，" if granted == figure.value else ""
                yield Remark(
                    subject.words(
                        sentence.line, figure.numeral.start - 4, max(figure.numeral.end, figure.numeral.stop)
                    ),
                    f"“主动公开{figure.words}”说的是申请的办理结果，{same}应称“予以公开”。",
                    "改用表三的名称。",
                )


def all_closed(subject: Subject) -> Iterator[Said]:
    """说全部办结的，没有结转下年。

    为什么：一边说全部办结，一边有结转下年，自相矛盾。
    依据：同类审核工具的 SRC_TEXT_INTERNAL_CONTRADICTION
    错例：
        表三 结转下年·总计：2
        一（二）：收到政府信息公开申请9件，已全部办结。
    对例：
        表三 结转下年·总计：0
        一（二）：收到政府信息公开申请9件，已全部办结。
    """
    value = subject.value("requests.carried_out")
    if not value:
        return
    for line in subject.lines:
        match = re.search(
            r"(?:全部|所有申请均|均|都)(?:已)?(?:按时|按期|依法|在法定期限内)?(?:办结|办理完毕|办理完成|答复完毕)",
            line.text,
        )
        if match and line.part == "requests":
            yield Remark(
                subject.words(line, match.start(), match.end()),
                f"正文说“{match.group()}”，表三结转下年有 {write(value)} 件。",
                "核对：还有结转的，不能说全部办结。",
            )


_NOTHING = Pattern(r"(?:主动公开|公开|发布)(?:各类)?(?:政府|政务)?信息(?:共|共计)?0条", "0条")


def nothing_published(subject: Subject) -> Iterator[Said]:
    """全年主动公开的信息不是0条。

    为什么：机构职能、年报本身都要公开，全年一条没有，要么是漏统计，要么是没有履行义务。
    依据：taxonomy.json 的 zero_disclosure；《条例》第二十条
    错例：
        一（一）：全年主动公开政府信息0条。
    对例：
        一（一）：全年主动公开政府信息46条。
    """
    for line in subject.in_section("overview"):
        match = _NOTHING.search(line.text)
        if match:
            yield Remark(
                subject.words(line, match.start(), match.end()),
                f"“{match.group()}”。",
                "核对统计；年报、机构职能等都应公开。",
            )


_WRONG_WAY = Pattern(r"结转(?:至|到|入)?上(?:一)?年度?(?:继续)?(?:办理)?(?!的|申请|结转|度的)", "结转")


def carried_wording(subject: Subject) -> Iterator[Said]:
    """结转的方向不写反。

    为什么：没有办完的结转到下年，不会结转到上年。
    依据：taxonomy.json 的 req_carry_wording
    错例：
        一（二）：结转至上年度继续办理1件。
    对例：
        一（二）：结转至下年度继续办理1件。
    """
    for line in subject.lines:
        for match in _WRONG_WAY.finditer(line.text):
            if "至" in match.group() or "到" in match.group() or "继续" in match.group():
                yield Remark(
                    subject.words(line, match.start(), match.end()),
                    f"“{match.group()}”方向不对，没有办完的结转到下年。",
                    "改成“结转下年度”。",
                )
