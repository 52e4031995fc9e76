"""What is asked of a file, by the way it will be printed: one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Profile:
    """The limits of one way of printing.

    Attributes:
        name: as the command line takes it.
        is_press: whether the file goes to an offset press: it must be PDF/X-4 in press colours, with bleed,
            and its plates are looked at; otherwise it is only asked to print well in an office.
        ink_limit: most ink on one spot, percent of all plates together.
        bleed_mm: least art outside the trim.
        safe_mm: least distance of text from the trim.
        image_ppi: pictures of fewer pixels per inch are told of.
        poor_image_ppi: those of fewer are wrong.
        rich_image_ppi: those of more are a waste.
        bitmap_ppi: the least for pictures of one bit.
        line_pt: the thinnest line.
        text_pt: the smallest text.
        white_text_pt: the smallest white text, whose ground creeps in from all sides.
        mixed_text_pt: the smallest text on two plates or more, which never meet exactly.
        overprint_below_pt: black text smaller than this overprints (GWG R0009).
    """

    name: str
    is_press: bool
    ink_limit: float
    bleed_mm: float
    safe_mm: float
    image_ppi: float
    poor_image_ppi: float
    rich_image_ppi: float
    bitmap_ppi: float
    line_pt: float
    text_pt: float
    white_text_pt: float
    mixed_text_pt: float
    overprint_below_pt: float


SHEET_COATED = Profile(
    name="sheet-coated",
    is_press=True,
    ink_limit=300,
    bleed_mm=3,
    safe_mm=3,
    image_ppi=250,
    poor_image_ppi=150,
    rich_image_ppi=450,
    bitmap_ppi=550,
    line_pt=0.25,
    text_pt=5,
    white_text_pt=6,
    mixed_text_pt=9,
    overprint_below_pt=12,
)
SHEET_UNCOATED = Profile(
    name="sheet-uncoated",
    is_press=True,
    ink_limit=270,
    bleed_mm=3,
    safe_mm=3,
    image_ppi=225,
    poor_image_ppi=120,
    rich_image_ppi=450,
    bitmap_ppi=550,
    line_pt=0.35,
    text_pt=6,
    white_text_pt=7,
    mixed_text_pt=10,
    overprint_below_pt=12,
)
DIGITAL = Profile(
    name="digital",
    is_press=False,
    ink_limit=0,
    bleed_mm=0,
    safe_mm=5,
    image_ppi=120,
    poor_image_ppi=72,
    rich_image_ppi=600,
    bitmap_ppi=200,
    line_pt=0.25,
    text_pt=5,
    white_text_pt=5,
    mixed_text_pt=0,
    overprint_below_pt=0,
)
PROFILES: Mapping[str, Profile] = MappingProxyType(
    {profile.name: profile for profile in (SHEET_COATED, SHEET_UNCOATED, DIGITAL)}
)
