"""Real pairs of years: every figure of the new text is of the new year, or marked. Skipped where the reports are absent."""

from pathlib import Path

import pytest

from draftgen import facts, reading, recall, reuse
from draftgen.core.reuse import Fate

REAL = Path(__file__).resolve().parents[2] / "shared" / "real" / "hongze"


@pytest.mark.skipif(not REAL.exists(), reason="the published reports (../shared/real) are not here: nothing was reused")
def test_every_bound_figure_of_2023_gets_the_value_of_2024_or_is_marked() -> None:
    last = reading.understand(recall.report(REAL / "hzq2023.pdf"))
    now = reading.understand(recall.report(REAL / "hzq2024.pdf"))
    record = now.record._replace(values=now.record.values._replace(previous=last.record.values.figures))
    derived = facts.derive(record)
    made = reuse.reuse(last.report, last.mentions, last.claims, derived)
    replaced = [n for n in made.numerals if n.fate in (Fate.REPLACED, Fate.SAME) and n.path in derived.figures]
    assert replaced
    for numeral in replaced:
        assert numeral.new == str(derived.figures[numeral.path].value), numeral
    tables = set(now.record.values.figures)
    assert all(numeral.path in tables or derived.figures[numeral.path].formula for numeral in replaced)
