from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
from sound_parts import FACTS, bound

from report_pdf.binding.attachments import Attachment

FILES = (
    Attachment("serie.csv", b"id,2023\na,1\n", "text/csv", "Tavole: le serie", "Data"),
    Attachment("dati.json", b"{}", "application/json", "Provenienza dei dati", "Supplement"),
)


def test_data_travel_with_the_book(tmp_path: Path, verapdf: Callable[[Path, str], list[str]]) -> None:
    book = bound(tmp_path, [], replace(FACTS, conformance="pdf/a-3a", attachments=FILES))
    path = tmp_path / "book.pdf"
    path.write_bytes(book)
    assert verapdf(path, "3a") == verapdf(path, "ua1") == []
    with pikepdf.open(BytesIO(book)) as pdf:
        assert dict(pdf.attachments).keys() == {"serie.csv", "dati.json"}
        assert pdf.attachments["serie.csv"].get_file().read_bytes() == FILES[0].data
        assert [str(file.AFRelationship) for file in pdf.Root.AF] == ["/Data", "/Supplement"]
        assert [str(file.Desc) for file in pdf.Root.AF] == ["Tavole: le serie", "Provenienza dei dati"]
        embedded = pdf.Root.AF[0].EF.UF
        assert str(embedded.Subtype) == "/text/csv"
        assert str(embedded.Params.ModDate) == "D:20241001"


def test_a_book_with_files_claims_the_profile_that_allows_them(tmp_path: Path) -> None:
    facts = replace(FACTS, conformance="pdf/a-3a", attachments=FILES)
    with pikepdf.open(BytesIO(bound(tmp_path, [], facts))) as pdf:
        assert b"<pdfaid:part>3</pdfaid:part>" in pdf.Root.Metadata.read_bytes()


def test_a_book_without_files_claims_the_profile_that_archives_prefer(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(bound(tmp_path, []))) as pdf:
        assert "/AF" not in pdf.Root
        assert b"<pdfaid:part>2</pdfaid:part>" in pdf.Root.Metadata.read_bytes()
