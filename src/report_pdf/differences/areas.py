"""Where two pictures of a page differ."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops

Pixels = tuple[int, int, int, int]
"""Left, top, right and bottom of an area, pixels; right and bottom are just outside it."""

# Rounding of coordinates may shade the edge of a letter, as nobody sees.
_SEEN = 8
_CELL_PX = 10


def changed_areas(before: Image.Image, now: Image.Image) -> tuple[Pixels, ...]:
    """The areas that differ, from top to bottom; those that nearly touch are one."""
    mask = _differing(before, now)
    cells = _cells(mask)
    return tuple(sorted(_apart([_tight(mask, area) for area in _areas(cells)]), key=lambda a: (a[1], a[0])))


def _differing(before: Image.Image, now: Image.Image) -> NDArray[np.bool_]:
    size = max(before.width, now.width), max(before.height, now.height)
    difference = ImageChops.difference(_on_paper(before, size), _on_paper(now, size))
    return np.asarray(np.asarray(difference).max(axis=2) > _SEEN, dtype=np.bool_)


def _on_paper(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The picture at the top left of a sheet on which the larger of both has room."""
    if picture.size == size:
        return picture
    paper = Image.new("RGB", size, (255, 255, 255))
    paper.paste(picture)
    return paper


def _cells(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Squares in which or beside which something differs."""
    rows, columns = (-(-side // _CELL_PX) for side in mask.shape)
    whole = np.zeros((rows * _CELL_PX, columns * _CELL_PX), dtype=np.bool_)
    whole[: mask.shape[0], : mask.shape[1]] = mask
    cells = np.asarray(whole.reshape(rows, _CELL_PX, columns, _CELL_PX).any(axis=(1, 3)), dtype=np.bool_)
    cells[1:] |= cells[:-1].copy()
    cells[:, 1:] |= cells[:, :-1].copy()
    return cells


def _areas(cells: NDArray[np.bool_]) -> Iterator[Pixels]:
    """The bounds of each group of cells that touch, by side or corner."""
    left = {(int(row), int(column)) for row, column in np.argwhere(cells)}
    while left:
        group, edge = set(), [left.pop()]
        while edge:
            row, column = edge.pop()
            group.add((row, column))
            beside = {(row + y, column + x) for y in (-1, 0, 1) for x in (-1, 0, 1)} & left
            left -= beside
            edge.extend(beside)
        rows, columns = zip(*group, strict=True)
        top, start, bottom, end = min(rows), min(columns), max(rows) + 1, max(columns) + 1
        yield start * _CELL_PX, top * _CELL_PX, end * _CELL_PX, bottom * _CELL_PX


def _tight(mask: NDArray[np.bool_], area: Pixels) -> Pixels:
    left, top, right, bottom = area
    rows, columns = np.nonzero(mask[top:bottom, left:right])
    return (
        left + int(columns.min()),
        top + int(rows.min()),
        left + int(columns.max()) + 1,
        top + int(rows.max()) + 1,
    )


def _apart(areas: list[Pixels]) -> list[Pixels]:
    """The areas, those that overlap joined to one."""
    apart: list[Pixels] = []
    for area in areas:
        joined = area
        while touching := [one for one in apart if _overlap(one, joined)]:
            apart = [one for one in apart if one not in touching]
            sides = list(zip(joined, *touching, strict=True))
            joined = (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))
        apart.append(joined)
    return apart


def _overlap(one: Pixels, other: Pixels) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
