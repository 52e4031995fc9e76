"""What does not add up, as pages print it: beside its figure, and all together in the nota metodologica."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from report_pdf.audit.checks import Verdict
from report_pdf.findings import Severity
from report_pdf.indicators import Headline, Indicator, Indicators
from report_pdf.italian import cell_text, list_of
from report_pdf.reading.edition import Edition, Waiver

# One sentence for all the figures that lack the same thing; where they are many a page names their values.
_TOGETHER = {
    "date-unknown": "La fonte non dice la data o il periodo di {labels}.",
    "unit-unknown": "La fonte non dice l’unità di misura di {labels}.",
}
_MANY = 3
_LISTED_APART = "missing-section"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that is open.

    Attributes:
        sentence: what the reader is told, Italian.
        waiver: why it is published all the same; None where nothing had to be decided.
    """

    sentence: str
    waiver: Waiver | None


@dataclass(frozen=True, slots=True)
class OpenPoints:
    """What is published for one reason.

    Attributes:
        waiver: the decision; None for what only has to be known.
        points: the title of the section concerned and the sentence, in the order of the book.
    """

    waiver: Waiver | None
    points: tuple[tuple[str, str], ...]


def remarks_beside(
    verdicts: Iterable[Verdict], subjects: Sequence[str], indicators: Indicators
) -> tuple[Remark, ...]:
    """What a page has to say of the sections and indicators it shows; mere notes are left to the nota."""
    asked = set(subjects)
    concerned = [
        verdict
        for verdict in verdicts
        if verdict.severity is not Severity.NOTE and not asked.isdisjoint(verdict.subjects)
    ]
    return _remarks(concerned, indicators, _MANY)


def open_points(
    verdicts: Iterable[Verdict], edition: Edition, indicators: Indicators
) -> tuple[OpenPoints, ...]:
    """All that is open, each decision once with what it lets pass, in the order of the edition's decisions.

    What needed none comes last.
    """
    order = {section.id: place for place, section in enumerate(edition.sections)}
    listed = [verdict for verdict in verdicts if verdict.kind != _LISTED_APART]
    placed = sorted(listed, key=lambda verdict: order.get(_section_of(verdict, edition), len(order)))
    waivers = {id(verdict.waiver): verdict.waiver for verdict in placed}
    decisions = list(edition.waivers)
    ranked = sorted(
        waivers.values(),
        key=lambda one: (one is None, decisions.index(one) if one in decisions else len(decisions)),
    )
    return tuple(
        OpenPoints(waiver, _points([v for v in placed if v.waiver is waiver], edition, indicators))
        for waiver in ranked
    )


def _points(
    verdicts: Sequence[Verdict], edition: Edition, indicators: Indicators
) -> tuple[tuple[str, str], ...]:
    by_section = groupby(verdicts, key=lambda verdict: _section_of(verdict, edition))
    return tuple(
        (_title(section, edition), remark.sentence)
        for section, found in by_section
        for remark in _remarks(list(found), indicators)
    )


def _remarks(verdicts: Sequence[Verdict], indicators: Indicators, many: int = 0) -> tuple[Remark, ...]:
    """The remarks; so many figures and more are named by their values alone, when `many` is not 0."""
    remarks = [Remark(v.sentence, v.waiver) for v in verdicts if v.kind not in _TOGETHER]
    for kind, sentence in _TOGETHER.items():
        alike = [verdict for verdict in verdicts if verdict.kind == kind]
        for _reason, same in groupby(alike, key=lambda verdict: verdict.waiver):
            members = list(same)
            named = [indicators[verdict.subjects[0]] for verdict in members]
            labels = [_named(one, by_value=0 < many <= len(named)) for one in named]
            remarks.append(Remark(sentence.format(labels=list_of(labels)), members[0].waiver))
    return tuple(remarks)


def _named(indicator: Indicator, *, by_value: bool) -> str:
    if by_value and isinstance(indicator, Headline):
        return cell_text(indicator.cell)
    return f"«{indicator.label}»"


def _section_of(verdict: Verdict, edition: Edition) -> str:
    """The section that a verdict concerns first: an indicator's id begins as its section's does."""
    prefix = verdict.subjects[0].partition(".")[0].replace("_", "-")
    ids = [section.id for section in edition.sections]
    alike = [name for name in ids if name == prefix or name.startswith(f"{prefix}-")]
    return min(alike, key=len, default=prefix)


def _title(section_id: str, edition: Edition) -> str:
    return next((section.title for section in edition.sections if section.id == section_id), section_id)
