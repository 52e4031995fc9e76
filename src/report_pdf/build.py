"""A build: the stages in order, one call each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path, PurePath
from unicodedata import combining, normalize

from report_pdf.beside import beside
from report_pdf.binding.attachments import Attachment
from report_pdf.binding.bind import BookFacts, BoundPart, bind
from report_pdf.cache import Cache
from report_pdf.files import write_aside
from report_pdf.findings import Finding, exit_code, stop_if_blocked
from report_pdf.gather import Report, gathered
from report_pdf.indicators import Indicators
from report_pdf.layout.drawing import Drawing
from report_pdf.layout.layout import BOOK, LaidOut, lay_out
from report_pdf.layout.lexicon import Lexicon
from report_pdf.layout_audit.audit_policy import load_policy
from report_pdf.layout_audit.layout_audit import RULE_NAMES, audit_layout
from report_pdf.layout_audit.page_items import LaidBook
from report_pdf.messages import _
from report_pdf.parts.of_edition import DATA_INSIDE, labelled
from report_pdf.parts.part import PreparedPart
from report_pdf.project import Project, find_project
from report_pdf.readback.readback import check_structure
from report_pdf.reading.edition import Edition
from report_pdf.sources import Sources
from report_pdf.style_sheets import style_sheets
from report_pdf.tables.data_tables import data_manifest, data_tables
from report_pdf.target import Target
from report_pdf.tokens import Tokens, css_of
from report_pdf.typeset.kept_galleys import KIND as GALLEYS
from report_pdf.typeset.typeset import Typeset, typeset
from report_pdf.typeset.xmp import BookMeta


@dataclass(frozen=True, slots=True)
class TypesetBook:
    """A book whose pages are set, and whose parts made elsewhere are not bound yet.

    Attributes:
        project: where it comes from.
        lexicon: its words, figures and design.
        laid_out: its layouts, filled.
        body: its pages.
        meta: what it says of itself.
        name: of its file, without suffix.
        told: what there was to tell before faults of layout were looked for.
        look: looks for them, once.
        drawing: its charts.
    """

    project: Project
    lexicon: Lexicon
    laid_out: LaidOut
    body: Typeset
    meta: BookMeta
    name: str
    told: tuple[Finding, ...]
    look: Callable[[], tuple[Finding, ...]]
    drawing: Drawing

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All there is to tell so far; some may block. The first to ask waits for faults of layout."""
        return self.told + self.look()

    def set_also(
        self,
        layout: str,
        names: Mapping[str, object],
        css: str = "",
        target: Target = Target.PRINT,
        meta: BookMeta | None = None,
    ) -> tuple[Typeset | None, tuple[Finding, ...]]:
        """Set other pages that go with the book; None when they cannot be laid out.

        Args:
            layout: of the pages.
            names: that only this layout knows.
            css: custom properties beside the tokens.
            target: what they are made for.
            meta: what they say of themselves; None for what the book says.
        """
        project = self.project
        laid_out, findings = lay_out(self.lexicon, self.drawing, project.layouts, project.root, layout, names)
        if laid_out is None:
            return None, findings
        body = _typeset(project, self.lexicon, laid_out, draft=False, target=target, css=css, meta=meta)
        return body, findings + laid_out.chart_findings


