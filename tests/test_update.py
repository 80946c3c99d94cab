"""New figures in a report that somebody edited in Word: in place, and all that depends on them; nothing is guessed."""

import re
from pathlib import Path

import pytest
from tests.docx_files import convert
from tests.drafting import DataFile, drafted
from tests.updating import (
    DATA,
    EVEN,
    FEWER,
    MORE,
    REQUESTS,
    edited,
    late,
    listed,
    pasted,
    replaced,
    report,
    report_body,
    sentence,
    set_in,
    update,
    with_paragraph,
    without_controls,
    written,
)

from draftgen.core.finding import Level

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


def test_a_sentence_that_is_confirmed_meanwhile_is_the_same_wording(tmp_path: Path) -> None:
    asked = replaced(report(), "六个部分编写。所列", "六个部分编写。【请确认】所列")
    asked = replaced(asked, "件。面向社会", "件。【请确认】面向社会")
    made = late(tmp_path, asked, asked, DATA)
    assert made.done.findings == ()
    assert made.data == asked


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
    edit = with_paragraph(report(), "我局认真对待每一件，50件申请件件有回音。")
    made = update(tmp_path, edit)
    assert "50件申请件件有回音" in made.accepted()
    asked = [finding for finding in made.done.findings if finding.code == "figure-own"]
    assert [finding.level for finding in asked] == [Level.ASK]
    assert "那个数已经变成52件" in asked[0].message


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
