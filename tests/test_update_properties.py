"""Whatever was typed around the figures, and whichever count changed: each figure is what would be written, or listed."""

import random
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.complete import complete
from tests.drafting import DataFile, drafted
from tests.strategies import data_files
from tests.updating import Late, edited, late, pasted, set_in, text, without_controls, written

from draftgen import recall

_PARAGRAPH = re.compile(r"<w:p>(?:(?!</w:p>).)*</w:p>", re.DOTALL)
_TEXT = re.compile(r"(?<=<w:t xml:space=\"preserve\">)[^<]{6,}(?=</w:t></w:r>)")
_SAID = ("依法依规", "认真", "按照领导要求，", "切实")


def counts(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[tuple[Any, ...], int]]:
    """Every count of the parts of a data file that hold counts, and the keys that lead to it."""
    if isinstance(node, dict):
        return [found for key, child in node.items() for found in counts(child, (*path, key))]
    return [(path, node)] if isinstance(node, int) and not isinstance(node, bool) else []


@st.composite
def late_figures(draw: st.DrawFn) -> tuple[DataFile, DataFile]:
    """A data file and the same with one count changed."""
    data = draw(data_files())
    some = [(path, value) for path, value in counts(data) if path[0] in ("表二", "表三", "表四", "数据")]
    path, value = draw(st.sampled_from(some))
    new = draw(st.sampled_from([value + 2, value * 2 + 1, max(0, value - 1), 0, value + 137]))
    return data, set_in(data, *path, new)


def worked_over(data: bytes, seed: int) -> bytes:
    """The file after somebody has typed words between its figures, moved a paragraph and deleted another."""
    chance = random.Random(seed)  # noqa: S311 - no secret

    def typed(match: re.Match[str]) -> str:
        words = match[0]
        if chance.random() > 0.2 or any(char.isdigit() for char in words):
            return words
        cut = chance.randrange(2, len(words) - 2)
        return words[:cut] + chance.choice(_SAID) + words[cut:]

    def work(body: str) -> str:
        start, end = body.index("一、总体情况"), body.index("二、主动公开政府信息情况")
        told = [match[0] for match in _PARAGRAPH.finditer(body, start, end) if "<w:sdt>" in match[0]]
        section = body[start:end]
        if len(told) > 2:
            moved, gone, before = chance.sample(told, 3)
            section = section.replace(gone, "", 1).replace(moved, "", 1).replace(before, moved + before, 1)
        return body[:start] + _TEXT.sub(typed, section) + body[end:] + "<!-- worked over -->"

    return edited(data, work)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(late_figures(), st.integers(0, 9999), st.sampled_from(["controls", "map", "pasted"]))
def test_each_figure_is_what_would_be_written_or_is_listed(
    figures: tuple[DataFile, DataFile], seed: int, state: str
) -> None:
    data, new = figures
    _, old = written(data)
    edit = worked_over(old, seed)
    edit = {"controls": lambda f: f, "map": without_controls, "pasted": pasted}[state](edit)
    with tempfile.TemporaryDirectory() as folder:
        made = late(Path(folder), old, edit, new)
    assert made.rejected() == text(edit, without="ins")
    _figures_hold(made, new)
    _sentences_hold(made, data, new)
    assert made.done.changes or made.data == made.edited


def _sentences_hold(made: Late, data: DataFile, new: DataFile) -> None:
    """A sentence that nobody touched says what would be written now, or is listed."""
    before = text(made.edited, without="del")
    after = made.accepted()
    listed = "".join(finding.place.excerpt for finding in made.done.findings)
    then = {(s.place, s.passage): s.text for s in drafted(data).sentences()}
    for sentence in drafted(new).sentences():
        old = then.get((sentence.place, sentence.passage), "")
        if not old or before.count(old) != 1 or sentence.text in after:
            continue
        stale = [part for part in re.findall("[^。；]+", old) if part in after and part not in sentence.text]
        assert listed, (old, sentence.text)
        assert all(part in listed for part in stale), (old, sentence.text, listed)


def _figures_hold(made: Late, new: DataFile) -> None:
    """Every figure that the draft prints in one way only stands in the file in that way, or its sentence is listed."""
    now = drafted(new)
    # A cell without a value is a fault of the data (表三 needs the kind of applicant): the file keeps what it had.
    wanted = {
        cell.path: cell.text for table in now.document.tables() for cell in table.cells if cell.path and cell.text
    }
    report = recall.report(made.data)
    cells = {path: cell.text for table in report.tables.values() for path, cell in table.cells.items()}
    assert {path: cells[path] for path in wanted} == wanted
    printed: dict[str, set[str]] = {}
    for figure in recall.draft_read(now.document).figures:
        printed.setdefault(figure.path, set()).add(figure.text)
    listed = "\n".join(finding.place.excerpt for finding in made.done.findings)
    for figure in report.document.figures:
        known = printed.get(figure.path, set())
        if figure.row >= 0 or figure.path not in printed or figure.text in known:
            continue
        text_ = report.document.contents[figure.block].text  # type: ignore[union-attr]
        around = next(part for part in re.findall("[^。；]*[。；]?", text_) if figure.text in part)
        assert around.strip() in listed or figure.text in listed, (figure, known, made.done.findings)


@pytest.mark.parametrize("state", [lambda f: f, without_controls, pasted])
def test_nothing_changed_means_the_same_bytes_whatever_was_typed(state: Any, tmp_path: Path) -> None:
    data = complete("镇街", lambda value: value // 2)
    _, old = written(data)
    for seed in range(6):
        edit = state(worked_over(old, seed))
        made = late(tmp_path, old, edit, data)
        assert made.data == edit
        assert not made.done.failed, made.done.findings
