from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from part_input import drawn_part
from pikepdf import Array, Dictionary, Matrix, Name, Object, Pdf, Stream

from report_pdf.parts.interactive.drawn_annotations import Drawn, drawn, paint_over, take_annotations

PDF = drawn_part(b"")


def annotation(
    rect: list[float], box: list[float], matrix: list[float] | None = None, state: Name = Name.Off
) -> Dictionary:
    look = Stream(PDF, b"f", BBox=Array(box))
    if matrix:
        look["/Matrix"] = Array(matrix)
    return Dictionary(Subtype=Name.Stamp, Rect=Array(rect), AP=Dictionary(N=look), AS=state)


def corners(shown: Drawn, box: list[float], matrix: list[float]) -> list[float]:
    """Where the box comes to stand, as left, bottom, right, top."""
    whole = Matrix(*matrix) @ Matrix(*shown.matrix)
    points = [whole.transform((x, y)) for x in box[::2] for y in box[1::2]]
    return [
        min(x for x, _ in points),
        min(y for _, y in points),
        max(x for x, _ in points),
        max(y for _, y in points),
    ]


SIDE = st.integers(1, 500)


@given(
    SIDE,
    SIDE,
    SIDE,
    SIDE,
    st.sampled_from([[1, 0, 0, 1, 0, 0], [0, 1, -1, 0, 30, 5], [0.5, 0.5, -0.5, 0.5, 0, 0]]),
)
def test_a_look_fills_its_place_however_it_is_turned(
    x: int, y: int, width: int, height: int, matrix: list[float]
) -> None:
    rect, box = [x, y, x + width, y + height], [2.0, 3.0, 42.0, 23.0]
    shown = drawn(annotation([rect[2], rect[1], rect[0], rect[3]], box, matrix))
    assert shown is not None
    assert corners(shown, box, matrix) == pytest.approx(rect)


@pytest.mark.parametrize(
    "entries", [{"F": 2}, {"F": 32}, {"Subtype": Name.Popup}, {"Rect": 3}, {"AP": Dictionary()}]
)
def test_what_is_not_seen_is_not_drawn(entries: dict[str, object]) -> None:
    found = annotation([0, 0, 9, 9], [0, 0, 9, 9])
    for key, value in entries.items():
        found[f"/{key}"] = value
    assert drawn(found) is None


def test_the_state_that_is_shown_is_drawn() -> None:
    found = annotation([0, 0, 9, 9], [0, 0, 9, 9], state=Name.Yes)
    yes = found.AP.N
    found.AP.N = Dictionary(Yes=yes, Off=Stream(PDF, b""))
    shown = drawn(found)
    assert shown is not None
    assert shown.form.objgen == yes.objgen


def with_annotations(*found: Object) -> Pdf:
    pdf = drawn_part(b"")
    pdf.pages[0].obj["/Annots"] = Array([pdf.make_indirect(each) for each in found])
    return pdf


def test_links_stay_on_the_page() -> None:
    pdf = with_annotations(Dictionary(Subtype=Name.Link), Dictionary(Subtype=Name.Stamp))
    assert take_annotations(pdf.pages[0]) == []
    assert [str(each.Subtype) for each in pdf.pages[0].obj.Annots] == ["/Link"]


def test_what_is_painted_over_a_page_is_not_moved_by_what_the_page_left_open() -> None:
    pdf = drawn_part(b"q 2 0 0 2 0 0 cm BT")
    shared = pdf.pages[0].obj["/Resources"]
    look = Stream(pdf, b"f", BBox=Array([0, 0, 9, 9]))
    paint_over(pdf, pdf.pages[0], [Drawn(look, (1, 0, 0, 1, 5, 5))])
    assert (
        pdf.pages[0].obj.Contents.read_bytes().split()
        == (
            b"q q 2 0 0 2 0 0 cm BT ET Q Q /Artifact BMC "
            b"q 1.0000 0.0000 0.0000 1.0000 5.0000 5.0000 cm /Over1 Do Q EMC"
        ).split()
    )
    assert pdf.pages[0].obj.Resources.XObject.Over1.objgen == look.objgen
    assert "/XObject" not in shared
