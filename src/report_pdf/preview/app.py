"""What the preview answers: its page, the state as it changes, and pictures of pages."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from pydantic import BaseModel, Field
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from report_pdf.colour_sight import VIEWS
from report_pdf.look.sheet_grid import sheet_grid
from report_pdf.preview.answers import MOST_PX, asked_of, desk_of, drawn, said, width_of
from report_pdf.preview.beside_answers import BESIDE
from report_pdf.preview.desk import Desk, Sight
from report_pdf.preview.inspect_page import spot_at
from report_pdf.preview.shown_book import ShownPage
from report_pdf.preview.telling import told, told_items, told_spot
from report_pdf.preview.words import key_list, preview_words

_STATIC = Path(__file__).parent / "static"
_PING_S = 20
EDITOR = "REPORT_PDF_EDITOR"
"""The variable that says how files are opened: an address with {file} and {line}; empty for not at all."""
DEFAULT_EDITOR = "vscode://file/{file}:{line}"


class _Sight(BaseModel):
    """What the browser says that it shows."""

    pages: list[int] = Field(max_length=1000)
    width: int = Field(ge=0, le=MOST_PX)


class _Mark(BaseModel):
    """How the book is to be shown."""

    draft: bool


def preview_app(desk: Desk, token: str) -> Starlette:
    """The preview of what lies on `desk`, below `/token/`."""
    routes = [
        Route("/", _front),
        Route("/events", _events),
        Route("/sight", _sight, methods=["POST"]),
        Route("/mark", _mark, methods=["POST"]),
        *BESIDE,
        Route("/definitions.svg", _definitions),
        Route("/pages/{key}.bmp", _picture),
        Route("/pages/{key}/items", _items),
        Route("/pages/{key}/spot", _spot),
        Mount("/static", StaticFiles(directory=_STATIC)),
    ]
    app = Starlette(routes=[Mount(f"/{token}", routes=routes)])
    app.state.desk = desk
    return app


def _templates(package: str) -> Environment:
    return Environment(
        loader=PackageLoader("report_pdf", package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )


async def _front(request: Request) -> Response:
    words = preview_words()
    page = _templates("preview/static").get_template("preview.html")
    return HTMLResponse(
        page.render(words=words, keys=key_list(), views=VIEWS, title=desk_of(request).project.edition.name)
    )


async def _events(request: Request) -> Response:
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_stream(desk_of(request)), media_type="text/event-stream", headers=headers)


async def _stream(desk: Desk) -> AsyncIterator[str]:
    """Server-sent events: each state, and a word now and then, so that a browser that has gone is noticed."""
    states = desk.states()
    following = asyncio.ensure_future(anext(states))
    try:
        while True:
            done, _waiting = await asyncio.wait({following}, timeout=_PING_S)
            if not done:
                yield ": ping\n\n"
                continue
            yield f"data: {json.dumps(told(following.result()), ensure_ascii=False)}\n\n"
            following = asyncio.ensure_future(anext(states))
    except StopAsyncIteration:
        return
    finally:
        following.cancel()


async def _sight(request: Request) -> Response:
    told = await said(request, _Sight)
    desk_of(request).look(Sight(frozenset(told.pages), told.width))
    return Response(status_code=204)


async def _mark(request: Request) -> Response:
    """Show the book as a draft, or not."""
    await desk_of(request).mark(draft=(await said(request, _Mark)).draft)
    return Response(status_code=204)


async def _definitions(request: Request) -> Response:
    """Filters of sight and the design's grid, as the contact sheet has them."""
    if not (book := desk_of(request).state.book):
        raise HTTPException(404)
    svg = _templates("look/template").get_template("definitions.svg")
    definitions = svg.render(views=VIEWS, grid=sheet_grid(book.tokens))
    return Response(definitions, media_type="image/svg+xml", headers={"Cache-Control": "no-store"})


async def _items(request: Request) -> Response:
    """The boxes of a page, in reading order, and what they are for those who listen."""
    page = _asked(request)
    return JSONResponse(told_items(page.laid))


async def _spot(request: Request) -> Response:
    """What stands at `x`, `y` mm of a page."""
    page = _asked(request)
    try:
        x, y = (float(request.query_params[name]) for name in ("x", "y"))
    except (KeyError, ValueError):
        raise HTTPException(400) from None
    project = desk_of(request).project
    spot = await asyncio.to_thread(spot_at, page.laid, (x, y), project, page.origin)
    editor = os.environ.get(EDITOR, DEFAULT_EDITOR)
    return JSONResponse(told_spot(spot, project, editor) if spot else None)


def _asked(request: Request) -> ShownPage:
    if (book := desk_of(request).state.book) is None:
        raise HTTPException(404)
    return asked_of(book.page, request)


async def _picture(request: Request) -> Response:
    page = _asked(request)
    return await drawn(partial(page.pdf.picture, page.number, width_of(request)))
