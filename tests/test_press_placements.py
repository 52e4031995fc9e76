from __future__ import annotations

from io import BytesIO

import pytest
from outside_files import drawn_pdf
from pikepdf import Array, Dictionary, Name, Pdf
from pypdf import PdfWriter

from report_pdf.press.finish import content_of
from report_pdf.press.placements import Placement, placements

MM = 72 / 25.4


def placed(content: bytes, form: bytes = b"", trim: tuple[float, ...] = (0, 0, 300, 400)) -> list[Placement]:
    """Where two pages that paint `content` show the picture /Im; /Fm is a form half as large, 50 pt up."""
    with drawn_pdf(2, (300, 400), content) as pdf:
        picture = pdf.make_stream(b"\\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
        inner = Dictionary(XObject=Dictionary(Im=picture))
        drawn = pdf.make_stream(form, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 300, 400]))
        drawn["/Matrix"], drawn["/Resources"] = Array([0.5, 0, 0, 0.5, 0, 50]), inner
        inner.XObject["/Fm"] = drawn
        for page in pdf.pages:
            page.obj["/TrimBox"] = Array(trim)
            page.obj["/Resources"] = Dictionary(XObject=Dictionary(Im=picture, Fm=drawn))
        return found_in(pdf)


def found_in(pdf: Pdf) -> list[Placement]:
    file = BytesIO()
    pdf.save(file)
    pages = PdfWriter(clone_from=file)
    found = placements(pages, [content_of(page) for page in pages.pages])
    assert len(found) <= 1
    return [place for places in found.values() for place in places]


def test_a_picture_on_two_pages_is_placed_twice() -> None:
    assert [place.page for place in placed(b"q 144 0 0 72 10 20 cm /Im Do Q")] == [0, 1]


def test_what_is_saved_comes_back() -> None:
    first, second, *_others = placed(b"q 2 0 0 2 0 0 cm q 9 0 0 9 1 1 cm Q /Im Do Q Q /Im Do")
    assert first.matrix == (2, 0, 0, 2, 0, 0)
    assert second.matrix == (1, 0, 0, 1, 0, 0)


def test_a_form_brings_its_pictures_along() -> None:
    place, _other = placed(b"2 0 0 2 0 0 cm /Fm Do", form=b"100 0 0 100 10 0 cm /Im Do")
    assert place.matrix == (100, 0, 0, 100, 10, 100)


def test_a_form_that_draws_itself_comes_to_an_end() -> None:
    assert placed(b"/Fm Do", form=b"/Fm Do") == []


@pytest.mark.parametrize("content", [b"/Im Do (never closed", b"1 0 0 cm /Im Do"])
def test_a_page_that_cannot_be_read_has_no_pictures(content: bytes) -> None:
    assert placed(content) == []


def test_its_corner_is_told_from_the_upper_left_of_the_trim() -> None:
    upright = Placement(0, (20 * MM, 0, 0, 10 * MM, 30 * MM, 250 * MM), (3 * MM, 290 * MM))
    assert upright.at_mm == (27, 30)
    turned = Placement(0, (0, 20 * MM, -10 * MM, 0, 40 * MM, 240 * MM), (3 * MM, 290 * MM))
    assert turned.at_mm == (27, 30)
    place, _other = placed(b"72 0 0 72 100 200 cm /Im Do", trim=(10, 10, 290, 372))
    assert place.at_mm == (round(90 / MM, 1), round(100 / MM, 1))


def test_a_picture_is_as_fine_as_its_coarser_side() -> None:
    assert Placement(0, (72, 0, 0, 72, 0, 0), (0, 0)).ppi(300, 200) == 200
    assert Placement(0, (0, 144, -72, 0, 0, 0), (0, 0)).ppi(300, 200) == 150
    assert Placement(0, (0, 0, 0, 0, 5, 5), (0, 0)).ppi(300, 200) == 0
