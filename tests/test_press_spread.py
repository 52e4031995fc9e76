from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from press_input import raw_pages
from pypdf import PdfReader

from report_pdf.press.cover import sheet_of
from report_pdf.press.spine import Spine, spine_of
from report_pdf.press.spread import HINGE_MM, lay_into, leaves
from report_pdf.reading.print_settings import PrintSettings
from report_pdf.reading.tokens_file import load_tokens

ROOT = Path(__file__).parents[1]
TOKENS, _findings = load_tokens(ROOT / "styles", ROOT)
PAPER = {"paper_gsm": 115, "paper_bulk": 0.9}


@pytest.mark.parametrize(
    ("settings", "pages", "width_mm", "folds_mm"),
    [
        (PrintSettings(binding="saddle", **PAPER), 48, 420, (210,)),
        (PrintSettings(**PAPER), 48, 422.98, (210, 212.98)),
        (PrintSettings(**PAPER), 96, 425.47, (210, 215.47)),
        (PrintSettings(**PAPER), 240, 432.92, (210, 222.92)),
        (PrintSettings(**PAPER, spine=6.2), 96, 426.2, (210, 216.2)),
    ],
)
def test_the_sheet_is_as_wide_as_two_pages_and_the_spine(
    settings: PrintSettings, pages: int, width_mm: float, folds_mm: tuple[float, ...]
) -> None:
    spine = spine_of(settings, pages)
    assert spine
    assert TOKENS
    sheet = sheet_of(TOKENS, spine, marks=True)
    assert sheet.trim_mm == pytest.approx((width_mm, 297), abs=0.05)
    assert sheet.folds_mm == pytest.approx(folds_mm, abs=0.05)
    left, bottom, right, top = (side * 25.4 / 72 for side in sheet.trim)
    assert (right - left, top - bottom) == pytest.approx((width_mm, 297), abs=0.05)


def test_leaves_bleed_outside_and_end_at_the_folds() -> None:
    back, front = leaves(210, 12, 3)
    assert (back.left, back.shown) == (0, (-3, 210))
    assert (front.left, front.shown) == (222, (222, 435))


def test_inside_a_glued_cover_spine_and_hinges_stay_bare_and_inside_a_stapled_one_nothing_does() -> None:
    left, right = leaves(210, 12, 3, inside=True)
    assert right.shown[0] - left.shown[1] == 12 + 2 * HINGE_MM
    left, right = leaves(210, Spine(0).width_mm, 3, inside=True)
    assert left.shown[1] == right.shown[0] == 210


def test_a_cover_is_laid_into_its_leaf_with_its_patterns_and_names_of_its_own() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    pattern = pdf.make_stream(b"0 0 5 5 re f", PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 9, 9])
    page.obj.Resources = pikepdf.Dictionary(Pattern=pikepdf.Dictionary(P=pattern))
    page.obj.Contents = pdf.make_stream(b"/Pattern cs /P scn 0 0 50 50 re f")
    file = BytesIO()
    pdf.save(file)
    sheets = raw_pages("<p>dorso</p>")
    _back, front = leaves(50, 0, 3)
    lay_into(sheets, 0, PdfReader(file).pages[0], front, 3)
    assert len(sheets.pages) == 1
    sheet = sheets.pages[0]
    content = sheet.get_contents()
    assert content is not None
    (name,) = sheet["/Resources"]["/Pattern"]  # type: ignore[index]  # a dictionary
    assert f"{name} scn".encode() in content.get_data()
    matrix = sheet["/Resources"]["/Pattern"][name]["/Matrix"]  # type: ignore[index]  # as above
    left, bottom = sheet.trimbox.lower_left
    shift = 47 * 72 / 25.4, -3 * 72 / 25.4
    assert [float(part) for part in matrix] == pytest.approx(
        [1, 0, 0, 1, float(left) + shift[0], float(bottom) + shift[1]], abs=0.01
    )
