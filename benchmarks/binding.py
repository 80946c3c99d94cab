"""How many figures of labelled reports are bound to what they stand for: `python benchmarks/binding.py [FOLDER] [--list]`.

FOLDER (tests/data/reuse by default) holds a folder for each report with `last.txt` and `labels.json`, as its README says.
Printed per kind and per matter: how many figures are labelled, bound right, bound wrong, left open; precision and recall. What has no
path (`other:`, `none`) has to stay unbound. `--list` shows each wrong and each open one.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from draftgen import bind, facts, recall
from draftgen.core.report import Mention, Report
from draftgen.forms.sums import plain_path

DEFAULT = Path(__file__).resolve().parents[1] / "tests" / "data" / "reuse"
COUNTABLE = ("count", "percent", "share", "growth", "difference", "multiple")
_SUFFIXES = {".prev": "previous:", ".diff": "difference:", ".growth": "growth:", ".times": "multiple:"}


class Outcome(NamedTuple):
    """What became of a labelled figure: right, wrong or open."""

    name: str
    label: dict[str, Any]
    outcome: str
    got: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--list", action="store_true", help="show each wrong and each open figure")
    asked = parser.parse_args()
    outcomes = [one for case in sorted(asked.folder.iterdir()) if case.is_dir() for one in measured(case)]
    table(outcomes)
    if asked.list:
        for one in outcomes:
            if one.outcome != "right":
                print(f"{one.outcome:5} {one.name}: {one.label['text']} {one.label['path']} ← {one.got or '-'}")
                print(f"      {one.label['sentence']}")


def measured(case: Path) -> Iterator[Outcome]:
    """The figures of one labelled report."""
    text = (case / "last.txt").read_text("utf-8")
    report = recall.report(case / "last.txt")
    mentions = bind.mentions(report, facts.derive(bind.record(report)))
    for label in json.loads((case / "labels.json").read_text("utf-8"))["figures"]:
        if label["kind"] in COUNTABLE:
            mention = placed(label, text, report, mentions)
            yield Outcome(case.name, label, *judged(label, mention))


def placed(label: dict[str, Any], text: str, report: Report, mentions: tuple[Mention, ...]) -> Mention | None:
    """The mention at a label's place, found by the sentence that the label names."""
    inside = label["start"] - text.index(label["sentence"])
    for paragraph in report.prose():
        at = paragraph.text.find(label["sentence"])
        if at >= 0:
            start = paragraph.start + at + inside
            return next((m for m in mentions if m.place.block == paragraph.block and _over(m, start, label)), None)
    return None


def _over(mention: Mention, start: int, label: dict[str, Any]) -> bool:
    return mention.place.start < start + len(label["text"]) and start < mention.place.end


def judged(label: dict[str, Any], mention: Mention | None) -> tuple[str, str]:
    """right, wrong or open, and the path it was bound to."""
    if mention is None:
        return "lost", ""
    wanted = {canonical(path) for path in (label["path"], *label.get("also", ()))}
    got = mention.path
    if any(path.startswith("other:") or path == "none" for path in wanted):
        return ("right" if not got or got.startswith("misc.") else "wrong"), got
    if not got or got.startswith("misc."):
        return "open", "|".join(c.path for c in mention.candidates) + (f" [{mention.scope}]" if mention.scope else "")
    return ("right" if canonical(got) in wanted else "wrong"), got


def canonical(path: str) -> str:
    """A path in one spelling, whether a label's or a mention's."""
    for suffix, name in _SUFFIXES.items():
        if path.endswith(suffix):
            return name + canonical(path.removesuffix(suffix))
    kind, colon, rest = path.partition(":")
    if colon and kind in ("previous", "difference", "growth", "multiple"):
        return f"{kind}:{canonical(rest)}"
    if colon and kind == "share":
        return "share:" + "/".join(canonical(part) for part in rest.split("/"))
    path = plain_path(path)
    label = re.fullmatch(r"(\w+)\.count\[(.+)\]", path)
    return (
        f"{label[1]}.parts.{_name(label[2])}"
        if label
        else re.sub(r"(\.parts\.)(.+)", lambda m: m[1] + _name(m[2]), path)
    )


def _name(label: str) -> str:
    return re.sub(r"(类|类信息|信息)$", "", label.strip("“”"))


def matter(path: str) -> str:
    """The table, or the group of the catalogue, that a figure belongs to."""
    inner = re.split(r"[:/+]", path)[1] if ":" in path else path
    if "[" in inner:
        return "classes"
    head = inner.split(".")[0]
    return next(
        (name for name, heads in _MATTERS.items() if head in heads.split()),
        "table 3" if head == "requests" else "other",
    )


_MATTERS = {
    "table 2": "regulations documents permits penalties coercion charges",
    "table 4": "reviews lawsuits direct after_review disputes",
    "channels": "total site wechat weibo video headlines new_media documents_open finance news public_institutions media",
    "interaction": "messages hotline mailbox calls consultation press interview open_day open_meeting gazette interpretation",
    "requests": "requests_online requests_letter requests_counter days answer_rate fee fee_cases",
    "management": "document_review cleaned",
    "platform": "visits reads followers columns accounts zones reading_points boards qa_base inspections errors_fixed",
    "supervision": "staff training meetings checks evaluation complaints accountability proposals",
}


def table(outcomes: list[Outcome]) -> None:
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for one in outcomes:
        free = one.label["path"].startswith("other:") or one.label["path"] == "none"
        names = ("of no path",) if free else (one.label["kind"], f"  {matter(one.label['path'])}", "all but of no path")
        for name in names:
            kinds[name][one.outcome] += 1
    print(f"{'kind':20}{'labelled':>9}{'right':>7}{'wrong':>7}{'open':>6}{'lost':>6}{'precision':>11}{'recall':>8}")
    for name in sorted(kinds, key=lambda name: (name.startswith(("all", "of")), name)):
        count = kinds[name]
        bound, every = count["right"] + count["wrong"], count.total()
        precision = count["right"] / bound if bound else 1.0
        print(
            f"{name:20}{every:9}{count['right']:7}{count['wrong']:7}{count['open']:6}{count['lost']:6}"
            f"{precision:11.1%}{count['right'] / every:8.1%}"
        )


if __name__ == "__main__":
    main()
