"""Two books compared page by page, by their words and as pictures."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

DPI = 72
SHADES = 48
"""of 255: what a pixel may differ by, which is less than a line of type set elsewhere makes"""
SHARE = 0.003
"""of the pixels of a page that may differ by more, before the page is another"""


def unlike_pages(then: Path, now: Path) -> tuple[str, ...]:
    """The labels of the pages whose words or looks are different, a page that only one book has included."""
    with pypdfium2.PdfDocument(then) as old, pypdfium2.PdfDocument(now) as new:
        pairs = zip_longest(range(len(old)), range(len(new)))
        return tuple(
            _label(new, after) if before is None else _label(old, before)
            for before, after in pairs
            if before is None or after is None or not _alike(old[before], new[after])
        )


def _label(book: pypdfium2.PdfDocument, index: int) -> str:
    return str(book.get_page_label(index) or index + 1)


def _alike(before: pypdfium2.PdfPage, after: pypdfium2.PdfPage) -> bool:
    return _words(before) == _words(after) and _look_alike(_picture(before), _picture(after))


def _words(page: pypdfium2.PdfPage) -> list[str]:
    """Where lines break is not compared: pictures show it."""
    return str(page.get_textpage().get_text_bounded()).split()


def _picture(page: pypdfium2.PdfPage) -> Image.Image:
    picture: Image.Image = page.render(scale=DPI / 72).to_pil().convert("RGB")
    return picture


def _look_alike(before: Image.Image, after: Image.Image) -> bool:
    if before.size != after.size:
        return False
    different = ImageChops.difference(before, after).convert("L").point(lambda shade: 255 * (shade > SHADES))
    return different.histogram()[255] <= SHARE * before.width * before.height
