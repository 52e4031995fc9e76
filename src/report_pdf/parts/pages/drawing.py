"""Pages drawn by pdfium, as a viewer shows them: with their forms and comments."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from PIL import Image

from report_pdf.parts.objects.values import Box

NOTHING: Box = (0, 0, 0, 0)
"""of a page is cut off"""
_AT_ONCE_BYTES = 16 * 1024**2


@contextmanager
def drawable(file: Path) -> Iterator[pypdfium2.PdfDocument]:
    """The file, open to be drawn.

    Raises:
        pypdfium2.PdfiumError: it cannot be.
    """
    with pypdfium2.PdfDocument(file) as document:
        if document.get_formtype():
            document.init_forms()
        yield document


def runs(pages: int, *files: Path) -> Iterator[range]:
    """All pages, 0-based, in runs: after each the files are to be opened anew.

    pdfium keeps all that it has read of an open file.
    """
    size = sum(file.stat().st_size for file in files)
    step = max(1, pages * _AT_ONCE_BYTES // max(size, 1))
    for start in range(0, pages, step):
        yield range(start, min(start + step, pages))


def count_drawable(file: Path) -> int:
    """How many pages pdfium finds something to be shown of; 0 if it cannot open the file."""
    try:
        with pypdfium2.PdfDocument(file) as document:
            return sum(min(document.get_page_size(index)) > 0 for index in range(len(document)))
    except pypdfium2.PdfiumError:
        return 0


def is_page_drawable(file: Path, index: int) -> bool:
    """Whether there is a page, 0-based."""
    try:
        with pypdfium2.PdfDocument(file) as document:
            return index < len(document) and min(page_size(document, index)) > 0
    except pypdfium2.PdfiumError:
        return False


def page_size(document: pypdfium2.PdfDocument, index: int) -> tuple[float, float]:
    """Width and height of what is shown of the page, in its units."""
    page = document[index]
    try:
        width, height = page.get_size()
    finally:
        page.close()
    return float(width), float(height)


def draw(document: pypdfium2.PdfDocument, index: int, scale: float, cut: Box = NOTHING) -> Image.Image:
    """A page on white, RGB.

    Args:
        document: open to be drawn.
        index: of the page, 0-based.
        scale: pixels a unit of the page.
        cut: what is left out, from left, bottom, right and top, in units of the page.

    Raises:
        pypdfium2.PdfiumError: it cannot be drawn.
    """
    page = document[index]
    try:
        bitmap = page.render(scale=scale, crop=cut, rev_byteorder=True, limit_image_cache=True)
        try:
            picture: Image.Image = bitmap.to_pil().convert("RGB")
        finally:
            bitmap.close()
    finally:
        page.close()
    return picture
