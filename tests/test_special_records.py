"""The promises of design.md 2, held against the records that break generators, for each kind of agency."""

import re
from collections.abc import Callable
from functools import cache

import pytest
from tests.complete import complete
from tests.drafting import DataFile, Drafted, drafted
from tests.promises import PROMISES, broken, texts_under
from tests.strategies import KINDS, NAMES, only_tables

APPLICATIONS: dict[str, DataFile] = {
    "one application": {"新收": {"自然人": 1}, "予以公开": {"自然人": 1}},
    "one application, not yet answered": {"新收": {"商业企业": 1}, "结转下年": {"商业企业": 1}},
    "only last year's applications": {"新收": 0, "上年结转": {"自然人": 2}, "部分公开": {"自然人": 2}},
    "none": {"新收": 0},
    "ten thousand": {
        "新收": {"自然人": 10_000},
        "予以公开": {"自然人": 6_667},
        "无法提供": {"本机关不掌握": {"自然人": 3_332}},
        "结转下年": {"自然人": 1},
    },
}


def with_applications(table: DataFile) -> Callable[[str], DataFile]:
    return lambda kind: only_tables(NAMES[kind][0], kind, 表三=table)


SPECIAL: dict[str, Callable[[str], DataFile]] = {
    **{name: with_applications(table) for name, table in APPLICATIONS.items()},
    "everything doubled": lambda kind: complete(kind, lambda now: now // 2),
    "everything unchanged": lambda kind: complete(kind, lambda now: now),
    "last year zero": lambda kind: complete(kind, lambda _: 0),
    "everything gone": lambda kind: only_tables(NAMES[kind][0], kind, 上年=complete(kind, lambda now: now)["上年"]),
    "no ticks": lambda kind: complete(kind) | {"做过的事": None},
    "all ticks, no figures": lambda kind: only_tables(NAMES[kind][0], kind, 做过的事=complete(kind)["做过的事"]),
    "all ticks": complete,
    "breakdowns of one part": lambda kind: only_tables(
        NAMES[kind][0],
        kind,
        数据={
            "主动公开": {
                "门户网站": {"条数": 5, "分类": {"公告": 5}},
                "微信公众号": {"条数": 7, "分类": {"动态": 7, "公告": 0}},
            }
        },
    ),
    "only tables": lambda kind: only_tables(NAMES[kind][0], kind),
}


@cache
def special(name: str, kind: str) -> Drafted:
    return drafted(SPECIAL[name](kind))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SPECIAL)
def test_special_records_keep_every_promise(name: str, kind: str) -> None:
    assert broken(special(name, kind), PROMISES) == {}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("one application", ("1件",)),
        ("one application, not yet answered", ("1件",)),
        ("only last year's applications", ("2件",)),
        ("ten thousand", ("10000件", "66.7%")),
        ("everything doubled", ("是上年的2倍",)),
        ("everything unchanged", ("与上年持平",)),
        ("last year zero", ("较上年增加50件",)),
        ("everything gone", ("较上年减少50件",)),
        ("breakdowns of one part", ("5条", "7条")),
    ],
)
def test_special_records_say_what_is_special(name: str, kind: str, said: tuple[str, ...]) -> None:
    text = "".join(sentence.text for sentence in special(name, kind).sentences("overview"))
    assert [words for words in said if words not in text] == []


@pytest.mark.parametrize("kind", KINDS)
def test_without_applications_nothing_is_said_of_their_results(kind: str) -> None:
    text = "".join(texts_under(special("none", kind), "总体情况", "依申请公开"))
    assert "申请" in text
    assert re.findall(r"\d(?!\d*年)|予以公开|办结|渠道|占|其中|答复", text) == []


@pytest.mark.parametrize("kind", KINDS)
def test_without_ticks_nothing_is_claimed_to_be_done(kind: str) -> None:
    done = {
        claim
        for sentence in special("no ticks", kind).sentences()
        for claim in sentence.claims
        if claim.startswith("done.")
    }
    assert done == set()
