"""`draftgen suggest`: what is said for a rough hint or for the data alone, and why."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.desk import Desk
from tests.drafting import bank, passages, shipped_folder
from tests.suggesting import data

from draftgen import choose, load, phrasebank, pipeline, rank, resources
from draftgen.choose.fitting import Setting, fit
from draftgen.core.figure import Facts
from draftgen.core.finding import DraftgenError, ProgramFault
from draftgen.core.passage import Bank
from draftgen.core.record import Record
from draftgen.facts import derive
from draftgen.workbench.names import section_named
from draftgen.workbench.suggest import Adviser, Suggested, read_hint, suggestions


def first(hint: str, section: str = "problems", record: Record | None = None) -> Suggested:
    return suggestions(bank(), hint, section, record=record)[0]


OWN = """\
label: 数据大屏
hints: [大屏坏了没钱修]
problems:
  - id: problems.screen.broken
    title: 大屏维护不到位
    text: |
      公开大屏损坏后未及时维修。
    remedies: [problems.screen.fix]
    example: {given: {}, says: 公开大屏损坏后未及时维修。}
remedies:
  - id: problems.screen.fix
    title: 维修公开大屏
    text: |
      联系维保单位修复公开大屏。
    example: {given: {}, says: 联系维保单位修复公开大屏。}
