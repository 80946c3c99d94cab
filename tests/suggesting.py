"""A bureau with nothing but its tables, and whatever a test adds."""

from draftgen import load
from draftgen.core.record import Record

HEAD = """\
年度: 2025
机关: {名称: 青川县示范局, 类别: 部门, 地区: 青川县}
表二: {行政规范性文件: 0}
表三: {新收: 0}
表四: {行政复议: 0, 行政诉讼: 0}
"""


def data(text: str = "") -> Record:
    record, _ = load.parse(HEAD + text)
    assert record is not None
    return record
