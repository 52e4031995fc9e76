"""WeasyPrint's layout, with the box tree kept: the structure tags need what stood before the page breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from shutil import rmtree

from weasyprint import CSS, DEFAULT_OPTIONS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document, Page
from weasyprint.formatting_structure import boxes
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.html import get_html_metadata
from weasyprint.layout import layout_document
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.text.fonts import FontConfiguration

from report_pdf.typeset.block_step import block_steps
from report_pdf.typeset.engine_log import EngineLog
from report_pdf.typeset.fetch import PROJECT, ProjectFetcher

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
    """The pages, and the box tree that they were broken from."""

    document: Document
    root: boxes.Box


@dataclass(frozen=True, slots=True)
class _Rules:
    """What style sheets add up to."""

    fonts: FontConfiguration
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
    rules = _Rules(fonts)
    options = {
        **DEFAULT_OPTIONS,
        "pdf_variant": VARIANT,
        "output_intent": "srgb",
        "stylesheets": [_parsed(sheet, rules, fetcher, log) for sheet in sheets],
    }
    context = Document._build_layout_context(html, rules.fonts, rules.counters, rules.colours, options)  # noqa: SLF001
    root = build_formatting_structure(
        html.etree_element,
        context.style_for,
        context.get_image_from_uri,
        html.base_url,
        context.target_collector,
        rules.counters,
        context.footnotes,
    )
    with block_steps():
        pages = [Page(box) for box in layout_document(html, root, context)]
    metadata = DocumentMetadata(**get_html_metadata(html))
    document = Document(pages, metadata, fetcher, rules.fonts, rules.colours, "srgb")
    return LaidOut(document, root)


def _parsed(sheet: Sheet, rules: _Rules, fetcher: ProjectFetcher, log: EngineLog) -> CSS:
    with log.reading(sheet.file):
        return CSS(
            string=sheet.css,
            base_url=PROJECT + sheet.file,
            url_fetcher=fetcher,
            font_config=rules.fonts,
            counter_style=rules.counters,
            color_profiles=rules.colours,
        )
