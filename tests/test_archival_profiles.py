from __future__ import annotations

import pytest
from pikepdf import Name, Pdf
from PIL import ImageCms

from report_pdf.parts.archival.profiles import channels, fogra39, icc_based, is_srgb, profile_bytes

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def test_channels_of_sound_profiles() -> None:
    assert channels(SRGB) == 3
    assert channels(fogra39()) == 4
    assert (
        channels(ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()) == 0
    )  # of a class apart


@pytest.mark.parametrize(("at", "value"), [(8, b"\x05"), (12, b"link"), (16, b"XYZ "), (36, b"none")])
def test_profiles_that_archives_refuse(at: int, value: bytes) -> None:
    assert channels(SRGB[:at] + value + SRGB[at + len(value) :]) == 0


def test_what_is_no_profile() -> None:
    assert channels(SRGB[:100]) == 0
    assert profile_bytes(None) == b""
    pdf = Pdf.new()
    broken = pdf.make_stream(b"no", {"/Filter": Name.FlateDecode})
    assert profile_bytes(broken) == b""


def test_srgb_is_known() -> None:
    assert is_srgb(SRGB)
    assert not is_srgb(fogra39())


def test_a_space_says_its_channels() -> None:
    pdf = Pdf.new()
    made = icc_based(pdf, fogra39())
    assert made[0] == Name.ICCBased
    assert made[1]["/N"] == 4
    assert made.is_indirect
