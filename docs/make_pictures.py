"""Makes the pictures of the manual from the shipped examples: run it after a change of the look.

It needs LibreOffice (`soffice`), poppler (`pdftoppm`, `pdftotext`), Pillow, playwright and Chromium, and says so where one
is missing. The official fonts are rarely at hand; a fontconfig file that names stand-ins may be given in the environment
variable FONTCONFIG_FILE.
"""
# ruff: noqa: INP001, S603, T201 - a script; it runs only programs that it names itself, and prints what it made

import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import make_screens

if TYPE_CHECKING:
    from PIL.Image import Image

DOCS = Path(__file__).resolve().parent
EXAMPLES = DOCS.parent / "examples"
TOWN = EXAMPLES / "qingshi-2025"
SENT = DOCS.parent / "tests" / "data" / "reuse"
PICTURES = DOCS / "图"
LARGEST = 150_000  # bytes a picture
PROGRAMS = ("soffice", "pdftoppm", "pdftotext")
_GAP = 90  # empty rows of a picture, below which nothing but a page number stands


class Picture(NamedTuple):
    """One picture: the page of a document that holds ``words``; ``colours`` 0 for shades of grey.

    ``cut`` leaves out the empty margins. ``comments`` puts the comments of the page beside it, where Word shows them:
    LibreOffice without a window prints only where they are.
    """

    name: str
    document: Callable[[Path], Path]
    words: str
    dpi: int
    colours: int = 0
    cut: bool = False
    comments: bool = False


