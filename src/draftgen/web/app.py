"""The review page's answers to requests. Every answer shows the desk as it stands; the page itself keeps nothing."""

import json
import threading
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from jinja2 import Environment, PackageLoader
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from draftgen import feedback, review
from draftgen.core.document import GridCell, TableBlock
from draftgen.core.finding import DraftgenError, Level, RefusedOutput
from draftgen.proof.places import place_name
from draftgen.web import drafts, view
from draftgen.web.desk import Desk, Done
from draftgen.web.guard import Application, Guard
from draftgen.web.sight import part_of

_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_FOUND = 6
_SHORT = {"problems": "问题和改进", "other": "其他事项"}


def application(desk: Desk, port: int, token: str, say: Callable[[str], None] = print) -> Application:
    """The page for one desk, behind its guard."""
    return Guard(Page(desk, say).application(), port, token)


class Page:
    """Answers for one desk. One request at a time touches it: two tabs cannot mix their actions."""

    def __init__(self, desk: Desk, say: Callable[[str], None]) -> None:
        self._desk, self._say = desk, say
        self._lock = threading.Lock()
        self._templates = Environment(loader=PackageLoader("draftgen.web"), autoescape=True, trim_blocks=False)
        self._templates.filters["tojson"] = _json
        self._templates.globals["rows_of"] = _rows
        self._templates.globals["signs"] = view.SIGNS
        self._blocks: dict[str, str] = {}
        self._adviser: Any = None

    def application(self) -> Starlette:
        """The routes."""
        return Starlette(
            routes=[
                Route("/", self.page),
                Route("/card", self.card),
                Route("/edit", self.edit),
                Route("/search", self.search),
                Route("/findings", self.findings),
                Route("/act", self.act, methods=["POST"]),
                Route("/finish", self.finish, methods=["POST"]),
                Route("/typing", self.typing, methods=["POST"]),
                Route("/bye", self.bye, methods=["POST"]),
                Route("/static/{name}", self.static),
            ],
            exception_handlers={Exception: self._broken},
        )

    async def _broken(self, request: Request, error: Exception) -> Response:
        """A fault of the program: said in one line here and in the window; what was decided before is on disk."""
        line = f"程序出错（{request.url.path}）：{type(error).__name__}: {error}"
        self._say(line)
        return PlainTextResponse(f"{line}。做过的决定都还在；请把这句话告诉维护者。", 500)

    # --- what is asked for ---

    async def page(self, request: Request) -> Response:
        """The whole page."""
        del request
        desk = self._desk
        with self._lock:
            note = self._reread()
            typing = drafts.place(desk.job.data)
            place = typing if desk.unit(typing) else desk.next_open("") or (desk.units[0].place if desk.units else "")
            blocks = view.blocks(desk)
            done, whole = desk.progress()
            keys = "按 A 采用，S 换一句，E 修改，R 不用；? 看全部按键。"
            message = note or ("全部定完了，可以按“完成”。" if done == whole else keys)
            if place == typing and not note:
                message = "上次有一处修改没有保存，按 E 取回。"
            html = self._render(
                "page.html",
                **self._frame(),
                title=desk.document.agency,
                heading=desk.document.title,
                blocks=blocks,
                card=self._card(place),
                message=message,
            )
        return HTMLResponse(html)

    def _reread(self) -> str:
        """The data anew, if they were changed; what went wrong with that, in Chinese."""
        if not self._desk.outdated:
            return ""
        try:
            self._desk.reopen_data()
        except DraftgenError as error:
            return f"数据文件改过了，但是现在读不懂，还按原来的审：{error}"
        self._blocks = {}
        self._adviser = None
        return "数据文件改过了，已经重新读入。"

    async def card(self, request: Request) -> Response:
        """One place with everything beside it."""
        place = request.query_params.get("place", "")
        with self._lock:
            if request.query_params.get("cancel"):
                drafts.forget(self._desk.job.data)
            if request.query_params.get("revision", "") != str(self._desk.revision):
                return HTMLResponse(self._answer(Done("", place), {}, stale=True))
            return HTMLResponse(self._card(place))

    async def edit(self, request: Request) -> Response:
        """The editor for one place; what was being typed when the program died is there again."""
        desk, place = self._desk, request.query_params.get("place", "")
        with self._lock:
            if not desk.decidable(place):
                return PlainTextResponse("没有这一处。", 404)
            kept = drafts.read(desk.job.data, place)
            parts = view.parts_of(desk, place, kept) if kept else view.editor_parts(desk, place)
            return HTMLResponse(
                self._render(
                    "editor.html",
                    place=place,
                    number=self._number(place),
                    parts=parts,
                    chips=view.chips(desk, place),
                    recovered=bool(kept),
                )
            )

    async def search(self, request: Request) -> Response:
        """Wordings for a hint."""
        hint, place = request.query_params.get("hint", ""), request.query_params.get("place", "")
        if not hint.strip():
            return HTMLResponse("")
        with self._lock:
            answer = self._ask().answer(hint, _section(place), _FOUND)
            return HTMLResponse(self._render("found.html", found=answer.suggestions, notes=answer.notes))

    async def findings(self, request: Request) -> Response:
        """Every remark on the report as it stands."""
        del request
        with self._lock:
            found = view.remarks(self._desk, self._desk.checked())
            done, whole = self._desk.progress()
            outdated = self._desk.outdated
            return HTMLResponse(self._render("findings.html", remarks=found, open=whole - done, outdated=outdated))

    async def static(self, request: Request) -> Response:
        """A file of the page."""
        name = request.path_params["name"]
        if name not in _static():
            return PlainTextResponse("没有这个文件。", 404)
        return Response(_static()[name], media_type=_TYPES[Path(name).suffix])

    # --- what is done ---

    async def act(self, request: Request) -> Response:
        """One action of the clerk's, and the parts of the page that it changed."""
        form = await _form(request)
        desk = self._desk
        with self._lock:
            stale = form.get("revision", "") != str(desk.revision)
            before = self._rendered()
            try:
                done = self._done(form)
            except DraftgenError as error:
                return PlainTextResponse(str(error), 409)
            if form.get("action") in ("edit", "own"):
                drafts.forget(desk.job.data)
            return HTMLResponse(self._answer(done, before, stale=stale))

    def _done(self, form: dict[str, str]) -> Done:  # noqa: C901, PLR0911 - one line for each action
        desk, place, action = self._desk, form.get("place", ""), form.get("action", "")
        if action == "undo":
            done = desk.undo()
            return done._replace(place=done.place if desk.unit(done.place) else place)
        if action == "own":
            done = desk.own(form.get("part", ""), form.get("own", ""))
            return done._replace(place=done.place or place)
        if not desk.decidable(place):
            raise DraftgenError("这一处已经不在报告里了，请刷新页面。")
        if action == "accept":
            return desk.accept(place)
        if action == "rest":
            return desk.accept_rest(place)
        if action == "swap":
            return desk.swap(place, form.get("passage", ""))
        if action == "edit":
            return desk.edit(place, form.get("text", ""))
        if action == "refuse":
            return desk.refuse(place)
        if action in ("up", "down"):
            return desk.move(place, -1 if action == "up" else 1)
        if action == "figure":
            return desk.figure(place, form.get("number", ""), form.get("path", ""))
        if action == "typed":
            return desk.own_number(place, form.get("number", ""))
        raise DraftgenError("没有这个动作。")

    async def finish(self, request: Request) -> Response:
        """Writes the report; what keeps it from being final is said."""
        form = await _form(request)
        desk = self._desk
        with self._lock:
            place = desk.units[0].place if desk.units else ""
            try:
                result = desk.finish(final=bool(form.get("final")), force=bool(form.get("force")))
            except RefusedOutput as error:
                lines = str(error).split("\n")
                force = "--force" in str(error)
                html = self._render("done.html", title="没有写出报告", lines=lines, force=force, place=place)
                return HTMLResponse(html)
            done, whole = desk.progress()
            errors = [f for f in result.draft.findings if f.level is Level.ERROR]
            names = [file.name for file in (*result.files, *result.copies)]
            for name in names:
                self._say(f"已写出：{name}")
            lines = [f"放在 {result.files[0].resolve().parent} 里。"] if result.files else []
            if whole - done:
                lines.append(f"还有 {whole - done} 处没有定，用的是程序的建议。")
            remarks = view.remarks(desk, [f for f in result.draft.findings if f.level is not Level.HINT])
            html = self._render(
                "done.html",
                title="定稿写好了" if form.get("final") else "报告写好了",
                lines=lines,
                files=names,
                remarks=remarks,
                finalable=not errors and not form.get("final"),
                place=desk.next_open("") or place,
            )
            return HTMLResponse(html)

    async def typing(self, request: Request) -> Response:
        """Keeps what is being typed."""
        form = await _form(request)
        with self._lock:
            drafts.keep(self._desk.job.data, form.get("place", ""), form.get("text", ""))
        return Response(status_code=204)

    async def bye(self, request: Request) -> Response:
        """The window was closed, or loaded again."""
        del request
        name = self._desk.journal.path.name
        self._say(f"页面关上了，做过的决定都已存在 {name} 里。重新打开上面的地址可以接着审。")
        return Response(status_code=204)

    # --- what is shown ---

    def _render(self, template: str, **values: Any) -> str:
        return self._templates.get_template(template).render(**values)

    def _frame(self) -> dict[str, Any]:
        desk = self._desk
        done, whole = desk.progress()
        agency = desk.ground.record.agency
        return {
            "agency": agency.short or agency.name,
            "year": desk.document.year,
            "done": done,
            "whole": whole,
            "rates": [rate._replace(title=_SHORT.get(rate.section, rate.title)) for rate in desk.rates()],
            "revision": desk.revision,
        }

    def _rendered(self) -> dict[str, str]:
        """Each block of the report as it is shown, to see which ones an action changed."""
        if not self._blocks:
            self._blocks = {block.id: repr(block) for block in view.blocks(self._desk)}
        return self._blocks

    def _answer(self, done: Done, before: dict[str, str], *, stale: bool) -> str:
        desk = self._desk
        blocks = view.blocks(desk)
        after = {block.id: repr(block) for block in blocks}
        self._blocks = after
        whole_report = stale or list(before) != list(after)
        changed = [block for block in blocks if before.get(block.id) != after[block.id]]
        message = (done.message + ("　另一个页面也在审阅，已经更新。" if stale else "")).strip()
        return self._render(
            "answer.html",
            **self._frame(),
            card=self._card(done.place),
            message=message,
            whole_report=whole_report,
            heading=desk.document.title,
            blocks=blocks,
            changed=changed,
        )

    def _card(self, place: str) -> Any:
        from markupsafe import Markup  # noqa: PLC0415 - comes with jinja2

        desk = self._desk
        unit = desk.unit(place)
        if unit is None:
            return Markup(self._render("card.html", place=""))  # noqa: S704 - escaped by the template
        part = part_of(place)
        html = self._render(
            "card.html",
            place=place,
            number=self._number(place),
            where=place_name(unit.block),
            state=view.state_of(desk, unit),
            typed=desk.typed(place),
            unsure=desk.unsure(place),
            options=view.options(desk, place),
            marks=view.marks(desk, place),
            claims=view.claims(desk, place),
            change=view.change(desk, place),
            has_last_year=desk.old is not None,
            movable=place.startswith("problems.") and place.rpartition(".")[2].isdigit(),
            searchable=bool(_section(place)) and ".own." not in place,
            part=part if part in review.PARTS else "overview.lead",
            part_name=review.PARTS.get(part, review.PARTS["overview.lead"]),
        )
        return Markup(html)  # noqa: S704 - escaped by the template

    def _number(self, place: str) -> int:
        return next((n for n, unit in enumerate(self._desk.units, 1) if unit.place == place), 0)

    def _ask(self) -> Any:
        if self._adviser is None:
            from draftgen.workbench.suggest import Adviser  # noqa: PLC0415 - only who searches needs it

            marks, _ = feedback.read()
            self._adviser = Adviser(self._desk.ground.bank, self._desk.ground.record, marks=marks)
        return self._adviser


def _section(place: str) -> str:
    part = part_of(place)
    if place.startswith(("overview.intro", "problems.lead")):
        return ""
    return {"measures": "improvements"}.get(part, part)


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form. The guard has bounded the body; starlette's own parser would need one more library."""
    body = (await request.body()).decode("utf-8", "replace")
    return {name: values[-1] for name, values in parse_qs(body, keep_blank_values=True).items()}


def _json(value: object) -> str:
    """JSON for an attribute in single quotes; jinja2's own filter is for scripts."""
    from markupsafe import Markup, escape  # noqa: PLC0415

    return Markup(escape(json.dumps(value, ensure_ascii=False)))  # noqa: S704 - escaped in the same breath


def _rows(table: TableBlock) -> list[list[GridCell]]:
    return [
        sorted((cell for cell in table.cells if cell.row == row), key=lambda cell: cell.column)
        for row in range(table.height)
    ]


_FILES: dict[str, bytes] = {}


def _static() -> dict[str, bytes]:
    if not _FILES:
        folder = files("draftgen.web").joinpath("static")
        _FILES.update({f.name: f.read_bytes() for f in folder.iterdir() if Path(f.name).suffix in _TYPES})
    return _FILES
