"""The book made up of its galleys: page numbers, links, outline, fonts and structure come together here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import pydyf
import weasyprint
from weasyprint.css import ColorProfile
from weasyprint.document import Document, Page
from weasyprint.pdf import _reference_resources
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.pdf.stream import Stream
from weasyprint.text.fonts import FontConfiguration

from report_pdf.findings import Finding
from report_pdf.layout_audit.page_items import LaidPage
from report_pdf.typeset.engine_log import engine_log
from report_pdf.typeset.font_programs import Programs, embed_bare_outlines, united
from report_pdf.typeset.galleys import Galley, GalleyPage
from report_pdf.typeset.laid_paint import rect_of
from report_pdf.typeset.layout_engine import VARIANT
from report_pdf.typeset.links import link_name
from report_pdf.typeset.page_labels import label_ranges, page_labels
from report_pdf.typeset.paint import INTENT
from report_pdf.typeset.tag_writer import NamedLink, our_tags
from report_pdf.typeset.xmp import BookMeta, rdf_of

PRODUCER = f"WeasyPrint {weasyprint.__version__}"


@dataclass(frozen=True, slots=True)
class MadeUp:
    """The book.

    Attributes:
        pdf: the file.
        labels: the label of each page.
        pages: what stands on each page, and where.
        anchors: where each id of the book first stands: 0-based page, left, top, right, bottom in mm
            from the top left corner of the trimmed page.
        findings: what WeasyPrint has to say of it.
    """

    pdf: bytes
    labels: tuple[str, ...]
    pages: tuple[LaidPage, ...]
    anchors: Mapping[str, tuple[int, float, float, float, float]]
    findings: tuple[Finding, ...]


def make_up(
    galleys: Sequence[Galley], programs: Programs, profiles: Mapping[str, ColorProfile], book: BookMeta
) -> MadeUp:
    """Make up the book.

    Args:
        galleys: all of them, in order.
        programs: the font files that they are set in.
        profiles: the colour profiles of the style sheets.
        book: what the book says of itself.
    """
    pages = [page for galley in galleys for page in galley.pages]
    named = {index: page.name for index, page in enumerate(pages) if page.name}
    labels = page_labels(named, len(pages))
    folios: dict[str, str] = {}
    for page, label in zip(pages, labels, strict=True):
        for anchor in page.anchors:
            folios.setdefault(anchor, label)
    set_pages = [_SetPage(page, folios) for page in pages]
    document = _document(set_pages, galleys, programs, profiles, book)
    with engine_log() as log, our_tags(galleys, [page.named for page in set_pages]):
        pdf = document.write_pdf(finisher=_finisher(named, galleys, book), pdf_variant=VARIANT)
    return MadeUp(pdf, labels, tuple(_laid(galleys, labels)), dict(anchors_of(pages)), log.findings)


class _SetPage:
    """A page of a galley, as WeasyPrint's document has its pages."""

    def __init__(self, page: GalleyPage, folios: Mapping[str, str]) -> None:
        """Take for its links those that lead somewhere; `folios` has the label of the page of each anchor."""
        self.width, self.height, self.bleed = page.width, page.height, page.bleed
        self.anchors, self.bookmarks = page.anchors, page.bookmarks
        self.forms: Mapping[object, object] = {}
        alive = [link for link in page.links if link.kind != "internal" or link.target in folios]
        self.named = [NamedLink(link.node, link_name(link, folios), SimpleNamespace()) for link in alive]
        self.links = [
            (link.kind, link.target, link.rectangle, named.box)
            for link, named in zip(alive, self.named, strict=True)
        ]
        self._content = page.content

    def paint(self, stream: Stream, _scale: float) -> None:
        """Put in what was painted; all that the stream began with is in it."""
        stream.stream, stream.compress = [self._content], False
        stream.extra["Filter"] = "/FlateDecode"


