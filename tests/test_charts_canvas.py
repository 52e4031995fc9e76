from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
import weasyprint
from chart_input import PT_PER_MM, STYLE, STYLES, TOKENS, box, rules, shapes, texts

from report_pdf.charts.canvas import Box, Canvas
from report_pdf.charts.chart import DataTable
from report_pdf.tokens import css_of

NO_TABLE = DataTable((), ())


def canvas(width_mm: float = 85.5, height_mm: float = 40) -> Canvas:
    return Canvas(STYLE, width_mm, height_mm, "prova")


def test_one_unit_is_one_point_and_y_goes_down_from_the_top() -> None:
    drawing = canvas()
    drawing.fill([Box(10, 4, 20, 8)], "notte")
    chart = drawing.finish("", NO_TABLE)
    assert f'width="{85.5 * PT_PER_MM:.6f}pt" height="{40 * PT_PER_MM:.6f}pt"'.encode() in chart.svg
    assert [box(shape) for shape in shapes(chart, "notte")] == [(10, 4, 20, 8)]


def test_the_picture_holds_paths_and_text_alone() -> None:
    drawing = canvas()
    drawing.fill([Box(0, 0, 10, 10)], "notte")
    drawing.hatch([Box(20, 0, 10, 10)], "cotto")
    drawing.text(0, 20, "eventi", "chart")
    svg = drawing.finish("", NO_TABLE).svg
    assert svg.startswith(b"<svg")
    for word in (
        b"DOCTYPE",
        b"metadata",
        b"clip",
        b"<use",
        b"pattern",
        b"radient",
        b"opacity",
        b"<image",
        b"font:",
    ):
        assert word not in svg


def test_tiles_of_one_colour_are_one_path() -> None:
    drawing = canvas()
    drawing.fill([Box(5 * n, 0, 4.2, 4.2) for n in range(10)], "notte")
    assert drawing.finish("", NO_TABLE).svg.count(b"<path") == 1


def test_the_outline_of_a_half_year_stays_within_its_box_and_a_flat_one_is_filled() -> None:
    drawing = canvas()
    drawing.hatch([Box(0, 10, 10, 20), Box(20, 29.8, 10, 0.2)], "cotto")
    chart = drawing.finish("", NO_TABLE)
    (outline,) = shapes(chart, "cotto", filled=False, width_pt=0.75)
    line = 0.75 / PT_PER_MM
    assert box(outline) == pytest.approx((line / 2, 10 + line / 2, 10 - line, 20 - line), abs=0.001)
    assert [box(shape) for shape in shapes(chart, "cotto")] == [(20, 29.8, 10, 0.2)]


@pytest.mark.parametrize(
    ("x", "baseline", "room"), [(80, 20, None), (-1, 20, None), (10, 1, None), (10, 39.9, None), (10, 20, 5)]
)
def test_a_label_without_room_is_a_finding(x: float, baseline: float, room: float | None) -> None:
    drawing = canvas()
    drawing.text(x, baseline, "visualizzazioni", "chart", max_width_mm=room)
    assert rules(drawing.finish("", NO_TABLE)) == ["layout.chart-label-overflow"]


def test_the_overflow_finding_says_the_label_and_how_much_is_missing() -> None:
    drawing = canvas(width_mm=15)
    label = drawing.text(0, 20, "visualizzazioni", "chart")
    (finding,) = drawing.finish("", NO_TABLE).findings
    missing = label.width_mm - 15
    assert finding.message == f"prova: the label 'visualizzazioni' needs {missing:.2f} mm more than it has"


@pytest.mark.parametrize(
    ("gap_mm", "down_mm", "found"), [(0.5, 0, 0), (0.3, 0, 1), (-5, 2.8, 0), (-5, 2.7, 1)]
)
def test_labels_that_touch_are_a_finding_and_labels_apart_are_not(
    gap_mm: float, down_mm: float, found: int
) -> None:
    drawing = canvas()
    first = drawing.text(0, 20, "10.627", "chart-bold")
    drawing.text(first.right_mm + gap_mm, 20 + down_mm, "6.956", "chart-bold")
    assert rules(drawing.finish("", NO_TABLE)) == ["layout.chart-label-overlap"] * found


