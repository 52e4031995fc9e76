from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outside_files import A4, A4_MM, drawn_pdf, request
from pikepdf import Array

from report_pdf.findings import Severity
from report_pdf.parts.pages.boxes import PT_PER_MM, View, make_explicit, view_of
from report_pdf.parts.pages.fit import BAND_MM, FRAME_MM, cover_size, fitted, framed, place_pages

A3 = (841.89, 1190.55)


@given(
    st.tuples(*[st.floats(-500, 500)] * 2, *[st.floats(5, 14_400)] * 2),
    st.sampled_from([0, 90, 180, 270]),
    st.floats(0.1, 10),
)
def test_a_fitted_page_stands_whole_above_its_stamp(
    placed: tuple[float, float, float, float], turn: int, unit: float
) -> None:
    x, y, width, height = placed
    view = View((x, y, x + width, y + height), turn, unit)
    matrix, (page_width, page_height) = fitted(view, A4_MM)
    corners = [matrix.transform(corner) for corner in ((x, y), (x + width, y + height))]
    (left, right), (bottom, top) = (sorted(sides) for sides in zip(*corners, strict=True))
    band = BAND_MM * PT_PER_MM
    assert left > -0.1
    assert right < page_width + 0.1
    assert bottom > band - 0.1
    assert top < page_height + 0.1
    assert (page_width > page_height) == (view.size[0] > view.size[1])
    # It is as large as it can be.
    assert right - left == pytest.approx(page_width, abs=0.5) or top - bottom == pytest.approx(
        page_height - band, abs=0.5
    )


@given(
    st.tuples(*[st.floats(-500, 500)] * 2, *[st.floats(5, 14_400)] * 2),
    st.sampled_from([0, 90, 180, 270]),
    st.floats(0.1, 10),
    st.sampled_from([A4_MM, A4_MM[::-1]]),
)
def test_a_page_that_will_be_cut_stands_whole_within_its_frame(
    placed: tuple[float, float, float, float], turn: int, unit: float, page_mm: tuple[float, float]
) -> None:
    x, y, width, height = placed
    view = View((x, y, x + width, y + height), turn, unit)
    matrix, (page_width, page_height) = framed(view, page_mm)
    corners = [matrix.transform(corner) for corner in ((x, y), (x + width, y + height))]
    (left, right), (bottom, top) = (sorted(sides) for sides in zip(*corners, strict=True))
    free = [side / PT_PER_MM for side in (left, bottom, page_width - right, page_height - top)]
    is_laid = (page_width > page_height) is not (page_mm[0] > page_mm[1])
    frame = [BAND_MM, FRAME_MM] if is_laid else [FRAME_MM, BAND_MM]  # laid on its side, its left is the foot
    room = [more - least for more, least in zip(free, [*frame, FRAME_MM, FRAME_MM], strict=True)]
    assert min(room) > -0.05
    assert (page_width > page_height) == (view.size[0] > view.size[1])
    assert room[0] == pytest.approx(room[2], abs=0.1)
    assert room[1] == pytest.approx(room[3], abs=0.1)
    assert min(room[0], room[1]) < 0.1  # it is as large as it can be


def test_pages_stay_where_they_are_unless_they_are_fitted() -> None:
    with drawn_pdf(size=A3) as pdf:
        make_explicit(pdf)
        (placed,) = place_pages(pdf, request())
        assert (placed.cut, placed.at) == ((0, 0, 0, 0), (0, 0, *A3))
        assert b"cm" not in pdf.pages[0].obj["/Contents"].read_bytes()


def test_a_cropped_page_on_its_side_is_fitted_upright() -> None:
    with drawn_pdf(size=A3) as pdf:
        page = pdf.pages[0].obj
        page["/CropBox"], page["/Rotate"], page["/UserUnit"] = Array([100, 100, 500, 300]), 90, 2
        make_explicit(pdf)
        (placed,) = place_pages(pdf, request(fit=True))
        view = view_of(pdf.pages[0])
        assert (view.turn, view.unit) == (0, 1)
        assert view.size == pytest.approx(A4, abs=0.01)
        left, bottom, right, top = placed.at
        assert (top - bottom) / (right - left) == pytest.approx(2)


