"""The hatch of half years: lines at 45 degrees, cut exactly, with one phase for the whole figure."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor, sqrt
from typing import NamedTuple

Point = tuple[float, float]


class Box(NamedTuple):
    """An upright rectangle; mm from the left and the top of the canvas."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right edge, mm."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Bottom edge, mm."""
        return self.y + self.height

    def inset(self, by: float) -> Box:
        """The box with each edge moved inwards by so many mm."""
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)


def hatch_lines(box: Box, gap_mm: float) -> Iterator[tuple[Point, Point]]:
    """The lines x + y = k · gap · √2 cut by the box, rising to the right; mm.

    Counted from the corner of the canvas, so that the lines of neighbouring boxes continue each other.
    """
    step = gap_mm * sqrt(2)
    first, last = (box.x + box.y) / step, (box.right + box.bottom) / step
    for number in range(floor(first) + 1, ceil(last)):
        sum_ = number * step
        left, right = max(box.x, sum_ - box.bottom), min(box.right, sum_ - box.y)
        yield (left, sum_ - left), (right, sum_ - right)
