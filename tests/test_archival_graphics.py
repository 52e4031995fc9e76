from __future__ import annotations

import pytest
from archival_input import form, image, page, put, tint
from pikepdf import Array, Dictionary, Name, Object, Pdf

from report_pdf.parts.archival.graphics import drawing_faults, mend_graphics, mend_states, state_faults
from report_pdf.parts.content.walk import contents


def _mended_state(pdf: Pdf, **entries: object) -> Object:
    page(b"/G gs", {"/ExtGState": Dictionary(G=put(Dictionary(), **entries))}, pdf)
    for content in contents(pdf):
        mend_states(content)
    return pdf.pages[0].obj["/Resources"]["/ExtGState"]["/G"]


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("BM", Name.Multiply, Name.Multiply),
        ("BM", Array([Name.Foo, Name.Screen, Name.Multiply]), Name.Screen),
        ("BM", Name.Foo, Name.Normal),
        ("RI", Name.Foo, Name.RelativeColorimetric),
        ("OPM", 1, 0),
        ("HT", Name.Default, None),
        ("HTP", Array([0, 0]), None),
        ("TR", Name.Identity, None),
        ("TR", Array([Name.Identity] * 4), None),
        ("TR2", Name.Default, None),
        ("ca", 0.5, 0.5),
    ],
)
def test_states_say_what_viewers_do(key: str, value: object, kept: object) -> None:
    pdf = Pdf.new()
    state = _mended_state(pdf, **{key: value})
    found = state.get(f"/{key}")
    assert (None if found is None else found if isinstance(found, Object) else float(found)) == kept
    assert list(state_faults(state)) == []


def test_a_curve_that_changes_colours_is_told() -> None:
    pdf = Pdf.new()
    state = _mended_state(pdf, TR=tint(pdf, 1))
    assert [rule for rule, _message in state_faults(state)] == ["6.2.5"]


def test_the_curve_of_a_soft_mask_stays() -> None:
    pdf = Pdf.new()
    state = _mended_state(pdf, SMask=Dictionary(S=Name.Luminosity, TR=tint(pdf, 1), G=form(pdf, b"")))
    assert "/TR" in state["/SMask"]


def test_what_is_no_state() -> None:
    assert list(state_faults(Name.Foo))


@pytest.mark.parametrize(
    "said", [{"Interpolate": True}, {"OPI": Dictionary()}, {"Alternates": Array([])}, {"Intent": Name.Foo}]
)
def test_pictures_keep_what_is_seen(said: dict[str, object]) -> None:
    pdf = Pdf.new()
    picture = image(pdf, **said)
    page(b"", {"/XObject": Dictionary(I=picture)}, pdf)
    assert list(drawing_faults(picture))
    mend_graphics(pdf)
    assert list(drawing_faults(picture)) == []


def test_masks_have_two_levels() -> None:
    pdf = Pdf.new()
    mask = image(pdf, ImageMask=True, ColorSpace=None)
    picture = image(pdf, Mask=mask)
    page(b"", {"/XObject": Dictionary(I=picture)}, pdf)
    mend_graphics(pdf)
    assert mask["/BitsPerComponent"] == 1
    assert list(drawing_faults(picture)) == []
    assert list(drawing_faults(image(pdf, Mask=image(pdf))))
    assert list(drawing_faults(image(pdf, SMask=image(pdf, SMask=image(pdf)))))


def test_forms_keep_what_is_seen() -> None:
    pdf = Pdf.new()
    drawing = form(pdf, b"1 w", Ref=Dictionary(), OPI=Dictionary(), Subtype2=Name.PS)
    script = form(pdf, b"showpage", Subtype=Name.PS)
    page(b"", {"/XObject": Dictionary(I=drawing, P=script)}, pdf)
    assert list(drawing_faults(drawing))
    assert list(drawing_faults(script))
    mend_graphics(pdf)
    assert (drawing.read_bytes(), script.read_bytes()) == (b"1 w", b"")
    assert list(drawing_faults(drawing)) == []
    assert list(drawing_faults(script)) == []