def test_a_character_that_the_face_lacks_is_a_finding() -> None:
    drawing = canvas()
    drawing.text(0, 20, "soci 漢", "chart")
    (finding,) = drawing.finish("", NO_TABLE).findings
    assert finding.rule == "layout.chart-missing-glyph"
    assert "'漢'" in finding.message


@pytest.mark.parametrize("end", [(85.6, 20), (-0.1, 20), (40, -0.1), (40, 40.1)])
def test_a_mark_beyond_the_picture_is_a_finding(end: tuple[float, float]) -> None:
    drawing = canvas()
    drawing.lines([[(40, 20), end]], "nero")
    (finding,) = drawing.finish("", NO_TABLE).findings
    assert finding.rule == "layout.chart-mark-clipped"
    assert finding.message == "prova: a mark reaches 0.10 mm beyond the picture"


def test_markup_and_mathematics_in_a_label_are_text() -> None:
    drawing = canvas()
    drawing.text(0, 20, "a < b & $x$", "chart")
    assert texts(drawing.finish("", NO_TABLE)) == ["a < b & $x$"]


def test_words_and_numbers_are_whole_in_the_pdf_and_in_our_fonts(tmp_path: Path) -> None:
    drawing = canvas()
    drawing.text(0, 8, "3.100.000 visualizzazioni", "chart-bold")
    drawing.text(0, 16, "Più affinità: gen–giu\N{NO-BREAK SPACE}2024", "chart-min", "grigio")
    drawing.text(0, 30, "AVATAR", "h2", "notte")
    (tmp_path / "chart.svg").write_bytes(drawing.finish("", NO_TABLE).svg)
    page = f"<style>{css_of(TOKENS)} @page {{ size: 100mm 60mm; margin: 5mm }}</style>"
    html = weasyprint.HTML(
        string=f'{page}<img src="{(tmp_path / "chart.svg").as_uri()}">', base_url=f"{STYLES.as_uri()}/"
    )
    document = pypdfium2.PdfDocument(html.write_pdf())
    text = document[0].get_textpage().get_text_range()
    document.close()
    for words in ("3.100.000 visualizzazioni", "Più affinità: gen–giu\N{NO-BREAK SPACE}2024", "AVATAR"):
        assert words.replace("\N{NO-BREAK SPACE}", " ") in text.replace("\N{NO-BREAK SPACE}", " ")


DRAW = """
import hashlib
from chart_input import PERIODS, STYLE, series
from report_pdf.charts.multiples import Panel, multiples
known, unknown = series("593 630 863 1400 1450 815"), series("n.d. - 288 450 580 388")
panels = [Panel(known, scale="a"), Panel(unknown, "cotto", "a")]
chart = multiples([panels], PERIODS, STYLE, width_mm=175.5, height_mm=45)
print(hashlib.sha256(chart.svg + chart.alt.encode()).hexdigest())
"""


def test_two_processes_draw_the_same_bytes() -> None:
    digests = set()
    for seed in ("0", "1"):
        path = f"{Path(__file__).parent}:{Path(__file__).parent.parent / 'src'}"
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": path, "TZ": f"UTC{seed}", "MPLBACKEND": "pdf"}
        ran = subprocess.run(  # noqa: S603  # our own program
            [sys.executable, "-c", DRAW], env=environment, capture_output=True, text=True, check=True
        )
        digests.add(ran.stdout)
    assert len(digests) == 1


def test_findings_say_where_in_the_picture_they_are() -> None:
    drawing = canvas(width_mm=40)
    first = drawing.text(5, 20, "10.627", "chart-bold")
    drawing.text(first.right_mm, 20, "6.956", "chart-bold")
    drawing.text(30, 30, "visualizzazioni", "chart")
    drawing.lines([[(10, 35), (41, 35)]], "nero")
    spots = {finding.rule: finding.where.at_mm for finding in drawing.finish("", NO_TABLE).findings}
    rise = 0.72 * 8.5 / PT_PER_MM
    assert spots["layout.chart-label-overlap"] == pytest.approx((first.right_mm, 20 - rise), abs=0.01)
    assert spots["layout.chart-label-overflow"] == pytest.approx((30, 30 - rise), abs=0.01)
    assert spots["layout.chart-mark-clipped"] == (10, 35)
