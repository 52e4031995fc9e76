"""What the preview answers about the proof for the press and the comparison with another version."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from functools import partial

from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from report_pdf.preview.answers import asked_of, desk_of, drawn, said, width_of
from report_pdf.preview.compared import ComparedBook
from report_pdf.preview.other_version import OtherVersion, other_versions
from report_pdf.preview.proof_book import ProofBook
from report_pdf.preview.soft_proof import TOGETHER
from report_pdf.preview.telling_beside import told_comparison, told_proof


class _Compare(BaseModel):
    """Which version the book is to be held against."""

    key: str = Field(max_length=100)


async def _prove(request: Request) -> Response:
    """Make the proof for the press."""
    desk_of(request).beside.prove()
    return Response(status_code=204)


async def _proof(request: Request) -> Response:
    """The proof that was made last."""
    return JSONResponse(told_proof(_made_proof(request), desk_of(request).state.book))


async def _versions(request: Request) -> Response:
    """What the book can be compared with."""
    return JSONResponse([asdict(one) for one in await _known_versions(request)])


async def _compare(request: Request) -> Response:
    """Compare the book with another version; it must be one of those that there are."""
    asked = (await said(request, _Compare)).key
    for version in await _known_versions(request):
        if version.key == asked:
            desk_of(request).beside.compare(version)
            return Response(status_code=204)
    raise HTTPException(404)


async def _known_versions(request: Request) -> tuple[OtherVersion, ...]:
    desk = desk_of(request)
    book = desk.state.book
    return await asyncio.to_thread(other_versions, desk.project, book.name) if book else ()


async def _comparison(request: Request) -> Response:
    """The comparison that was made last."""
    book = desk_of(request).state.book
    if book is None:
        raise HTTPException(404)
    return JSONResponse(told_comparison(_made_comparison(request), book))


async def _proof_picture(request: Request) -> Response:
    """A page as it will print; with `plate`, how much of that ink stands where."""
    page = asked_of(_made_proof(request).page, request)
    plate = request.query_params.get("plate", TOGETHER)
    return await drawn(partial(page.pdf.picture, page.number, width_of(request), plate))


async def _other_picture(request: Request) -> Response:
    """A page of the other version."""
    page = asked_of(_made_comparison(request).page, request)
    return await drawn(partial(page.pdf.picture, page.number, width_of(request)))


def _made_proof(request: Request) -> ProofBook:
    if (made := desk_of(request).state.beside.proof.made) is None:
        raise HTTPException(404)
    return made


def _made_comparison(request: Request) -> ComparedBook:
    if (made := desk_of(request).state.beside.comparison.made) is None:
        raise HTTPException(404)
    return made


BESIDE = (
    Route("/prove", _prove, methods=["POST"]),
    Route("/proof", _proof),
    Route("/proof/{key}.bmp", _proof_picture),
    Route("/versions", _versions),
    Route("/compare", _compare, methods=["POST"]),
    Route("/comparison", _comparison),
    Route("/other/{key}.bmp", _other_picture),
)
