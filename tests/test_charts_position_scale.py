from __future__ import annotations

import pytest
from chart_input import STYLE, box, headline, label_x, rules, shapes, texts

from report_pdf.charts.chart import Chart
from report_pdf.charts.position_scale import position_scale

ENDS = ("non soddisfatto", "pienamente soddisfatto")


def draw(value: str, low: str = "1", high: str = "5") -> Chart:
    rating, first, last = headline(value), headline(low, label="minimo"), headline(high, label="massimo")
    return position_scale(rating, first, last, STYLE, width_mm=175.5, ends=ENDS)


def test_the_tile_lies_where_the_rating_lies_between_the_ends() -> None:
    chart = draw("4.33")
    assert rules(chart) == []
    (tile,) = (box(shape) for shape in shapes(chart, "cotto"))
    assert tile[2:] == (4.5, 4.5)
    assert (tile[0] + 2.25) / 175.5 == pytest.approx((4.33 - 1) / 4, abs=0.001)
    assert label_x(chart, "4,33") == pytest.approx(tile[0], abs=0.01)
    assert texts(chart) == ["2", "3", "4", "1", "5", *ENDS, "4,33"]


@pytest.mark.parametrize(("value", "left"), [("1", 0), ("5", 171)])
def test_the_tile_of_an_end_stays_in_the_picture(value: str, left: float) -> None:
    chart = draw(value)
    assert [box(shape)[0] for shape in shapes(chart, "cotto")] == [left]
    assert rules(chart) == []


def test_a_scale_of_a_hundred_marks_its_ends_alone() -> None:
    assert texts(draw("43", "0", "100"))[:2] == ["0", "100"]


def test_a_rating_outside_its_scale_is_a_finding_and_not_drawn() -> None:
    chart = draw("433")
    assert rules(chart) == ["layout.chart-mark-clipped"]
    assert shapes(chart, "cotto") == []


def test_a_scale_without_length_is_a_finding() -> None:
    assert rules(draw("3", "5", "5")) == ["layout.chart-no-scale"]
    assert rules(draw("3", "n.d.", "5")) == ["layout.chart-no-scale"]


def test_a_missing_rating_is_said_and_not_drawn() -> None:
    chart = draw("n.d.")
    assert texts(chart)[-1] == "n.d."
    assert shapes(chart, "cotto") == []


def test_the_words_say_the_ends_and_that_the_date_is_missing() -> None:
    assert draw("4.33").alt == (
        "Scala di valutazione. Valutazione (unità: punti, data non dichiarata): 4,33, "
        "su una scala da 1 (non soddisfatto) a 5 (pienamente soddisfatto)."
    )
    assert [row[-1] for row in draw("4.33").table.rows] == ["4,33", "1", "5"]
