"""Whom the review page answers: this machine's browser with this run's token, and nobody else."""

import asyncio
import http.client
import signal
import sys
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

import pytest
from tests.page import Running
from tests.reviewing import data_in, desk

from draftgen import review

pytest.importorskip("starlette", reason="THE PAGE IS NOT TRIED: starlette is not installed")
pytest.importorskip("uvicorn", reason="THE PAGE IS NOT TRIED: uvicorn is not installed")
from draftgen.web.app import Page


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return data_in(tmp_path_factory.mktemp("guard"))


@pytest.fixture(scope="module")
def running(data: Path) -> Iterator[Running]:
    started = Running(data, DRAFTGEN_FEEDBACK=str(data.parent / "feedback.jsonl"))
    yield started
    started.kill()


def kept(data: Path) -> list[str]:
    path = data.with_name("data.review.yaml")
    return list(review.read(path)[0].places) if path.exists() else []


def answer(running: Running, path: str, method: str = "GET", body: str = "", **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", running.port)
    connection.putrequest(method, path, skip_host=True)
    given = {"Host": f"127.0.0.1:{running.port}", "Cookie": f"draftgen_{running.port}={running.token}"}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    if body:
        given |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body.encode()))}
    for name, value in given.items():
        if value:
            connection.putheader(name, value)
    connection.endheaders(body.encode() or None)
    found = connection.getresponse()
    text = found.read().decode()
    connection.close()
    return found.status, text


ACT = "action=accept&place=overview.intro.basis&revision=0"


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:{port}"},
        {"Host": ""},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Cookie": ""},
        {"Cookie": "draftgen_{port}=wrong"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
    ids=str,
)
def test_foreign_hosts_and_origins_and_missing_tokens_are_refused(
    running: Running, data: Path, headers: dict[str, str]
) -> None:
    given = {name: value.replace("{port}", str(running.port)) for name, value in headers.items()}
    own = {"Origin": f"http://127.0.0.1:{running.port}"}
    assert answer(running, "/act", "POST", ACT, **(own | given))[0] in (400, 403)
    assert answer(running, "/card?place=problems.1", **given)[0] in (400, 403)
    assert kept(data) == []


def test_an_action_needs_an_origin_a_known_name_and_a_bearable_length(running: Running, data: Path) -> None:
    own = {"Origin": f"http://127.0.0.1:{running.port}"}
    assert answer(running, "/act", "POST", ACT)[0] == 403
    assert answer(running, "/act", "POST", ACT.replace("accept", "explode"), **own)[0] == 409
    assert answer(running, "/act", "POST", ACT.replace("basis", "nowhere"), **own)[0] == 409
    assert answer(running, "/act", "POST", "text=" + "字" * 40_000, **own)[0] == 413
    assert answer(running, "/act", "POST", "&".join(f"field{number}=1" for number in range(60)), **own)[0] == 409
    assert answer(running, "/static/..%2fapp.py", **own)[0] == 404
    assert kept(data) == []
    assert answer(running, "/act", "POST", ACT, **own)[0] == 200
    assert kept(data) == ["overview.intro.basis"]


def test_every_answer_forbids_what_is_not_ours(running: Running) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", running.port)
    connection.request("GET", "/", headers={"Cookie": f"draftgen_{running.port}={running.token}"})
    found = connection.getresponse()
    html = found.read().decode()
    policy = found.getheader("content-security-policy") or ""
    connection.close()
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert found.getheader("x-content-type-options") == "nosniff"
    assert "style=" not in html
    assert "onclick" not in html
    assert html.count("<script") == html.count('<script src="/static/')
    assert running.token not in html


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C cannot be sent to one process alone there")
def test_ended_in_its_window_it_says_what_is_saved(tmp_path: Path) -> None:
    started = Running(data_in(tmp_path), DRAFTGEN_FEEDBACK=str(tmp_path / "feedback.jsonl"))
    assert answer(started, "/")[0] == 200
    started.process.send_signal(signal.SIGINT)
    assert started.process.stdout is not None
    said = started.process.stdout.read()
    assert "审阅结束：已定 0 / " in said
    assert "没有定下哪一处，所以没有生成 data.review.yaml。" in said
    assert "Traceback" not in said
    assert started.process.wait() == 0
    started.process.stdout.close()


def test_a_fault_of_the_program_is_one_line_and_no_traceback(tmp_path: Path) -> None:
    at = desk(data_in(tmp_path))
    at.checked = lambda: 1 / 0  # type: ignore[method-assign,assignment,return-value]
    said: list[str] = []
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/findings", "query_string": b"", "headers": [], "root_path": ""}
    with pytest.raises(ZeroDivisionError):  # the server below takes it, and is told to say nothing
        asyncio.run(Page(at, said.append).application()(scope, receive, send))
    at.close()
    assert sent[0]["status"] == 500
    assert sent[1]["body"].decode() == (
        "程序出错（/findings）：ZeroDivisionError: division by zero。做过的决定都还在；请把这句话告诉维护者。"
    )
    assert said == ["程序出错（/findings）：ZeroDivisionError: division by zero"]
