"""The true map: every comune with its boundaries, small, in the colours of the map of tiles beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import cos, radians

from report_pdf.charts.canvas import Box, Canvas, Point
from report_pdf.charts.chart import Chart
from report_pdf.charts.map_look import MapLook
from report_pdf.charts.map_words import map_table, map_words
from report_pdf.charts.style import ChartStyle
from report_pdf.territory.boundaries import Outlines, simplified
from report_pdf.territory.territory import Ring, Territory

# No line of the map moves by more than this; less is not seen at 300 dpi.
_TOLERANCE_MM = 0.1


def boundary_map(territory: Territory, style: ChartStyle, look: MapLook, *, width_mm: float) -> Chart:
    """All comuni in their true shape, as high as their region asks, with lines between the provinces.

    Args:
        territory: the comuni.
        style: the design.
        look: the colours.
        width_mm: of the picture.
    """
    height = width_mm * _aspect(territory.boundaries)
    canvas = Canvas(style, width_mm, height, territory.name)
    draw_boundary_map(canvas, territory, look, Box(0, 0, width_mm, height))
    form = "Mappa dei comuni con i loro confini"
    return canvas.finish(map_words(form, territory), map_table(territory))


def boundary_map_height_mm(territory: Territory, width_mm: float) -> float:
    """How high the map is at a width."""
    return width_mm * _aspect(territory.boundaries)


def draw_boundary_map(canvas: Canvas, territory: Territory, look: MapLook, box: Box) -> None:
    """Draw the comuni in a box as wide as their region."""
    outlines = simplified(_projected(territory.boundaries, box), _TOLERANCE_MM)
    for fill, comuni in look.layers(territory):
        canvas.shapes([ring for comune in comuni for ring in outlines.rings[comune.istat]], fill)
    province = {comune.istat: comune.province_code for comune in territory.comuni}
    canvas.lines(_between_provinces(outlines, province), look.ground)


def _between_provinces(outlines: Outlines, province: Mapping[str, str]) -> list[Ring]:
    return [line for line, sides in outlines.borders.items() if len({province[istat] for istat in sides}) > 1]


def _aspect(boundaries: Mapping[str, Iterable[Ring]]) -> float:
    """Height over width in the plane."""
    west, south, east, north = _extent(boundaries)
    return (north - south) / ((east - west) * cos(radians((north + south) / 2)))


def _projected(boundaries: Mapping[str, tuple[Ring, ...]], box: Box) -> Mapping[str, tuple[Ring, ...]]:
    """Degrees to mm, true to shape in the middle of the region."""
    west, south, east, north = _extent(boundaries)
    across = box.width / (east - west)
    down = across / cos(radians((north + south) / 2))

    def place(point: Point) -> Point:
        return box.x + (point[0] - west) * across, box.y + (north - point[1]) * down

    return {
        istat: tuple(tuple(place(point) for point in ring) for ring in rings)
        for istat, rings in boundaries.items()
    }


def _extent(boundaries: Mapping[str, Iterable[Ring]]) -> tuple[float, float, float, float]:
    """West, south, east and north, in degrees."""
    points = [point for rings in boundaries.values() for ring in rings for point in ring]
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    return min(xs), min(ys), max(xs), max(ys)
