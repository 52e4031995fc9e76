"""Marks: what a chart paints below its labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from report_pdf.charts.hatch import Point

Reach = tuple[float, float, float, float]
"""Left, top, right, bottom, mm."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The points of a shape, whose first comes again as its last, or of a line; and what they reach; mm."""

    points: Sequence[Point]
    reach: Reach

    def meets(self, box: Reach, around_mm: float = 0.0) -> bool:
        """Whether the box, or what is so near to it, may touch the outline."""
        left, top, right, bottom = self.reach
        beside = left - around_mm >= box[2] or right + around_mm <= box[0]
        above = top - around_mm >= box[3] or bottom + around_mm <= box[1]
        return not (beside or above)


@dataclass(frozen=True, slots=True)
class Mark:
    """Shapes of one colour, or lines, painted in one path.

    Attributes:
        outlines: of each.
        colour: token.
        stroke_pt: width of the lines; 0 for filled shapes.
        is_closed: whether each line comes back to where it began.
        is_hairline: so fine that letters over it are read as if it were not there.
    """

    outlines: tuple[Outline, ...]
    colour: str
    stroke_pt: float = 0.0
    is_closed: bool = True
    is_hairline: bool = False


def outlines_of(polylines: Iterable[Sequence[Point]], *, closed: bool) -> tuple[Outline, ...]:
    """The outlines along these points, each brought back to its first point if `closed`."""
    return tuple(_outline([*line, line[0]] if closed else list(line)) for line in polylines)


def _outline(points: Sequence[Point]) -> Outline:
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    return Outline(points, (min(xs), min(ys), max(xs), max(ys)))