"""


def with_own(folder: Path, text: str = OWN) -> Bank:
    (folder / "problems").mkdir()
    (folder / "problems" / "screen.yaml").write_text(text, "utf-8")
    made, findings = phrasebank.read((shipped_folder(), phrasebank.Folder(folder, "自己的")))
    assert not findings
    return made


@pytest.mark.parametrize("hint", ["没人手", "人手不够", "人手不足，兼职多"])
def test_few_hands_are_no_careless_handing_over(hint: str) -> None:
    assert first(hint).text.startswith("工作力量")


# --- theme first ---


@pytest.mark.parametrize(
    ("section", "hint", "label"),
    [
        ("problems", "人手不足，兼职多", "工作力量"),
        ("problems", "没人手", "工作力量"),
        ("problems", "网站老不更新", "公开时效"),
        ("problems", "解读就是把文件抄一遍", "政策解读"),
        ("problems", "信息散在几个平台，各发各的", "平台协同"),
        ("improvements", "解读多用图和视频", "政策解读"),
        ("improvements", "跟其他部门学学经验", "总结推广经验"),
        ("overview.supervision", "搞了几次培训", "培训与学习"),
        ("overview.publication", "办了新闻发布会", "新闻发布会"),
        ("other", "没收过钱", "信息处理费"),
    ],
)
def test_a_rough_hint_finds_its_theme(section: str, hint: str, label: str) -> None:
    assert first(hint, section).label == label


@pytest.mark.parametrize("hint", ["没人手", "不知道哪些该公开", ""])
@pytest.mark.parametrize("section", ["problems", "improvements"])
def test_no_two_of_a_list_are_of_one_theme(section: str, hint: str) -> None:
    found = suggestions(bank(), hint, section, number=10)
    assert len(found) == 10
    assert len({one.label for one in found}) == 10


def test_problems_come_with_the_measures_that_answer_them() -> None:
    for one in suggestions(bank(), "没人手", "problems", number=10):
        assert one.remedies
        assert {remedy.id for remedy in one.remedies} <= set(passages()[one.id].remedies)
    first_answers = [one.remedies[0].id for one in suggestions(bank(), "", "problems", number=10)]
    assert len(set(first_answers)) == 10


def test_inside_a_theme_the_words_of_the_hint_decide(tmp_path: Path) -> None:
    second = OWN[OWN.index("  - id: problems.screen.broken") : OWN.index("remedies:\n  - id")]
    second = second.replace("broken", "font").replace("损坏后未及时维修", "字体太小，老年人看不清")
    own = with_own(tmp_path, OWN.replace("remedies:\n  - id", f"{second}remedies:\n  - id", 1))
    assert suggestions(own, "大屏坏了没及时维修", "problems")[0].id == "problems.screen.broken"
    assert suggestions(own, "大屏老年人看不清", "problems")[0].id == "problems.screen.font"


# --- the data ---


def test_slots_are_filled_from_the_data_and_show_what_belongs_there_without() -> None:
    record = data("数据: {监督保障: {工作人员: {专职: 2}}}")
    filled = first("专职人员少", record=record)
    assert "现有专职人员2名" in filled.text
    assert "用到您的数据：专职人数 2" in filled.reasons
    shown = first("解读了几件", "overview.publication").text
    assert "〔政策解读件数〕" in shown
    assert "{" not in shown


def test_without_a_hint_the_facts_decide() -> None:
    once = suggestions(bank(), "", "problems", record=data("数据: {监督保障: {培训: {次数: 1}}}"))[0]
    assert once.label == "业务培训"
    assert once.ready
    assert "数据说明有这个问题：培训次数 1" in once.reasons


def test_a_known_figure_rules_out_what_it_makes_untrue() -> None:
    record = data("数据: {监督保障: {工作人员: {兼职: 3}}}")
    found = suggestions(bank(), "没有人手，只有一个兼职", "problems", record=record, number=30)
    assert not {one.id for one in found} & {
        p.id
        for p in passages().values()
        if any(c.path == "staff.part" and c.operator == "==" and c.number == 1 for c in p.when)
    }


def test_what_lacks_is_named_with_its_limits(tmp_path: Path) -> None:
    lines = ("messages.count < 50", "requests.new == 0", "hotline.count > 0", "done.publicity")
    text = OWN.replace(
        "    remedies:", f"    when: |\n{chr(10).join(f'      {line}' for line in lines)}\n    remedies:", 1
    )
    own = with_own(tmp_path, text)
    without = suggestions(own, "大屏坏了", "problems")[0]
    assert not without.ready
    assert "做过这件事才能写：宣传条例" in without.reasons
    assert "要填：网站留言办理（须小于 50）、新收申请件数（须是 0）、热线工单办理" in without.reasons
    with_data = suggestions(own, "大屏坏了", "problems", record=data("数据: {主动公开: {网站留言: {办理: 7}}}"))[0]
    assert "数据里还没有：热线工单办理" in with_data.reasons


@pytest.mark.parametrize("name", ["wendeng-2021", "qingshi-2025", "lanjiang-2025"])
def test_a_passage_lacks_nothing_exactly_where_it_may_be_said(name: str) -> None:
    record, _ = load.record(resources.shipped("examples") / name / "data.yaml")
    assert record is not None
    facts, agency = derive(record), record.agency
    setting = Setting(facts, agency.kind, choose.field_name(agency.domain), agency.name, record.year, data=True)
    for passage in passages().values():
        item = next(iter(facts.items.get(passage.each, ())), Facts())
        known = facts.overlaid(item)
        fitting = fit(passage, setting)
        lacks_nothing = fitting is not None and not fitting.lacking and all(known.has(path) for path in passage.needs)
        assert choose.may_say(passage, known, agency, record.year) == lacks_nothing, passage.id


def test_of_a_list_the_first_item_is_shown() -> None:
    record, _ = load.record(resources.shipped("examples") / "wendeng-2021" / "data.yaml")
    shown = first("开放日", "overview.publication", record=record)
    assert shown.ready
    assert "〔" not in shown.text


def test_the_kind_of_agency_leaves_out_what_is_written_for_others() -> None:
    found = suggestions(bank(), "公开栏", "overview.platform", kind="镇街", number=30)
    assert all("镇街" in (passages()[one.id].kinds or ("镇街",)) for one in found)
    assert any(one.parts.get("单位类型", 0) > 0 and "专给镇街写的" in one.reasons for one in found)


def test_passages_of_a_field_count_only_where_the_field_is_named() -> None:
    def of_a_field(domain: str) -> list[Suggested]:
        found = suggestions(bank(), "", "overview.lead", domain=domain, number=30)
        return [one for one in found if passages()[one.id].domains]

    assert not of_a_field("")
    assert of_a_field("人社局")
    assert all("专给人社领域写的" in one.reasons for one in of_a_field("人社局"))
    with pytest.raises(DraftgenError, match=r"没有“人事”这个领域的语句。相近的有：.*人社"):
        of_a_field("人事")


# --- the score ---


@pytest.mark.parametrize(("section", "hint"), [("problems", "没人手"), ("improvements", "培训、考核"), ("other", "")])
def test_a_score_is_the_sum_of_its_named_parts(section: str, hint: str) -> None:
    record = data("数据: {监督保障: {培训: {次数: 1}, 工作人员: {专职: 1, 兼职: 2}}}")
    for one in suggestions(bank(), hint, section, record=record, number=10):
        assert one.score == pytest.approx(sum(one.parts.values()), abs=1e-9)
        assert set(one.parts) <= {"主题", "提示", "事实", "单位类型", "常见程度", "上年", "采用记录"}


def test_every_suggestion_says_why() -> None:
    for section in ("problems", "improvements", "overview.lead", "overview.requests", "other"):
        for one in suggestions(bank(), "", section, record=data(), number=20):
            assert one.reasons
            assert all("\u4e00" <= reason[0] <= "\u9fff" for reason in one.reasons)
    assert "提示说的是“工作力量”（“人手”“兼职”）" in first("人手不足，兼职多").reasons
    assert "约 18% 的公开年报有这一条" in first("人手不足，兼职多").reasons


def test_an_own_weight_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "weights.yaml").write_text("常见程度: 0\n", "utf-8")
    own, findings = pipeline.bank(None, [tmp_path])
    assert not findings
    assert all("常见程度" not in one.parts for one in suggestions(own, "没人手", "problems"))


def test_a_wrong_weight_is_a_finding_and_the_shipped_one_stays(tmp_path: Path) -> None:
    (tmp_path / "weights.yaml").write_text("提示词: 1\n主题: 很多\n", "utf-8")
    own, findings = pipeline.bank(None, [tmp_path])
    assert [(f.code, f.place.line, f.message) for f in findings] == [
        ("bank-weight", 1, "没有“提示词”这一项权重。"),
        ("bank-weight", 2, "权重“主题”后面要写一个数，不超过 100。"),
    ]
    assert own.weights == bank().weights


# --- a bank of one's own ---


def test_passages_of_ones_own_stand_in_the_same_list_without_training(tmp_path: Path) -> None:
    own = with_own(tmp_path)
    found = suggestions(own, "大屏坏了", "problems")
    assert found[0].id == "problems.screen.broken"
    assert "本单位自己的语句" in found[0].reasons
    assert found[0].remedies[0].text == "维修公开大屏。联系维保单位修复公开大屏。"
    assert suggestions(own, "没人手", "problems")[0].label == "工作力量"


# --- odd questions ---


def test_traditional_characters_mean_what_simplified_ones_mean() -> None:
    plain, traditional = "没有人手，网站后台也没人维护", "沒有人手，網站後臺也沒人維護"
    assert read_hint(traditional) == (plain, ())
    assert suggestions(bank(), traditional, "problems") == suggestions(bank(), plain, "problems")


@pytest.mark.parametrize(
    ("hint", "understood", "note"),
    [
        ("", "", "没有可用的提示，按公开年报里的常见程度排列。"),
        ("  \n\t ", "", "没有可用的提示，按公开年报里的常见程度排列。"),
        ("忙" * 5000, "忙" * 120, "提示有 5000 个字，只看了前 120 个字。一句话就够。"),
        (
            "not enough staff",
            "",
            "提示“not enough staff”里没有汉字，认不出意思。请用中文写，例如：人手不足。",
        ),
        ("😀😀", "", "提示“😀😀”里没有汉字，认不出意思。请用中文写，例如：人手不足。"),
    ],
)
def test_what_cannot_be_understood_is_said(hint: str, understood: str, note: str) -> None:
    assert read_hint(hint)[0] == understood
    answer = Adviser(bank()).answer(hint, "problems")
    assert note in answer.notes
    assert len(answer.suggestions) == 5


def test_emoji_and_latin_inside_a_hint_do_no_harm() -> None:
    assert first("没人手😭 no staff").label == "工作力量"
    assert read_hint("没人手😭")[1] == ()
    assert read_hint("１２３４５　热线") == ("12345 热线", ())


@pytest.mark.parametrize(
    ("typed", "section"),
    [
        ("problems", "problems"),
        ("问题", "problems"),
        ("改进", "improvements"),
        ("打算", "improvements"),
        ("总体情况.主动公开", "overview.publication"),
        ("总体情况/主动公开", "overview.publication"),
        ("Overview.Platform", "overview.platform"),
        ("监督保障", "overview.supervision"),
        ("其他", "other"),
    ],
)
def test_sections_go_by_english_and_chinese_names(typed: str, section: str) -> None:
    assert section_named(typed) == section


def test_an_unknown_section_lists_those_there_are() -> None:
    with pytest.raises(DraftgenError, match=r"没有“主动公布”这一部分。是不是“overview\.publication”") as caught:
        section_named("主动公布")
    assert "  problems　问题\n  improvements　改进\n" in str(caught.value)


def test_a_damaged_model_is_refused_with_the_command_that_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = shutil.copytree(resources.shipped("models"), tmp_path / "models")
    for file in (models / rank.FOLDER).iterdir():
        if file.name != rank.MANIFEST:
            file.write_bytes(b"foreign")
    shipped = resources.shipped
    monkeypatch.setattr(resources, "shipped", lambda name: models if name == "models" else shipped(name))
    with pytest.raises(ProgramFault, match="draftgen train"):
        suggestions(bank(), "没人手", "problems")


# --- the command ---


def test_the_command_gives_a_list_for_programs(desk: Desk) -> None:
    done = desk.run("suggest", "--section", "problems", "--json", "-n", "3", "人手不足", "兼职")
    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert len(found) == 3
    assert {"id", "theme", "taxonomy", "score", "text", "reasons"} <= set(found[0])
    assert found[0]["theme"] == "problems.staffing"
    assert found[0]["taxonomy"] == ["p_parttime"]
    assert found[0]["remedies"][0]["text"]


def test_the_command_shows_wording_measure_score_and_reasons(desk: Desk) -> None:
    done = desk.run("suggest", "--data", "2025.yaml", "--section", "问题", "没人手")
    assert done.returncode == 0
    lines = done.stdout.split("\n")
    assert lines[0] == "问题：没人手"
    assert lines[2].startswith("1. ")
    assert "兼职人员1名" in lines[2] or "人员1名" in lines[2] or "仅1名" in lines[2]
    assert lines[3].startswith("   措施：")
    assert lines[4].startswith("   主题 工作力量　得分 ")
    assert lines[5].startswith("   理由：提示说的是“工作力量”")


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (("--section", "别的", "x"), "没有“别的”这一部分", 1),
        (("--kind", "街道"), "没有“街道”这种机关类别", 1),
        (("--domain", "航天"), "没有“航天”这个领域的语句", 1),
        (("--data", "missing.yaml"), "missing.yaml", 2),
        (("--bank", "nowhere"), "语句库文件夹不存在：nowhere", 1),
        (("-n", "0"), "“-n”不对", 2),
    ],
)
def test_what_is_wrong_with_a_question_is_said_in_chinese(
    desk: Desk, words: tuple[str, ...], said: str, code: int
) -> None:
    done = desk.run("suggest", *words)
    assert done.returncode == code
    assert said in done.stderr
    assert not done.stdout


def test_a_question_without_data_loads_no_reader_and_no_library() -> None:
    """The command answers in a fraction of a second because it loads only what it needs."""
    code = (
        "import sys; from draftgen.workbench import ask;"
        "ask.answer(ask.Question('没人手', 'problems'));"
        "print([name for name in ('draftgen.load', 'jieba', 'sklearn', 'numpy', 'lxml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"
