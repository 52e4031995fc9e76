from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outside_files import drawn_pdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from report_pdf.parts.pages.boxes import View, is_drawable_size, make_explicit, show_trim, view_of


def explicit(pdf: Pdf) -> Object:
    make_explicit(pdf)
    return pdf.pages[0].obj


def box(page: Object, key: str) -> list[float]:
    return [float(side) for side in page[key]]


def test_what_a_page_inherits_becomes_its_own() -> None:
    with drawn_pdf() as pdf:
        page: Object = pdf.pages[0].obj
        tree = pdf.Root["/Pages"]
        tree["/MediaBox"], tree["/Rotate"], tree["/Resources"] = Array([0, 0, 100, 200]), 90, Dictionary(A=1)
        for key in ("/MediaBox", "/Resources", "/Rotate"):
            if key in page:
                del page[key]
        page = explicit(pdf)
        assert box(page, "/MediaBox") == box(page, "/CropBox") == [0, 0, 100, 200]
        assert [repr(page[key]) for key in ("/Rotate", "/Tabs")] == ["90", 'pikepdf.Name("/S")']
        assert page["/Resources"].keys() == {"/A"}
        assert sorted(pdf.Root["/Pages"].keys()) == ["/Count", "/Kids", "/Type"]


@pytest.mark.parametrize(
    ("crop", "visible"),
    [
        (Array([10, 20, 900, 100]), [10, 20, 200, 100]),
        (Array([100, 90, 10, 20]), [10, 20, 100, 90]),
        (Array([300, 300, 400, 400]), [0, 0, 200, 200]),
        (Array([0, 0, String("x"), 1]), [0, 0, 200, 200]),
        (Name.X, [0, 0, 200, 200]),
    ],
)
def test_what_is_shown_lies_on_the_page(crop: Object, visible: list[float]) -> None:
    with drawn_pdf(size=(200, 200)) as pdf:
        pdf.pages[0].obj["/CropBox"] = crop
        assert box(explicit(pdf), "/CropBox") == visible


@pytest.mark.parametrize(("turn", "kept"), [(450, 90), (-90, 270), (45, 0), (String("x"), 0), (1e300, 0)])
def test_pages_are_turned_by_quarters(turn: object, kept: int) -> None:
    with drawn_pdf() as pdf:
        pdf.pages[0].obj["/Rotate"] = turn if isinstance(turn, String) else float(str(turn))
        assert explicit(pdf)["/Rotate"] == kept


def test_entries_of_wrong_types_and_of_no_use_are_left_out() -> None:
    with drawn_pdf() as pdf:
        page: Object = pdf.pages[0].obj
        page["/MediaBox"], page["/UserUnit"], page["/Resources"] = Name.X, -3, 3
        page["/Contents"] = Array([3, page["/Contents"], Name.X])
        page["/Thumb"], page["/PieceInfo"], page["/B"] = 1, Dictionary(), Array([])
        page = explicit(pdf)
        assert box(page, "/MediaBox") == [0, 0, 612, 792]
        assert not {"/UserUnit", "/Thumb", "/PieceInfo", "/B"} & set(page.keys())
        assert b"re f" in page["/Contents"].read_bytes()


def test_a_cover_shows_its_trim() -> None:
    with drawn_pdf(size=(220, 320)) as pdf:
        pdf.pages[0].obj["/TrimBox"] = Array([10, 10, 210, 310])
        make_explicit(pdf)
        show_trim(pdf.pages[0])
        assert view_of(pdf.pages[0]).size == (200, 300)


@given(
    st.tuples(*[st.floats(-500, 500)] * 2, *[st.floats(1, 900)] * 2),
    st.sampled_from([0, 90, 180, 270]),
    st.floats(0.1, 10),
)
def test_what_is_shown_is_moved_to_the_origin(
    placed: tuple[float, float, float, float], turn: int, unit: float
) -> None:
    x, y, width, height = placed
    view = View((x, y, x + width, y + height), turn, unit)
    corners = [view.matrix.transform(corner) for corner in ((x, y), (x + width, y + height))]
    (left, right), (bottom, top) = (sorted(sides) for sides in zip(*corners, strict=True))
    assert (left, bottom) == pytest.approx((0, 0), abs=1e-3)
    assert (right, top) == pytest.approx(view.size, rel=1e-3, abs=1e-2)


@pytest.mark.parametrize(
    ("size", "is_drawable"), [((3, 14_400), True), ((2.9, 100), False), ((100, 14_401), False)]
)
def test_sizes_that_archives_allow(size: tuple[float, float], is_drawable: bool) -> None:  # noqa: FBT001
    assert is_drawable_size(View((0, 0, *size), 0, 1)) is is_drawable
