"""The true map: the comuni in their shape, the provinces with their letters, as a key to the map of tiles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import cos, radians
from typing import TYPE_CHECKING

from report_pdf.charts.canvas import Canvas, Point
from report_pdf.charts.chart import Chart
from report_pdf.charts.map_words import by_name, map_table
from report_pdf.charts.style import ChartStyle
from report_pdf.charts.text import ASCENT_EM
from report_pdf.charts.text import width_mm as text_width_mm
from report_pdf.italian import list_of
from report_pdf.territory.boundaries import simplified
from report_pdf.territory.territory import Ring, Territory

if TYPE_CHECKING:
    from report_pdf.charts.map_room import Shape

# No line of the map moves by more than this; less is not seen at 300 dpi.
_TOLERANCE_MM = 0.1
# Letters keep this from the borders of their province, and twice as much from land when they stand beside it.
_CLEAR_MM = 0.2
_CODE = "chart-min-bold"
# Land is none of the colours that tell classes beside it, nor far from the page: lines and letters stand out.
_LAND, _GROUND, _INK = "notte-60", "notte", "bianco"


def boundary_map(territory: Territory, style: ChartStyle, *, width_mm: float) -> Chart:
    """All comuni in their true shape, the provinces parted by lines as strong as a rule.

    The letters of a province stand where they are farthest from its borders.

    Args:
        territory: the comuni.
        style: the design.
        width_mm: of the picture, which is as high as the region asks.
    """
    from report_pdf.charts.map_room import Shape  # noqa: PLC0415  # takes long to import

    canvas = Canvas(style, width_mm, width_mm * _aspect(territory.boundaries), territory.name)
    outlines = simplified(_projected(territory.boundaries, width_mm), _TOLERANCE_MM)
    canvas.shapes([ring for rings in outlines.rings.values() for ring in rings], _LAND)
    province = {comune.istat: comune.province_code for comune in territory.comuni}
    borders = {line: {province[istat] for istat in sides} for line, sides in outlines.borders.items()}
    within = [line for line, sides in outlines.borders.items() if len(sides) > len(borders[line])]
    canvas.lines(within, _GROUND, "hairline")
    canvas.lines([line for line, sides in outlines.borders.items() if len(sides) == 1], _INK, "hairline")
    canvas.lines([line for line, sides in borders.items() if len(sides) > 1], _INK)
    land = Shape([ring for rings in outlines.rings.values() for ring in rings], list(outlines.borders))
    for code in (one.code for one in territory.provinces):
        rings = [ring for istat, drawn in outlines.rings.items() if province[istat] == code for ring in drawn]
        edge = [line for line, sides in outlines.borders.items() if _parts(sides, province, code)]
        _draw_code(canvas, code, Shape(rings, edge), land)
    return canvas.finish(_words(territory), map_table(territory))


def _parts(sides: Iterable[str], province: Mapping[str, str], code: str) -> bool:
    """Whether a line between comuni parts the province from others, or from what lies outside."""
    inside = [province[istat] == code for istat in sides]
    return any(inside) and (len(inside) == 1 or not all(inside))


def _draw_code(canvas: Canvas, code: str, province: Shape, land: Shape) -> None:
    """The letters in the widest place of the province, or beside it where none is wide enough."""
    style = canvas.style
    height = ASCENT_EM * style.size_mm(_CODE)
    size = text_width_mm(code, _CODE, style), height
    place, room = province.widest_place(size)
    beside = land.nearest_outside(place, size, 2 * _CLEAR_MM) if room < _CLEAR_MM else None
    x, y = beside or place
    canvas.text(x, y + height / 2, code, _CODE, _INK, anchor="middle")


def _words(territory: Territory) -> str:
    named = list_of([f"{one.name} ({one.code})" for one in by_name(territory)])
    return (
        f"Mappa dei comuni con i loro confini: {territory.name}. Con le sigle delle province, chiave della "
        f"mappa a tessere: {named}."
    )


def _aspect(boundaries: Mapping[str, Iterable[Ring]]) -> float:
    """Height over width in the plane."""
    west, south, east, north = _extent(boundaries)
    return (north - south) / ((east - west) * cos(radians((north + south) / 2)))


def _projected(boundaries: Mapping[str, tuple[Ring, ...]], width_mm: float) -> Mapping[str, tuple[Ring, ...]]:
    """Degrees to mm, true to shape in the middle of the region."""
    west, south, east, north = _extent(boundaries)
    across = width_mm / (east - west)
    down = across / cos(radians((north + south) / 2))

    def place(point: Point) -> Point:
        return (point[0] - west) * across, (north - point[1]) * down

    return {
        istat: tuple(tuple(place(point) for point in ring) for ring in rings)
        for istat, rings in boundaries.items()
    }


def _extent(boundaries: Mapping[str, Iterable[Ring]]) -> tuple[float, float, float, float]:
    """West, south, east and north, in degrees."""
    points = [point for rings in boundaries.values() for ring in rings for point in ring]
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    return min(xs), min(ys), max(xs), max(ys)
