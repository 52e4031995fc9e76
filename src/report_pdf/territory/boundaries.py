"""Boundaries of comuni: read from GeoJSON, and drawn coarser without coming apart."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import dist
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from report_pdf.enough import enough
from report_pdf.files import read_inside
from report_pdf.findings import Finding, Where
from report_pdf.messages import _
from report_pdf.tables.sheet import blocked
from report_pdf.territory.territory import Point, Ring

Degrees = tuple[Annotated[float, Field(ge=-180, le=180)], Annotated[float, Field(ge=-90, le=90)]]
_Closed = Annotated[tuple[Degrees, ...], Field(min_length=4)]


MAX_BYTES = 5_000_000
"""Twenty times the outlines of a region's comuni."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True)


class _Polygon(_Model):
    type: Literal["Polygon"]
    coordinates: tuple[_Closed, ...]


class _MultiPolygon(_Model):
    type: Literal["MultiPolygon"]
    coordinates: tuple[tuple[_Closed, ...], ...]


class _Properties(_Model):
    istat: str


class _Feature(_Model):
    properties: _Properties
    geometry: Annotated[_Polygon | _MultiPolygon, Field(discriminator="type")]


class _Collection(_Model):
    type: Literal["FeatureCollection"]
    features: tuple[_Feature, ...]


def read_boundaries(path: Path, root: Path) -> tuple[Mapping[str, tuple[Ring, ...]], tuple[Finding, ...]]:
    """The rings of each Istat code in a GeoJSON file of degrees east and north."""
    file = path.relative_to(root).as_posix()
    content, findings = read_inside(path, root, MAX_BYTES)
    if content is None:
        return {}, findings
    try:
        collection = _Collection.model_validate(json.loads(content))
    except UnicodeDecodeError as error:
        message = _("byte {byte:#04x} is not UTF-8").format(byte=content[error.start])
        return {}, (blocked("encoding", message, Where(file)),)
    except json.JSONDecodeError as error:
        message = _("not valid JSON: {reason}").format(reason=error.msg)
        return {}, (blocked("bad-json", message, Where(file, error.lineno, error.colno)),)
    except RecursionError:
        return {}, (blocked("bad-json", _("lists or tables are nested too deeply"), Where(file)),)
    except ValidationError as error:
        return {}, enough(_not_geojson(error, file))
    rings = {feature.properties.istat: _rings(feature.geometry) for feature in collection.features}
    return rings, enough(_twice(collection, file))


def _not_geojson(error: ValidationError, file: str) -> Iterator[Finding]:
    for problem in error.errors(include_url=False):
        place = ".".join(map(str, problem["loc"]))
        message = _("{place} is not as in a map of comuni: {reason}").format(
            place=place, reason=problem["msg"]
        )
        yield blocked("bad-geojson", message, Where(file))


def _twice(collection: _Collection, file: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for feature in collection.features:
        istat = feature.properties.istat
        if istat in seen:
            yield blocked("duplicate", _("{values} stands there twice").format(values=istat), Where(file))
        seen.add(istat)


def _rings(geometry: _Polygon | _MultiPolygon) -> tuple[Ring, ...]:
    polygons = (geometry.coordinates,) if isinstance(geometry, _Polygon) else geometry.coordinates
    return tuple(ring for polygon in polygons for ring in polygon)


@dataclass(frozen=True, slots=True)
class Outlines:
    """Boundaries in the plane, drawn with few points.

    Attributes:
        rings: Istat code to closed rings.
        borders: line to the comuni at its sides: two, or one where the region ends.
    """

    rings: Mapping[str, tuple[Ring, ...]]
    borders: Mapping[Ring, frozenset[str]]


def simplified(boundaries: Mapping[str, tuple[Ring, ...]], tolerance: float) -> Outlines:
    """The boundaries with points left out; no line moves by more than `tolerance`, in the unit of the points.

    Each line between two comuni is simplified once and shared, so that neighbours still fit together.
    """
    nodes = _nodes(ring for rings in boundaries.values() for ring in rings)
    coarse: dict[Ring, Ring] = {}
    sides: defaultdict[Ring, set[str]] = defaultdict(set)
    drawn: dict[str, tuple[Ring, ...]] = {}
    for istat, rings in boundaries.items():
        closed = []
        for ring in rings:
            points: list[Point] = []
            for line in _lines(ring, nodes):
                forth = min(line, line[::-1])
                if forth not in coarse:
                    coarse[forth] = _fewer_points(forth, tolerance)
                sides[coarse[forth]].add(istat)
                drawn_line = coarse[forth] if forth == line else coarse[forth][::-1]
                points += drawn_line[bool(points) :]
            closed.append(tuple(points))
        drawn[istat] = tuple(closed)
    return Outlines(drawn, {line: frozenset(comuni) for line, comuni in sides.items()})


def _nodes(rings: Iterable[Ring]) -> frozenset[Point]:
    """The points where three lines or more meet."""
    neighbours: defaultdict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for one, other in pairwise(ring):
            neighbours[one].add(other)
            neighbours[other].add(one)
    return frozenset(point for point, others in neighbours.items() if len(others) > 2)  # noqa: PLR2004


def _lines(ring: Ring, nodes: frozenset[Point]) -> Iterator[Ring]:
    """The ring cut at the nodes; an island, which has none, is cut at two far points of its own."""
    points = ring[:-1]
    cuts = [i for i, point in enumerate(points) if point in nodes]
    if len(cuts) < 2:  # noqa: PLR2004
        first = cuts[0] if cuts else points.index(min(points))
        far = max(range(len(points)), key=lambda i: dist(points[i], points[first]))
        cuts = sorted({first, far})
    for start, end in pairwise((*cuts, cuts[0] + len(points))):
        yield tuple(points[i % len(points)] for i in range(start, end + 1))


def _fewer_points(line: Ring, tolerance: float) -> Ring:
    """The line by Douglas and Peucker's rule; its ends stay."""
    kept = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        start, end = spans.pop()
        far, index = max(
            ((_distance(line[i], line[start], line[end]), i) for i in range(start + 1, end)), default=(0.0, 0)
        )
        if far > tolerance:
            kept.add(index)
            spans += [(start, index), (index, end)]
    return tuple(line[i] for i in sorted(kept))


def _distance(point: Point, start: Point, end: Point) -> float:
    """From the point to the segment."""
    (x, y), (ax, ay), (bx, by) = point, start, end
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    along = ((x - ax) * dx + (y - ay) * dy) / length if length else 0.0
    nearest = min(1.0, max(0.0, along))
    return dist(point, (ax + nearest * dx, ay + nearest * dy))
