"""Colours of the design: their sRGB against their CMYK, through the profile of the press."""

from __future__ import annotations

import pytest
from print_input import PROFILE

from report_pdf.findings import Where
from report_pdf.preflight.token_colours import token_colours
from report_pdf.tokens import Colour

WHITE = Colour(srgb="#FFFFFF", cmyk=(0, 0, 0, 0))
BLACK = Colour(srgb="#1F1F1D", cmyk=(0, 0, 0, 100))
RED = Colour(srgb="#EA5034", cmyk=(0, 80, 82, 0))


def names(**colours: Colour) -> list[str]:
    where = dict.fromkeys(colours, Where("styles/tokens.toml", 3))
    return [name for name, _finding in token_colours(colours, PROFILE.read_bytes(), where)]


def test_colours_that_print_as_they_are_seen_are_not_told() -> None:
    assert names(bianco=WHITE, nero=BLACK, cotto=RED) == []


@pytest.mark.parametrize("cmyk", [(0, 80, 40, 0), (30, 80, 82, 0), (0, 50, 82, 0)])
def test_a_colour_that_prints_otherwise_is_told(cmyk: tuple[float, float, float, float]) -> None:
    assert names(cotto=Colour(srgb=RED.srgb, cmyk=cmyk), bianco=WHITE) == ["cotto"]


def test_an_ink_of_its_own_is_not_compared() -> None:
    assert names(cotto=Colour(srgb=RED.srgb, cmyk=(100, 0, 0, 0), spot="PANTONE 186 C")) == []


def test_a_profile_that_is_none_compares_nothing() -> None:
    colours = {"cotto": Colour(srgb=RED.srgb, cmyk=(100, 0, 0, 0))}
    assert not list(token_colours(colours, b"no profile", {"cotto": Where()}))
