"""Makes an offline bundle: everything draftgen needs, in one folder and one .zip, installed without any network.

    python scripts/make_bundle.py                                   this platform, this Python
    python scripts/make_bundle.py --windows [--embeddable FILE]     64-bit Windows

The wheels come from the package registry that pip is set up for; jieba has none there, so its wheel is built here.
Python itself is in no package registry: for a Windows machine without one, give the zip of the embeddable Python.
"""

import argparse
import hashlib
import platform
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from email import message_from_bytes
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PARTS = Path(__file__).resolve().parent / "bundle"
WINDOWS = "3.12"
# Not on any registry as a wheel.
BUILT_HERE = ("jieba",)
_EMBEDDED = re.compile(r"python3(\d+)\._pth")
_OWN_PYTHON = "  {made}。文件夹里带有 Python，不用另装。"
_NO_PYTHON = """  {made}。文件夹里没有 Python：它不在程序部件的公共仓库里，做离线包时取不到。
  请先在机器上装好 Python {version}（64 位）；或者下载 Windows 的“embeddable package”（python-{version}.x-embed-amd64.zip），
  交给做离线包的人，用 make bundle EMBEDDABLE=文件 重新做一份，双击就能用。"""
_HERE = "  {made}，要有自带的 venv。"


class Target(NamedTuple):
    """What a bundle is for: the version of Python, the tags of pip for a foreign platform, markers that differ there."""

    name: str
    made_for: str
    version: str
    tags: tuple[str, ...] = ()
    markers: Mapping[str, str] = {}


