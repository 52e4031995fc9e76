"""The plates of a page: how much of each ink stands where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from report_pdf.parts.objects.values import Box
from report_pdf.preflight.sheets import Sheet

FULL = 255
"""how a spot without paper left is written"""

Ink = NDArray[np.uint8]
Total = NDArray[np.uint16]


@dataclass(frozen=True)
class Plates:
    """What prints of one page, seen as it lies in its own space, with its MediaBox around.

    Attributes:
        sheet: the page.
        inks: 0 to 255 for each spot, by the name of the plate.
    """

    sheet: Sheet
    inks: Mapping[str, Ink]

    @cached_property
    def total(self) -> Total:
        """All plates together."""
        plates = list(self.inks.values())
        total = plates[0].astype(np.uint16)
        for ink in plates[1:]:
            total += ink
        return total

    @property
    def _scale(self) -> tuple[float, float]:
        """Spots for each unit of the page's space, across and down."""
        left, bottom, right, top = self.sheet.media
        rows, columns = self.total.shape
        return columns / (right - left), rows / (top - bottom)

    @property
    def spot_mm2(self) -> float:
        """The surface of one spot."""
        left, bottom, right, top = self.sheet.media
        unit = 25.4 / 72 * self.sheet.user_unit
        return (right - left) * (top - bottom) * unit * unit / self.total.size

    def part(self, box: Box) -> tuple[slice, slice]:
        """Rows and columns of a box of the page's space."""
        across, down = self._scale
        left, _bottom, _right, top = self.sheet.media
        rows, columns = self.total.shape
        return (
            _slice((top - box[3]) * down, (top - box[1]) * down, rows),
            _slice((box[0] - left) * across, (box[2] - left) * across, columns),
        )

    def box_of(self, rows: slice, columns: slice) -> Box:
        """The box of rows and columns, in the page's space."""
        across, down = self._scale
        left, _bottom, _right, top = self.sheet.media
        return (
            left + columns.start / across,
            top - rows.stop / down,
            left + columns.stop / across,
            top - rows.start / down,
        )

    def coverage(self) -> Mapping[str, float]:
        """How much of the trimmed page each plate prints, percent."""
        part = self.part(self.sheet.trim)
        return {name: round(float(ink[part].mean()) / FULL * 100, 2) for name, ink in self.inks.items()}


def read_plates(files: Mapping[str, Path], sheet: Sheet) -> Plates:
    """The plates that Ghostscript wrote."""
    inks = {name: turned_back(_ink(path), sheet) for name, path in files.items() if name}
    return Plates(sheet, inks)


def turned_back(picture: Ink, sheet: Sheet) -> Ink:
    """A picture of the page as viewers turn it, turned to lie as in its own space."""
    return np.rot90(picture, sheet.rotate // 90)


def _ink(path: Path) -> Ink:
    with Image.open(path) as image:
        return FULL - np.asarray(image.convert("L"))


def _slice(start: float, stop: float, most: int) -> slice:
    first = min(max(round(start), 0), most - 1)
    return slice(first, min(max(round(stop), first + 1), most))
