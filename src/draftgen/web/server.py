"""Serving the review page: a free port of this machine, a token of this run, and a word when the window is closed."""

import os
import secrets
import socket
import sys
import webbrowser
from collections.abc import Callable
from threading import Timer

from draftgen import pipeline
from draftgen.core.finding import DraftgenError, RefusedOutput
from draftgen.core.refusal import reason
from draftgen.web.desk import Desk

HOST = "127.0.0.1"
MISSING = (
    "审阅页面需要再装一个部件：pip install 'draftgen[review]'。不装也可以用：draftgen review 数据文件 --terminal。"
)


def serve(job: pipeline.Job, port: int = 0, *, browser: bool = True, say: Callable[[str], None] = print) -> None:
    """Reviews a data file in the browser until interrupted. Raises DraftgenError where that cannot be."""
    try:
        import uvicorn  # noqa: PLC0415 - only the page needs it, and it may be missing

        from draftgen.web.app import application  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise DraftgenError(MISSING) from error
    listening = _listen(port)
    desk = Desk(job)
    try:
        number = listening.getsockname()[1]
        token = secrets.token_urlsafe(24)
        address = f"http://{HOST}:{number}/?token={token}"
        say(f"审阅页面：{address}")
        say(f"每按一下都存在 {desk.journal.path.name} 里。看完了在这里按 Ctrl+C 结束，随时可以再运行接着审。")
        if browser:
            Timer(0.2, webbrowser.open, (address,)).start()
        config = uvicorn.Config(
            application(desk, number, token, say),
            log_level="critical",
            lifespan="off",
            access_log=False,
            http="h11",
            ws="none",
            loop="asyncio",
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        pass
    finally:
        said = desk.ended()
        desk.close()
        listening.close()
        say(said)
        sys.stdout.flush()


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":
        # The same port again at once. On Windows this would let another program listen beside us.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        raise RefusedOutput(f"端口 {port} 用不了：{reason(error)}。不写 --port，程序会自己找一个。") from error
    listening.listen(16)
    return listening
