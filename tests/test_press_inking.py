from __future__ import annotations

import pytest
from press_input import INKS
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    PdfObject,
    StreamObject,
)

from report_pdf.press.inking import Inking
from report_pdf.press.shadings import NoInk

RED = "0.917647 0.313725 0.203922 rg"
IN_INK = b"0 0.8 0.82 0 k"


def entries(**values: PdfObject | str) -> DictionaryObject:
    return DictionaryObject(
        {
            NameObject(f"/{key}"): NameObject(value) if isinstance(value, str) else value
            for key, value in values.items()
        }
    )


class File:
    """A file with one form, group, pattern, picture or mask after another, and its inking."""

    def __init__(self) -> None:
        self.writer = PdfWriter()
        self.pictures: list[StreamObject] = []
        self.inking = Inking(self.writer, INKS, self._picture)

    def _picture(self, picture: StreamObject) -> None:
        self.pictures.append(picture)
        raise NoInk(str(picture["/ColorSpace"]))

    def stream(self, content: str, **values: PdfObject | str) -> StreamObject:
        made = DecodedStreamObject()
        made.set_data(content.encode())
        made.update(entries(**values))
        self.writer._add_object(made)  # noqa: SLF001  # pypdf has no public way
        return made

    def form(self, content: str, **values: PdfObject | str) -> StreamObject:
        return self.stream(content, Subtype="/Form", Resources=DictionaryObject(), **values)

    def group(self, content: str) -> StreamObject:
        return self.form(content, Group=entries(S="/Transparency", CS="/DeviceRGB"))

    def page(
        self, content: str, index: int = 0, **resources: DictionaryObject
    ) -> tuple[bytes, DictionaryObject]:
        page = entries(Resources=entries(**resources))
        return self.inking.page(index, page, content.encode()), page


def named(**values: PdfObject) -> DictionaryObject:
    return entries(
        **{key: getattr(value, "indirect_reference", None) or value for key, value in values.items()}
    )


@pytest.fixture
def file() -> File:
    return File()


def test_a_form_of_many_pages_is_turned_once(file: File) -> None:
    form = file.form(f"{RED} 0 0 1 1 re f")
    for index in range(3):
        file.page("/x Do", index, XObject=named(x=form))
    assert form.get_data() == IN_INK + b" 0 0 1 1 re f"
    assert file.inking.without_ink == {}


def test_what_draws_itself_ends(file: File) -> None:
    form = file.form("/x Do")
    form[NameObject("/Resources")] = entries(XObject=named(x=form))
    file.page("/x Do", XObject=named(x=form))
    assert form.get_data() == b"/x Do"


def test_what_has_no_ink_is_told_of_the_page_where_it_is_met_first(file: File) -> None:
    form = file.form("0.2 0.4 0.6 rg 0 0 1 1 re f")
    file.page("", 0)
    file.page("/x Do", 1, XObject=named(x=form))
    file.page("/x Do", 2, XObject=named(x=form))
    assert list(file.inking.without_ink) == [(1, "#336699")]


def test_a_form_paints_in_the_colour_of_what_draws_it(file: File) -> None:
    form = file.form("0 0 1 1 re f")
    file.page("0.2 0.4 0.6 rg /x Do", XObject=named(x=form))
    assert list(file.inking.without_ink) == [(0, "#336699")]


def test_patterns_and_glyphs_are_turned_too(file: File) -> None:
    tile = file.stream(f"{RED} 0 0 1 1 re f", PatternType="1", Resources=DictionaryObject())
    glyph = file.stream(f"100 0 d0 {RED} 0 0 1 1 re f")
    font = entries(Subtype="/Type3", CharProcs=named(a=glyph), Resources=DictionaryObject())
    file.page(
        "/Pattern cs /p scn 0 0 1 1 re f BT /f 9 Tf ET",
        Pattern=named(p=tile),
        Font=entries(f=font),
    )
    assert tile.get_data().startswith(IN_INK)
    assert IN_INK in glyph.get_data()


def test_a_page_keeps_only_the_resources_that_it_uses(file: File) -> None:
    used, unused = file.form(""), file.form("1 0 0 rg 0 0 1 1 re f")
    lab = ArrayObject([NameObject("/Lab"), DictionaryObject()])
    _content, page = file.page("/x Do", XObject=named(x=used, y=unused), ColorSpace=entries(lab=lab))
    assert str(page["/Resources"]) == str({"/XObject": {"/x": used.indirect_reference}})
    assert file.inking.without_ink == {}


def test_groups_that_nothing_needs_go_and_others_blend_in_cmyk(file: File) -> None:
    idle, needed, shared = file.group(""), file.group(""), file.group("")
    half = entries(ca=FloatObject(0.5))
    file.page("/x Do /z Do", 0, XObject=named(x=idle, z=shared))
    file.page("/a gs /y Do /z Do", 1, XObject=named(y=needed, z=shared), ExtGState=entries(a=half))
    file.inking.settle_groups()
    assert "/Group" not in idle
    assert needed["/Group"]["/CS"] == "/DeviceCMYK"  # type: ignore[index]  # a dictionary
    assert shared["/Group"]["/CS"] == "/DeviceCMYK"  # type: ignore[index]  # as above


def test_transparency_within_a_form_keeps_its_group(file: File) -> None:
    inner = file.group("/a gs 0 0 1 1 re n")
    inner[NameObject("/Resources")] = entries(ExtGState=entries(a=entries(BM="/Multiply")))
    file.page("/x Do", XObject=named(x=inner))
    file.inking.settle_groups()
    assert "/Group" in inner


def test_a_soft_mask_says_how_much_is_seen(file: File) -> None:
    mask = file.group("0.5 g 0 0 1 1 re f 1 0 0 rg 0 0 1 1 re f")
    state = entries(SMask=entries(S="/Luminosity", G=mask.indirect_reference or ""))
    file.page("/m gs", ExtGState=entries(m=state))
    file.inking.settle_groups()
    assert b"0 0 0 0.7 k" in mask.get_data()
    assert mask["/Group"]["/CS"] == "/DeviceCMYK"  # type: ignore[index]  # a dictionary
    assert list(file.inking.without_ink) == [(0, "DeviceGray 0.5")]


def test_pictures_are_turned_once_but_for_masks(file: File) -> None:
    rgb = file.stream("", Subtype="/Image", ColorSpace="/DeviceRGB", Interpolate=BooleanObject(True))  # noqa: FBT003  # what a PDF holds
    grey = file.stream("", Subtype="/Image", ColorSpace="/DeviceGray")
    mask = file.stream("", Subtype="/Image", ImageMask=BooleanObject(True))  # noqa: FBT003  # as above
    pictures = named(r=rgb, g=grey, m=mask)
    file.page(f"{RED} /r Do /g Do /m Do", 0, XObject=pictures)
    file.page("/r Do", 1, XObject=pictures)
    assert file.pictures == [rgb, grey]
    assert list(file.inking.without_ink) == [(0, "/DeviceRGB"), (0, "/DeviceGray")]
    assert "/Interpolate" not in rgb


def test_two_tokens_of_one_plate_share_it(file: File) -> None:
    spot = "0.784314 0.062745 0.180392"
    content, page = file.page(f"{spot} rg 0 0 1 1 re f {spot} RG 0 0 1 1 re S")
    assert b"/PressPlate0 cs 1 scn" in content
    assert b"/PressPlate0 CS 1 SCN" in content
    (plate,) = page["/Resources"]["/ColorSpace"].values()  # type: ignore[index]  # a dictionary
    assert plate.get_object()[:3] == ["/Separation", "/PANTONE 186 C", "/DeviceCMYK"]
