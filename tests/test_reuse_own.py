"""Last year's report was written by the program: what this year's data still say needs no confirming, and stands once."""

import re
from pathlib import Path

import pytest
from tests.desk import ROOT

from draftgen import pipeline
from draftgen.core.finding import RefusedOutput
from draftgen.core.reuse import Fate

EXAMPLE = (ROOT / "examples" / "wendeng-2021" / "data.yaml").read_text("utf-8")


@pytest.fixture
def last(tmp_path: Path) -> Path:
    """Last year's report, as text, so that a test can change a word of it."""
    data = tmp_path / "2021.yaml"
    data.write_text(EXAMPLE, "utf-8")
    written = pipeline.write(pipeline.Job(data, folder=tmp_path / "去年", formats=("md",)))
    return next(path for path in written.files if path.suffix == ".md")


def this_year(folder: Path, *changes: tuple[str, str]) -> Path:
    text = EXAMPLE.replace("年度: 2021", "年度: 2022").replace("2022年1月26日", "2023年1月26日")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / "2022.yaml"
    path.write_text(text, "utf-8")
    return path


def drafted(data: Path, last: Path) -> tuple[pipeline.Drafted, list[str]]:
    """The draft, and its sentences."""
    made = pipeline.drafted(pipeline.Job(data, reuse=last))
    assert made.draft.document is not None
    text = "".join(s.text for p in made.draft.document.paragraphs() for s in p.spans)
    return made, re.findall(r"[^。]+。(?:【[^】]+】)?", text)


def test_what_the_data_still_say_needs_no_confirming(tmp_path: Path, last: Path) -> None:
    made, said = drafted(this_year(tmp_path), last)
    assert [sentence for sentence in said if "【" in sentence] == []
    assert made.old is not None
    assert [n for n in made.old.reuse.numerals if n.fate is Fate.MARKED] == []


def test_no_sentence_stands_twice_and_last_years_order_is_kept(tmp_path: Path, last: Path) -> None:
    _, said = drafted(this_year(tmp_path), last)
    assert len(said) == len(set(said))
    assert sum("履行公开职责" in s or "做好政府信息公开工作" in s for s in said) == 1
    places = [
        next(i for i, s in enumerate(said) if words in s)
        for words in ("新收政府信息公开申请", "从办理结果看", "未因政府信息公开")
    ]
    assert places == sorted(places)


def test_this_years_figures_and_comparisons_stand_in_it(tmp_path: Path, last: Path) -> None:
    _, said = drafted(this_year(tmp_path, ("行政处罚: 4", "行政处罚: 9")), last)
    assert "全年作出行政处罚决定9件，较上年增加5件，对事前、事中、事后环节的执法信息予以公示。" in said


def test_this_years_names_and_topics_stand_in_it(tmp_path: Path, last: Path) -> None:
    given = "内容: [政府信息公开, 行政复议, 行政诉讼, 依申请公开]"
    _, said = drafted(this_year(tmp_path, (given, "内容: [保密审查]")), last)
    training = [sentence for sentence in said if "业务培训" in sentence]
    assert len(training) == 1
    assert "保密审查" in training[0]
    assert "行政诉讼" not in training[0]


def test_an_emphasis_that_nobody_gave_this_year_is_asked_about(tmp_path: Path, last: Path) -> None:
    text = last.read_text("utf-8")
    opening = next(line for line in text.splitlines() if line.startswith("2021年，我局"))
    last.write_text(text.replace(opening, "2021年，我局开展《条例》学习宣传，以产品质量为重点推进公开工作。"), "utf-8")
    _, said = drafted(this_year(tmp_path), last)
    assert all(sentence.endswith("【请确认】") for sentence in said if "产品质量" in sentence)


def test_a_clause_that_the_clerk_added_is_kept_and_asked_about(tmp_path: Path, last: Path) -> None:
    text = last.read_text("utf-8")
    added = re.sub(r"(开展业务培训1次，内容为[^。]+)。", r"\1，并组织了闭卷考试。", text)
    assert added != text
    last.write_text(added, "utf-8")
    _, said = drafted(this_year(tmp_path), last)
    kept = [sentence for sentence in said if "闭卷考试" in sentence]
    assert len(kept) == 1
    assert kept[0].endswith("【请确认】")


def test_a_number_that_the_clerk_added_beside_another_is_kept_and_asked_about(tmp_path: Path, last: Path) -> None:
    text = last.read_text("utf-8")
    assert "专职人员2名。" in text
    last.write_text(text.replace("专职人员2名。", "专职人员2名、骨干兼职11名。"), "utf-8")
    _, said = drafted(this_year(tmp_path), last)
    assert "公开工作配备专职人员2名、骨干兼职11【待核】名。" in said


def test_without_its_tick_it_is_not_said_as_done(tmp_path: Path, last: Path) -> None:
    tick = next(line for line in EXAMPLE.splitlines() if re.match(r"\s*- .*列入.*考核|\s*- 考核", line))
    _, said = drafted(this_year(tmp_path, (f"{tick}\n", "")), last)
    assert all("【请确认】" in sentence for sentence in said if "纳入考核" in sentence)


@pytest.mark.parametrize("option", ["redline", "ledger"])
def test_no_file_of_the_clerks_is_written_over(tmp_path: Path, last: Path, option: str) -> None:
    """Last year's own file named by a slip, or a redline that somebody has edited since: refused before anything is written."""
    text = last.read_bytes()
    named = tmp_path / "2021年报.md"
    named.write_bytes(text)
    job = pipeline.Job(this_year(tmp_path), folder=tmp_path / "out", reuse=named, formats=("md",))

    def with_beside(path: Path) -> pipeline.Job:
        return job._replace(redline=path) if option == "redline" else job._replace(ledger=path)

    with pytest.raises(RefusedOutput, match="2021年报"):
        pipeline.write(with_beside(named))
    assert named.read_bytes() == text
    assert not (tmp_path / "out").exists()

    again = with_beside(tmp_path / "另一份")
    pipeline.write(again)
    pipeline.write(again)
    (tmp_path / "另一份").write_bytes(b"edited")
    with pytest.raises(RefusedOutput, match="另一份"):
        pipeline.write(again)
    (kept,) = pipeline.write(again._replace(force=True)).copies
    assert kept.read_bytes() == b"edited"
