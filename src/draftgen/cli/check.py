"""`draftgen check`."""

import gc
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from draftgen.checking import Manner
    from draftgen.core.finding import Finding
    from draftgen.core.report import Report
    from draftgen.inspection.unit import Examined

_DATA = (".yaml", ".yml")
_READ = (".docx", ".docm", ".html", ".htm", ".pdf", ".txt", ".md", ".doc", ".wps", *_DATA)
_LEVELS = ("error", "ask", "hint")
_IN_FULL = 5


Files = Annotated[
    list[Path] | None,
    typer.Argument(
        help="年报（.docx、.html、.pdf、.txt、.md），也可以是数据文件（.yaml）或文件夹",
        metavar="文件…",
        show_default=False,
    ),
]
LastYear = Annotated[Path | None, typer.Option("--last", help="上一年的年报，用来核对两年的衔接", metavar="上年年报")]
Kind = Annotated[str, typer.Option("--kind", help="机关类别：部门 / 政府 / 镇街；不写就看名称", metavar="类别")]
Format = Annotated[str, typer.Option("--format", help="text 给人看，json 给程序用", metavar="格式")]
Rules = Annotated[
    Path | None, typer.Option("--rules", help="本地的规则设置：关闭或降低哪些规则，为什么", metavar="文件")
]
ShownLevel = Annotated[
    str, typer.Option("--level", help="只看到哪一级：error 必须改 / ask 加上要核实的 / hint 全部", metavar="级别")
]
Annotate = Annotated[
    Path | None,
    typer.Option("--annotate", help="另存一份 Word 副本，问题写成批注，放在各自的位置", metavar="文件.docx"),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", help="审核一批年报：汇总表、各单位的反馈意见、雷同对照写到哪个文件夹", metavar="文件夹"
    ),
]
Units = Annotated[
    Path | None, typer.Option("--units", help="应报送单位的名单（.xlsx 或 .txt），和 -o 一起用", metavar="名单")
]
Before = Annotated[Path | None, typer.Option("--before", help="上一轮审核的输出文件夹，和 -o 一起用", metavar="文件夹")]
Deadline = Annotated[
    str, typer.Option("--deadline", help="反馈意见里的重新报送期限，例如 2026年2月10日", metavar="日期")
]
Sign = Annotated[str, typer.Option("--sign", help="反馈意见的落款单位", metavar="单位")]
Force = Annotated[bool, typer.Option("--force", help="改过的文件、别的同名文件也重写，先留一份备份")]
Manual = Annotated[bool, typer.Option("--manual", help="显示全部规则的说明")]


def check(  # noqa: PLR0913, PLR0917 - typer reads one parameter for each option
    files: Files = None,
    last: LastYear = None,
    kind: Kind = "",
    form: Format = "text",
    rules: Rules = None,
    level: ShownLevel = "hint",
    annotate: Annotate = None,
    output: Output = None,
    units: Units = None,
    before: Before = None,
    deadline: Deadline = "",
    sign: Sign = "",
    force: Force = False,
    manual: Manual = False,
) -> None:
    """检查年报：表格勾稽、文表一致、文中算术、年份残留、错漏字、隐私，指出在哪里、怎么改。"""
    from draftgen import checking  # noqa: PLC0415 - --help must not load the rooms

    if manual:
        from draftgen.checks import manual as pages  # noqa: PLC0415

        typer.echo(pages.document())
        return
    _refuse(kind and kind not in checking.KINDS, f"没有“{kind}”这个类别，可以写：{'、'.join(checking.KINDS)}", "--kind")
    _refuse(form not in ("text", "json"), f"没有“{form}”这种格式，可以写：text、json", "--format")
    _refuse(level not in _LEVELS, f"没有“{level}”这个级别，可以写：{'、'.join(_LEVELS)}", "--level")
    _refuse(not files, "要写出检查哪份文件", "文件")
    sources = list(files or ())
    _refuse(annotate and output, "一次只能用一个：一份年报用 --annotate，一批年报用 -o", "--annotate")
    _refuse(annotate and (len(sources) > 1 or sources[0].is_dir()), "一次只能给一份年报写批注", "--annotate")
    _refuse(
        (units or before or deadline or sign) and not output,
        "这几个选项要和 -o 一起用",
        "--units、--before、--deadline、--sign",
    )
    how, faults = checking.manner(last, kind, rules)
    if output:
        from draftgen.cli import inspect  # noqa: PLC0415

        office = inspect.Office(output, units, before, deadline, sign, force=force)
        raise typer.Exit(inspect.inspect(sources, office, how, faults))
    run = _Run(how, _LEVELS[: _LEVELS.index(level) + 1], annotate, as_json=form == "json", force=force)
    raise typer.Exit(run(sources, faults))


def _refuse(wrong: object, message: str, option: str) -> None:
    if wrong:
        raise typer.BadParameter(message, param_hint=option)


