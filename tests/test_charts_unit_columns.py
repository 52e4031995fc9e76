from __future__ import annotations

import itertools

import pytest
from chart_input import PERIODS, STYLE, box, label_x, rules, series, shapes, texts

from report_pdf.charts.chart import Chart
from report_pdf.charts.unit_columns import unit_columns
from report_pdf.indicators import Series

COUNCIL = series("8 6 9 11 12 5", label="Consiglio", unit=None)
TABLE = series("9 5 5 9 5 1", label="concertazione", unit=None)


def draw(*rows: Series) -> Chart:
    return unit_columns(rows, PERIODS, STYLE, width_mm=175.5)


def test_one_tile_a_unit_in_pairs_on_the_grid_of_the_page() -> None:
    chart = draw(COUNCIL, TABLE)
    assert rules(chart) == []
    for colour, start, counts in (("notte", 0, (8, 6, 9, 11, 12)), ("cotto", 10.5, (9, 5, 5, 9, 5))):
        lefts = [box(shape)[0] for shape in shapes(chart, colour)]
        assert [lefts.count(round(start + 30 * n, 3)) for n in range(5)] == list(counts)


def test_tiles_are_nine_mm_with_a_groove_between() -> None:
    tiles = sorted((box(shape) for shape in shapes(draw(COUNCIL), "notte")), key=lambda tile: tile[1])
    first = [tile for tile in tiles if tile[0] == 0]
    assert [round(b[1] - a[1], 2) for a, b in itertools.pairwise(first)] == [9.0] * 7
    foot = box(shapes(draw(COUNCIL), "nero", filled=False)[0])[1] - 0.75
    assert max(tile[1] + tile[3] for tile in tiles) == pytest.approx(foot, abs=0.01)
    sides = [side for tile in tiles for side in tile[2:]]
    assert sides == pytest.approx([9 - 0.75 * 25.4 / 72] * len(sides), abs=0.001)


def test_tiles_of_a_half_year_are_hatched_and_its_name_says_the_months() -> None:
    chart = draw(COUNCIL, TABLE)
    assert len(shapes(chart, "notte", filled=False, width_pt=0.75)) == 5
    assert len(shapes(chart, "cotto", filled=False, width_pt=0.75)) == 1
    assert texts(chart)[-3:] == ["2023", "2024", "gen–giu"]


def test_pairs_stand_nearer_where_the_picture_is_narrow() -> None:
    chart = unit_columns([COUNCIL, TABLE], PERIODS, STYLE, width_mm=115.5, tile_mm=4.5)
    assert rules(chart) == []
    second = sorted({box(shape)[0] for shape in shapes(chart, "notte")})[1]
    assert second == pytest.approx((115.5 - 10.5 + 0.75 * 25.4 / 72) / 5, abs=0.01)
    rights = [left + width for left, _top, width, _height in map(box, shapes(chart, "nero", filled=False))]
    assert max(rights) == pytest.approx(115.5, abs=0.01)
    assert chart.height_mm < 12 * 4.5 + 18


def test_a_name_wider_than_the_last_column_ends_with_the_picture() -> None:
    chart = unit_columns([COUNCIL], PERIODS, STYLE, width_mm=100, tile_mm=4.5)
    assert rules(chart) == []
    assert label_x(chart, "gen–giu") < 100 - 4.5


def test_the_numeral_stands_over_its_column() -> None:
    chart = draw(COUNCIL)
    assert texts(chart)[:6] == ["8", "6", "9", "11", "12", "5"]
    assert label_x(chart, "11") == pytest.approx(90)


def test_the_picture_is_as_high_as_the_largest_figure() -> None:
    assert draw(COUNCIL).height_mm - draw(TABLE).height_mm == pytest.approx(3 * 9)


def test_missing_figures_are_words_and_marked_ones_say_so() -> None:
    chart = draw(series("- n.d. 3_stima 2 1 1"))
    assert rules(chart) == []
    assert texts(chart)[:4] == ["–", "n.d.", "3", "stima"]
    assert len(shapes(chart, "notte")) == 6


@pytest.mark.parametrize("value", ["16", "2.5", "-1"])
def test_what_cannot_be_told_in_tiles_is_a_finding(value: str) -> None:
    chart = draw(series(f"{value} 2 3 4 5 6"))
    assert rules(chart) == ["layout.chart-not-units"]
    assert len(shapes(chart, "notte")) == 14


def test_the_words_say_that_a_tile_is_a_unit() -> None:
    assert draw(COUNCIL).alt.startswith(
        "Colonne di tessere; ogni tessera vale uno. Consiglio (unità non dichiarata dalla fonte): da 8 nel"
    )


def test_tiles_of_different_units_side_by_side_are_refused() -> None:
    people = series("9 5 5 9 5 1", label="persone", unit="persone")
    for other in (series("1 2 3 4 5 6", unit="eventi"), COUNCIL):
        (finding,) = draw(people, other).findings
        assert finding.rule == "layout.chart-two-units"
        assert "persone" in finding.message
    assert rules(draw(people, people)) == []


def test_two_units_that_the_source_does_not_say_may_stand_side_by_side() -> None:
    assert rules(draw(COUNCIL, TABLE)) == []
