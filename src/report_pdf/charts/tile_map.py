"""The map of equal tiles: each comune weighs one, in its place among its neighbours."""

from __future__ import annotations

from collections.abc import Mapping

from report_pdf.charts.canvas import Box, Canvas, Point
from report_pdf.charts.chart import Chart
from report_pdf.charts.map_legend import (
    class_legend_size_mm,
    draw_class_legend,
    draw_province_counts,
    sign_in,
)
from report_pdf.charts.map_look import ON_NOTTE, MapLook
from report_pdf.charts.map_words import map_table, map_words
from report_pdf.charts.style import MM_PER_PT, ChartStyle
from report_pdf.charts.text import ASCENT_EM
from report_pdf.charts.tiles import Place
from report_pdf.territory.territory import Territory

TILE_MM = 7.5
# Between two tiles of a province, as a share of a tile; where provinces meet the groove comes on top.
_JOINT_SHARE = 1 / 20
# The two together, at most: the gap must not look like a tile that is missing.
_WIDEST_SHARE = 1 / 4
_OVER_LEGEND_MM = 2.25
# Of the side of a tile: the sign of the largest comuni beside letters.
_CORNER_SHARE = 1 / 6
_CODE = "chart-bold"
_CODE_INK = "nero"


def tile_map(
    territory: Territory,
    style: ChartStyle,
    look: MapLook = ON_NOTTE,
    *,
    tile_mm: float = TILE_MM,
    annotated: bool = True,
) -> Chart:
    """All comuni as tiles, wider apart between provinces.

    Annotated, it is as wide as the type area and carries the letters of the provinces on their capitals, the
    key of the colours and the comuni of each province; its top right corner stays free for the true map.

    Args:
        territory: the comuni.
        style: the design.
        look: the colours.
        tile_mm: side of a tile with its groove.
        annotated: whether anything but tiles is shown.
    """
    places = {(comune.column, comune.row): comune.province_code for comune in territory.comuni}
    boxes = _boxes(places, style, tile_mm, grooved=look.grooved)
    canvas = Canvas(style, *_size_mm(territory, style, tile_mm, annotated=annotated), territory.name)
    for fill, comuni in look.layers(territory):
        canvas.fill([boxes[comune.column, comune.row] for comune in comuni], fill)
    if annotated:
        _draw_signs(canvas, territory, boxes, look)
        _draw_codes(canvas, territory, boxes)
        draw_class_legend(canvas, territory, look)
        draw_province_counts(canvas, territory, look)
    form = (
        "Mappa a tessere uguali, una tessera per comune, per quanto possibile nella loro posizione reciproca"
    )
    return canvas.finish(map_words(form, territory), map_table(territory))


def _size_mm(territory: Territory, style: ChartStyle, tile_mm: float, *, annotated: bool) -> Point:
    """Width and height of the tiles; annotated, the type area's width, and room for the key below tiles."""
    width = (1 + max(comune.column for comune in territory.comuni)) * tile_mm
    height = (1 + max(comune.row for comune in territory.comuni)) * tile_mm
    if not annotated:
        return width, height
    across, high = class_legend_size_mm(territory, style)
    over = max((1 + comune.row for comune in territory.comuni if comune.column * tile_mm < across), default=0)
    return style.tokens.grid.type_width, max(height, over * tile_mm + _OVER_LEGEND_MM + high)


def _boxes(
    places: Mapping[Place, str], style: ChartStyle, tile_mm: float, *, grooved: bool
) -> Mapping[Place, Box]:
    """The tile at each place: less by half a joint at every side, and half a groove where a province ends.

    The gap is cut out of the tiles, so that it has no ends and no corners of its own.
    """
    if not grooved:
        return {(x, y): Box(x * tile_mm, y * tile_mm, tile_mm, tile_mm) for x, y in places}
    fine = _JOINT_SHARE * tile_mm / 2
    wide = min(fine + style.lines.groove * MM_PER_PT / 2, _WIDEST_SHARE * tile_mm / 2)

    def gap(place: Place, beside: Place) -> float:
        return wide if places.get(beside, places[place]) != places[place] else fine

    return {
        (x, y): _inset(
            Box(x * tile_mm, y * tile_mm, tile_mm, tile_mm),
            *(gap((x, y), beside) for beside in ((x - 1, y), (x, y - 1), (x + 1, y), (x, y + 1))),
        )
        for x, y in places
    }


def _inset(box: Box, left: float, top: float, right: float, bottom: float) -> Box:
    return Box(box.x + left, box.y + top, box.width - left - right, box.height - top - bottom)


def _draw_signs(canvas: Canvas, territory: Territory, boxes: Mapping[Place, Box], look: MapLook) -> None:
    """The square of the largest comuni; in the corner where the letters of a province stand."""
    if look.sign:
        capitals = {province.capital for province in territory.provinces}
        signed = (
            (boxes[comune.column, comune.row], comune.istat in capitals)
            for comune in look.layers(territory)[-1][1]
        )
        canvas.fill([_in_corner(box) if lettered else sign_in(box) for box, lettered in signed], look.sign)


def _in_corner(box: Box) -> Box:
    side = _CORNER_SHARE * min(box.width, box.height)
    return Box(box.right - 1.5 * side, box.y + side / 2, side, side)


def _draw_codes(canvas: Canvas, territory: Territory, boxes: Mapping[Place, Box]) -> None:
    """The letters of each province in the middle of its capital's tile."""
    rise = ASCENT_EM * canvas.style.size_mm(_CODE)
    for province in territory.provinces:
        capital = territory.by_istat[province.capital]
        box = boxes[capital.column, capital.row]
        centre, baseline = box.x + box.width / 2, box.y + (box.height + rise) / 2
        canvas.text(centre, baseline, province.code, _CODE, _CODE_INK, anchor="middle")
