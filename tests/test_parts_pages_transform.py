from __future__ import annotations

import pytest
from outside_files import drawn_pdf
from pikepdf import Array, Dictionary, Matrix, Name, Object, ObjectSet, Pdf, Stream

from report_pdf.parts.pages.boxes import make_explicit
from report_pdf.parts.pages.transform import transform_page, transform_targets

QUARTER = Matrix(0, -1, 1, 0, 0, 100)
"""a page of 100 x 200 turned clockwise: 200 x 100"""
HALF = Matrix(0.5, 0, 0, 0.5, 10, 20)


def numbers(found: Object) -> list[float]:
    return [float(each) for each in found]


def annotation(pdf: Pdf, **entries: object) -> Object:
    more = {f"/{key}": value for key, value in entries.items()}
    return pdf.make_indirect(Dictionary({"/Subtype": Name.Link, "/Rect": [10, 20, 30, 60], **more}))


def transformed(pdf: Pdf, matrix: Matrix) -> Object:
    make_explicit(pdf)
    transform_page(pdf, pdf.pages[0], matrix, (200, 100), ObjectSet())
    return pdf.pages[0].obj


def test_places_of_annotations_follow_the_page() -> None:
    with drawn_pdf(size=(100, 200)) as pdf:
        found = annotation(pdf, QuadPoints=[10, 20, 30, 60], Border=[0, 0, 1])
        pdf.pages[0].obj["/Annots"] = Array([found])
        transformed(pdf, QUARTER)
        assert numbers(found["/Rect"]) == [20, 70, 60, 90]
        assert numbers(found["/QuadPoints"]) == [20, 90, 60, 70]
        assert numbers(found["/Border"]) == [0, 0, 1]


def test_an_appearance_is_turned_once_however_many_show_it() -> None:
    with drawn_pdf(size=(100, 200)) as pdf:
        look = pdf.make_stream(b"", BBox=[0, 0, 20, 40])
        looks = [
            annotation(pdf, AP=Dictionary(N=Dictionary(On=look))),
            annotation(pdf, AP=Dictionary(N=look)),
        ]
        pdf.pages[0].obj["/Annots"] = Array(looks)
        transformed(pdf, QUARTER)
        assert numbers(look["/Matrix"]) == [0, -1, 1, 0, 0, 0]


def test_an_appearance_is_not_turned_when_the_page_is_only_smaller() -> None:
    with drawn_pdf(size=(100, 200)) as pdf:
        look = pdf.make_stream(b"", BBox=[0, 0, 20, 40])
        pdf.pages[0].obj["/Annots"] = Array([annotation(pdf, AP=Dictionary(N=look))])
        transformed(pdf, HALF)
        assert "/Matrix" not in look


def test_patterns_of_the_page_move_and_those_of_forms_do_not() -> None:
    with drawn_pdf(size=(100, 200)) as pdf:
        pattern = pdf.make_stream(b"", PatternType=1, Matrix=[1, 0, 0, 1, 4, 6])
        pdf.pages[0].obj["/Resources"] = Dictionary(Pattern=Dictionary(P=pattern))
        page = transformed(pdf, HALF)
        assert numbers(page["/Resources"]["/Pattern"]["/P"]["/Matrix"]) == [0.5, 0, 0, 0.5, 12, 23]
        assert numbers(pattern["/Matrix"]) == [1, 0, 0, 1, 4, 6]


def test_content_that_closes_more_than_it_opens_stays_in_place() -> None:
    with drawn_pdf(size=(100, 200), content=b"Q 0 0 10 10 re f") as pdf:
        first = transformed(pdf, HALF)["/Contents"][0]
        assert isinstance(first, Stream)
        assert first.read_bytes().split() == b"0.5 0 0 0.5 10 20 cm".split()


@pytest.mark.parametrize(
    ("view", "matrix", "moved"),
    [
        ([Name.XYZ, 10, 40, 0], HALF, [15, 40, 0]),
        ([Name.XYZ, 10, 40, 0], QUARTER, [40, 90, 0]),
        ([Name.FitR, 10, 20, 30, 60], QUARTER, [20, 70, 60, 90]),
        ([Name.FitH, 40], HALF, [40]),
        ([Name.FitV, 40], HALF, [30]),
        ([Name.FitH, 40], QUARTER, [40]),
        ([Name.Fit], HALF, []),
        ([3, Name.X], HALF, None),
        ([], HALF, None),
    ],
)
def test_destinations_lead_to_the_same_spot(
    view: list[object], matrix: Matrix, moved: list[float] | None
) -> None:
    with drawn_pdf(2, size=(100, 200)) as pdf:
        page = pdf.pages[0].obj
        destination = pdf.make_indirect(Array([page, *view]))
        links = [annotation(pdf, Dest=destination), annotation(pdf, A=Dictionary(S=Name.GoTo, D=destination))]
        pdf.pages[1].obj["/Annots"] = Array(links)
        pdf.Root["/Names"] = Dictionary(Dests=Dictionary(Names=Array(["a", Dictionary(D=destination)])))
        transform_targets(pdf, {page.objgen: matrix})
        if moved is not None:
            assert numbers(Array(list(destination)[2:])) == pytest.approx(moved)


def test_the_boxes_of_pictures_follow_their_page() -> None:
    with drawn_pdf(size=(100, 200)) as pdf:
        page = pdf.pages[0].obj
        attributes = Dictionary(O=Name.Layout, BBox=[10, 20, 30, 60])
        figure = pdf.make_indirect(Dictionary(S=Name.Figure, Pg=page, A=Array([attributes, 0])))
        figure["/K"] = figure
        pdf.Root["/StructTreeRoot"] = Dictionary(K=Array([figure, Dictionary(S=Name.Figure, A=3)]))
        transform_targets(pdf, {page.objgen: QUARTER})
        assert numbers(figure["/A"][0]["/BBox"]) == [20, 70, 60, 90]
