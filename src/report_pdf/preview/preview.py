"""`report-pdf preview`: a server for one designer, on this machine, until it is interrupted."""

from __future__ import annotations

import asyncio
import gc
import logging
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path
from secrets import token_urlsafe

import uvicorn

from report_pdf.findings import BuildStopped, Finding, Severity
from report_pdf.messages import _
from report_pdf.preview.app import preview_app
from report_pdf.preview.desk import Desk
from report_pdf.preview.guard import Guard
from report_pdf.project import find_project

LOOPBACK = "127.0.0.1"
# Objects more than before: what several pages leave behind.
_MUCH_GARBAGE = 1_000_000


def preview(edition: Path, *, port: int, open_browser: bool, tell: Callable[[str], None]) -> None:
    """Show an edition in the browser until the process is interrupted.

    Args:
        edition: its folder.
        port: 0 for any that is free.
        open_browser: whether the system's browser is sent there.
        tell: told the address.

    Raises:
        BuildStopped: there is no such edition, or the port is taken.
    """
    desk = Desk(find_project(edition))
    with _listening(port) as listener:
        token, port = token_urlsafe(16), listener.getsockname()[1]
        hosts = [f"{name}:{port}" for name in (LOOPBACK, "localhost")]
        app = Guard(preview_app(desk, token), token, hosts)
        address = f"http://{hosts[0]}/{token}/"
        tell(address)
        if open_browser:
            webbrowser.open(address)
        # The process lives on: garbage is looked for when it rests, and for the rest now and then.
        gc.freeze()
        gc.set_threshold(_MUCH_GARBAGE)
        gc.enable()
        asyncio.run(_serve(app, desk, listener))


def _listening(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
    except (OSError, OverflowError):
        listener.close()
        message = _("the port {port} is taken, or not for us to use").format(port=port)
        hint = _("name another by --port, or none: a free one is found")
        raise BuildStopped([Finding("tool.port-taken", Severity.BLOCK, message, hint=hint)]) from None
    listener.listen()
    return listener


async def _serve(app: Guard, desk: Desk, listener: socket.socket) -> None:
    config = uvicorn.Config(
        app,
        log_level=logging.CRITICAL,
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    work = asyncio.create_task(desk.run())
    work.add_done_callback(lambda _done: setattr(server, "should_exit", True))
    try:
        await server.serve(sockets=[listener])
    finally:
        await desk.stop()
        await work
