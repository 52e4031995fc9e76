"""Paths under construction (ISO 32000-1, 8.5.2), already in the page's space."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import hypot

from report_pdf.parts.objects.values import Box
from report_pdf.preflight.matrices import Matrix, Point, box_around, common, moved

_CORNERS = 5
"""of a bar whose end is its beginning again"""
_SHORTEST_PT = 1.5
"""a shorter bar is a dot"""
_TOUCHING_PT = 0.01
_WIDE_PT = 1e6
"""of a frame that has no side: its boxes are one"""


@dataclass(slots=True)
class _Stretch:
    points: list[Point]
    is_straight: bool = True


@dataclass(slots=True)
class Path:
    """A path; its stretches begin with `m` or are rectangles."""

    stretches: list[_Stretch] = field(default_factory=list)

    def take(self, operator: str, values: list[float], matrix: Matrix) -> None:
        """One of the operators that build paths: m, l, c, v, y, re."""
        if operator == "re":
            x, y, width, height = values
            corners = (x, y), (x + width, y), (x + width, y + height), (x, y + height)
            self.stretches.append(_Stretch([moved(matrix, corner) for corner in corners]))
            return
        points = [moved(matrix, point) for point in zip(values[::2], values[1::2], strict=True)]
        if operator == "m" or not self.stretches:
            self.stretches.append(_Stretch(points))
            return
        self.stretches[-1].points += points
        self.stretches[-1].is_straight &= operator == "l"

    def box(self) -> Box | None:
        """Around all of it; None for no path."""
        points = [point for stretch in self.stretches for point in stretch.points]
        return box_around(points) if points else None

    def thinnest_bar(self, clip: Box) -> tuple[float, Box] | None:
        """Thickness and box of its thinnest bar within `clip`; None without a bar."""
        return min(self._bars(clip), default=None)

    def _bars(self, clip: Box) -> Iterator[tuple[float, Box]]:
        straight = [one for one in self.stretches if one.is_straight and 3 <= len(one.points) <= _CORNERS]  # noqa: PLR2004  # an area
        boxes = [box_around(one.points) for one in straight]
        for stretch, box in zip(straight, boxes, strict=True):
            seen = common(box, clip)
            length = _longest_side(stretch.points)
            if seen is None or length <= _SHORTEST_PT:
                continue
            around = [other for other in boxes if other is not box and _lies_in(box, other)]
            if around:  # a frame is a box with a box cut out of it
                yield min(_gap(box, other) for other in around), seen
            else:
                yield _surface(stretch.points) / length, seen


def _lies_in(inner: Box, outer: Box) -> bool:
    left, bottom, right, top = (one - other for one, other in zip(inner, outer, strict=True))
    return min(left, bottom) >= -_TOUCHING_PT and max(right, top) <= _TOUCHING_PT


def _gap(inner: Box, outer: Box) -> float:
    """The narrowest side of the frame between two boxes."""
    gaps = (abs(one - other) for one, other in zip(inner, outer, strict=True))
    return min((gap for gap in gaps if gap > _TOUCHING_PT), default=_WIDE_PT)


def _longest_side(points: list[Point]) -> float:
    return max(hypot(x - x2, y - y2) for (x, y), (x2, y2) in _sides(points))


def _surface(points: list[Point]) -> float:
    return abs(sum(x * y2 - x2 * y for (x, y), (x2, y2) in _sides(points))) / 2


def _sides(points: list[Point]) -> Iterator[tuple[Point, Point]]:
    return zip(points, points[1:] + points[:1], strict=True)
