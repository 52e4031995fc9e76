from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

from report_pdf.typeset.xmp import NAMESPACES, BookMeta, document_id, packet_of, rdf_of

BOOK = BookMeta("Un «libro» & altro", "it", "Ente", "ente:libro:2024", "1.0", "2024-10-01", "Di prova")


def texts(book: BookMeta, name: str) -> list[str | None]:
    prefix, _colon, local = name.partition(":")
    rdf = ET.fromstring(rdf_of(book, "Compositore 1"))  # noqa: S314  # our own
    return [element.text for element in rdf.iter(f"{{{NAMESPACES[prefix]}}}{local}")]


def test_both_standards_are_named_and_the_one_that_pdfa_does_not_know_is_described() -> None:
    assert texts(BOOK, "pdfaid:part") + texts(BOOK, "pdfaid:conformance") == ["2", "A"]
    assert texts(BOOK, "pdfuaid:part") == ["1"]
    assert texts(BOOK, "pdfaSchema:namespaceURI") == [NAMESPACES["pdfuaid"]]


def test_the_book_is_described() -> None:
    rdf = rdf_of(BOOK, "Compositore 1").decode()
    for said in ("Un «libro» &amp; altro", "Ente", "ente:libro:2024", "Di prova", "Compositore 1"):
        assert said in rdf
    assert texts(BOOK, "xmp:ModifyDate") == ["2024-10-01"]
    assert texts(BOOK, "xmpMM:VersionID") == ["1.0"]


def test_versions_are_issues_of_one_document() -> None:
    later = replace(BOOK, version="1.1")
    assert texts(BOOK, "xmpMM:DocumentID") == texts(later, "xmpMM:DocumentID")
    assert texts(BOOK, "xmpMM:InstanceID") != texts(later, "xmpMM:InstanceID")
    assert rdf_of(BOOK, "C") == rdf_of(BOOK, "C")


def test_a_book_with_files_in_it_names_the_part_that_allows_them() -> None:
    packet = packet_of(BOOK, "Compositore 1", 3).decode()
    head, _newline, rest = packet.partition("\n")
    assert head == '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    meta = ET.fromstring(rest.rpartition("\n")[0])  # noqa: S314  # our own
    assert [e.text for e in meta.iter(f"{{{NAMESPACES['pdfaid']}}}part")] == ["3"]
    assert [e.text for e in meta.iter(f"{{{NAMESPACES['xmpMM']}}}DocumentID")] == [
        f"uuid:{document_id(BOOK)}"
    ]
