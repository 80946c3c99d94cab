"""What the national form asks for in so many words, and the text does not say."""

from collections.abc import Iterable

from draftgen.core.document import Document, Paragraph
from draftgen.core.finding import Finding, Level, Place
from draftgen.core.record import Record

_FEE = ("处理费", "收费", "收取")


def required(document: Document, record: Record) -> Iterable[Finding]:
    """收取信息处理费情况在此处报告: section six says it, also where nothing was taken (domain.md 2, rule 6)."""
    if document.year < 2021:
        return
    other = next((section for section in document.sections if section.id == "other"), None)
    contents = other.contents if other is not None else ()
    said = "".join(content.text for content in contents if isinstance(content, Paragraph))
    if any(word in said for word in _FEE):
        return
    yield Finding(
        "fee-missing",
        Level.ERROR,
        Place(section="其他需要报告的事项"),
        "第六部分没有说明收取信息处理费的情况。",
        "体例是自己列的，加上 fees。"
        if "fee" in record.values.figures
        else "在数据的“依申请公开”下面写上“信息处理费”，没有收的写 0。",
    )
