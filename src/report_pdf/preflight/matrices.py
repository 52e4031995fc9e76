"""Matrices as PDF writes them (ISO 32000-1, 8.3.3), and the boxes they move."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot, sqrt

from report_pdf.parts.objects.values import Box, numbers

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def matrix_of(found: object) -> Matrix:
    """Six numbers as a matrix; the one that moves nothing if they are none."""
    values = numbers(found, 6)
    return (values[0], values[1], values[2], values[3], values[4], values[5]) if values else IDENTITY


def times(first: Matrix, then: Matrix) -> Matrix:
    """What does `first`, and `then` the other."""
    a, b, c, d, e, f = first
    a2, b2, c2, d2, e2, f2 = then
    return (
        a * a2 + b * c2,
        a * b2 + b * d2,
        c * a2 + d * c2,
        c * b2 + d * d2,
        e * a2 + f * c2 + e2,
        e * b2 + f * d2 + f2,
    )


def moved(matrix: Matrix, point: Point) -> Point:
    """Where a point comes to lie."""
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def box_around(points: Iterable[Point]) -> Box:
    """The smallest box that holds all of one point or more."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def moved_box(matrix: Matrix, box: Box) -> Box:
    """The box around a box that was moved."""
    left, bottom, right, top = box
    corners = (left, bottom), (right, bottom), (right, top), (left, top)
    return box_around(moved(matrix, corner) for corner in corners)


def least_scale(matrix: Matrix) -> float:
    """By how much it enlarges where it enlarges least: the smaller singular value."""
    a, b, c, d, _e, _f = matrix
    squares = a * a + b * b + c * c + d * d
    determinant = a * d - b * c
    rest = max(squares * squares - 4 * determinant * determinant, 0)
    return sqrt(max((squares - sqrt(rest)) / 2, 0))


def height_scale(matrix: Matrix) -> float:
    """How high what was one unit high becomes, across its direction of writing."""
    a, b, c, d, _e, _f = matrix
    width = hypot(a, b)
    return abs(a * d - b * c) / width if width else hypot(c, d)


def common(first: Box, second: Box) -> Box | None:
    """What two boxes share; None if nothing. Boxes without width or height may touch."""
    left, bottom = max(first[0], second[0]), max(first[1], second[1])
    right, top = min(first[2], second[2]), min(first[3], second[3])
    return (left, bottom, right, top) if left <= right and bottom <= top else None
