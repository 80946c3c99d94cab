"""New figures in a report that somebody edited in Word: in place, tracked, nothing else touched."""

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from tests.complete import complete
from tests.docx_files import changed, convert
from tests.drafting import DataFile, drafted
from tests.updating import (
    Late,
    W,
    edited,
    late,
    pasted,
    replaced,
    root,
    set_in,
    text,
    without_controls,
    written,
)

from draftgen import updating
from draftgen.core.finding import Level, RefusedOutput, UnreadableInput

# 新收 50 件，上年 45 件：“同比增长11.1%，其中自然人40件…自然人申请占80.0%…全年应办理54件”。
DATA = complete("部门", lambda this_year: this_year - 5 if this_year > 8 else this_year)
MORE = set_in(DATA, "表三", "新收", "自然人", 42)
FEWER = set_in(DATA, "表三", "新收", "自然人", 33)
EVEN = set_in(DATA, "表三", "新收", "自然人", 35)
REQUESTS = "新收政府信息公开申请"


@cache
def report() -> bytes:
    return written(DATA)[1]


def report_body() -> str:
    return ZipFile(BytesIO(report())).read("word/document.xml").decode()


def update(folder: Path, edit: bytes, new: DataFile = MORE, *, kept: bool = True) -> Late:
    made = late(folder, report(), edit, new, kept=kept)
    assert made.rejected() == text(edit, without="ins")
    return made


def listed(made: Late, code: str) -> list[str]:
    return [finding.message for finding in made.done.findings if finding.code == code]


def sentence(made: Late, words: str) -> str:
    """The sentence with ``words`` once everything is accepted."""
    return next(part for part in re.split("[。；\n]", made.accepted()) if words in part)


# --- what depends on a figure moves with it ---


def test_all_that_depends_on_a_late_figure_moves(tmp_path: Path) -> None:
    made = update(tmp_path, report())
    assert [(place.label, place.old, place.new) for place in made.done.changes] == [
        ("表三新收·总计", "50", "52"),
        ("表三新收·总计比上年增减幅度", "11.1%", "15.6%"),
        ("表三新收·自然人", "40", "42"),
        ("占新收申请的比例", "80.0%", "80.8%"),
        ("新收与上年结转合计", "54", "56"),
        ("表三新收·自然人", "40", "42"),
        ("表三新收·总计", "50", "52"),
    ]
    assert made.done.findings == ()
    assert sentence(made, REQUESTS) == (
        "2025年新收政府信息公开申请52件，同比增长15.6%，其中自然人42件、商业企业6件、其他组织4件，自然人申请占80.8%"
    )


@pytest.mark.parametrize(
    "new",
    [
        MORE,
        FEWER,
        EVEN,
        set_in(DATA, "表三", "予以公开", "自然人", 23),
        set_in(DATA, "数据", "主动公开", "微信公众号", "分类", "工作动态", 85),
    ],
)
def test_an_untouched_file_becomes_what_would_be_written(tmp_path: Path, new: DataFile) -> None:
    made = update(tmp_path, report(), new)
    assert not made.done.failed
    for paragraph in drafted(new).document.paragraphs():
        assert paragraph.text in made.accepted()


def test_a_verb_follows_the_sign(tmp_path: Path) -> None:
    made = update(tmp_path, report(), FEWER)
    assert "申请43件，同比下降4.4%，" in made.accepted()
    assert ("增长", "下降") in made.places


def test_a_comparison_of_another_kind_is_worded_anew(tmp_path: Path) -> None:
    assert "申请45件，与上年持平，其中" in update(tmp_path, report(), EVEN).accepted()


def test_several_columns_of_table_three(tmp_path: Path) -> None:
    new = set_in(set_in(DATA, "表三", "新收", "商业企业", 8), "表三", "结转下年", "自然人", 7)
    cells = [(place.label, place.new) for place in update(tmp_path, report(), new).done.changes if not place.around]
    assert cells == [
        ("表三新收·法人或其他组织·商业企业", "8"),
        ("表三新收·总计", "52"),
        ("表三结转下年·自然人", "7"),
        ("表三结转下年·总计", "7"),
    ]


