"""Decisions of a review: on disk, in every later report, and taken back."""

import re
from pathlib import Path

import pytest
import yaml
from tests.reviewing import EXAMPLE, LAST, SITE, codes, data_in, desk, report, text

from draftgen import review
from draftgen.core.finding import RefusedOutput
from draftgen.review import Decision, Decisions, State
from draftgen.review.numbers import Candidate


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return data_in(tmp_path)


def file_beside(data: Path) -> str:
    return data.with_name("data.review.yaml").read_text("utf-8")


# --- on disk ---


DECISIONS = Decisions(
    {
        "problems.2": Decision(
            State.EDITED,
            "problems.awareness.prompted",
            "少数科室不愿公开。全年{{ site.count }}条{{ site.parts | including }}，另有7场。",
            offered="b3df778cf8ab",
            about="少数科室怕公开、嫌“麻烦”",
            confirmed=True,
            typed=("7",),
            refused=("problems.awareness.plain",),
        ),
        "other.own.1": Decision(State.OWN, text="另外一段：真的。", part="other"),
        "overview.supervision.staff": Decision(State.REFUSED, refused=("a.b.c",), nothing=True),
    },
    ("问题乙", "问题甲"),
    "2020年报.docx",
)
FILE = """\
reuse: "2020年报.docx"
order:
  - "问题乙"
  - "问题甲"
places:
  other.own.1:
    state: own
    part: other
    text: |-
      另外一段：真的。
  overview.supervision.staff:
    state: refused
    nothing: true
    refused: ["a.b.c"]
  problems.2:
    about: "少数科室怕公开、嫌“麻烦”"
    state: edited
    passage: problems.awareness.prompted
    offered: b3df778cf8ab
    confirmed: true
    refused: ["problems.awareness.plain"]
    typed: ["7"]
    text: |-
      少数科室不愿公开。
      全年{{ site.count }}条{{ site.parts | including }}，另有7场。
"""


def test_the_file_is_sorted_has_a_sentence_a_line_and_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "data.review.yaml"
    path.write_text(review.as_yaml(DECISIONS), "utf-8")
    assert path.read_text("utf-8").split("跟着变。\n")[1] == FILE
    found, findings = review.read(path)
    assert findings == ()
    assert found.plain == DECISIONS.plain


def test_an_accepted_sentence_is_kept_with_its_slots(data: Path) -> None:
    at = desk(data)
    assert at.accept(SITE).message == "已采用。"
    at.close()
    kept = review.read(data.with_name("data.review.yaml"))[0].places[SITE]
    assert kept.state is State.ACCEPTED
    assert "{{ site.count }}条{{ site.count | compared }}{{ site.parts | including }}" in kept.text


def test_accepting_everything_changes_no_word(data: Path) -> None:
    before = text(report(data))
    at = desk(data)
    for unit in at.units:
        at.accept(unit.place)
    assert at.progress() == (len(at.units), len(at.units))
    at.close()
    assert text(report(data)) == before


def test_where_the_length_is_limited_the_short_words_are_accepted(tmp_path: Path) -> None:
    data = data_in(tmp_path, ("字数上限: ", "字数上限: 300"))
    before = text(report(data))
    at = desk(data)
    for unit in at.units:
        at.accept(unit.place)
    at.close()
    assert text(report(data)) == before


