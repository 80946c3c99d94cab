"""What there is to see in a review: the data, what may be said, the decisions so far, and the report they make."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from draftgen import feedback, load, pipeline, plan, realise, review, store
from draftgen.core.document import CHECK, Document, Sentence
from draftgen.core.figure import Facts
from draftgen.core.finding import Finding, UnreadableInput
from draftgen.core.outline import Draft, Point, Suggestion
from draftgen.core.passage import Slot
from draftgen.core.record import Record
from draftgen.core.reuse import Rate
from draftgen.review import Decisions, State, numbers
from draftgen.review.texts import flat, named, parsed, written

FOLLOW = "follow"


class Unit(NamedTuple):
    """One decidable place as it stands in the report: its sentences, or none where nothing is said."""

    place: str
    block: str
    sentences: tuple[Sentence, ...] = ()

    @property
    def text(self) -> str:
        return "".join(sentence.text for sentence in self.sentences)

    @property
    def confirmed(self) -> bool:
        return all(sentence.confirmed for sentence in self.sentences)


class Sight:
    """Opens a data file for review. Raises UnreadableInput, RefusedOutput (another review is open), DraftgenError."""

    def __init__(
        self,
        job: pipeline.Job,
        *,
        now: Callable[[], str] = lambda: datetime.now().astimezone().isoformat(timespec="seconds"),
        marks: Callable[[feedback.Mark], None] = feedback.append,
    ) -> None:
        self.marks = marks
        self.revision = 0
        self.job = job
        record, seen = _record(job.data)
        self.journal = review.Journal(job.data, store.write_file, now)
        try:
            self._opened(record, seen)
        except BaseException:
            self.journal.close()
            raise

    def _opened(self, record: Record, seen: tuple[Finding, ...]) -> None:
        """Everything that follows from the data and last year's report."""
        self._sum = store.sha_of(self.job.data)
        last = pipeline.reused(self.job, self.journal.decisions)
        self.job = self.job._replace(reuse=last)
        self.old: pipeline.LastYear | None = None
        if last is not None:
            record, self.old = pipeline.last_year(last, record)
        bank, faults = pipeline.bank(self.job.data.parent, self.job.banks)
        self.ground = pipeline.ground(record, bank, (*seen, *faults), None if self.old is None else self.old.reuse)
        self._begin(last)
        self.on_offer = review.offered(self.ground.offers)
        self._read: tuple[str, ...] = ()
        self._points: Mapping[str, Point] = {
            known.place: point
            for point in self.ground.offers.points
            for known in (point.problem, point.measure)
            if known is not None
        }
        self.composed()

    @property
    def outdated(self) -> bool:
        """Whether the data file has been changed since it was read."""
        return store.sha_of(self.job.data) != self._sum

    def reopen_data(self) -> None:
        """Reads the data anew, if they were changed. Raises UnreadableInput if they cannot be read any more."""
        if self.outdated:
            self._opened(*_record(self.job.data))
            self.revision += 1

    def _begin(self, last: Path | None) -> None:
        """The decisions where they belong now: hints may have changed their order, last year's file its name."""
        before = self.journal.decisions
        here, _ = review.placed(before, self.ground.offers, self.ground.record)
        if dict(here.places) != dict(before.places):
            self.journal.do(FOLLOW, "", here)
        name = _relative(last, self.job.data.parent) if last is not None else ""
        if name and name != self.journal.decisions.reuse:
            self.journal.do("reuse", "", self.journal.decisions._replace(reuse=name))

    def close(self) -> None:
        """Ends the review; everything was written when it was done. How far it came is remembered for `status`."""
        self.journal.close()
        if self.decisions.places:
            store.reviewed(self.job.data, self.journal.path, *self.progress())

    # --- what there is ---

    @property
    def decisions(self) -> Decisions:
        return self.journal.decisions

    @property
    def facts(self) -> Facts:
        return self._facts

    @property
    def document(self) -> Document:
        assert self.draft.document is not None
        return self.draft.document

    def composed(self) -> None:
        """The draft as the decisions make it, and its decidable places in reading order."""
        self.draft, self._facts = pipeline.compose(self.ground, self.decisions, checked=False)
        assert self.draft.offers is not None
        self.said = review.offered(self.draft.offers)
        self.units = tuple(self._units())

    def checked(self) -> tuple[Finding, ...]:
        """Every remark on the draft as it stands."""
        made, _ = pipeline.compose(self.ground, self.decisions)
        if self.old is not None:
            _, made = pipeline.compared(self.old, made)
        return made.findings

    def rates(self) -> tuple[Rate, ...]:
        """The 重复率 with last year's report by section; () where none was given."""
        if self.old is None:
            return ()
        return pipeline.compared(self.old, Draft(self.document, None, ()))[0].rates

    def _units(self) -> list[Unit]:
        found: list[Unit] = []
        for paragraph in self.document.paragraphs():
            for sentence in paragraph.sentences:
                place = sentence.place
                if not self.decidable(place):
                    continue
                if found and found[-1].place == place:
                    found[-1] = found[-1]._replace(sentences=(*found[-1].sentences, sentence))
                else:
                    found.append(Unit(place, paragraph.place, (sentence,)))
        return self._with_silent(found)

    def _with_silent(self, units: list[Unit]) -> list[Unit]:
        """The places where nothing is said by the clerk's own decision, each where it stood when something was said."""
        shown = {unit.place for unit in units}
        silent = [place for place in self.on_offer if place not in shown and self.silenced(place)]
        if not silent:
            self._read = tuple(unit.place for unit in units)
            return units
        before = {place: at for at, place in enumerate(self._whole())}
        for place in sorted(silent, key=lambda name: before.get(name, len(before))):
            own = before.get(place, len(before))
            behind = [n for n, unit in enumerate(units) if before.get(unit.place, len(before)) < own]
            units.insert(behind[-1] + 1 if behind else 0, Unit(place, part_of(place)))
        return units

    def _whole(self) -> tuple[str, ...]:
        """The places as they are read where nothing is left out."""
        if not self._read:
            said = {place: found for place, found in self.decisions.places.items() if not self.silenced(place)}
            whole, _ = pipeline.compose(self.ground, self.decisions._replace(places=said), checked=False)
            paragraphs = whole.document.paragraphs() if whole.document is not None else ()
            self._read = tuple(dict.fromkeys(sentence.place for one in paragraphs for sentence in one.sentences))
        return self._read

    def silenced(self, place: str) -> bool:
        """Whether a place is empty because the clerk said so."""
        decision = self.decisions.places.get(place)
        return decision is not None and decision.state is State.REFUSED and decision.nothing

    def standing(self, place: str) -> str:
        """The wording that stands at a place as it was offered; "" where the clerk wrote it anew, or nothing stands."""
        decision, shown = self.decisions.places.get(place), self.shown(place)
        anew = decision is not None and decision.state in (State.EDITED, State.OWN)
        return "" if shown is None or anew or self.silenced(place) else shown.passage.id

    def decidable(self, place: str) -> bool:
        """Whether there is something to decide: a suggestion, or a paragraph of the clerk's own from review."""
        return place in self.on_offer or place in self.decisions.places or place in self.said

    def unit(self, place: str) -> Unit | None:
        return next((unit for unit in self.units if unit.place == place), None)

    def settled(self, place: str) -> bool:
        """Whether a place is decided and asks nothing more."""
        decision = self.decisions.places.get(place)
        unit = self.unit(place)
        if decision is None or not decision.settled:
            return False
        return unit is None or (unit.confirmed and CHECK not in unit.text and not self._of_last_year(place))

    def _of_last_year(self, place: str) -> bool:
        """Whether a number of last year was typed at a place and nobody has said yet that it is this year's too."""
        if self.ground.old is None:
            return False
        last, part = self.ground.old.numerals, self.decisions.places[place].part
        return any(numbers.of_last_year(number, place, part, last) for number in self.typed(place))

    def progress(self) -> tuple[int, int]:
        """How many places are decided, of how many."""
        return sum(self.settled(unit.place) for unit in self.units), len(self.units)

    def next_open(self, place: str) -> str:
        """The next place that is not decided, from ``place`` on and round; ``place`` where none is left."""
        names = [unit.place for unit in self.units]
        at = names.index(place) if place in names else -1
        order = [*names[at + 1 :], *names[: at + 1]]
        return next((name for name in order if not self.settled(name)), place)

    # --- wordings ---

    def shown(self, place: str) -> Suggestion | None:
        """The suggestion that is said at a place, or would be if it were not silent."""
        found = self.said.get(place) or self.on_offer.get(place, ())
        return found[0] if found else None

    def text_of(self, suggestion: Suggestion) -> str:
        """What a suggestion says, with its slots."""
        if suggestion.written:
            decision = self.decisions.places.get(suggestion.place)
            return decision.text if decision is not None else written(suggestion.written)
        wording, _ = flat(plan.said(suggestion, self._point_of(suggestion)))
        return written(named(wording, self.ground.facts))

    def _point_of(self, suggestion: Suggestion) -> Point | None:
        """The point that a suggestion belongs to; without the clerk's words where it names another problem."""
        point = self._points.get(suggestion.place)
        if point is None or point.problem is None or not suggestion.place.startswith("problems."):
            return point
        return point if suggestion.passage.theme == point.problem.passage.theme else point._replace(own=None)

    def text(self, place: str) -> str:
        """The words of a place with their slots, as they stand now."""
        decision = self.decisions.places.get(place)
        if decision is not None and (decision.worded or decision.state is State.OWN):
            return decision.text
        shown = self.shown(place)
        if shown is None:
            return ""
        return self._shortened(shown) or self.text_of(shown)

    def _shortened(self, shown: Suggestion) -> str:
        """The short wording of a passage, if that is what stands in the report (a limit of length may ask for it)."""
        unit = self.unit(shown.place)
        if not shown.passage.short or shown.written or unit is None:
            return ""
        facts = self._facts.overlaid(shown.local)
        said = "".join(span.text for span in realise.sentence(shown.passage.short, facts))
        return written(named(shown.passage.short, self.ground.facts)) if said == unit.text else ""

    def offered_text(self, place: str) -> str:
        """What the program itself would say at a place."""
        found = self.on_offer.get(place, ())
        decision = self.decisions.places.get(place)
        same = next((s for s in found if decision is not None and s.passage.id == decision.passage), None)
        best = same or (found[0] if found else None)
        return self.text_of(best._replace(written=())) if best is not None else ""

    def local(self, place: str) -> Facts:
        """The facts for the slots of a place, those of its own item and plan included."""
        shown = self.shown(place)
        return self._facts.overlaid(shown.local) if shown is not None else self._facts

    def alternatives(self, place: str) -> tuple[Suggestion, ...]:
        """Everything that could be said at a place, each sentence once: beside the clerk's own words many are the same."""
        found = [s for s in self.on_offer.get(place, ()) if s.place]
        now = self.shown(place)
        if now is not None and now.passage.id not in {s.passage.id for s in found}:
            found.insert(0, now._replace(written=()))
        once: dict[str, Suggestion] = {}
        for suggestion in found:
            said = self.text_of(suggestion._replace(written=()))
            if said not in once or (now is not None and suggestion.passage.id == now.passage.id):
                once[said] = suggestion
        return tuple(once.values())

    def twins(self, suggestion: Suggestion) -> tuple[str, ...]:
        """The other wordings of a place that would say the very same."""
        said = self.text_of(suggestion._replace(written=()))
        others = (s for s in self.on_offer.get(suggestion.place, ()) if s.passage.id != suggestion.passage.id)
        return tuple(other.passage.id for other in others if self.text_of(other._replace(written=())) == said)

    def slots(self, place: str) -> tuple[Slot, ...]:
        """The figures that a clerk may put into the words of a place: those of its wordings."""
        listed = [self.text(place), *(self.text_of(s._replace(written=())) for s in self.alternatives(place))]
        slots = (part for text in listed for part in parsed(text) if isinstance(part, Slot))
        return tuple(dict.fromkeys(slots))

    def typed(self, place: str) -> tuple[numbers.Typed, ...]:
        """The numbers typed at a place that may be figures of the data, or have no source at all."""
        decision = self.decisions.places.get(place)
        if decision is None or decision.state not in (State.EDITED, State.OWN):
            return ()
        offered = [part for part in parsed(self.offered_text(place)) if isinstance(part, Slot)]
        return numbers.typed(decision, self.local(place), offered)

    def unsure(self, place: str) -> tuple[numbers.Typed, ...]:
        """The numbers of last year that stand at a place with 【待核】, where the data have figures they may be."""
        shown = self.shown(place)
        return () if shown is None else numbers.marked(self.text(place), shown.local.texts.values(), self.local(place))

    def last_year(self, place: str) -> str:
        """What last year's report said at a place, or nearest to it; "" if it said nothing like it."""
        if self.old is None or self.ground.old is None:
            return ""
        shown, sentences = self.shown(place), self.ground.old.sentences
        said = {f"{old.part}.{old.name}": old.text for old in sentences} | {s.passage.id: s.text for s in sentences}
        on_offer = (s.passage.id for s in (*((shown,) if shown else ()), *self.on_offer.get(place, ())))
        if same := next((name for name in (place, *on_offer) if name in said), ""):
            return said[same]
        unit = self.unit(place)
        if unit is None or not unit.text:
            return ""
        from draftgen.review.difference import nearest  # noqa: PLC0415 - only with last year's report

        if part_of(place) == "overview.intro":
            return nearest(unit.text, self.old.reuse.intro)
        side = {"problems": self.old.report.problems, "measures": self.old.report.measures}.get(place.partition(".")[0])
        if side is not None:
            return nearest(unit.text, tuple(item.text for item in side))
        return nearest(unit.text, tuple(old.text for old in sentences if old.part == part_of(place)))

    def about(self, place: str) -> str:
        """What a place speaks of, for decisions that must follow it."""
        return review.about(place, self.ground.offers, self.ground.record)


def _record(data: Path) -> tuple[Record, tuple[Finding, ...]]:
    record, seen = load.record(data)
    if record is None:
        listed = "\n".join(f"  {found.place} {found.message}" for found in seen)
        raise UnreadableInput(f"数据文件 {data.name} 用不了，先按下面的提示改好再审阅：\n{listed}")
    return record, seen


def part_of(place: str) -> str:
    """The part of the report that a place belongs to: overview.publication, problems, other."""
    return ".".join(place.split(".")[:2]) if place.startswith("overview.") else place.partition(".")[0]


def _relative(file: Path, folder: Path) -> str:
    try:
        return file.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return str(file.resolve())
