"""Metadata inside the PDF: what the book is, and which standards it keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">{}</x:xmpmeta>
<?xpacket end="r"?>"""


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


def document_id(book: BookMeta) -> UUID:
    """The identifier that all versions of the book share: in XMP, and first half of the file's own."""
    return uuid5(NAMESPACE_URL, book.identifier)


def packet_of(book: BookMeta, producer: str, pdfa_part: int) -> bytes:
    """The XMP packet of a file (XMP specification part 1, 7.3); arguments as for `rdf_of`."""
    return _PACKET.format(rdf_of(book, producer, pdfa_part).decode()).encode()


def press_packet_of(book: BookMeta, producer: str, version: str) -> bytes:
    """The XMP packet of a file for the press (ISO 15930-7, 6.16); `version` is the standard it keeps."""
    plain = (
        *_of_book(book, producer),
        ("pdfxid:GTS_PDFXVersion", version),
        ("pdf:Trapped", "False"),
        ("xmpMM:RenditionClass", "default"),
    )
    rdf, _description = _described(book, plain)
    return _PACKET.format(_written(rdf).decode()).encode()


def rdf_of(book: BookMeta, producer: str, pdfa_part: int = 2) -> bytes:
    """The `rdf:RDF` element of the XMP packet; no clock, no random identifier.

    Args:
        book: what it says.
        producer: the program that made the file.
        pdfa_part: of ISO 19005, 2 or 3; the level is A, and PDF/UA-1 is kept with it.
    """
    rdf, description = _described(book, (*_of_archive(pdfa_part), *_of_book(book, producer)))
    _declare_pdfua(description)
    return _written(rdf)


def _described(book: BookMeta, plain: Iterable[tuple[str, str]]) -> tuple[Element, Element]:
    """The `rdf:RDF` element, and the description in it."""
    for prefix, uri in NAMESPACES.items():
        register_namespace(prefix, uri)
    rdf = Element(_name("rdf:RDF"))
    description = SubElement(rdf, _name("rdf:Description"), {_name("rdf:about"): ""})
    for name, value in plain:
        SubElement(description, _name(name)).text = value
    _array(description, "dc:title", "rdf:Alt", book.title)
    if book.subject:
        _array(description, "dc:description", "rdf:Alt", book.subject)
    _array(description, "dc:publisher", "rdf:Bag", book.publisher)
    _array(description, "dc:language", "rdf:Bag", book.language)
    return rdf, description


def _written(rdf: Element) -> bytes:
    xml: bytes = tostring(rdf, encoding="utf-8")
    return xml


def _of_archive(pdfa_part: int) -> Iterator[tuple[str, str]]:
    yield "pdfaid:part", str(pdfa_part)
    yield "pdfaid:conformance", "A"
    yield "pdfuaid:part", "1"


def _of_book(book: BookMeta, producer: str) -> Iterator[tuple[str, str]]:
    yield "dc:format", "application/pdf"
    yield "dc:identifier", book.identifier
    yield "pdf:Producer", producer
    for moment in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
        yield moment, book.date
    yield "xmpMM:DocumentID", f"uuid:{document_id(book)}"
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
