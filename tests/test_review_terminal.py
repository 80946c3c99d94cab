"""The review in the terminal: the same desk, the same keys."""

import re
from pathlib import Path

import pytest
from tests.desk import Desk as Folder
from tests.reviewing import LAST, data_in
from tests.reviewing import desk as review_desk

from draftgen.cli.terminal import Screen, Terminal, with_slots
from draftgen.core.passage import Slot
from draftgen.review import State

STAFF = "overview.supervision.staff"


class Typed:
    """A clerk who types lines, and the screen that they see."""

    def __init__(self, *lines: str) -> None:
        self._lines = list(lines)
        self.seen: list[str] = []

    def ask(self, question: str) -> str:
        self.seen.append(question)
        if not self._lines:
            raise EOFError
        return self._lines.pop(0)

    def screen(self) -> Screen:
        return Screen(lambda line, _: self.seen.append(line), self.ask)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return data_in(tmp_path)


def test_the_same_keys(data: Path) -> None:
    at = review_desk(data)
    names = [unit.place for unit in at.units]
    typed = Typed("a", "s", "r", "j", "u", "aa", "q")
    Terminal(at, typed.screen()).run()
    seen = "\n".join(typed.seen)
    assert f"第 1 处　引言　[○ 未定]　已定 0 / {len(names)} 处" in seen
    assert seen.count("已采用。") == 1
    assert "换了一句，还没有采用。" in seen
    assert "已撤销：不用。" in seen
    assert at.decisions.places[names[0]].state is State.ACCEPTED
    at.close()


def test_editing_keeps_figures_as_numbers_in_brackets(data: Path) -> None:
    at = review_desk(data)
    down = ["j"] * [unit.place for unit in at.units].index(STAFF)
    slots = [slot.path for slot in at.slots(STAFF)]
    number = slots.index("staff.full") + 1
    typed = Typed(*down, "e", f"专职[{number}]名，网站313条。", "=313", "q")
    Terminal(at, typed.screen()).run()
    assert at.decisions.places[STAFF].text == "专职{{ staff.full }}名，网站{{ site.count }}条。"
    at.close()


def test_a_hint_an_own_paragraph_and_the_report(data: Path) -> None:
    at = review_desk(data)
    down = ["j"] * [unit.place for unit in at.units].index("problems.1")
    typed = Typed(*down, "/", "网站更新慢", "1", "+", "自己写的一段。", ">", "d", "?", "nonsense")
    Terminal(at, typed.screen()).run()
    seen = "\n".join(typed.seen)
    assert at.decisions.places["problems.1"].state is State.CHOSEN
    assert at.decisions.places["problems.own.1"].text == "自己写的一段。"
    assert "已写出：" in seen
    assert "没有这个键。按 ? 看全部按键。" in seen
    at.close()


def test_a_hint_on_the_line_of_its_key(data: Path) -> None:
    at = review_desk(data)
    down = ["j"] * [unit.place for unit in at.units].index("problems.1")
    typed = Typed(*down, "/网站更新慢", "1")
    Terminal(at, typed.screen()).run()
    assert "打数字选一句。" in typed.seen
    assert at.decisions.places["problems.1"].state is State.CHOSEN
    at.close()


def test_the_sentence_that_stands_there_is_no_other_one_until_it_was_edited(data: Path) -> None:
    at = review_desk(data)
    offered = at.text("overview.intro.basis")
    typed = Typed("1", "e", "本报告按格式编制。", "k", "1")
    Terminal(at, typed.screen()).run()
    assert typed.seen.count("现在用的就是这一句。") == 1
    assert at.text("overview.intro.basis") == offered
    assert at.decisions.places["overview.intro.basis"].state is State.CHOSEN
    at.close()


def test_a_number_of_last_year_is_chosen_with_its_key(tmp_path: Path, data: Path) -> None:
    last = tmp_path / "2020年报.txt"
    last.write_text(LAST, "utf-8")
    at = review_desk(data, reuse=last)
    place = next(unit.place for unit in at.units if "300【待核】条" in unit.text)
    down = ["j"] * [unit.place for unit in at.units].index(place)
    typed = Typed(*down, "=300")
    Terminal(at, typed.screen()).run()
    assert "    ？ 300 是去年的数，今年可能是网站发布条数（313条）：要选，打 =300" in typed.seen
    assert at.text(place) == "全区各单位通过门户网站公开信息{{ site.count }}条。"
    at.close()


def test_a_number_in_brackets_that_is_no_slot_stays() -> None:
    assert with_slots("[1]条，见[2]", [Slot("site.count")]) == "{{ site.count }}条，见[2]"


def test_the_commands(desk: Folder) -> None:
    log = desk.run("review", "2025.yaml", "--log")
    assert log.stdout == "2025.yaml 还没有审阅过。\n"
    ended = desk.run("review", "2025.yaml", "--terminal")
    assert ended.returncode == 0
    assert "审阅结束：已定 0 / " in ended.stdout
    assert "开始审阅" in desk.run("review", "2025.yaml", "--log").stdout
    desk.run("write", "2025.yaml", "-o", "out", "--format", "docx")
    file = next((desk.folder / "out").glob("*报告*.docx"))
    assert desk.run("review", "2025.yaml", "--from", str(file)).stdout == "没有发现改动。\n"
    nowhere = desk.run("review", "nowhere.yaml")
    assert nowhere.returncode == 2


def test_what_is_shown_has_names_in_chinese_and_no_sum_of_one_part(data: Path) -> None:
    at = review_desk(data)
    typed = Typed(*["j"] * len(at.units))
    Terminal(at, typed.screen()).run()
    at.close()
    beside = [line for line in typed.seen if " ← " in line]
    assert any("第 1 个问题：" in line for line in beside)
    assert any("个打算：" in line for line in beside)
    named = [line.partition(" ← ")[2].partition("：")[0] for line in beside]
    assert [name for name in named if re.search("[A-Za-z]", name)] == []
    assert [line for line in beside if re.search(r"：(\S+) = \1(?:；|$)", line)] == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("专职1名", "专职1名。"),
        ("专职1名，", "专职1名。"),
        ("专职1名。", "专职1名。"),
        ("专职“1名。”", "专职“1名。”"),
        ("专职1名；", "专职1名；"),
    ],
)
def test_a_sentence_that_is_edited_keeps_its_stop(data: Path, typed: str, kept: str) -> None:
    at = review_desk(data)
    at.edit(STAFF, typed)
    assert at.decisions.places[STAFF].text == kept
    at.close()


def test_the_end_names_the_file_only_where_there_is_one(data: Path) -> None:
    at = review_desk(data)
    assert "没有生成 data.review.yaml。" in at.ended()
    at.accept(STAFF)
    assert at.ended() == f"审阅结束：已定 1 / {len(at.units)} 处，都存在 data.review.yaml 里。"
    at.close()
