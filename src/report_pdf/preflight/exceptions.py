"""Where a rule of the preflight is let off on purpose: `layouts/preflight.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints

from report_pdf.findings import Finding, Severity
from report_pdf.messages import _
from report_pdf.nearest import nearest_hint
from report_pdf.preflight.faults import AREA, SEVERITIES
from report_pdf.preflight.report import Exempted
from report_pdf.reading.declared import Declared, Name, Text
from report_pdf.reading.toml_models import validate
from report_pdf.reading.toml_places import TomlFile, read_toml

EXCEPTIONS_FILE = "preflight.toml"
_EVERYWHERE, _PAGE = "everywhere", "p. "

Place = Annotated[str, StringConstraints(pattern=r"^(everywhere|p\. \S.*|[a-z][a-z0-9-]*)$")]
"""`p. 12`: a page by its label; the name of a colour; or `everywhere`"""


class _Exception(Declared):
    rule: Name
    at: Place
    reason: Text


class ExceptionsFile(Declared):
    """What may stand in `preflight.toml`."""

    exceptions: tuple[_Exception, ...] = ()
    """where a rule does not hold; one that covers nothing harms nothing: each file is another"""


@dataclass(frozen=True, slots=True)
class Exemption:
    """A place where a rule does not hold.

    Attributes:
        rule: its name, without area ("empty-page").
        at: as in the file.
        reason: why that is meant.
    """

    rule: str
    at: str
    reason: str

    def covers(self, finding: Finding, subject: str = "") -> bool:
        """Whether the finding, which may be about a colour called `subject`, is meant."""
        at_page = self.at.removeprefix(_PAGE) if self.at.startswith(_PAGE) else None
        is_there = self.at == _EVERYWHERE or at_page == finding.where.page or (subject and self.at == subject)
        return finding.rule == f"{AREA}.{self.rule}" and bool(is_there)


def load_exemptions(layouts: Path, root: Path) -> tuple[tuple[Exemption, ...], tuple[Finding, ...]]:
    """What the folder of the layouts lets off; nothing without such a file."""
    if not (layouts / EXCEPTIONS_FILE).exists():
        return (), ()
    toml, findings = read_toml(layouts / EXCEPTIONS_FILE, root, "layout")
    declared = None
    if toml is not None:
        declared, findings = validate(ExceptionsFile, toml, area="layout")
    if toml is None or declared is None:
        return (), findings
    exemptions = (Exemption(one.rule, one.at, one.reason) for one in declared.exceptions)
    return tuple(exemptions), tuple(_unknown(declared, toml))


def let_off(
    findings: Iterable[Finding], exemptions: Iterable[Exemption], subject: str = ""
) -> tuple[tuple[Finding, ...], tuple[Exempted, ...]]:
    """What counts, and what is meant; no exception makes a file that cannot be read one that can."""
    known = tuple(exemptions)
    counting: list[Finding] = []
    meant: list[Exempted] = []
    for finding in findings:
        reason = next((one.reason for one in known if one.covers(finding, subject)), None)
        if reason is None:
            counting.append(finding)
        else:
            meant.append(Exempted(finding, reason))
    return tuple(counting), tuple(meant)


def _unknown(declared: ExceptionsFile, toml: TomlFile) -> Iterator[Finding]:
    for index, one in enumerate(declared.exceptions):
        if one.rule not in SEVERITIES:
            message = _("the preflight has no rule {rule}").format(rule=one.rule)
            where = toml.where(("exceptions", index, "rule"))
            hint = nearest_hint(one.rule, SEVERITIES)
            yield Finding("layout.unknown-rule", Severity.WARN, message, where, hint)