def test_a_cover_is_cut_to_its_trim() -> None:
    with drawn_pdf(size=(A4[0] + 40, A4[1] + 60)) as pdf:
        pdf.pages[0].obj["/TrimBox"] = Array([10, 20, 10 + A4[0], 20 + A4[1]])
        make_explicit(pdf)
        assert cover_size(request(is_cover=True), pdf) == ()
        (placed,) = place_pages(pdf, request(is_cover=True))
        assert view_of(pdf.pages[0]).size == pytest.approx(A4, abs=0.001)
        assert placed.cut == pytest.approx((10, 20, 30, 40), abs=0.01)
        assert pdf.pages[0].obj["/Contents"][0].read_bytes().split() == b"1 0 0 1 -10 -20 cm".split()


@pytest.mark.parametrize(("more_mm", "is_wrong"), [(0.4, False), (0.6, True), (-0.6, True)])
def test_a_cover_of_another_size_is_told_with_both(more_mm: float, is_wrong: bool) -> None:  # noqa: FBT001
    with drawn_pdf(size=(A4[0] + more_mm * PT_PER_MM, A4[1])) as pdf:
        make_explicit(pdf)
        found = cover_size(request(is_cover=True), pdf)
        assert bool(found) is is_wrong
        for finding in found:
            assert finding.rule == "data.cover-size"
            assert f"{210 + more_mm:.1f} x 297.0 mm" in finding.message
            assert "210 x 297 mm" in finding.message
            assert "TrimBox" in finding.hint


def test_an_appendix_may_have_any_size() -> None:
    with drawn_pdf(size=A3) as pdf:
        make_explicit(pdf)
        assert cover_size(request(), pdf) == ()


def test_a_cover_for_print_without_bleed_is_refused_with_its_remedy() -> None:
    with drawn_pdf() as pdf:
        make_explicit(pdf)
        (finding,) = cover_size(request("covers/front.pdf", is_cover=True, bleed_mm=3), pdf)
        assert (finding.rule, finding.severity) == ("data.cover-no-bleed", Severity.BLOCK)
        assert finding.where.file == "front.pdf"
        assert "of 3 mm of bleed 3.0 mm are missing" in finding.message
        assert "3 mm of bleed on all sides" in finding.hint
        assert "TrimBox" in finding.hint


@pytest.mark.parametrize(("least_mm", "missing"), [(3, None), (2.95, None), (1, "2.0 mm")])
def test_a_cover_for_print_needs_its_bleed_on_every_side(least_mm: float, missing: str | None) -> None:
    left, other = least_mm * PT_PER_MM, 5 * PT_PER_MM
    with drawn_pdf(size=(A4[0] + left + other, A4[1] + 2 * other)) as pdf:
        pdf.pages[0].obj["/TrimBox"] = Array([left, other, left + A4[0], other + A4[1]])
        make_explicit(pdf)
        asked = request(is_cover=True, bleed_mm=3, is_printed=True)
        found = cover_size(asked, pdf)
        assert [missing in finding.message for finding in found if missing] == [True] * bool(missing)
        if not missing:
            assert found == ()
            place_pages(pdf, asked)
            shown = view_of(pdf.pages[0]).size
            assert shown == pytest.approx(
                (A4[0] + (least_mm + 3) * PT_PER_MM, A4[1] + 6 * PT_PER_MM), abs=0.01
            )


def test_a_cover_of_the_wrong_size_is_told_before_its_bleed() -> None:
    with drawn_pdf(size=A3) as pdf:
        make_explicit(pdf)
        (finding,) = cover_size(request(is_cover=True, bleed_mm=3), pdf)
        assert (finding.rule, finding.severity) == ("data.cover-size", Severity.BLOCK)
