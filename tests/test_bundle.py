"""The offline bundle: what is in it, and that it installs and runs where no registry answers."""

import hashlib
import os
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from scripts import make_bundle
from tests.installing import ROOT, needs_registry, run

WINDOWS = make_bundle.windows()


# --- what must be in it ---


def wheel(folder: Path, name: str, version: str, *needed: str) -> None:
    """A wheel with nothing but what it needs."""
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *(f"Requires-Dist: {n}" for n in needed)]
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as packed:
        packed.writestr(f"{name}-{version}.dist-info/METADATA", "\n".join(lines) + "\n\n")


def test_what_only_windows_needs_is_missing_until_it_is_there(tmp_path: Path) -> None:
    wheel(tmp_path, "tool", "1.0", 'colour; platform_system == "Windows"', 'shell; sys_platform == "linux"', "both>=2")
    wheel(tmp_path, "both", "2.1", 'more; extra == "full"', 'old; python_version < "3.12"')
    found, missing = make_bundle.reached(tmp_path, WINDOWS, ["tool"])
    assert ({path.name.split("-")[0] for path in found}, missing) == ({"tool", "both"}, {"colour"})
    wheel(tmp_path, "colour", "0.4")
    assert make_bundle.reached(tmp_path, WINDOWS, ["tool"])[1] == set()
    assert make_bundle.reached(tmp_path, WINDOWS, ["tool", "both[full]"])[1] == {"more"}


def test_a_wheel_of_a_wrong_version_is_refused(tmp_path: Path) -> None:
    wheel(tmp_path, "tool", "1.0", "both>=2")
    wheel(tmp_path, "both", "1.9")
    with pytest.raises(SystemExit, match=r"both-1\.9.* is not what is asked for: both>=2"):
        make_bundle.reached(tmp_path, WINDOWS, ["tool"])


# --- the files around the wheels ---


def test_windows_can_read_the_files_for_windows(tmp_path: Path) -> None:
    make_bundle.write_parts(tmp_path, WINDOWS, "1.2.3", own_python=False)
    script = (tmp_path / "开始.bat").read_bytes()
    assert script.isascii()
    assert b"\r\n" in script
    assert b"\n" not in script.replace(b"\r\n", b"")
    assert b"py -3.12 " in script
    about = (tmp_path / "说明.txt").read_bytes()
    assert about.startswith(b"\xef\xbb\xbf")
    assert b"\n" not in about.replace(b"\r\n", b"")
    # What cmd.exe prints after chcp 65001 must have no mark.
    assert (tmp_path / "install" / "no-python.txt").read_bytes().startswith("没有找到 Python 3.12".encode())
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or b"@" not in path.read_bytes().replace(b"@echo", b"")


@pytest.mark.parametrize(("own", "said"), [(True, "不用另装"), (False, "公共仓库里，做离线包时取不到")])
def test_the_page_says_plainly_whether_python_is_inside(own: bool, said: str, tmp_path: Path) -> None:  # noqa: FBT001
    make_bundle.write_parts(tmp_path, WINDOWS, "1.2.3", own_python=own)
    text = (tmp_path / "说明.txt").read_text("utf-8-sig")
    assert said in text
    assert "1.2.3（64 位 Windows，Python 3.12）" in text


def embeddable(path: Path, files: Mapping[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return path


PYTHON = {"python.exe": "MZ", "python312._pth": "python312.zip\r\n.\r\n\r\n#import site\r\n", "python312.zip": "PK"}


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"python.exe": "MZ", "python311._pth": ""}, r"is Python 3\.11, not"),
        ({"LICENSE": ""}, "is something else, not"),
        ({**PYTHON, "../outside.txt": ""}, "reaches out of its folder"),
        ({**PYTHON, "C:/outside.txt": ""}, "reaches out of its folder"),
    ],
)
def test_a_python_that_does_not_fit_is_refused(files: Mapping[str, str], said: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=said):
        make_bundle.make(WINDOWS, ("all",), tmp_path, embeddable(tmp_path / "python.zip", files))
    assert [path.name for path in tmp_path.iterdir()] == ["python.zip"]


def test_what_is_no_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "python.zip").write_text("no")
    with pytest.raises(SystemExit, match="is no zip"):
        make_bundle.make(WINDOWS, ("all",), tmp_path, tmp_path / "python.zip")


# --- the whole ---


def test_it_installs_and_runs_with_no_registry(tmp_path: Path) -> None:
    needs_registry()
    bundle = make_bundle.make(make_bundle.here(), ("all",), tmp_path)
    for line in (bundle / "wheels" / "SHA256SUMS").read_text("ascii").splitlines():
        sha, name = line.split("  ")
        assert hashlib.sha256((bundle / "wheels" / name).read_bytes()).hexdigest() == sha
    # Whoever asked a registry would be told so at once.
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_FIND_LINKS": "", "PYTHON": sys.executable}
    begin = ("sh", bundle / "开始.sh")
    first = run(*begin, folder=tmp_path, given=nowhere)
    assert first.startswith("第一次使用，正在安装，一两分钟……\n装好了。\n")
    assert (bundle / "我的年报" / "填报表.xlsx").is_file()

    (bundle / "我的年报" / "2025.yaml").write_text("年度: 2025\n", encoding="utf-8")
    second = run(*begin, folder=tmp_path, codes=(1,), given=nowhere)
    assert second.startswith("“我的年报”里有几份数据文件，不知道审哪一份：\n  2025.yaml\n  填报表.xlsx\n")
    assert "--terminal" in run(*begin, "--help", folder=tmp_path, given=nowhere)

    program = bundle / "venv" / "bin" / "draftgen"
    example = ROOT / "examples" / "qingshi-2025" / "data.yaml"
    run(program, "write", example, "-o", "out", folder=tmp_path)
    run(program, "check", next((tmp_path / "out").glob("*报告*.docx")), folder=tmp_path)
    assert "No broken" in run(bundle / "venv" / "bin" / "python", "-m", "pip", "check", folder=tmp_path)


def test_the_one_for_windows_holds_python_and_runs_without_being_installed(tmp_path: Path) -> None:
    needs_registry()
    bundle = make_bundle.make(WINDOWS, ("all",), tmp_path, embeddable(tmp_path / "python.zip", PYTHON))
    names = {path.name for path in (bundle / "wheels").glob("*.whl")}
    assert not [name for name in names if "linux" in name or "macos" in name]
    assert {name.split("-")[0] for name in names} > {"draftgen", "colorama", "lxml", "uvicorn", "pdfplumber"}
    paths = (bundle / "python" / "python312._pth").read_text("utf-8").split("\n")
    assert "Lib\\site-packages" in paths
    packages = bundle / "python" / "Lib" / "site-packages"
    assert (packages / "draftgen" / "_data" / "phrasebank").is_dir()
    assert list((packages / "lxml").glob("etree*win_amd64.pyd"))


def test_an_old_python_is_told_which_one_is_needed(tmp_path: Path) -> None:
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    old = sorted(pyenv.glob("3.[89].*/bin/python"))
    if not old:
        pytest.skip("AN OLD PYTHON IS NOT TRIED: none is installed here")
    make_bundle.write_parts(tmp_path, make_bundle.here(), "1.2.3", own_python=False)
    said = run("sh", tmp_path / "开始.sh", folder=tmp_path, codes=(2,), given={"PYTHON": str(old[0])})
    assert said.startswith(f"这台机器上的 Python 是 {old[0].parts[-3]}，太旧了，要 3.11 以上。")
