"""Labels over marks: each fault seeded, beside its sound twin."""

from __future__ import annotations

import pytest
from chart_input import PT_PER_MM, STYLE, TOKENS, rules

from report_pdf.charts.canvas import Box, Canvas
from report_pdf.charts.chart import DataTable
from report_pdf.charts.style import ChartStyle
from report_pdf.charts.text import ink_mm, place
from report_pdf.findings import Finding

OVER = "layout.chart-label-over-mark"
TEXT = "eventi"


def findings(drawing: Canvas) -> tuple[Finding, ...]:
    return drawing.finish("", DataTable((), ())).findings


def on_fill(fill: str, ink: str, *, step: str = "chart", width_mm: float = 30) -> Canvas:
    """A label from (12, 20) over a fill from (10, 10) on."""
    drawing = Canvas(STYLE, 85.5, 40, "prova")
    drawing.fill([Box(10, 10, width_mm, 20)], fill)
    drawing.text(12, 20, TEXT, step, ink)
    return drawing


def test_a_label_wholly_on_a_fill_it_contrasts_with_is_sound() -> None:
    assert findings(on_fill("notte", "bianco")) == ()


def test_a_label_across_the_edge_of_a_fill_is_a_finding_with_its_spot() -> None:
    (finding,) = findings(on_fill("notte", "bianco", width_mm=5))
    assert finding.rule == OVER
    assert finding.message == "prova: the label 'eventi' crosses the edge of a mark"
    assert finding.where.at_mm == pytest.approx((12, 20 - 0.72 * 8.5 / PT_PER_MM), abs=0.01)


def test_a_label_a_third_of_a_millimetre_over_an_edge_is_a_finding() -> None:
    left, _top, right, _bottom = ink_mm(
        place(TEXT, "chart", "bianco", (12, 20), STYLE, anchor="start"), STYLE
    )
    short = right - 10
    assert [one.rule for one in findings(on_fill("notte", "bianco", width_mm=short - 0.3))] == [OVER]
    assert findings(on_fill("notte", "bianco", width_mm=short + 0.1)) == ()
    assert left > 10


@pytest.mark.parametrize(
    ("fill", "ink", "step", "found"),
    [
        ("cotto", "nero", "chart", 1),  # 4.48
        ("cielo", "nero", "chart", 0),  # 5.29
        ("cotto", "bianco", "chart", 1),  # 3.69, small
        ("cotto", "bianco", "label", 0),  # 3.69, 15 pt bold
        ("cotto", "bianco", "lead", 1),  # 3.69, 15 pt light
        ("cielo-50", "cotto", "label", 1),  # 2.19
    ],
)
def test_a_label_on_a_fill_needs_contrast(fill: str, ink: str, step: str, found: int) -> None:
    assert rules(on_fill(fill, ink, step=step).finish("", DataTable((), ()))) == [OVER] * found


def test_the_finding_says_how_much_contrast_there_is() -> None:
    (finding,) = findings(on_fill("cotto", "nero"))
    assert finding.message == "prova: the label 'eventi' has a contrast of 4.48 on cotto"


def test_what_is_painted_last_is_what_a_label_stands_on() -> None:
    drawing = on_fill("notte", "bianco")
    drawing.fill([Box(11, 11, 28, 18)], "cielo-50")
    assert rules(drawing.finish("", DataTable((), ()))) == [OVER]


def test_a_label_over_two_tiles_crosses_the_groove() -> None:
    drawing = Canvas(STYLE, 85.5, 40, "prova")
    drawing.fill([Box(10, 10, 4, 20), Box(14.3, 10, 30, 20)], "notte")
    drawing.text(12, 20, TEXT, "chart", "bianco")
    assert rules(drawing.finish("", DataTable((), ()))) == [OVER]


@pytest.mark.parametrize(("weight", "found"), [("rule", 1), ("groove", 1), ("hairline", 0)])
def test_a_line_through_a_label_is_a_finding_unless_it_is_a_hairline(weight: str, found: int) -> None:
    drawing = Canvas(STYLE, 85.5, 40, "prova")
    drawing.lines([[(0, 19), (85, 19)]], "nero", weight)  # type: ignore[arg-type]
    drawing.text(12, 20, TEXT, "chart")
    assert rules(drawing.finish("", DataTable((), ()))) == [OVER] * found


def test_a_line_under_a_label_is_none_of_its_business() -> None:
    drawing = Canvas(STYLE, 85.5, 40, "prova")
    drawing.lines([[(0, 20.3), (85, 20.3)]], "nero")
    drawing.text(12, 20, TEXT, "chart")
    assert findings(drawing) == ()


def test_a_hatch_under_a_label_is_a_finding() -> None:
    drawing = Canvas(STYLE, 85.5, 40, "prova")
    drawing.hatch([Box(10, 10, 30, 20)], "cotto")
    drawing.text(12, 20, TEXT, "chart")
    assert rules(drawing.finish("", DataTable((), ()))) == [OVER]


def test_a_polygon_is_as_large_as_its_corners_and_no_larger() -> None:
    drawing = Canvas(STYLE, 85.5, 40, "prova")
    # the label stands in the extent of the triangle, but not on it
    drawing.shapes([[(10, 38), (60, 38), (60, 5)]], "notte")
    drawing.text(12, 15, TEXT, "chart")
    assert findings(drawing) == ()


@pytest.mark.parametrize(("size", "found"), [(7.4, ["layout.chart-small-label"]), (7.5, [])])
def test_a_label_under_seven_and_a_half_points_is_a_finding(size: float, found: list[str]) -> None:
    small = TOKENS.type["chart-min"].model_copy(update={"size": size})
    tokens = TOKENS.model_copy(update={"type": {**TOKENS.type, "chart-min": small}})
    drawing = Canvas(ChartStyle(tokens, STYLE.styles_dir), 85.5, 40, "prova")
    drawing.text(12, 20, TEXT, "chart-min")
    assert rules(drawing.finish("", DataTable((), ()))) == found


def test_ink_is_what_the_glyphs_paint() -> None:
    flat, deep = (
        ink_mm(place(text, "chart", "nero", (0, 10), STYLE, anchor="start"), STYLE) for text in ("no", "og")
    )
    assert flat[3] == pytest.approx(10, abs=0.06)
    assert deep[3] > 10.4
    assert flat[1] == pytest.approx(10 - 0.49 * 8.5 / PT_PER_MM, abs=0.1)
    assert 0 < flat[0] < 0.4
    blank = ink_mm(place(" ", "chart", "nero", (3, 10), STYLE, anchor="start"), STYLE)
    assert blank[0] == blank[2]
