"""WeasyPrint's layout, with the box tree kept: the structure tags need what stood before the page breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from shutil import rmtree

from weasyprint import CSS, DEFAULT_OPTIONS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document, Page
from weasyprint.formatting_structure import boxes
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.html import get_html_metadata
from weasyprint.layout import LayoutContext, layout_document
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.text.fonts import FontConfiguration

from report_pdf.typeset.block_step import block_steps
from report_pdf.typeset.engine_log import EngineLog
from report_pdf.typeset.fetch import PROJECT, ProjectFetcher
from report_pdf.typeset.segments import Surroundings, body_of, element_states, surroundings

VARIANT = "pdf/a-2a"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A style sheet.

    Attributes:
        file: path relative to the project's folder, with `/`.
        css: its text.
    """

    file: str
    css: str


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The pages, the box tree that they were broken from, and what pieces laid out alone have to know."""

    document: Document
    root: boxes.Box
    surroundings: Surroundings


@dataclass(frozen=True, slots=True)
class Rules:
    """What style sheets add up to."""

    fonts: FontConfiguration
    sheets: tuple[CSS, ...] = ()
    counters: CounterStyle = field(default_factory=CounterStyle)
    colours: dict[str, object] = field(default_factory=dict)


@contextmanager
def font_files() -> Iterator[FontConfiguration]:
    """Where the fonts of style sheets are known, and a folder of copies that is removed at the end.

    WeasyPrint removes it when the configuration is collected; at the end of a process that may be never.
    """
    fonts = FontConfiguration()
    try:
        yield fonts
    finally:
        if folder := fonts._folder:  # noqa: SLF001  # it has no public name
            rmtree(folder, ignore_errors=True)


def lay_out(
    html: HTML, sheets: Sequence[Sheet], fetcher: ProjectFetcher, log: EngineLog, fonts: FontConfiguration
) -> LaidOut:
    """Break the book into pages.

    This is what WeasyPrint's `HTML.render` does; that one does not give the box tree.
    """
    rules = parse(sheets, fetcher, log, fonts)
    context = layout_context(html, rules)
    with element_states(body_of(html.etree_element)) as states:
        root = build_boxes(html, context, rules)
    with block_steps():
        page_boxes = list(layout_document(html, root, context))
    pages = [Page(box) for box in page_boxes]
    around = surroundings(html.etree_element, root, context, states, page_boxes)
    return LaidOut(document_of(html, pages, rules, fetcher), root, around)


def parse(
    sheets: Sequence[Sheet], fetcher: ProjectFetcher, log: EngineLog, fonts: FontConfiguration
) -> Rules:
    """What style sheets say."""
    rules = Rules(fonts)
    parsed = tuple(parse_sheet(sheet, rules, fetcher, log) for sheet in sheets)
    return replace(rules, sheets=parsed)


def layout_context(html: HTML, rules: Rules) -> LayoutContext:
    """The styles of all elements, and what WeasyPrint remembers while it lays them out."""
    options = {
        **DEFAULT_OPTIONS,
        "pdf_variant": VARIANT,
        "output_intent": "srgb",
        "stylesheets": list(rules.sheets),
    }
    return Document._build_layout_context(html, rules.fonts, rules.counters, rules.colours, options)  # noqa: SLF001


def build_boxes(html: HTML, context: LayoutContext, rules: Rules) -> boxes.Box:
    """The box tree, before it is broken into pages."""
    return build_formatting_structure(
        html.etree_element,
        context.style_for,
        context.get_image_from_uri,
        html.base_url,
        context.target_collector,
        rules.counters,
        context.footnotes,
    )


def document_of(html: HTML, pages: Sequence[Page], rules: Rules, fetcher: ProjectFetcher) -> Document:
    """Pages that can be written."""
    metadata = DocumentMetadata(**get_html_metadata(html))
    return Document(list(pages), metadata, fetcher, rules.fonts, rules.colours, "srgb")


def parse_sheet(sheet: Sheet, rules: Rules, fetcher: ProjectFetcher, log: EngineLog) -> CSS:
    """What a style sheet says; fonts, counter styles and colour profiles are added to those of `rules`."""
    with log.reading(sheet.file):
        return CSS(
            string=sheet.css,
            base_url=PROJECT + sheet.file,
            url_fetcher=fetcher,
            font_config=rules.fonts,
            counter_style=rules.counters,
            color_profiles=rules.colours,
        )
