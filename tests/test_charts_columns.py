from __future__ import annotations

import pytest
from chart_input import PERIODS, STYLE, box, label_x, rules, series, shapes, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from report_pdf.charts.bars import column_width_mm, columns_in
from report_pdf.charts.chart import Chart
from report_pdf.charts.columns import columns
from report_pdf.charts.text import width_mm
from report_pdf.indicators import Nature, Series

FOOT_MM = 7.875
"""Two lines of names of periods under the baseline."""


def draw(one: Series, width: float = 175.5, height: float = 60) -> Chart:
    return columns(one, PERIODS, STYLE, width_mm=width, height_mm=height)


def test_heights_are_in_proportion_and_stand_on_one_line() -> None:
    chart = draw(series("164 66 85 101 103 50"))
    boxes = [box(shape) for shape in shapes(chart, "notte")]
    heights = [height for _x, _y, _width, height in boxes]
    assert heights == pytest.approx([heights[0] * n / 164 for n in (164, 66, 85, 101, 103)], abs=0.002)
    assert {round(y + height, 2) for _x, y, _width, height in boxes} == {round(60 - FOOT_MM, 2)}
    assert rules(chart) == []


def test_columns_share_the_grid_and_end_flush_with_the_picture() -> None:
    lefts = [box(shape)[0] for shape in shapes(draw(series("1 2 3 4 5 6")), "notte")]
    assert lefts == [0, 30, 60, 90, 120]
    assert [column_width_mm(width, 6) for width in (175.5, 130.5, 85.5, 55.5)] == [25.5, 16.5, 10.5, 7.2]
    place = columns_in(10, 55.5, 6, 40)
    assert (place.left(0), place.right(5)) == pytest.approx((10, 65.5))


@given(st.integers(min_value=1, max_value=24), st.floats(min_value=20, max_value=180))
def test_columns_never_meet_nor_leave_their_width(count: int, width: float) -> None:
    place = columns_in(0, width, count, 10)
    assert place.right(count - 1) <= width + 1e-9
    assert all(place.right(n) < place.left(n + 1) for n in range(count - 1))


@pytest.mark.parametrize("nature", [Nature.FLOW, Nature.DISTINCT, Nature.MEAN])
def test_half_a_year_is_outlined_and_hatched_never_solid(nature: Nature) -> None:
    chart = draw(series("164 66 85 101 103 50", nature=nature))
    assert len(shapes(chart, "notte")) == 5
    assert len(shapes(chart, "notte", filled=False, width_pt=0.75)) == 1
    assert len(shapes(chart, "notte", filled=False, width_pt=0.55)) > 10
    assert texts(chart)[-2:] == ["2024", "gen–giu"]


def test_a_stock_in_june_is_solid_and_dated() -> None:
    chart = draw(series("11 12 12 12 12 13", nature=Nature.STOCK))
    assert len(shapes(chart, "notte")) == 6
    assert shapes(chart, "notte", filled=False) == []
    assert texts(chart)[-2:] == ["2024", "30\N{NO-BREAK SPACE}giu"]


def test_a_missing_figure_is_a_word_on_the_line_and_no_column() -> None:
    chart = draw(series("- n.d. 288 450 580 388"))
    assert len(shapes(chart, "notte")) == 3
    assert texts(chart)[:3] == ["–", "n.d.", "288"]


def test_a_zero_is_a_figure_without_a_column() -> None:
    chart = draw(series("0 5 0 5 5 0"))
    assert len(shapes(chart, "notte")) == 3
    assert texts(chart)[:3] == ["0", "5", "0"]
    assert draw(series("0 0 0 0 0 0")).findings == ()


def test_figures_and_periods_are_flush_right_with_their_column() -> None:
    chart = draw(series("10627 6956 7653 8487 8520 4472"))
    for text, right in (("10.627", 25.5), ("6.956", 55.5)):
        assert label_x(chart, text) + width_mm(text, "chart-bold", STYLE) == pytest.approx(right, abs=0.01)
    assert label_x(chart, "2019") + width_mm("2019", "chart", STYLE) == pytest.approx(25.5, abs=0.01)


def test_figures_wider_than_their_column_are_set_smaller_and_still_fit() -> None:
    wide = series("903000 1200000 1104934 1100000 1101800 550900")
    chart = draw(wide, width=85.5, height=45)
    assert rules(chart) == []
    assert b'font-size="7.5"' in chart.svg
    assert b'font-size="8.5"' not in chart.svg


def test_figures_with_no_room_at_all_are_findings() -> None:
    chart = draw(series("3100000 3100000 3100000 3100000 3100000 3100000"), width=55.5, height=45)
    assert set(rules(chart)) == {"layout.chart-label-overlap", "layout.chart-label-overflow"}


def test_an_estimate_and_a_remark_are_written_over_the_figure() -> None:
    one = series("64 106 401_stima 152 91 48")
    chart = columns(
        one, PERIODS, STYLE, width_mm=85.5, height_mm=54, notes={PERIODS[2]: "dato da confermare"}
    )
    assert rules(chart) == []
    assert texts(chart)[2:5] == ["401", "stima", "dato da confermare"]
    assert "Nota (2021): dato da confermare." in chart.alt


def test_a_picture_too_low_for_its_columns_is_a_finding() -> None:
    assert "layout.chart-too-low" in rules(draw(series("1 2 3 4 5 6"), height=10))


def test_a_figure_below_zero_is_a_finding_and_has_no_column() -> None:
    chart = draw(series("5 -3 5 5 5 5"))
    assert rules(chart) == ["layout.chart-negative"]
    assert len(shapes(chart, "notte")) == 4


@settings(max_examples=30)
@given(st.lists(st.integers(min_value=1, max_value=9999), min_size=6, max_size=6))
def test_the_highest_column_and_its_figure_fill_the_picture_and_no_more(values: list[int]) -> None:
    chart = draw(series(" ".join(map(str, values)), nature=Nature.STOCK))
    assert rules(chart) == []
    heights = [box(shape)[3] for shape in shapes(chart, "notte")]
    assert max(heights) == pytest.approx(60 - FOOT_MM - 1.125 - 0.72 * 8.5 * 25.4 / 72, abs=0.01)
    assert heights == pytest.approx([value * max(heights) / max(values) for value in values], abs=0.002)