def test_decimals_of_a_sentence_stay_alike(tmp_path: Path) -> None:
    # 40/50 was printed 80.0% beside 11.1%; where both are whole, neither has decimals.
    new = set_in(set_in(DATA, "表三", "新收", "自然人", 44), "上年", "表三", "新收", 50)
    new = set_in(new, "表三", "新收", "商业企业", 11)
    new = set_in(new, "表三", "新收", "其他", 0)
    made = update(tmp_path, report(), new)
    want = next(p.text for p in drafted(new).document.paragraphs() if REQUESTS in p.text)
    assert want in made.accepted() or made.done.failed


# --- what a person has to say ---


def test_a_part_that_is_gone_wants_another_sentence(tmp_path: Path) -> None:
    new = set_in(DATA, "数据", "主动公开", "微信公众号", "分类", "工作动态", 0)
    made = update(tmp_path, report(), new)
    found = next(finding for finding in made.done.findings if finding.code == "wording-open")
    assert found.level is Level.ERROR
    assert "工作动态84条" in found.place.excerpt
    assert "工作动态" not in found.advice
    assert found.place.excerpt in made.accepted()  # nothing in that sentence was touched


def test_what_was_nothing_and_is_something_now_is_told(tmp_path: Path) -> None:
    none = set_in(DATA, "表四", "行政复议", 0)
    _, old = written(none)
    made = late(tmp_path, old, old, DATA)
    assert made.done.failed
    assert any("行政复议8件" in finding.message + finding.advice for finding in made.done.findings)


def test_a_figure_somebody_typed_over_is_never_overwritten(tmp_path: Path) -> None:
    made = update(tmp_path, replaced(report(), ">50<", ">51<"))
    assert listed(made, "figure-retyped") == [
        "【待核】“表三新收·总计”被人改过：文件里是“51”，上次写的是50",
        "【待核】“表三新收·总计”被人改过：文件里是“51”，上次写的是50",
    ]
    assert "申请51件" in made.accepted()


def test_a_figure_typed_over_is_told_though_no_figure_changed(tmp_path: Path) -> None:
    edit = replaced(report(), ">2400<", ">2401<")
    made = update(tmp_path, edit, DATA)
    assert set(made.codes) == {"figure-retyped"}
    assert made.data == edit


def test_somebody_typed_what_the_data_say_now(tmp_path: Path) -> None:
    made = update(tmp_path, replaced(report(), ">50<", ">52<"))
    assert ("50", "52") not in made.places
    assert made.done.findings == ()


def test_the_same_number_in_a_sentence_of_ones_own_is_asked_about(tmp_path: Path) -> None:
    edit = _with(report(), "我局认真对待每一件，50件申请件件有回音。")
    made = update(tmp_path, edit)
    assert "50件申请件件有回音" in made.accepted()
    asked = [finding for finding in made.done.findings if finding.code == "figure-own"]
    assert [finding.level for finding in asked] == [Level.ASK]
    assert "那个数已经变成52件" in asked[0].message


def _with(data: bytes, words: str) -> bytes:
    """The file with a paragraph of somebody's own before the part on requests."""
    own = f'<w:p><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
    place = re.compile(r"(<w:p>(?:(?!</w:p>).)*（二）依申请公开)")
    return edited(data, lambda body: place.sub(lambda match: own + match[1], body, count=1))


# --- what the director did ---


def test_a_sentence_rewritten_around_its_figures(tmp_path: Path) -> None:
    edit = replaced(report(), "年新收政府信息公开申请", "年共收到群众和企业提出的申请")
    edit = replaced(edit, "件，同比增长", "件，比去年多了")
    made = update(tmp_path, edit, FEWER)
    assert "共收到群众和企业提出的申请43件，比去年少了4.4%，其中自然人33件" in made.accepted()


def test_the_directors_own_comparison_cannot_say_even(tmp_path: Path) -> None:
    made = update(tmp_path, replaced(report(), "件，同比增长", "件，比去年多了"), EVEN)
    assert "申请45件，比去年多了11.1%" in made.accepted()
    assert "【待核】今年和上年一样，要改说“持平”：“11.1%”" in listed(made, "figure-open")


