"""Words of an appendix that kept its tags, but that no tag holds: they are seen and not read aloud."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO

import pikepdf

from report_pdf.readback.pdf_reader import read_pdf
from report_pdf.readback.pdf_view import PdfView

_FURNITURE = 3
"""Pages that show the same words, and a third of all: a running head or foot."""
_FEWEST_LETTERS = 3


def unspoken_pages(source: bytes, book: bytes, first: int, pages: int) -> tuple[int, ...]:
    """1-based pages of the appendix with words that nobody reads aloud.

    Running heads apart, and what the appendix itself marks as decoration on a page that has more than that.

    Args:
        source: the appendix.
        book: what it was bound into.
        first: 0-based index of its first page there.
        pages: how many it has.
    """
    view = read_pdf(book)
    spoken = _squeezed("".join(_spoken(view)))
    silent = {index: set(_silent(view, first + index, spoken)) for index in range(pages)}
    shown_on = Counter(words for found in silent.values() for words in found)
    allowed = {words for words, times in shown_on.items() if times >= max(_FURNITURE, pages / 3)}
    decoration = _decoration(source)
    return tuple(
        index + 1
        for index, found in silent.items()
        if any(words not in decoration for words in found - allowed)
        or (found and not _is_tagged(view, first + index))
    )


def _decoration(source: bytes) -> str:
    """What the appendix marks as decoration, and what its buttons say, which do nothing in a book.

    Nothing when it must be mended before it can be read.
    """
    try:
        marks = [
            mark.text for page in read_pdf(source).pages for mark in page.marks if mark.tag == "Artifact"
        ]
        words = [*marks, *_captions(source)]
    except Exception:  # noqa: BLE001  # it comes from anywhere, and the reader is made for books
        return ""
    return "\n".join(_masked(_squeezed(said)) for said in words)


def _captions(source: bytes) -> Iterator[str]:
    with pikepdf.open(BytesIO(source)) as pdf:
        for page in pdf.pages:
            for each in page.obj.get("/Annots", ()):
                yield str(each.get("/MK", pikepdf.Dictionary()).get("/CA", ""))


def _spoken(view: PdfView) -> Iterator[str]:
    for element in view.document.elements():
        yield element.says.get("ActualText", "") + element.says.get("Alt", "") + "\n"
    for content in view.document.contents():
        yield content.text


def _silent(view: PdfView, index: int, spoken: str) -> Iterator[str]:
    """Stretches of text on a page that no tag holds; digits count for nothing, the stamp is ours."""
    for mark in view.pages[index].marks:
        words = _squeezed(mark.text)
        is_stamp = words.startswith("AllegatoB-pag.")
        if (
            mark.mcid is None
            and not is_stamp
            and sum(map(str.isalpha, words)) >= _FEWEST_LETTERS
            and words not in spoken
        ):
            yield _masked(words)


def _masked(words: str) -> str:
    return "".join("#" if letter.isdigit() else letter for letter in words)


def _is_tagged(view: PdfView, index: int) -> bool:
    return any(mark.mcid is not None for mark in view.pages[index].marks)


def _squeezed(text: str) -> str:
    return "".join(text.split()).replace("\xad", "")
