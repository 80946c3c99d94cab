"""Real published reports, and the labelled ones: what is certain is right, and good reports are left in peace."""

from pathlib import Path

import pytest

from draftgen import checking
from draftgen.core.finding import Confidence, Finding, Level

REAL = Path(__file__).resolve().parents[2] / "shared" / "real"
LABELLED = Path(__file__).parent / "data" / "reuse"
MANNER = checking.manner()[0]

real = pytest.mark.skipif(not REAL.is_dir(), reason="the real reports are not beside this checkout")


def findings(path: Path, last: Path | None = None) -> tuple[Finding, ...]:
    how = checking.manner(last)[0] if last else MANNER
    return checking.check(path, how).findings


def certain(found: tuple[Finding, ...]) -> dict[str, str]:
    return {f.code: f.message for f in found if f.confidence is Confidence.CERTAIN}


def questions(found: tuple[Finding, ...]) -> set[str]:
    return {f.code for f in found if f.confidence is Confidence.ASK and f.level is not Level.HINT}


@real
def test_hongze_2023_has_its_two_wrong_totals_and_nothing_else_certain() -> None:
    found = findings(REAL / "hongze" / "hzq2023.pdf")
    assert certain(found) == {
        "dispute-total": "表四有 2 处加不起来：“行政复议”四种结果相加 11，总计 0；“复议后起诉”四种结果相加 5，总计 0。"
    }
    assert questions(found) == {"table-old-row", "label", "foreign-address"}


@real
def test_hongze_2024_asks_about_the_17_of_95_and_is_sure_of_nothing() -> None:
    found = findings(REAL / "hongze" / "hzq2024.pdf")
    assert certain(found) == {}
    assert questions(found) == {"table-old-row", "label", "text-scope"}
    scope = next(finding.message for finding in found if finding.code == "text-scope")
    assert scope == (
        "正文写“区政府办代表区政府受理政府信息公开申请17件”，表三几种读法都对不上：新收 95、新收 + 上年结转 95、总计 95。"
    )


@real
def test_hongze_from_one_year_to_the_next_goes_on_as_it_should() -> None:
    found = findings(REAL / "hongze" / "hzq2024.pdf", REAL / "hongze" / "hzq2023.pdf")
    assert certain(found) == {}
    assert questions(found) == {"table-old-row", "label", "text-scope", "jump"}


@real
def test_the_seed_has_its_conflict_its_measure_word_its_label_and_its_debris() -> None:
    found = findings(REAL / "seed" / "wendeng_rsj_2021.txt")
    assert certain(found) == {
        "debris": "文件里有 13 处“[image: 1639549713(1)]”这样的残留记号。",
        "measure-word": "“政府信息公开申请3项”的数量词应是“件”。",
    }
    assert questions(found) == {"text-scope", "result-label", "stale-term"}


@real
def test_shuyang_has_its_blanks_and_its_label() -> None:
    found = findings(REAL / "shuyang" / "shuyang_fgj_2023.rebuilt.html")
    assert certain(found) == {
        "cell-blank": "表三有 125 处没有填数：“新收”行“商业企业”列是空白；“新收”行“科研机构”列是空白；“新收”行“社会公益组织”列是空白；还有 122 处。"
    }
    assert questions(found) == {"label", "plan-year", "stale-term"}


@pytest.mark.parametrize("path", sorted(LABELLED.glob("*/last.txt")), ids=lambda path: path.parent.name)
def test_a_good_report_gets_neither_a_certain_finding_nor_a_question(path: Path) -> None:
    found = findings(path)
    assert certain(found) == {}
    assert questions(found) == set()
