from __future__ import annotations

import pytest
from archival_input import form, image, page, tint
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from PIL import ImageCms

from report_pdf.parts.archival.colours import (
    default_faults,
    mend_colours,
    mend_defaults,
    painted_faults,
    space_faults,
)
from report_pdf.parts.archival.profiles import fogra39
from report_pdf.parts.content.walk import contents

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
OTHER_RGB = SRGB.replace(b"sRGB", b"RGB2").replace("sRGB".encode("utf-16-be"), "RGB2".encode("utf-16-be"))


def _icc(pdf: Pdf, profile: bytes, **said: object) -> Array:
    return Array([Name.ICCBased, pdf.make_stream(profile, {f"/{key}": value for key, value in said.items()})])


def _mend(pdf: Pdf) -> None:
    spaces = mend_colours(pdf)
    for content in contents(pdf):
        mend_defaults(spaces, content)


def _rules(pdf: Pdf) -> list[str]:
    return [rule for content in contents(pdf) for rule, _message in default_faults(content)]


def _with_intent(pdf: Pdf, profile: bytes) -> None:
    said = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, DestOutputProfile=pdf.make_stream(profile))
    pdf.Root["/OutputIntents"] = Array([said])


def test_what_operators_mean_by_cmyk_is_said_where_they_stand() -> None:
    pdf = Pdf.new()
    drawing = form(pdf, b"0 0 0 1 k", Resources=Dictionary())
    page(b"/I Do", {"/XObject": Dictionary(I=drawing)}, pdf)
    assert _rules(pdf) == ["6.2.4.3"]
    _mend(pdf)
    assert drawing["/Resources"]["/ColorSpace"]["/DefaultCMYK"][1]["/N"] == 4
    assert "/ColorSpace" not in pdf.pages[0].obj["/Resources"]
    assert _rules(pdf) == []


def test_the_source_s_own_profile_stands_for_its_colours() -> None:
    pdf = page(b"1 0 0 rg 0 0 0 1 k")
    _with_intent(pdf, OTHER_RGB)
    _mend(pdf)
    spaces = pdf.pages[0].obj["/Resources"]["/ColorSpace"]
    assert spaces["/DefaultRGB"][1].read_bytes() == OTHER_RGB
    assert spaces["/DefaultCMYK"][1].read_bytes() == fogra39()
    assert "/OutputIntents" not in pdf.Root


def test_srgb_needs_no_word() -> None:
    pdf = page(b"1 0 0 rg")
    _with_intent(pdf, SRGB)
    _mend(pdf)
    assert "/OutputIntents" not in pdf.Root
    assert "/ColorSpace" not in pdf.pages[0].obj["/Resources"]


def test_default_spaces_that_are_none_are_replaced() -> None:
    pdf = page(b"0 0 0 1 k", {"/ColorSpace": Dictionary(DefaultCMYK=Name.DeviceCMYK, DefaultGray=Name.Foo)})
    assert set(_rules(pdf)) == {"6.2.4", "6.2.4.3"}
    _mend(pdf)
    assert _rules(pdf) == []


@pytest.mark.parametrize(
    "made",
    [
        lambda _pdf: Array([Name.Indexed, Name.DeviceCMYK, 0, String(b"abcd")]),
        lambda pdf: Array([Name.Separation, Name.A, Name.DeviceCMYK, tint(pdf, 0, 0, 0, 1)]),
        lambda pdf: Array(
            [Name.Indexed, Array([Name.Separation, Name.A, Name.DeviceCMYK, tint(pdf)]), 0, b"a"]
        ),
        lambda _pdf: Array([Name.Pattern, Name.DeviceCMYK]),
        lambda _pdf: Array([Name.DeviceCMYK]),
        lambda _pdf: Array([Name.CalCMYK, Dictionary()]),
        lambda _pdf: Name.DeviceCMYK,
        lambda pdf: _icc(pdf, b"none", N=3),
        lambda pdf: _icc(pdf, fogra39(), N=3),
        lambda pdf: _icc(pdf, b"none", N=4),
        lambda pdf: _icc(pdf, SRGB),
    ],
)
def test_spaces_are_said_in_full(made: object) -> None:
    pdf = Pdf.new()
    space = made(pdf)  # type: ignore[operator]
    page(b"", {"/ColorSpace": Dictionary(S=space)}, pdf)
    spaces = pdf.pages[0].obj["/Resources"]["/ColorSpace"]
    assert list(painted_faults(spaces["/S"]))
    _mend(pdf)
    assert list(painted_faults(spaces["/S"])) == []


def test_pictures_and_groups_say_their_profile() -> None:
    pdf = Pdf.new()
    picture = image(pdf, ColorSpace=Name.DeviceCMYK)
    group = form(pdf, b"", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK))
    page(b"", {"/XObject": Dictionary(I=picture, G=group)}, pdf)
    _mend(pdf)
    assert picture["/ColorSpace"][0] == Name.ICCBased
    assert group["/Group"]["/CS"][0] == Name.ICCBased


@pytest.mark.parametrize(
    "space",
    [
        Name.Foo,
        Array([]),
        Array([Name.Foo, 1]),
        Name.Pattern,
        Array([Name.Pattern, Name.DeviceRGB]),
        String("x"),
    ],
)
def test_spaces_that_nobody_knows(space: Object) -> None:
    assert [rule for rule, _message in space_faults(space)] == ["6.2.4"]


def test_spaces_inside_themselves_end() -> None:
    pdf = Pdf.new()
    space = pdf.make_indirect(Array([Name.Indexed, 0, 0, b""]))
    space[1] = space
    assert list(space_faults(space))
