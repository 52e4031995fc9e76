"""Files within the book: PDF/A-3 lets data travel with what was made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import md5
from typing import Literal

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from report_pdf.binding.graft import add, inner, listed
from report_pdf.binding.trees import unite_names


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to embed.

    Attributes:
        name: of the file, unique in the book.
        data: its content.
        mime: its type ("text/csv").
        description: what it is, in the language of the book.
        relationship: what it is to the book: what figures were made from, or what says more.
    """

    name: str
    data: bytes
    mime: str
    description: str
    relationship: Literal["Data", "Supplement"]


def attach(writer: PdfWriter, files: Sequence[Attachment], date: str) -> None:
    """Embed files as PDF/A-3 asks (ISO 19005-3, 6.8); `date` is ISO 8601."""
    catalog = writer.root_object
    described = [add(writer, _described(file, add(writer, _embedded(file, date)))) for file in files]
    names = ArrayObject()
    for file, description in zip(files, described, strict=True):
        names += [TextStringObject(file.name), description]
    tree = DictionaryObject({NameObject("/Names"): names})
    theirs = DictionaryObject({NameObject("/EmbeddedFiles"): tree})
    unite_names(inner(catalog, "/Names"), theirs, "/EmbeddedFiles")
    listed(catalog, "/AF").extend(described)


def _embedded(file: Attachment, date: str) -> EncodedStreamObject:
    day = TextStringObject(f"D:{date.replace('-', '')}")
    known = {
        "/Size": NumberObject(len(file.data)),
        "/ModDate": day,
        "/CheckSum": ByteStringObject(md5(file.data, usedforsecurity=False).digest()),
    }
    stream = DecodedStreamObject()
    stream.set_data(file.data)
    embedded = stream.flate_encode()
    embedded[NameObject("/Type")] = NameObject("/EmbeddedFile")
    embedded[NameObject("/Subtype")] = NameObject(f"/{file.mime}")
    embedded[NameObject("/Params")] = _dictionary(known)
    return embedded


def _described(file: Attachment, embedded: IndirectObject) -> DictionaryObject:
    name = TextStringObject(file.name)
    return _dictionary(
        {
            "/Type": NameObject("/Filespec"),
            "/F": name,
            "/UF": name,
            "/Desc": TextStringObject(file.description),
            "/AFRelationship": NameObject(f"/{file.relationship}"),
            "/EF": _dictionary({"/F": embedded, "/UF": embedded}),
        }
    )


def _dictionary(entries: Mapping[str, PdfObject]) -> DictionaryObject:
    return DictionaryObject({NameObject(key): value for key, value in entries.items()})