def test_a_report_without_a_review_loads_nothing_of_it(data: Path) -> None:
    import subprocess  # noqa: PLC0415
    import sys  # noqa: PLC0415

    program = (
        "import sys; from pathlib import Path; from draftgen import pipeline; "
        f"pipeline.write(pipeline.Job(Path({str(data)!r}))); "
        "print([name for name in sys.modules if name.startswith(('draftgen.review', 'draftgen.web', 'starlette'))])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"


def test_a_fault_in_the_file_is_said_with_its_line_and_stops_the_review(data: Path) -> None:
    data.with_name("data.review.yaml").write_text("places:\n  problems.1:\n    state: acepted\n", "utf-8")
    found = [f for f in report(data).draft.findings if f.code == "review-file"]
    assert [(str(f.place), f.message) for f in found] == [
        ("data.review.yaml:3:5", "审阅记录读不懂：没有“acepted”这种状态。")
    ]
    with pytest.raises(RefusedOutput, match="读不懂的地方，先不动它"):
        desk(data)
    assert file_beside(data) == "places:\n  problems.1:\n    state: acepted\n"


# --- in every later report ---


def test_changed_figures_flow_into_accepted_and_edited_text(tmp_path: Path, data: Path) -> None:
    at = desk(data)
    unit = at.unit(SITE)
    assert unit is not None
    at.accept(SITE)
    at.edit("overview.supervision.staff", "现有专职{{ staff.full }}名，够用。")
    at.close()
    data_in(tmp_path, ("条数: 313", "条数: 320"), ("公告公示: 126", "公告公示: 133"), ("专职: 2", "专职: 5"))
    written = text(report(data))
    assert unit.text.replace("313", "320").replace("126", "133") in written
    assert "现有专职5名，够用。" in written


def test_a_class_of_a_breakdown_is_known_by_its_name_wherever_it_stands(tmp_path: Path, data: Path) -> None:
    at = desk(data)
    at.edit(SITE, "公告公示126条，人事信息7条。")
    at.figure(SITE, "126", "site.parts.公告公示")
    at.figure(SITE, "7", "site.parts.人事信息")
    assert at.text(SITE) == "公告公示{{ site.parts.公告公示 }}条，人事信息{{ site.parts.人事信息 }}条。"
    at.close()
    data_in(
        tmp_path,
        ("        公告公示: 126\n", ""),
        ("        人事信息: 7\n", "        人事信息: 8\n        公告公示: 125\n"),
    )
    assert "公告公示125条，人事信息8条。" in text(report(data))
    data_in(tmp_path, ("        人事信息: 7\n", "        干部信息: 7\n"))
    assert "公告公示126条，人事信息〔人事信息〕【待核】条。" in text(report(data)).replace("*", "")


def test_words_stay_where_their_figure_is_gone_and_the_place_is_open(tmp_path: Path, data: Path) -> None:
    at = desk(data)
    at.edit("overview.supervision.staff", "现有专职{{ staff.full }}名，够用。")
    at.close()
    data_in(tmp_path, ("    专职: 2\n", ""))
    result = report(data)
    assert "现有专职〔专职人数〕【待核】名，够用。" in text(result).replace("\\", "")
    assert {"review-figure", "open-verify"} <= codes(result)


def test_an_accepted_sentence_without_support_is_kept_and_asks(tmp_path: Path, data: Path) -> None:
    at = desk(data)
    said = next(unit for unit in at.units if unit.place == "overview.supervision.assessment").text
    at.accept("overview.supervision.assessment")
    at.close()
    data_in(tmp_path, ("  - 列入年度计划和考核\n", ""))
    result = report(data)
    assert "请确认" in text(result)
    assert "review-stale" in codes(result)
    again = desk(data)
    again.accept("overview.supervision.assessment")
    again.close()
    settled = report(data)
    assert "请确认" not in text(settled)
    assert "open-confirm" not in codes(settled)
    assert said[:6] in text(settled)


def test_accepting_what_asks_for_confirmation_confirms_it(tmp_path: Path) -> None:
    data = data_in(tmp_path, ("    打算: 培训、考核\n", ""))
    before = report(data)
    assert {"open-confirm", "issue-plan"} <= codes(before)
    at = desk(data)
    at.accept("measures.1")
    at.close()
    after = report(data)
    assert not {"open-confirm", "issue-plan"} & codes(after)  # the plan is no longer asked for either
    assert "    confirmed: true\n" in file_beside(data)


def test_a_decision_follows_its_problem_to_another_number(tmp_path: Path, data: Path) -> None:
    at = desk(data)
    at.edit("problems.2", "少数科室不愿公开。")
    at.close()
    first = "  - 问题: 业务骨干多为兼职，懂法律、互联网的人少\n    打算: 培训、考核\n"
    data_in(tmp_path, (first, ""))
    assert "一是少数科室不愿公开。二是政策文件公开" in text(report(data))


def test_a_changed_hint_keeps_the_words_and_says_so(tmp_path: Path, data: Path) -> None:
    at = desk(data)
    at.edit("problems.2", "少数科室不愿公开。")
    at.close()
    data_in(tmp_path, ("少数科室怕公开、嫌麻烦", "几个科室怕公开"))
    result = report(data)
    assert "二是少数科室不愿公开。" in text(result)
    assert "review-hint" in codes(result)


def test_a_passage_that_the_bank_changed_or_lost_is_reported_and_the_words_kept(data: Path) -> None:
    at = desk(data)
    at.accept(SITE)
    at.accept("problems.1")
    at.close()
    unit = at.unit(SITE)
    path = data.with_name("data.review.yaml")
    offered = review.read(path)[0].places[SITE].offered
    gone = review.read(path)[0].places["problems.1"].passage
    changed = path.read_text("utf-8").replace(f"offered: {offered}", "offered: 000000000000")
    path.write_text(changed.replace(f"passage: {gone}", "passage: problems.staffing.nowhere"), "utf-8")
    result = report(data)
    assert unit is not None
    assert unit.text in text(result)
    assert "一是" in text(result)
    assert {"review-changed", "review-gone"} <= codes(result)


def test_problems_worded_after_a_hint_are_the_banks_own_words_right_after_the_review(tmp_path: Path) -> None:
    """Nothing has changed in between: nothing is said of it."""
    data = tmp_path / "data.yaml"
    pairs = [("社区公示栏旧了", "换新的"), ("老人不会上网", "上门讲讲"), ("台账记得乱", "统一格式")]
    raw = yaml.safe_load(EXAMPLE.read_text("utf-8"))
    raw["问题和打算"] = [{"问题": problem, "打算": plan} for problem, plan in pairs]
    data.write_text(yaml.safe_dump(raw, allow_unicode=True, sort_keys=False), "utf-8")
    reviewed = desk(data)
    for unit in reviewed.units:
        reviewed.accept(unit.place)
    reviewed.close()
    assert not {"review-changed", "review-gone"} & codes(report(data))
    text_now = data.read_text("utf-8")
    data.write_text(text_now.replace("社区公示栏旧了", "社区公示栏破损"), "utf-8")
    assert not {"review-changed", "review-gone"} & codes(report(data))


def test_of_a_sentence_that_the_clerk_worded_anew_no_change_of_the_bank_is_reported(data: Path) -> None:
    at = desk(data)
    at.edit(SITE, "公开的信息比上年多。")
    at.close()
    path = data.with_name("data.review.yaml")
    path.write_text(re.sub(r"offered: \w+", "offered: 000000000000", path.read_text("utf-8")), "utf-8")
    assert "公开的信息比上年多。" in text(report(data))
    assert not {"review-changed", "review-gone"} & codes(report(data))


def test_what_is_refused_gives_way_to_the_next_and_then_to_nothing(data: Path) -> None:
    at = desk(data)
    first = at.unit("overview.supervision.staff")
    assert first is not None
    assert at.refuse("overview.supervision.staff").message.startswith("这一句不用了，换上了下一句")
    second = at.unit("overview.supervision.staff")
    assert second is not None
    assert second.text not in ("", first.text)
    at.refuse("overview.supervision.staff")
    at.close()
    written = text(report(data))
    assert first.text not in written
    assert second.text not in written


def test_a_refused_problem_takes_its_measure_along_and_the_counting_goes_on(data: Path) -> None:
    at = desk(data)
    at.refuse("problems.2")
    at.refuse("problems.2")
    at.close()
    written = text(report(data))
    assert "科室对公开存在顾虑" not in written
    assert "四是" not in written
    assert written.count("三是") == 2


def test_problems_stand_in_the_order_of_the_clerk_and_their_measures_with_them(data: Path) -> None:
    at = desk(data)
    at.move("problems.4", -1)
    at.move("problems.4", -1)
    at.close()
    problems, measures = text(report(data)).split("五、")[-1].split("六、")[0].split("为解决")
    assert problems.index("热点") < problems.index("少数科室")
    assert measures.index("稳岗就业") < measures.index("协调机制")


def test_a_paragraph_of_ones_own_stands_behind_its_part(data: Path) -> None:
    at = desk(data)
    at.own("overview.platform", "网站改版后，新设{{ site.parts | listed }}等栏目。\n另有专栏3个。")
    at.close()
    lines = text(report(data)).split("\n\n")
    own = next(number for number, line in enumerate(lines) if line.startswith("网站改版后，新设公告公示126条"))
    assert "“文登人社”" in lines[own - 1]
    assert lines[own + 1].startswith("### （五）监督保障")
    assert lines[own].endswith("另有专栏3个。")


def test_a_number_of_last_year_is_offered_the_figures_it_may_be(tmp_path: Path, data: Path) -> None:
    last = tmp_path / "2020年报.txt"
    last.write_text(LAST, "utf-8")
    at = desk(data, reuse=last)
    place = next(unit.place for unit in at.units if "300【待核】条" in unit.text)
    (asked,) = at.unsure(place)
    assert (asked.number, asked.candidates) == ("300", (Candidate("site.count", "网站发布条数", "313条"),))
    at.figure(place, "300", "site.count")
    assert at.text(place) == "全区各单位通过门户网站公开信息{{ site.count }}条。"
    assert at.unsure(place) == ()
    unit = at.unit(place)
    assert unit is not None
    assert "313条。【请确认】" in unit.text, "which figure it is does not say that the sentence is true"
    assert not at.settled(place)
    at.accept(place)
    assert at.settled(place)
    at.close()


def test_last_years_report_is_remembered_and_missed(tmp_path: Path) -> None:
    last = data_in(tmp_path, name="last.yaml")
    old = next(f for f in report(last).files if f.suffix == ".md").rename(tmp_path / "2021年报.md")
    data = data_in(tmp_path, ("年度: 2021", "年度: 2022"), ("落款日期: 2022年", "落款日期: 2023年"))
    at = desk(data, reuse=old)
    at.accept(SITE) if at.unit(SITE) else at.accept(at.units[0].place)
    reviewed = at.document
    at.close()
    assert 'reuse: "2021年报.md"' in file_beside(data)
    assert [p.text for p in (report(data).draft.document or reviewed).paragraphs()] == [
        p.text for p in reviewed.paragraphs()
    ]
    old.unlink()
    with pytest.raises(Exception, match="审阅时沿用的去年年报 2021年报"):
        report(data)
