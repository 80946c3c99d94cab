"""Makes the pictures of docs/手册.md from the shipped examples: run it after a change of the look.

It needs LibreOffice (`soffice`) and poppler (`pdftoppm`, `pdftotext`), and says so where they are missing. The official
fonts are rarely at hand; a fontconfig file that names stand-ins may be given in the environment variable FONTCONFIG_FILE.
"""
# ruff: noqa: INP001, S603, T201 - a script; it runs only programs that it names itself, and prints what it made

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).resolve().parent
EXAMPLES = DOCS.parent / "examples"
PICTURES = DOCS / "图"
LARGEST = 150_000  # bytes a picture
PROGRAMS = ("soffice", "pdftoppm", "pdftotext")


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: the first page of a document that holds ``words``."""

    name: str
    example: str
    document: str
    words: str
    dpi: int


WANTED = (
    Picture("报告第一页", "qingshi-2025", "报告（草稿）", "本报告依据", 76),
    Picture("表三", "lanjiang-2025", "报告（草稿）", "申请人情况", 80),
    Picture("核对单", "qingshi-2025", "核对单", "县政府网站后台", 80),
)


def main() -> int:
    """Makes every picture; 1 if a program is missing or a picture is too large."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if missing:
        print(f"No pictures made: {', '.join(missing)} not installed.", file=sys.stderr)
        return 1
    PICTURES.mkdir(exist_ok=True)
    too_large = 0
    with tempfile.TemporaryDirectory() as folder:
        for picture in WANTED:
            pdf = _as_pdf(_document(picture, Path(folder)), Path(folder))
            made = _page(pdf, picture)
            size = made.stat().st_size
            too_large += size > LARGEST
            print(f"{made.name}: {size // 1000} kB{' - too large' if size > LARGEST else ''}")
    return 1 if too_large else 0


def _document(picture: Picture, folder: Path) -> Path:
    """The Word file that ``draftgen write`` makes of the example."""
    out = folder / picture.example
    data = EXAMPLES / picture.example / "data.yaml"
    _run([sys.executable, "-m", "draftgen", "write", str(data), "-o", str(out), "--format", "docx"])
    return next(path for path in sorted(out.glob("*.docx")) if picture.document in path.name)


def _as_pdf(document: Path, folder: Path) -> Path:
    out = folder / "pdf"
    profile = (folder / "profile").as_uri()
    command = [_found("soffice"), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    _run([*command, "--outdir", str(out), str(document)])
    return out / f"{document.stem}.pdf"


def _page(pdf: Path, picture: Picture) -> Path:
    """The page of ``pdf`` that holds the picture's words, in shades of grey."""
    pages = _run([_found("pdftotext"), "-layout", str(pdf), "-"]).split("\f")
    number = next(n for n, text in enumerate(pages, 1) if picture.words in "".join(text.split()))
    target = PICTURES / picture.name
    only = ["-f", str(number), "-l", str(number), "-singlefile"]
    _run([_found("pdftoppm"), *only, "-gray", "-r", str(picture.dpi), "-png", str(pdf), str(target)])
    return target.with_suffix(".png")


def _found(program: str) -> str:
    return shutil.which(program) or program


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed: {done.stderr.decode('utf-8', 'replace')}")
    return done.stdout.decode("utf-8", "replace")


if __name__ == "__main__":
    sys.exit(main())
