"""Pages for the press, typeset by the real typesetter from a few lines of HTML."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
from pypdf import PdfWriter
from pypdf.generic import StreamObject
from weasyprint import HTML

from report_pdf.findings import Finding
from report_pdf.press.condition import Condition
from report_pdf.press.finish import Press, finish
from report_pdf.press.inks import Ink, TokenInks
from report_pdf.press.shadings import NoInk
from report_pdf.press.sheet import Sheet
from report_pdf.typeset.xmp import BookMeta

ROOT = Path(__file__).parents[1]
FOGRA39 = Condition("FOGRA39", (ROOT / "styles" / "icc" / "FOGRA39L_coated.icc").read_bytes(), 300)
BOOK = BookMeta("Prova · interno", "it", "Ente", "prova:2024:interno", "1.0", "2024-05-06", "Che cos’è.")
INKS = TokenInks(
    {
        "#1F1F1D": Ink((0, 0, 0, 1)),
        "#FFFFFF": Ink((0, 0, 0, 0)),
        "#EA5034": Ink((0, 0.8, 0.82, 0)),
        "#4799CF": Ink((0.7, 0.28, 0.04, 0)),
        "#C8102E": Ink((0, 1, 0.8, 0.05), "PANTONE 186 C"),
    }
)
SHEET = Sheet((100, 80), 3)
_CSS = """
@page { size: 100mm 80mm; margin: 10mm; bleed: 3mm }
html { color: #1F1F1D; font: 10pt "Source Sans Pro" }
"""


def raw_pages(body: str, css: str = "") -> PdfWriter:
    """The pages of an HTML body, 100 × 80 mm with 3 mm of bleed, as the typesetter gives them."""
    source = HTML(string=f"<html lang='it'><style>{_CSS}{css}</style>{body}</html>")
    return PdfWriter(clone_from=BytesIO(source.write_pdf()))


def no_pictures(picture: StreamObject) -> None:
    """A conversion for pages without pictures."""
    raise NoInk(str(picture.get("/ColorSpace")))


def finished(
    body: str, css: str = "", *, sheet: Sheet = SHEET, inks: TokenInks = INKS
) -> tuple[bytes, tuple[Finding, ...]]:
    """The file for the press, and its findings."""
    pages = raw_pages(body, css)
    labels = [str(number) for number in range(1, len(pages.pages) + 1)]
    return finish(pages, labels, Press(FOGRA39, inks, no_pictures, sheet), BOOK)


def opened(body: str, css: str = "", *, sheet: Sheet = SHEET, inks: TokenInks = INKS) -> pikepdf.Pdf:
    """The file for the press, read by another library than wrote it; nothing was refused."""
    pdf, findings = finished(body, css, sheet=sheet, inks=inks)
    assert findings == ()
    return pikepdf.open(BytesIO(pdf))


def streams(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Every stream of a file that paints."""
    pages: list[pikepdf.Object] = [page.obj.Contents for page in pdf.pages]
    painted = [
        found
        for found in pdf.objects
        if isinstance(found, pikepdf.Stream) and (found.get("/Subtype") == "/Form" or "/PatternType" in found)
    ]
    return pages + painted


def operators(pdf: pikepdf.Pdf) -> set[str]:
    """All operators of all streams."""
    return {str(step.operator) for found in streams(pdf) for step in pikepdf.parse_content_stream(found)}
