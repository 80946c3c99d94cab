"""The agency's own name in last year's text, where it has another one this year."""

import re

from draftgen.core.figure import Facts
from draftgen.core.passage import Slot
from draftgen.reuse.template import Edit, Template

# 城市管理局 and 社区事务局 begin with what they look after, not with a place.
_PLACE = re.compile(
    r"^(?!城市|社区|城区|园区|景区|地区)[\u4e00-\u9fff]{1,6}?(?:省|市|县|区|州|旗)(?=[\u4e00-\u9fff]{3})"
)
# The end of many a name: 管理局 stands in 市场监督管理局 too, 市局 may be anybody.
_ANYBODY = re.compile(r"(?:管理|事务|服务|人民|街道)*(?:局|委|委员会|办|办公室|办事处|处|中心|政府|政府办公室)|.{1,2}")
_TITLED = re.compile(r"[《“〈][^》”〉]*$")
_WHY = "去年的机关名称"


def renamed(template: Template, last: str, facts: Facts) -> None:
    """Puts this year's name for last year's full one; a short form of it, or the name inside a title, is marked.

    A name that is part of the other one is left: 洪泽区人民政府 is 淮安市洪泽区人民政府.
    """
    known = facts.texts.get("agency")
    now = known.items[0] if known is not None else ""
    if not last or not now or last in now or now in last:
        return
    for found in re.finditer(re.escape(last), template.text):
        if _TITLED.search(template.text[: found.start()]):
            template.keep(*found.span(), why=_WHY)
        else:
            template.edit(Edit(*found.span(), (Slot("agency"),)))
    short = _short(last)
    if not _ANYBODY.fullmatch(short) and short not in now:
        for found in re.finditer(re.escape(short), template.text):
            template.keep(*found.span(), why=_WHY)


def _short(name: str) -> str:
    """The name without the places before it: 水利局 of 宁川市水利局."""
    while (rest := _PLACE.sub("", name)) != name:
        name = rest
    return name
