"""Completion by the Tab key, as a shell asks for it and as a clerk puts it in place."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BASH = shutil.which("bash")


def asked(words: str, at: int) -> list[str]:
    """What bash is told may follow."""
    environment = {**os.environ, "_DRAFTGEN_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(at)}
    program = "import sys; sys.argv = ['draftgen']; from draftgen.cli import main; main()"
    run = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert run.stderr == ""
    return run.stdout.split()


@pytest.mark.parametrize(
    ("words", "at", "found"),
    [
        ("draftgen wr", 1, ["write"]),
        ("draftgen phrases l", 2, ["list"]),
        ("draftgen write --red", 2, ["--redline"]),
        ("draftgen --sh", 1, ["--show-completion"]),
    ],
)
def test_commands_and_options_are_completed(words: str, at: int, found: list[str]) -> None:
    assert asked(words, at) == found


@pytest.mark.skipif(BASH is None, reason="COMPLETION IS NOT INSTALLED: bash is not here")
def test_it_is_put_in_place_for_the_shell_that_asks(tmp_path: Path) -> None:
    done = subprocess.run(
        [str(BASH), "-c", f'"{sys.executable}" -m draftgen --install-completion; echo $?'],
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "bash 的补全装好了" in done.stdout
    assert done.stdout.endswith("\n0\n")
    (script,) = (tmp_path / ".bash_completions").iterdir()
    assert "_DRAFTGEN_COMPLETE=complete_bash" in script.read_text("utf-8")
    assert str(script) in (tmp_path / ".bashrc").read_text("utf-8")


def test_a_window_that_cannot_complete_is_told_so() -> None:
    program = (
        "import shellingham, sys\n"
        "shellingham.detect_shell = lambda: ('cmd', 'cmd.exe')\n"
        "sys.argv = ['draftgen', '--install-completion']\n"
        "from draftgen.cli import main\n"
        "main()"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == "认不出这是哪一种命令窗口；能补全的有 bash、zsh、fish、PowerShell。请在其中一种里运行。\n"


def test_the_help_is_chinese() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "draftgen", "--help"], capture_output=True, encoding="utf-8", check=True
    )
    assert "--install-completion  装上按 Tab 键补全。" in run.stdout
