"""The map of equal tiles: each comune weighs one, in its place among its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from report_pdf.charts.boundary_map import boundary_map_height_mm, draw_boundary_map
from report_pdf.charts.canvas import Box, Canvas, Point
from report_pdf.charts.chart import Chart
from report_pdf.charts.map_legend import draw_class_legend, draw_province_counts
from report_pdf.charts.map_look import ON_NOTTE, MapLook
from report_pdf.charts.map_words import map_table, map_words
from report_pdf.charts.style import MM_PER_PT, ChartStyle
from report_pdf.charts.text import ASCENT_EM
from report_pdf.charts.tiles import Place, TileGrid
from report_pdf.messages import _
from report_pdf.territory.territory import Territory

TILE_MM = 7.5
_INSET_MM = 40.5
_CAPTION = "gli stessi comuni nella loro forma"
_CAPTION_MM = 4.5
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
    """All comuni as tiles, grooves between provinces.

    Annotated, it is as wide as the type area and carries the letters of the provinces on their capitals, the
    key of the colours, the comuni of each province, and the true map in its top right corner.

    Args:
        territory: the comuni.
        style: the design.
        look: the colours.
        tile_mm: side of a tile with its groove.
        annotated: whether anything but tiles is shown.
    """
    places = {(comune.column, comune.row): comune.province_code for comune in territory.comuni}
    columns = 1 + max(column for column, _row in places)
    rows = 1 + max(row for _column, row in places)
    width = style.tokens.grid.type_width if annotated else columns * tile_mm
    canvas = Canvas(style, width, rows * tile_mm, territory.name)
    gap = style.lines.hairline * MM_PER_PT if look.grooved else 0.0
    grid = TileGrid(gap / 2, gap / 2, tile_mm, gap)
    for fill, comuni in look.layers(territory):
        canvas.fill(grid.boxes((comune.column, comune.row) for comune in comuni), fill)
    if look.grooved:
        canvas.lines(list(_grooves(places, tile_mm)), look.ground, "groove")
    if annotated:
        _annotate(canvas, territory, look, grid)
    form = "Mappa a tessere uguali, una tessera per comune, nella posizione reciproca che hanno"
    return canvas.finish(map_words(form, territory), map_table(territory))


def _annotate(canvas: Canvas, territory: Territory, look: MapLook, grid: TileGrid) -> None:
    _draw_codes(canvas, territory, grid)
    height = boundary_map_height_mm(territory, _INSET_MM)
    left, baseline = canvas.width_mm - _INSET_MM, height + _CAPTION_MM
    draw_boundary_map(canvas, territory, look, Box(left, 0, _INSET_MM, height))
    canvas.text(canvas.width_mm, baseline, _CAPTION, "chart-min", look.ink, anchor="end")
    inset = Box(left, 0, _INSET_MM, baseline)
    corners = (
        (_("the key of the colours"), draw_class_legend(canvas, territory, look)),
        (_("the list of provinces"), draw_province_counts(canvas, territory, look)),
        (_("the true map"), inset),
    )
    tiles = grid.boxes((comune.column, comune.row) for comune in territory.comuni)
    for name, corner in corners:
        if any(_overlap(corner, tile) for tile in tiles):
            message = _("{chart}: {corner} covers tiles of the map").format(chart=territory.name, corner=name)
            canvas.report("layout.chart-label-over-mark", message)


def _overlap(one: Box, other: Box) -> bool:
    beside = one.right <= other.x or other.right <= one.x
    return not (beside or one.bottom <= other.y or other.bottom <= one.y)


def _draw_codes(canvas: Canvas, territory: Territory, grid: TileGrid) -> None:
    """The letters of each province in the middle of its capital's tile."""
    rise = ASCENT_EM * canvas.style.size_mm(_CODE)
    for province in territory.provinces:
        capital = territory.by_istat[province.capital]
        box = grid.box((capital.column, capital.row))
        centre, baseline = box.x + box.width / 2, box.y + (box.height + rise) / 2
        canvas.text(centre, baseline, province.code, _CODE, _CODE_INK, anchor="middle")


def _grooves(places: Mapping[Place, str], pitch: float) -> Iterator[tuple[Point, ...]]:
    """Lines along the sides that tiles of two provinces share, as long as they run straight."""
    for across in (True, False):
        sides = {
            (column, row)
            for (column, row), code in places.items()
            for beside in [(column, row + 1) if across else (column + 1, row)]
            if beside in places and places[beside] != code
        }
        for column, row in sorted(sides):
            step = (1, 0) if across else (0, 1)
            if (column - step[0], row - step[1]) in sides:
                continue
            length = 1
            while (column + length * step[0], row + length * step[1]) in sides:
                length += 1
            start = (column * pitch, (row + 1) * pitch) if across else ((column + 1) * pitch, row * pitch)
            yield start, (start[0] + step[0] * length * pitch, start[1] + step[1] * length * pitch)
