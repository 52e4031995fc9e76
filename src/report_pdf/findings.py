"""What goes wrong, told in one shape: the finding; and who must act on it: the exit code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class Severity(StrEnum):
    """How much a finding matters.

    `BLOCK` stops a build, draft or not; `WARN` stops a final build and is
    printed by a draft; `NOTE` is only told.
    """

    BLOCK = "block"
    WARN = "warn"
    NOTE = "note"


class ExitCode(IntEnum):
    """Who must act: the one table of exit codes of the whole project."""

    OK = 0
    BUG = 1
    USAGE = 2
    DATA = 3
    LAYOUT = 4
    TOOL = 5
    CONFORMANCE = 6
    INTEGRITY = 7
    NOT_FULLY_CHECKED = 8
    INTERRUPTED = 130


# The first word of a rule says whose work is wrong. The order is the order of
# the stages: a build that fails in several gets the code of the earliest.
EXIT_CODE_BY_AREA = {
    "tool": ExitCode.TOOL,
    "data": ExitCode.DATA,
    "layout": ExitCode.LAYOUT,
    "conformance": ExitCode.CONFORMANCE,
    "print": ExitCode.CONFORMANCE,
    "integrity": ExitCode.INTEGRITY,
    "unchecked": ExitCode.NOT_FULLY_CHECKED,
}


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place: a file of the project, or a page of the book, or both.

    Attributes:
        file: path relative to the project's folder, with `/`; "" if unknown.
        line: 1-based line, or row of a sheet; 0 if unknown.
        column: 1-based column; 0 if unknown.
        page: the label of the page in the book ("12", "Copertina"); "" if none.
        at_mm: the spot on that page, mm from the left and from the top of its trim, and where it is known
            how far it reaches, from the left and from the top; empty if unknown.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    page: str = ""
    at_mm: tuple[float, ...] = ()

    def __str__(self) -> str:
        """The place as `file:line:column`, as editors and terminals link it."""
        parts = [self.file, *(str(n) for n in (self.line, self.column) if n)]
        place = ":".join(parts) if self.file else ""
        page = f"p. {self.page}" if self.page else ""
        spot = "({:.1f}, {:.1f}) mm".format(*self.at_mm[:2]) if self.at_mm else ""
        return " ".join(part for part in (place, page, spot) if part)


NOWHERE = Where()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or worth telling.

    Attributes:
        rule: stable name, `area.what` ("data.blank-cell"); the areas are the
            keys of `EXIT_CODE_BY_AREA`.
        severity: see `Severity`.
        message: what is wrong, translated, one sentence, with the value seen.
        where: the place to mend.
        hint: the cure, translated; "" if there is none to give.
    """

    rule: str
    severity: Severity
    message: str
    where: Where = field(default=NOWHERE)
    hint: str = ""

    def __post_init__(self) -> None:
        """Refuse a rule that would end in no exit code, as if nothing were wrong."""
        if self.area not in EXIT_CODE_BY_AREA:
            raise ValueError(self.rule)

    @property
    def area(self) -> str:
        """The first word of the rule: whose work it is."""
        return self.rule.partition(".")[0]


class BuildStopped(Exception):  # noqa: N818  # named for what happened to the build, not for an error in the program
    """The build cannot go on; carries every finding known so far."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(f"{f.where}: {f.message}" for f in self.findings))


def exit_code(findings: Iterable[Finding], *, draft: bool = False) -> ExitCode:
    """The exit code of a run that ended with these findings.

    A final build is stopped by `BLOCK` and `WARN`, a draft by `BLOCK` alone.
    """
    stopping = {Severity.BLOCK} if draft else {Severity.BLOCK, Severity.WARN}
    areas = {finding.area for finding in findings if finding.severity in stopping}
    for area, code in EXIT_CODE_BY_AREA.items():
        if area in areas:
            return code
    return ExitCode.OK


def stop_if_blocked(findings: Iterable[Finding]) -> None:
    """Raise `BuildStopped` with all findings when one of them blocks."""
    known = tuple(findings)
    if any(finding.severity is Severity.BLOCK for finding in known):
        raise BuildStopped(known)
