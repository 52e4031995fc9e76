"""A build: the stages in order, one call each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from unicodedata import combining, normalize

from report_pdf.audit.checks import audit, list_lengths
from report_pdf.binding.attachments import Attachment
from report_pdf.binding.bind import BookFacts, BoundPart, bind
from report_pdf.cache import Cache, prune
from report_pdf.charts.kept_charts import KIND, KeptCharts
from report_pdf.charts.style import ChartStyle
from report_pdf.files import write_aside
from report_pdf.findings import BuildStopped, Finding, exit_code, stop_if_blocked
from report_pdf.indicators import Indicators
from report_pdf.italian import span_label
from report_pdf.layout.design_names import check_names
from report_pdf.layout.drawing import Drawing
from report_pdf.layout.layout import BOOK, LaidOut, lay_out
from report_pdf.layout.lexicon import Lexicon, figure_text
from report_pdf.layout.lint import lint
from report_pdf.layout_audit.audit_policy import load_policy
from report_pdf.layout_audit.layout_audit import RULE_NAMES, audit_layout
from report_pdf.layout_audit.page_items import LaidBook
from report_pdf.messages import _
from report_pdf.parts.of_edition import DATA_INSIDE, for_press, labelled, preparing, requests_of
from report_pdf.parts.part import PartRequest, PreparedPart
from report_pdf.project import Project, find_project
from report_pdf.prose.texts import Texts, load_texts
from report_pdf.readback.readback import check_structure
from report_pdf.reading.edition import Edition, read_edition
from report_pdf.reading.tokens_file import load_tokens
from report_pdf.recall import Recall, afresh
from report_pdf.sources import Sources, read_sources
from report_pdf.tables.data_tables import data_manifest, data_tables
from report_pdf.tables.tables import load_indicators
from report_pdf.target import Target
from report_pdf.territory.territory import Territory
from report_pdf.territory.territory_checks import count_findings
from report_pdf.territory.territory_files import load_territory
from report_pdf.tokens import Tokens, css_of
from report_pdf.typeset.typeset import Typeset, typeset
from report_pdf.typeset.xmp import BookMeta

# In the order of the cascade: the sheet, words, what stands on it.
STYLE_SHEETS = ("page.css", "type.css", "components.css")
DRAFT_SHEETS = ("draft.css",)
PRINT_SHEETS = ("print.css",)

Report = Callable[[str], None]
"""Called with what is being done, before it is done."""


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
        findings: all there is to tell so far; some may block.
        drawing: its charts.
    """

    project: Project
    lexicon: Lexicon
    laid_out: LaidOut
    body: Typeset
    meta: BookMeta
    name: str
    findings: tuple[Finding, ...]
    drawing: Drawing

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
    book = bound_book(edition_dir, draft=draft, report=report)
    stop_if_blocked(book.findings)
    report(_("inspect the file"))
    findings = book.findings + check_structure(book.pdf)
    if exit_code(findings, draft=draft):
        return BuildResult(None, findings)
    path = output_folder(book.project, out, draft=draft) / f"{book.name}.pdf"
    findings += write_aside(path, book.pdf, book.project.root, keep=previous(path))
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
        body = _typeset(project, lexicon, laid_out, draft=draft, target=target)
        findings += body.findings
        if layout == BOOK:
            report(_("look for faults of layout"))
            findings += _audit_layout(project, LaidBook(body.pages, lexicon.tokens, laid_out.charts))
        else:
            findings += laid_out.chart_findings
        name = _file_name(lexicon.edition, edition_dir)
        yield TypesetBook(project, lexicon, laid_out, body, _book_meta(lexicon), name, findings, drawing)


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


@contextmanager
def gathered(
    project: Project, report: Report, target: Target = Target.DIGITAL
) -> Iterator[tuple[Lexicon, Drawing, tuple[Finding, ...]]]:
    """All that pages are made of, read and audited; the prepared parts last as long as the block."""
    report(_("read the edition"))
    edition, findings = read_edition(project.edition, project.root)
    tokens, wrong = load_tokens(project.styles, project.root)
    findings += wrong
    stop_if_blocked(findings)
    assert edition is not None  # noqa: S101  # what is missing blocks
    assert tokens is not None  # noqa: S101
    requests = _requests(project, edition, tokens)
    if target is Target.PRINT:
        requests = tuple(for_press(request, tokens.page.bleed) for request in requests)
    with (
        TemporaryDirectory(prefix="report-pdf-") as work,
        preparing(requests, project, Path(work), report) as prepared_parts,
    ):
        report(_("load and audit the data"))
        findings += check_names(edition, tokens.colours, project.layouts)
        findings += lint(project, tokens, STYLE_SHEETS + PRINT_SHEETS + DRAFT_SHEETS)
        lexicon, drawing, wrong = loaded(project, edition, tokens, findings)
        parts, of_parts = prepared_parts()
        findings = wrong + of_parts
        stop_if_blocked(findings)
        yield replace(lexicon, parts=parts), drawing, findings
        if drawing.charts.drawn:
            prune(project.root)


