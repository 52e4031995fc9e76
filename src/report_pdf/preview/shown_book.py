"""The book as the browser shows it: pages of several PDFs, each the newest there is of its page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from report_pdf.findings import Finding
from report_pdf.layout_audit.page_items import LaidPage
from report_pdf.preview.drawn_pdf import DrawnPdf
from report_pdf.preview.origin import Origin, origin_of
from report_pdf.preview.pictured_page import PicturedPage, page_of
from report_pdf.preview.whole_book import WholeBook
from report_pdf.tokens import Tokens


@dataclass(frozen=True, slots=True)
class ShownPage(PicturedPage):
    """A page.

    Attributes:
        pdf: what it is drawn from.
        laid: what stands on it.
        origin: what it was made from.
    """

    pdf: DrawnPdf
    laid: LaidPage
    origin: Origin


@dataclass(frozen=True, slots=True)
class ShownBook:
    """All that is on screen.

    Attributes:
        title: of the book.
        name: of its file, without suffix.
        segments: its pages, in order, by what can be laid out alone.
        tokens: the design it is set in.
        findings: what is known about these pages, and about the data.
    """

    title: str
    name: str
    segments: tuple[tuple[ShownPage, ...], ...]
    tokens: Tokens
    findings: tuple[Finding, ...] = ()

    @property
    def pages(self) -> tuple[ShownPage, ...]:
        """In order."""
        return tuple(page for segment in self.segments for page in segment)

    def page(self, key: str) -> ShownPage:
        """The page of that key.

        Raises:
            LookupError: there is none, or none any more.
        """
        return page_of(self.pages, key)

    def segment_of(self, page: int) -> int:
        """The number of the segment that the page of that 0-based index belongs to.

        Raises:
            LookupError: there is no such page.
        """
        for number, pages in enumerate(self.segments):
            if page < len(pages):
                return number
            page -= len(pages)
        raise LookupError(page)

    def with_segment(self, number: int, pages: tuple[ShownPage, ...]) -> ShownBook:
        """The book with other pages for one of its segments."""
        return replace(self, segments=(*self.segments[:number], pages, *self.segments[number + 1 :]))

    def close_but(self, later: ShownBook | None) -> None:
        """Give the memory of pages back that are no more shown in a later book."""
        kept = {page.pdf.number for page in later.pages} if later else set()
        for page in self.pages:
            if page.pdf.number not in kept:
                page.pdf.close()


def shown(book: WholeBook) -> ShownBook:
    """A book as it was built."""
    pdf, html = DrawnPdf(book.pdf), book.laid_out.html
    pages = tuple(enumerate(zip(book.labels, book.pages, strict=True)))
    segments = []
    for segment in book.surroundings.segments:
        origin = origin_of(html, segment, book.laid_out, book.indicators)
        own = pages[segment.pages.start : segment.pages.stop]
        segments.append(tuple(ShownPage(pdf, number, label, laid, origin) for number, (label, laid) in own))
    return ShownBook(
        title=book.title,
        name=book.name,
        segments=tuple(segments),
        tokens=book.tokens,
        findings=book.findings,
    )
