"""`draftgen review --terminal`: the review in the window itself, over SSH and without a browser; the same keys."""

import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple

from draftgen.core.finding import DraftgenError, RefusedOutput
from draftgen.core.passage import Slot
from draftgen.proof.places import place_name
from draftgen.review.difference import difference
from draftgen.review.texts import parsed, slot_text
from draftgen.web import view
from draftgen.web.desk import Desk, Done
from draftgen.web.sight import part_of
from draftgen.workbench.names import SECTIONS
from draftgen.workbench.suggest import Adviser

HELP = """\
A 采用，到下一处　　　　　AA 采用这一段余下的各句
S 换下一句；打数字选第几句　　E 自己改　　R 不用（再按一次，这一条不写）
U 撤销　　J 下一处　　K 上一处　　/ 用一句大白话找别的说法
+ 在这一部分后面自己写一段　　< 问题前移　　> 问题后移
L 看全部建议　　D 写出报告　　Q 结束（每一下都已存盘）　　? 这一页
"""
_SHOWN = 3


class Screen(NamedTuple):
    """Where the review is shown: ``say`` prints a line in a style, ``ask`` reads one. Ctrl+D raises EOFError."""

    say: Callable[[str, str], None]
    ask: Callable[[str], str]


def screen() -> Screen:
    """The window: in colour where rich is installed and a person looks at it."""
    if sys.stdout.isatty():
        try:
            from rich.console import Console  # noqa: PLC0415 - an extra
            from rich.text import Text  # noqa: PLC0415
        except ModuleNotFoundError:
            pass
        else:
            console = Console(highlight=False, soft_wrap=True)
            return Screen(lambda line, style: console.print(Text(line, style=style)), input)
    return Screen(lambda line, style: print(line), input)  # noqa: ARG005, T201 - plain text has no style


