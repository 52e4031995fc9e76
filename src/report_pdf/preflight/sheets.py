"""The sheets of a file: the boxes of its pages, and where on the trimmed page a place is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pikepdf

from report_pdf.parts.objects.entries import entry
from report_pdf.parts.objects.values import Box, box_of, integer, number

MM_PER_PT = 25.4 / 72
BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")

_A4: Box = (0, 0, 595.276, 841.89)
_INHERITED = frozenset({"/MediaBox", "/CropBox"})
_DEEPEST = 60
"""levels of the page tree that are looked through for what a page inherits"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, as it lies on paper.

    Attributes:
        index: 0-based.
        label: as viewers show it, or its number.
        declared: the boxes that it has, in pt of its own space.
        rotate: degrees that viewers turn it by.
        user_unit: pt of one unit of its space.
    """

    index: int
    label: str
    declared: Mapping[str, Box]
    rotate: int = 0
    user_unit: float = 1

    @property
    def media(self) -> Box:
        """What is drawn of it at most."""
        return self.declared.get("/MediaBox", _A4)

    @property
    def crop(self) -> Box:
        """What viewers show."""
        return self.declared.get("/CropBox", self.media)

    @property
    def trim(self) -> Box:
        """What is left of it when it is cut."""
        return self.declared.get("/TrimBox", self.crop)

    @property
    def bleed(self) -> Box:
        """As far as its art reaches."""
        return self.declared.get("/BleedBox", self.crop)

    @property
    def trim_mm(self) -> tuple[float, float]:
        """Width and height of the trimmed page."""
        left, bottom, right, top = self.trim
        return (right - left) * MM_PER_PT * self.user_unit, (top - bottom) * MM_PER_PT * self.user_unit

    def at_mm(self, box: Box) -> tuple[float, ...]:
        """A place on the trimmed page: left, top, right, bottom from its left and top."""
        left, bottom, right, top = box
        origin_x, origin_y, unit = self.trim[0], self.trim[3], MM_PER_PT * self.user_unit
        sides = (left - origin_x, origin_y - top, right - origin_x, origin_y - bottom)
        return tuple(round(side * unit, 2) for side in sides)


def sheets_of(pdf: pikepdf.Pdf) -> tuple[Sheet, ...]:
    """All pages in order; a number names those whose label says nothing."""
    pages = list(pdf.pages)
    labels = [str(page.label) for page in pages] if "/PageLabels" in pdf.Root else [""] * len(pages)
    named = [label if label.isprintable() and label else str(n) for n, label in enumerate(labels, 1)]
    labelled = zip(named, pages, strict=True)
    return tuple(_sheet(index, label, page.obj) for index, (label, page) in enumerate(labelled))


def inherited(page: object, key: str) -> object:
    """What a page has under a key, or those above it in the tree (ISO 32000-1, 7.7.3.4)."""
    for _level in range(_DEEPEST):
        if (found := entry(page, key)) is not None:
            return found
        page = entry(page, "/Parent")
    return None


def _sheet(index: int, label: str, page: pikepdf.Object) -> Sheet:
    found = {name: inherited(page, name) if name in _INHERITED else entry(page, name) for name in BOXES}
    boxes = {name: box for name, value in found.items() if (box := box_of(value)) is not None}
    unit = number(entry(page, "/UserUnit"), 1)
    return Sheet(index, label, boxes, integer(inherited(page, "/Rotate")) % 360, unit if unit > 0 else 1)
