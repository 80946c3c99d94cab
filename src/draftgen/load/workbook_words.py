"""What a message says of lines and colons, said of the cells of a workbook."""

import re

# The first that fits a sentence replaces it; what fits none stays.
_SAID = (
    (r"在冒号后面填上；", "在这一格填上；"),
    (r"在冒号后面填上。", "在这一格填上。"),
    (r"，或者删去这一行。", "。"),
    (r"没有这项就删去这一行。", "没有这项就空着。"),
    (r"没有的删去这一行", "没有的把类别和数目都清空"),
    (r"，冒号后面留空，在下面分两行写“本年: (.+?)”和“约: true”。", r"，写成“约\1”。"),
    (r"例如“(?:[^“”:]+): ([^“”]+)”", r"例如 \1"),
    (r"第一行写“年度: (\d+)”。", r"写四位年份，例如 \1。"),
    (r"说明要写在半角的“#”后面，“#”前面空一格。", "只写数字，说明写在右边。"),
    (r"说明写在“#”后面。", "说明写在右边。"),
    (r"；\s*确实只列了一部分的，加一行“其中: 部分”。", "；确实只列了一部分的，在最后一列打√。"),
    (r"确实只列了一部分的，加一行“其中: 部分”。", "确实只列了一部分的，在最后一列打√。"),
    (r"总计可以不填，由程序相加。", "总计是公式，不要改成数；改过的，删去后重新相加。"),
    (r"三张表都要填；全是 0 的，也要写出表名和其中一行，.*$", "三张表都要填；全是 0 的，也要在其中一格写 0。"),
    (r"也可以写在各项的“上年:”里", "也可以写在“去年”一列"),
    (
        r"把上年的数写在“上年”下面的表二、表三、表四、数据里，或写在各项的“上年:”里。",
        "把上年的数写在“上年”一页和“数字”的“去年”一列里。",
    ),
    (r"文件名按数据文件所在的文件夹来写；", "文件名按填报表所在的文件夹来写；"),
)
_PATTERNS = tuple((re.compile(pattern), text) for pattern, text in _SAID)


def in_cells(advice: str) -> str:
    """An advice for a data file in YAML as one for a workbook."""
    for pattern, text in _PATTERNS:
        advice = pattern.sub(text, advice)
    return advice
