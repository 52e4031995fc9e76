"""Tiles counted back from the pictures: strip, mosaic, tiles of a round unit."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from chart_input import STYLE, TOKENS, box, headline, label_x, rules, shapes, texts
from hypothesis import given
from hypothesis import strategies as st

from report_pdf.charts.mosaic import mosaic
from report_pdf.charts.strip import Share, strip
from report_pdf.charts.tiles import by_columns, by_rows, flush_pitch_mm
from report_pdf.charts.unit_tiles import unit_tiles
from report_pdf.indicators import Headline

GROOVE = 0.75 * 25.4 / 72
SHARE = Share(119, 273, "comuni", "meno di 5.000 abitanti", "gli altri", "Anagrafe, 2024")


def _comuni(value: str = "273") -> Headline:
    return replace(headline(value, label="comuni toscani"), unit="comuni", source="Istat, 2024")


def _value(value: str, unit: str | None = "milioni") -> Headline:
    return replace(headline(value, label="valore gestito"), unit=unit)


@given(st.integers(0, 300), st.integers(1, 20))
def test_tiles_fill_one_place_each(count: int, across: int) -> None:
    for places in (by_columns(count, across), by_rows(count, across)):
        assert len(set(places)) == count
    assert set(by_columns(count, across)) == {(column, row) for row, column in by_rows(count, across)}
    assert by_columns(5, across) == [*by_columns(3, across), *by_columns(2, across, 3)]


def test_strip_has_a_tile_for_each_and_reaches_both_edges() -> None:
    chart = strip(SHARE, STYLE)
    filled = [box(shape) for shape in shapes(chart, "cotto")]
    empty = [box(shape) for shape in shapes(chart, "grigio-60", filled=False)]
    assert (len(filled), len(empty)) == (119, 154)
    assert min(left for left, *_ in filled) == 0
    line = TOKENS.lines.hairline * 25.4 / 72
    assert max(left + width for left, _top, width, _height in empty) + line / 2 == pytest.approx(
        175.5, abs=0.002
    )
    assert Counter(round(left) for left, *_ in filled) == {round(4.5068 * n): 7 for n in range(17)}
    assert rules(chart) == []


def test_strip_names_both_parts_where_they_begin() -> None:
    chart = strip(SHARE, STYLE)
    assert texts(chart) == ["119", "comuni", "meno di 5.000 abitanti", "154", "comuni", "gli altri"]
    assert label_x(chart, "119") == 0
    assert label_x(chart, "154") == pytest.approx(17 * flush_pitch_mm(175.5, 39, STYLE), abs=0.01)


def test_strip_in_words_and_numbers() -> None:
    chart = strip(SHARE, STYLE)
    assert chart.alt == (
        "Striscia di 273 tessere, una tessera per unità (unità: comuni). "
        "Piene: 119, meno di 5.000 abitanti (43,6%). Vuote: 154, gli altri (56,4%). Fonte: Anagrafe, 2024."
    )
    assert chart.table.columns == ("", "comuni", "quota")
    assert chart.table.rows == (
        ("meno di 5.000 abitanti", "119", "43,6%"),
        ("gli altri", "154", "56,4%"),
        ("totale", "273", "100,0%"),
    )


@pytest.mark.parametrize(("part", "drawn"), [(274, 273), (-1, 0)])
def test_a_part_larger_than_the_whole_is_a_finding(part: int, drawn: int) -> None:
    chart = strip(replace(SHARE, part=part), STYLE)
    assert rules(chart) == ["layout.chart-not-a-part"]
    assert chart.findings[0].message == f"{part} is not a part of 273"
    assert len(shapes(chart, "cotto")) == drawn


@pytest.mark.parametrize("share", [replace(SHARE, part=0), replace(SHARE, part=273)])
def test_a_strip_may_be_all_full_or_all_empty(share: Share) -> None:
    chart = strip(share, STYLE)
    assert len(shapes(chart, "cotto")) == share.part
    assert len(shapes(chart, "grigio-60", filled=False)) == 273 - share.part
    assert rules(chart) == []


def test_a_small_rest_is_named_flush_right() -> None:
    chart = strip(replace(SHARE, part=270), STYLE)
    assert rules(chart) == []
    assert label_x(chart, "3") < 38 * 4.5


def test_mosaic_is_thirteen_by_twentyone_with_one_tile_picked_out() -> None:
    chart = mosaic(_comuni(), STYLE)
    dark = [box(shape) for shape in shapes(chart, "notte")]
    bright = [box(shape) for shape in shapes(chart, "cotto")]
    assert (len(dark), len(bright)) == (272, 1)
    assert bright[0] == pytest.approx((0, 0, 4.5 - GROOVE, 4.5 - GROOVE), abs=0.001)
    tiles = dark + bright
    assert len({left for left, *_ in tiles}) == 13
    assert len({top for _left, top, *_ in tiles}) == 21
    assert (chart.width_mm, chart.height_mm) == pytest.approx((13 * 4.5 - GROOVE, 21 * 4.5 - GROOVE))
    assert chart.alt == (
        "Mosaico di 273 tessere, 13 per riga: una tessera, uno dei 273 comuni. Una tessera è in evidenza. "
        "Fonte: Istat, 2024."
    )
    assert chart.table.rows == (("comuni toscani", "comuni", "273"),)


@pytest.mark.parametrize(
    ("value", "unit", "tiles", "rows"),
    [("8.3", "0.1", 83, 4), ("14", "1", 14, 1), ("8.4", "0.1", 84, 4), ("0", "1", 0, 0)],
)
def test_an_amount_has_a_tile_for_each_unit(value: str, unit: str, tiles: int, rows: int) -> None:
    chart = unit_tiles(_value(value), STYLE, unit=Decimal(unit))
    drawn = [box(shape) for shape in shapes(chart, "cotto")]
    assert len(drawn) == tiles
    assert len({top for _left, top, *_ in drawn}) == rows
    assert rules(chart) == []


def test_twentyone_tiles_reach_both_edges() -> None:
    drawn = [box(shape) for shape in shapes(unit_tiles(_value("8.3"), STYLE, unit=Decimal("0.1")), "cotto")]
    assert min(left for left, *_ in drawn) == 0
    assert max(left + width for left, _top, width, _height in drawn) == pytest.approx(175.5, abs=0.002)


def test_an_amount_in_words_says_what_a_tile_is_worth() -> None:
    chart = unit_tiles(_value("8.3"), STYLE, unit=Decimal("0.1"), unit_words="100 mila")
    assert chart.alt == (
        "83 tessere, ognuna vale 100 mila: valore gestito, 8,3 (milioni). Fonte: Anci Toscana."
    )
    assert chart.table.rows == (("valore gestito", "milioni", "8,3"),)
    unknown = unit_tiles(_value("14", None), STYLE)
    assert unknown.alt == (
        "14 tessere, ognuna vale 1 (unità non dichiarata dalla fonte): "
        "valore gestito, 14 (unità non dichiarata dalla fonte). Fonte: Anci Toscana."
    )


@pytest.mark.parametrize(("value", "unit"), [("8.35", "0.1"), ("8.3", "1"), ("-3", "1")])
def test_an_amount_that_is_no_whole_number_of_units_is_refused(value: str, unit: str) -> None:
    chart = unit_tiles(_value(value), STYLE, unit=Decimal(unit))
    assert rules(chart) == ["layout.chart-not-whole"]
    assert shapes(chart, "cotto") == []


def test_a_missing_amount_is_a_finding() -> None:
    for chart in (unit_tiles(_value("n.d."), STYLE), mosaic(_comuni("n.d."), STYLE)):
        assert rules(chart) == ["layout.chart-no-figure"]


def test_tiles_are_drawn_the_same_each_time() -> None:
    assert strip(SHARE, STYLE).svg == strip(SHARE, STYLE).svg
