"""The file itself: its name, its headings (domain.md 3.1, 57-58)."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from draftgen.checks.names import SECTIONS
from draftgen.checks.rule import Remark, Said
from draftgen.checks.spelling import plain
from draftgen.checks.subject import Subject
from draftgen.core.document import Role
from draftgen.core.finding import Place
from draftgen.core.read import ReadParagraph


def file_name(subject: Subject) -> Iterator[Said]:
    """文件名就是标题。

    为什么：报送和下载的文件叫“1.docx”“定稿最终版”，收的人认不出。
    依据：规则 58
    错例：
        文件：定稿最终版.docx
    对例：
        文件：澜江县水务局2025年政府信息公开工作年度报告.docx
    """
    file = PurePath(subject.report.file)
    if file.suffix.lower() not in (".docx", ".pdf") or not subject.report.title:
        return
    title, stem = plain("".join(subject.report.title)), plain(file.stem)
    if title not in stem and stem.removesuffix("草稿").removesuffix("定稿") not in title:
        yield Remark(
            Place(section="文件名", excerpt=file.name), f"文件名是“{file.name}”，和标题不一样。", "改成报告的标题。"
        )


def heading_styles(subject: Subject) -> Iterator[Said]:
    """Word 文件的章节标题用标题样式。

    为什么：没有标题样式，就没有导航，屏幕阅读软件也读不出层次。
    依据：规则 57
    错例：
        标题样式：无
    对例：
        标题样式：有
    """
    if not subject.report.file.lower().endswith(".docx"):
        return
    heads = [section.block for section in subject.report.sections if section.id in SECTIONS]
    contents = subject.report.document.contents
    found = [contents[block] for block in heads if block < len(contents)]
    paragraphs = [content for content in found if isinstance(content, ReadParagraph)]
    if len(paragraphs) >= 3 and not any(_styled(paragraph) for paragraph in paragraphs):
        yield Remark(
            Place(section="版式"),
            "章节标题没有用标题样式。",
            "在 Word 里把六个章节标题设成“标题 1”，便于导航和转网页。",
        )


def _styled(paragraph: ReadParagraph) -> bool:
    return paragraph.role is not Role.BODY or bool(re.search(r"heading|标题|title", paragraph.style, re.IGNORECASE))
