from __future__ import annotations

from pathlib import Path

import pytest
from audit_input import faults, laid_book, spot
from hypothesis import given
from hypothesis import strategies as st

from report_pdf.layout_audit.rules_grid import off_baseline, off_column, off_grid, off_row_origin, things

AT = 'data-at="layouts/page.html:7"'
GAP = '<div style="height: %smm"></div>'
TEXT = f"<p {AT}>uno<br>due</p>"
PICTURE = '<img src="asset:drawing" alt="x" style="width: 30mm">'


@given(st.integers(-50, 50), st.floats(-0.49, 0.49), st.floats(0.5, 20))
def test_what_is_past_the_grid_is_told_apart_from_what_is_on_it(rows: int, past: float, step: float) -> None:
    assert off_grid((rows + past) * step, step) == pytest.approx(past * step, abs=1e-9)


def test_text_off_the_rows(tmp_path: Path) -> None:
    (fault,) = faults(off_baseline, tmp_path, "<p>testo</p><p>testo</p>" + GAP % 5.5 + TEXT)
    assert spot(fault) == (0, 10, 24)
    assert str(fault.where) == "layouts/page.html:7"
    assert "2 lines" in fault.message
    assert "+1.00 mm" in fault.message


def test_text_on_the_rows(tmp_path: Path) -> None:
    assert faults(off_baseline, tmp_path, "<p>testo</p>" + GAP % 9 + TEXT) == []


def test_rows_go_on_from_page_to_page(tmp_path: Path) -> None:
    (fault,) = faults(
        off_baseline, tmp_path, TEXT + '<div style="break-before: page; height: 2mm"></div>' + TEXT
    )
    assert spot(fault) == (1, 10, 11)


def test_rows_begin_at_the_top_of_the_type_area(tmp_path: Path) -> None:
    assert faults(off_baseline, tmp_path, TEXT, "@page { margin: 10.7mm 10mm 12mm }") == []


def test_text_below_a_line_that_grows(tmp_path: Path) -> None:
    grown = '<p>uno <b style="font-size: 20pt; line-height: 7mm">due</b> tre quattro cinque</p>'
    (fault,) = faults(off_baseline, tmp_path, "<p>testo</p>" + grown + TEXT)
    assert str(fault.where) == "layouts/page.html:7"


def test_rows_are_for_text_of_the_flow(tmp_path: Path) -> None:
    placed = '<p style="position: absolute; top: 1mm">uno</p>'
    table = '<table style="margin-top: 1mm"><tr><td style="padding: 0.3mm">uno</td></tr></table>'
    figure = f'<figure style="padding-top: 0.5mm"><figcaption>uno</figcaption>{PICTURE}</figure>'
    own_lines = '<p style="line-height: 5mm">uno</p>'
    assert faults(off_baseline, tmp_path, "<p>testo</p>" + placed + table + figure + own_lines) == []


def test_an_origin_off_the_quarter_row(tmp_path: Path) -> None:
    (fault,) = faults(off_row_origin, tmp_path, "<p>testo</p>" + GAP % 1.4 + f"<h2 {AT}>titolo</h2>")
    assert spot(fault) == (0, 10, 15)
    assert str(fault.where) == "layouts/page.html:7"
    assert "+0.28 mm" in fault.message


@pytest.mark.parametrize("rows", [1.125, 2.25, 3.375, 9.05])
def test_an_origin_on_a_quarter_row(tmp_path: Path, rows: float) -> None:
    assert faults(off_row_origin, tmp_path, GAP % rows + "<h2>titolo</h2>") == []


@pytest.mark.parametrize(
    "thing",
    [
        f"<figure {AT}>{PICTURE}</figure>",
        f"<ul {AT}><li>uno</li></ul>",
        f"<table {AT}><tr><td>uno</td></tr></table>",
        f"<div {AT}>{PICTURE}</div>",
        f"<p {AT}>uno</p>",
    ],
)
def test_all_things_have_origins(tmp_path: Path, thing: str) -> None:
    (row,) = faults(off_row_origin, tmp_path, GAP % 0.5 + thing)
    assert spot(row)[0] == 0
    assert row.rect.top == pytest.approx(9.5)
    assert str(row.where) == "layouts/page.html:7"
    (column,) = faults(off_column, tmp_path, f'<div style="margin-left: 5mm">{thing}</div>')
    assert column.rect.left == pytest.approx(15)
    assert str(column.where) == "layouts/page.html:7"


def test_what_goes_on_begins_nowhere(tmp_path: Path) -> None:
    columns = "div + div { columns: 2; height: 4.5mm; column-fill: auto } p { widows: 1; orphans: 1 }"
    book = laid_book(tmp_path, f"{GAP % 0.5}<div>{TEXT}</div>", columns)
    assert [block.begins for block in book.pages[0].blocks if block.tag == "p"] == [True, False]
    assert [fault.rect.left for fault in off_row_origin(book)] == [10]


def test_the_left_edge_off_the_columns(tmp_path: Path) -> None:
    (fault,) = faults(off_column, tmp_path, f'<p>testo</p><p {AT} style="margin-left: 17.5mm">uno</p>')
    assert spot(fault) == (0, 28, 14)
    assert str(fault.where) == "layouts/page.html:7"
    assert "-1.00 mm" in fault.message


def test_left_edges_on_columns(tmp_path: Path) -> None:
    steps = "".join(f'<p style="margin-left: {18.5 * column}mm">uno</p>' for column in range(4))
    indented = '<p style="margin-left: 4mm; padding-left: 14.5mm">uno</p>'
    assert faults(off_column, tmp_path, steps + indented) == []


def test_display_type_hangs_to_the_left_and_no_further(tmp_path: Path) -> None:
    title = '<h2 class="display" style="margin-left: %smm">31</h2>'
    assert faults(off_column, tmp_path, title % -2.6) == []
    (fault,) = faults(off_column, tmp_path, title % -7)
    assert spot(fault) == (0, 3, 9)


def test_what_is_placed_stands_on_columns_too(tmp_path: Path) -> None:
    at = "position: absolute; left: 11mm; top: 0.5mm"
    placed = f'<p style="position: relative">uno <b {AT} style="{at}">due</b></p>'
    (fault,) = faults(off_column, tmp_path, placed)
    assert spot(fault)[:2] == (0, 21)
    assert faults(off_row_origin, tmp_path, placed) == []


def test_what_is_inside_a_component_is_its_own_business(tmp_path: Path) -> None:
    inside = '<p style="margin: 0.4mm 5mm">uno</p>'
    body = f"<ul><li>{inside}</li></ul><table><tr><td>{inside}</td></tr></table><figure>{inside}</figure>"
    (page,) = laid_book(tmp_path, body).pages
    assert [thing.tag for thing in things(page)] == ["ul", "table", "figure"]


def test_pages_without_margins_have_no_grid(tmp_path: Path) -> None:
    full = f'<section class="full">{GAP % 5.3}<p style="margin-left: 7mm">uno</p></section>'
    book = laid_book(tmp_path, full)
    assert [*off_baseline(book), *off_row_origin(book), *off_column(book)] == []
