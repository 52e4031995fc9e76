"""Maps of the real region: tiles counted back, words, what does not fit."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from chart_input import STYLE, TOKENS, box, label_x, label_y, rules, shapes, texts
from matplotlib.path import Path as Path2D

from report_pdf.charts.boundary_map import boundary_map
from report_pdf.charts.chart import Chart
from report_pdf.charts.map_look import ON_NOTTE, ON_WHITE, TONE_ON_TONE, WHITE
from report_pdf.charts.text import width_mm
from report_pdf.charts.tile_map import tile_map
from report_pdf.colour_sight import contrast, luminance
from report_pdf.territory.territory import Territory, classes_of

NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def dark_map(region: Territory) -> Chart:
    return tile_map(region, STYLE)


JOINT = 7.5 / 20
GROOVE = JOINT + TOKENS.lines.groove * 25.4 / 72


def _map_tiles(chart: Chart) -> dict[tuple[int, int], tuple[str, tuple[float, float, float, float]]]:
    """Colour and box of the tiles of the map by their place; what is smaller belongs to the key."""
    found = {}
    for fill in ON_NOTTE.fills:
        for tile in map(box, shapes(chart, fill)):
            if min(tile[2:]) > 6:
                found[int((tile[0] + tile[2] / 2) // 7.5), int((tile[1] + tile[3] / 2) // 7.5)] = fill, tile
    return found


def test_map_has_a_tile_for_each_comune_in_its_place(region: Territory, dark_map: Chart) -> None:
    assert rules(dark_map) == []
    tiles = _map_tiles(dark_map)
    assert len(tiles) == 273
    for comune in region.comuni:
        assert tiles[comune.column, comune.row][0] == ON_NOTTE.fill_of(comune, region)


def test_tiles_stand_apart_where_provinces_meet_and_nowhere_else(region: Territory, dark_map: Chart) -> None:
    province = {(comune.column, comune.row): comune.province_code for comune in region.comuni}
    tiles = {place: tile for place, (_fill, tile) in _map_tiles(dark_map).items()}
    seen = set()
    for (x, y), (left, top, width, height) in tiles.items():
        if (x + 1, y) in tiles:
            gap = tiles[x + 1, y][0] - left - width
            apart = province[x, y] != province[x + 1, y]
            assert gap == pytest.approx(GROOVE if apart else JOINT, abs=0.003)
            seen.add(apart)
        if (x, y + 1) in tiles:
            gap = tiles[x, y + 1][1] - top - height
            assert gap == pytest.approx(GROOVE if province[x, y] != province[x, y + 1] else JOINT, abs=0.003)
    assert seen == {True, False}


def test_capitals_carry_the_letters_of_their_province(region: Territory, dark_map: Chart) -> None:
    assert texts(dark_map)[:10] == ["AR", "FI", "GR", "LI", "LU", "MS", "PI", "PO", "PT", "SI"]
    florence = region.by_istat["048017"]
    assert 0 < label_x(dark_map, "FI") - florence.column * 7.5 < 7.5


def test_colours_mean_the_same_on_white_and_on_the_dark_page_where_white_is_notte() -> None:
    on_white = tuple(fill.replace("notte", "bianco").replace("cielo", "cielo-50") for fill in ON_WHITE.fills)
    assert on_white == ON_NOTTE.fills


def test_each_tile_of_the_largest_has_a_square_smaller_beside_letters(
    region: Territory, dark_map: Chart
) -> None:
    signs = [box(sign) for sign in shapes(dark_map, "notte")]
    *on_tiles, (left, top, side, _height) = signs
    capitals = {province.capital for province in region.provinces}
    large = [comune for comune in region.comuni if comune.residents in region.groups[-1]]
    places = {(int(x // 7.5), int(y // 7.5)): round(width, 1) for x, y, width, _height in on_tiles}
    assert set(places) == {(comune.column, comune.row) for comune in large}
    assert len(on_tiles) == 39
    lettered = {(comune.column, comune.row) for comune in large if comune.istat in capitals}
    assert {side for place, side in places.items() if place in lettered} <= {1.0, 1.1, 1.2}
    assert {side for place, side in places.items() if place not in lettered} <= {1.6, 1.7, 1.8}
    # the last is in the key, at the foot of the left edge
    assert (left + side / 2, side) == pytest.approx((2.25, 1.125), abs=0.001)
    assert top > max(y for _x, y, _width, _height in on_tiles)


def test_words_of_the_legends_keep_off_the_tiles(dark_map: Chart) -> None:
    tiles = [tile for _fill, tile in _map_tiles(dark_map).values()]
    lines = [label_y(dark_map, text) for text in ("119", "115", "39")]
    assert [under - over for over, under in pairwise(lines)] == pytest.approx([9, 9], abs=0.001)
    above = max(top + height for left, top, _width, height in tiles if left < 48)
    assert lines[0] - 0.72 * 15 * 25.4 / 72 - above > 2.25
    table = label_x(dark_map, "Prato") - 6
    assert max(left + width for left, top, width, _h in tiles if top > 140) < table - 4.5 + 0.001


def test_the_picture_grows_where_tiles_stand_on_the_place_of_the_key(
    region: Territory, dark_map: Chart
) -> None:
    moved = [
        replace(comune, column=0, row=24) if comune.name == "Aulla" else comune for comune in region.comuni
    ]
    chart = tile_map(replace(region, comuni=tuple(moved)), STYLE)
    assert rules(chart) == []
    assert chart.height_mm - dark_map.height_mm == pytest.approx(3 * 7.5)


@pytest.mark.parametrize("tile_mm", [5.4, 6.75, 7.5])
def test_smaller_maps_have_room_for_the_legends(region: Territory, tile_mm: float) -> None:
    assert rules(tile_map(region, STYLE, tile_mm=tile_mm)) == []


def test_provinces_of_the_table_are_in_the_order_of_their_names(dark_map: Chart, true_map: Chart) -> None:
    names = [row[0] for row in dark_map.table.rows[:-1]]
    assert names == sorted(names)
    assert names[-3:] == ["Pistoia (PT)", "Prato (PO)", "Siena (SI)"]
    assert true_map.table == dark_map.table


def test_legends_say_how_many(dark_map: Chart) -> None:
    labels = texts(dark_map)
    assert labels[labels.index("119") :][:6] == [
        "119", "meno di 5.000 abitanti", "115", "da 5.000 a 19.999 abitanti", "39", "20.000 abitanti e oltre",
    ]  # fmt: skip
    assert labels[-30:-24] == ["FI", "Firenze", "41", "PI", "Pisa", "37"]


@pytest.mark.parametrize("limits", [(0, 20_000), (0, 1_000, 5_000, 20_000)])
def test_the_key_names_every_group_in_the_colour_of_its_tiles(
    region: Territory, limits: tuple[int, ...]
) -> None:
    grouped = replace(region, groups=classes_of(limits))
    chart = tile_map(grouped, STYLE)
    keys = [
        (round(box(shape)[1]), fill)
        for fill in dict.fromkeys(ON_NOTTE.fills)
        for shape in shapes(chart, fill)
        if 3 < min(box(shape)[2:]) < 6
    ]
    assert [fill for _top, fill in sorted(keys)] == [
        ON_NOTTE.fill_at(group.start, grouped) for group in grouped.groups
    ]


def test_map_in_words_and_numbers(dark_map: Chart) -> None:
    assert dark_map.alt == (
        "Mappa a tessere uguali, una tessera per comune, per quanto possibile nella loro posizione "
        "reciproca: Toscana, 273 comuni. Per classe demografica: 119 (meno di 5.000 abitanti), "
        "115 (da 5.000 a 19.999 abitanti) e 39 (20.000 abitanti e oltre). La quota di quelli con meno di "
        "5.000 abitanti va da 14,3% (provincia di Prato) a 67,9% (Grosseto). "
        "Comuni per provincia: da 41 (Firenze) a 7 (Prato)."
    )
    assert dark_map.table.columns == (
        "provincia",
        "meno di 5.000",
        "5.000–19.999",
        "20.000 e oltre",
        "comuni",
    )
    assert dark_map.table.rows[1] == ("Firenze (FI)", "7", "25", "9", "41")
    assert dark_map.table.rows[-1] == ("totale", "119", "115", "39", "273")


def test_cover_map_is_tone_on_tone_without_words(region: Territory) -> None:
    chart = tile_map(region, STYLE, TONE_ON_TONE, tile_mm=7.8, annotated=False)
    assert [len(shapes(chart, fill)) for fill in TONE_ON_TONE.fills] == [84, 101, 77, 11]
    assert texts(chart) == []
    assert {box(shape)[2:] for fill in TONE_ON_TONE.fills for shape in shapes(chart, fill)} == {(7.8, 7.8)}
    assert (chart.width_mm, chart.height_mm) == pytest.approx((23 * 7.8, 25 * 7.8))


def test_every_tone_of_the_cover_is_seen_on_its_field() -> None:
    tones = [TOKENS.srgb(fill) for fill in (TONE_ON_TONE.ground, *TONE_ON_TONE.fills)]
    steps = [contrast(one, other) for one, other in pairwise(tones)]
    assert min(steps) > 1.1
    assert luminance(tones[-1]) == min(map(luminance, tones))


def test_back_cover_map_is_white(region: Territory) -> None:
    chart = tile_map(region, STYLE, WHITE, tile_mm=2.25, annotated=False)
    assert len(shapes(chart, "bianco")) == 273
    assert rules(chart) == []


def test_small_tiles_have_small_grooves(region: Territory) -> None:
    chart = tile_map(region, STYLE, WHITE, tile_mm=2.25, annotated=False)
    sides = [side for shape in shapes(chart, "bianco") for side in box(shape)[2:]]
    assert min(sides) == pytest.approx(2.25 - 2.25 / 4, abs=0.003)


@pytest.fixture(scope="module")
def true_map(region: Territory) -> Chart:
    return boundary_map(region, STYLE, width_mm=60)


def test_true_map_keeps_the_shape_of_the_region(true_map: Chart) -> None:
    assert rules(true_map) == []
    # degrees of longitude are cos 43.4° as long as those of latitude
    assert true_map.height_mm / true_map.width_mm == pytest.approx(1.15, abs=0.01)
    points = [point for shape in shapes(true_map, "notte-60") for point in shape]
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    assert (min(xs), max(xs)) == pytest.approx((0, 60), abs=0.1)
    assert (min(ys), max(ys)) == pytest.approx((0, true_map.height_mm), abs=0.1)
    assert len(points) < 9000


def test_each_province_has_its_letters_inside_or_beside_the_land(region: Territory, true_map: Chart) -> None:
    assert sorted(texts(true_map)) == [province.code for province in region.provinces]
    land = [Path2D(shape) for shape in shapes(true_map, "notte-60")]
    outside = []
    for code in texts(true_map):
        left, baseline = label_x(true_map, code), label_y(true_map, code)
        width = width_mm(code, "chart-min-bold", STYLE)
        corners = [(left + x * width, baseline - y) for x in (0, 0.5, 1) for y in (0, 1.8)]
        on_land = [any(shape.contains_point(corner) for shape in land) for corner in corners]
        assert len(set(on_land)) == 1, code
        outside += [] if on_land[0] else [code]
    # Prato is narrower than its letters at this size.
    assert outside == ["PO"]


def test_provinces_are_parted_by_lines_and_comuni_by_hairlines(true_map: Chart) -> None:
    assert shapes(true_map, "bianco", filled=False, width_pt=TOKENS.lines.rule)
    assert len(shapes(true_map, "notte", filled=False, width_pt=TOKENS.lines.hairline)) > 400


def test_the_coast_stands_out_from_the_page_and_letters_from_land(true_map: Chart) -> None:
    coast = shapes(true_map, "bianco", filled=False, width_pt=TOKENS.lines.hairline)
    points = [point for line in coast for point in line]
    xs = [x for x, _y in points]
    assert (min(xs), max(xs)) == pytest.approx((0, 60), abs=0.1)
    assert contrast(TOKENS.srgb("bianco"), TOKENS.srgb("notte-60")) >= 4.5


def test_true_map_in_words(true_map: Chart) -> None:
    assert true_map.alt == (
        "Mappa dei comuni con i loro confini: Toscana. Con le sigle delle province, chiave della mappa a "
        "tessere: Arezzo (AR), Firenze (FI), Grosseto (GR), Livorno (LI), Lucca (LU), Massa-Carrara (MS), "
        "Pisa (PI), Pistoia (PT), Prato (PO) e Siena (SI)."
    )


def test_maps_are_drawn_the_same_each_time(region: Territory, dark_map: Chart) -> None:
    assert tile_map(region, STYLE).svg == dark_map.svg


def test_a_table_over_tiles_is_a_finding(region: Territory) -> None:
    moved = [
        replace(comune, column=21, row=24) if comune.name == "Aulla" else comune for comune in region.comuni
    ]
    chart = tile_map(replace(region, comuni=tuple(moved)), STYLE)
    assert set(rules(chart)) == {"layout.chart-label-over-mark"}
