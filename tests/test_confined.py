"""What reads a stranger's file in a process of its own: it answers, or it is said why it did not."""

import sys
from pathlib import Path
from subprocess import run

import pytest

from draftgen.confined import Answer, ask

SECONDS, MEMORY = 60, 1_000_000_000
READER = """
import sys, time
from draftgen.confined import serve

def read(data: bytes) -> dict:
{body}

serve(read)
"""
LIMITED = pytest.mark.skipif(sys.platform == "win32", reason="no limits of memory and processor time to set")


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where ``asked`` puts its readers."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return tmp_path


def asked(folder: Path, body: str, data: bytes = b"", seconds: int = SECONDS, memory: int = MEMORY) -> Answer:
    """What a program says that does ``body`` with ``data``."""
    (folder / "stranger.py").write_text(READER.format(body=f"    {body}"), "utf-8")
    return ask("stranger", data, seconds, memory)


def test_the_answer_comes_back(reader: Path) -> None:
    assert asked(reader, "return {'found': data.decode('utf-8')}", "年报".encode()) == {"found": "年报"}


def test_what_takes_too_long_is_ended(reader: Path) -> None:
    assert asked(reader, "time.sleep(600)", seconds=2) == {"error": "time"}


@LIMITED
def test_what_needs_too_much_memory_is_refused_it(reader: Path) -> None:
    assert asked(reader, "return {'found': len(bytes(2_000_000_000))}") == {"error": "memory"}


@LIMITED
def test_the_limits_are_those_that_were_asked_for(reader: Path) -> None:
    body = (
        "import resource; "
        "return {'is': [resource.getrlimit(kind) for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU)]}"
    )
    assert asked(reader, body) == {"is": [[MEMORY, MEMORY], [SECONDS, SECONDS]]}


@LIMITED
def test_a_process_that_has_less_already_keeps_that(reader: Path) -> None:
    (reader / "stranger.py").write_text(
        READER.format(body="    import resource; return {'is': resource.getrlimit(resource.RLIMIT_AS)}"), "utf-8"
    )
    script = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (900_000_000, 900_000_000)); "
        f"from draftgen.confined import ask; print(ask('stranger', b'', {SECONDS}, {MEMORY}))"
    )
    done = run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "{'is': [900000000, 900000000]}"


@pytest.mark.parametrize("body", ["sys.exit(3)", "raise ValueError", "print('hello'); return {}", "return 5"])
def test_what_gives_no_answer_has_stopped(reader: Path, body: str) -> None:
    assert asked(reader, body) == {"error": "stopped"}


def test_what_does_not_start_is_told_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    assert ask("stranger", b"", SECONDS, MEMORY) == {"error": "start"}


def test_a_module_in_the_present_folder_is_not_taken_for_one_of_pythons(
    reader: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path_factory.mktemp("here")
    (here / "json.py").write_text("raise SystemExit('a stranger')", "utf-8")
    monkeypatch.chdir(here)
    assert asked(reader, "return {'found': 1}") == {"found": 1}
