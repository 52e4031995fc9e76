"""Pages from HTML: one pass of WeasyPrint writes the tagged, archival PDF, or bare pages for the press."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pydyf
import weasyprint
from weasyprint import HTML
from weasyprint.document import Document

from report_pdf.files import read_inside
from report_pdf.findings import Finding, Severity, Where
from report_pdf.layout_audit.page_items import LaidPage
from report_pdf.messages import _
from report_pdf.project import Project
from report_pdf.target import Target
from report_pdf.tokens import Face
from report_pdf.typeset.engine_log import engine_log
from report_pdf.typeset.fetch import PROJECT, ProjectFetcher
from report_pdf.typeset.font_programs import embed_bare_outlines
from report_pdf.typeset.glyphs import check_faces, check_glyphs
from report_pdf.typeset.html_checks import check_drawn, check_html
from report_pdf.typeset.html_places import Places
from report_pdf.typeset.laid_pages import read_laid_pages
from report_pdf.typeset.laid_paint import rect_of
from report_pdf.typeset.laid_text import inks_kept
from report_pdf.typeset.layout_engine import VARIANT, LaidOut, Sheet, font_files, lay_out
from report_pdf.typeset.links import link_name, merge_links
from report_pdf.typeset.page_labels import label_ranges, page_labels
from report_pdf.typeset.painted import Piece, read_pages
from report_pdf.typeset.segments import Surroundings
from report_pdf.typeset.tag_build import HYPHEN, build_structure
from report_pdf.typeset.tag_writer import Tags, our_tags
from report_pdf.typeset.xmp import BookMeta, rdf_of

MAX_STYLE_BYTES = 1_000_000
PRODUCER = f"WeasyPrint {weasyprint.__version__}"

# Text that is copied or searched must not have a hyphen that no keyboard has.
_OWN = f'html {{ hyphenate-character: "{HYPHEN}" }}\n'


@dataclass(frozen=True, slots=True)
class Typeset:
    """The book, typeset.

    Attributes:
        pdf: the file.
        labels: the label of each page.
        pages: what stands on each page, and where.
        anchors: where each id of the book first stands: 0-based page, left, top, right, bottom in mm
            from the top left corner of the trimmed page.
        surroundings: what a piece of the book that is typeset alone has to know of the rest.
        findings: what is wrong in layouts and styles.
    """

    pdf: bytes
    labels: tuple[str, ...]
    pages: tuple[LaidPage, ...]
    anchors: Mapping[str, tuple[int, float, float, float, float]]
    surroundings: Surroundings
    findings: tuple[Finding, ...]


def typeset(  # noqa: PLR0913, PLR0917  # a book has that many sources
    html: str,
    stylesheets: Sequence[Path],
    tokens_css: str,
    faces: Sequence[Face],
    assets: Mapping[str, bytes],
    book: BookMeta,
    project: Project,
    target: Target = Target.DIGITAL,
) -> Typeset:
    """Typeset the book.

    Args:
        html: the whole book; elements may carry `data-at="file:line"`, and
            `data-page-label="Copertina"` names the page they stand on.
        stylesheets: the CSS files, in order, below the project's folder.
        tokens_css: the design tokens as CSS; it comes before them.
        faces: the fonts of the report, their files relative to the styles.
        assets: the drawn charts, SVG, by the NAME of `asset:NAME`.
        book: what the book says of itself.
        project: its layouts, styles and edition are all that may be read.
        target: what the file is for; pages for the press have no tags and keep to no standard yet.
    """
    fetcher = project_fetcher(project, assets)
    sheets, unread = sheets_of(project, stylesheets, tokens_css)
    with engine_log() as log, font_files() as fonts:
        source = HTML(string=html, base_url=PROJECT, url_fetcher=fetcher)
        places = Places.below(source.etree_element)
        checked = check_html(source.etree_element, places, fetcher)
        laid_out = lay_out(source, sheets, fetcher, log, fonts)
        glyphs = check_glyphs(laid_out.document.pages, faces, project.styles, places)
        pdf, labels, structure = (
            _write(laid_out, places, book) if target is Target.DIGITAL else _write_bare(laid_out)
        )
        pages = read_laid_pages(laid_out.root, laid_out.document.pages, labels, places)
        fallen_back = check_faces(laid_out.document, faces)
        drawn = check_drawn(source.etree_element, places, fetcher, log.unusable)
    findings = chain(unread, checked, fetcher.findings, drawn, log.findings, glyphs, fallen_back, structure)
    anchors = _anchors(laid_out.document)
    return Typeset(pdf, labels, pages, anchors, laid_out.surroundings, tuple(findings))


def project_fetcher(project: Project, assets: Mapping[str, bytes]) -> ProjectFetcher:
    """What pages may load: the drawn charts, by name, and the project's layouts, styles and edition."""
    readable = (project.layouts, project.styles, project.edition)
    return ProjectFetcher(project.root, [project.relative(folder) for folder in readable], assets)


