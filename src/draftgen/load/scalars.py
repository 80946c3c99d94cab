"""One value as a number, percentage or text, with a message of its own for each way it can be wrong."""

import re
from decimal import Decimal
from typing import NamedTuple

from draftgen import numerals
from draftgen.load.remarks import Remarks
from draftgen.located import Scalar

_NOTHING = r"[/／\\\-－–—~～.。、]+"
_DIGITS = r"[\d０-９][\d０-９,，.．]*"
_HAN = "零〇一二两三四五六七八九十百千万几"
_LONGEST = 60
_MOST_DIGITS = 12
_MOST_DECIMALS = 6
_ABOUT = "写查得到的准确数。确实只有大概的数，冒号后面留空，在下面分两行写“本年: {number}”和“约: true”。"
# What stands in place of a number, and what to do; the first that fits.
_ADVICE = (
    (rf"{_NOTHING}|无|没有|暂无|未|空|[Nn]/?[Aa]|none|None|nil", "没有就写 0；还不知道的先空着。"),
    (r".*[＃#].*", "说明要写在半角的“#”后面，“#”前面空一格。"),
    (rf"[“”‘’《》「」'\"]\s*{_DIGITS}\s*[“”‘’《》「」'\"]", "去掉引号，只写数字。"),
    (rf"{_DIGITS}\s*[%％‰]", "这里填的是数目，不写百分号。"),
    (r".*[余多几约近超].*|.*(左右|上下|以上|以下|以内|不到|大概|估计).*", _ABOUT),
    (rf"{_DIGITS}\s*[万亿]\s*[一-鿿]?", "写成完整的数，不用“万”“亿”，例如 1.2万 写成 12000。"),
    (rf"{_DIGITS}\s*[一-鿿（(]+.*", "只写数字，不写量词和说明；量词由程序加，说明写在“#”后面。"),
    (rf"共?计?\s*[{_HAN}]+\s*[一-鿿]?", "改成阿拉伯数字。"),
    (rf"{_DIGITS}(\s*[+＋]\s*{_DIGITS})+.*", "先算好，这里只写得数。"),
    (rf"{_DIGITS}\s*[-－—~～至到、/]\s*{_DIGITS}.*", "这里只写一个数。"),
    (rf"{_DIGITS}(\s+{_DIGITS})+", "数字中间不要空格。"),
    (r"[\dOoIl０-９]+", "里面有字母，换成数字 0 或 1。"),
)


class Wanted(NamedTuple):
    """What a value should be: its name for messages, whether decimals or a rough number will do, and its unit."""

    name: str
    decimals: bool = False
    rough: bool = True
    unit: str = ""


def number(node: Scalar, wanted: Wanted, remarks: Remarks) -> Decimal | None:
    """The number ``node`` holds, or None with a finding that says what is wrong with it."""
    text = node.text.strip()
    value = numerals.parse(text) if len(text) < _LONGEST else None
    if value is None:
        remarks.error(
            "number", node.source, f"“{wanted.name}”要写数字，这里写的是“{_cut(text)}”。", _advice(text, wanted)
        )
    elif value < 0:
        remarks.error("negative", node.source, f"“{wanted.name}”不能是负数（{text}）。", "核对后填 0 或正数。")
    elif not wanted.decimals and value != value.to_integral_value():
        remarks.error(
            "decimal", node.source, f"“{wanted.name}”是件数、条数一类，不能有小数（{text}）。", "核对后填整数。"
        )
    elif _too_long(value):
        remarks.error(
            "number-size", node.source, f"“{wanted.name}”的位数太多（{_cut(text)}）。", "核对是不是多打了数字。"
        )
    else:
        _spelling(node, value, wanted, remarks)
        return value
    return None


def _too_long(value: Decimal) -> bool:
    whole, _, fraction = format(value, "f").partition(".")
    return len(whole) > _MOST_DIGITS or len(fraction.rstrip("0")) > _MOST_DECIMALS


def _spelling(node: Scalar, value: Decimal, wanted: Wanted, remarks: Remarks) -> None:
    text, plain = node.text.strip(), numerals.write(value)
    # Trailing zeros of an amount (44.860) say nothing new; any other spelling may be a slip.
    if text != plain and not (wanted.decimals and re.fullmatch(rf"{re.escape(plain)}\.?0+", text, re.ASCII)):
        remarks.hint(
            "number-form", node.source, f"“{_cut(text)}”按 {plain} 读取。", "数字用半角，不加逗号，前后不加 0。"
        )


def percent(node: Scalar, name: str, remarks: Remarks) -> Decimal | None:
    """A percentage such as ``98.5%``; the sign may be full-width, and is asked for when it is missing."""
    text = node.text.strip()
    value = numerals.parse(text.rstrip("%％ "))
    if value is None:
        advice = "写成 98.5% 这样。" if not re.fullmatch(rf"{_NOTHING}|无|没有", text) else "没有这项就删去这一行。"
        remarks.error("percent", node.source, f"“{name}”要写百分比，这里写的是“{_cut(text)}”。", advice)
    elif not 0 <= value <= 100:
        remarks.error(
            "percent", node.source, f"“{name}”应在 0% 到 100% 之间，这里写的是“{_cut(text)}”。", "核对后改正。"
        )
    elif not text.endswith(("%", "％")):
        asked = f"{numerals.write(value)}%" if value > 1 or not value else f"{numerals.write(value * 100)}%"
        remarks.error(
            "percent", node.source, f"“{name}”没有写百分号，这里写的是“{text}”。", f"如果是 {asked}，就写成 {asked}。"
        )
    else:
        return value
    return None


def says_nothing(text: str) -> bool:
    """Whether a text is only a dash or a slash."""
    return bool(re.fullmatch(_NOTHING, text))


def _advice(text: str, wanted: Wanted) -> str:
    money = re.fullmatch(r"([\d.]+)\s*(万?)元", text, re.ASCII)
    value = numerals.parse(money[1]) if money else None
    if money and value is not None and wanted.unit == "万元":
        amount = value if money[2] else value / 10000
        return f"单位是万元，只写数字：{text} 写成 {numerals.write(amount)}。"
    if len(text) >= _LONGEST:
        return "这里只写一个数。"
    advice = next((advice for pattern, advice in _ADVICE if re.fullmatch(pattern, text)), "改成阿拉伯数字，例如 313。")
    digits = re.search(r"\d+", text)
    if advice is _ABOUT and not wanted.rough:
        return "这里只能写查得到的准确数。"
    return advice.replace("{number}", digits[0] if digits else "300")


def _cut(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:20]}……"
