"""Pages for contact sheets: plain colours, or bars that tell one page from another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from report_pdf.findings import Finding
from report_pdf.look.changes import pair_pages
from report_pdf.look.contact_sheet import contact_sheet
from report_pdf.look.page_pictures import PagePicture
from report_pdf.reading.tokens_file import load_tokens

ROOT = Path(__file__).parents[1]


def plain_page(label: str, colour: str = "#FFFFFF") -> PagePicture:
    """A page of A4 in one colour, 2 pixels for each mm."""
    return PagePicture(label, 210, 297, Image.new("RGB", (420, 594), colour))


def barred_page(label: str, bars: Sequence[int]) -> PagePicture:
    """A white page with black bars at these heights, mm, and its label as so many dots at the foot."""
    page = plain_page(label)
    draw = ImageDraw.Draw(page.image)
    for bar in bars:
        draw.rectangle((40, 2 * bar, 380, 2 * bar + 19), "#000000")
    for dot in range(int(label)):
        draw.rectangle((40 + 6 * dot, 570, 43 + 6 * dot, 573), "#000000")
    return page


def sheet_of(
    now: Sequence[PagePicture],
    before: Sequence[PagePicture] = (),
    findings: Sequence[Finding] = (),
    compared_with: str = "",
) -> str:
    """The contact sheet of a book with the project's tokens."""
    tokens, _findings = load_tokens(ROOT / "styles", ROOT)
    assert tokens is not None
    pairs = pair_pages(before, now)
    return contact_sheet("Libro", pairs, findings, tokens, ROOT / "styles", compared_with).decode()
