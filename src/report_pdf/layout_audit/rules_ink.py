"""Rules of ink: text over text or over a picture, type that touches a line or its neighbour."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product, takewhile
from typing import NamedTuple

from report_pdf.layout_audit.page_items import LARGE_PT, Fault, LaidBook, LaidPage, Picture, Rect, Run
from report_pdf.layout_audit.reach import SLACK_MM, gap, runs_of
from report_pdf.messages import _

TOUCHING_MM = 0.8
"""Nearer than that, ink of large type and its neighbour look like one thing."""

CROSSED_MM = 0.01
"""Nearer than that, a line goes through the ink."""


class _Text(NamedTuple):
    block: int
    run: Run


def text_over_text(book: LaidBook) -> Iterator[Fault]:
    """Two runs of different blocks on the same spot."""
    hint = _("move one of them, or make room for both")
    for page in book.pages:
        for text, other in _neighbours(page, 0):
            if any(min(one.overlap(two)) > SLACK_MM for one, two in _pairs(text.run, other.run)):
                message = _("the text {text} stands over {other}")
                message = message.format(text=_said(text.run), other=_said(other.run))
                ink, where = text.run.ink, text.run.where
                yield Fault("text-over-text", page.index, ink, text.block, message, where, hint)


def text_over_picture(book: LaidBook) -> Iterator[Fault]:
    """Text on a picture: of a chart it hides, or loses, something. Told once for each block and picture.

    It is the picture that may be meant to be written on: exceptions are made for its block.
    """
    hint = _("set it beside the picture, or draw it as part of the picture")
    for page in book.pages:
        told: set[tuple[int, Picture]] = set()
        for text, picture in product(_texts(page), page.pictures):
            if (text.block, picture) not in told and _stands_on(text.run, picture):
                told.add((text.block, picture))
                message = _("the text {text} stands over a picture").format(text=_said(text.run))
                ink, where = text.run.ink, text.run.where
                yield Fault("text-over-picture", page.index, ink, picture.block, message, where, hint)


def _stands_on(run: Run, picture: Picture) -> bool:
    if min(run.ink.overlap(picture.rect)) <= SLACK_MM:
        return False
    return any(min(ink.overlap(picture.rect)) > SLACK_MM for ink in _inks(run))


def touching(book: LaidBook) -> Iterator[Fault]:
    """Large type all but touching a line, or the text above or below; any type that a line goes through."""
    for page in book.pages:
        yield from _touching_lines(page)
        for text, other in _neighbours(page, TOUCHING_MM):
            if max(text.run.size_pt, other.run.size_pt) >= LARGE_PT:
                yield from _touching_texts(page, text, other)


def _touching_lines(page: LaidPage) -> Iterator[Fault]:
    lines = [stroke.rect for stroke in page.strokes]
    for text in _texts(page):
        # Small type may stand near a line, as in tables, but no line goes through it.
        least = TOUCHING_MM if text.run.size_pt >= LARGE_PT else CROSSED_MM
        top, bottom = text.run.ink.top - least, text.run.ink.bottom + least
        beside = [line for line in lines if line.bottom > top and line.top < bottom]
        near = [line for line in beside if gap(text.run.ink, line) < least]
        gaps = [gap(ink, line) for ink in _inks(text.run) for line in near]
        if (mm := min(gaps, default=least)) < least:
            message = _("the text {text} all but touches a line: {mm:.1f} mm")
            yield _touch(page, text, message.format(text=_said(text.run), mm=mm))


def _touching_texts(page: LaidPage, text: _Text, other: _Text) -> Iterator[Fault]:
    overlaps = [one.overlap(two) for one, two in _pairs(text.run, other.run)]
    # Text over text has a rule of its own.
    if any(min(overlap) > SLACK_MM for overlap in overlaps):
        return
    mm = min((max(-down, 0.0) for across, down in overlaps if across > 0), default=TOUCHING_MM)
    if mm < TOUCHING_MM:
        message = _("the text {text} all but touches {other}: {mm:.1f} mm")
        yield _touch(page, text, message.format(text=_said(text.run), other=_said(other.run), mm=mm))


def _touch(page: LaidPage, text: _Text, message: str) -> Fault:
    hint = _("leave {mm:g} mm between them").format(mm=TOUCHING_MM)
    return Fault("touching", page.index, text.run.ink, text.block, message, text.run.where, hint)


def _texts(page: LaidPage) -> list[_Text]:
    """The text of the page, from the top; each piece of its furniture counts as a block of its own."""
    texts = [_Text(block.number, run) for block in page.blocks for run in runs_of(block)]
    texts += [_Text(-1 - at, run) for at, line in enumerate(page.furniture) for run in line.runs]
    return sorted(texts, key=lambda text: text.run.ink.top)


def _neighbours(page: LaidPage, within: float) -> Iterator[tuple[_Text, _Text]]:
    """Pairs of texts of different blocks whose ink meets or is less than `within` mm apart in height."""
    texts = _texts(page)
    for at, text in enumerate(texts):
        foot = text.run.ink.bottom + within
        for other in takewhile(lambda later: later.run.ink.top < foot, texts[at + 1 :]):  # noqa: B023
            if other.block != text.block:
                yield text, other


def _inks(run: Run) -> tuple[Rect, ...]:
    return run.glyphs or (run.ink,)


def _pairs(run: Run, other: Run) -> Iterator[tuple[Rect, Rect]]:
    """The ink of each glyph of one run with that of each of the other."""
    return product(_inks(run), _inks(other))


def _said(run: Run) -> str:
    return f"“{run.text.strip()}”"
