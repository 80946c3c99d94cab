"""What SECURITY.md promises, where no other test shows it; and that every test which that page names is there."""

import ast
import http.server
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from tests.desk import ROOT, Desk
from tests.page import Running
from tests.pdf_files import Page, pdf
from tests.reports import contents, html, word_report
from tests.reviewing import data_in

from draftgen import batch, phrasebank, plainfiles, recall, review, store
from draftgen.batch import manifest
from draftgen.core.finding import RefusedOutput, UnreadableInput
from draftgen.phrasebank.bank import Folder
from draftgen.recall import office_suite

SOURCES = sorted((ROOT / "src").rglob("*.py"))
PAGE = ROOT / "SECURITY.md"
_NAMED = re.compile(r"`(tests/test_\w+\.py)::(test_\w+)`")


# --- the page itself ---


def test_every_test_that_the_page_names_is_there() -> None:
    named = _NAMED.findall(PAGE.read_text("utf-8"))
    assert len(named) > 20
    for file, test in named:
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        assert test in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, f"{file}::{test}"


def test_every_promise_of_the_page_names_a_test() -> None:
    promises = PAGE.read_text("utf-8").split("## What is promised")[1].split("## What is not promised")[0]
    points = re.findall(r"^- .*?(?=^- |^#|\Z)", promises, re.MULTILINE | re.DOTALL)
    assert len(points) > 10
    assert [point.split("\n")[0] for point in points if not _NAMED.search(point)] == []


# --- no code but our own ---


def called(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """The name of everything a module calls, as it is written."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{name.name}" for name in node.names)


RUNS = re.compile(r"(builtins\.)?(eval|exec|compile|__import__)|os\.(system|popen|exec\w*|spawn\w*)|runpy\..*")
UNPACKS = re.compile(r"(pickle|cPickle|_pickle|cloudpickle|dill|marshal|shelve|joblib|jsonpickle)(\.|$)")
# Where a process is started, and where this machine is listened on.
STARTS = {"recall/office_suite.py", "confined.py"}
LISTENS = {"web/server.py"}
NETWORK = re.compile(
    r"(socket|ssl|ftplib|smtplib|poplib|imaplib|telnetlib|xmlrpc|socketserver|webbrowser|requests|httpx|aiohttp|urllib3)(\.|$)"
    r"|http\.(client|server)|urllib\.request"
)


def test_nothing_in_the_program_turns_text_into_code() -> None:
    found = [
        (path.name, name)
        for path in SOURCES
        for name, call in called(ast.parse(path.read_text("utf-8")))
        if RUNS.fullmatch(name) or any(word.arg == "shell" and name.startswith("subprocess") for word in call.keywords)
    ]
    assert found == []


def test_nothing_in_the_program_is_stored_as_a_pickle() -> None:
    found = [
        (p.name, name) for p in SOURCES for name in imported(ast.parse(p.read_text("utf-8"))) if UNPACKS.match(name)
    ]
    assert found == []


def test_yaml_is_read_by_safe_loaders_alone() -> None:
    loads = [
        (path, ast.unparse(call))
        for path in SOURCES
        for name, call in called(ast.parse(path.read_text("utf-8")))
        if re.fullmatch(r"yaml\.(load|load_all|full_load|unsafe_load)\w*", name)
    ]
    assert loads
    for path, call in loads:
        text = path.read_text("utf-8")
        assert re.search(r"[Ll]oader", call), f"{path.name}: {call}"
        assert not re.search(r"yaml\.(Unsafe|Full)?Loader\b|yaml\.C(Unsafe|Full)?Loader\b", text), path.name


def test_only_these_start_a_process_and_only_the_page_listens() -> None:
    within = {path: path.relative_to(ROOT / "src" / "draftgen").as_posix() for path in SOURCES}
    names = {path: set(imported(ast.parse(path.read_text("utf-8")))) for path in SOURCES}
    assert {within[path] for path in SOURCES if any(n.split(".")[0] == "subprocess" for n in names[path])} == STARTS
    assert {within[path] for path in SOURCES if any(NETWORK.match(n) for n in names[path])} == LISTENS


# --- office files and pages that point elsewhere ---


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """An address of this machine, and what was asked of it."""
    asked: list[str] = []

    class Told(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - names of the standard library

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Told)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()
    server.server_close()


def changed(change: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    """A report in Word with its parts changed."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(word_report(contents()))) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            target.writestr(*change(name, source.read(name)))
    return stream.getvalue()


def test_what_a_file_points_to_is_not_fetched(elsewhere: tuple[str, list[str]]) -> None:
    address, asked = elsewhere
    kinds = ("image", "attachedTemplate", "oleObject", "subDocument", "hyperlink")
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ties = "".join(
        f'<Relationship Id="x{kind}" Type="{base}/{kind}" Target="{address}/{kind}" TargetMode="External"/>'
        for kind in kinds
    ).encode()
    word = changed(lambda n, d: (n, d.replace(b"</Relationships>", ties + b"</Relationships>")))
    assert ties in zipfile.ZipFile(BytesIO(word)).read("word/_rels/document.xml.rels")
    page = html(contents()).replace(
        "<body>",
        f'<link rel="stylesheet" href="{address}/s.css"><script src="{address}/s.js"></script>'
        f'<body><img src="{address}/i.png"><iframe src="{address}/f"></iframe>',
    )
    assert recall.report(word, "年报.docx").year == 2023
    assert recall.report(page.encode(), "年报.html").year == 2023
    assert asked == []


_ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:text>'
    '<text:p>一、总体情况<draw:frame svg:width="5cm" svg:height="5cm"><draw:image xlink:href="{address}/image.png"'
    ' xlink:type="simple" xlink:actuate="onLoad"/></draw:frame></text:p>'
    '<text:section text:name="s"><text:section-source xlink:href="{address}/section.odt" xlink:type="simple"/>'
    "<text:p>原来的话</text:p></text:section>"
    '<text:section text:name="t"><text:section-source xlink:href="{secret}" xlink:type="simple"/>'
    "<text:p>原来的话</text:p></text:section></office:text></office:body></office:document-content>"
)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LIBREOFFICE IS NOT TRIED: it is not installed")
def test_libreoffice_fetches_nothing_for_a_file_and_reads_no_other(
    elsewhere: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, asked = elsewhere
    (tmp_path / "secret.txt").write_text("不给人看的话", "utf-8")
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", _ODT.format(address=address, secret=(tmp_path / "secret.txt").as_uri()))
        package.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        )
    made = office_suite.to_docx(stream.getvalue(), ".odt", "年报.odt")
    text = zipfile.ZipFile(BytesIO(made)).read("word/document.xml").decode()
    assert "一、总体情况" in text
    assert "不给人看的话" not in text
    assert asked == []