def sheets_of(
    project: Project, stylesheets: Sequence[Path], tokens_css: str
) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    """The style sheets, in the order of the cascade, and why some cannot be read."""
    sheets = [Sheet(f"{project.relative(project.styles)}/tokens.toml", _OWN + tokens_css)]
    findings: list[Finding] = []
    for path in stylesheets:
        file = project.relative(path)
        content, unread = read_inside(path, project.root, MAX_STYLE_BYTES, "layout")
        findings += unread
        if content is None:
            continue
        try:
            sheets.append(Sheet(file, content.decode()))
        except UnicodeDecodeError as error:
            message = _("cannot read the style sheet: {reason}").format(reason=error)
            findings.append(Finding("layout.missing-file", Severity.BLOCK, message, Where(file)))
    return tuple(sheets), tuple(findings)


def _write(
    laid_out: LaidOut, places: Places, book: BookMeta
) -> tuple[bytes, tuple[str, ...], tuple[Finding, ...]]:
    """The file, its page labels, and what could not be brought into its structure."""
    document = laid_out.document
    painted = read_pages(document.pages)
    structure = build_structure(laid_out.root, painted, places)
    labels = page_labels(painted.labels, len(document.pages))
    folios = _folios(document, labels)
    links = [
        [(link, link_name(link, folios)) for link in of_page]
        for of_page in merge_links(document.pages, structure.document, places)
    ]
    _describe(document, book)
    with our_tags(Tags(structure.document, painted.furniture, links)) as untagged, inks_kept():
        pdf = document.write_pdf(finisher=_finisher(painted.labels, book), pdf_variant=VARIANT)
    lost = tuple(_untagged(piece, places) for piece in untagged)
    return pdf, labels, (*structure.findings, *lost)


def _write_bare(laid_out: LaidOut) -> tuple[bytes, tuple[str, ...], tuple[Finding, ...]]:
    """The pages alone; what the file says of itself is said when it is finished."""
    document = laid_out.document
    labels = page_labels(read_pages(document.pages).labels, len(document.pages))
    return document.write_pdf(), labels, ()


def _untagged(piece: Piece, places: Places) -> Finding:
    message = _("painted, but out of reach of assistive technology: {text}").format(
        text=piece.text or _("a picture")
    )
    hint = _("opacity does that: use a lighter colour")
    return Finding("layout.text-alignment", Severity.WARN, message, places.of(piece.box.element), hint)


def _folios(document: Document, labels: Sequence[str]) -> dict[str, str]:
    """The label of the page of each anchor; an anchor that is on two pages is on the first."""
    folios: dict[str, str] = {}
    for page, label in zip(document.pages, labels, strict=True):
        for anchor in page.anchors:
            folios.setdefault(anchor, label)
    return folios


def _anchors(document: Document) -> dict[str, tuple[int, float, float, float, float]]:
    anchors: dict[str, tuple[int, float, float, float, float]] = {}
    for number, page in enumerate(document.pages):
        for name, (left, top, right, bottom) in page.anchors.items():
            anchors.setdefault(name, (number, *rect_of(left, top, right - left, bottom - top)))
    return anchors


def _describe(document: Document, book: BookMeta) -> None:
    """Say in both places of a PDF what it is: the information dictionary and XMP."""
    metadata = document.metadata
    metadata.title, metadata.lang = book.title, book.language
    metadata.description = book.subject or None
    metadata.authors, metadata.keywords, metadata.generator = [], [], None
    metadata.created = metadata.modified = book.date
    metadata.generate_rdf_metadata = lambda *_standard: rdf_of(book, PRODUCER)


def _finisher(named: Mapping[int, str], book: BookMeta) -> Callable[[Document, pydyf.PDF], None]:
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
        embed_bare_outlines(pdf)

    return finish
