"""Tiles counted back from the pictures: strip, mosaic, tiles of a round unit."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from chart_input import STYLE, box, headline, label_x, rules, shapes, texts
from hypothesis import given
from hypothesis import strategies as st

from report_pdf.charts.mosaic import mosaic
from report_pdf.charts.strip import Part, strip
from report_pdf.charts.text import width_mm
from report_pdf.charts.tiles import by_columns, by_rows, flush_pitch_mm
from report_pdf.charts.unit_tiles import unit_tiles
from report_pdf.indicators import Headline

GROOVE = 0.75 * 25.4 / 72
PARTS = (
    Part(119, "meno di 5.000 abitanti", "cotto"),
    Part(115, "da 5.000 a 19.999 abitanti", "notte"),
    Part(39, "20.000 abitanti e oltre", "cielo"),
)


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
    chart = strip(PARTS, "comuni", STYLE)
    assert rules(chart) == []
    small, middle, large = ([box(shape) for shape in shapes(chart, part.colour)] for part in PARTS)
    assert (len(small), len(middle), len(large)) == (119, 115, 39)
    assert min(left for left, *_ in small) == 0
    assert max(left + width for left, _top, width, _height in large) == pytest.approx(175.5, abs=0.002)
    assert Counter(round(left) for left, *_ in small) == {round(4.5068 * n): 7 for n in range(17)}


def test_parts_go_on_in_the_column_that_the_one_before_left_open() -> None:
    chart = strip(PARTS, "comuni", STYLE)
    # 119 + 115 = 33 columns of seven, and three
    pitch = flush_pitch_mm(175.5, 39, STYLE)
    shared = [
        [top for left, top, *_ in map(box, shapes(chart, colour)) if round(left / pitch) == 33]
        for colour in ("notte", "cielo")
    ]
    assert [len(tops) for tops in shared] == [3, 4]
    assert max(shared[0]) < min(shared[1])


def test_strip_names_each_part_where_it_begins_or_ends() -> None:
    chart = strip(PARTS, "comuni", STYLE)
    assert texts(chart) == [
        "119 comuni", "meno di 5.000 abitanti", "115 comuni", "da 5.000 a 19.999 abitanti",
        "39 comuni", "20.000 abitanti e oltre",
    ]  # fmt: skip
    assert label_x(chart, "119 comuni") == 0
    assert label_x(chart, "115 comuni") == pytest.approx(17 * flush_pitch_mm(175.5, 39, STYLE), abs=0.01)
    end = label_x(chart, "39 comuni") + width_mm("39 comuni", "label", STYLE)
    assert end == pytest.approx(175.5, abs=0.01)


def test_strip_in_words_and_numbers() -> None:
    chart = strip(PARTS, "comuni", STYLE)
    assert chart.alt == (
        "Striscia di 273 tessere, una tessera per unità (unità: comuni). Da sinistra: "
        "119, meno di 5.000 abitanti (43,6%); 115, da 5.000 a 19.999 abitanti (42,1%); "
        "39, 20.000 abitanti e oltre (14,3%)."
    )
    assert chart.table.columns == ("", "comuni", "quota")
    assert chart.table.rows == (
        ("meno di 5.000 abitanti", "119", "43,6%"),
        ("da 5.000 a 19.999 abitanti", "115", "42,1%"),
        ("20.000 abitanti e oltre", "39", "14,3%"),
        ("totale", "273", "100,0%"),
    )


def test_a_part_of_nothing_has_no_name() -> None:
    chart = strip([PARTS[0], Part(0, "nessuno", "notte")], "comuni", STYLE)
    assert rules(chart) == []
    assert texts(chart) == ["119 comuni", "meno di 5.000 abitanti"]


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
    assert strip(PARTS, "comuni", STYLE).svg == strip(PARTS, "comuni", STYLE).svg
