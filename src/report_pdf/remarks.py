"""What does not add up, as the pages print it: next to the figure, and all together in the nota metodologica."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from report_pdf.checks import Verdict
from report_pdf.edition import Edition, Waiver
from report_pdf.findings import Severity
from report_pdf.indicators import Indicators
from report_pdf.italian import list_of

# One sentence for all the figures that lack the same thing; a page need not name them, if they are many.
_TOGETHER = {
    "date-unknown": "La fonte non dice la data o il periodo di {labels}.",
    "unit-unknown": "La fonte non dice l’unità di misura di {labels}.",
}
_MANY = 3
_MANY_LABELS = "{count} cifre di questa pagina"
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
class OpenSection:
    """What is open in a section, the remarks with the same waiver together."""

    title: str
    remarks: tuple[tuple[Waiver | None, tuple[str, ...]], ...]


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


def open_sections(
    verdicts: Iterable[Verdict], edition: Edition, indicators: Indicators
) -> tuple[OpenSection, ...]:
    """All that is open, under the section it concerns first, in the order of the book."""
    by_section: dict[str, list[Verdict]] = {section.id: [] for section in edition.sections}
    for verdict in verdicts:
        if verdict.kind != _LISTED_APART:
            by_section.setdefault(_section_of(verdict.subjects[0], edition), []).append(verdict)
    return tuple(
        OpenSection(_title(section, edition), _by_waiver(_remarks(found, indicators)))
        for section, found in by_section.items()
        if found
    )


def _remarks(verdicts: Sequence[Verdict], indicators: Indicators, many: int = 0) -> tuple[Remark, ...]:
    """The remarks; so many labels and more are only counted, when `many` is not 0."""
    remarks = [Remark(v.sentence, v.waiver) for v in verdicts if v.kind not in _TOGETHER]
    for kind, sentence in _TOGETHER.items():
        alike = [verdict for verdict in verdicts if verdict.kind == kind]
        for _reason, same in groupby(alike, key=lambda verdict: verdict.waiver):
            members = list(same)
            labels = [f"«{indicators[verdict.subjects[0]].label}»" for verdict in members]
            named = _MANY_LABELS.format(count=len(labels)) if 0 < many <= len(labels) else list_of(labels)
            remarks.append(Remark(sentence.format(labels=named), members[0].waiver))
    return tuple(remarks)


def _by_waiver(remarks: Sequence[Remark]) -> tuple[tuple[Waiver | None, tuple[str, ...]], ...]:
    waivers = dict.fromkeys(id(remark.waiver) for remark in remarks)
    grouped = [[remark for remark in remarks if id(remark.waiver) == key] for key in waivers]
    return tuple((group[0].waiver, tuple(remark.sentence for remark in group)) for group in grouped)


def _section_of(subject: str, edition: Edition) -> str:
    """The section that an id belongs to: an indicator's begins as its section's does."""
    prefix = subject.partition(".")[0].replace("_", "-")
    alike = [section.id for section in edition.sections if section.id.startswith(prefix)]
    return min(alike, key=len, default=prefix)


def _title(section_id: str, edition: Edition) -> str:
    return next((section.title for section in edition.sections if section.id == section_id), section_id)
