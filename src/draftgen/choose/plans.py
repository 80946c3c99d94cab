"""The clerk's own words under 问题和打算: how much they say, and how they stand in a sentence.

A plan is a sentence (督促各站所按月报送) or a list of names (培训、考核). A sentence stands as it is; names go into a wording
that can take them: one is not 围绕目录修订充实栏目内容. The words by which either is known are `forms/plans.yaml`.
"""

import re
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from draftgen import forms
from draftgen.core.passage import Passage, Slot, Wording
from draftgen.forms.stored import table

# A hint of this many characters says more than the name of its theme.
SAYS_MORE = 9
# Words of this many characters whose end is no known noun are a clause.
CLAUSE = 9
DEED, OTHER = "动作", "其他"
# More kinds than there are: the breadth of a wording that takes any noun.
ANYTHING = 99
_NAMES = ("制度", "计划")
_COUNTERS = re.compile(r"(^|[；。，])(?:[一二三四五六七八九]是要?|（[一二三四五六七八九]）|[1-9][.．、](?!\d))")

_AND_SO_ON = re.compile("等(方面|领域|工作|信息|内容|方式|形式|渠道|措施|环节)?$")


class _Words(NamedTuple):
    raw: dict[str, Any]
    verbs: tuple[str, ...]
    deeds: tuple[str, ...]
    starts: tuple[str, ...]
    compounds: tuple[str, ...]
    inside: re.Pattern[str]
    endings: tuple[tuple[str, str], ...]

    def listed(self, name: str) -> tuple[str, ...]:
        return tuple(self.raw[name].split())


class _Frame(NamedTuple):
    before: str
    after: str
    takes: frozenset[str]


@cache
def _words() -> _Words:
    raw: dict[str, Any] = table(Path(forms.__file__).with_name("plans.yaml"))
    lists = {name: tuple(sorted(raw[name].split(), key=len, reverse=True)) for name in ("verbs", "deeds", "adverbs")}
    starts = (*raw["openers"].split(), *raw["single"].split())
    inside = re.compile(f"(?<=.)(?:{raw['inside']})(?=.)|(?<=..)(?:{raw['moments']})")
    endings = tuple((ending, kind) for kind, line in raw["endings"].items() for ending in line.split())
    return _Words(raw, lists["verbs"], lists["deeds"], starts, tuple(raw["compounds"].split()), inside, endings)


@cache
def _frames() -> tuple[_Frame, ...]:
    return tuple(_Frame(f["before"], f.get("after", ""), frozenset(f["takes"])) for f in _words().raw["frames"])


def says_more(hint: str) -> bool:
    """Whether a hint says more than the name of its theme, so that its own words must stand."""
    return len(_han(hint)) >= SAYS_MORE


def carries_plan(passage: Passage) -> bool:
    """Whether a measure has a slot for the clerk's own plan."""
    return any(slot.path == "plan" for slot in passage.slots)


def is_clause(plan: tuple[str, ...]) -> bool:
    """Whether a plan says what will be done (各站所定信息联络人) and so stands as a sentence, not as a list of names.

    A comma alone makes no sentence: 专人负责，AB角 are two names.
    """
    return any("；" in item or "。" in item for item in plan) or any(not kinds_of(part) for part in topics(plan))


@cache
def kinds_of(item: str) -> frozenset[str]:
    """The kinds of noun that one item of a plan is (动作, 载体 …, else 其他); none if it is a clause."""
    words, plain = _words(), _AND_SO_ON.sub("", re.sub(r"[“”《》（）\s]", "", item))
    if plain in words.deeds:
        return frozenset({DEED})
    if plain in words.listed("matters"):
        return frozenset({"内容"})
    found = _ending(plain)
    if "做法" in found:
        return found
    joined = re.split("和|以及|及(?!时)", plain)
    if len(joined) > 1 and all(map(kinds_of, joined)):
        return frozenset(kind for part in joined for kind in kinds_of(part))
    return _by_beginning(plain, found)


def _by_beginning(plain: str, found: frozenset[str]) -> frozenset[str]:
    """The kinds of what may begin with a verb, an adverb or a preposition; ``found`` are those of its ending."""
    words, free = _words(), not plain.startswith(_words().compounds)
    verb = next((v for v in words.verbs if plain.startswith(v)), "")
    if verb and free:
        return _behind_verb(plain, verb, found)
    adverb = next((a for a in words.listed("adverbs") if plain.startswith(a)), "")
    deed = next((d for d in words.deeds if plain.startswith(d)), "")
    if deed and len(deed) >= len(adverb):
        return _behind_deed(plain, deed, found)
    if adverb:
        return kinds_of(plain[len(adverb) :])
    if (free and plain.startswith(words.starts)) or re.match(r"\d+(年|个|月|日)", plain) or _says_who(plain):
        return frozenset()
    if found:
        return found | {DEED} if plain.endswith(words.deeds) else found
    return _unknown(plain)


def _unknown(plain: str) -> frozenset[str]:
    words = _words()
    if plain.endswith((*words.deeds, *words.verbs)):
        return frozenset({DEED})
    return frozenset() if len(_han(plain)) >= CLAUSE or plain.startswith("各") else frozenset({OTHER})


def _ending(plain: str) -> frozenset[str]:
    """The kinds of the longest ending that is known."""
    met = [(len(ending), kind) for ending, kind in _words().endings if plain.endswith(ending)]
    longest = max((length for length, _ in met), default=0)
    return frozenset(kind for length, kind in met if length == longest)


