"""Tiles counted back from the pictures: strip, mosaic, tiles of a round unit."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from chart_input import STYLE, box, headline, label_x, rules, shapes, texts
from hypothesis import given
from hypothesis import strategies as st

from report_pdf.charts.mosaic import mosaic
from report_pdf.charts.strip import Part, strip
from report_pdf.charts.text import width_mm
from report_pdf.charts.tiles import by_columns, by_rows, flush_pitch_mm
from report_pdf.charts.unit_blocks import unit_blocks
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
        "Striscia di 273 tessere per 273 comuni. Da sinistra: "
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
    chart = mosaic(_comuni(), STYLE, width_mm=13 * 4.5 - GROOVE)
    dark = [box(shape) for shape in shapes(chart, "notte")]
    bright = [box(shape) for shape in shapes(chart, "cotto")]
    assert (len(dark), len(bright)) == (272, 1)
    assert bright[0] == pytest.approx((0, 0, 4.5 - GROOVE, 4.5 - GROOVE), abs=0.001)
    tiles = dark + bright
    assert len({left for left, *_ in tiles}) == 13
    assert len({top for _left, top, *_ in tiles}) == 21
    assert (chart.width_mm, chart.height_mm) == pytest.approx((13 * 4.5 - GROOVE, 21 * 4.5 - GROOVE))
    assert chart.alt == (
        "Mosaico di 273 tessere, 13 per riga: una tessera, uno dei 273 comuni. Una tessera è in evidenza."
    )
    assert chart.table.rows == (("comuni toscani", "comuni", "273"),)


@pytest.mark.parametrize(("value", "rows"), [("270", 9), ("14", 1), ("0", 0)])
def test_a_count_has_a_tile_for_each_and_reaches_both_edges(value: str, rows: int) -> None:
    chart = unit_tiles(_comuni(value), STYLE, columns=30)
    drawn = [box(shape) for shape in shapes(chart, "cotto")]
    assert len(drawn) == int(value)
    assert len({top for _left, top, *_ in drawn}) == rows
    assert rules(chart) == []
    if rows > 1:
        assert min(left for left, *_ in drawn) == 0
        assert max(left + width for left, _top, width, _height in drawn) == pytest.approx(175.5, abs=0.002)


def test_a_count_in_words_and_numbers() -> None:
    chart = unit_tiles(_comuni("270"), STYLE, columns=30)
    assert chart.alt == "270 tessere per 270 comuni, 30 per riga."
    assert chart.table.rows == (("comuni toscani", "comuni", "270"),)
    unknown = unit_tiles(replace(_comuni("14"), unit=None), STYLE)
    assert unknown.alt == "14 tessere (unità non dichiarata dalla fonte), 21 per riga."


def _blocks(value: str, per_unit: int = 10) -> list[list[tuple[float, float]]]:
    """Left and foot of the tiles of each block, from the left."""
    chart = unit_blocks(_value(value), STYLE, per_unit=per_unit)
    assert rules(chart) == []
    tiles = sorted((left, top + height) for left, top, _w, height in map(box, shapes(chart, "cotto")))
    found: list[list[tuple[float, float]]] = []
    for before, tile in pairwise([(-99.0, 0.0), *tiles]):
        # Between blocks there is more than the groove between tiles.
        if tile[0] - before[0] > 9.5:
            found.append([])
        found[-1].append(tile)
    return found


def test_an_amount_is_a_block_for_each_unit_and_what_is_over() -> None:
    blocks = _blocks("8.3")
    assert [len(block) for block in blocks] == [10] * 8 + [3]
    foot = max(bottom for _left, bottom in blocks[0])
    left = min(left for left, _bottom in blocks[-1])
    assert [(round(x - left) > 0, bottom == foot) for x, bottom in blocks[-1]] == [
        (False, False), (False, True), (True, True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "per_unit", "sizes"), [("2", 10, [10, 10]), ("0.4", 10, [4]), ("1.25", 4, [4, 1])]
)
def test_blocks_are_as_the_figure_asks(value: str, per_unit: int, sizes: list[int]) -> None:
    assert [len(block) for block in _blocks(value, per_unit)] == sizes


def test_nine_blocks_reach_both_edges_and_few_have_tiles_of_nine_mm_at_most() -> None:
    nine = [box(shape) for shape in shapes(unit_blocks(_value("8.3"), STYLE, per_unit=10), "cotto")]
    assert min(left for left, *_ in nine) == 0
    assert max(left + width for left, _top, width, _height in nine) == pytest.approx(175.5, abs=0.002)
    two = [box(shape) for shape in shapes(unit_blocks(_value("2"), STYLE, per_unit=10), "cotto")]
    assert {width for *_, width, _height in two} == {round(9 - GROOVE, 3)}


def test_the_sum_so_far_stands_where_each_block_ends_and_the_figure_under_the_last() -> None:
    chart = unit_blocks(_value("8.3"), STYLE, per_unit=10)
    assert texts(chart) == ["1", "2", "3", "4", "5", "6", "7", "8", "8,3 milioni"]
    edges = sorted({box(shape)[0] + box(shape)[2] for shape in shapes(chart, "cotto")})
    for block in range(8):
        end = label_x(chart, str(block + 1)) + width_mm(str(block + 1), "chart", STYLE)
        assert min(abs(end - edge) for edge in edges[1::2]) < 0.01
        assert block * 19 < end < (block + 1) * 20
    end = label_x(chart, "8,3 milioni") + width_mm("8,3 milioni", "chart-bold", STYLE)
    assert end == pytest.approx(175.5, abs=0.01)
    assert texts(unit_blocks(_value("2"), STYLE, per_unit=10)) == ["1", "2 milioni"]
    assert texts(unit_blocks(_value("2", None), STYLE, per_unit=10)) == ["1", "2"]


def test_an_amount_in_words_says_what_a_tile_is_worth() -> None:
    chart = unit_blocks(_value("8.3"), STYLE, per_unit=10, unit_words="centomila")
    assert chart.alt == ("83 tessere, ognuna vale centomila, in blocchi di 10: valore gestito, 8,3 milioni.")
    assert chart.table.rows == (("valore gestito", "milioni", "8,3"),)
    unknown = unit_blocks(_value("1.4", None), STYLE, per_unit=10)
    assert unknown.alt == (
        "14 tessere, ognuna vale 0,1 (unità non dichiarata dalla fonte), in blocchi di 10: "
        "valore gestito, 1,4 (unità non dichiarata dalla fonte)."
    )


@pytest.mark.parametrize(("value", "most"), [("41", 40), ("44850", 40)])
def test_more_blocks_than_can_be_read_are_refused(value: str, most: int) -> None:
    chart = unit_blocks(_value(value), STYLE, per_unit=10)
    assert rules(chart)[:1] == ["layout.chart-too-many-tiles"]
    assert rules(unit_blocks(_value(str(most)), STYLE, per_unit=10))[:1] != ["layout.chart-too-many-tiles"]


def test_more_tiles_than_can_be_seen_are_refused() -> None:
    assert "layout.chart-too-many-tiles" in rules(unit_tiles(_value("44850"), STYLE, columns=45))


@pytest.mark.parametrize(("value", "per_unit"), [("8.35", 10), ("8.3", 1), ("-3", 10)])
def test_an_amount_that_is_no_whole_number_of_units_is_refused(value: str, per_unit: int) -> None:
    chart = unit_blocks(_value(value), STYLE, per_unit=per_unit)
    assert rules(chart) == ["layout.chart-not-whole"]
    assert shapes(chart, "cotto") == []


def test_a_missing_amount_is_a_finding() -> None:
    nothing = _value("n.d.")
    for chart in (
        unit_tiles(nothing, STYLE),
        unit_blocks(nothing, STYLE, per_unit=10),
        mosaic(nothing, STYLE, width_mm=55.5),
    ):
        assert rules(chart) == ["layout.chart-no-figure"]


def test_tiles_are_drawn_the_same_each_time() -> None:
    assert strip(PARTS, "comuni", STYLE).svg == strip(PARTS, "comuni", STYLE).svg
