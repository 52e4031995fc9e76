"""The finisher: typeset pages in sRGB become PDF/X-4 (ISO 15930-7) in the inks of the tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

from report_pdf.binding.graft import add_places, dictionary, graft, new_book, sound_files
from report_pdf.enough import enough
from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.press.condition import Condition
from report_pdf.press.identity import describe, label_pages, written
from report_pdf.press.inking import Inking, Pictures
from report_pdf.press.inks import Conversion
from report_pdf.press.sheet import Sheet, lay_on_sheet
from report_pdf.typeset.xmp import BookMeta

_OF_A_PAGE = frozenset({"/Type", "/Parent", "/Resources", "/Contents", "/TrimBox", "/Group"})
"""what of a page is printed; links, tags and actions are not"""
_OF_A_FILE = frozenset({"/Type", "/Pages"})


@dataclass(frozen=True, slots=True)
class Press:
    """How a file is printed.

    Attributes:
        condition: paper and press.
        conversion: how colours become inks.
        pictures: how pictures do.
        sheet: what the pages are printed on.
    """

    condition: Condition
    conversion: Conversion
    pictures: Pictures
    sheet: Sheet


def finish(
    pages: PdfWriter, labels: Sequence[str], press: Press, book: BookMeta
) -> tuple[bytes, tuple[Finding, ...]]:
    """The file for the press, and what keeps it from being printed: with that it is worth nothing.

    Args:
        pages: all pages in their order, each with a TrimBox; used up.
        labels: what findings call each page.
        press: how they are printed.
        book: what the file says of itself.
    """
    with sound_files():
        for key in pages.root_object.keys() - _OF_A_FILE:
            del pages.root_object[key]
        inking = Inking(pages, press.conversion, press.pictures)
        for index, page in enumerate(pages.pages):
            _finish_page(pages, index, page, inking, press.sheet)
        inking.settle_groups()
        printed = _only_what_is_reached(pages)
        describe(printed, press.condition, book)
        label_pages(printed, labels)
        file = written(printed, book)
    return file, enough(_without_ink(inking.without_ink, labels))


def _finish_page(pages: PdfWriter, index: int, page: DictionaryObject, inking: Inking, sheet: Sheet) -> None:
    for key in page.keys() - _OF_A_PAGE:
        del page[key]
    lay_on_sheet(pages, page, inking.page(index, page, content_of(page)), sheet)


def content_of(page: DictionaryObject) -> bytes:
    """What a page paints, decoded."""
    if "/Contents" not in page:
        return b""
    contents = page.raw_get("/Contents").get_object()
    parts = contents if isinstance(contents, ArrayObject) else [contents]
    streams = (part.get_object() for part in parts)
    return b"\n".join(stream.get_data() for stream in streams if isinstance(stream, StreamObject))


def _only_what_is_reached(pages: PdfWriter) -> PdfWriter:
    """The pages in a file of their own: what nothing leads to any more stays behind."""
    printed = new_book()
    places = add_places(printed, len(pages.pages))
    grafted = graft(pages, printed, places)
    for place, page in zip(places, grafted.pages, strict=True):
        dictionary(place).update(page)
        dictionary(place)[NameObject("/Type")] = NameObject("/Page")
    return printed


def _without_ink(refused: dict[tuple[int, str], None], labels: Sequence[str]) -> Iterator[Finding]:
    for index, colour in refused:
        message = _("{colour} has no ink: no token of tokens.toml has exactly this colour")
        hint = _(
            "use a token where it is painted, or give the colour a token; opacity and mixtures give others"
        )
        where = Where(page=labels[index])
        yield Finding("layout.no-ink", Severity.BLOCK, message.format(colour=colour), where, hint)
