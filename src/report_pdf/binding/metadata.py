"""What the book says of itself, for the profile it is to keep."""

from __future__ import annotations

from pypdf import PdfWriter

from report_pdf.typeset.xmp import BookMeta, packet_of

_PARTS = {"pdf/a-2a": 2, "pdf/a-3a": 3}


def describe(writer: PdfWriter, book: BookMeta, conformance: str) -> None:
    """Write the XMP packet anew; the information dictionary stays as the body has it."""
    known = writer.metadata
    producer = known.producer if known is not None else None
    writer.xmp_metadata = packet_of(book, producer or "", _PARTS[conformance])
