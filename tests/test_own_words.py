"""Every sentence of the bank is our own: none shares a stretch with a published report."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.drafting import passages

from draftgen import recall

REAL = Path(__file__).resolve().parents[2] / "shared" / "real"
# So many characters in a row, marks left out, are no coincidence.
STRETCH = 18
# Fixed expressions, which everybody owns and nobody may vary.
FORMULAS = ("习近平新时代中国特色社会主义思想",)


def stretches(text: str) -> Iterator[str]:
    """All stretches of a text, without its marks; a fixed expression ends one."""
    for part in re.split("|".join(FORMULAS), text):
        plain = re.sub(r"[\W_]", "", part)
        yield from (plain[start : start + STRETCH] for start in range(len(plain) - STRETCH + 1))


def lines(file: Path) -> Iterator[str]:
    read = recall.document(file)
    yield from (paragraph.text for paragraph in read.paragraphs)


def test_a_stretch_is_found_whatever_the_marks() -> None:
    published = set(stretches("本机关全年共收到政府信息公开申请，均在法定期限内作出答复。"))
    assert published & set(stretches("全年共收到政府信息公开申请均在法定期限"))
    assert not published & set(stretches("全年共收到政府信息公开申请，都在法定期限内答复"))


@pytest.mark.skipif(not REAL.is_dir(), reason="the real reports are not beside this checkout: nothing was compared")
def test_no_passage_shares_a_stretch_with_a_published_report() -> None:
    files = [file for file in sorted(REAL.rglob("*")) if file.suffix in {".txt", ".pdf", ".html"}]
    published = {one for file in files for line in lines(file) for one in stretches(line)}
    assert len(published) > 5000
    own = {
        (passage.id, one)
        for passage in passages().values()
        for words in passage.text
        if isinstance(words, str)
        for one in stretches(words)
    }
    assert sorted((name, one) for name, one in own if one in published) == []
