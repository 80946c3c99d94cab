"""Characters that look like others: radicals that PDF files print for whole characters, invisible ones."""

import re
import unicodedata

# U+2E80–2EF3, one character each in the order of the block; a space where nothing is assigned. NFKC knows two of them.
_SUPPLEMENT = (
    "々厂乛乚乙亻冂几刀刂卜㔾小小尣尢尣尢巳幺彑彐忄心扌攵 旡日月歹母民氵水灬爫爫爿牛犭王疋目示礻竹糸纟罒罒罒罒网"
    "羊羊羊耂肀聿肉臼艹艹艹虎衤西西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食飠飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
# Kangxi radicals (U+2F00–2FD5) are what NFKC says, but for the one that mainland fonts print for 户.
_KANGXI = {0x2F3E: "户"}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb\x00-\x08\x0b\x0e-\x1f\x7f]")


def _table() -> dict[int, str]:
    found = {0x2E80 + number: char for number, char in enumerate(_SUPPLEMENT) if char != " "}
    found |= {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    compatible = (*range(0xF900, 0xFA6E), *range(0xFA70, 0xFADA))
    found |= {code: unicodedata.normalize("NFKC", chr(code)) for code in compatible}
    return found | _KANGXI


_RADICALS = _table()


def plain_characters(text: str) -> str:
    """``text`` with every radical code point (U+2E80–2FDF) and compatibility ideograph as the character it stands for."""
    return text.translate(_RADICALS)


def clean(text: str) -> str:
    """``text`` as people see it: radicals made plain, invisible characters gone, every kind of space that is none a space."""
    return re.sub("[\u00a0\u2002-\u200a\u202f\u205f]", " ", _INVISIBLE.sub("", plain_characters(text)))
