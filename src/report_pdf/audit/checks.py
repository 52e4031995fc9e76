"""The audit: what must agree and does not, what is open, and who decided to publish all the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from report_pdf.audit.check_figures import Figures, ListLengths
from report_pdf.audit.check_rules import OUTCOMES, Outcome
from report_pdf.findings import NOWHERE, Finding, Severity, Where
from report_pdf.indicators import Headline, Indicator, Indicators, Nature
from report_pdf.italian import cell_text
from report_pdf.messages import _
from report_pdf.nearest import nearest_hint
from report_pdf.prose.texts import Texts
from report_pdf.reading.check_kinds import Check
from report_pdf.reading.edition import Edition, Waiver

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_COMMON_KEYS = frozenset({"id", "kind", "severity", "title", "statement", "sections", "text", "part"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came out of one check. All texts but `id` and `kind` are printed: Italian.

    Attributes:
        id: of the check; automatic ones are `unit-unknown:` and the like with their subject.
        kind: "sum", ..., "open-point", "unit-unknown", "date-unknown", "missing-section".
        severity: what a failure means when nobody has waived it.
        passed: False for all that is open.
        expected: "" when nothing was computed.
        found: "" when nothing was computed.
        subjects: ids of the indicators and sections concerned.
        title: what was compared.
        sentence: what the reader is told.
        waiver: the decision to publish all the same; None if there is none.
        where: where it is declared.
    """

    id: str
    kind: str
    severity: Severity
    passed: bool = False
    expected: str = ""
    found: str = ""
    subjects: tuple[str, ...] = ()
    title: str = ""
    sentence: str = ""
    waiver: Waiver | None = None
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class Audit:
    """The verdicts in the order of `edition.toml`, and what the build has to know of them."""

    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]

    @property
    def failed(self) -> tuple[Verdict, ...]:
        """All that is open, waived or not."""
        return tuple(verdict for verdict in self.verdicts if not verdict.passed)

    def open_for(self, *subjects: str) -> tuple[Verdict, ...]:
        """What is open about any of these indicators or sections."""
        return tuple(verdict for verdict in self.failed if not set(subjects).isdisjoint(verdict.subjects))


def list_lengths(texts: Texts) -> ListLengths:
    """How many items the lists of the texts have, for `audit`."""
    return {
        name: {part.name: len(part.items) for part in text.parts.values() if part.items}
        for name, text in texts.items()
    }


def audit(edition: Edition, indicators: Indicators, lengths: ListLengths) -> Audit:
    """Evaluate all that the edition declares, and what every figure must say of itself.

    Args:
        edition: its checks, open points, missing sections and waivers.
        indicators: the figures.
        lengths: text to part to the number of items of the list in that part.
    """
    findings = list(_dangling(edition, indicators))
    found = [
        *_declared(edition, indicators, lengths, findings),
        *_open_points(edition, indicators, findings),
        *_missing_sections(edition),
        *_unknown_units_and_dates(indicators),
    ]
    waivers = {subject: waiver for waiver in edition.waivers for subject in waiver.waives}
    verdicts = tuple(replace(v, waiver=None if v.passed else waivers.get(v.id)) for v in found)
    findings += [_finding(verdict) for verdict in verdicts if not verdict.passed]
    findings += _stale_waivers(edition, verdicts)
    return Audit(verdicts, tuple(sorted(findings, key=lambda f: (f.where, f.rule, f.message))))


def _declared(
    edition: Edition, indicators: Indicators, lengths: ListLengths, findings: list[Finding]
) -> Iterator[Verdict]:
    for position, check in enumerate(edition.checks):
        places = _places(edition, "checks", position, type(check).model_fields)
        figures = Figures(indicators, lengths, places)
        outcome = OUTCOMES[check.kind](check, figures, edition.period)
        sentence = _sentence(check.statement, figures, outcome._asdict()) or check.title
        if figures.findings:
            findings += figures.findings
        else:
            yield _verdict(check, outcome, sentence, places[""])


def _places(edition: Edition, kind: str, position: int, keys: Iterable[str]) -> Mapping[str, Where]:
    return {"": edition.where(kind, position)} | {key: edition.where(kind, position, key) for key in keys}


def _verdict(check: Check, outcome: Outcome, sentence: str, where: Where) -> Verdict:
    return Verdict(
        check.id,
        check.kind,
        check.severity,
        *outcome,
        subjects=(*check.sections, *_operands(check)),
        title=check.title,
        sentence=check.title if outcome.passed else sentence,
        where=where,
    )


def _operands(check: Check) -> tuple[str, ...]:
    """The indicators that a check names, each once."""
    values = [value for key, value in check if key not in _COMMON_KEYS]
    flat = [v for value in values for v in (value if isinstance(value, tuple) else (value,))]
    return tuple(dict.fromkeys(v.partition("@")[0] for v in flat if isinstance(v, str) and "." in v))


