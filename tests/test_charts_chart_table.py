from __future__ import annotations

import pytest
from chart_input import PERIODS, STYLE, box, label_x, rules, series, shapes, texts

from report_pdf.charts.chart import Chart
from report_pdf.charts.chart_table import Ratio, chart_table
from report_pdf.charts.text import width_mm
from report_pdf.indicators import Nature, Series

EVENTS = series("164 66 85 101 103 50")
PEOPLE = series("10627 6956 7653 8487 8520 4472", label="partecipanti", unit="partecipanti")
RATIO = Ratio("partecipanti per evento", PEOPLE, EVENTS)


def draw(rows: list[Series], ratio: Ratio | None = None) -> Chart:
    return chart_table(rows, PERIODS, STYLE, width_mm=175.5, height_mm=72, ratio=ratio)


def test_columns_and_figures_end_at_the_same_edges() -> None:
    chart = draw([EVENTS, PEOPLE], RATIO)
    assert rules(chart) == []
    for colour in ("notte", "cotto"):
        columns = [box(shape) for shape in shapes(chart, colour) if box(shape)[2] == 16.5]
        assert [x + width for x, _y, width, _h in columns] == pytest.approx(
            [45 + 21.75 * n for n in range(1, 6)]
        )
    for text, step, right in (("66", "chart-bold", 88.5), ("105,4", "chart", 88.5), ("89,4", "chart", 175.5)):
        assert label_x(chart, text) + width_mm(text, step, STYLE) == pytest.approx(right, abs=0.01)


def test_each_series_has_its_name_at_the_left_and_its_own_scale() -> None:
    chart = draw([EVENTS, PEOPLE])
    assert label_x(chart, "eventi") == label_x(chart, "partecipanti") < 45
    tallest = [max(box(shape)[3] for shape in shapes(chart, colour)) for colour in ("notte", "cotto")]
    assert tallest[0] == pytest.approx(tallest[1], abs=0.01)
    assert texts(chart).count("2019") == 1


def test_the_ratio_is_told_in_figures_words_and_table() -> None:
    chart = draw([EVENTS, PEOPLE], RATIO)
    figures = ["64,8", "105,4", "90,0", "84,0", "82,7", "89,4"]
    assert texts(chart)[-7:] == ["partecipanti per evento", *figures]
    assert chart.table.rows[2] == ("Partecipanti per evento", "partecipanti/eventi", *figures)
    assert chart.alt.replace("\N{NO-BREAK SPACE}", " ").endswith(
        "Partecipanti per evento: 64,8 (2019), 105,4 (2020), 90,0 (2021), 84,0 (2022), 82,7 (2023) e 89,4 "
        "(gennaio–giugno 2024)."
    )


def test_a_ratio_with_nothing_to_divide_by_is_not_available() -> None:
    ratio = Ratio("", series("1 - 3 4 5 6"), series("0 2 n.d. 2 2 2"))
    assert [ratio.text(period) for period in PERIODS] == ["n.d.", "n.d.", "n.d.", "2,0", "2,5", "3,0"]


def test_a_stock_beside_a_flow_is_a_finding() -> None:
    members = series("1 2 3 4 5 6", label="iscritti", nature=Nature.STOCK)
    assert rules(draw([EVENTS, members])) == ["layout.chart-mixed-periods"]


def test_a_third_series_is_drawn_too() -> None:
    chart = draw([EVENTS, PEOPLE, series("1 2 3 4 5 6", label="terza")])
    assert len([shape for shape in shapes(chart, "notte") if box(shape)[2] == 16.5]) == 10
