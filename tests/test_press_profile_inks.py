from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image
from press_input import FOGRA39

from report_pdf.press.condition import Condition
from report_pdf.press.profile_inks import ProfileInks

INKS = ProfileInks(FOGRA39)
part = some.floats(0, 1)


def of_hex(colour: str) -> tuple[float, ...]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red / 255, green / 255, blue / 255


@pytest.mark.parametrize("colour", ["#000000", "#1F1F1D", "#101018"])
def test_what_was_meant_for_black_is_black_alone(colour: str) -> None:
    ink = INKS.ink("DeviceRGB", of_hex(colour))
    assert ink
    assert ink.is_black


def test_greys_are_printed_in_black_alone_and_no_darker_than_they_look() -> None:
    greys = [INKS.ink("DeviceGray", (shade / 20,)) for shade in range(21)]
    assert all(grey and grey.cmyk[:3] == (0, 0, 0) for grey in greys)
    blacks = [grey.cmyk[3] for grey in greys if grey]
    assert blacks == sorted(blacks, reverse=True)
    assert (blacks[0], blacks[-1]) == (1, 0)


def test_a_grey_in_rgb_and_in_grey_is_the_same_ink() -> None:
    assert INKS.ink("DeviceRGB", (0.4, 0.4, 0.4)) == INKS.ink("DeviceGray", (0.4,))


def test_a_colour_goes_through_the_profile() -> None:
    ink = INKS.ink("DeviceRGB", of_hex("#EA5034"))
    assert ink
    cyan, magenta, yellow, black = ink.cmyk
    assert cyan < 0.05
    assert 0.7 < magenta < 0.9
    assert 0.7 < yellow < 0.9
    assert black < 0.1


def test_inks_stay_as_they_are_given_up_to_the_limit() -> None:
    given_inks = INKS.ink("DeviceCMYK", (0.5, 0.4, 0.3, 0.8))
    assert given_inks
    assert given_inks.cmyk == (0.5, 0.4, 0.3, 0.8)


def test_other_spaces_have_none() -> None:
    assert INKS.ink("Lab", (50, 0, 0)) is None
    assert INKS.ink("DeviceRGB", (0.5,)) is None


@given(part, part, part, part)
def test_no_ink_is_over_the_limit(cyan: float, magenta: float, yellow: float, black: float) -> None:
    ink = INKS.ink("DeviceCMYK", (cyan, magenta, yellow, black))
    assert ink
    assert sum(ink.cmyk) <= 3.0002
    assert ink.cmyk[3] == black


@pytest.mark.parametrize("limit", [220, 260, 300])
def test_no_spot_of_a_photograph_has_more_ink_than_the_limit(limit: float) -> None:
    shades = np.random.default_rng(5).integers(0, 256, (80, 80, 3), dtype=np.uint8)
    shades[:40] //= 5
    printed = ProfileInks(Condition("FOGRA39", FOGRA39.profile, limit)).picture(
        Image.fromarray(shades), limit
    )
    assert printed.mode == "CMYK"
    assert np.asarray(printed).astype(int).sum(axis=2).max() <= limit * 2.55 + 1e-6


def test_a_photograph_whose_profile_is_damaged_is_taken_for_srgb() -> None:
    red = Image.new("RGB", (4, 4), (200, 40, 40))
    damaged = FOGRA39.profile  # of four channels, which says nothing about three
    assert INKS.picture(red, 300, damaged).tobytes() == INKS.picture(red, 300).tobytes()


def test_a_grey_photograph_is_black_alone_and_keeps_its_shadows() -> None:
    ramp = Image.frombytes("L", (256, 1), bytes(range(256)))
    printed = np.asarray(INKS.black_picture(ramp))[0].astype(int)
    assert (printed[0], printed[255]) == (0, 255)
    assert (np.diff(printed) >= 0).all()
    assert len(set(printed[:40])) > 5
