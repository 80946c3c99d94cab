"""Years and dates: those that mean the year of the report move, those of an event of last year are asked about."""

import re

from draftgen.core.passage import Slot
from draftgen.core.report import Mention
from draftgen.core.reuse import Fate
from draftgen.reuse.template import Edit, Template

# What stands before a year that means the year of the report: nothing, a preposition, or the agency (本机关2024年没有…).
_SUBJECT = re.compile(
    r"(?:^|[，。；（：、]|截至|截止|自|从|至|在|到|我[局委厅办镇乡市县区省州旗院]|我街道|我们|"
    r"(?:本|全)(?:机关|单位|部门|局|委|厅|办|镇|乡|街道|市|县|区|省|州|旗)|[局委厅办镇乡]|政府|管委会|街道|办公室)\s?$"
)
_BOUND = re.compile(r"年(?:1月1日|12月31日|12月底|底|末|度?$|度)")
_NAMED = re.compile(r"[《“〈][^》”〉]*$")
_CARRIED = re.compile(r"(?:结转|转|顺延|延)(?:至|到|入)?$")
_DAY = re.compile(r"(?:1月1日|12月31日|12月底)")


def year(template: Template, mention: Mention, start: int, last_year: int, *, of_before: bool = False) -> None:
    """Moves or marks one year or date that begins at ``start`` of the sentence.

    ``of_before``: a figure of the year before follows it, which is replaced (2022年为8件).
    """
    text, said = template.text, mention.text
    plain = said.replace(" ", "")
    before, stated = text[:start], int(said[:4]) if said[:4].isdigit() else None
    if _NAMED.search(before) and stated in (last_year, last_year + 1):
        template.keep(start, start + len(said), why="文件、会议或专题的名称里有去年的年份")
    elif stated is None:
        if _DAY.search(plain) or not any(char.isdigit() for char in said):
            template.keep(start, start + len(said))
        else:
            template.keep(start, start + len(said), why="去年的日期")
    elif stated == last_year and (_SUBJECT.search(before) or not before) and _means_the_year(plain):
        template.edit(Edit(start, start + 4, (Slot("year"),)))
        template.keep(start + 4, start + len(said)) if any(c.isdigit() for c in said[4:]) else None
        template.note(start, said, Fate.MOVED, "year", f"{last_year + 1}{said[4:]}")
    elif stated == last_year + 1 and _CARRIED.search(before) and plain[4:] in ("年", "年度"):
        template.edit(Edit(start, start + 4, (Slot("next_year"),)))
        template.note(start, said, Fate.MOVED, "next_year", f"{last_year + 2}{said[4:]}")
    elif stated == last_year - 1 and of_before and plain[4:] in ("年", "年度"):
        template.edit(Edit(start, start + 4, (Slot("last_year"),)))
        template.note(start, said, Fate.MOVED, "last_year", f"{last_year}{said[4:]}")
    elif stated < last_year - 1:
        template.keep(start, start + len(said))
    else:
        template.keep(start, start + len(said), why="去年文中的年份")


def left_over(mention: Mention, last_year: int) -> str:
    """Why a document number is asked about: it is one of last year (宁水办〔2024〕12号); "" for any other expression."""
    of_last_year = mention.kind == "document" and re.search(rf"[〔\[（(【]{last_year}[〕\]）)】]", mention.text)
    return "去年的文件" if of_last_year else ""


def _means_the_year(said: str) -> bool:
    """2023年, 2023年度, 2023年1月1日, 2023年12月31日; not 2023年5月."""
    return bool(_BOUND.match(said[4:])) or said[4:] in ("年", "年度")
