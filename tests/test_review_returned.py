"""Text that was changed in Word or WPS comes back: figures bound again, new paragraphs placed, the rest listed."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reviewing import data_in, desk, report, text

from draftgen import pipeline
from draftgen.core.finding import RefusedOutput, UnreadableInput
from draftgen.review import State
from draftgen.web.desk import Desk
from draftgen.web.returned import Returned, take_back

STAFF = "overview.supervision.staff"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return data_in(tmp_path)


def changed_docx(data: Path, change: Callable[[str], str], *, controls: bool = True) -> Path:
    """The report as a .docx with a change of its XML, as somebody's word processor would have saved it."""
    result = pipeline.write(pipeline.Job(data, folder=data.parent / "out", formats=("docx",), force=True))
    source = next(f for f in result.files if "报告" in f.name)
    target = data.parent / "修改稿.docx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.infolist():
            part = old.read(item.filename)
            if item.filename == "word/document.xml":
                xml = change(part.decode())
                if not controls:
                    xml = re.sub(r"<w:sdtPr>.*?</w:sdtPr>|</?w:sdt(?:Content)?>", "", xml)
                part = xml.encode()
            if controls or item.filename != "docProps/custom.xml":
                new.writestr(item.filename, part)
    return target


def replaced(before: str, after: str) -> Callable[[str], str]:
    def change(xml: str) -> str:
        assert xml.count(before) >= 1, before
        return xml.replace(before, after, 1)

    return change


def taken(data: Path, file: Path) -> tuple[Desk, Returned]:
    at = desk(data)
    try:
        return at, take_back(at, file)
    finally:
        at.close()


def test_a_file_that_nobody_changed_changes_nothing(data: Path) -> None:
    at, found = taken(data, changed_docx(data, lambda xml: xml))
    assert found == Returned((), ())
    assert at.decisions.places == {}


@pytest.mark.parametrize("controls", [True, False], ids=["with controls", "controls stripped"])
def test_changed_words_come_back_with_their_figures_bound(data: Path, controls: bool) -> None:  # noqa: FBT001
    before = desk(data)
    words = next(u.text for u in before.units if u.place == STAFF)
    before.close()
    lead = words.split("2")[0]
    file = changed_docx(data, replaced(lead, "目前全局有专职人员"), controls=controls)
    at, found = taken(data, file)
    assert len(found.taken) == 1
    assert found.left == ()
    assert list(at.decisions.places) == [STAFF]
    assert at.decisions.places[STAFF].state is State.EDITED
    assert at.decisions.places[STAFF].text.startswith("目前全局有专职人员{{ staff.full }}名")
    data_in(data.parent, ("专职: 2", "专职: 6"))
    assert "目前全局有专职人员6名" in text(report(data))


def test_tracked_changes_come_back_as_accepted(data: Path) -> None:
    tracked = (
        '少数</w:t></w:r><w:del w:id="901" w:author="张"><w:r><w:delText>旧</w:delText></w:r></w:del>'
        '<w:ins w:id="902" w:author="张"><w:r><w:t>业务</w:t></w:r></w:ins><w:r><w:t>科室'
    )
    at, found = taken(data, changed_docx(data, replaced("少数科室", tracked)))
    assert len(found.taken) == 1
    assert "少数业务科室" in at.decisions.places["problems.2"].text
    assert not at.decisions.places["problems.2"].text.startswith("二是")


def test_figures_of_newer_data_are_kept_where_the_file_has_the_old_ones(data: Path) -> None:
    file = changed_docx(data, replaced("少数科室", "少数业务科室"))
    data_in(data.parent, ("条数: 313", "条数: 320"), ("公告公示: 126", "公告公示: 133"))
    at, found = taken(data, file)
    assert list(at.decisions.places) == ["problems.2"]
    assert found.left == ()


def test_a_number_typed_over_a_figure_is_asked_about(data: Path) -> None:
    file = changed_docx(data, replaced(">608<", ">655<"))
    at, _ = taken(data, file)
    (place,) = at.decisions.places
    assert "655条" in at.decisions.places[place].text
    again = desk(data)
    assert [typed.number for typed in again.typed(place)] == ["655"]
    again.close()


