from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from report_pdf.parts.opening.file_kinds import has_header, other_kind


def zipped(name: str, words: str = "") -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr(name, words)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "an empty file"),
        (zipped("word/document.xml"), "a document of Word (.docx)"),
        (zipped("xl/workbook.xml"), "a document of Excel (.xlsx)"),
        (zipped("mimetype", "application/vnd.oasis.opendocument.text"), "a document of Writer (.odt)"),
        (zipped("a.txt"), "a zip archive"),
        (b"PK\x03\x04 and nothing more", "a zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an old Office (.doc, .xls, .ppt)"),
        (b"\x30\x82\x10\x00", "a signed envelope (.p7m)"),
        (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
        (b"\xff\xd8\xff\xe0", "a picture (JPEG)"),
        (b"{\\rtf1 ciao}", "a document in RTF"),
        (b"\xef\xbb\xbf\n <!DOCTYPE html><html>", "a web page (HTML)"),
        (b"<?xml version='1.0'?>", "a file of markup (XML)"),
        (b"%!PS-Adobe-3.0", "a PostScript file"),
        (b"ciao", ""),
    ],
)
def test_a_file_is_called_what_it_is(data: bytes, kind: str) -> None:
    assert other_kind(data) == kind


def test_the_header_is_looked_for_where_viewers_look() -> None:
    assert has_header(b"junk\n%PDF-1.4")
    assert not has_header(b" " * 1024 + b"%PDF-1.4")
