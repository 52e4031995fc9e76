"""The sheet that goes to the print shop with the files: what is ordered, on one page, in Italian."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256
from io import BytesIO

from pypdf import PdfReader

from report_pdf.build import TypesetBook
from report_pdf.findings import Finding
from report_pdf.press.sheet import PT_PER_MM
from report_pdf.press.spine import spine_of
from report_pdf.target import Target

LAYOUT = "job-sheet.html"
_PLACES = Decimal("0.01")
"""of a millimetre, as sheets are told"""


@dataclass(frozen=True, slots=True)
class JobFile:
    """A file that the print shop gets, as it is read back.

    Attributes:
        name: of the file.
        pages: how many.
        width_mm: of the trimmed page or spread.
        height_mm: of the same.
        sha256: hexadecimal.
    """

    name: str
    pages: int
    width_mm: Decimal
    height_mm: Decimal
    sha256: str


def job_sheet(
    book: TypesetBook, interior: tuple[str, bytes], cover: tuple[str, bytes]
) -> tuple[bytes, tuple[Finding, ...]]:
    """The sheet as a tagged, archival PDF; empty when its layout is at fault.

    Args:
        book: what is printed.
        interior: name and content of that file.
        cover: name and content of that one.
    """
    inside, outside = job_file(*interior), job_file(*cover)
    spine = spine_of(book.lexicon.edition.print, inside.pages)
    names: Mapping[str, object] = {
        "interior": inside,
        "cover": outside,
        "spine_mm": Decimal(str(spine.width_mm)) if spine else None,
        "measure": plain,
        "spots": tuple(sorted({one.spot for one in book.lexicon.tokens.colours.values()} - {""})),
    }
    meta = replace(
        book.meta,
        title=f"{book.meta.title} · scheda di stampa",
        identifier=f"{book.meta.identifier}:scheda-di-stampa",
    )
    body, findings = book.set_also(LAYOUT, names, target=Target.DIGITAL, meta=meta)
    return (body.pdf, findings + body.findings) if body else (b"", findings)


def job_file(name: str, content: bytes) -> JobFile:
    """What a finished file says of itself."""
    reader = PdfReader(BytesIO(content))
    trim = reader.pages[0].trimbox
    width, height = (Decimal(side / PT_PER_MM).quantize(_PLACES) for side in (trim.width, trim.height))
    return JobFile(name, len(reader.pages), width, height, sha256(content).hexdigest())


def plain(value: float | Decimal) -> Decimal:
    """The number without noughts that say nothing: `422.880` is 422.88, `3.0` is 3."""
    short = Decimal(str(value)).normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short
