"""The words of pages without tags, as a viewer would copy them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from report_pdf.parts.pages.drawing import runs

# What pdfium sets where a word is broken at the end of a line, and what programs break it with.
_BREAKS = ("\ufffe", "\x02", "\xad")
_HYPHEN = "\u2010"
_UNKNOWN = "\ufffd"
_SILENT = "\0"
_MOST_UNREADABLE = 0.02
"""share of the characters: fonts that do not say which letters they show give something else"""
_UNSPEAKABLE = frozenset({"Cc", "Cs", "Co", "Cn"})


def page_words(file: Path, pages: int) -> tuple[str, ...]:
    """The text of each page in reading order, on one line; "" where it shows none that can be read aloud."""
    return tuple(_all_words(file, pages))


def _all_words(file: Path, pages: int) -> Iterator[str]:
    for run in runs(pages, file):
        with pypdfium2.PdfDocument(file) as document:
            yield from (_words(document, index) for index in run)


def _words(document: pypdfium2.PdfDocument, index: int) -> str:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return ""
    try:
        words = page.get_textpage()
        try:
            return _clean(words.get_text_range())
        finally:
            words.close()
    except pypdfium2.PdfiumError:
        return ""
    finally:
        page.close()


def _clean(text: str) -> str:
    """Broken words whole, lines joined, nothing that cannot be said; "" where that would be too much."""
    for sign in _BREAKS:
        text = text.replace(f"{sign}\r\n", "").replace(sign, "")
    text = text.replace(f"{_HYPHEN}\r\n", "")
    spoken = "".join(char if _is_spoken(char) else _SILENT for char in " ".join(text.split()))
    if spoken.count(_SILENT) > len(spoken) * _MOST_UNREADABLE:
        return ""
    return " ".join(spoken.replace(_SILENT, " ").split())


def _is_spoken(char: str) -> bool:
    return char != _UNKNOWN and unicodedata.category(char) not in _UNSPEAKABLE
