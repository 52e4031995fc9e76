"""Metadata inside the PDF: what the book is, and which standards it keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}


@dataclass(frozen=True, slots=True)
class BookMeta:
    """What the book says of itself.

    Attributes:
        title: as on the cover, with publisher and period.
        language: BCP 47 tag ("it").
        publisher: the office.
        identifier: of the edition, the same for all its versions.
        version: of this issue ("1.0").
        date: of this issue, ISO 8601 (2024-10-01).
        subject: one line on what it is about; "" if there is none.
    """

    title: str
    language: str
    publisher: str
    identifier: str
    version: str
    date: str
    subject: str = ""


def rdf_of(book: BookMeta, producer: str) -> bytes:
    """The `rdf:RDF` element of the XMP packet: PDF/A-2a and PDF/UA-1, no clock, no random identifier."""
    for prefix, uri in NAMESPACES.items():
        register_namespace(prefix, uri)
    rdf = Element(_name("rdf:RDF"))
    description = SubElement(rdf, _name("rdf:Description"), {_name("rdf:about"): ""})
    for name, value in _plain(book, producer):
        SubElement(description, _name(name)).text = value
    _array(description, "dc:title", "rdf:Alt", book.title)
    if book.subject:
        _array(description, "dc:description", "rdf:Alt", book.subject)
    _array(description, "dc:publisher", "rdf:Bag", book.publisher)
    _array(description, "dc:language", "rdf:Bag", book.language)
    _declare_pdfua(description)
    xml: bytes = tostring(rdf, encoding="utf-8")
    return xml


def _plain(book: BookMeta, producer: str) -> Iterator[tuple[str, str]]:
    yield "pdfaid:part", "2"
    yield "pdfaid:conformance", "A"
    yield "pdfuaid:part", "1"
    yield "dc:format", "application/pdf"
    yield "dc:identifier", book.identifier
    yield "pdf:Producer", producer
    for moment in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
        yield moment, book.date
    yield "xmpMM:DocumentID", f"uuid:{uuid5(NAMESPACE_URL, book.identifier)}"
    issue = f"{book.identifier} {book.version} {book.date}"
    yield "xmpMM:InstanceID", f"uuid:{uuid5(NAMESPACE_URL, issue)}"
    yield "xmpMM:VersionID", book.version


def _array(parent: Element, name: str, kind: str, value: str) -> None:
    item = SubElement(SubElement(SubElement(parent, _name(name)), _name(kind)), _name("rdf:li"))
    item.text = value
    if kind == "rdf:Alt":
        item.set("xml:lang", "x-default")


def _declare_pdfua(description: Element) -> None:
    """PDF/A does not know the PDF/UA identifier: it has to be described (ISO 19005-2, 6.6.2.3)."""
    schema = _resource(_bag(description, "pdfaExtension:schemas", "rdf:Bag"))
    _fill(schema, "pdfaSchema", schema="PDF/UA identification", prefix="pdfuaid")
    SubElement(schema, _name("pdfaSchema:namespaceURI")).text = NAMESPACES["pdfuaid"]
    part = _resource(_bag(schema, "pdfaSchema:property", "rdf:Seq"))
    _fill(part, "pdfaProperty", name="part", valueType="Integer", category="internal")
    SubElement(part, _name("pdfaProperty:description")).text = "Part of ISO 14289 that the file conforms to"


def _bag(parent: Element, name: str, kind: str) -> Element:
    return SubElement(SubElement(parent, _name(name)), _name(kind))


def _resource(bag: Element) -> Element:
    return SubElement(bag, _name("rdf:li"), {_name("rdf:parseType"): "Resource"})


def _fill(parent: Element, prefix: str, /, **values: str) -> None:
    for name, value in values.items():
        SubElement(parent, _name(f"{prefix}:{name}")).text = value


def _name(name: str) -> str:
    prefix, _colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"
