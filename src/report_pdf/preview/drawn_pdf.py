"""Pages of a PDF as pictures, drawn when they are asked for."""

from __future__ import annotations

import struct
from itertools import count
from threading import Lock

import pypdfium2

MM_PER_PT = 25.4 / 72

numbers = count(1)
"""Of the PDFs of this process."""
# PDFium may be called by one thread at a time.
_pdfium = Lock()
_HEADER = struct.Struct("<2sIHHI IiiHHIIiiII")
_BITS = 32
_MOST_KEPT = 8
# PDFium counts a part of a pixel as one.
_LESS = 1e-3


class DrawnPdf:
    """A PDF in memory.

    Attributes:
        number: no other PDF of this process has it.
        sizes_mm: width and height of each page.
        labels: of the pages, as viewers show them; their numbers where the file gives none.

    Raises:
        pypdfium2.PdfiumError: it is no PDF.
    """

    def __init__(self, pdf: bytes) -> None:
        self.number = next(numbers)
        self._kept: dict[tuple[int, int], bytes] = {}
        with _pdfium:
            self._document = pypdfium2.PdfDocument(pdf)
            self._is_open = True
            self.sizes_mm = tuple(_size_mm(self._document, page) for page in range(len(self._document)))
            self.labels = tuple(
                self._document.get_page_label(page) or str(page + 1) for page in range(len(self._document))
            )

    def picture(self, page: int, width: int) -> bytes:
        """The page as a BMP.

        Nothing is compressed: on the loopback, writing and reading a PNG would take several times as long as
        drawing the page.

        Args:
            page: 0-based.
            width: of the picture, px.

        Raises:
            LookupError: there is no such page, or the PDF was closed.
        """
        if kept := self._kept.pop((page, width), None):
            return kept
        with _pdfium:
            if not self._is_open:
                raise LookupError(self.number)
            return _bmp(self._document, page, width)

    def draw_ahead(self, page: int, width: int) -> None:
        """Draw a picture that is about to be asked for; it is kept until then."""
        if len(self._kept) < _MOST_KEPT:
            self._kept[page, width] = self.picture(page, width)

    def close(self) -> None:
        """Give the memory back."""
        self._kept.clear()
        with _pdfium:
            if self._is_open:
                self._document.close()
            self._is_open = False


def _size_mm(document: pypdfium2.PdfDocument, page: int) -> tuple[float, float]:
    width, height = document.get_page_size(page)
    return width * MM_PER_PT, height * MM_PER_PT


def _bmp(document: pypdfium2.PdfDocument, number: int, width: int) -> bytes:
    if not 0 <= number < len(document):
        raise LookupError(number)
    page = document[number]
    try:
        drawn = page.render(
            scale=(width - _LESS) / page.get_width(), force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRx
        )
        try:
            pixels = bytes(drawn.buffer)
            return _header(drawn.width, drawn.height, len(pixels)) + pixels
        finally:
            drawn.close()
    finally:
        page.close()


def _header(width: int, height: int, size: int) -> bytes:
    """Of a bitmap of 32 bits a pixel; the height is negative for one that begins at the top."""
    offset = _HEADER.size
    info = offset - 14, width, -height, 1, _BITS, 0, size, 0, 0, 0, 0
    return _HEADER.pack(b"BM", offset + size, 0, 0, offset, *info)
