from __future__ import annotations

import pytest
from chart_input import PERIODS, STYLE, box, label_size, label_x, rules, series, shapes, texts

from report_pdf.charts.chart import Chart
from report_pdf.charts.multiples import Panel, multiples
from report_pdf.charts.panel import HEADING_MM
from report_pdf.indicators import Nature

POST = series("593 630 863 1400 1450 815", group="Facebook", label="post pubblicati", unit="post")
VIEWS = series("500 600 700 800 900 500", group="Facebook", label="visualizzazioni", unit="visualizzazioni")
OTHER_POST = series("- - - - 62 124", group="LinkedIn", label="post pubblicati", unit="post")
OTHER_VIEWS = series("- - - - 9 18", group="LinkedIn", label="visualizzazioni", unit="visualizzazioni")


def draw(*rows: list[Panel | None], height: float = 54) -> Chart:
    return multiples(rows, PERIODS, STYLE, width_mm=175.5, height_mm=height)


def test_three_panels_stand_on_the_grid_each_with_its_scale() -> None:
    low, high = series("1 2 3 4 5 6", nature=Nature.STOCK), series("10 20 30 40 50 60", nature=Nature.STOCK)
    chart = draw([Panel(low), Panel(high, "cotto"), Panel(low, "tirreno")])
    room = 54 - HEADING_MM - 7.875 - 1.125 - 0.72 * 8.5 * 25.4 / 72
    for colour, left in (("notte", 0), ("cotto", 60), ("tirreno", 120)):
        tile, *columns = (box(shape) for shape in sorted(shapes(chart, colour), key=lambda s: box(s)[2:]))
        assert (tile[0], tile[2:]) == (left, (2.4, 2.4))
        assert min(column[0] for column in columns) == left
        assert max(column[3] for column in columns) == pytest.approx(room, abs=0.01)
    assert rules(chart) == []
    assert chart.alt.startswith("3 grafici a colonne, uno per serie; ogni serie ha la sua scala. Eventi")


def test_panels_of_one_scale_compare_and_each_panel_says_which_scale_it_has() -> None:
    chart = draw(
        [Panel(POST, scale="post"), Panel(VIEWS, "cotto")],
        [Panel(OTHER_POST, scale="post"), Panel(OTHER_VIEWS, "cotto")],
        height=99,
    )
    heights = [box(shape)[3] for shape in shapes(chart, "notte") if box(shape)[2] == 10.5]
    assert heights == pytest.approx(
        [heights[4] * n / 1450 for n in (593, 630, 863, 1400, 1450, 62)], abs=0.01
    )
    assert rules(chart) == []
    assert [text for text in texts(chart) if "scala" in text] == [
        "stessa scala", "scala propria", "stessa scala", "scala propria",
    ]  # fmt: skip
    assert chart.alt.startswith(
        "4 grafici a colonne, uno per serie; stessa scala per Facebook, post pubblicati e "
        "LinkedIn, post pubblicati; le altre hanno una scala propria. Facebook, post pubblicati: da"
    )


def test_two_units_on_one_scale_are_refused_and_each_keeps_its_own() -> None:
    chart = draw([Panel(POST, scale="tutti"), Panel(VIEWS, scale="tutti")])
    (finding,) = chart.findings
    assert finding.rule == "layout.chart-two-units"
    assert "post, visualizzazioni" in finding.message
    tallest = sorted(box(shape)[3] for shape in shapes(chart, "notte"))[-2:]
    assert tallest[0] == pytest.approx(tallest[1], abs=0.01)
    assert "ogni serie ha la sua scala" in chart.alt
    assert [text for text in texts(chart) if "scala" in text] == []


def test_a_row_names_its_group_once() -> None:
    chart = draw([Panel(POST), Panel(VIEWS, "cotto")])
    assert texts(chart).count("Facebook") == 1


def test_the_unit_is_printed_only_where_the_label_does_not_say_it() -> None:
    assert "post" not in texts(draw([Panel(POST)]))
    sheets = series("1 2 3 4 5 6", label="Tipologia di servizi", unit="tipologie")
    assert "tipologie" not in texts(draw([Panel(sheets)]))
    assert "ore" in texts(draw([Panel(series("1 2 3 4 5 6", label="formazione", unit="ore"))]))
    unknown = series("1 2 3 4 5 6", label="concertazione", unit=None)
    assert "unità non dichiarata" in texts(draw([Panel(unknown)]))


def test_an_empty_place_stays_empty() -> None:
    chart = draw([Panel(POST), Panel(VIEWS, "cotto")], [Panel(OTHER_POST), None], height=99)
    assert rules(chart) == []
    assert len(chart.table.rows) == 3
    assert label_x(chart, "LinkedIn") < 10


def test_a_heading_without_room_is_a_finding() -> None:
    wide = series(
        "1 2 3 4 5 6", label="schede, quesiti, note di lettura e altre pubblicazioni", unit="schede"
    )
    assert "layout.chart-label-overflow" in rules(draw([Panel(wide), Panel(POST), Panel(VIEWS)]))


@pytest.mark.parametrize(
    ("figures", "size"), [("500 600 700 800 900 901", 8.5), ("500 600 700 800 900 100000", 7.5)]
)
def test_figures_of_all_panels_are_of_one_size(figures: str, size: float) -> None:
    wide = series(figures, label="ore", unit="ore")
    low = series("1 2 3 4 5 6", label="giornate", unit="giornate", nature=Nature.STOCK)
    chart = draw([Panel(low), Panel(wide), Panel(series("11 12 13 14 15 16", label="corsi", unit="corsi"))])
    assert {label_size(chart, text) for text in ("3", "500", "11")} == {size}


def test_remarks_reach_the_panel_and_the_words() -> None:
    chart = draw([Panel(POST, notes={PERIODS[0]: "da confermare"}), Panel(VIEWS)])
    assert "da confermare" in texts(chart)
    assert "Nota (2019): da confermare." in chart.alt
