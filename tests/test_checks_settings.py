"""A project's own rules: switched off or lowered with a reason, never raised; every slip is said."""

import pytest
from tests.checking import build

from draftgen import checks
from draftgen.checks.project import parsed
from draftgen.core.finding import Level

DOUBLED = "一（五）：做好公开工作工作，举办培训1次。"


def levels(rules: str, lines: str = DOUBLED) -> dict[str, Level]:
    settings, faults = parsed(rules)
    assert faults == ()
    built = build(lines)
    return {f.code: f.level for f in checks.run(built.report, built.mentions, built.context, settings).findings}


def test_a_rule_is_switched_off() -> None:
    assert levels("关闭:\n  doubled: 另有校对软件\n") == {}


def test_a_rule_is_lowered() -> None:
    assert levels("降为提示:\n  doubled: 另有校对软件\n") == {"doubled": Level.HINT}


def test_a_threshold_is_changed() -> None:
    assert levels("阈值:\n  overview_length: 20\n", "") == {"overview-long": Level.HINT}


@pytest.mark.parametrize(
    ("rules", "code", "message"),
    [
        ("关闭:\n  doubeld: 理由\n", "rules-code", "没有“doubeld”这条规则。是不是“doubled”？"),
        ("关闭:\n  doubled:\n", "rules-reason", "关闭“doubled”没有写理由。"),
        ("降为核对:\n  file-name: 理由\n", "rules-raise", "“file-name”本来就是更低的级别，不能用设置文件升高。"),
        ("升级:\n  doubled: 理由\n", "rules-key", "规则设置里没有“升级”这一项。"),
        ("关闭: doubled\n", "rules-key", "“关闭”下面没有内容。"),
        ("阈值:\n  字数: 1500\n", "rules-limit", "没有“字数”这个阈值。"),
        ("阈值:\n  overview_length: 很多\n", "rules-limit", "阈值“overview_length”要写一个不小于 0 的数。"),
        ("", "rules-empty", "规则设置文件里没有内容。"),
    ],
)
def test_a_slip_in_the_file_of_rules_is_said(rules: str, code: str, message: str) -> None:
    settings, faults = parsed(rules)
    assert [(fault.code, fault.message) for fault in faults] == [(code, message)]
    assert settings == checks.shipped()


def test_every_slip_is_said_at_once_with_its_line() -> None:
    _, faults = parsed("关闭:\n  nothing: 理由\n降为提示:\n  doubled:\n", "本地.yaml")
    assert [(str(fault.place), fault.code) for fault in faults] == [
        ("本地.yaml:2:3", "rules-code"),
        ("本地.yaml:4:3", "rules-reason"),
    ]
