"""Figures that are said of other figures: differences, growth, shares, multiples, sums, last year's values."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

from draftgen import numerals
from draftgen.bind.state import Reading
from draftgen.core.report import Candidate
from draftgen.forms.sums import sum_path

_WHOLES = {
    "requests_online": "requests.new",
    "requests_letter": "requests.new",
    "requests_counter": "requests.new",
    "direct": "lawsuits",
    "after_review": "lawsuits",
}
_RESULTS = ("granted", "partial", "denied", "unable", "refused", "other")


def subjects(reading: Reading, depth: int) -> list[int]:
    """What a comparison behind the last count may be said of: that count, and the whole of the list that it ends."""
    last = reading.last(depth=depth)
    if last < 0:
        return []
    one = reading.found[last]
    if one.whole < 0 or last == 0:
        return [last, *_made_up(reading, last)]
    others = [i for i in range(one.whole + 1, last) if reading.found[i].whole == one.whole]
    interrupted = any(found.relation for found in reading.found[one.whole + 1 : last])
    return [last] if interrupted or not others else [last, one.whole]


def _made_up(reading: Reading, last: int) -> list[int]:
    """解读20件，图解8件、视频3件、文字9件，较上年增加4件: the count that those up to ``last`` add up to may be meant as well."""
    total = Decimal(0)
    for index in range(last, reading.first_of_piece - 1, -1):
        one = reading.found[index]
        if not one.counted or one.previous or one.numeral.unit != reading.found[last].numeral.unit:
            return []
        if index < last - 1 and one.numeral.value == total:
            return [index]
        total += one.numeral.value or Decimal(0)
    return []


def said_of(reading: Reading, targets: Sequence[int], suffix: str) -> tuple[Candidate, ...]:
    """``suffix`` of each figure that may be meant; nothing if one of them is not known."""
    paths = [reading.found[index].path for index in targets]
    if not paths or not all(paths):
        return ()
    base = [path.removesuffix(".prev") for path in paths]
    return tuple(Candidate(f"{path}{suffix}", reading.value(f"{path}{suffix}")) for path in dict.fromkeys(base))


def natural_whole(path: str) -> str:
    """The whole that a part is a share of by the form or the catalogue; "" if there is none."""
    if path.startswith("sum:"):
        wholes = {natural_whole(term) for term in path.removeprefix("sum:").split("+")}
        return wholes.pop() if len(wholes) == 1 else ""
    head, _, tail = path.partition(".")
    if head == "requests" and tail:
        row, _, column = tail.partition(".")
        result = row.split("_")[0] in _RESULTS
        return f"requests.{row}" if column else "requests.total" if result else ""
    if ".parts." in path:
        return f"{path.partition('.parts.')[0]}.count"
    if head in ("reviews", "lawsuits", "direct", "after_review") and tail:
        return head
    if head == "interpretation" and tail != "count":
        return "interpretation.count"
    return _WHOLES.get(path, "")


def group_of(path: str) -> tuple[str, ...]:
    """The result that a reason of table 3 belongs to: its share may be one of that, or of all that was answered."""
    row = path.removeprefix("requests.")
    group, _, number = row.partition("_")
    return (f"requests.{group}",) if number.isdigit() and row != path and group in _RESULTS else ()


def share(
    reading: Reading, part: str, value: Decimal | None, wholes: Sequence[str], printed: Decimal | None
) -> tuple[Candidate, ...]:
    """``part`` as a share of one of ``wholes``; the printed percentage decides between several."""
    made = []
    for whole in dict.fromkeys(whole for whole in wholes if whole and whole != part):
        of = reading.value(whole)
        of = next((f.numeral.value for f in reading.found if f.path == whole), None) if of is None else of
        percent = numerals.share(value, of) if value is not None and of else None
        formula = f"{numerals.write(value)} ÷ {numerals.write(of)}" if value is not None and of else ""
        made.append(Candidate(f"share:{part}/{whole}", percent, formula))
    agreeing = [one for one in made if agrees(one, printed)]
    return tuple(agreeing) if len(agreeing) == 1 else tuple(made)


def agrees(candidate: Candidate, printed: Decimal | None) -> bool:
    """Whether a printed percentage is what the data give."""
    return candidate.value is not None and printed is not None and _near(candidate.value, printed)


def _near(computed: Decimal, printed: Decimal) -> bool:
    whole = printed == printed.to_integral_value()
    return abs(computed - printed) <= (Decimal("0.5") if whole else Decimal("0.1"))


def summed(reading: Reading, value: Decimal | None) -> tuple[Candidate, ...]:
    """The last figures of the sentence that add up to ``value``."""
    said = [f for f in reading.found[reading.first_of_paragraph :] if f.sentence == reading.sentence and f.counted]
    counts = [f for f in said if f.whole < 0] if len([f for f in said if f.whole < 0]) > 1 else said
    if value is None or any(f.numeral.value is None for f in counts):
        return ()
    counts.reverse()
    totals = list(accumulate(f.numeral.value or Decimal(0) for f in counts))
    length = next((i + 1 for i, total in enumerate(totals) if total == value), 0)
    chosen = counts[:length][::-1]
    if length < 2 or not all(f.path for f in chosen) or len({f.numeral.unit for f in chosen}) > 1:
        return ()
    paths = [f.path for f in chosen]
    if len(set(paths)) == 1:  # 整改错链5处、错字18处，合计23处: the sum is the figure, not its parts
        for part in chosen:
            part.candidates = ()
        return (Candidate(paths[0], reading.value(paths[0])),)
    path = sum_path(paths)
    of_results = len(paths) > 2 and all(natural_whole(path) == "requests.total" for path in paths)
    path = "requests.total" if of_results and reading.value("requests.total") == value else path
    formula = f"{' + '.join(numerals.write(f.numeral.value or Decimal(0)) for f in chosen)} = {numerals.write(value)}"
    return (Candidate(path, reading.value(path), formula),)


def name_wholes(reading: Reading, first: int) -> None:
    """工作人员6名，其中专职2名、兼职4名: a whole without a figure of its own is the sum of its parts."""
    for index in range(first, len(reading.found)):
        whole = reading.found[index]
        parts = [f for f in reading.found[index + 1 :] if f.whole == index and f.counted]
        if whole.path or whole.scope or len(parts) < 2 or not all(f.path for f in parts):
            continue
        path = sum_path(f.path for f in parts)
        if (
            not path.startswith("sum:")
            and sum((f.numeral.value or Decimal(0) for f in parts), Decimal(0)) == whole.numeral.value
        ):
            whole.candidates = (Candidate(path, reading.value(path)),)
