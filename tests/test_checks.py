"""The rules for any report: each does what its manual says, and a good report is left in peace."""

import pytest
from tests.checking import build, codes

from draftgen import checks
from draftgen.checks.manual import manual
from draftgen.checks.registry import RULES

BY_CODE = {rule.code: rule for rule in RULES}


@pytest.mark.parametrize("code", BY_CODE)
def test_every_rule_finds_the_fault_of_its_example_and_nothing_in_the_mended_one(code: str) -> None:
    example = manual(BY_CODE[code])
    assert code in codes(example.fails)
    assert code not in codes(example.passes)


def test_a_report_with_nothing_wrong_has_no_finding() -> None:
    built = build()
    assert checks.run(built.report, built.mentions, built.context).findings == ()


def test_every_rule_has_a_code_of_its_own_and_a_weight() -> None:
    assert len(BY_CODE) == len(RULES)
    assert set(checks.shipped().weights) == set(BY_CODE)