class Terminal:
    """One review at a window."""

    def __init__(self, desk: Desk, shown: Screen) -> None:
        self._desk, self._screen = desk, shown
        self._place = desk.next_open("") or (desk.units[0].place if desk.units else "")
        self._all = False
        self._found: tuple[str, ...] = ()

    def run(self) -> None:
        """Goes on until the clerk ends it."""
        self._screen.say(HELP, "")
        while True:
            self._show()
            try:
                key = self._screen.ask("> ").strip()
            except EOFError:
                return
            if key.casefold() == "q":
                return
            try:
                self._answer(key)
            except DraftgenError as error:
                self._screen.say(str(error), "bold red")

    # --- what is shown ---

    def _show(self) -> None:
        desk, unit = self._desk, self._desk.unit(self._place)
        done, whole = desk.progress()
        if unit is None:
            self._screen.say("没有要审阅的地方。", "")
            return
        number = 1 + [one.place for one in desk.units].index(unit.place)
        sign, name = view.SIGNS[view.state_of(desk, unit)]
        self._screen.say("", "")
        head = f"第 {number} 处　{place_name(unit.block)}　[{sign} {name}]　已定 {done} / {whole} 处"
        self._screen.say(head, "bold")
        self._screen.say(f"  {unit.text or '（不写）'}", "bold yellow" if not unit.confirmed else "bold cyan")
        for line in self._beside():
            self._screen.say(line, "")

    def _beside(self) -> Iterator[str]:
        desk, place = self._desk, self._place
        options = view.options(desk, place)
        for number, option in enumerate(options if self._all else options[: _SHOWN + 1], 1):
            if not option.current:
                text = "".join(piece.text for piece in option.pieces)
                tone = f"〔{option.tone}〕" if option.tone else ""
                yield f"    {number}. {tone}{text}（{'；'.join(option.reasons)}）"
        if not self._all and len(options) > _SHOWN + 1:
            yield f"    还有 {len(options) - _SHOWN - 1} 种说法，按 L 全看。"
        self._all = False
        for mark in view.marks(desk, place):
            if mark.formula or mark.source or mark.previous:
                about = "；".join(
                    part
                    for part in (mark.formula, mark.source, f"上年 {mark.previous}" if mark.previous else "")
                    if part
                )
                yield f"    {mark.shown} ← {mark.name}：{about}"
        for name, source, known in view.claims(desk, place):
            yield f"    {'☑' if known else '☐ 数据里没有：'}{name}{f'（{source}）' if source else ''}"
        for unsure in desk.unsure(place):
            listed = "、".join(f"{one.name}（{one.shown}）" for one in unsure.candidates)
            yield f"    ？ {unsure.number} 是去年的数，今年可能是{listed}：要选，打 ={unsure.number}"
        for typed in desk.typed(place):
            listed = "、".join(f"{one.name}（{one.shown}）" for one in typed.candidates)
            asked = f"是不是{listed}？是的，打 ={typed.number}；" if listed else ""
            yield f"    ？ {typed.number} 是打上去的数。{asked}就是这个数，打 !{typed.number}"
        if before := desk.last_year(place):
            unit = desk.unit(place)
            pieces = difference(before, unit.text if unit is not None else "")
            told = "".join(
                piece.same + (f"[-{piece.gone}-]" if piece.gone else "") + (f"{{+{piece.new}+}}" if piece.new else "")
                for piece in pieces
            )
            yield f"    与去年对照：{told}"

    # --- what is done ---

    def _answer(self, key: str) -> None:
        desk, place = self._desk, self._place
        actions: dict[str, Callable[[], Done]] = {
            "a": lambda: desk.accept(place),
            "aa": lambda: desk.accept_rest(place),
            "s": lambda: desk.swap(place),
            "e": self._edit,
            "r": lambda: desk.refuse(place),
            "u": self._undone,
            "/": self._search,
            "+": self._own,
            "<": lambda: desk.move(place, -1),
            ">": lambda: desk.move(place, 1),
            "d": self._write,
            "": lambda: Done("", place),
        }
        plain = key.casefold()
        if plain in ("j", "k"):
            self._step(1 if plain == "j" else -1)
        elif plain == "l":
            self._all = True
        elif plain == "?":
            self._screen.say(HELP, "")
        elif plain.isdigit():
            self._choose(int(plain))
        elif plain[:1] in ("=", "!") and plain[1:]:
            self._number(plain[0], plain[1:])
        elif key[:1] == "/" and key[1:].strip():
            self._went(self._search(key[1:].strip()))
        elif plain in actions:
            self._went(actions[plain]())
        else:
            self._screen.say("没有这个键。按 ? 看全部按键。", "yellow")

    def _went(self, done: Done) -> None:
        if done.message:
            self._screen.say(done.message, "yellow" if done.refused else "green")
        if done.place and self._desk.unit(done.place) is not None:
            self._place = done.place
        elif self._desk.unit(self._place) is None:
            self._place = self._desk.next_open("")

    def _undone(self) -> Done:
        done = self._desk.undo()
        return done._replace(place=done.place if self._desk.unit(done.place) else self._place)

    def _step(self, by: int) -> None:
        names = [unit.place for unit in self._desk.units]
        at = names.index(self._place) + by
        if 0 <= at < len(names):
            self._place = names[at]
        else:
            self._screen.say("已经是最后一处。" if by > 0 else "已经是第一处。", "yellow")

    def _choose(self, number: int) -> None:
        if self._found:
            names, self._found = self._found, ()
        else:
            names = tuple(option.passage for option in view.options(self._desk, self._place))
        if not 1 <= number <= len(names):
            self._screen.say("没有这一句。", "yellow")
            return
        self._went(self._desk.swap(self._place, names[number - 1]))

    def _number(self, sign: str, number: str) -> None:
        asked = (*self._desk.unsure(self._place), *self._desk.typed(self._place))
        typed = next((one for one in asked if one.number == number), None)
        if sign == "!" or typed is None or not typed.candidates:
            self._went(self._desk.own_number(self._place, number))
            return
        for count, one in enumerate(typed.candidates, 1):
            self._screen.say(f"  {count}. {one.name}（{one.shown}）", "")
        chosen = self._screen.ask("是哪一项？打数字：").strip() if len(typed.candidates) > 1 else "1"
        if chosen.isdigit() and 1 <= int(chosen) <= len(typed.candidates):
            self._went(self._desk.figure(self._place, number, typed.candidates[int(chosen) - 1].path))

    def _edit(self) -> Done:
        """Figures stand as [1], [2] …: they can be moved and left out, not mistyped."""
        facts = self._desk.local(self._place)
        slots = list(self._desk.slots(self._place))
        shown = "".join(
            part if isinstance(part, str) else f"[{slots.index(part) + 1}]"
            for part in parsed(self._desk.text(self._place))
        )
        self._screen.say(f"  {shown}", "cyan")
        for number, slot in enumerate(slots, 1):
            text, _, name = view.chip(slot, facts)
            if f"[{number}]" in shown or text != "⊘":
                self._screen.say(f"    [{number}] = {text}　{name}", "")
        typed = self._screen.ask("改成（[1] 这样的是数据里的数；直接回车不改）：")
        if not typed.strip():
            return Done("没有改。", self._place)
        return self._desk.edit(self._place, with_slots(typed, slots))

    def _own(self) -> Done:
        part = part_of(self._place)
        typed = self._screen.ask("自己写的一段（直接回车不写）：")
        return self._desk.own(part, typed) if typed.strip() else Done("没有写。", self._place)

    def _search(self, hint: str = "") -> Done:
        section = {"measures": "improvements"}.get(part_of(self._place), part_of(self._place))
        if section not in SECTIONS:
            return Done("这一处没有别的说法可找。", self._place, refused=True)
        hint = hint or self._screen.ask("找什么（一句大白话）：")
        answer = Adviser(self._desk.ground.bank, self._desk.ground.record).answer(hint, section, 6)
        ready = [one for one in answer.suggestions if one.ready]
        for note in answer.notes:
            self._screen.say(note, "yellow")
        for number, one in enumerate(ready, 1):
            self._screen.say(f"  {number}. {one.text}（{'；'.join(one.reasons)}）", "")
        self._found = tuple(one.id for one in ready)
        return Done("打数字选一句。" if ready else "没有找到现在能用的说法。", self._place)

    def _write(self) -> Done:
        try:
            result = self._desk.finish()
        except RefusedOutput as error:
            return Done(str(error), self._place, refused=True)
        for file in result.files:
            self._screen.say(f"已写出：{file}", "green")
        for remark in view.remarks(self._desk, result.draft.findings):
            if remark.level != "hint":
                self._screen.say(f"  {'必须改' if remark.level == 'error' else '请核对'}：{remark.message}", "yellow")
        done, whole = self._desk.progress()
        return Done(f"还有 {whole - done} 处没有定。" if whole - done else "全部定完了。", self._place)


def with_slots(text: str, slots: list[Slot]) -> str:
    """A text with [1], [2] … as its slots; a number in brackets that is no slot stays as it is."""
    for number, slot in enumerate(slots, 1):
        text = text.replace(f"[{number}]", slot_text(slot)).replace(f"［{number}］", slot_text(slot))
    return text
