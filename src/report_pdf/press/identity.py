"""What a file for the press says of itself: the standard, the condition, the issue (ISO 15930-7)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from report_pdf.binding.graft import add, identify, information
from report_pdf.press.condition import Condition
from report_pdf.typeset.make_up import PRODUCER
from report_pdf.typeset.xmp import BookMeta, document_id, press_packet_of

VERSION = "PDF/X-4"
HEADER = "%PDF-1.6"
_REGISTRY = "http://www.color.org"
_HALF = 16
"""bytes of each half of a file's identifier"""


def describe(writer: PdfWriter, condition: Condition, book: BookMeta) -> None:
    """Write output intent, XMP and information dictionary, which agree with each other."""
    writer.root_object[NameObject("/OutputIntents")] = ArrayObject([add(writer, _intent(writer, condition))])
    moment = f"{book.date}T00:00:00Z"
    writer.xmp_metadata = press_packet_of(replace(book, date=moment), PRODUCER, VERSION)
    packet = writer.root_object["/Metadata"].get_object()
    assert isinstance(packet, DictionaryObject)  # noqa: S101  # as just written
    packet[NameObject("/Type")] = NameObject("/Metadata")
    packet[NameObject("/Subtype")] = NameObject("/XML")
    info = information(writer)
    info.clear()
    day = f"D:{book.date.replace('-', '')}000000Z"
    texts = {"Title": book.title, "Producer": PRODUCER, "CreationDate": day, "ModDate": day}
    texts["GTS_PDFXVersion"] = VERSION
    info.update({NameObject(f"/{key}"): TextStringObject(text) for key, text in texts.items()})
    info[NameObject("/Trapped")] = NameObject("/False")


def label_pages(writer: PdfWriter, labels: Sequence[str]) -> None:
    """Call the pages as the book does, so that whoever finds something on one can name it."""
    numbers = ArrayObject()
    for index, label in enumerate(labels):
        name = DictionaryObject({NameObject("/P"): TextStringObject(label)})
        numbers += [NumberObject(index), name]
    writer.root_object[NameObject("/PageLabels")] = DictionaryObject({NameObject("/Nums"): numbers})


def written(writer: PdfWriter, book: BookMeta) -> bytes:
    """The file, with an identifier that depends on what is in it alone."""
    writer.pdf_header = HEADER
    lasting = document_id(book).bytes
    identify(writer, lasting, lasting)
    identify(writer, lasting, hashlib.sha256(_bytes_of(writer)).digest()[:_HALF])
    return _bytes_of(writer)


def _bytes_of(writer: PdfWriter) -> bytes:
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def _intent(writer: PdfWriter, condition: Condition) -> DictionaryObject:
    profile = DecodedStreamObject()
    profile[NameObject("/N")] = NumberObject(4)
    profile.set_data(condition.profile)
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/OutputIntent"),
            NameObject("/S"): NameObject("/GTS_PDFX"),
            NameObject("/OutputConditionIdentifier"): TextStringObject(condition.name),
            NameObject("/RegistryName"): TextStringObject(_REGISTRY),
            NameObject("/Info"): TextStringObject(condition.name),
            NameObject("/DestOutputProfile"): add(writer, profile.flate_encode()),
        }
    )