@dataclass(frozen=True, slots=True)
class BoundBook:
    """A book that is not written yet.

    Attributes:
        project: where it comes from.
        edition: what it is an edition of.
        indicators: its figures.
        sources: the files that it is made from.
        tokens: the design it is set in.
        meta: what it says of itself.
        name: of its file, without suffix.
        pdf: the file.
        labels: of its pages.
        anchors: where each id stands: 0-based page, left, top, right, bottom in mm.
        parts: what was bound; the prepared files are gone.
        findings: all there is to tell so far; some may block.
    """

    project: Project
    edition: Edition
    indicators: Indicators
    sources: Sources
    tokens: Tokens
    meta: BookMeta
    name: str
    pdf: bytes
    labels: tuple[str, ...]
    anchors: Mapping[str, tuple[int, float, float, float, float]]
    parts: tuple[PreparedPart, ...]
    findings: tuple[Finding, ...]

    @property
    def originals(self) -> Mapping[str, bytes]:
        """The untouched file of each part, by its key, as it is on the disk now."""
        return {part.request.key: (self.project.root / part.request.file).read_bytes() for part in self.parts}


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build gives.

    Attributes:
        path: the PDF; None when findings stopped the build.
        findings: all there is to tell, those that stop nothing included.
    """

    path: Path | None
    findings: tuple[Finding, ...]


def build(edition_dir: Path, *, draft: bool, out: Path | None, report: Report) -> BuildResult:
    """Build the digital edition of `edition_dir`.

    A final build is not written when anything is wrong, and the one before it is left alone;
    a draft lets warnings pass, marks its pages and is written to a folder of its own.
    The file that a build takes the place of is kept beside it.

    Raises:
        BuildStopped: findings that no build can get past.
    """
    with typeset_book(edition_dir, draft=draft, report=report) as book:
        report(_("bind"))
        pdf = bound(book.body, book.lexicon)
        report(_("inspect the file"))
        with beside(partial(check_structure, pdf)) as inspected:
            findings = book.findings  # faults of layout are looked for meanwhile
            findings += inspected()
    stop_if_blocked(findings)
    if exit_code(findings, draft=draft):
        return BuildResult(None, findings)
    path = output_folder(book.project, out, draft=draft) / f"{book.name}.pdf"
    findings += write_aside(path, pdf, book.project.root, keep=previous(path))
    return BuildResult(None if exit_code(findings, draft=draft) else path, findings)


def bound_book(edition_dir: Path, *, draft: bool, report: Report, layout: str = BOOK) -> BoundBook:
    """Every stage up to the bound pages of the book whose layout is called `layout`.

    Raises:
        BuildStopped: findings that keep pages from being made at all.
    """
    with typeset_book(edition_dir, draft=draft, report=report, layout=layout) as book:
        pdf, lexicon = book.body.pdf, book.lexicon
        if layout == BOOK:
            report(_("bind"))
            pdf = bound(book.body, lexicon)
    return BoundBook(
        project=book.project,
        edition=lexicon.edition,
        indicators=lexicon.indicators,
        sources=lexicon.made_from,
        tokens=lexicon.tokens,
        meta=book.meta,
        name=book.name,
        pdf=pdf,
        labels=book.body.labels,
        anchors=book.body.anchors,
        parts=tuple(lexicon.parts.values()),
        findings=book.findings,
    )


@contextmanager
def typeset_book(
    edition_dir: Path, *, draft: bool, report: Report, layout: str = BOOK, target: Target = Target.DIGITAL
) -> Iterator[TypesetBook]:
    """Every stage up to the pages of the book whose layout is called `layout`.

    The prepared parts last as long as the block.

    Raises:
        BuildStopped: findings that keep pages from being made at all.
    """
    project = find_project(edition_dir)
    with gathered(project, report, target) as all_of_it:
        lexicon, drawing, findings = all_of_it
        report(_("lay out the pages and draw the figures"))
        laid_out, wrong = lay_out(lexicon, drawing, project.layouts, project.root, layout)
        findings += wrong
        stop_if_blocked(findings)
        assert laid_out is not None  # noqa: S101  # a book that cannot be laid out blocks
        report(_("typeset"))
        galleys = Cache(project.root, GALLEYS) if layout == BOOK else None
        body = _typeset(project, lexicon, laid_out, draft=draft, target=target, cache=galleys)
        findings += body.findings
        look = cache(partial(_faults, project, body, lexicon, laid_out, layout, report))
        name = _file_name(lexicon.edition, edition_dir)
        yield TypesetBook(
            project, lexicon, laid_out, body, _book_meta(lexicon), name, findings, look, drawing
        )


def _faults(  # noqa: PLR0913, PLR0917  # all that the layout depends on
    project: Project, body: Typeset, lexicon: Lexicon, laid_out: LaidOut, layout: str, report: Report
) -> tuple[Finding, ...]:
    if layout != BOOK:
        return laid_out.chart_findings
    report(_("look for faults of layout"))
    policy, findings = load_policy(project.layouts, project.root, RULE_NAMES)
    return findings + audit_layout(LaidBook(body.pages, lexicon.tokens, laid_out.charts), policy)


def check(edition_dir: Path, report: Report) -> tuple[Finding, ...]:
    """Everything wrong or open in the data, the texts and the layouts; nothing is written.

    Raises:
        BuildStopped: findings that no build can get past.
    """
    project = find_project(edition_dir)
    with gathered(project, report) as (lexicon, drawing, findings):
        report(_("lay out the pages and draw the figures"))
        laid_out, wrong = lay_out(lexicon, drawing, project.layouts, project.root)
    _policy, unread = load_policy(project.layouts, project.root, RULE_NAMES)
    return findings + wrong + (laid_out.chart_findings if laid_out else ()) + unread


def _typeset(  # noqa: PLR0913  # as for `typeset`
    project: Project,
    lexicon: Lexicon,
    laid_out: LaidOut,
    *,
    draft: bool,
    target: Target,
    css: str = "",
    meta: BookMeta | None = None,
    cache: Cache | None = None,
) -> Typeset:
    return typeset(
        laid_out.pieces,
        style_sheets(project, draft=draft, target=target),
        css_of(lexicon.tokens) + css,
        tuple(lexicon.tokens.faces.values()),
        {name: chart.svg for name, chart in laid_out.charts.items()},
        meta or _book_meta(lexicon),
        project,
        target,
        cache,
    )


def bound(body: Typeset, lexicon: Lexicon) -> bytes:
    """The file, its covers and appendices in it."""
    places = {label: index for index, label in enumerate(body.labels)}
    bound = [
        BoundPart(part, tuple(places[label] for label in labels), places.get(part.request.name))
        for part, labels in labelled(lexicon.edition, lexicon.parts.values())
        if labels
    ]
    files = tuple(_data_files(lexicon)) if lexicon.edition.conformance == DATA_INSIDE else ()
    return bind(body.pdf, bound, BookFacts(_book_meta(lexicon), lexicon.edition.conformance, files))


def _data_files(lexicon: Lexicon) -> Iterator[Attachment]:
    """The tables of figures, and what they are."""
    tables, edition = lexicon.indicators.tables, lexicon.edition
    for name, table in data_tables(tables).items():
        about = f"Dati: {lexicon.table_title(PurePath(name).stem)}"
        yield Attachment(name, table, "text/csv", about, "Data")
    about_all = {
        "identificativo": edition.identifier,
        "versione": edition.version,
        "data": edition.date.isoformat(),
        "ente": edition.publisher,
    }
    described = data_manifest(tables, about_all)
    yield Attachment("dati.json", described, "application/json", "Che cosa sono le tabelle", "Supplement")


def _book_meta(lexicon: Lexicon) -> BookMeta:
    edition = lexicon.edition
    return BookMeta(
        f"{edition.title} · {edition.publisher} · {lexicon.span()}",
        edition.language,
        edition.publisher,
        edition.identifier,
        edition.version,
        edition.date.isoformat(),
        edition.description,
    )


def output_folder(project: Project, out: Path | None, *, draft: bool = False) -> Path:
    """Where a build writes: `build/` unless `out` names another folder; drafts lie apart."""
    folder = out or project.root / "build"
    return folder / "draft" if draft else folder


def previous(path: Path) -> Path:
    """Where the file is kept that stood at `path` before the last build that changed it."""
    return path.parent / "previous" / path.name


def _file_name(edition: Edition, folder: Path) -> str:
    """`bilancio-sociale-2019-2024`: title and folder of the edition, in letters any system takes."""
    letters = normalize("NFKD", f"{edition.title} {folder.resolve().name}".casefold())
    plain = "".join(letter for letter in letters if not combining(letter))
    return "-".join(re.findall("[a-z0-9]+", plain))
