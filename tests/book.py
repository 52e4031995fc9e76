"""A finished report, read back as its readers meet it: words in reading order, pages, links, figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pypdfium2

from report_pdf.readback.pdf_reader import read_pdf
from report_pdf.readback.pdf_view import Content, Element, PdfView

_NUMBER = re.compile(r"(?<![\d.,])\d+(?:\.\d{3})*(?:,\d+)?(?!\d)")
NOTA_HEADINGS = ("come si leggono le figure", "che cosa non torna", "che cosa manca")
"""The headings inside the nota metodologica, in their order."""

_OF_PART = re.compile(r"[A-Z]-\d+")
# Below it the outline has the tables of the appendix.
_DEEPEST_PAGE = 3
_HEADING = re.compile(r"H[1-6]")


@dataclass(frozen=True)
class Book:
    """A report and what the command said when it was made."""

    path: Path
    told: str

    @cached_property
    def data(self) -> bytes:
        """The file."""
        return self.path.read_bytes()

    @cached_property
    def view(self) -> PdfView:
        """Its structure and pages."""
        return read_pdf(self.data)

    @property
    def labels(self) -> list[str]:
        """The labels of its pages."""
        return [page.label for page in self.view.pages]

    @cached_property
    def body(self) -> Element:
        """What was typeset: the structure without the appendices made elsewhere."""
        return without(self.view.document, "Part")

    @property
    def bound(self) -> set[int]:
        """The 0-based pages made elsewhere: `B-3`."""
        return {index for index, label in enumerate(self.labels) if _OF_PART.fullmatch(label)}

    @cached_property
    def text(self) -> str:
        """What assistive technology reads, on one line."""
        return one_line(self.view.document.text)

    def section(self, title: str) -> tuple[Element, ...]:
        """The parts of the structure from the heading called `title` to the next title of a page."""
        pages = [entry.title for entry in self.view.outline if entry.level <= _DEEPEST_PAGE]
        titles = set(pages) - set(NOTA_HEADINGS)
        found: list[Element] = []
        current = ""
        for part in self._parts:
            named = [heading.text for heading in headings(part) if heading.text in titles]
            current = named[0] if named else current
            if current == title:
                found.append(part)
        assert found, title
        return tuple(found)

    @property
    def _parts(self) -> Iterator[Element]:
        return (kid for kid in self.view.document.kids if isinstance(kid, Element))

    def read(self, title: str) -> str:
        """What is read aloud of a section, its pictures included, on one line."""
        return one_line("\n".join(part.text for part in self.section(title)))

    def figures(self, title: str) -> list[str]:
        """The numbers that a section shows, as printed: in its words, in its tables and in its pictures."""
        words = [without(part, "Figure").text for part in self.section(title)]
        drawn = [self.drawn(figure) for part in self.section(title) for figure in part.elements("Figure")]
        return [number for text in (*words, *drawn) for number in numbers(text)]

    def drawn(self, figure: Element) -> str:
        """The labels in a picture, as a viewer finds them on the page."""
        left, bottom, right, top = box_of(figure)
        document = pypdfium2.PdfDocument(self.data)
        try:
            text = document[figure.page].get_textpage()
            return str(text.get_text_bounded(left - 1, bottom - 1, right + 1, top + 1))
        finally:
            document.close()


def box_of(figure: Element) -> tuple[float, ...]:
    """Left, bottom, right and top of a picture, pt from the lower left corner of its page."""
    box = figure.attributes["BBox"]
    assert isinstance(box, tuple)
    return tuple(map(float, box))


def headings(element: Element) -> Iterator[Element]:
    """The headings in an element, in reading order."""
    return (one for one in element.elements() if _HEADING.fullmatch(one.role))


def without(element: Element, role: str) -> Element:
    """The element, without those below it that have this role."""
    kids: Iterator[Element | Content] = (
        kid if isinstance(kid, Content) else without(kid, role)
        for kid in element.kids
        if isinstance(kid, Content) or kid.role != role
    )
    return replace(element, kids=tuple(kids))


def numbers(text: str) -> list[str]:
    """The numbers in Italian writing that stand in a text."""
    return _NUMBER.findall(text)


def one_line(text: str) -> str:
    """The text with single spaces in the place of all blanks and line ends."""
    return re.sub(r"\s+", " ", text).strip()


def cells(table: Element) -> list[list[str]]:
    """The rows of a table, as read."""
    return [[one_line(cell.text) for cell in row.elements("TH", "TD")] for row in table.elements("TR")]


def table_called(parts: Sequence[Element], caption: str) -> Element:
    """The table of these parts whose caption says `caption`."""
    tables = [table for part in parts for table in part.elements("Table")]
    found = [t for t in tables if caption in next(t.elements("Caption")).text]
    assert len(found) == 1, [one_line(next(t.elements("Caption")).text) for t in tables]
    return found[0]
