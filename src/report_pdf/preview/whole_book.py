"""The whole book as it is built, with all that the preview has to know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from report_pdf.build import bound, typeset_book
from report_pdf.findings import Finding
from report_pdf.indicators import Indicators
from report_pdf.layout.layout import LaidOut
from report_pdf.layout_audit.page_items import LaidPage
from report_pdf.messages import _
from report_pdf.parts.part import PreparedPart
from report_pdf.preview.child import Report
from report_pdf.project import Project, find_project
from report_pdf.readback.readback import check_structure
from report_pdf.recall import Stamp, stamp
from report_pdf.sources import Sources
from report_pdf.tokens import Tokens
from report_pdf.typeset.segments import Surroundings


@dataclass(frozen=True, slots=True)
class WholeBook:
    """A book that was built.

    Attributes:
        title: of the book.
        name: of its file, without suffix.
        pdf: the file.
        labels: of its pages.
        pages: what stands on each page, and where.
        tokens: the design it is set in.
        findings: all there is to tell.
        laid_out: its layouts, filled.
        surroundings: what a piece of it that is laid out alone has to know of the rest.
        design: what `design_of` said before it was built.
        parts: what was bound, without the files.
        made_from: its sources.
        indicators: its figures.
    """

    title: str
    name: str
    pdf: bytes
    labels: tuple[str, ...]
    pages: tuple[LaidPage, ...]
    tokens: Tokens
    findings: tuple[Finding, ...]
    laid_out: LaidOut
    surroundings: Surroundings
    design: Stamp
    parts: Mapping[str, PreparedPart]
    made_from: Sources
    indicators: Indicators


def design_of(project: Project, *, draft: bool) -> Stamp:
    """What all pages depend on: styles and fonts, what layouts show besides charts, the mark of a draft."""
    shown = (file for file in stamp(project.layouts) if not file[0].endswith((".html", ".toml")))
    mark = (("draft", 0, 0, 0),) if draft else ()
    return (*stamp(project.styles), *shown, *mark)


def whole_book(report: Report, edition: Path, *, draft: bool) -> WholeBook:
    """Build the book; its findings are told with it.

    Args:
        report: told what is being done.
        edition: its folder.
        draft: whether pages are marked as a draft's.

    Raises:
        BuildStopped: what keeps it from being made.
    """
    design = design_of(find_project(edition), draft=draft)
    with typeset_book(edition, draft=draft, report=report) as book:
        report(_("bind"))
        pdf = bound(book.body, book.lexicon)
    report(_("inspect the file"))
    return WholeBook(
        title=book.meta.title,
        name=book.name,
        pdf=pdf,
        labels=book.body.labels,
        pages=book.body.pages,
        tokens=book.lexicon.tokens,
        findings=book.findings + check_structure(pdf),
        laid_out=book.laid_out,
        surroundings=book.body.surroundings,
        design=design,
        parts=book.lexicon.parts,
        made_from=book.lexicon.made_from,
        indicators=book.lexicon.indicators,
    )
