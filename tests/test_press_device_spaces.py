from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import ImageCms
from press_input import FOGRA39
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
)

from report_pdf.press.device_spaces import NotFaithful, reduce_spaces

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
OTHER = SRGB.replace(b"rXYZ", b"....").replace(b"gXYZ", b"rXYZ").replace(b"....", b"gXYZ")
"""red is green, and green red"""
RGB, CMYK = NameObject("/DeviceRGB"), NameObject("/DeviceCMYK")


def by_profile(profile: bytes, count: int) -> ArrayObject:
    stream = DecodedStreamObject()
    stream.set_data(profile)
    stream[NameObject("/N")] = NumberObject(count)
    return ArrayObject([NameObject("/ICCBased"), stream])


def spaces(**named: PdfObject) -> DictionaryObject:
    """Colour spaces as a page's resources name them."""
    return DictionaryObject({NameObject(f"/{name}"): space for name, space in named.items()})


def page(**resources: PdfObject) -> DictionaryObject:
    return spaces(Resources=spaces(**resources))


def reduced(space: PdfObject) -> PdfObject:
    """What a space that a page names becomes."""
    named = spaces(C0=space)
    reduce_spaces(page(ColorSpace=named))
    return named["/C0"]


def picture(space: PdfObject) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.update(spaces(Subtype=NameObject("/Image"), ColorSpace=space))
    return made


@pytest.mark.parametrize(
    ("space", "equal"),
    [
        (RGB, RGB),
        (ArrayObject([RGB]), RGB),
        (NameObject("/Pattern"), "/Pattern"),
        (by_profile(SRGB, 3), RGB),
        (by_profile(FOGRA39.profile, 4), CMYK),
        (by_profile(b"not even a profile", 4), CMYK),
    ],
)
def test_what_says_the_same_as_a_device_space_is_called_so(space: PdfObject, equal: str) -> None:
    assert str(reduced(space)) == equal


@pytest.mark.parametrize(
    ("space", "why"),
    [
        (ArrayObject([NameObject("/Separation"), NameObject("/Gold"), CMYK]), "spot"),
        (ArrayObject([NameObject("/DeviceN")]), "spot"),
        (ArrayObject([NameObject("/Lab"), DictionaryObject()]), "Lab"),
        (ArrayObject([NameObject("/CalRGB"), DictionaryObject()]), "CalRGB"),
        (ArrayObject([NameObject("/Pattern"), RGB]), "Pattern"),
        (by_profile(LAB, 3), "ICCBased"),
        (by_profile(OTHER, 3), "ICCBased"),
        (by_profile(b"not even a profile", 3), "ICCBased"),
    ],
)
def test_what_has_no_equal_is_refused_with_its_name(space: PdfObject, why: str) -> None:
    with pytest.raises(NotFaithful, match=why):
        reduced(space)


def test_a_default_that_says_the_same_is_taken_away_and_another_refused() -> None:
    named = spaces(DefaultRGB=by_profile(SRGB, 3), DefaultCMYK=by_profile(FOGRA39.profile, 4), C0=RGB)
    reduce_spaces(page(ColorSpace=named))
    assert list(named) == ["/C0"]
    with pytest.raises(NotFaithful):
        reduce_spaces(page(ColorSpace=spaces(DefaultRGB=by_profile(LAB, 3))))


def test_a_picture_keeps_a_profile_of_its_own_and_its_palette() -> None:
    own = by_profile(b"of a camera", 3)
    plain, kept = picture(by_profile(SRGB, 3)), picture(own)
    table = ArrayObject([NameObject("/Indexed"), by_profile(SRGB, 3), NumberObject(0), NameObject("/x")])
    of_palette = picture(table)
    reduce_spaces(page(XObject=spaces(Im0=plain, Im1=kept, Im2=of_palette)))
    assert plain["/ColorSpace"] == RGB
    assert kept["/ColorSpace"] == own
    assert of_palette["/ColorSpace"] == ArrayObject([table[0], RGB, *table[2:]])


def in_a_form(lab: ArrayObject) -> DictionaryObject:
    form = DecodedStreamObject()
    form[NameObject("/Resources")] = spaces(ColorSpace=spaces(C0=lab))
    return page(XObject=spaces(Fm=form))


def in_a_shading(lab: ArrayObject) -> DictionaryObject:
    return page(Shading=spaces(Sh=spaces(ColorSpace=lab)))


def of_a_group(lab: ArrayObject) -> DictionaryObject:
    return spaces(Group=spaces(CS=lab))


@pytest.mark.parametrize("placed", [in_a_form, in_a_shading, of_a_group])
def test_all_that_a_page_draws_is_looked_at(placed: Callable[[ArrayObject], DictionaryObject]) -> None:
    with pytest.raises(NotFaithful, match="Lab"):
        reduce_spaces(placed(ArrayObject([NameObject("/Lab"), DictionaryObject()])))


def test_what_a_page_does_not_paint_is_left_alone() -> None:
    lab = ArrayObject([NameObject("/Lab"), DictionaryObject()])
    reduce_spaces(spaces(Annots=ArrayObject([spaces(ColorSpace=spaces(C0=lab))])))
