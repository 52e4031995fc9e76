"""How much each rule of the layout audit matters, and where it does not hold: `layouts/audit.toml`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from report_pdf.findings import Finding, Severity, Where
from report_pdf.layout_audit.page_items import Block, Fault, LaidBook, LaidPage
from report_pdf.messages import _
from report_pdf.nearest import nearest_hint
from report_pdf.reading.declared import Declared, Name, Text
from report_pdf.reading.toml_models import validate
from report_pdf.reading.toml_places import KeyPath, TomlFile, read_toml

POLICY_FILE = "audit.toml"
_PAGE = "p. "

_NAME = r"[#.][A-Za-z][A-Za-z0-9_-]*"

Place = Annotated[str, StringConstraints(pattern=rf"^({_NAME}( {_NAME})*|p\. \S.*)$")]
"""`#id`, `.class` or `.outer .inner` of a block or of those around it, or `p. 12`: a page by its label"""


class _Exception(Declared):
    rule: Name
    at: Place
    reason: Text


class PolicyFile(Declared):
    """What may stand in `audit.toml`."""

    severity: Mapping[Name, Literal["block", "warn", "note"]] = Field(default_factory=dict)
    """how much a rule matters; `warn` for those not named"""
    exceptions: tuple[_Exception, ...] = ()
    """where a rule does not hold"""


@dataclass(frozen=True, slots=True)
class Exemption:
    """A place where a rule does not hold.

    Attributes:
        rule: its name ("void").
        at: `#id` or `.class` of the block at fault or of one around it; several, all of which must be found;
            or `p. 12`, the label of its page.
        reason: why that is meant.
        where: the line that says so.
    """

    rule: str
    at: str
    reason: str
    where: Where

    def covers(self, fault: Fault, page: LaidPage) -> bool:
        """Whether the fault, seen on `page`, is meant."""
        return fault.rule == self.rule and self._is_at(fault.block, page)

    def is_in(self, book: LaidBook) -> bool:
        """Whether the place is found in the book at all."""
        return any(
            self._is_at(number, page)
            for page in book.pages
            for number in (-1, *(block.number for block in page.blocks))
        )

    def _is_at(self, number: int, page: LaidPage) -> bool:
        if self.at.startswith(_PAGE):
            return self.at.removeprefix(_PAGE) == page.label
        names = {name for block in _outwards(number, page) for name in _names(block)}
        return names.issuperset(self.at.split())


def _names(block: Block) -> Iterator[str]:
    yield f"#{block.id}"
    yield from (f".{name}" for name in block.names)


@dataclass(frozen=True, slots=True)
class AuditPolicy:
    """What is made of faults.

    Attributes:
        severities: of the rules that are not warnings.
        exemptions: in the order of the file.
    """

    severities: Mapping[str, Severity] = field(default_factory=dict)
    exemptions: tuple[Exemption, ...] = ()

    def severity(self, rule: str) -> Severity:
        """How much the rule called `rule` matters."""
        return self.severities.get(rule, Severity.WARN)


def load_policy(layouts: Path, root: Path, rules: Collection[str]) -> tuple[AuditPolicy, tuple[Finding, ...]]:
    """What `audit.toml` in the folder of the layouts says of `rules`; without such a file all rules hold."""
    if not (layouts / POLICY_FILE).exists():
        return AuditPolicy(), ()
    toml, findings = read_toml(layouts / POLICY_FILE, root, "layout")
    if toml is None:
        return AuditPolicy(), findings
    declared, findings = validate(PolicyFile, toml, area="layout")
    if declared is None:
        return AuditPolicy(), findings
    unknown = (*_unknown(declared, toml, rules),)
    severities = {rule: Severity(word) for rule, word in declared.severity.items()}
    exemptions = (
        Exemption(one.rule, one.at, one.reason, toml.where(("exceptions", index)))
        for index, one in enumerate(declared.exceptions)
        if one.rule in rules
    )
    return AuditPolicy(MappingProxyType(severities), tuple(exemptions)), unknown


def unused(exemptions: Iterable[Exemption], book: LaidBook) -> Iterator[Finding]:
    """What to tell of exceptions that covered nothing in `book`.

    Other editions share the layouts, and may need them: they stop no book.
    """
    for one in exemptions:
        if one.is_in(book):
            message = _("nothing at {place} breaks the rule {rule}")
            hint = _("if no edition breaks it there, take the exception out")
        else:
            message = _("there is no {place} in this book")
            hint = _("if no edition has it, take the exception out")
        message = message.format(place=one.at, rule=one.rule)
        yield Finding("layout.unused-exception", Severity.NOTE, message, one.where, hint)


def _unknown(declared: PolicyFile, toml: TomlFile, rules: Collection[str]) -> Iterator[Finding]:
    named: list[tuple[str, KeyPath]] = [(rule, ("severity", rule)) for rule in declared.severity]
    named += [(one.rule, ("exceptions", index, "rule")) for index, one in enumerate(declared.exceptions)]
    for rule, path in named:
        if rule not in rules:
            message = _("the layout audit has no rule {rule}").format(rule=rule)
            hint = nearest_hint(rule, rules)
            yield Finding("layout.unknown-rule", Severity.WARN, message, toml.where(path), hint)


def _outwards(number: int, page: LaidPage) -> Iterator[Block]:
    """The block with that number and those around it."""
    first = page.blocks[0].number if page.blocks else 0
    while number >= first:
        block = page.blocks[number - first]
        yield block
        number = block.parent
