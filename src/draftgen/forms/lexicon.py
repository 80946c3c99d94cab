"""The words of the prose by which a figure is known: classes of words, and which classes make which figure."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from draftgen import forms

FILLER = "filler"
ROW = "*"  # in a path: the row of table 3 that the sentence speaks of


class Entry(NamedTuple):
    """How a figure is named in prose.

    ``paths``: what the words may mean, the literal reading first; ``beyond``: what they may mean besides where the matter
    is only known from before. ``needs``: classes of words, one of each group has to be there; ``allows``: further classes
    that may be. ``units``: measure words. ``topic``: what the sentence has to speak of. ``within`` and ``without``: a
    class that the sentence has to hold, or must not. ``part``: only where a figure of the same matter was named before.
    ``strict``: only where nothing before it in the sentence narrows it down. ``literal``: where several readings have
    the same value the first is meant. ``open``: the value does not decide. ``section``: only in this part of the report.
    ``sibling``: only beside another figure of this matter in the same sentence.
    ``local``: the label itself has to hold all that is needed.
    ``weak``: any other reading comes first.
    ``exact``: only where the tables have the very value.
    ``anywhere``: who has it does not limit it: 各镇设查阅点17个.
    ``loose``: a word before the name that nobody knows only says more of it: 招生工作新闻发布会, if no other figure has the plain name.
    """

    paths: tuple[str, ...]
    needs: tuple[frozenset[str], ...]
    allows: frozenset[str]
    units: frozenset[str]
    topic: str = ""
    within: str = ""
    without: str = ""
    part: bool = False
    strict: bool = False
    literal: bool = False
    open: bool = False
    section: str = ""
    sibling: str = ""
    local: bool = False
    weak: bool = False
    exact: bool = False
    beyond: tuple[str, ...] = ()
    anywhere: bool = False
    loose: bool = False


class Lexicon(NamedTuple):
    """``words``: the classes of each word. ``entries``: the figures. ``markers``: classes that name no figure.

    ``lengths``: how long the words are that begin with a character.
    """

    words: dict[str, frozenset[str]]
    entries: tuple[Entry, ...]
    markers: frozenset[str]
    lengths: dict[str, tuple[int, ...]]


@cache
def lexicon() -> Lexicon:
    """The words and entries of ``lexicon.yaml``, with the labels of the form in force."""
    raw: dict[str, Any] = forms._read("lexicon.yaml")  # noqa: SLF001 - the reader of this package's data files
    markers = frozenset((FILLER, *raw["markers"], *raw["scopes"]))
    words: dict[str, set[str]] = {}
    named = {FILLER: raw["filler"], "info": raw["info"], **raw["classes"], **raw["markers"], **raw["scopes"]}
    for name, listed in named.items():
        for word in listed.split():
            words.setdefault(word, set()).add(name)
    for name, labels in _row_labels():
        for label in labels:
            words.setdefault(label, set()).add(name)
    for found in words.values():
        if found <= markers:
            found.add(FILLER)
    entries = (*(_entry(figure, raw["units"]) for figure in raw["figures"]), *_crossed(raw))
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[0], set()).add(len(word))
    return Lexicon(
        {word: frozenset(found) for word, found in words.items()},
        entries,
        markers,
        {char: tuple(sorted(found)) for char, found in lengths.items()},
    )


def _row_labels() -> Iterator[tuple[str, Iterable[str]]]:
    """The reasons of table 3: their ids with their official labels, counters left out."""
    for row in forms.form("2021").table("table3").blocks[0].rows:
        for group in row.children:
            for leaf in group.children:
                names = {name.lstrip("0123456789.") for name in leaf.names}
                yield leaf.id, names - {leaf.id, "其他"}


def _entry(figure: dict[str, Any], units: dict[str, str]) -> Entry:
    about_requests = figure["path"].startswith("requests")
    return Entry(
        tuple(figure["path"].split()),
        tuple(frozenset(group.split("|")) for group in figure["needs"]),
        frozenset(figure.get("allows", "").split()),
        frozenset(units.get(figure["units"], figure["units"]).split()),
        figure.get("topic", ""),
        figure.get("with", ""),
        figure.get("not", "attribute" if about_requests else ""),
        figure.get("part", False),
        figure.get("strict", False),
        figure.get("literal", False),
        figure.get("open", False),
        figure.get("parts", ""),
        figure.get("sibling", ""),
        figure.get("local", False),
        figure.get("weak", False),
        figure.get("exact", False),
        anywhere=figure.get("anywhere", False),
        loose=figure.get("loose", False),
    )


_ASKED = frozenset(("requests", "apply"))
_DONE = frozenset(("handle", "handled", "received", "answered", "requests", "apply", "new"))


def _crossed(raw: dict[str, Any]) -> Iterator[Entry]:
    """Rows by applicants of table 3, reasons, and outcomes of table 4."""
    case, dispute = (frozenset(raw["units"][name].split()) for name in ("case", "dispute"))
    for applicant in raw["applicants"].split():
        words = frozenset((applicant, "rest")) if applicant == "others" else frozenset((applicant,))
        yield Entry((f"requests.{ROW}.{applicant}",), (_ASKED, words), _DONE, case, part=True, literal=True)
        for row in raw["rows"].split():
            yield Entry((f"requests.{row}.{applicant}",), (frozenset((row,)), frozenset((applicant,))), _DONE, case)
    for reason in raw["reasons"].split():
        group = reason.split("_")[0]
        yield Entry((f"requests.{reason}",), (_ASKED, frozenset((reason,))), _DONE | {group}, case)
    for kind in ("reviews", "lawsuits", "direct", "after_review"):
        for outcome in raw["outcomes"].split():
            words = frozenset((outcome, "rest")) if outcome == "otherwise" else frozenset((outcome,))
            beyond = (f"lawsuits.{outcome}",) if kind in ("direct", "after_review") else ()
            allowed = _DONE | {"lawsuits"} if beyond else _DONE
            needs = (frozenset((kind,)), words)
            yield Entry((f"{kind}.{outcome}",), needs, allowed, dispute, section=raw["dispute_parts"], beyond=beyond)