def _document(
    pages: Sequence[_SetPage],
    galleys: Sequence[Galley],
    programs: Programs,
    profiles: Mapping[str, ColorProfile],
    book: BookMeta,
) -> Document:
    document = Document(pages, DocumentMetadata(), None, FontConfiguration(), dict(profiles), INTENT)
    document.fonts = united((use for galley in galleys for use in galley.fonts), programs)
    metadata = document.metadata
    metadata.title, metadata.lang = book.title, book.language
    metadata.description = book.subject or None
    metadata.authors, metadata.keywords, metadata.generator = [], [], None
    metadata.created = metadata.modified = book.date
    metadata.generate_rdf_metadata = lambda *_standard: rdf_of(book, PRODUCER)
    return document


def _finisher(
    named: Mapping[int, str], galleys: Sequence[Galley], book: BookMeta
) -> Callable[[Document, pydyf.PDF], None]:
    def finish(document: Document, pdf: pydyf.PDF) -> None:
        """What WeasyPrint does not write: entries of the catalog, fonts as validators read them."""
        numbers: list[object] = []
        for first, name, folio in label_ranges(named, len(document.pages)):
            label = {"P": pydyf.String(name)} if name else {"S": "/D", "St": folio}
            numbers += [first, pydyf.Dictionary(label)]
        pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(numbers)})
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        pdf.catalog["PageLayout"] = "/TwoPageRight"
        pdf.catalog["PageMode"] = "/UseOutlines"
        pdf.catalog["Lang"] = pydyf.String(book.language)
        _give_resources(document, pdf, galleys)
        embed_bare_outlines(pdf)

    return finish


def _give_resources(document: Document, pdf: pydyf.PDF, galleys: Sequence[Galley]) -> None:
    """To each page its own; WeasyPrint has given all of them the same, in which nothing is."""
    leaves = (item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/Page")
    images: dict[str, dict[str, Any]] = {}
    for galley in galleys:
        for name, image in galley.images.items():
            ready = _Ready(deepcopy(image))
            images.setdefault(
                name, {"x_object": None, "image": ready, "interpolate": False, "dpi_ratios": {1}}
            )
    pages = (page for galley in galleys for page in galley.pages)
    for leaf, page in zip(leaves, pages, strict=True):
        shared = pdf.objects[int(leaf["Resources"].split()[0])]
        own = deepcopy(page.resources)
        if own["ColorSpace"] != shared["ColorSpace"]:
            message = "WeasyPrint numbers its colour spaces otherwise"
            raise RuntimeError(message)
        leaf["Resources"] = _reference_resources(pdf, own, images, shared["Font"], document.color_profiles)


@dataclass(frozen=True, slots=True)
class _Ready:
    """A picture as WeasyPrint asks for it, ready to be written."""

    written: pydyf.Stream

    def get_x_object(self, _interpolate: bool, _dpi_ratio: float) -> pydyf.Stream:  # noqa: FBT001  # as it is called
        return self.written


def _laid(galleys: Sequence[Galley], labels: Sequence[str]) -> Iterator[LaidPage]:
    """What stands on the pages, counted through the book."""
    index = first = 0
    for galley in galleys:
        blocks = 0
        for page in galley.pages:
            yield _counted(page.laid, index, labels[index], first)
            blocks += len(page.laid.blocks)
            index += 1
        first += blocks


def _counted(page: LaidPage, index: int, label: str, first: int) -> LaidPage:
    def block(number: int) -> int:
        return number if number < 0 else number + first

    return replace(
        page,
        index=index,
        label=label,
        blocks=tuple(
            replace(own, number=own.number + first, parent=block(own.parent)) for own in page.blocks
        ),
        pictures=tuple(replace(picture, block=block(picture.block)) for picture in page.pictures),
        strokes=tuple(replace(stroke, block=block(stroke.block)) for stroke in page.strokes),
    )


def anchors_of(
    pages: Sequence[GalleyPage | Page],
) -> Iterator[tuple[str, tuple[int, float, float, float, float]]]:
    """Where each id first stands, as `MadeUp` has it."""
    told: set[str] = set()
    for number, page in enumerate(pages):
        for name, (left, top, right, bottom) in page.anchors.items():
            if name not in told:
                told.add(name)
                yield name, (number, *rect_of(left, top, right - left, bottom - top))
