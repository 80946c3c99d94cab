"""A redline: accept all is the new text, reject all the old one, and no more is marked than has changed."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator
from tests.complete import complete
from tests.docx_files import convert
from tests.drafting import drafted
from tests.word_files import packed

from draftgen import render
from draftgen.core.finding import RefusedOutput, UnreadableInput
from draftgen.ooxml.changes import Change, align, changes, likeness
from draftgen.redline import redline

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
TYPES = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
ROOT = (
    f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def word(*blocks: str) -> bytes:
    """A Word file of paragraphs given as text, or as XML."""
    body = "".join(
        block if block.startswith("<") else f'<w:p><w:r><w:t xml:space="preserve">{block}</w:t></w:r></w:p>'
        for block in blocks
    )
    document = f'{HEAD}<w:document xmlns:w="{W[1:-1]}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, data in (("[Content_Types].xml", TYPES), ("_rels/.rels", ROOT), ("word/document.xml", document)):
            target.writestr(name, data)
    return stream.getvalue()


def body(data: bytes) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(BytesIO(data)).read("word/document.xml"))


def accepted(data: bytes) -> list[str]:
    return said(data, without="del")


def rejected(data: bytes) -> list[str]:
    return said(data, without="ins")


def said(data: bytes, without: str) -> list[str]:
    """The paragraphs that are left when what is marked as ``without`` goes, and the rest stays; empty ones do not count."""
    found = []
    for paragraph in body(data).iter(f"{W}p"):
        texts = paragraph.iter(f"{W}t", f"{W}delText")
        kept = (t.text or "" for t in texts if not any(a.tag == f"{W}{without}" for a in t.iterancestors()))
        found.append("".join(kept))
    return [text for text in found if text.strip()]


def marked(data: bytes) -> list[str]:
    """-deleted and +inserted text, in order."""
    return [
        f"{'-' if mark.tag == f'{W}del' else '+'}{''.join(t.text or '' for t in mark.iter(f'{W}t', f'{W}delText'))}"
        for mark in body(data).iter(f"{W}del", f"{W}ins")
        if mark.find(f".//{W}r") is not None
    ]


# --- what changed in a text ---


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("主动公开313条。", "主动公开315条。", [Change(4, 7, "315")]),
        ("占66.7%。", "占67.1%。", [Change(1, 6, "67.1%")]),  # whole numbers, never digits of one
        ("同比增长5件", "同比下降5件", [Change(2, 4, "下降")]),
        ("同比增长", "同比增长", []),
        ("收到申请3件，其中自然人2件。", "收到申请4件，其中自然人2件。", [Change(4, 5, "4")]),
        ("", "新", [Change(0, 0, "新")]),
    ],
)
def test_changes_are_whole_numbers_and_words(old: str, new: str, expected: list[Change]) -> None:
    assert list(changes(old, new)) == expected


WORDS = st.text(alphabet="公开信息，。12345.%AB", max_size=30)


@given(WORDS, WORDS)
def test_changes_lead_from_the_old_text_to_the_new(old: str, new: str) -> None:
    text = old
    for change in reversed(changes(old, new)):
        assert change.new or change.end > change.start
        text = text[: change.start] + change.new + text[change.end :]
    assert text == new


def test_paragraphs_are_paired_by_what_they_say_their_numbers_aside() -> None:
    old = ["收到申请3件。", "政府网站发布信息313条。", "没有行政复议。"]
    new = ["政府网站发布信息402条。", "收到申请12件，均已答复。", "没有行政复议。"]
    assert align(old, new, 0.45) == [(0, None), (1, 0), (None, 1), (2, 2)]
    assert likeness("发布313条", "发布46条") == 1.0


# --- paragraphs ---


def test_a_changed_figure_is_all_that_is_marked() -> None:
    made = redline(word("主动公开信息313条，回应关切3次。"), word("主动公开信息315条，回应关切3次。"))
    assert marked(made.data) == ["-313", "+315"]
    assert made.characters == 6


def test_new_words_take_the_look_of_those_they_replace() -> None:
    run = '<w:r><w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/><w:b/></w:rPr><w:t>313</w:t></w:r>'
    old = word(f"<w:p><w:r><w:t>发布</w:t></w:r>{run}<w:r><w:t>条。</w:t></w:r></w:p>")
    made = body(redline(old, word("发布315条。")).data)
    inserted = next(made.iter(f"{W}ins"))
    assert inserted.find(f"{W}r/{W}rPr/{W}b") is not None
    fonts = inserted.find(f"{W}r/{W}rPr/{W}rFonts")
    assert fonts is not None
    assert fonts.get(f"{W}eastAsia") == "仿宋_GB2312"


def test_a_paragraph_that_is_not_changed_is_not_touched() -> None:
    kept = '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>一、总</w:t></w:r><w:r><w:t>体情况</w:t></w:r></w:p>'
    before = next(body(word(kept)).iter(f"{W}p"))
    after = next(body(redline(word(kept, "收到1件。"), word("一、总体情况", "收到2件。")).data).iter(f"{W}p"))
    assert etree.tostring(after) == etree.tostring(before)


def test_paragraphs_come_and_go_with_their_ends() -> None:
    made = redline(
        word("开头一段说公开。", "去年的问题是人手少。"), word("开头一段说公开。", "今年新办了开放日。")
    ).data
    assert accepted(made) == ["开头一段说公开。", "今年新办了开放日。"]
    assert rejected(made) == ["开头一段说公开。", "去年的问题是人手少。"]
    ends = [p.find(f"{W}pPr/{W}rPr") for p in body(made).iter(f"{W}p")]
    assert [None if end is None else end[0].tag.removeprefix(W) for end in ends] == [None, "del", "ins"]


def test_a_paragraph_that_comes_or_goes_is_apart_from_a_change_before_it() -> None:
    """Of one author, LibreOffice would join both over the end of the paragraph between them, and lose that end."""
    shorter, longer = word("全年公开信息3条。"), word("全年公开信息3条。已核。", "另设专栏。")
    for made in (redline(shorter, longer).data, redline(longer, shorter).data):
        first, second = body(made).iter(f"{W}p")
        authors = [{mark.get(f"{W}author") for mark in p.iter(f"{W}ins", f"{W}del")} for p in (first, second)]
        assert authors == [{"draftgen"}, {"draftgen（整段）"}]


def test_text_behind_breaks_and_tabs_keeps_its_place() -> None:
    old = word("<w:p><w:r><w:t>电话</w:t><w:tab/><w:t>12件</w:t><w:br/><w:t>完</w:t></w:r></w:p>")
    new = word("<w:p><w:r><w:t>电话</w:t><w:tab/><w:t>13件</w:t><w:br/><w:t>完</w:t></w:r></w:p>")
    assert marked(redline(old, new).data) == ["-12", "+13"]


def test_a_tab_of_fixed_place_is_a_tab() -> None:
    """The reader takes it for one, and so does the text that is held against it."""
    old = '<w:p><w:r><w:t>收到申请</w:t><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/><w:t>12件</w:t></w:r></w:p>'
    assert marked(redline(word(old), word(old.replace("12件", "13件"))).data) == ["-12", "+13"]
    assert marked(redline(word(old), word("收到申请\t12件")).data) == []


def test_changes_tracked_before_count_as_accepted() -> None:
    old = word(
        '<w:p><w:r><w:t>发布</w:t></w:r><w:del w:id="1" w:author="局长"><w:r><w:delText>300</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="局长"><w:r><w:t>313</w:t></w:r></w:ins><w:r><w:t>条。</w:t></w:r></w:p>'
    )
    made = redline(old, word("发布315条。")).data
    assert rejected(made) == ["发布313条。"]
    assert accepted(made) == ["发布315条。"]
    assert {mark.get(f"{W}author") for mark in body(made).iter(f"{W}ins", f"{W}del")} == {"draftgen"}


def test_a_figure_in_a_control_stays_in_its_control() -> None:
    control = (
        '<w:sdt><w:sdtPr><w:tag w:val="publication.site"/><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>313</w:t></w:r>'
        "</w:sdtContent></w:sdt>"
    )
    made = redline(
        word(f"<w:p><w:r><w:t>发布</w:t></w:r>{control}<w:r><w:t>条。</w:t></w:r></w:p>"), word("发布315条。")
    )
    content = next(body(made.data).iter(f"{W}sdtContent"))
    assert [child.tag.removeprefix(W) for child in content] == ["del", "ins"]
    assert next(body(made.data).iter(f"{W}sdtPr")).find(f"{W}text") is None


# --- tables ---


def table(*rows: tuple[str, ...]) -> str:
    cells = "".join(
        f"<w:tr>{''.join(f'<w:tc><w:tcPr/><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>' for text in row)}</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{cells}</w:tbl>"


def test_tables_of_one_shape_change_cell_by_cell() -> None:
    old, new = (word(table(("规章", "0"), ("规范性文件", number))) for number in ("12", "13"))
    assert marked(redline(old, new).data) == ["-12", "+13"]


def test_a_row_whose_insertion_nobody_accepted_yet_is_a_row() -> None:
    old, new = (table(("规章", "0"), ("规范性文件", number)) for number in ("12", "13"))
    inserted = new.replace("</w:tr><w:tr>", '</w:tr><w:ins w:id="1" w:author="某"><w:tr>').replace(
        "</w:tr></w:tbl>", "</w:tr></w:ins></w:tbl>"
    )
    assert marked(redline(word(old), word(inserted)).data) == ["-12", "+13"]


def test_tables_of_two_shapes_are_exchanged_row_by_row() -> None:
    old = word("表三如下。", table(("其他处理", "3")))
    new = word("表三如下。", table(("其他处理", "1"), ("逾期不缴费", "2")))
    made = redline(old, new).data
    assert accepted(made) == ["表三如下。", "其他处理", "1", "逾期不缴费", "2"]
    assert rejected(made) == ["表三如下。", "其他处理", "3"]
    rows = [row.find(f"{W}trPr")[0].tag.removeprefix(W) for row in body(made).iter(f"{W}tr")]  # type: ignore[index]
    assert rows == ["del", "ins", "ins"]


# --- whole reports ---


def test_a_report_of_ours_becomes_next_years_in_a_valid_file(tmp_path: Path) -> None:
    one, other = (drafted(complete("政府", lambda now: now // 3) | {"年度": year}) for year in (2023, 2024))
    last, now = (render.write_docx(draft.document) for draft in (one, other))
    made = redline(last, now)
    assert accepted(made.data) == accepted(now)
    assert rejected(made.data) == rejected(last)
    file = tmp_path / "redline.docx"
    file.write_bytes(made.data)
    assert list(OpenXmlValidator().validate(str(file)).errors) == []
    assert redline(last, now) == made


def test_libreoffice_keeps_every_tracked_change(tmp_path: Path) -> None:
    one, other = (drafted(complete("部门", lambda now: now // 3) | {"年度": year}) for year in (2023, 2024))
    last, now = (render.write_docx(draft.document) for draft in (one, other))
    file = tmp_path / "redline.docx"
    file.write_bytes(redline(last, now).data)
    (tmp_path / "saved").mkdir()
    saved = convert([file], "docx", tmp_path / "saved")[0].read_bytes()
    assert accepted(saved) == accepted(now)
    assert rejected(saved) == rejected(last)


def test_the_same_report_twice_has_no_change() -> None:
    last = render.write_docx(drafted(complete("部门")).document)
    made = redline(last, last)
    assert made.characters == 0
    assert marked(made.data) == []


PARAGRAPHS = st.lists(st.text(alphabet="公开申请信息，。1234", min_size=1, max_size=20), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS, PARAGRAPHS)
def test_any_text_becomes_any_other(old: list[str], new: list[str]) -> None:
    made = redline(word(*old), word(*new)).data
    assert accepted(made) == new
    assert rejected(made) == old


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="不是 Word 文档"):
        redline(b"%PDF-1.7", word("一"))


STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


@pytest.mark.parametrize("strange", [0, 1])
def test_a_file_in_the_strict_manner_is_named_as_what_it_is(strange: int) -> None:
    files = [word("一"), word("一")]
    text = zipfile.ZipFile(BytesIO(files[strange])).read("word/document.xml").decode()
    files[strange] = packed(
        {"[Content_Types].xml": TYPES, "_rels/.rels": ROOT, "word/document.xml": text.replace(W[1:-1], STRICT)}
    )
    with pytest.raises(RefusedOutput, match="严格 Open XML"):
        redline(*files)


def test_a_file_without_a_body_is_refused() -> None:
    empty = f'<w:document xmlns:w="{W[1:-1]}"/>'
    with pytest.raises(UnreadableInput, match="没有正文"):
        redline(packed({"[Content_Types].xml": TYPES, "_rels/.rels": ROOT, "word/document.xml": empty}), word("一"))