def test_a_new_paragraph_is_put_behind_its_part_and_a_deleted_sentence_goes(data: Path) -> None:
    before = desk(data)
    words = next(u.text for u in before.units if u.place == "overview.supervision.assessment")
    before.close()

    def change(xml: str) -> str:
        xml = replaced(words, "")(xml)
        heading = xml.index("（四）政府信息公开平台建设")
        start = xml.rindex("<w:p>", 0, heading) if "<w:p>" in xml[:heading] else xml.rindex("<w:p ", 0, heading)
        body = re.search(r"<w:p>(?:(?!</w:p>).)*制度(?:(?!</w:p>).)*</w:p>", xml)
        assert body is not None
        style = re.search(r"<w:pPr>.*?</w:pPr>", body.group())
        assert style is not None
        new = f"<w:p>{style.group()}<w:r><w:t>局长在会上又强调了一次公开工作。</w:t></w:r></w:p>"
        return xml[:start] + new + xml[start:]

    at, found = taken(data, changed_docx(data, change))
    assert len(found.taken) == 2
    assert at.decisions.places["overview.management.own.1"].text == "局长在会上又强调了一次公开工作。"
    assert at.decisions.places["overview.supervision.assessment"].nothing
    written = text(report(data))
    assert words not in written
    assert written.index("局长在会上") < written.index("（四）政府信息公开平台建设")


def test_the_change_in_a_long_sentence_is_seen(data: Path) -> None:
    _, found = taken(data, changed_docx(data, replaced("编制。", "编成。")))
    (line,) = found.taken
    assert line.startswith("改过：…")
    assert "编制。 → …" in line
    assert line.endswith("编成。")


def test_a_paragraph_that_was_moved_is_told_and_not_doubled(data: Path) -> None:
    before = desk(data)
    lead = next(u.text for u in before.units if u.place == STAFF).split("2")[0]
    before.close()

    def change(xml: str) -> str:
        body: str = next(found for found in re.findall(r"<w:p>(?:(?!</w:p>).)*</w:p>", xml) if lead in found)
        xml = xml.replace(body, "")
        opening = xml.index("</w:p>", xml.index("一、总体情况")) + len("</w:p>")
        return xml[:opening] + body.replace(lead, "目前全局有专职人员") + xml[opening:]

    at, found = taken(data, changed_docx(data, change))
    assert [line.partition("：")[0] for line in found.left] == ["这一段在修改稿里挪了地方，审阅里没有挪"]
    assert list(at.decisions.places) == [STAFF]
    assert at.decisions.places[STAFF].text.startswith("目前全局有专职人员{{ staff.full }}名")


def test_another_years_report_is_refused(data: Path) -> None:
    file = changed_docx(data, lambda xml: xml)
    data_in(data.parent, ("年度: 2021", "年度: 2022"), ("2022年1月26日", "2023年1月26日"))
    with pytest.raises(RefusedOutput, match="是2021年的年报，数据是2022年的，没有取回"):
        taken(data, file)
    again = desk(data)
    assert again.decisions.places == {}
    again.close()


def test_another_agencys_report_is_refused(data: Path) -> None:
    ours = "威海市文登区人力资源和社会保障局"
    file = changed_docx(data, lambda xml: xml.replace(ours, "威海市文登区教育和体育局"))
    with pytest.raises(RefusedOutput, match=f"是威海市文登区教育和体育局的年报，里面没有{ours}，没有取回"):
        taken(data, file)


def test_all_of_it_is_one_action(data: Path) -> None:
    file = changed_docx(data, replaced("少数科室", "少数业务科室"))
    taken(data, file)
    at = desk(data)
    assert at.undo().message == "已撤销：从修改稿取回。"
    assert at.decisions.places == {}
    at.close()


def test_what_is_no_word_file_is_said(data: Path) -> None:
    at = desk(data)
    with pytest.raises(UnreadableInput, match="不是"):
        take_back(at, data)
    at.close()


def test_of_a_list_in_which_one_number_was_changed_the_others_stay_figures(data: Path) -> None:
    """公告公示126条、计划总结3条、工作动态84条: only what was typed over is typed."""
    at, found = taken(data, changed_docx(data, replaced(">84<", ">48<")))
    (place,) = at.decisions.places
    assert len(found.taken) == 1
    assert [typed.number for typed in at.typed(place)] == ["48"]
    shown = at.unit(place)
    assert shown is not None
    assert "公告公示126条、计划总结3条、工作动态48条、人事信息7条" in shown.text
    assert all(name in at.text(place) for name in ("公告公示", "计划总结", "人事信息"))


def test_a_cell_of_a_table_that_was_changed_is_told_of_with_both_numbers(data: Path) -> None:
    """The tables come from the data: a cell changed in Word is no decision of the review."""

    def change(xml: str) -> str:
        at = xml.index("三、收到和处理政府信息公开申请情况")
        return xml[:at] + xml[at:].replace(">3<", ">5<", 1)

    at, found = taken(data, changed_docx(data, change))
    assert at.decisions.places == {}
    assert len(found.left) == 1
    assert found.left[0].endswith("：自然人申请件数，修改稿里是 5，数据里是 3")
