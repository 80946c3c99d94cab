"""Every numeral of a text, each with its kind: patterns in order of priority, fixed expressions taken out first."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from draftgen.numerals.chinese import read
from draftgen.numerals.kinds import FIGURES, Numeral, NumeralKind
from draftgen.numerals.masking import fixed
from draftgen.numerals.measures import measure_word
from draftgen.numerals.printing import FULL_WIDTH

_HAN = "零〇○一二两三四五六七八九十百千万亿"
_NUMBER = (
    r"(?<![\d.])(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d{1,3}(?:[ \u2009\u202f\xa0]\d{3})+(?= ?[件条次人篇])|\d+)(?:\.\d+)?"
)
_MIXED = r"(?: ?[千百万亿](?!\s?元)(?:[\d千百十]+(?=[万亿千百]))?)*"
_TO = r"\s?[-—–~～至到]{1,2}\s?"

_PATTERNS: tuple[tuple[NumeralKind, str], ...] = (
    (NumeralKind.FIXED, r"\[(?:image|bookmark)[^\]]*\]"),
    (NumeralKind.ADDRESS, r"(?:https?://|www\.)[\w./?=&%#:~+-]+|[\w.+-]{1,64}@[\w-]+\.[\w.]+"),
    (
        NumeralKind.DOCUMENT,
        r"[〔\[［【(（](?:19|20)\d{2}[〕\]］】)）]\s?(?:第\s?)?\d+\s?号|第?\s?\d+\s?号(?:令|文件?|公告|通告)|令第\s?\d+\s?号",
    ),
    (
        NumeralKind.FIXED,
        r"(?<!\d)12345(?!\d)(?! ?[件条次个])|(?<!\d)(?:12\d{3}|96\d{3,4}|1[12]\d)(?=[”’]?(?:热线|政务|政府|便民|平台|举报))|7\s?[×xX*]\s?24(?:小时)?|(?<!\d)-\s?\d{1,3}\s?-(?!\d)",
    ),
    (NumeralKind.FIXED, r"[A-Za-z]{1,64}[-.]?\d+(?:\.\d+)?|(?<![\d.])\d+(?:\.\d+)?[A-Za-z]+"),
    (
        NumeralKind.PHONE,
        (
            r"[(（]0\d{2,3}[)）]\s?\d{7,8}|(?<!\d)0\d{2,3}\s?[-—－]\s?\d{7,8}(?:[-—－]\d+)?|(?<!\d)1[3-9]\d{9}(?!\d)"
            r"|(?<!\d)[48]00[-—－]?\d{3}[-—－]?\d{4}(?!\d)|(?<!\d)\d{3}[-—]\d{8}"
        ),
    ),
    (NumeralKind.ARTICLE, rf"第[{_HAN}\d]+条(?:之[{_HAN}])?(?:第?[（(]?[{_HAN}\d]+[)）]?[款项])*"),
    (NumeralKind.ORDINAL, rf"第[ \u3000\xa0]?[{_HAN}\d]+(?:款|项|章|号|届|次|部分|批|期|轮|季度|名|位|个)?"),
    (
        NumeralKind.DATE,
        r"(?:(?:19|20)\d{2}\s?年\s?)?\d{1,2}" + _TO + r"\d{1,2}\s?月(?:份|底)?"
        r"|(?:(?:19|20)\d{2}\s?年\s?)?\d{1,2}\s?月(?:份|底|初|末)?(?:\s?\d{1,2}\s?[日号])?"
        r"|(?<!\d)(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}(?!\d)|(?<!\d)\d{1,2}:\d{2}(?!\d)|(?<!\d)\d{1,2}\s?时(?:\d{1,2}\s?分)?(?![间效限])"
        rf"|(?:[一二][{_HAN}]{{3}}年)?[一二三四五六七八九十]{{1,2}}月(?:份|[{_HAN}]{{1,3}}日)",
    ),
    (
        NumeralKind.YEAR,
        r"(?<!\d)(?:19|20)\d{2}(?:\s?年)?"
        + _TO
        + r"(?:19|20)\d{2}\s?年(?:度)?|(?<!\d)(?:19|20)\d{2}\s?年(?:度)?|[一二][〇零○九][〇零○一二三四五六七八九]{2}年(?:度)?",
    ),
    (
        NumeralKind.PERCENT,
        rf"{_NUMBER}\s?%{_TO}\d+(?:\.\d+)?\s?%|{_NUMBER}\s?%|百分之[{_HAN}点]+|百分百|[一二三四五六七八九]成(?=以上|左右|多|[，。；、])",
    ),
    (NumeralKind.ORDINAL, rf"[（(][{_HAN}\d]{{1,3}}[)）]|(?<!\S)(?:[{_HAN}]{{1,3}}、|\d{{1,2}}[.．、](?!\d))|[①-⑳]"),
    (NumeralKind.MULTIPLE, rf"(?:{_NUMBER}|[{_HAN}]+)\s?多?倍"),
    (NumeralKind.COUNT, rf"{_NUMBER}{_MIXED}(?: ?[余多])?(?:{_TO}\d+(?:\.\d+)?[万亿]?(?!\d|\s?[年月]))?"),
    (
        NumeralKind.COUNT,
        r"(?<![第之唯单专同任某每这那另上下逐再\d.])[上数几]?(?:[零〇○一二两三四五六七八九十百千]|[万亿](?!元))+[余多几]?[万亿]?[余多]?",
    ),
    (NumeralKind.BARE, r"\d+"),
)


# A set of characters is compiled ten times as fast where all are below U+0100. So those that stand in the sets above are
# scanned under other names, letters as letters and signs as signs; what has such a name in a text (é, °) is left out.
_LETTERS = (
    "零〇一二两三四五六七八九十百千万亿之专上下个人件任余几到单号同唯多年数日月条某次款每点第篇至这逐那间限项另效"
)
_SIGNS = "○–—’”、。【】〔〕（），－．；［］～"
_NAMES = str.maketrans(
    _LETTERS + _SIGNS,
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö"[: len(_LETTERS)] + "¡¢£¤¥¦§¨©«¬®¯°±´¶¸»¿",
)
_HIDDEN = dict.fromkeys(_NAMES.values(), "\0") | _NAMES


@cache
def _scanner() -> re.Pattern[str]:
    patterns = (f"(?P<k{index}>{pattern})" for index, (_, pattern) in enumerate(_PATTERNS))
    return re.compile("|".join(patterns).translate(_NAMES))


def scan(text: str) -> Iterator[Numeral]:
    """Every numeral of ``text`` in order, each with its kind."""
    plain = text.translate(FULL_WIDTH)
    masked = list(plain)
    idioms: list[Numeral] = []
    for start, end in fixed(plain):
        idioms.append(Numeral(start, end, text[start:end], NumeralKind.FIXED, stop=end))
        masked[start:end] = "\0" * (end - start)
    hidden = "".join(masked)
    for match in _scanner().finditer(hidden.translate(_HIDDEN)):
        kind = _PATTERNS[int((match.lastgroup or "k0")[1:])][0]
        found = _numeral(plain, text, match.start(), match.end(), kind)
        if found is None:
            continue
        while idioms and idioms[0].start < found.start:
            yield idioms.pop(0)
        yield found
    yield from idioms


def _numeral(plain: str, text: str, start: int, end: int, kind: NumeralKind) -> Numeral | None:
    """The numeral at a place; None for Chinese characters that no measure word follows, which are wording."""
    said, unit, stop = plain[start:end], "", end
    if kind is NumeralKind.COUNT:
        unit, stop = measure_word(plain, end, arabic=any(char.isdigit() for char in said))
        if not unit and not any(char.isdigit() for char in said):
            return None
        kind = kind if unit else NumeralKind.BARE
    if kind is NumeralKind.BARE:
        kind = _bare(plain, start, end)
    value, upper = _value(said, kind)
    approximate = kind in FIGURES and _approximate(plain, said, start, stop, upper)
    return Numeral(start, end, text[start:end], kind, value, unit, stop, approximate, upper)


def _value(said: str, kind: NumeralKind) -> tuple[Decimal | None, Decimal | None]:
    """The number said, and the upper end of a range."""
    if kind in FIGURES:
        core = said.rstrip("倍%余多几 ")
        ends = [_number(part) for part in re.split(_TO, core) if part]
        if len(ends) == 2 and None not in ends:
            return _same_size(ends, core)
        return (ends[0] if len(ends) == 1 else None), None
    if kind is NumeralKind.YEAR:
        digits = re.search(r"\d{4}", said)
        return (Decimal(digits.group()) if digits else read(said.rstrip("年度"))), None
    return None, None


def _number(said: str) -> Decimal | None:
    if said[:1] in "上数几" or "，" in said:
        return None
    plain = re.sub(r"[,\s]|[余多几%]", "", said)
    if plain.startswith("百分之"):
        whole, _, decimals = plain.removeprefix("百分之").partition("点")
        high = read(whole) if whole != "百" else Decimal(100)
        low = read("零" + decimals) if decimals else None
        return high if high is None or low is None else high + low / 10 ** len(decimals)
    if plain == "百分百":
        return Decimal(100)
    if plain.endswith("成"):
        tenths = read(plain[:-1])
        return None if tenths is None else tenths * 10
    return read(plain if plain[:1] not in "百千万亿" else f"一{plain}")


def _same_size(ends: list[Decimal | None], core: str) -> tuple[Decimal | None, Decimal | None]:
    """10～15万件: a 万 behind the second end holds for both where the first has none."""
    low, high = ends
    assert low is not None
    assert high is not None
    for mark, size in (("万", 10**4), ("亿", 10**8)):
        if core.endswith(mark) and core.count(mark) == 1 and low < high / size * 10 and low * size < high * 10:
            low *= size
    return low, high


_BEFORE = r"(?:(?<![附最就])近|约|超过?|逾|至少|不少于|不低于|接近|不足|多达|将近|大概)\s?$"
_BEHIND = r"\s?(?:以上|以内|以下|左右|上下|有余|余|多(?=[条件篇份次场人名个]))"


def _approximate(plain: str, said: str, start: int, stop: int, upper: Decimal | None) -> bool:
    if any(char in "余多几数" for char in said) or upper is not None or said[-1] == "成" or said[0] in "上千万":
        return True
    if said[0] == "百" and not said.startswith("百分"):
        return True
    return bool(re.search(_BEFORE, plain[:start][-4:]) or re.match(_BEHIND, plain[stop : stop + 4]))


_POSTCODE = r"(?:邮编|邮政编码|邮码)[:：为是\s]*$"
_CALL = r"(?:电话|传真|手机|热线|专线)(?:号码)?[:：为是\s]*(?:[\d\-—－]+[、，,/或\s]*)*$"
_STREET = r"\s?(?:号楼?|室|栋|幢|单元|楼|层|弄|房间?|门(?!户))"


def _bare(plain: str, start: int, end: int) -> NumeralKind:
    """Digits without a measure word: a postcode, a telephone number, a house number by their surroundings."""
    before = plain[max(0, start - 24) : start]
    if re.search(_POSTCODE, before):
        return NumeralKind.ADDRESS
    if re.search(_CALL, before):
        return NumeralKind.PHONE
    if re.match(_STREET, plain[end : end + 4]):
        return NumeralKind.ADDRESS
    return NumeralKind.BARE