def main() -> int:
    """Makes every picture; 1 if something is missing or a picture is too large."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None] + make_screens.missing()
    missing += [name for name in ("PIL",) if find_spec(name) is None]
    if missing:
        print(f"No pictures made: {', '.join(missing)} not installed.", file=sys.stderr)
        return 1
    too_large = 0
    with tempfile.TemporaryDirectory() as folder:
        for made in (*_papers(Path(folder)), *_screens(Path(folder))):
            size = made.stat().st_size
            too_large += size > LARGEST
            print(f"{made.name}: {size // 1000} kB{' - too large' if size > LARGEST else ''}")
    return 1 if too_large else 0


def _papers(folder: Path) -> Iterator[Path]:
    PICTURES.mkdir(exist_ok=True)
    for picture in WANTED:
        work = folder / picture.name
        work.mkdir()
        document = picture.document(work)
        pdf = _as_pdf(document, work)
        pages = _texts(pdf)
        number = _first(pages, picture.words)
        made = _smaller(_page(pdf, number, picture), colours=picture.colours or 16, cut=picture.cut)
        if picture.comments:
            make_screens.with_comments(made, _comments(document, pages, number))
            _smaller(made, colours=picture.colours, cut=False)
        yield made


def _screens(folder: Path) -> Iterator[Path]:
    desk, target = folder / "desk", PICTURES / "审阅"
    desk.mkdir()
    target.mkdir(exist_ok=True)
    shutil.copy(TOWN / "data.yaml", desk / "2025.yaml")
    shutil.copy(TOWN / "2024年报.docx", desk)
    for made in make_screens.draw(desk, target):
        yield _smaller(made, colours=48, cut=False)


# --- documents ---


def _written(example: str, words: str) -> Callable[[Path], Path]:
    """The Word file that ``draftgen write`` makes of the example, of those whose name holds ``words``."""

    def made(folder: Path) -> Path:
        shutil.copy(EXAMPLES / example / "data.yaml", folder / "2025.yaml")
        for last in (EXAMPLES / example).glob("2024.yaml"):
            shutil.copy(last, folder)
        _draftgen(folder, "write", "2025.yaml", "--format", "docx")
        return next(path for path in sorted(folder.glob("*.docx")) if words in path.name)

    return made


def _redline(folder: Path) -> Path:
    last = str(TOWN / "2024年报.docx")
    _draftgen(folder, "write", str(TOWN / "data.yaml"), "-o", ".", "--reuse", last, "--redline", "对照.docx")
    return folder / "对照.docx"


def _workbook(folder: Path) -> Path:
    _draftgen(folder, "convert", str(TOWN / "data.yaml"), "填报表.xlsx")
    return folder / "填报表.xlsx"


def _mistaken(folder: Path) -> Path:
    """The finished report of the township, in which somebody has typed 64 for 46 in Word."""
    target = folder / "年报.docx"
    with zipfile.ZipFile(_written("qingshi-2025", "报告")(folder)) as whole, zipfile.ZipFile(target, "w") as changed:
        for part in whole.namelist():
            changed.writestr(part, whole.read(part).replace(b">46<", b">64<"))
    return target


def _annotated(folder: Path) -> Path:
    _draftgen(folder, "check", str(_mistaken(folder)), "--annotate", "批注.docx")
    return folder / "批注.docx"


def _summary(folder: Path) -> Path:
    """The summary of four units, one of which has something to mend."""
    sent = folder / "各单位"
    sent.mkdir()
    for report in sorted(SENT.glob("0[1245]-*/last.txt")):
        text = report.read_text("utf-8")
        if "柏河" in report.parent.name:
            text = re.sub(r"(9 \| 3 \| 0 \| 0 \| 0 \| 0 \| )12(?=\n二、)", r"\g<1>13", text)
        (sent / f"{report.parent.name[3:]}.txt").write_text(text, "utf-8")
    units = ["青禾县人力资源和社会保障局", "汀溪区教育体育局", "柏河镇人民政府", "云泽市汀南区禾田街道办事处"]
    (folder / "单位名单.txt").write_text("\n".join([*units, "澜江县水利局"]), "utf-8")
    _draftgen(folder, "check", "各单位", "-o", "审核", "--units", "单位名单.txt")
    return folder / "审核" / "审核汇总表.xlsx"


WANTED = (
    Picture("报告第一页", _written("qingshi-2025", "报告（草稿）"), "本报告依据|现予公布", 76),
    Picture("表三", _written("lanjiang-2025", "报告（草稿）"), "申请人情况", 80),
    Picture("核对单", _written("qingshi-2025", "核对单"), "县政府网站后台", 80),
    Picture("对照稿", _redline, "其中工作动态", 76, colours=16, cut=True),
    Picture("批注", _annotated, "占63%", 84, colours=24, cut=True, comments=True),
    Picture("填报表", _workbook, "新收政府信息公开申请", 92, colours=24, cut=True),
    Picture("填报表-数字", _workbook, "县政府网站后台", 80, colours=24, cut=True),
    Picture("汇总表", _summary, "柏河镇人民政府", 90, colours=24, cut=True),
)


# --- pages ---


def _as_pdf(document: Path, folder: Path) -> Path:
    profile = (folder / "profile").as_uri()
    command = [_found("soffice"), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    _run([*command, "--outdir", str(folder / "pdf"), str(document)])
    return folder / "pdf" / f"{document.stem}.pdf"


def _texts(pdf: Path) -> list[str]:
    """The text of each page, without spaces."""
    pages = _run([_found("pdftotext"), "-layout", str(pdf), "-"]).split("\f")
    return ["".join(page.split()) for page in pages]


def _first(pages: list[str], words: str) -> int:
    """The first page that holds ``words``; pages count from 1."""
    for number, text in enumerate(pages, 1):
        if re.search(words, text):
            return number
    raise SystemExit(f"No page holds {words}.")


def _page(pdf: Path, number: int, picture: Picture) -> Path:
    target = PICTURES / picture.name
    only = ["-f", str(number), "-l", str(number), "-singlefile"]
    grey = [] if picture.colours else ["-gray"]
    _run([_found("pdftoppm"), *only, *grey, "-r", str(picture.dpi), "-png", str(pdf), str(target)])
    return target.with_suffix(".png")


def _comments(document: Path, pages: list[str], number: int) -> list[tuple[str, list[str]]]:
    """The comments of a page: the words that each is about, and its paragraphs. Words stand where they stand first."""
    with zipfile.ZipFile(document) as whole:
        body, comments = (whole.read(f"word/{part}.xml").decode("utf-8") for part in ("document", "comments"))
    found = []
    for mark, comment in re.findall(r'<w:comment [^>]*?w:id="(\d+)".*?>(.*?)</w:comment>', comments, re.DOTALL):
        about = re.search(rf'commentRangeStart w:id="{mark}"/>(.*?)<w:commentRangeEnd w:id="{mark}"/>', body, re.DOTALL)
        words = _words(about.group(1)) if about else ""
        first = next((n for n, text in enumerate(pages, 1) if "".join(words.split()) in text), 0)
        if words and first == number:
            found.append((words, [_words(one) for one in comment.split("</w:p>") if _words(one)]))
    return found


def _words(xml: str) -> str:
    return html.unescape(
        "".join(re.findall(r"<w:t[ >][^<]*", xml)).replace('<w:t xml:space="preserve">', "").replace("<w:t>", "")
    )


def _smaller(path: Path, *, colours: int, cut: bool) -> Path:
    """The picture in few colours, and without its empty margins where it is ``cut``."""
    from PIL import Image  # noqa: PLC0415 - main says where it is missing

    with Image.open(path) as whole:
        picture = whole.convert("RGB")
    if cut:
        picture = _cut(picture)
    picture.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
    return path


def _cut(picture: "Image") -> "Image":
    """The picture without its empty margins, and without what stands far below everything else."""
    from PIL import Image, ImageChops  # noqa: PLC0415 - main says where it is missing

    drawn = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).convert("L")
    left, top, right, bottom = drawn.getbbox() or (0, 0, *picture.size)
    rows = [drawn.crop((0, row, picture.width, row + 1)).getbbox() is not None for row in range(top, bottom)]
    for row in range(len(rows) - _GAP):
        if row > len(rows) // 8 and not any(rows[row : row + _GAP]):
            bottom = top + row
            break
    room = 16
    return picture.crop(
        (max(left - room, 0), max(top - room, 0), min(right + room, picture.width), min(bottom + room, picture.height))
    )


def _draftgen(folder: Path, *words: str) -> None:
    """Runs this program in ``folder``; exit code 1 says that something is found in the data, which some pictures show."""
    _run([sys.executable, "-m", "draftgen", *words], folder, good=(0, 1))


def _found(program: str) -> str:
    return shutil.which(program) or program


def _run(command: list[str], folder: Path | None = None, good: tuple[int, ...] = (0,)) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    if done.returncode not in good:
        raise SystemExit(f"{json.dumps(command, ensure_ascii=False)}: {done.stderr.decode('utf-8', 'replace')}")
    return done.stdout.decode("utf-8", "replace")


if __name__ == "__main__":
    sys.exit(main())
