"""A copy of a Word file with every finding as a comment at its place, and nothing else changed."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator
from tests.complete import complete
from tests.drafting import drafted
from tests.word_files import W, annotations, body, characters, comments, packed, parts, ranges, run, table, word

from draftgen import recall, render
from draftgen.annotate import Annotated, annotate
from draftgen.core.finding import Confidence, Finding, Level, Place, RefusedOutput, Spot, UnreadableInput
from draftgen.core.read import ReadTable
from draftgen.core.report import Report
from draftgen.render.plain import write_plain_docx

CLEAN = Path(__file__).parent / "data" / "faults" / "clean"
MAY_CHANGE = {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml", "word/styles.xml"}


def finding(spot: Spot, excerpt: str = "", *, message: str = "不对。", section: str = "", more: int = 0) -> Finding:
    place = Place(section=section, excerpt=excerpt, spot=spot)
    return Finding("code", Level.ERROR, place, message, "请改。", more=(place,) * more)


def annotated(data: bytes, *findings: Finding) -> Annotated:
    return annotate(data, recall.report(data, "年报.docx"), findings)


# --- a real draft ---


@pytest.fixture(scope="module")
def draft() -> bytes:
    return render.write_docx(drafted(complete("部门")).document)


@pytest.fixture(scope="module")
def report(draft: bytes) -> Report:
    return recall.report(draft, "年报.docx")


@pytest.fixture(scope="module")
def remarks(report: Report) -> tuple[Finding, ...]:
    """One on words of the prose, one on a figure in a control, one on a cell, one on a section, one on nothing."""
    prose = next(p for p in report.section("overview").paragraphs if len(p.text) > 40)  # type: ignore[union-attr]
    cell = report.cell("requests.new.person")
    assert cell is not None
    words = Spot(block=prose.block, start=prose.start + 5, end=prose.start + 9)
    return (
        finding(words, prose.text[5:9], message="这几个字。"),
        finding(
            Spot("表三", "新收", "自然人", cell.block, grid_row=cell.row, grid_column=cell.column), message="这一格。"
        ),
        finding(Spot(), section="存在的主要问题及改进情况", message="这一部分。"),
        finding(Spot(), message="整份。"),
    )


def test_each_finding_is_a_comment_at_its_place(draft: bytes, report: Report, remarks: tuple[Finding, ...]) -> None:
    made = annotate(draft, report, remarks)
    texts, where = comments(made.data), ranges(made.data)
    assert [texts[str(number)] for number in range(4)] == [
        f"必须修改：{message}/改法：请改。" for message in ("这几个字。", "这一格。", "这一部分。", "整份。")
    ]
    cell = report.cell("requests.new.person")
    assert cell is not None
    assert where["0"] == remarks[0].place.excerpt
    assert where["1"] == cell.text
    assert where["2"] == "五、存在的主要问题及改进情况"
    assert where["3"] == report.title[0]
    assert (made.placed, made.at_title) == (3, 1)


def test_text_and_looks_stay_as_they_were(draft: bytes, report: Report, remarks: tuple[Finding, ...]) -> None:
    assert list(characters(annotate(draft, report, remarks).data)) == list(characters(draft))


def test_what_is_read_back_is_the_same(draft: bytes, report: Report, remarks: tuple[Finding, ...]) -> None:
    assert recall.report(annotate(draft, report, remarks).data, "年报.docx") == report


def test_every_other_part_is_the_same_byte_for_byte(draft: bytes, report: Report, remarks: tuple[Finding, ...]) -> None:
    before, after = parts(draft), parts(annotate(draft, report, remarks).data)
    assert set(after) - set(before) == {"word/comments.xml"}
    assert {name for name in before if before[name] != after[name]} <= MAY_CHANGE


def test_the_styles_that_were_there_are_unchanged(draft: bytes, report: Report, remarks: tuple[Finding, ...]) -> None:
    before, after = (
        [etree.tostring(style, method="c14n") for style in etree.fromstring(parts(data)["word/styles.xml"])]
        for data in (draft, annotate(draft, report, remarks).data)
    )
    assert after[: len(before)] == before
    added = list(etree.fromstring(parts(annotate(draft, report, remarks).data)["word/styles.xml"]))[len(before) :]
    assert [style.get(f"{W}styleId") for style in added] == ["CommentReference", "CommentText"]


def test_the_validator_finds_nothing_new(
    draft: bytes, report: Report, remarks: tuple[Finding, ...], tmp_path: Path
) -> None:
    path = tmp_path / "annotated.docx"
    path.write_bytes(annotate(draft, report, remarks).data)
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


def test_the_same_findings_give_the_same_bytes(draft: bytes, report: Report, remarks: tuple[Finding, ...]) -> None:
    assert annotate(draft, report, remarks).data == annotate(draft, report, remarks).data


def test_no_comment_tells_who_or_when(draft: bytes, report: Report, remarks: tuple[Finding, ...]) -> None:
    made = parts(annotate(draft, report, remarks).data)["word/comments.xml"].decode()
    assert {comment.get(f"{W}author") for comment in etree.fromstring(made.encode())} == {"draftgen"}
    assert "w:date" not in made


def test_without_findings_the_text_is_not_touched(draft: bytes, report: Report) -> None:
    assert parts(annotate(draft, report, ()).data)["word/document.xml"] == parts(draft)["word/document.xml"]


# --- places ---


def test_words_in_the_middle_of_a_run_are_cut_out_of_it() -> None:
    data = word(f"<w:p>{run('全年共收到申请3项，已办结。', '<w:b/>')}</w:p>")
    made = annotated(data, finding(Spot(block=0, start=3, end=9), "收到申请3项"))
    assert ranges(made.data) == {"0": "收到申请3项"}
    assert list(characters(made.data)) == list(characters(data))


def test_words_over_several_runs_and_a_break_of_line() -> None:
    data = word(f"<w:p>{run('甲乙')}<w:r><w:t>丙</w:t><w:br/><w:t>丁</w:t></w:r>{run('戊己')}</w:p>")
    made = annotated(data, finding(Spot(block=0, start=2, end=6), "丙\n丁戊"))
    assert ranges(made.data) == {"0": "丙丁戊"}
    assert list(characters(made.data)) == list(characters(data))


def test_a_comment_stands_around_a_control_or_a_link_never_inside() -> None:
    control = f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run('313')}</w:sdtContent></w:sdt>"
    data = word(f"<w:p>{run('公开')}{control}{run('条')}</w:p>")
    made = annotated(data, finding(Spot(block=0, start=3, end=4), "1"))
    assert ranges(made.data) == {"0": "313"}
    assert body(made.data).find(f".//{W}sdtContent/{W}commentRangeStart") is None


def test_two_findings_on_the_same_words() -> None:
    data = word("全年共收到申请3项。")
    same = finding(Spot(block=0, start=3, end=9), "收到申请3项")
    inner = finding(Spot(block=0, start=7, end=9), "3项")
    made = annotated(data, same, same, inner)
    assert ranges(made.data) == {"0": "收到申请3项", "1": "收到申请3项", "2": "3项"}


def test_deleted_words_do_not_count_and_inserted_ones_do() -> None:
    gone = '<w:del w:id="1" w:author="x"><w:r><w:delText>旧的话</w:delText></w:r></w:del>'
    new = f'<w:ins w:id="2" w:author="x">{run("新的话")}</w:ins>'
    data = word(f"<w:p>{run('开头')}{gone}{new}{run('结尾')}</w:p>")
    made = annotated(data, finding(Spot(block=0, start=3, end=5), "的话"))
    assert ranges(made.data) == {"0": "的话"}


def test_a_counter_that_the_program_puts_there_is_no_part_of_the_text() -> None:
    data = word("开展培训3项。")
    read = recall.report(data, "年报.docx")
    counted = read.document.contents[0]._replace(text="一、开展培训3项。", numbered=2)  # type: ignore[call-arg]
    read = read._replace(document=read.document._replace(contents=(counted,)))
    made = annotate(data, read, [finding(Spot(block=0, start=6, end=8), "3项")])
    assert ranges(made.data) == {"0": "3项"}


def test_a_cell_of_a_merged_row_is_found_by_the_grid() -> None:
    merged = (
        "<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>"
        f"<w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p>{run('组')}</w:p></w:tc>"
        f"<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p>{run('宽')}</w:p></w:tc></w:tr>"
        f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p>{run('左')}</w:p></w:tc>"
        f"<w:tc><w:p>{run('右')}</w:p></w:tc></w:tr></w:tbl>"
    )
    data = word("标题", merged)
    assert isinstance(recall.report(data, "x").document.contents[1], ReadTable)
    spots = [Spot(block=1, grid_row=row, grid_column=column) for row, column in ((0, 0), (0, 2), (1, 1), (1, 2))]
    made = annotated(data, *(finding(spot) for spot in spots))
    assert list(ranges(made.data).values()) == ["组", "宽", "左", "右"]


@pytest.mark.parametrize("span", ["100", "9" * 5000, "٣"])
def test_a_width_that_no_table_has_counts_for_one_as_it_does_to_the_reader(span: str) -> None:
    strange = (
        "<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
        f"<w:tr><w:tc><w:tcPr><w:gridSpan w:val='{span}'/></w:tcPr><w:p>{run('宽')}</w:p></w:tc>"
        f"<w:tc><w:p>{run('右')}</w:p></w:tc></w:tr></w:tbl>"
    )
    made = annotated(word("标题", strange), finding(Spot(block=1, grid_row=0, grid_column=1)))
    assert list(ranges(made.data).values()) == ["右"]


def test_an_empty_cell_can_hold_a_comment() -> None:
    data = word("标题", table(("新收", ""), ("总计", "3")))
    made = annotated(data, finding(Spot(block=1, grid_row=0, grid_column=1)))
    cell = body(made.data).findall(f".//{W}tc")[1]
    assert cell.find(f"{W}p/{W}r/{W}commentReference") is not None


def test_a_place_known_by_its_words_only_is_looked_up_where_they_occur_once() -> None:
    data = word("某某局", "全年收到申请3项。", "办结申请3件。")
    assert ranges(annotated(data, finding(Spot(), "申请3项")).data) == {"0": "申请3项"}
    assert ranges(annotated(data, finding(Spot(), "申请3")).data) == {"0": "某某局"}


def test_a_row_known_by_its_label_only_is_looked_up_in_its_table(draft: bytes, report: Report) -> None:
    made = annotate(draft, report, [finding(Spot("表三", "（六）其他处理")), finding(Spot("表三", "没有这一行"))])
    where = ranges(made.data)
    assert "".join(where["0"].split()) == "（六）其他处理"
    assert where["1"].startswith("（本列数据的勾稽关系为")


def test_further_places_get_a_short_comment_nine_at_most() -> None:
    data = word("全年收到申请3项。")
    made = annotated(data, finding(Spot(block=0, start=6, end=8), "3项", more=124))
    assert len(comments(made.data)) == 10
    assert comments(made.data)["1"] == "必须修改：这里也有同样的问题，见前面的批注。"


@pytest.mark.parametrize(
    ("level", "confidence", "head"),
    [
        (Level.ERROR, Confidence.CERTAIN, "必须修改"),
        (Level.ERROR, Confidence.ASK, "请核实"),
        (Level.ASK, Confidence.ASK, "请核实"),
        (Level.HINT, Confidence.ASK, "提示"),
        (Level.ASK, Confidence.CERTAIN, "建议完善"),
    ],
)
def test_what_is_certain_and_what_is_a_question_are_apart(level: Level, confidence: Confidence, head: str) -> None:
    said = finding(Spot())._replace(level=level, confidence=confidence)
    assert comments(annotated(word("某某局"), said).data)["0"].startswith(f"{head}：")


def test_comments_that_are_already_there_stay() -> None:
    theirs = "word/comments.xml"
    start = parts(annotated(word("全年收到申请3项。"), finding(Spot(block=0, start=2, end=4), "收到")).data)
    before = etree.tostring(etree.fromstring(start[theirs])[0], method="c14n")
    data = packed({name: part.decode() for name, part in start.items()})
    made = annotated(data, finding(Spot(block=0, start=6, end=8), "3项", message="又一条。"))
    assert etree.tostring(etree.fromstring(parts(made.data)[theirs])[0], method="c14n") == before
    assert ranges(made.data) == {"0": "收到", "1": "3项"}
    assert comments(made.data)["1"] == "必须修改：又一条。/改法：请改。"
    assert parts(made.data)["[Content_Types].xml"] == start["[Content_Types].xml"]


def test_characters_that_no_word_file_can_hold_are_left_out() -> None:
    made = annotated(word("某某局"), finding(Spot(), message="有\x00\x0b\ud800怪字。"))
    assert comments(made.data)["0"].startswith("必须修改：有怪字。")


runs = st.lists(st.text("公开信息条例一二", min_size=1, max_size=6), min_size=1, max_size=6)


@given(runs, st.data())
def test_any_words_of_any_paragraph_can_be_commented(texts: list[str], drawn: st.DataObject) -> None:
    whole = "".join(texts)
    start = drawn.draw(st.integers(0, len(whole) - 1))
    end = drawn.draw(st.integers(start + 1, len(whole)))
    looks = ("<w:b/>", "<w:i/>", '<w:sz w:val="20"/>')
    data = word("<w:p>" + "".join(run(text, looks[n % 3]) for n, text in enumerate(texts)) + "</w:p>")
    made = annotated(data, finding(Spot(block=0, start=start, end=end), whole[start:end]))
    assert ranges(made.data) == {"0": whole[start:end]}
    assert list(characters(made.data)) == list(characters(data))


# --- other formats, other files ---


def test_a_report_read_from_another_format_is_annotated_as_a_word_copy() -> None:
    text = "某某县水务局2025年政府信息公开工作年度报告\n\n一、总体情况\n全年收到申请3项。\n"
    read = recall.report(text.encode(), "年报.txt")
    block = next(n for n, c in enumerate(read.document.contents) if getattr(c, "text", "").startswith("全年"))
    copy = write_plain_docx(read.document.contents, "年报")
    made = annotate(copy, read, [finding(Spot(block=block, start=6, end=8), "3项")])
    assert ranges(made.data) == {"0": "3项"}


@pytest.mark.parametrize("path", sorted(CLEAN.glob("[0-9][0-9].txt"))[:4], ids=lambda path: path.stem)
def test_rows_of_a_text_file_keep_their_figures_under_their_heads(path: Path) -> None:
    source = recall.report(path)
    copy = write_plain_docx(source.document.contents, "年报")
    told = {name: cell.value for table in source.tables.values() for name, cell in table.cells.items()}
    again = recall.report(copy, "年报.docx").tables.values()
    assert {name: cell.value for table in again for name, cell in table.cells.items()} == told
    cell = source.cell("requests.new.person")
    assert cell is not None
    spot = Spot("表三", "新收", "自然人", cell.block, grid_row=cell.row, grid_column=cell.column)
    done = annotate(copy, source, [finding(spot, cell.text)])
    assert list(ranges(done.data).values()) == [cell.text]


def test_what_is_no_word_file_is_refused() -> None:
    read = recall.report(word("某某局"), "年报.docx")
    with pytest.raises(UnreadableInput, match="docx"):
        annotate(b"%PDF-1.4", read, [])


def test_a_file_without_a_paragraph_cannot_hold_a_comment() -> None:
    data = word("<w:bookmarkStart w:id='0' w:name='x'/>")
    with pytest.raises(RefusedOutput, match="批注"):
        annotate(data, recall.report(data, "年报.docx"), [finding(Spot())])


# --- in a real office program ---


def test_libreoffice_opens_it_and_keeps_every_comment_at_its_words(
    draft: bytes, report: Report, remarks: tuple[Finding, ...], tmp_path: Path
) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not installed: the comments were not opened in a real office program")
    (tmp_path / "annotated.docx").write_bytes(annotate(draft, report, remarks).data)
    command = [soffice, f"-env:UserInstallation=file://{tmp_path}/home", "--headless", "--convert-to", "fodt"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "annotated.docx")],
        check=True,
        timeout=120,
        capture_output=True,
    )
    root = etree.parse(tmp_path / "annotated.fodt").getroot()
    kept = {remark.message: words for words, text in annotations(root) for remark in remarks if remark.message in text}
    cell = report.cell("requests.new.person")
    assert cell is not None
    assert kept == {
        "这几个字。": remarks[0].place.excerpt,
        "这一格。": cell.text,
        "这一部分。": "五、存在的主要问题及改进情况",
        "整份。": report.title[0],
    }
