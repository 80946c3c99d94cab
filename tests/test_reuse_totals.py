"""A total that last year's report prints wrong: it is told, and nothing is compared with it."""

from pathlib import Path

import pytest
from tests.drafting import as_yaml, bank
from tests.test_reuse import ROWS, last_report, this_year

from draftgen import load, pipeline

NUMBERS = f"{ROWS[0]} | 5 | 0 | 0 | 0 | 0 | 0 | "
RECEIVED = {"新收": {"自然人": 9}, "予以公开": {"自然人": 9}}


@pytest.mark.parametrize(("printed", "sound"), [(5, True), (7, False)])
def test_nothing_is_compared_with_a_total_that_its_parts_contradict(
    tmp_path: Path, printed: int, *, sound: bool
) -> None:
    text = last_report("收到政府信息公开申请5件，较上年增加1件。", requests={0: 5, 2: 5, 5: 5})
    assert f"{NUMBERS}5 |" in text
    last = tmp_path / "2024.txt"
    last.write_text(text.replace(f"{NUMBERS}5 |", f"{NUMBERS}{printed} |"), "utf-8")
    record, seen = load.parse(as_yaml(this_year(表三=RECEIVED)))
    assert record is not None, seen
    filled, old = pipeline.last_year(last, record)
    made, _ = pipeline.draft(filled, bank(), (), old.reuse)
    assert made.document is not None
    told = "".join(s.text for p in made.document.paragraphs() for s in p.sentences)
    assert ("9件，较上年增加4件" in told) == sound
    _, made = pipeline.compared(old, made)
    assert any("印的是 7，各项相加是 5" in f.message for f in made.findings) != sound