def _sentence(statement: str, figures: Figures, computed: Mapping[str, object]) -> str:
    """The statement with its placeholders filled from what was computed and from the indicators."""

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        return str(computed[name]) if name in computed else cell_text(figures.cell(name, "statement"))

    return _PLACEHOLDER.sub(fill, statement)


def _open_points(edition: Edition, indicators: Indicators, findings: list[Finding]) -> Iterator[Verdict]:
    for position, point in enumerate(edition.open_points):
        places = _places(edition, "open_points", position, ("statement",))
        figures = Figures(indicators, {}, places)
        sentence = _sentence(point.statement, figures, {})
        findings += figures.findings
        yield Verdict(
            point.id,
            "open-point",
            point.severity,
            subjects=point.subjects,
            title=point.title,
            sentence=sentence,
            where=places[""],
        )


def _missing_sections(edition: Edition) -> Iterator[Verdict]:
    for position, missing in enumerate(edition.missing_sections):
        yield Verdict(
            f"missing-section:{missing.id}",
            "missing-section",
            Severity.BLOCK,
            subjects=(missing.chapter,),
            title=missing.title,
            sentence=missing.reason,
            where=edition.where("missing_sections", position),
        )


def _unknown_units_and_dates(indicators: Indicators) -> Iterator[Verdict]:
    for one in indicators.values():
        if one.unit is None:
            yield _unknown(one, "unit-unknown", "unità", "La fonte non dice l’unità di misura")
        if isinstance(one, Headline) and one.when is None and one.nature is not Nature.CONSTANT:
            yield _unknown(one, "date-unknown", "data", "La fonte non dice la data o il periodo")


def _unknown(one: Indicator, kind: str, what: str, told: str) -> Verdict:
    return Verdict(
        f"{kind}:{one.id}",
        kind,
        Severity.BLOCK,
        subjects=(one.id,),
        title=f"{one.label}: {what}",
        sentence=f"{told} di «{one.label}».",
        where=one.where,
    )


def _finding(verdict: Verdict) -> Finding:
    rule = "failed-check" if verdict.expected else verdict.kind
    message = verdict.title
    if verdict.expected:
        message = _("{title}: expected {expected}, found {found}").format(
            title=verdict.title, expected=verdict.expected, found=verdict.found
        )
    if verdict.waiver:
        message = _("{message} (waived by {role})").format(message=message, role=verdict.waiver.decided_by)
        return Finding(f"data.{rule}", Severity.NOTE, message, verdict.where, verdict.waiver.reason)
    cure = _('mend the data, or let the edition waive "{id}" with a reason').format(id=verdict.id)
    hint = "" if verdict.severity is Severity.NOTE else cure
    return Finding(f"data.{rule}", verdict.severity, message, verdict.where, hint)


def _stale_waivers(edition: Edition, verdicts: tuple[Verdict, ...]) -> Iterator[Finding]:
    """Waivers of what is not open: the next edition must not inherit them unseen."""
    passed = {verdict.id: verdict.passed for verdict in verdicts}
    used: set[str] = set()
    for position, waiver in enumerate(edition.waivers):
        for place, name in enumerate(waiver.waives):
            where = edition.where("waivers", position, "waives", place)
            hint = ""
            if name in used:
                message = _("{id} is waived twice")
            elif name not in passed:
                message, hint = _("the waiver of {id} matches nothing"), nearest_hint(name, passed)
            elif passed[name]:
                message = _("the waiver of {id} is no longer needed: the check passes")
            else:
                used.add(name)
                continue
            yield Finding("data.stale-waiver", Severity.WARN, message.format(id=name), where, hint)


def _dangling(edition: Edition, indicators: Indicators) -> Iterator[Finding]:
    """Names of sections, chapters and indicators that are nowhere declared."""
    sections = [section.id for section in edition.sections]
    for position, check in enumerate(edition.checks):
        for place, name in enumerate(check.sections):
            yield from _known(name, sections, edition.where("checks", position, "sections", place))
    for position, point in enumerate(edition.open_points):
        for place, name in enumerate(point.subjects):
            where = edition.where("open_points", position, "subjects", place)
            yield from _known(name, [*sections, *indicators], where)
    chapters = [chapter.id for chapter in edition.chapters]
    for position, missing in enumerate(edition.missing_sections):
        yield from _known(missing.chapter, chapters, edition.where("missing_sections", position, "chapter"))
    for outer, chapter in enumerate(edition.chapters):
        for inner, section in enumerate(chapter.sections):
            if section.headline:
                where = edition.where("chapters", outer, "sections", inner, "headline")
                yield from _known(section.headline, indicators, where)


def _known(name: str, names: Iterable[str], where: Where) -> Iterator[Finding]:
    known = list(names)
    if name not in known:
        message = _("{name} is not declared").format(name=name)
        yield Finding("data.unknown-name", Severity.BLOCK, message, where, nearest_hint(name, known))
