"""The words of pages without tags, as a viewer would copy them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from pikepdf import Pdf

from report_pdf.parts.pages.drawing import runs

# What pdfium sets where a word is broken at the end of a line, and what programs break it with.
_BREAKS = ("\ufffe", "\x02", "\xad")
_HYPHEN = "\u2010"
_UNSPEAKABLE = frozenset({"Cc", "Cs", "Co", "Cn"})


def page_words(pdf: Pdf) -> list[str]:
    """The text of each page in reading order, on one line; "" where it shows none."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "shown.pdf"
        pdf.save(file)
        return list(_all_words(file, len(pdf.pages)))


def _all_words(file: Path, pages: int) -> Iterator[str]:
    for run in runs(pages, file):
        with pypdfium2.PdfDocument(file) as document:
            yield from (_words(document, index) for index in run)


def _words(document: pypdfium2.PdfDocument, index: int) -> str:
    page = document[index]
    words = page.get_textpage()
    try:
        return _clean(words.get_text_range())
    finally:
        words.close()
        page.close()


def _clean(text: str) -> str:
    """Broken words whole, lines joined, nothing that cannot be said."""
    for sign in _BREAKS:
        text = text.replace(f"{sign}\r\n", "").replace(sign, "")
    text = text.replace(f"{_HYPHEN}\r\n", "")
    spoken = (char if unicodedata.category(char) not in _UNSPEAKABLE else " " for char in text)
    return " ".join("".join(spoken).replace("\ufffd", "").split())