def _behind_verb(plain: str, verb: str, found: frozenset[str]) -> frozenset[str]:
    rest = plain[len(verb) :]
    if rest in _words().deeds and verb not in _words().listed("governing"):
        return frozenset({DEED})
    if rest in _words().listed("reports"):
        return found
    named = found & set(_NAMES) and verb not in _words().listed("founding")
    return found if named else frozenset()


def _behind_deed(plain: str, deed: str, found: frozenset[str]) -> frozenset[str]:
    words, rest = _words(), plain[len(deed) :]
    if rest in words.deeds:
        return frozenset({DEED})
    named = rest.startswith(words.listed("suffixes")) or (found & set(_NAMES) and len(rest) <= 4)
    if named and not _says_who(plain):
        return found or frozenset({OTHER})
    if deed not in words.listed("transitive") and (
        any(rest == ending for ending, _ in words.endings) or rest.startswith(words.deeds)
    ):
        return found or kinds_of(rest)
    return frozenset({DEED}) if len(plain) <= 6 and rest.endswith(words.deeds) else frozenset()


def _says_who(plain: str) -> bool:
    """Whether something stands before a verb: 办结后报送, 各站所明确一名信息员."""
    words = _words()
    if words.inside.search(plain):
        return True
    if plain.endswith(words.listed("reports")):
        return False
    return any(0 < plain.find(word) < len(plain) - len(word) - 1 for word in words.listed("between"))


def takes(passage: Passage, plan: tuple[str, ...]) -> bool:
    """Whether the wording around the slot can take every item of a plan: 重点公开 takes matters, not 培训.

    A plan that ends with 等 wants a wording that says 等 itself; and there is no 培训方式等方式, no 重点公开重点领域.
    """
    _, after = _around(passage)
    if re.match("等(.{2})", after) and any(item.endswith(after[1:3]) for item in topics(plan)):
        return False
    if open_ended(plan) and not after.startswith("等"):
        return False
    frame = _frame(passage)
    if frame is None:
        return True
    return all(kinds_of(item) & frame.takes and item[:2] != frame.before[:2] for item in topics(plan))


def breadth(passage: Passage) -> int:
    """How many kinds of noun a wording takes: the fewer, the better it says what is meant."""
    frame = _frame(passage)
    return len(frame.takes) if frame is not None else ANYTHING


def _frame(passage: Passage) -> _Frame | None:
    before, after = _around(passage)
    return next((f for f in _frames() if before.endswith(f.before) and after.startswith(f.after)), None)


def _around(passage: Passage) -> tuple[str, str]:
    """What stands before and behind the slot of the plan."""
    index = next(i for i, part in enumerate(passage.text) if isinstance(part, Slot) and part.path == "plan")
    before, after = ("".join(part for part in side if isinstance(part, str)) for side in _sides(passage, index))
    return before, after


def _sides(passage: Passage, index: int) -> tuple[Wording, Wording]:
    return passage.text[max(index - 1, 0) : index], passage.text[index + 1 : index + 2]


@lru_cache(1 << 9)  # each wording of a point looks at the same words
def formal(text: str, spoken: tuple[tuple[str, str], ...]) -> str:
    """A clerk's rough words in the register of the report: the replacements of words.yaml, longest first."""
    plain = re.sub(r"(?<!\d),|,(?!\d{3})", "，", text.strip().rstrip("。；;.!！，,、 ")).replace(";", "；")
    for rough, fine in _longest_first(spoken):
        plain = plain.replace(rough, fine)
    return plain


@cache
def _longest_first(spoken: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return sorted(spoken, key=lambda pair: -len(pair[0]))


def sentence(plan: tuple[str, ...]) -> str:
    """A plan that stands in its own words, without 一是 and 我们打算: the report counts and plans by itself."""
    glue = "；" if any("，" in item or "；" in item for item in plan) else "，"
    said = glue.join(map(_without_lead, plan))
    verbs = [(_brings_about(item), item) for item in topics((said,))]
    if not verbs or not all(verb for verb, _ in verbs):
        return said
    groups = groupby(verbs, key=lambda pair: pair[0])
    return "，".join(verb + "、".join(item for _, item in group) for verb, group in groups)


def _brings_about(item: str) -> str:
    """The verb for what names a state to be reached and has none of its own (推动 for 解读与文件同步); "" for all else."""
    words = _words()
    if item.startswith((*words.verbs, *words.starts)):
        return ""
    return next((verb for verb, endings in words.raw["states"].items() if item.endswith(tuple(endings.split()))), "")


def _without_lead(item: str) -> str:
    plain = _COUNTERS.sub(r"\1", item)
    lead = next((w for w in sorted(_words().listed("leading"), key=len, reverse=True) if plain.startswith(w)), "")
    return plain[len(lead) :].lstrip("，") or plain


def topics(words: tuple[str, ...]) -> tuple[str, ...]:
    """A plan typed on one line as its topics: 培训、考核等 is two."""
    parts = (_AND_SO_ON.sub("", part).strip() for word in words for part in re.split("[，、；。]", word))
    return tuple(part for part in parts if part)


def open_ended(words: tuple[str, ...]) -> bool:
    """Whether a plan names only some of what is planned: 培训、考核等."""
    return bool(words) and _AND_SO_ON.search(words[-1]) is not None


def as_topics(hint: str) -> tuple[str, ...]:
    """A hint as a list of topics that may stand in a sentence as they are (培训、考核); () if it is no such list."""
    items = topics((hint,))
    return items if items and all(kinds_of(item) - {OTHER} and len(item) < CLAUSE for item in items) else ()


def _han(text: str) -> str:
    return "".join(char for char in text if "\u4e00" <= char <= "\u9fff" or char.isdigit())
