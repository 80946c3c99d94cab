"""Who may speak to the review page: this machine's browser, with this run's token, and nobody else (promise 7).

Any page that the clerk has open in another tab can send requests to 127.0.0.1, and a name that its owner points there
(DNS rebinding) makes them look as if they were of the same origin. So each request must name our own host, come from our
own origin, and carry the token that only the printed address holds.
"""

import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any, TypeAlias
from urllib.parse import parse_qs

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
Application: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

LONGEST_BODY = 64 * 1024
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)
_PLAIN = (b"content-type", b"text/plain; charset=utf-8")


class Guard:
    """Lets requests with the right host, origin and token through, and bodies of bearable length."""

    def __init__(self, application: Application, port: int, token: str) -> None:
        self._application, self._token = application, token
        self._hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
        self._origins = frozenset(f"http://{host}" for host in self._hosts)
        self.cookie = f"draftgen_{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._application(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *_HEADERS]
            await send(message)

        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        refusal = self._refusal(scope, headers)
        if refusal:
            await _say(guarded, 403, refusal)
        elif self._enters(scope):
            await self._welcome(guarded)
        elif not self._known(headers):
            await _say(guarded, 403, "这个地址少了口令。请从运行 draftgen review 的窗口里复制完整的地址打开。")
        else:
            await self._through(scope, receive, guarded)

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> str:
        if headers.get("host", "") not in self._hosts:
            return "只能在本机上打开。"
        origin = headers.get("origin", "")
        if origin and origin not in self._origins:
            return "请求来自别的网页，没有执行。"
        if scope["method"] not in ("GET", "HEAD") and not origin:
            return "请求没有说明来自哪个网页，没有执行。"
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin") and scope["path"] != "/":
            return "请求来自别的网页，没有执行。"
        return ""

    def _enters(self, scope: Scope) -> bool:
        """Whether this is the printed address: its token becomes a cookie, and the address bar keeps no secret."""
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        return scope["path"] == "/" and scope["method"] == "GET" and self._equals(given)

    def _known(self, headers: dict[str, str]) -> bool:
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self.cookie)
        except CookieError:
            return False
        return found is not None and self._equals(found.value)

    def _equals(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "replace"), self._token.encode())

    async def _welcome(self, send: Send) -> None:
        cookie = f"{self.cookie}={self._token}; Path=/; HttpOnly; SameSite=Strict"
        headers = [(b"location", b"/"), (b"set-cookie", cookie.encode()), (b"content-length", b"0")]
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    async def _through(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Reads the body up to its limit, then hands the request on."""
        body = b""
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return
            body += message.get("body", b"")
            if len(body) > LONGEST_BODY:
                await _say(send, 413, "内容太长，没有保存。")
                return
            if not message.get("more_body", False):
                break
        sent = False

        async def again() -> Message:
            nonlocal sent
            if sent:
                return await receive()
            sent = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._application(scope, again, send)


async def _say(send: Send, status: int, text: str) -> None:
    body = text.encode()
    headers = [_PLAIN, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
