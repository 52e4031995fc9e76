"""What a page paints, as a viewer finds it: letters and shapes with their colours, sizes and places."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot

import pypdfium2
import pypdfium2.raw as pdfium


@dataclass(frozen=True)
class Painted:
    """A stretch of text, or a shape (its font is ""): 0-based page, left, bottom, right, top in pt."""

    page: int
    box: tuple[float, float, float, float]
    colour: str
    font: str = ""
    size: float = 0

    def is_in(self, box: tuple[float, ...]) -> bool:
        """Whether it lies inside `box`, by a pt."""
        left, bottom, right, top = box
        return (
            left - 1 <= self.box[0]
            and bottom - 1 <= self.box[1]
            and self.box[2] <= right + 1
            and self.box[3] <= top + 1
        )


def painted_items(data: bytes) -> tuple[Painted, ...]:
    """All texts and filled shapes of a PDF."""
    document = pypdfium2.PdfDocument(data)
    try:
        return tuple(item for index in range(len(document)) for item in _of_page(document[index], index))
    finally:
        document.close()


def _of_page(page: pypdfium2.PdfPage, index: int) -> Iterator[Painted]:
    for thing in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH)):
        if thing.type == pdfium.FPDF_PAGEOBJ_TEXT:
            yield Painted(index, thing.get_bounds(), _colour(thing), _font(thing), _size(thing))
        else:
            yield Painted(index, thing.get_bounds(), _colour(thing))


def _colour(thing: pypdfium2.PdfObject) -> str:
    channels = [ctypes.c_uint() for _channel in range(4)]
    pdfium.FPDFPageObj_GetFillColor(thing, *channels)
    return "#" + "".join(f"{channel.value:02X}" for channel in channels[:3])


def _font(thing: pypdfium2.PdfObject) -> str:
    name = ctypes.create_string_buffer(200)
    pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(thing), name, len(name))
    return name.value.decode().partition("+")[2]


def _size(thing: pypdfium2.PdfObject) -> float:
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(thing, size)
    matrix = thing.get_matrix()
    return round(size.value * hypot(matrix.c, matrix.d), 2)