class _Run:
    """Checks files one after the other, so that a thousand need no more memory than one."""

    def __init__(
        self, how: "Manner", levels: Sequence[str], annotate: Path | None = None, *, as_json: bool, force: bool
    ) -> None:
        self.how, self.levels, self.annotate, self.as_json = how, levels, annotate, as_json
        self.force = force
        self.worst = 0
        self.checked = 0
        self.unread: list[tuple[str, str]] = []
        self.copy = ""
        self._twin: tuple[Path, Report] | None = None
        self._many = False
        self._known: list[Examined] = []

    def __call__(self, sources: Sequence[Path], faults: Sequence["Finding"]) -> int:
        """The exit code: 1 if something must be mended, 2 if no file could be read."""
        from draftgen.cli.progress import Progress  # noqa: PLC0415

        files = [pair for source in sources for pair in _files(source)]
        self._many = len(files) > 1
        show = Progress() if self._many else None
        printed = self._json if self.as_json else self._text
        found: list[dict[str, Any]] = []
        if faults:
            found += printed("--rules", faults, (), full=True)
        for number, (path, name) in enumerate(files):
            if show:
                show(number, len(files), name)
            result = self._one(path, name)
            if result is not None:
                found += printed(name, *result, full=len(files) <= _IN_FULL)
            if number % 20 == 19:
                gc.collect()  # the collector is off, which suits one report but not a thousand
        if show:
            show(len(files), len(files), "")
        found += self._alike()
        if self.as_json:
            typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
        self._closing(many=len(files) > 1)
        return self.worst or (2 if self.unread and not self.checked else 0)

    def _one(self, path: Path, name: str) -> "tuple[tuple[Finding, ...], tuple[str, ...]] | None":
        """The findings of one file and what holds; a file that cannot be read is noted and passed over."""
        from draftgen import checking  # noqa: PLC0415
        from draftgen.core.finding import DraftgenError, UnreadableInput  # noqa: PLC0415

        try:
            if path.suffix.lower() in _DATA:
                _refuse(self.annotate, "数据文件里没有地方写批注", "--annotate")
                from draftgen import pipeline  # noqa: PLC0415 - only a data file needs the rooms of writing
                from draftgen.cli import remarks  # noqa: PLC0415

                draft = pipeline.check(path)
                self.checked += 1
                return tuple(remarks.of_data(finding) for finding in draft.findings), draft.holds
            done = checking.check(path, self.how, self._others(path))
        except UnreadableInput as error:
            self.unread.append((name, str(error)))
            return None
        except (DraftgenError, typer.BadParameter):
            raise
        except Exception as error:  # noqa: BLE001 - one file that nobody foresaw must not cost the other fifty-nine
            fault = f"检查这份文件时程序出错（{type(error).__name__}），请把文件发给维护者。"
            self.unread.append((name, fault))
            return None
        self.checked += 1
        if self.annotate:
            from draftgen.cli.annotate import annotate  # noqa: PLC0415

            self.copy = annotate(path, done.report, self._shown(done.findings), self.annotate, force=self.force)
        self._twin = (path, done.report)
        if self._many:
            from draftgen.inspection.unit import examined  # noqa: PLC0415 - one report is like no other

            self._known.append(examined(name, done.report, done.findings))
        return done.findings, done.holds

    def _alike(self) -> list[dict[str, Any]]:
        """Who handed in the same text as somebody else: said behind all files, or as a finding of both."""
        if len(self._known) < 2 or "ask" not in self.levels:
            return []
        from draftgen.cli import remarks  # noqa: PLC0415 - see above
        from draftgen.inspection import alike  # noqa: PLC0415
        from draftgen.inspection.unit import received  # noqa: PLC0415

        same = [pair for pair in alike.find(received(self._known).units).pairs if alike.is_asked(pair)]
        if self.as_json:
            sides = [(pair, unit) for pair in same for unit in (pair.one, pair.other)]
            return [remarks.as_dict(unit.report.file, alike.finding(pair, unit)) for pair, unit in sides]
        if same:
            typer.echo("文字雷同（用 -o 可写出逐段对照）：")
            typer.echo("\n".join(f"  {p.one.name} 与 {p.other.name}　重复率 {p.rate:.0%}" for p in same))
        return []

    def _others(self, path: Path) -> "tuple[Report, ...]":
        """The file before this one, if it is the same report in another format."""
        if self._twin and self._twin[0].with_suffix("") == path.with_suffix(""):
            return (self._twin[1],)
        return ()

    def _json(
        self, name: str, findings: "Sequence[Finding]", holds: Sequence[str], *, full: bool
    ) -> list[dict[str, Any]]:
        del holds, full
        from draftgen.cli import remarks  # noqa: PLC0415

        return [remarks.as_dict(name, finding) for finding in self._shown(findings)]

    def _text(
        self, name: str, findings: "Sequence[Finding]", holds: Sequence[str], *, full: bool
    ) -> list[dict[str, Any]]:
        from draftgen.cli import remarks  # noqa: PLC0415

        shown = self._shown(findings)
        typer.echo("\n".join(remarks.in_full(name, shown, holds)) if full else remarks.in_a_line(name, shown))
        return []

    def _shown(self, findings: "Sequence[Finding]") -> "list[Finding]":
        if any(finding.level == "error" for finding in findings):
            self.worst = 1
        return [finding for finding in findings if finding.level in self.levels]

    def _closing(self, *, many: bool) -> None:
        """What was checked and what was not: on the screen behind the findings, for programs on the error stream."""
        if self.copy:
            typer.echo(self.copy, err=self.as_json)
        lines = []
        if many:
            again = sum("另存为" in reason for _, reason in self.unread)
            heads = [f"{self.checked} 份已查"]
            heads += [f"{again} 份要先另存为 docx"] if again else []
            heads += [f"{len(self.unread) - again} 份没有读成"] if len(self.unread) > again else []
            lines.append("，".join(heads) + ("，名单如下：" if self.unread else "。"))
        lines += [f"  {name}　{reason}" if many else reason for name, reason in self.unread]
        if lines:
            typer.echo("\n".join(lines), err=self.as_json or not many)


def _files(source: Path) -> Iterator[tuple[Path, str]]:
    """The files to check under ``source`` with the names they are shown by."""
    if not source.is_dir():
        yield source, source.name
        return
    for path in sorted(source.rglob("*")):
        inside = path.relative_to(source)
        hidden = any(part.startswith((".", "~$")) for part in inside.parts)
        if path.is_file() and not hidden and path.suffix.lower() in _READ and not path.name.endswith(".review.yaml"):
            yield path, inside.as_posix()