def test_a_doctype_in_a_part_of_any_name_is_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w:document '

    def moved(name: str, data: bytes) -> tuple[str, bytes]:
        data = data.replace(b"document.xml", b"document.bin") if name != "word/document.xml" else data
        place = "word/document.bin" if name == "word/document.xml" else name.replace("document.xml", "document.bin")
        return place, data.replace(b"<w:document ", bomb, 1)

    with pytest.raises(UnreadableInput, match=r"word/document\.bin.*含有 DOCTYPE"):
        recall.report(changed(moved), "年报.docx")


# --- programs that lie in the folder ---

_MARK = "import pathlib; pathlib.Path(__file__).with_name('RAN').write_text('x')\nraise SystemExit\n"
_NAMES = ("json", "multiprocessing", "pdfplumber", "python_calamine", "draftgen", "resource", "re", "signal")


def lure(folder: Path) -> None:
    """Modules in a stranger's folder under the names of those that the program imports."""
    for name in _NAMES:
        (folder / f"{name}.py").write_text(_MARK, "utf-8")


def started(folder: Path, *words: str) -> str:
    """What the installed command says in a folder; it does not look for modules there, as `python -m` does."""
    program = Path(sys.executable).with_name("draftgen")
    if not program.exists():
        pytest.skip("MODULES IN THE FOLDER ARE NOT TRIED: the command draftgen is not installed")
    done = subprocess.run([str(program), *words], cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_modules_in_a_strangers_folder_are_not_run(tmp_path: Path) -> None:
    lure(tmp_path)
    (tmp_path / "年报.pdf").write_bytes(pdf([Page().text(74, 60, "一、总体情况好得很，写了满满一页。")]))
    (tmp_path / "台账.xls").write_bytes(b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le") + b"\x00" * 600)
    for name in ("甲", "乙"):
        (tmp_path / "单位").mkdir(exist_ok=True)
        shutil.copyfile(ROOT / "examples" / "qingshi-2025" / "data.yaml", tmp_path / "单位" / f"{name}.yaml")
    assert "年报.pdf" in started(tmp_path, "read", "年报.pdf")
    assert "台账.xls" in started(tmp_path, "ledger", "台账.xls", "--year", "2025")
    assert "写好 2 份" in started(tmp_path, "write", "单位", "-o", "out", "--jobs", "2")
    assert len(list((tmp_path / "out").rglob("*报告*.docx"))) == 2
    assert not (tmp_path / "RAN").exists()


def test_a_program_in_the_folder_is_not_taken_for_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows looks for programs in the present folder first."""
    (tmp_path / "soffice.exe").write_bytes(b"MZ")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(office_suite, "which", lambda _: ".\\soffice.exe" if os.name == "nt" else "./soffice.exe")
    monkeypatch.setattr(office_suite, "_PLACES", ())
    assert office_suite._program() is None


# --- what a stranger put into a folder ---

needs_links = pytest.mark.skipif(os.name == "nt", reason="LINKS AND PIPES ARE NOT TRIED: Windows")


@needs_links
@pytest.mark.parametrize("name", [store.RECORD, ".data.typing.json", "data.review.yaml", "报告.docx"])
@pytest.mark.parametrize("there", [True, False])
def test_no_file_is_written_through_a_link_that_leads_elsewhere(name: str, there: bool, tmp_path: Path) -> None:  # noqa: FBT001
    outside, folder = tmp_path / "home.txt", tmp_path / "folder"
    folder.mkdir()
    if there:
        outside.write_text("mine", "utf-8")
    (folder / name).symlink_to(outside)
    with pytest.raises(RefusedOutput, match="是指向别处的链接，没有写"):
        store.write_file(folder / name, b"theirs")
    assert (outside.read_text("utf-8") if outside.exists() else "") == ("mine" if there else "")


@needs_links
def test_a_link_within_the_folder_stays_one(tmp_path: Path) -> None:
    (tmp_path / "今年.txt").symlink_to(tmp_path / "2025.txt")
    store.write_file(tmp_path / "今年.txt", b"new")
    assert (tmp_path / "今年.txt").is_symlink()
    assert (tmp_path / "2025.txt").read_bytes() == b"new"


@needs_links
def test_the_lists_that_are_added_to_are_no_links(tmp_path: Path) -> None:
    outside, data = tmp_path / "home.txt", tmp_path / "folder" / "data.yaml"
    data.parent.mkdir()
    outside.write_text("mine", "utf-8")
    review.file.journal_beside(data).symlink_to(outside)
    (data.parent / manifest.NAME).symlink_to(outside)
    with pytest.raises(RefusedOutput, match="是指向别处的链接"):
        review.journal.Journal(data, store.write_file)
    with pytest.raises(RefusedOutput, match="是指向别处的链接"):
        manifest.Manifest(data.parent, store.write_file)
    assert outside.read_text("utf-8") == "mine"


@needs_links
def test_a_pipe_or_a_device_in_the_folder_is_not_waited_for(desk: Desk) -> None:
    bank = desk.folder / "phrasebank" / "overview"
    bank.mkdir(parents=True)
    os.mkfifo(bank / "lead.yaml")
    (bank / "staff.yaml").symlink_to("/dev/zero")
    os.mkfifo(desk.folder / store.RECORD)
    done = desk.run("write", "2025.yaml")
    assert "不是普通文件" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    with pytest.raises(OSError, match="不是普通文件"):
        plainfiles.read(Path("/dev/zero"))


def test_what_is_far_too_large_is_not_read(tmp_path: Path) -> None:
    huge = tmp_path / store.RECORD
    with huge.open("wb") as stream:
        stream.truncate(plainfiles.MOST + 1)
    assert store.memory(tmp_path) == store.Memory()


def test_a_bank_of_thousands_of_files_is_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "phrasebank" / "overview"
    folder.mkdir(parents=True)
    for number in range(2001):
        (folder / f"{number}.yaml").touch()
    _, found = phrasebank.read([Folder(tmp_path / "phrasebank", "别人的")])
    assert [finding.message for finding in found] == [
        "语句库 phrasebank 有 2001 个文件，太多了，一个也没有读（最多 2000 个）。"
    ]


@pytest.mark.skipif(os.name == "nt", reason="THE MODE OF FILES IS NOT TRIED: Windows")
@pytest.mark.parametrize(("mask", "mode"), [(0o077, 0o600), (0o022, 0o644), (0o002, 0o664)])
def test_who_may_read_a_report_is_as_its_owner_has_set_it(mask: int, mode: int, tmp_path: Path) -> None:
    before = os.umask(mask)
    try:
        written = store.write_file(tmp_path / "报告.docx", b"text")
    finally:
        os.umask(before)
    assert stat.S_IMODE(written.stat().st_mode) == mode


# --- the page listens on this machine alone ---


@pytest.mark.skipif(
    not Path("/proc/self").exists(), reason="A SECOND OWN ADDRESS IS NOT TRIED: only Linux has one at once"
)
def test_the_page_listens_on_one_address_of_this_machine(tmp_path: Path) -> None:
    pytest.importorskip("uvicorn", reason="THE PAGE IS NOT TRIED: uvicorn is not installed")
    running = Running(data_in(tmp_path), DRAFTGEN_FEEDBACK=str(tmp_path / "feedback.jsonl"))
    try:
        socket.create_connection(("127.0.0.1", running.port), timeout=10).close()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.2", running.port), timeout=10)
    finally:
        running.kill()


# --- nothing about people ---


def test_what_a_batch_remembers_holds_no_text_of_the_reports(desk: Desk) -> None:
    """Hashes, names of files, counts and our own remarks: of the data only what a remark repeats."""
    text = (desk.folder / "2025.yaml").read_text("utf-8")
    (desk.folder / "单位").mkdir()
    desk.put("单位/甲.yaml", re.sub(r"电话: .*", "电话: 0631-1234567", text))
    desk.run("write", "单位", "-o", "out")
    kept = (desk.folder / "out" / manifest.NAME).read_text("utf-8")
    assert '"单位": "甲"' in kept
    assert "1234567" not in kept
    assert batch.State.WRITTEN in kept