def here() -> Target:
    """This platform and this Python."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    machine = platform.machine().lower()
    return Target(
        f"{sys.platform}-{machine}",
        f"{platform.system()} {machine}，Python {version}",
        version,
        markers=_markers(version),
    )


def windows() -> Target:
    """64-bit Windows, seen from anywhere."""
    tags = ("--platform", "win_amd64", "--python-version", WINDOWS, "--implementation", "cp", "--only-binary=:all:")
    markers = {
        **_markers(WINDOWS),
        "os_name": "nt",
        "platform_machine": "AMD64",
        "platform_system": "Windows",
        "sys_platform": "win32",
    }
    return Target("windows-amd64", f"64 位 Windows，Python {WINDOWS}", WINDOWS, tags, markers)


def _markers(version: str) -> dict[str, str]:
    return {"python_version": version, "python_full_version": f"{version}.0"}


def main(words: list[str] | None = None) -> None:
    """Makes the bundle and says where it is."""
    parser = argparse.ArgumentParser(description="Makes an offline bundle of draftgen.")
    parser.add_argument("--windows", action="store_true", help="for 64-bit Windows instead of this platform")
    parser.add_argument("--embeddable", type=Path, metavar="FILE", help="the zip of the embeddable Python to put in")
    parser.add_argument("--slim", action="store_true", help="without what only training needs")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "dist", metavar="FOLDER")
    given = parser.parse_args(words)
    if given.embeddable and not given.windows:
        parser.error("--embeddable is a Python for Windows: add --windows")
    target = windows() if given.windows else here()
    extras = ("all",) if given.slim else ("all", "train")
    bundle = make(target, extras, given.output, given.embeddable)
    print(f"{bundle}\n{_packed(bundle)}")


def make(target: Target, extras: tuple[str, ...], output: Path, embeddable: Path | None = None) -> Path:
    """The folder of a bundle for ``target``, made anew under ``output``."""
    if embeddable is not None:
        _check_python(embeddable, target)
    work = output / f"draftgen-{target.name}.new"
    shutil.rmtree(work, ignore_errors=True)
    wheels = work / "wheels"
    wheels.mkdir(parents=True)
    _pip("wheel", "--quiet", "--no-deps", "-w", wheels, ROOT)
    (own,) = wheels.glob("draftgen-*.whl")
    built = _wanted(own, extras, BUILT_HERE)
    if built:
        _pip("wheel", "--quiet", "--no-deps", "-w", wheels, *built)
    _gather(wheels, target, [f"draftgen[{','.join(extras)}]"])
    _sums(wheels)
    release = own.name.split("-")[1]
    write_parts(work, target, release, own_python=embeddable is not None)
    _put_manual(work)
    if embeddable is not None:
        _put_python(work, embeddable, target)
    bundle = output / f"draftgen-离线包-{release}-{target.name}"
    shutil.rmtree(bundle, ignore_errors=True)
    return work.rename(bundle)


# --- wheels ---


def _gather(wheels: Path, target: Target, asked: Iterable[str]) -> None:
    """Downloads wheels until nothing is missing.

    pip takes the markers of a requirement for this machine even where it is told to fetch for another, and so would
    leave out what only Windows needs.
    """
    missing = sorted(reached(wheels, target, asked)[1])
    while missing:
        _pip("download", "--quiet", "--no-deps", "--only-binary=:all:", *target.tags, "-d", wheels, *missing)
        still = sorted(reached(wheels, target, asked)[1])
        if still == missing:
            raise SystemExit(f"no wheel for {target.name}: {', '.join(missing)}")
        missing = still


def reached(wheels: Path, target: Target, asked: Iterable[str]) -> tuple[set[Path], set[str]]:
    """The wheels of the folder that ``asked`` leads to on ``target``, and the requirements that none is there for."""
    there = {canonicalize_name(wheel.name.split("-")[0]): wheel for wheel in wheels.glob("*.whl")}
    found: set[Path] = set()
    missing: set[str] = set()
    seen: set[tuple[str, str]] = set()
    rest = [Requirement(line) for line in asked]
    while rest:
        one = rest.pop()
        name = canonicalize_name(one.name)
        wheel = there.get(name)
        if wheel is None:
            missing.add(f"{one.name}{one.specifier}")
            continue
        if not one.specifier.contains(wheel.name.split("-")[1], prereleases=True):
            raise SystemExit(f"{wheel.name} is not what is asked for: {one}")
        found.add(wheel)
        for extra in ("", *one.extras):
            if (name, extra) not in seen:
                seen.add((name, extra))
                rest += required(wheel, extra, target.markers)
    return found, missing


def required(wheel: Path, extra: str, markers: Mapping[str, str]) -> Iterator[Requirement]:
    """What a wheel needs, with one of its extras or "", where ``markers`` hold."""
    with zipfile.ZipFile(wheel) as packed:
        name = next(name for name in packed.namelist() if name.endswith(".dist-info/METADATA"))
        about = message_from_bytes(packed.read(name))
    for line in about.get_all("Requires-Dist") or ():
        one = Requirement(line)
        if one.marker is None or one.marker.evaluate({**markers, "extra": extra}):
            yield one


def _wanted(own: Path, extras: Iterable[str], names: Iterable[str]) -> list[str]:
    found = (one for extra in extras for one in required(own, extra, {}))
    return sorted({f"{one.name}{one.specifier}" for one in found if one.name in names})


def _pip(*words: str | Path) -> None:
    subprocess.run([sys.executable, "-m", "pip", "--disable-pip-version-check", *map(str, words)], check=True)


def _sums(wheels: Path) -> None:
    lines = [
        f"{hashlib.sha256(wheel.read_bytes()).hexdigest()}  {wheel.name}" for wheel in sorted(wheels.glob("*.whl"))
    ]
    (wheels / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="ascii", newline="\n")


# --- the files around them ---


def write_parts(work: Path, target: Target, release: str, *, own_python: bool) -> None:
    """The texts and scripts of a bundle; those for Windows with the line ends and the mark that its programs expect."""
    windows_made = bool(target.tags)
    shape = _OWN_PYTHON if own_python else _NO_PYTHON if windows_made else _HERE
    filled = {
        "@RELEASE@": release,
        "@MADE_FOR@": target.made_for,
        "@PYTHON@": shape.format(made=target.made_for, version=target.version),
        "@VERSION@": target.version,
        "@TUPLE@": f"({target.version.replace('.', ', ')})",
    }
    install = work / "install"
    install.mkdir()
    shutil.copyfile(PARTS / "start.py", install / "start.py")
    (install / "made-for.txt").write_text(f"{target.made_for}\n", encoding="utf-8", newline="\n")
    shutil.copyfile(ROOT / "docs" / "licences.md", work / "许可.md")
    shutil.copyfile(ROOT / "LICENSE", work / "LICENSE")
    names = {"说明.txt": work / "说明.txt"}
    if windows_made:
        names |= {"开始.bat": work / "开始.bat", "no-python.txt": install / "no-python.txt"}
    else:
        names["开始.sh"] = work / "开始.sh"
    for name, path in names.items():
        text = (PARTS / name).read_text("utf-8")
        for mark, content in filled.items():
            text = text.replace(mark, content)
        # Notepad takes a file without a mark for GBK; cmd.exe must meet none.
        encoding = "utf-8-sig" if name == "说明.txt" else "utf-8"
        path.write_text(text, encoding=encoding, newline="\r\n" if windows_made else "\n")
    if not windows_made:
        (work / "开始.sh").chmod(0o755)


def _put_manual(work: Path) -> None:
    """The manual as web pages, and the examples that it speaks of."""
    made = [sys.executable, str(ROOT / "docs" / "make_html.py"), str(work / "手册")]
    subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
    shutil.copytree(ROOT / "examples", work / "examples")


# --- Python for Windows ---


def _check_python(file: Path, target: Target) -> None:
    """Raises SystemExit unless ``file`` is the embeddable Python that the wheels are for."""
    wanted = f"python{target.version.replace('.', '')}._pth"
    try:
        with zipfile.ZipFile(file) as packed:
            names = packed.namelist()
    except (OSError, zipfile.BadZipFile) as error:
        raise SystemExit(f"{file} is no zip: {error}") from error
    if any(name.startswith(("/", "\\")) or ".." in name or ":" in name for name in names):
        raise SystemExit(f"{file} reaches out of its folder")
    if wanted not in names or "python.exe" not in names:
        found = next((f"Python 3.{m[1]}" for name in names if (m := _EMBEDDED.fullmatch(name))), "something else")
        raise SystemExit(f"{file} is {found}, not the embeddable Python {target.version} for 64-bit Windows")


def _put_python(work: Path, file: Path, target: Target) -> None:
    """Unpacks the embeddable Python and, since it has no pip, the wheels beside it, ready to run."""
    python = work / "python"
    with zipfile.ZipFile(file) as packed:
        packed.extractall(python)
    packages = python / "Lib" / "site-packages"
    wheels = sorted(reached(work / "wheels", target, ["draftgen[all]"])[0])
    _pip("install", "--quiet", "--no-index", "--no-deps", "--no-compile", *target.tags, "--target", packages, *wheels)
    path = python / f"python{target.version.replace('.', '')}._pth"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines, "Lib\\site-packages", "import site"]) + "\n", encoding="utf-8", newline="\r\n")


def _packed(bundle: Path) -> Path:
    target = bundle.with_name(f"{bundle.name}.zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(bundle.rglob("*")):
            packed.write(path, Path(bundle.name) / path.relative_to(bundle))
    return target


if __name__ == "__main__":
    main()