def _requests(project: Project, edition: Edition, tokens: Tokens) -> tuple[PartRequest, ...]:
    first, *_between, last = (*edition.period.periods, edition.period.periods[-1])
    words = f"{edition.title}, {span_label(first, last)}, {edition.publisher}"
    page_mm = tokens.page.width, tokens.page.height
    return requests_of(edition, project.relative(project.edition), page_mm, words)


def loaded(  # noqa: PLR0913, PLR0917  # all that the data depends on
    project: Project,
    edition: Edition,
    tokens: Tokens,
    findings: tuple[Finding, ...] = (),
    recall: Recall = afresh,
    made_from: Sources | None = None,
) -> tuple[Lexicon, Drawing, tuple[Finding, ...]]:
    """The data of an edition, read and audited.

    Args:
        project: whose data.
        edition: what it declares.
        tokens: the design that charts are drawn in.
        findings: what is known already.
        recall: whether stages run that nothing has changed for.
        made_from: what the colophon says the book is made from; None: as the files are now.

    Raises:
        BuildStopped: findings that no build can get past.
    """
    indicators, texts, territory, wrong = _load(project, edition, recall)
    findings += wrong
    if indicators is None:
        raise BuildStopped(findings)
    stop_if_blocked(findings)
    audited = audit(edition, indicators, list_lengths(texts))
    findings += audited.findings
    stop_if_blocked(findings)
    lexicon = Lexicon(edition, indicators, audited, texts, tokens, made_from or read_sources(project))
    charts = KeptCharts(Cache(project.root, KIND))
    return lexicon, Drawing(indicators, territory, ChartStyle(tokens, project.styles), charts), findings


def _load(
    project: Project, edition: Edition, recall: Recall
) -> tuple[Indicators | None, Texts, Territory | None, tuple[Finding, ...]]:
    """What the office filled in; without indicators the texts cannot be read, and are empty."""
    periods, tables = edition.period.periods, edition.table_ids
    indicators, findings = recall(
        lambda: load_indicators(project.edition, tables, periods, project.root),
        project.edition / "indicators",
        tables,
        periods,
    )
    territory, wrong = recall(
        lambda: load_territory(project.edition, project.root), project.edition / "territory"
    )
    findings += wrong
    if indicators is None:
        return None, {}, territory, findings
    texts, wrong = recall(
        lambda: load_texts(
            project.edition / "texts",
            edition.text_names,
            root=project.root,
            functions={"n": partial(figure_text, indicators)},
            abbreviations=edition.abbreviations,
            foreign_words=edition.foreign_words,
            known=indicators,
        ),
        project.edition / "texts",
        edition,
        indicators,
    )
    counted = tuple(count_findings(territory, indicators)) if territory else ()
    return indicators, texts, territory, findings + wrong + counted


def style_sheets(project: Project, *, draft: bool, target: Target = Target.DIGITAL) -> tuple[Path, ...]:
    """The designer's style sheets, in the order of the cascade; the tokens come before them."""
    names = STYLE_SHEETS + (PRINT_SHEETS if target is Target.PRINT else ()) + (DRAFT_SHEETS if draft else ())
    return tuple(project.styles / name for name in names)


def _typeset(  # noqa: PLR0913  # as for `typeset`
    project: Project,
    lexicon: Lexicon,
    laid_out: LaidOut,
    *,
    draft: bool,
    target: Target,
    css: str = "",
    meta: BookMeta | None = None,
) -> Typeset:
    return typeset(
        laid_out.html,
        style_sheets(project, draft=draft, target=target),
        css_of(lexicon.tokens) + css,
        tuple(lexicon.tokens.faces.values()),
        {name: chart.svg for name, chart in laid_out.charts.items()},
        meta or _book_meta(lexicon),
        project,
        target,
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


def _audit_layout(project: Project, book: LaidBook) -> tuple[Finding, ...]:
    policy, findings = load_policy(project.layouts, project.root, RULE_NAMES)
    return findings + audit_layout(book, policy)


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
