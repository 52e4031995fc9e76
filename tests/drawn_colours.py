"""The colours of pages as the finished file paints them: words on their ground, marks beside each other."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium

Pixels = npt.NDArray[np.int32]
"""Rows of 0xRRGGBB; `_OUT` for what is left out."""

_OUT = -1
_PX_PER_MM = 5
_MM_PER_PT = 25.4 / 72
# mm; what is no wider is a hairline, a hatch or the groove between two tiles.
_THIN_MM = 1.2
# mm; colours that meet along less are corners of tiles and steps of slanting lines.
_SHORT_MM = 2.0


@dataclass(frozen=True)
class DrawnWords:
    """Words painted in one piece.

    Attributes:
        colour: `#RRGGBB`.
        grounds: what is painted under at least a quarter of the box around them.
        size_pt: of the type.
        bold: from a weight of 700.
    """

    colour: str
    grounds: frozenset[str]
    size_pt: float
    bold: bool


@dataclass(frozen=True)
class DrawnPage:
    """A page.

    Attributes:
        label: of the page.
        words: all that are painted.
        pixels: the page without its words, in the colours of the design alone: what lies
            between two of them at the edge of a line is left out.
    """

    label: str
    words: tuple[DrawnWords, ...]
    pixels: Pixels

    @cached_property
    def ground(self) -> str:
        """The colour that most of the page has."""
        return _hex(Counter(self.pixels.ravel().tolist()).most_common(1)[0][0])

    @cached_property
    def on_ground(self) -> set[str]:
        """Colours of marks that border on the ground, hairlines too."""
        return {
            colour for pair in _meeting(self.pixels) if self.ground in pair for colour in pair - {self.ground}
        }

    @cached_property
    def beside(self) -> set[frozenset[str]]:
        """Colours of marks that stand side by side, at most a groove or a line apart; not the ground."""
        once = _without_thin(self.pixels)
        twice = _without_thin(once)  # where two lines cross, neither is thin before
        return {pair for pair in _meeting(twice) if self.ground not in pair}


def drawn_pages(pdf: bytes, colours: AbstractSet[str]) -> list[DrawnPage]:
    """The pages of a PDF that is painted in these colours, `#RRGGBB`."""
    document = pypdfium2.PdfDocument(pdf)
    known = np.array([_OUT, *(int(colour[1:], 16) for colour in colours)], dtype=np.int32)
    try:
        labels = [document.get_page_label(index) for index in range(len(document))]
        return [_drawn(label, page, known) for label, page in zip(labels, document, strict=True)]
    finally:
        document.close()


def _drawn(label: str, page: pypdfium2.PdfPage, known: Pixels) -> DrawnPage:
    pieces = list(page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1))
    painted = [piece for piece in pieces if _mode(piece) == pdfium.FPDF_TEXTRENDERMODE_FILL]
    told = [(_colour(piece), piece.get_bounds(), _size_pt(piece), _bold(piece)) for piece in painted]
    for piece in pieces:
        page.remove_obj(piece)
    smooth = {"no_smoothtext": True, "no_smoothpath": True, "no_smoothimage": True}
    image = page.render(scale=_PX_PER_MM * _MM_PER_PT, **smooth).to_pil().convert("RGB")
    pixels = np.asarray(image, dtype=np.int32) @ np.array([1 << 16, 1 << 8, 1], dtype=np.int32)
    pixels = np.where(np.isin(pixels, known), pixels, np.int32(_OUT))
    words = (DrawnWords(colour, _under(pixels, box), size, bold) for colour, box, size, bold in told)
    return DrawnPage(label, tuple(words), pixels)


def _mode(piece: pypdfium2.PdfObject) -> int:
    return int(pdfium.FPDFTextObj_GetTextRenderMode(piece))


def _colour(piece: pypdfium2.PdfObject) -> str:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    assert pdfium.FPDFPageObj_GetFillColor(piece, red, green, blue, alpha)
    assert alpha.value == 255
    return f"#{red.value:02X}{green.value:02X}{blue.value:02X}"


def _size_pt(piece: pypdfium2.PdfObject) -> float:
    size = ctypes.c_float()
    assert pdfium.FPDFTextObj_GetFontSize(piece, size)
    _a, _b, _c, upright, _e, _f = piece.get_matrix().get()
    return float(round(size.value * abs(upright), 2))


def _bold(piece: pypdfium2.PdfObject) -> bool:
    name = ctypes.create_string_buffer(200)
    pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(piece), name, len(name))
    return b"Bold" in name.value and b"Semi" not in name.value


def _under(pixels: Pixels, box: tuple[float, ...]) -> frozenset[str]:
    """The colours under a box in pt from the lower left corner of the page."""
    height = len(pixels)
    left, bottom, right, top = (side * _MM_PER_PT * _PX_PER_MM for side in box)
    rows = slice(max(round(height - top), 0), max(round(height - bottom), round(height - top) + 1))
    columns = slice(max(round(left), 0), max(round(right), round(left) + 1))
    counted = Counter(pixels[rows, columns].ravel().tolist())
    counted.pop(_OUT, None)
    return frozenset(_hex(value) for value, count in counted.items() if count >= counted.total() / 4)


def _without_thin(pixels: Pixels) -> Pixels:
    thin = _thin(pixels) | _thin(pixels.T).T
    return np.where(thin, np.int32(_OUT), pixels)


def _thin(pixels: Pixels) -> npt.NDArray[np.bool_]:
    """Where a colour goes on for no more than so much along its row."""
    return np.array([_run_lengths(line) <= _THIN_MM * _PX_PER_MM for line in pixels])


def _run_lengths(line: Pixels) -> npt.NDArray[np.intp]:
    """How long the run of one colour is that each pixel belongs to."""
    lengths = np.diff(np.concatenate([[0], np.flatnonzero(np.diff(line)) + 1, [len(line)]]))
    return np.repeat(lengths, lengths)


def _meeting(pixels: Pixels) -> set[frozenset[str]]:
    """Pairs of colours that meet along some length by rows and by columns, over what is left out."""
    met: Counter[tuple[int, int]] = Counter()
    for line in (*pixels, *pixels.T):
        met.update(_neighbours(line[line != _OUT]))
    lengths: Counter[frozenset[str]] = Counter()
    for pair, length in met.items():
        lengths[frozenset(map(_hex, pair))] += length
    return {pair for pair, length in lengths.items() if length >= _SHORT_MM * _PX_PER_MM}


def _neighbours(line: Pixels) -> Iterator[tuple[int, int]]:
    changes = np.flatnonzero(np.diff(line))
    return zip(line[changes].tolist(), line[changes + 1].tolist(), strict=True)


def _hex(value: int) -> str:
    return f"#{int(value):06X}"
