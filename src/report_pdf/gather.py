"""Stages 1 and 2: all that pages are made of, read, loaded and audited; outside PDFs prepared meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from report_pdf.audit.checks import audit, list_lengths
from report_pdf.cache import Cache, prune
from report_pdf.charts.kept_charts import KIND, KeptCharts
from report_pdf.charts.style import ChartStyle
from report_pdf.findings import BuildStopped, Finding, stop_if_blocked
from report_pdf.indicators import Indicators
from report_pdf.italian import span_label
from report_pdf.layout.design_names import check_names
from report_pdf.layout.drawing import Drawing
from report_pdf.layout.lexicon import Lexicon, figure_text
from report_pdf.layout.lint import lint
from report_pdf.messages import _
from report_pdf.parts.of_edition import for_press, preparing, requests_of
from report_pdf.parts.part import PartRequest
from report_pdf.project import Project
from report_pdf.prose.texts import Texts, load_texts
from report_pdf.reading.edition import Edition, read_edition
from report_pdf.reading.tokens_file import load_tokens
from report_pdf.recall import Recall, afresh
from report_pdf.sources import Sources, read_sources
from report_pdf.style_sheets import ALL_SHEETS
from report_pdf.tables.tables import load_indicators
from report_pdf.target import Target
from report_pdf.territory.territory import Territory
from report_pdf.territory.territory_checks import count_findings
from report_pdf.territory.territory_files import load_territory
from report_pdf.tokens import Tokens

Report = Callable[[str], None]
"""Called with what is being done, before it is done."""


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
        findings += lint(project, tokens, ALL_SHEETS)
        lexicon, drawing, wrong = loaded(project, edition, tokens, findings)
        parts, of_parts = prepared_parts()
        findings = wrong + of_parts
        stop_if_blocked(findings)
        yield replace(lexicon, parts=parts), drawing, findings
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
        lambda: load_indicators(project.edition, tables, periods, project.root, recall),
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
            recall=recall,
        ),
        project.edition / "texts",
        edition,
        indicators,
    )
    counted = tuple(count_findings(territory, indicators)) if territory else ()
    return indicators, texts, territory, findings + wrong + counted
