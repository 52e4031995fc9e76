"""What answers of the preview have in common: what is asked, and a picture for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from report_pdf.preview.desk import Desk
from report_pdf.preview.pictured_page import Page

MOST_PX = 6000
"""The widest picture of a page that is drawn."""

Message = TypeVar("Message", bound=BaseModel)


def desk_of(request: Request) -> Desk:
    """What the answer is taken from."""
    desk: Desk = request.app.state.desk
    return desk


async def said(request: Request, model: type[Message]) -> Message:
    """What the browser says; 400 when that is nothing to be understood."""
    try:
        return model.model_validate_json(await request.body())
    except ValidationError:
        raise HTTPException(400) from None


def asked_of(page_of: Callable[[str], Page], request: Request) -> Page:
    """The page that is asked for; 404 when there is none."""
    try:
        return page_of(request.path_params["key"])
    except LookupError:
        raise HTTPException(404) from None


def width_of(request: Request) -> int:
    """How wide the picture is to be, px; 404 when that is no width."""
    width = request.query_params.get("width", "")
    if not (width.isdecimal() and 1 <= int(width) <= MOST_PX):
        raise HTTPException(404)
    return int(width)


async def drawn(picture: Callable[[], bytes]) -> Response:
    """A picture; 404 when there is nothing to draw it from."""
    try:
        bmp = await asyncio.to_thread(picture)
    except LookupError:
        raise HTTPException(404) from None
    return Response(bmp, media_type="image/bmp", headers={"Cache-Control": "private, max-age=3600"})
