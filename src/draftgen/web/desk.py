"""A review at work: what a clerk can do, each action kept before anything else happens. Page and terminal sit at it."""

from typing import NamedTuple

from draftgen import feedback, pipeline, review
from draftgen.core.finding import DraftgenError, RefusedOutput
from draftgen.core.outline import Suggestion
from draftgen.review import Decision, Decisions, State, actions, numbers, texts
from draftgen.web.sight import Sight


class Done(NamedTuple):
    """What an action did: one sentence for the clerk, and the place to look at next."""

    message: str
    place: str
    refused: bool = False


class Desk(Sight):
    """A data file under review."""

    def accept(self, place: str) -> Done:
        """The words at a place stand; the next open place comes."""
        shown = self.shown(place)
        if shown is None:
            return Done("这一处没有可采用的文字。", place, refused=True)
        if self.silenced(place):
            return Done("这一条已经不写了。要写，按 S 换一句，或者按 U 撤销。", place, refused=True)
        before = self.decisions.places.get(place)
        if before is not None and before.state is State.OWN:
            return Done("自己写的一段，不用再采用。", self.next_open(place))
        after = actions.accept(self.decisions, shown, self.text(place), self.about(place))
        for number in self.typed(place):
            # Whoever was asked about a number and accepts the sentence as it stands has answered.
            after = actions.own_number(after, place, number.number)
        self._do("accept", place, after)
        self._mark(shown, "accepted")
        if not self.settled(place):
            return Done("已采用，还有【待核】没有解决：请按 E 改，或者在数据文件里填上。", self.next_open(place))
        return Done(
            "已采用。" if self.next_open(place) != place else "全部定完了，可以按“完成”。", self.next_open(place)
        )

    def accept_rest(self, place: str) -> Done:
        """Every open place of the same paragraph stands, except what the data do not support."""
        here = self.unit(place)
        units = [unit for unit in self.units if here is not None and unit.block == here.block]
        after, count = self.decisions, 0
        for unit in units:
            shown, decision = self.shown(unit.place), self.decisions.places.get(unit.place)
            if unit.sentences and shown and shown.confirmed and not (decision is not None and decision.settled):
                after = actions.accept(after, shown, self.text(unit.place), self.about(unit.place))
                self._mark(shown, "accepted")
                count += 1
        self._do("accept", place, after)
        left = [unit.place for unit in units if not self.settled(unit.place)]
        note = f"，还有 {len(left)} 处要单独看" if left else ""
        following = left[0] if left else self.next_open(units[-1].place if units else place)
        return Done(f"这一段采用了 {count} 处{note}。{self._end()}", following)

    def _end(self) -> str:
        done, whole = self.progress()
        return "全部定完了，可以按“完成”。" if done == whole else ""

    def swap(self, place: str, passage: str = "") -> Done:
        """The next wording, or the one named, is shown at a place."""
        listed = [s.passage.id for s in self.alternatives(place)]
        shown = self.shown(place)
        now = shown.passage.id if shown is not None else ""
        decision = self.decisions.places.get(place)
        refused = decision.refused if decision is not None else ()
        if not passage:
            order = listed[listed.index(now) + 1 :] + listed[: listed.index(now)] if now in listed else listed
            order = order if not self.silenced(place) else listed
            fresh = [name for name in order if name not in refused]
            passage = next(iter(fresh or (order if self.silenced(place) else [])), "")
        elif passage not in listed and self.ground.bank.passage(passage) is None:
            passage = ""
        if passage and passage == self.standing(place):
            return Done("现在用的就是这一句。", place, refused=True)
        if not passage:
            return Done("这一处没有别的说法了。可以按 E 自己改。", place, refused=True)
        self._do("swap", place, actions.swap(self.decisions, place, passage, self.about(place)))
        if (now_shown := self.shown(place)) is None or now_shown.passage.id != passage:
            self.undo()
            return Done("这一句按现在的数据还不能写。", place, refused=True)
        return Done("换了一句，还没有采用。", place)

    def ended(self) -> str:
        """What is said when a review ends: how much is settled, and where that is kept, if there is anything to keep."""
        done, whole = self.progress()
        file = self.journal.path
        kept = f"都存在 {file.name} 里" if file.is_file() else f"没有定下哪一处，所以没有生成 {file.name}"
        return f"审阅结束：已定 {done} / {whole} 处，{kept}。"

    def edit(self, place: str, text: str) -> Done:
        """The clerk's words stand at a place."""
        decision = self.decisions.places.get(place)
        if decision is not None and decision.state is State.OWN:
            return self.own(decision.part, text, place)
        shown = self.shown(place)
        if shown is None or not texts.tidy(text):
            return Done("没有文字。不想写这一条，请按 R。", place, refused=True)
        untouched = decision is None or not decision.worded
        offered = self.text(place) if untouched and texts.tidy(text) == self.text(place) else self.offered_text(place)
        after = actions.edit(self.decisions, shown, text, offered, self.about(place))
        self._do("edit", place, after)
        decided = self.decisions.places.get(place, Decision(State.CHOSEN)).state
        self._mark(shown, "edited" if decided is State.EDITED else "accepted")
        if any(number.candidates for number in self.typed(place)):
            return Done("已保存。打上去的数字里有的像是数据里的数，请核对。", place)
        return Done("已保存您的修改。", place if self.typed(place) else self.next_open(place))

    def refuse(self, place: str, *, nothing: bool = False) -> Done:
        """The wording at a place is sent away."""
        decision = self.decisions.places.get(place)
        if decision is not None and decision.state is State.OWN:
            self._do("remove", place, actions.own(self.decisions, decision.part, "", place))
            return Done("自己写的一段已删去，按 U 可以取回。", self.next_open(place))
        shown = self.shown(place)
        if shown is None or self.silenced(place):
            return Done("这一条已经不写了。", place, refused=True)
        left = () if nothing else self.on_offer.get(place, ())
        twins = self.twins(shown)
        self._do("refuse", place, actions.refuse(self.decisions, shown, left, self.about(place), twins))
        self._mark(shown, "refused")
        if self.silenced(place):
            return Done("这一条不写了。按 U 可以取回。", self.next_open(place))
        return Done("这一句不用了，换上了下一句；再按一次 R，这一条就不写。", place)

    def undo(self) -> Done:
        """The last action is taken back."""
        entry = self.journal.undo()
        if entry is None:
            return Done("已经退到开始的地方了。", "", refused=True)
        self._changed()
        return Done(f"已撤销：{actions.NAMES.get(entry.action, entry.action)}。", entry.place)

    def reopen(self, place: str) -> Done:
        """A decided place is open again."""
        self._do("reopen", place, actions.reopen(self.decisions, place))
        return Done("恢复成原来的建议。", place)

    def own(self, part: str, text: str, place: str = "") -> Done:
        """A paragraph of the clerk's own is added to a part, or changed."""
        if part not in review.PARTS:
            raise DraftgenError(f"没有“{part}”这一部分。")
        known = set(self.decisions.places)
        self._do("own", place, actions.own(self.decisions, part, text, place))
        new = next((name for name in self.decisions.places if name not in known), place)
        return Done("已写进报告。" if new else "没有文字。", new, refused=not new)

    def figure(self, place: str, number: str, path: str) -> Done:
        """A typed number, or one of last year with 【待核】, is that figure of the data."""
        if any(one.number == number and path in {c.path for c in one.candidates} for one in self.unsure(place)):
            return self._checked(place, number, path)
        if path not in {one.path for typed in self.typed(place) if typed.number == number for one in typed.candidates}:
            return Done("没有这个数。", place, refused=True)
        text = numbers.as_figure(self.decisions.places[place].text, number, path)
        self._do("figure", place, actions.retyped(self.decisions, place, text))
        return Done("已换成数据里的数，以后跟着数据变。", place)

    def _checked(self, place: str, number: str, path: str) -> Done:
        """Which figure a number is says nothing of the rest of its sentence: what asks to be confirmed still asks."""
        shown = self.shown(place)
        assert shown is not None
        before = self.decisions.places.get(place)
        text = numbers.without_mark(self.text(place), number, path)
        after = actions.edit(self.decisions, shown, text, self.offered_text(place), self.about(place))
        confirmed = before is not None and before.confirmed
        self._do("figure", place, after.with_place(place, after.places[place]._replace(confirmed=confirmed)))
        return Done("已换成数据里的数，以后跟着数据变。", place)

    def own_number(self, place: str, number: str) -> Done:
        """A typed number is no figure of the data."""
        if number not in {typed.number for typed in self.typed(place)}:
            return Done("没有这个数。", place, refused=True)
        self._do("typed", place, actions.own_number(self.decisions, place, number))
        return Done("记下了：就是这个数，没有与数据核对。", place)

    def move(self, place: str, step: int) -> Done:
        """A problem goes up or down, its measure with it."""
        names = self._order()
        number = place.rpartition(".")[2]
        name = self.about(f"problems.{number}")
        if name not in names:
            return Done("只有存在的问题可以调整顺序。", place, refused=True)
        self._do("order", place, actions.order(self.decisions, names, name, step))
        return Done("顺序已调整，改进措施跟着变。", place)

    def returned(self, after: Decisions) -> None:
        """All that came back from Word, as one action: one key takes it back."""
        self._do("returned", "", after)

    def _order(self) -> list[str]:
        assert self.draft.offers is not None
        numbers_of = [p.problem.place for p in self.draft.offers.points if p.problem is not None]
        return [self.about(place) for place in numbers_of]

    def _do(self, action: str, place: str, after: Decisions) -> None:
        self.journal.do(action, place, after)
        self._changed()

    def _changed(self) -> None:
        self.revision += 1
        self.composed()

    def _mark(self, shown: Suggestion, action: str) -> None:
        """What was done with a wording of the bank counts for later suggestions (design 7); last year's are nobody's."""
        passage = shown.passage
        if self.ground.bank.passage(passage.id) is not None:
            try:
                self.marks(feedback.Mark(passage.id, action, passage.section, self.ground.record.agency.kind))
            except (RefusedOutput, ValueError):
                return  # a record that cannot be written keeps nobody from reviewing

    def finish(self, *, final: bool = False, force: bool = False) -> pipeline.Result:
        """Runs `write` with everything decided so far. Raises RefusedOutput as it does."""
        return pipeline.write(self.job._replace(final=final, force=force))
