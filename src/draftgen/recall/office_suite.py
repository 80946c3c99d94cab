"""Old Word and WPS files, through LibreOffice where it is installed: the file is turned into a .docx and read as one."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which

from draftgen.confined import limits
from draftgen.core.finding import UnreadableInput

_SECONDS = 90
_MEMORY = 4 * 1024**3
_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_SAVE_AS = "请用 WPS 或 Word 打开，另存为 .docx 再读；或者把正文和表格粘贴到一个 .txt 文件里。"
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
# Whatever a file says: no macro is run, and nothing it points to is fetched; what is fetched all the same ends at a
# port of this machine where nobody listens.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetNoProxy", ""),
    *(("Inet/Settings", f"ooInet{kind}ProxyName", "127.0.0.1") for kind in ("HTTP", "HTTPS", "FTP")),
    *(("Inet/Settings", f"ooInet{kind}ProxyPort", "9") for kind in ("HTTP", "HTTPS", "FTP")),
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SHEET = "Workbook".encode("utf-16-le")


def to_docx(data: bytes, suffix: str, shown: str) -> bytes:
    """The .docx that LibreOffice makes of a .doc, .wps, .rtf or .odt.

    Raises:
        UnreadableInput: LibreOffice is not there, takes too long, or cannot open the file; the file is locked or no text.

    """
    if _ENCRYPTED in data:
        raise UnreadableInput(f"{shown}设了打开密码。请用 WPS 或 Word 打开，去掉密码，另存为 .docx。")
    if _SHEET in data:
        raise UnreadableInput(f"{shown}是 Excel 表格，不是年报正文。请换成 .docx、.pdf、.html 或 .txt 的年报。")
    program = _program()
    if program is None:
        raise UnreadableInput(f"{shown}是旧版 Word 或 WPS 文档，这里没有装 LibreOffice，不能直接读。{_SAVE_AS}")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"report{suffix}"
        source.write_bytes(data)
        _protected_profile(Path(folder) / "profile")
        command = [
            program,
            f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(Path(folder) / "out"),
            str(source),
        ]
        _run(command, shown)
        made = Path(folder) / "out" / "report.docx"
        if not made.is_file():
            raise UnreadableInput(f"{shown}打不开：文件已经损坏，或者设了密码。{_SAVE_AS}")
        return made.read_bytes()


def _protected_profile(folder: Path) -> None:
    """Settings under which LibreOffice neither runs nor fetches anything."""
    items = "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(items=items), encoding="utf-8")


def _program() -> str | None:
    for name in ("soffice", "libreoffice"):
        found = which(name)
        # Windows looks in the present folder first, which may be a stranger's.
        if found and Path(found).resolve().parent != Path.cwd():
            return found
    return next((place for place in _PLACES if Path(place).is_file()), None)


def _run(command: list[str], shown: str) -> None:
    """Runs a program with limits; what it started ends with it."""
    try:
        process = subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=limits(_MEMORY),  # noqa: PLW1509 - this process has one thread
        )
    except OSError as error:
        raise UnreadableInput(f"{shown}打不开：LibreOffice 没有启动。{_SAVE_AS}") from error
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired as error:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise UnreadableInput(f"{shown}用 LibreOffice 打开超过 {_SECONDS} 秒，没有读取。{_SAVE_AS}") from error
