"""Every package that draftgen leads to is on the page of licences, and may be used by a program under MIT."""

from email.message import Message

import pytest
from scripts import make_licences
from scripts.make_licences import Package


def test_the_page_is_complete_and_every_licence_compatible() -> None:
    assert make_licences.faults() == []


def test_what_every_installation_has_is_told_from_what_maintainers_have() -> None:
    found = {one.name: one.used_for for one in make_licences.packages()}
    assert found["jinja2"] == ("draftgen",)
    assert found["pdfplumber"] == ("pdf", "test")
    assert found["jieba"] == ("train", "bench")
    # Only on Windows.
    assert found["colorama"] == ("draftgen",)


@pytest.mark.parametrize(
    ("licence", "used_for", "free"),
    [
        ("MIT", "draftgen", True),
        ("GPL-3.0-only OR MIT", "pdf", True),
        ("MIT AND (Apache-2.0 OR BSD-2-Clause)", "pdf", True),
        ("BSD-3-Clause AND GPL-2.0-only", "pdf", False),
        ("AGPL-3.0-or-later", "pdf", False),
        ("LGPL-2.1-only", "excel", False),
        ("LGPL-2.1-only", "bench", True),
        ("", "draftgen", False),
    ],
)
def test_what_is_compatible(licence: str, used_for: str, free: bool) -> None:  # noqa: FBT001 - the answer
    assert make_licences.compatible(Package("one", licence, (used_for,))) is free


def test_the_name_of_a_licence_says_more_than_its_family(monkeypatch: pytest.MonkeyPatch) -> None:
    about = Message()
    about["License"] = "BSD-2-Clause"
    about["Classifier"] = "License :: OSI Approved :: BSD License"
    monkeypatch.setattr("importlib.metadata.metadata", lambda _: about)
    assert make_licences.licence("one") == "BSD-2-Clause"
