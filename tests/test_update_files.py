"""The file that takes new figures: every other part and look as it was, marks of others kept, damage said in a sentence."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from tests.docx_files import changed, convert
from tests.drafting import drafted
from tests.updating import (
    DATA,
    EVEN,
    FEWER,
    MORE,
    REQUESTS,
    W,
    edited,
    late,
    pasted,
    report,
    root,
    set_in,
    update,
    with_paragraph,
)

from draftgen import updating
from draftgen.core.finding import RefusedOutput, UnreadableInput

# --- the file ---


def test_nothing_changed_means_the_same_bytes(tmp_path: Path) -> None:
    for edit in (report(), pasted(report()), with_paragraph(report(), "局长加了一段话，说到50件事。")):
        made = update(tmp_path, edit, DATA)
        assert made.data == edit
        assert made.done.findings == ()


def test_all_other_parts_stay_and_so_does_the_look(tmp_path: Path) -> None:
    update(tmp_path, report())
    with ZipFile(tmp_path / "修改稿.docx") as before, ZipFile(tmp_path / "新稿.docx") as after:
        assert before.namelist() == after.namelist()
        others = [name for name in before.namelist() if name != "word/document.xml"]
        assert [before.read(name) for name in others] == [after.read(name) for name in others]
    assert _looks((tmp_path / "修改稿.docx").read_bytes()) == _looks((tmp_path / "新稿.docx").read_bytes())


def _looks(data: bytes) -> list[tuple[str, bytes]]:
    """Every character as it stands when all is refused, with the properties of its run."""
    found = []
    for element in root(data).iter(f"{W}t", f"{W}delText"):
        if not any(above.tag == f"{W}ins" for above in element.iterancestors()):
            properties = element.getparent().find(f"{W}rPr")  # type: ignore[union-attr]
            look = b"" if properties is None else etree.tostring(properties, method="c14n")
            found += [(char, look) for char in element.text or ""]
    return found


def test_an_inserted_figure_looks_like_the_one_it_replaces(tmp_path: Path) -> None:
    bold = edited(report(), lambda body: re.sub(r"<w:r>(<w:t[^>]*>54</w:t>)", r"<w:r><w:rPr><w:b/></w:rPr>\1", body))
    made = update(tmp_path, bold)
    new = next(element for element in root(made.data).iter(f"{W}ins") if "".join(map(str, element.itertext())) == "56")
    assert new.find(f"{W}r/{W}rPr/{W}b") is not None


def test_the_marks_name_this_program_and_no_day(tmp_path: Path) -> None:
    marks = list(root(update(tmp_path, report()).data).iter(f"{W}ins", f"{W}del"))
    assert {mark.get(f"{W}author") for mark in marks} == {"draftgen"}
    assert all(mark.get(f"{W}date") is None for mark in marks)
    assert len({mark.get(f"{W}id") for mark in marks}) == len(marks)


def test_the_file_is_valid_and_the_same_each_time(tmp_path: Path) -> None:
    made = update(tmp_path, report(), FEWER)
    assert [str(error) for error in OpenXmlValidator().validate(str(tmp_path / "新稿.docx")).errors] == []
    assert update(tmp_path, report(), FEWER).data == made.data


def test_libreoffice_keeps_what_is_tracked(tmp_path: Path) -> None:
    made = update(tmp_path, report())
    (tmp_path / "text").mkdir()
    shown = convert([tmp_path / "新稿.docx"], "fodt", tmp_path / "text")[0].read_text("utf-8")
    assert shown.count("<text:insertion>") == len(made.done.changes)
    assert shown.count("<text:deletion>") == len(made.done.changes)


def test_somebody_elses_revisions_survive(tmp_path: Path) -> None:
    theirs = '<w:ins w:id="9001" w:author="局长"><w:r><w:t>依法</w:t></w:r></w:ins>'
    gone = '<w:del w:id="9002" w:author="局长"><w:r><w:delText>曾经</w:delText></w:r></w:del>'
    place = re.compile(rf"(<w:p>(?:(?!</w:p>).)*?)(<w:r>(?:(?!</w:r>).)*{REQUESTS})", re.DOTALL)
    edit = edited(report(), lambda body: place.sub(rf"\1{theirs}{gone}\2", body, count=1))
    made = update(tmp_path, edit)
    assert "申请52件" in made.accepted()
    kept = [mark for mark in root(made.data).iter(f"{W}ins", f"{W}del") if mark.get(f"{W}author") == "局长"]
    assert ["".join(map(str, mark.itertext())) for mark in kept] == ["依法", "曾经"]


def test_a_figure_inside_somebody_elses_insertion(tmp_path: Path) -> None:
    place = re.compile(r"(<w:sdtContent>)(<w:r>(?:(?!</w:r>).)*>54</w:t></w:r>)(</w:sdtContent>)")
    wrapped = r'\1<w:ins w:id="9001" w:author="局长">\2</w:ins>\3'
    made = update(tmp_path, edited(report(), lambda body: place.sub(wrapped, body)))
    assert "全年应办理56件" in made.accepted()
    marks = root(made.data).iter(f"{W}ins")
    assert all(mark.getparent().tag != f"{W}ins" for mark in marks)  # type: ignore[union-attr]
    assert [str(error) for error in OpenXmlValidator().validate(str(tmp_path / "新稿.docx")).errors] == []


def test_a_figure_in_several_runs(tmp_path: Path) -> None:
    two = r'<w:r><w:t>5</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>4</w:t></w:r>'
    edit = edited(report(), lambda body: re.sub(r"<w:r><w:t[^>]*>54</w:t></w:r>", two, body))
    assert "全年应办理56件" in update(tmp_path, edit).accepted()


def test_comments_stay_where_they_are(tmp_path: Path) -> None:
    mark = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
    edit = edited(report(), lambda body: re.sub(r"(<w:r><w:t[^>]*>54</w:t></w:r>)", rf"{mark[0]}\1{mark[1]}", body))
    made = update(tmp_path, edit)
    inside = re.search(f"{mark[0]}(.*?){mark[1]}", ZipFile(tmp_path / "新稿.docx").read("word/document.xml").decode())
    assert inside is not None
    assert ">54<" in inside[1]
    assert ">56<" in inside[1]
    assert "全年应办理56件" in made.accepted()


def test_a_figure_in_a_text_box_is_left_to_a_person(tmp_path: Path) -> None:
    box = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        r"\1</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    place = re.compile(rf"(<w:p>(?:(?!</w:p>).)*{REQUESTS}(?:(?!</w:p>).)*</w:p>)")
    made = update(tmp_path, edited(report(), lambda body: place.sub(box, body, count=1)))
    assert "figure-unplaced" in made.codes
    assert "申请50件" in made.accepted()


# --- again ---


def test_a_second_late_figure_replaces_the_first(tmp_path: Path) -> None:
    first = update(tmp_path, report())
    second = late(tmp_path, report(), first.data, set_in(DATA, "表三", "新收", "自然人", 43))
    assert "申请53件，同比增长17.8%" in second.accepted()
    assert not second.done.failed
    assert "申请50件，同比增长11.1%" in second.rejected()


def test_a_second_late_figure_after_all_was_accepted(tmp_path: Path) -> None:
    first = update(tmp_path, report(), EVEN)  # 与上年持平: the number of the comparison has gone
    accepted = edited(
        first.data,
        lambda body: re.sub(r"</?w:ins\b[^>]*>", "", re.sub(r"<w:del\b.*?</w:del>", "", body, flags=re.DOTALL)),
    )
    second = late(tmp_path, report(), accepted, MORE)
    assert "申请52件，同比增长15.6%，其中自然人42件" in second.accepted()
    assert not second.done.failed


# --- what cannot go on ---


def test_another_years_report_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedOutput, match="”是2025年的年报，数据是2024年的"):
        update(tmp_path, report(), set_in(DATA, "年度", 2024))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04 not a package", "损坏"),
        (b"no Word file at all", "不是 .docx"),
        (b"", "空"),
    ],
)
def test_a_damaged_file_is_one_sentence(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        update(tmp_path, data)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    now = drafted(MORE)
    with pytest.raises(UnreadableInput, match="打不开"):
        updating.updated(updating.Job(tmp_path / "没有.docx", (tmp_path,)), now.document, now.facts)


def test_a_strange_body_is_refused(tmp_path: Path) -> None:
    strict = changed(
        report(),
        document=lambda body: body.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
    )
    with pytest.raises(RefusedOutput, match="严格 Open XML"):
        update(tmp_path, strict)