def test_a_paragraph_that_was_moved(tmp_path: Path) -> None:
    paragraph = re.compile(rf"<w:p>(?:(?!</w:p>).)*{REQUESTS}.*?</w:p>", re.DOTALL)

    def moved(body: str) -> str:
        found = paragraph.search(body)
        assert found is not None
        return body.replace(found[0], "").replace("<w:sectPr", found[0] + "<w:sectPr", 1)

    for edit in (edited(report(), moved), pasted(edited(report(), moved))):
        made = update(tmp_path, edit)
        assert "申请52件，同比增长15.6%，其中自然人42件" in made.accepted()
        assert not made.done.failed


def test_a_sentence_that_was_deleted_is_not_missed(tmp_path: Path) -> None:
    paragraph = re.compile(rf"<w:p>(?:(?!</w:p>).)*{REQUESTS}.*?</w:p>", re.DOTALL)
    made = update(tmp_path, edited(report(), lambda body: paragraph.sub("", body, count=1)))
    assert made.places == [("40", "42"), ("50", "52")]
    assert made.done.findings == ()


def test_words_typed_into_a_control(tmp_path: Path) -> None:
    edit = replaced(report(), ">54<", ">54件<")
    assert "全年应办理56件件" in update(tmp_path, edit).accepted()


def test_about_so_many_is_another_figure(tmp_path: Path) -> None:
    made = update(tmp_path, replaced(report(), ">54<", ">54余<"))
    assert "应办理54余件" in made.accepted()
    assert listed(made, "figure-retyped")


def test_a_cell_that_was_typed_over(tmp_path: Path) -> None:
    table = report_body().index("一、本年新收政府信息公开申请数量")
    edit = edited(report(), lambda body: body[:table] + body[table:].replace(">40<", ">41<", 1))
    made = update(tmp_path, edit)
    assert listed(made, "figure-retyped") == ["【待核】“表三新收·自然人”被人改过：文件里是“41”，上次写的是40"]
    assert ("40", "42") in made.places  # that of the prose


# --- where the controls are lost ---


@pytest.mark.parametrize("lost", [without_controls, pasted])
def test_controls_lost(tmp_path: Path, lost: "type[bytes]") -> None:
    made = update(tmp_path, lost(report()))
    assert "申请52件，同比增长15.6%，其中自然人42件、商业企业6件、其他组织4件，自然人申请占80.8%" in made.accepted()
    assert "全年应办理56件" in made.accepted()
    assert len(made.done.changes) == 7
    assert not made.done.failed


def test_a_number_typed_over_in_pasted_text(tmp_path: Path) -> None:
    made = update(tmp_path, pasted(replaced(report(), ">54<", ">55<")))
    assert "应办理55件" in made.accepted()
    assert listed(made, "figure-retyped") == ["【待核】“新收与上年结转合计”被人改过：文件里是“55”，上次写的是54"]


def test_without_any_version_the_words_tell(tmp_path: Path) -> None:
    made = update(tmp_path, pasted(report()), kept=False)
    assert "申请52件，同比增长15.6%，其中自然人42件" in made.accepted()
    assert "no-version" in made.codes


def test_map_alone(tmp_path: Path) -> None:
    made = update(tmp_path, without_controls(report()), kept=False)
    assert "申请52件，同比增长15.6%" in made.accepted()
    assert "no-version" not in made.codes


def test_after_libreoffice_has_saved_it(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(report())
    (tmp_path / "saved").mkdir()
    saved = convert([tmp_path / "a.docx"], "docx", tmp_path / "saved")[0].read_bytes()
    made = update(tmp_path, saved)
    assert "申请52件，同比增长15.6%，其中自然人42件、商业企业6件、其他组织4件，自然人申请占80.8%" in made.accepted()
    assert len(made.done.changes) == 7
    assert not made.done.failed


# --- the file ---


def test_nothing_changed_means_the_same_bytes(tmp_path: Path) -> None:
    for edit in (report(), pasted(report()), _with(report(), "局长加了一段话，说到50件事。")):
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
