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
        for stretch in self.stretches:
            if not stretch.is_straight or not 3 <= len(stretch.points) <= _CORNERS:  # noqa: PLR2004  # an area
                continue
            seen = common(box_around(stretch.points), clip)
            length = _longest_side(stretch.points)
            if seen is not None and length > _SHORTEST_PT:
                yield _surface(stretch.points) / length, seen


def _longest_side(points: list[Point]) -> float:
    return max(hypot(x - x2, y - y2) for (x, y), (x2, y2) in _sides(points))


def _surface(points: list[Point]) -> float:
    return abs(sum(x * y2 - x2 * y for (x, y), (x2, y2) in _sides(points))) / 2


def _sides(points: list[Point]) -> Iterator[tuple[Point, Point]]:
    return zip(points, points[1:] + points[:1], strict=True)
