"""Who may ask the preview: pages it served itself, on this machine, that know its token."""

from __future__ import annotations

from collections.abc import Collection
from secrets import compare_digest

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """Answers only what is addressed to this machine, below `/TOKEN/`, and asked by no other site.

    Another site could otherwise reach the loopback through the visitor's browser, under a name of its own
    that leads here (DNS rebinding): so the `Host` must be one of ours, and the `Origin`, where there is one.

    Args:
        app: what answers.
        token: the first folder of every address.
        hosts: `127.0.0.1:8000` and what else this server is called.
    """

    def __init__(self, app: ASGIApp, token: str, hosts: Collection[str]) -> None:
        self._app = app
        self._token = token
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, as ASGI has it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        answer = self._app if scope["type"] == "http" and self._may_ask(scope) else _not_found()

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await answer(scope, receive, sent)

    def _may_ask(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        from_elsewhere = headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}
        return (
            headers.get("host", "") in self._hosts
            and (origin is None or origin.removeprefix("http://") in self._hosts)
            and not (from_elsewhere and scope["method"] != "GET")
            and compare_digest(scope["path"].split("/")[1].encode(), self._token.encode())
        )


def _not_found() -> ASGIApp:
    return PlainTextResponse("404", status_code=404)
