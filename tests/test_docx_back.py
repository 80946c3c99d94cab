"""The Word file read back: text, tables and figures; and what is refused at the door."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.docx_files import cells_of, changed, document, figures_of, paragraph, report, slot, texts_of, zipped

from draftgen.core.document import Span, SpanKind
from draftgen.core.finding import UnreadableInput
from draftgen.recall.docx import read_docx
from draftgen.render.docx import write_docx


def without_controls(text: str) -> str:
    return re.sub(r"<w:sdt>.*?<w:sdtContent>|</w:sdtContent></w:sdt>", "", text)


def test_our_own_file_reads_back_exactly() -> None:
    original = report(2)
    read = read_docx(write_docx(original))
    assert [(p.role, p.text) for p in read.paragraphs] == texts_of(original)
    assert [(figure.path, figure.text) for figure in read.figures] == figures_of(original)
    assert [figure.ordinal for figure in read.figures] == list(range(len(read.figures)))
    assert cells_of(original.tables()) == [
        {(c.row, c.column, c.rows, c.columns, c.text, c.path) for c in table.cells} for table in read.tables
    ]


def test_a_figure_knows_where_it_stands() -> None:
    read = read_docx(write_docx(report(0)))
    assert read.contents[read.figures[0].block] == read.paragraphs[5]
    for figure in read.figures[:3]:
        content = read.contents[figure.block]
        assert content in read.paragraphs
        text = next(p.text for p in read.paragraphs if p is content)
        assert text[figure.start : figure.start + len(figure.text)] == figure.text
    assert read.tables[0].grid[2][:2] == ("规章", "0")
    assert read.tables[0].grid[0] == ("第二十条第（一）项",) * 4


def test_a_file_from_a_path_reads_like_its_bytes(tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(write_docx(report(0)))
    assert read_docx(file) == read_docx(file.read_bytes())


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1).filter(lambda text: text.strip()),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=40, deadline=None)
def test_any_text_reads_back_as_it_was(texts: list[str]) -> None:
    paragraphs = [paragraph(text, slot(text, "a.b"), Span(text, SpanKind.OWN)) for text in texts]
    read = read_docx(write_docx(document(*paragraphs)))
    assert [p.text for p in read.paragraphs[3:]] == [text * 3 for text in texts]
    assert [figure.text for figure in read.figures] == texts


def test_what_somebody_typed_into_a_control_is_what_is_read() -> None:
    edited = changed(write_docx(report(0)), document=lambda text: text.replace(">313<", ">320<"))
    assert ("website", "320") in [(figure.path, figure.text) for figure in read_docx(edited).figures]


def test_figures_are_found_by_the_alias_where_tags_are_gone() -> None:
    edited = changed(write_docx(report(0)), document=lambda text: re.sub(r"<w:tag [^>]*/>", "", text))
    assert [(f.path, f.text) for f in read_docx(edited).figures] == figures_of(report(0))


def test_figures_are_found_by_the_map_where_controls_are_gone() -> None:
    edited = changed(write_docx(report(1)), document=without_controls)
    assert [(f.path, f.text) for f in read_docx(edited).figures] == figures_of(report(1))


def test_a_figure_that_could_stand_in_two_places_is_left_out() -> None:
    twice = document(paragraph("公开信息", slot("3", "a"), "条，", slot("84", "b"), "件。"), paragraph("公开信息9条。"))
    edited = changed(
        write_docx(twice), document=lambda text: without_controls(text).replace("公开信息9条", "公开信息3条")
    )
    assert [(figure.path, figure.text) for figure in read_docx(edited).figures] == [("b", "84")]


def test_a_part_of_a_longer_number_is_not_the_figure() -> None:
    one = document(paragraph("公开信息", slot("3", "a"), "条。"))
    edited = changed(write_docx(one), document=lambda text: without_controls(text).replace(">3<", ">31<"))
    assert read_docx(edited).figures == ()


def test_controls_of_others_are_plain_text() -> None:
    own = write_docx(document(paragraph("公开", slot("3", "a"), "条，", "整理")))
    strange = (
        '<w:sdt><w:sdtPr><w:alias w:val="标题"/></w:sdtPr><w:sdtContent><w:r><w:t>9</w:t></w:r></w:sdtContent></w:sdt>'
    )
    edited = changed(own, document=lambda text: text.replace("条，整理</w:t></w:r>", f"条</w:t></w:r>{strange}"))
    read = read_docx(edited)
    assert [(figure.path, figure.text) for figure in read.figures] == [("a", "3")]
    assert read.paragraphs[-1].text == "公开3条9"


def test_tracked_changes_read_as_accepted() -> None:
    marks = 'w:id="1" w:author="a"'
    tracked = (
        f"<w:del {marks}><w:r><w:delText>旧313</w:delText></w:r></w:del>"
        f"<w:moveFrom {marks}><w:r><w:t>移走</w:t></w:r></w:moveFrom>"
        f"<w:ins {marks}><w:r><w:t>新320</w:t></w:r></w:ins><w:r><w:t>条</w:t><w:tab/><w:t>完</w:t></w:r>"
    )
    edited = changed(
        write_docx(document(paragraph("原文"))),
        document=lambda text: text.replace('<w:r><w:t xml:space="preserve">原文</w:t></w:r>', tracked),
    )
    assert read_docx(edited).paragraphs[-1].text == "新320条\t完"


def test_a_damaged_map_does_not_hide_the_controls() -> None:
    edited = changed(
        write_docx(report(0)), custom=lambda text: text.replace("draftgen.figures.2", "draftgen.figures.x2")
    )
    assert [(f.path, f.text) for f in read_docx(edited).figures] == figures_of(report(0))


# --- what is refused ---


def with_doctype(text: str) -> str:
    return text.replace("?>", '?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>', 1)


REFUSED = {
    "text": (b"not a zip", "不是 Word 文档"),
    "old format": (b"\xd0\xcf\x11\xe0" + bytes(600), "旧的 .doc 格式"),
    "cut off": (write_docx(document())[:3000], "另存为 .docx"),
    "empty zip": (zipped({}), "没有正文"),
    "bomb": (zipped({"word/document.xml": bytes(3_000_000)}), "解压后过大"),
    "too many parts": (zipped({str(number): bytes(1) for number in range(2000)}), "2000 个部件"),
    "doctype": (changed(write_docx(document()), document=with_doctype), "DOCTYPE"),
    "malformed": (changed(write_docx(document()), document=lambda text: text[:-20]), "已经损坏"),
    "no text": (zipped({"[Content_Types].xml": b"<Types/>", "_rels/.rels": b"<Relationships/>"}), "没有正文"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_what_is_no_document_or_a_dangerous_one_is_refused(fault: str, tmp_path: Path) -> None:
    data, words = REFUSED[fault]
    file = tmp_path / "模板.docx"
    file.write_bytes(data)
    with pytest.raises(UnreadableInput, match=words):
        read_docx(file)
    with pytest.raises(UnreadableInput, match=words):
        write_docx(document(), file)


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="打不开"):
        write_docx(document(), tmp_path / "没有.docx")


WHOLE = write_docx(document(paragraph("公开", slot("3", "a"), "条。")))


def words_and_figures(data: bytes) -> tuple[list[str], list[tuple[str, str]]] | None:
    """The text of each paragraph and the figures with their paths; None where the file is refused."""
    try:
        read = read_docx(data)
    except UnreadableInput:
        return None
    return [paragraph.text for paragraph in read.paragraphs], [(figure.path, figure.text) for figure in read.figures]


@given(st.integers(0, len(WHOLE)), st.binary(min_size=1, max_size=8))
@example(WHOLE.index(b"PK\x01\x02") + 46, b"\0")  # the first name in the list of parts
@settings(max_examples=60, deadline=None)
def test_a_damaged_file_is_refused_or_read_as_it_was(place: int, noise: bytes) -> None:
    """Damage to the list of parts may lose the styles, but never a word or a figure."""
    damaged = WHOLE[:place] + noise + WHOLE[place + len(noise) :]
    assert words_and_figures(damaged) in (None, words_and_figures(WHOLE))
