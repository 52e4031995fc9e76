"""Room on a map: where a label keeps farthest from the borders of a part, or stands beside all land."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import ceil, dist

import numpy as np
from matplotlib.path import Path
from numpy.typing import NDArray

from report_pdf.charts.hatch import Point
from report_pdf.territory.territory import Ring

# Places are tried, and borders measured, on a grid of this pitch.
_TRY_MM = 0.75
# A label beside the land stands no farther than this from where it belongs.
_NEAR_MM = 9.0

_Points = NDArray[np.float64]
_Flags = NDArray[np.bool_]


class Shape:
    """A part of the map: where it is, and how far from its edge a box stands; mm."""

    def __init__(self, rings: Iterable[Ring], edge: Iterable[Ring]) -> None:
        self._rings = [Path(ring) for ring in rings]
        self._edge = np.array([point for line in edge for point in _dense(line)])

    def _holds(self, points: _Points) -> _Flags:
        """Which of the points lie in it."""
        held = np.zeros(len(points), dtype=bool)
        for ring in self._rings:
            held |= ring.contains_points(points)
        return held

    def _room(self, centres: _Points, size_mm: Point) -> _Points:
        """How far a box of this size round each centre keeps from the edge; below 0 where it crosses."""
        away = np.abs(centres[:, None, :] - self._edge[None, :, :]) - np.array(size_mm) / 2
        least: _Points = away.max(axis=2).min(axis=1)
        return least

    def widest_place(self, size_mm: Point) -> tuple[Point, float]:
        """The centre in it where a box of this size keeps farthest from the edge, and how far that is."""
        (left, top), (right, bottom) = self._edge.min(axis=0), self._edge.max(axis=0)
        xs, ys = np.arange(left, right, _TRY_MM), np.arange(top, bottom, _TRY_MM)
        tried = np.array([(x, y) for x in xs for y in ys])
        held = self._holds(tried)
        # A part smaller than the pitch may hold none.
        inside = tried[held] if held.any() else tried
        room = self._room(inside, size_mm)
        x, y = inside[room.argmax()]
        return (float(x), float(y)), float(room.max())

    def nearest_outside(self, centre: Point, size_mm: Point, clear_mm: float) -> Point | None:
        """The place nearest to `centre` at which such a box stands clear of it; None if none is near."""
        steps = np.arange(-_NEAR_MM, _NEAR_MM, _TRY_MM)
        near = np.array([(centre[0] + dx, centre[1] + dy) for dx in steps for dy in steps])
        outside = near[~self._holds(near)]
        free = outside[self._room(outside, size_mm) >= clear_mm]
        if not len(free):
            return None
        x, y = free[np.linalg.norm(free - np.array(centre), axis=1).argmin()]
        return float(x), float(y)


def _dense(line: Ring) -> Iterable[Point]:
    """The points of a line, and more between those that lie far apart."""
    for (x0, y0), (x1, y1) in pairwise(line):
        steps = max(1, ceil(dist((x0, y0), (x1, y1)) / _TRY_MM))
        for step in range(steps):
            yield x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps
