from __future__ import annotations

import pytest
from chart_input import PERIODS, STYLE, box, label_x, label_y, rules, shapes, texts

from report_pdf.charts.period_strip import Span, period_strip
from report_pdf.periods import Period

ACCOUNTS = Span("dati contabili", PERIODS[0], PERIODS[4])
WORK = Span("attività", PERIODS[1], PERIODS[5])


def test_a_half_year_is_half_a_block_hatched() -> None:
    chart = period_strip(PERIODS, STYLE, width_mm=175.5)
    assert rules(chart) == []
    assert [box(shape) for shape in shapes(chart, "notte")] == [(30 * n, 0, 25.5, 13.5) for n in range(5)]
    half = max(
        (box(shape) for shape in shapes(chart, "notte", filled=False, width_pt=0.75)),
        key=lambda shape: shape[2],
    )
    line = 0.75 * 25.4 / 72
    assert (half[0] - line / 2, half[2] + line) == pytest.approx((150, 12.75), abs=0.001)
    assert texts(chart) == ["2019", "2020", "2021", "2022", "2023", "2024", "gen–giu"]


def test_the_half_year_is_named_as_under_columns() -> None:
    chart = period_strip(PERIODS, STYLE, width_mm=175.5)
    assert label_y(chart, "2024") < label_y(chart, "gen–giu")
    assert label_x(chart, "2024") == label_x(chart, "gen–giu") > 150 + 12.75


def test_brackets_reach_from_the_first_block_to_the_last() -> None:
    chart = period_strip(PERIODS, STYLE, width_mm=175.5, spans=[ACCOUNTS, WORK])
    assert rules(chart) == []
    inset = 0.75 * 25.4 / 144
    first, second = (box(shape) for shape in shapes(chart, "nero", filled=False))
    assert (first[0], first[0] + first[2]) == pytest.approx((inset, 145.5 - inset), abs=0.002)
    assert (second[0], second[0] + second[2]) == pytest.approx((30 + inset, 162.75 - inset), abs=0.002)
    assert second[1] > first[1]
    assert label_x(chart, "dati contabili: 2019–2023") == 0


def test_the_years_of_a_span_come_from_its_periods() -> None:
    chart = period_strip(PERIODS, STYLE, width_mm=175.5, spans=[ACCOUNTS, WORK])
    assert chart.alt.replace("\N{NO-BREAK SPACE}", " ") == (
        "Striscia del tempo. Anni interi: 2019, 2020, 2021, 2022 e 2023. "
        "Mezzo anno, a tratteggio: gennaio–giugno 2024. Dati contabili: 2019–2023. "
        "Attività: gennaio 2020 – giugno 2024."
    )


def test_a_span_beyond_the_periods_is_a_finding() -> None:
    beyond = Span("piano", PERIODS[0], Period(2030))
    assert rules(period_strip(PERIODS, STYLE, width_mm=175.5, spans=[beyond])) == [
        "layout.chart-mark-clipped"
    ]


def test_a_strip_too_narrow_for_its_names_is_a_finding() -> None:
    half_first = (Period(2023, 1), Period(2024))
    assert rules(period_strip(half_first, STYLE, width_mm=85.5)) == []
    assert rules(period_strip(half_first, STYLE, width_mm=40)) == ["layout.chart-label-overflow"]


def test_the_table_says_which_periods_are_whole() -> None:
    rows = period_strip(PERIODS, STYLE, width_mm=175.5).table.rows
    assert rows[0] == ("2019", "anno intero")
    assert rows[-1] == ("gen–giu\N{NO-BREAK SPACE}2024", "mezzo anno")
