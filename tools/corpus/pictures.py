"""Pages of the book beside those of the appendix, as a viewer shows them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pikepdf
import pypdfium2
from PIL import Image, ImageChops, ImageFilter
from pypdf import PdfWriter

MOST_COMPARED = 40
"""pages of one file, spread over it"""
MOST_DIFFERENT = 0.003
"""share of the pixels outside the stamp"""

_MOST_PIXELS = 700_000
_DPI = 72
_FINE = 200 / _DPI
"""as the images are that pages are turned into: patterns fall on the same pixels"""
_SOFTLY = ImageFilter.BoxBlur(3)
_VISIBLE = 48
"""of 255"""
_STAMP_MM = (60.0, 12.0)
"""room around the middle of the lower edge that the stamp may take"""
_MM = 72 / 25.4

Grey = npt.NDArray[np.int16]


def differing(source: Path, book: Path, first: int) -> tuple[tuple[int, ...], int]:
    """Pages that look otherwise in the book, and how many were compared.

    Args:
        source: the appendix.
        book: what it was bound into.
        first: 0-based index of its first page there.

    Returns:
        1-based pages of the source; a page that no viewer draws is not compared.
    """
    found, compared = [], 0
    with _opened(_readable(source, book.with_name("source.pdf"))) as before, _opened(book) as after:
        for index in _spread(len(before)):
            was = _drawn(before, index)
            if was is not None:
                compared += 1
                if _differs(was, before, index, after, first + index):
                    found.append(index + 1)
    return tuple(found), compared


def _differs(
    was: Image.Image, before: pypdfium2.PdfDocument, index: int, after: pypdfium2.PdfDocument, at: int
) -> bool:
    """Whether a page looks otherwise; fine patterns get a second look, drawn finely and seen from afar."""
    now, points = _drawn(after, at), _points(before, index)
    if now is None or not _unlike(was, now, points):
        return now is None
    fine_was, fine_now = _drawn(before, index, _FINE), _drawn(after, at, _FINE)
    if fine_was is None or fine_now is None:
        return True
    soft_was, soft_now = (fine.resize(was.size).filter(_SOFTLY) for fine in (fine_was, fine_now))
    return _unlike(soft_was, soft_now, points, _VISIBLE // 2)


def _readable(source: Path, copy: Path) -> Path:
    """The file, or when the drawing library cannot open it, a copy that another has mended."""
    with suppress(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(source).close()
        return source
    try:
        with pikepdf.open(source) as pdf:
            pdf.save(copy)
    except pikepdf.PdfError:
        PdfWriter(clone_from=source).write(copy)
    return copy


@contextmanager
def _opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    try:
        yield document
    finally:
        document.close()


def _spread(pages: int) -> list[int]:
    return sorted(
        {number * pages // MOST_COMPARED for number in range(MOST_COMPARED)}
        if pages > MOST_COMPARED
        else set(range(pages))
    )


def _points(document: pypdfium2.PdfDocument, index: int) -> tuple[float, float]:
    page = document[index]
    try:
        width, height = page.get_size()
        return float(width), float(height)
    finally:
        page.close()


def _drawn(document: pypdfium2.PdfDocument, index: int, times: float = 1) -> Image.Image | None:
    """The page, some hundred thousand pixels large or so many times wider; None when it cannot be drawn."""
    try:
        page = document[index]
        width, height = page.get_size()
        scale = min(_DPI / 72, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
        drawn: Image.Image = page.render(scale=scale * times, may_draw_forms=True).to_pil().convert("RGB")
        page.close()
    except (pypdfium2.PdfiumError, ValueError, MemoryError, OverflowError):
        return None
    return drawn


def _unlike(was: Image.Image, now: Image.Image, points: tuple[float, float], visible: int = _VISIBLE) -> bool:
    """Whether more pixels differ than smoothing explains; the stamp is masked."""
    now = now.resize(was.size)
    apart = ImageChops.difference(was, now).point(lambda value: value > visible and 255).getbbox()
    if apart is None:
        return False
    # Looking around each pixel takes long: it is done only where some differ.
    left, top, right, bottom = max(apart[0] - 1, 0), max(apart[1] - 1, 0), apart[2] + 1, apart[3] + 1
    within = (left, top, min(right, was.width), min(bottom, was.height))
    one, other = was.crop(within), now.crop(within)
    beyond = np.zeros((was.height, was.width), np.bool_)
    here = np.s_[within[1] : within[3], within[0] : within[2]]
    beyond[here] = np.maximum(_beyond(one, other), _beyond(other, one)).max(axis=2) > visible
    height, width = beyond.shape
    across = _STAMP_MM[0] * _MM / points[0] * width / 2
    up = _STAMP_MM[1] * _MM / points[1] * height
    beyond[max(0, round(height - up)) :, max(0, round(width / 2 - across)) : round(width / 2 + across)] = (
        False
    )
    return bool(beyond.sum() > MOST_DIFFERENT * beyond.size)


def _beyond(one: Image.Image, other: Image.Image) -> Grey:
    """How far each pixel is out of what the other picture shows around it."""
    lightest, darkest = other.filter(ImageFilter.MaxFilter(3)), other.filter(ImageFilter.MinFilter(3))
    mine, light, dark = (np.asarray(picture, np.int16) for picture in (one, lightest, darkest))
    beyond: Grey = np.maximum(mine - light, dark - mine)
    return beyond
