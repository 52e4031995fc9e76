"""Maps of the real region: tiles counted back, words, what does not fit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from chart_input import STYLE, TOKENS, box, label_x, rules, shapes, texts

from report_pdf.charts.boundary_map import boundary_map
from report_pdf.charts.chart import Chart
from report_pdf.charts.map_look import ON_NOTTE, TONE_ON_TONE, WHITE
from report_pdf.charts.tile_map import tile_map
from report_pdf.territory.territory import Territory
from report_pdf.territory.territory_files import load_territory

ROOT = Path(__file__).parents[1]
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def region() -> Territory:
    territory, _findings = load_territory(ROOT / "data/2019-2024", ROOT)
    assert territory is not None
    return territory


@pytest.fixture(scope="module")
def dark_map(region: Territory) -> Chart:
    return tile_map(region, STYLE)


def _map_tiles(chart: Chart, colour: str) -> list[tuple[float, float, float, float]]:
    """The tiles of the map among the shapes of a colour: the only ones as large as that."""
    return [b for b in map(box, shapes(chart, colour)) if b[2] == b[3] == pytest.approx(7.377, abs=0.001)]


def test_map_has_a_tile_for_each_comune_in_its_place(region: Territory, dark_map: Chart) -> None:
    assert rules(dark_map) == []
    seen = {fill: _map_tiles(dark_map, fill) for fill in ON_NOTTE.fills}
    assert [len(tiles) for tiles in seen.values()] == [119, 115, 39]
    places = {
        fill: {(round((left - 0.06) / 7.5), round((top - 0.06) / 7.5)) for left, top, *_ in tiles}
        for fill, tiles in seen.items()
    }
    for comune in region.comuni:
        assert (comune.column, comune.row) in places[ON_NOTTE.fill_of(comune, region)]


def test_grooves_part_provinces_and_nothing_else(region: Territory, dark_map: Chart) -> None:
    drawn = shapes(dark_map, "notte", filled=False, width_pt=TOKENS.lines.groove)
    province = {(comune.column, comune.row): comune.province_code for comune in region.comuni}
    sides = {
        frozenset({place, (place[0] + x, place[1] + y)})
        for place, code in province.items()
        for x, y in ((1, 0), (0, 1))
        if province.get((place[0] + x, place[1] + y), code) != code
    }
    assert sum(round((b[2] + b[3]) / 7.5) for b in map(box, drawn)) == len(sides)
    for (x0, y0), (x1, y1) in ((shape[0], shape[-1]) for shape in drawn):
        middle = ((x0 + x1) / 2, (y0 + y1) / 2)
        assert 0 < middle[0] < 172.5
        assert (x0 == x1) != (y0 == y1)


def test_capitals_carry_the_letters_of_their_province(region: Territory, dark_map: Chart) -> None:
    assert texts(dark_map)[:10] == ["AR", "FI", "GR", "LI", "LU", "MS", "PI", "PO", "PT", "SI"]
    florence = region.by_istat["048017"]
    assert 0 < label_x(dark_map, "FI") - florence.column * 7.5 < 7.5


def test_legends_say_how_many(dark_map: Chart) -> None:
    labels = texts(dark_map)
    assert labels[labels.index("119") :][:6] == [
        "119", "meno di 5.000 abitanti", "115", "da 5.000 a 19.999 abitanti", "39", "20.000 abitanti e oltre",
    ]  # fmt: skip
    assert labels[-30:-24] == ["FI", "Firenze", "41", "PI", "Pisa", "37"]


def test_map_in_words_and_numbers(dark_map: Chart) -> None:
    assert dark_map.alt == (
        "Mappa a tessere uguali, una tessera per comune, nella posizione reciproca che hanno: Toscana, "
        "273 comuni. Per classe demografica: 119 (meno di 5.000 abitanti), 115 (da 5.000 a 19.999 abitanti) "
        "e 39 (20.000 abitanti e oltre). La quota di quelli con meno di 5.000 abitanti va da 14,3% "
        "(provincia di Prato) a 67,9% (Grosseto). Comuni per provincia: Arezzo 36, Firenze 41, Grosseto 28, "
        "Livorno 19, Lucca 33, Massa-Carrara 17, Pisa 37, Prato 7, Pistoia 20 e Siena 35. "
        f"Residenti: ANPR, Ministero dell’Interno, 10{NBSP}gennaio 2024 (CC0). "
        "Confini: Istat (CC BY), elaborazione openpolis (CC BY 4.0)."
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


def test_a_legend_over_tiles_is_a_finding(region: Territory) -> None:
    moved = [
        replace(comune, column=0, row=24) if comune.name == "Aulla" else comune for comune in region.comuni
    ]
    chart = tile_map(replace(region, comuni=tuple(moved)), STYLE)
    assert rules(chart) == ["layout.chart-label-over-mark"]
    assert chart.findings[0].message == "Toscana: the key of the colours covers tiles of the map"


def test_cover_map_is_tone_on_tone_without_words(region: Territory) -> None:
    chart = tile_map(region, STYLE, TONE_ON_TONE, tile_mm=7.8, annotated=False)
    assert [len(shapes(chart, fill)) for fill in TONE_ON_TONE.fills] == [84, 35, 115, 28, 11]
    assert texts(chart) == []
    assert {box(shape)[2:] for fill in TONE_ON_TONE.fills for shape in shapes(chart, fill)} == {(7.8, 7.8)}
    assert (chart.width_mm, chart.height_mm) == pytest.approx((23 * 7.8, 25 * 7.8))


def test_back_cover_map_is_white(region: Territory) -> None:
    chart = tile_map(region, STYLE, WHITE, tile_mm=2.25, annotated=False)
    assert len(shapes(chart, "bianco")) == 273
    assert rules(chart) == []


def test_true_map_keeps_the_shape_of_the_region(region: Territory) -> None:
    chart = boundary_map(region, STYLE, ON_NOTTE, width_mm=45)
    assert rules(chart) == []
    # degrees of longitude are cos 43.4° as long as those of latitude
    assert chart.height_mm / chart.width_mm == pytest.approx(1.15, abs=0.01)
    points = [point for fill in ON_NOTTE.fills for shape in shapes(chart, fill) for point in shape]
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    assert (min(xs), max(xs)) == pytest.approx((0, 45), abs=0.1)
    assert (min(ys), max(ys)) == pytest.approx((0, chart.height_mm), abs=0.1)
    assert len(points) < 6000


def test_maps_are_drawn_the_same_each_time(region: Territory, dark_map: Chart) -> None:
    assert tile_map(region, STYLE).svg == dark_map.svg
