"""Galleys from pages that are laid out: painted, with their part of the structure, read for the audit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.fonts import Font

from report_pdf.findings import Finding, Severity
from report_pdf.messages import _
from report_pdf.typeset.font_programs import Programs, uses
from report_pdf.typeset.galleys import Galley, GalleyLink, GalleyPage
from report_pdf.typeset.html_places import Places
from report_pdf.typeset.laid_pages import read_laid_pages
from report_pdf.typeset.laid_text import Words, inks_kept
from report_pdf.typeset.layout_engine import LaidOut
from report_pdf.typeset.links import Link, links_of
from report_pdf.typeset.marking import marking
from report_pdf.typeset.paint import PaintedPage, Painter
from report_pdf.typeset.painted import Painted, Piece, read_pages
from report_pdf.typeset.tag_build import build_structure
from report_pdf.typeset.tag_tables import with_headers
from report_pdf.typeset.tag_tree import Leaf, Mark, Node, pieces


@dataclass(frozen=True, slots=True)
class Galleys:
    """Some galleys of a book.

    Attributes:
        galleys: in order.
        programs: the font files that they are set in.
        findings: what could not be brought into the structure.
    """

    galleys: tuple[Galley, ...]
    programs: Programs
    findings: tuple[Finding, ...]

    def __add__(self, other: Galleys) -> Galleys:
        """These, and the other ones after them."""
        return Galleys(
            self.galleys + other.galleys,
            {**self.programs, **other.programs},
            self.findings + other.findings,
        )

    @property
    def families(self) -> frozenset[str]:
        """Of the fonts that they are set in."""
        return frozenset(str(use.facts["family"]) for galley in self.galleys for use in galley.fonts)

    @property
    def lacks_characters(self) -> bool:
        """Whether a font was asked for a character that it does not have."""
        return any(use.missing for galley in self.galleys for use in galley.fonts)


class Compositor:
    """Makes galleys of a document.

    Args:
        laid_out: the document.
        places: where each element was written.
    """

    def __init__(self, laid_out: LaidOut, places: Places) -> None:
        self._laid_out, self._places = laid_out, places
        self._pages: Sequence[Page] = laid_out.document.pages
        self._painted: Painted = read_pages(self._pages)
        self._words = Words(laid_out.root)
        structure = build_structure(laid_out.root, self._painted, places)
        self._document = structure.document
        self._links = links_of(self._pages, structure.document, places)
        self._content = frozenset(piece.box for piece in pieces(structure.document))
        self._missing: dict[int, dict[int, int]] = {}
        self.findings = structure.findings

    def galleys(self, segments: Mapping[int, range]) -> Galleys:
        """The galleys of segments.

        Args:
            segments: the 0-based pages of the document that each takes, by its number in the book.
        """
        made: list[Galley] = []
        programs: dict[str, bytes] = {}
        findings: list[Finding] = []
        kids = self._kids(segments)
        for number, pages in segments.items():
            galley, own, untagged = self._galley(number, pages, kids[number])
            made.append(galley)
            programs |= own
            findings += [self._untagged(piece) for piece in untagged]
        return Galleys(tuple(made), programs, tuple(findings))

    def _kids(self, segments: Mapping[int, range]) -> Mapping[int, tuple[Node | Leaf, ...]]:
        """The elements at the top, by segment; what shows nothing goes with what precedes it."""
        kids: dict[int, list[Node | Leaf]] = {number: [] for number in segments}
        of_page = {page: number for number, pages in segments.items() for page in pages}
        number: int | None = None
        for kid in self._document.kids:
            if (first := next(pieces(Node("", (kid,))), None)) is not None:
                number = of_page.get(first.page)
            if number is not None:
                kids[number].append(kid)
        return {number: tuple(of_segment) for number, of_segment in kids.items()}

    def _galley(
        self, number: int, pages: range, kids: tuple[Node | Leaf, ...]
    ) -> tuple[Galley, Programs, tuple[Piece, ...]]:
        document = with_headers(replace(self._document, kids=kids), f"{number + 1}")
        painter = Painter(self._laid_out.document, _Fonts(self._missing))
        with marking(self._content, self._painted.furniture), inks_kept():
            painted = [painter.paint(self._pages[page]) for page in pages]
        marks = {box: mark for page in painted for box, mark in page.marks.items()}
        marking_up = _MarkingUp(marks, pages.start, {})
        marked = marking_up.node(document)
        used, programs = uses(painter.fonts)
        galley = Galley(
            marked,
            tuple(self._galley_pages(pages, painted, marking_up.links)),
            used,
            dict(painter.written_images()),
        )
        return galley, programs, tuple(piece for piece in pieces(document) if piece.box not in marks)

    def _galley_pages(
        self, pages: range, painted: Sequence[PaintedPage], nodes: Mapping[Element, Node]
    ) -> Iterator[GalleyPage]:
        laid = read_laid_pages(self._words, self._pages[pages.start : pages.stop], self._places)
        for index, page, of_page in zip(pages, painted, laid, strict=True):
            whole = self._pages[index]
            yield GalleyPage(
                width=whole.width,
                height=whole.height,
                bleed=whole.bleed,
                content=page.content,
                resources=page.resources,
                marks=len(page.marks),
                anchors=whole.anchors,
                bookmarks=tuple(whole.bookmarks),
                links=tuple(_link(link, nodes) for link in self._links[index]),
                name=self._painted.labels.get(index, ""),
                laid=of_page,
            )

    def _untagged(self, piece: Piece) -> Finding:
        message = _("painted, but out of reach of assistive technology: {text}").format(
            text=piece.text or _("a picture")
        )
        hint = _("opacity does that: use a lighter colour")
        where = self._places.of(piece.box.element)
        return Finding("layout.text-alignment", Severity.WARN, message, where, hint)


class _Fonts(dict[int, Font]):
    """The fonts of a galley; characters that a font does not have get one number in the whole document."""

    def __init__(self, missing: dict[int, dict[int, int]]) -> None:
        super().__init__()
        self._missing = missing

    def __setitem__(self, key: int, font: Font) -> None:
        font.missing = self._missing.setdefault(key, {})
        super().__setitem__(key, font)


@dataclass(frozen=True, slots=True)
class _MarkingUp:
    """Takes marks for boxes in a structure.

    Attributes:
        marks: the number of each box on its page.
        first: 0-based index of the galley's first page.
        links: those of the structure, by their HTML elements.
    """

    marks: Mapping[boxes.Box, int]
    first: int
    links: dict[Element, Node]

    def node(self, node: Node) -> Node:
        kids = tuple(self._leaf(kid) if isinstance(kid, Leaf) else self.node(kid) for kid in node.kids)
        marked = replace(node, kids=kids, element=None)
        if node.role == "Link" and node.element is not None:
            self.links[node.element] = marked
        return marked

    def _leaf(self, leaf: Leaf) -> Leaf:
        """What was not painted has no mark: hidden by CSS, or of no size."""
        marks = (
            Mark(piece.page - self.first, self.marks[piece.box], piece.rectangle)
            for piece in leaf.pieces
            if piece.box in self.marks
        )
        return Leaf((), leaf.text, tuple(marks))


def _link(link: Link, nodes: Mapping[Element, Node]) -> GalleyLink:
    label = link.element.get("aria-label", "")
    return GalleyLink(link.kind, link.target, link.rectangle, nodes[link.element], label)
