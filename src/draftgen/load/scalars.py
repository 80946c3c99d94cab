"""One value as a number, percentage or text, with a message of its own for each way it can be wrong."""

import re
from decimal import Decimal

from draftgen import numerals
from draftgen.load.remarks import Remarks
from draftgen.located import Scalar

_CHINESE_DIGITS = "零〇一二两三四五六七八九十百千万几"


def number(node: Scalar, name: str, remarks: Remarks, *, decimals: bool = False, sign: bool = False) -> Decimal | None:
    """The number ``node`` holds, or None with a finding that says what is wrong with it."""
    text = node.text.strip()
    value = numerals.parse(text)
    if value is None:
        remarks.error("number", node.source, f"“{name}”要写数字，这里写的是“{text}”。", _advice(text))
        return None
    if text != numerals.write(value) and not re.fullmatch(r"[+-]?\d+(\.\d+)?", text):
        remarks.hint("number-form", node.source, f"“{text}”按 {numerals.write(value)} 读取。", "数字请用半角，不加逗号。")
    if value < 0 and not sign:
        remarks.error("negative", node.source, f"“{name}”不能是负数（{text}）。", "请核对后填 0 或正数。")
        return None
    if not decimals and value != value.to_integral_value():
        remarks.error("decimal", node.source, f"“{name}”是件数、条数一类，不能有小数（{text}）。", "请填整数。")
        return None
    return value


def percent(node: Scalar, name: str, remarks: Remarks) -> Decimal | None:
    """A percentage such as ``98.5%``; the sign may be full-width, and is asked for when it is missing."""
    text = node.text.strip()
    value = numerals.parse(text.rstrip("%％ "))
    if value is None or not 0 <= value <= 100:
        remarks.error("percent", node.source, f"“{name}”要写百分比，这里写的是“{text}”。", "例如：98.5%（0% 到 100% 之间）。")
        return None
    if not text.endswith(("%", "％")):
        remarks.error("percent", node.source, f"“{name}”没有写百分号。", f"如果是百分之{text}，请写成 {text}%。")
        return None
    return value


def _advice(text: str) -> str:
    if re.fullmatch(r"[\d０-９,，.]+\s*[\u4e00-\u9fff]+", text):
        return "只写数字，不写量词；单位由程序加。大概的数在下面加一行“约: true”。"
    if "余" in text or "多" in text or "几" in text or "约" in text:
        return "请写查得到的准确数；确实只有大概的数，写数字并在下面加一行“约: true”。"
    if text and all(char in _CHINESE_DIGITS for char in text):
        return "请改成阿拉伯数字。"
    if text in {"/", "-", "—", "－", "无", "没有"}:
        return "没有就写 0。"
    return "请改成阿拉伯数字，例如 313。"
