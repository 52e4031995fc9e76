"""What a run says: findings for people or for programs, and progress while it works."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

import click

from report_pdf.findings import EXIT_CODE_BY_AREA, ExitCode, Finding, Severity
from report_pdf.messages import _, ngettext

AREAS = list(EXIT_CODE_BY_AREA)
SEVERITIES = list(Severity)
COLOURS = {Severity.BLOCK: "red", Severity.WARN: "yellow", Severity.NOTE: "cyan"}
CLEAR_LINE = "\r\x1b[K"


def sort_findings(findings: Iterable[Finding]) -> list[Finding]:
    """The findings by who must act, the gravest first, then by place."""

    def key(finding: Finding) -> tuple[object, ...]:
        return (
            AREAS.index(finding.area),
            SEVERITIES.index(finding.severity),
            finding.where,
            finding.rule,
            finding.message,
        )

    return sorted(set(findings), key=key)


def tell_findings(findings: Iterable[Finding]) -> None:
    """Print the findings for people, a heading for each area and their number at the end."""
    known = sort_findings(findings)
    for area, group in groupby(known, lambda finding: finding.area):
        say(click.style(area_headings().get(area, area), bold=True))
        for finding in group:
            say(_told(finding))
        say("")
    if known:
        say(counted(known))


def area_headings() -> Mapping[str, str]:
    """What the areas of findings are called: whose work they are."""
    return {
        "tool": _("Tools and machine"),
        "data": _("Data and texts (the office)"),
        "layout": _("Pages (the designer)"),
        "conformance": _("Conformance of the file"),
        "print": _("Printing (the print shop)"),
        "integrity": _("Integrity of the archive"),
        "unchecked": _("Not checked"),
    }


def _told(finding: Finding) -> str:
    severity = click.style(severity_name(finding.severity), fg=COLOURS[finding.severity], bold=True)
    place = f"{finding.where}: " if str(finding.where) else ""
    hint = f"\n    {finding.hint}" if finding.hint else ""
    return f"{place}{severity}: {finding.message} {click.style(f'[{finding.rule}]', dim=True)}{hint}"


def severity_name(severity: Severity) -> str:
    """What a severity is called."""
    names = {Severity.BLOCK: _("error"), Severity.WARN: _("warning"), Severity.NOTE: _("note")}
    return names[severity]


def counted(findings: Iterable[Finding]) -> str:
    """How many there are of each severity."""
    seen = [finding.severity for finding in findings]
    errors, warnings, notes = (seen.count(severity) for severity in SEVERITIES)
    counts = (
        ngettext("{n} error", "{n} errors", errors).format(n=errors),
        ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings),
        ngettext("{n} note", "{n} notes", notes).format(n=notes),
    )
    return ", ".join(counts)


def tell_json(
    findings: Iterable[Finding], path: str | None, code: ExitCode, data: Mapping[str, object] | None = None
) -> None:
    """Print the outcome of a run as one JSON object, with what else the command found as its `data`."""
    told = [_as_json(finding) for finding in sort_findings(findings)]
    outcome = {"exit_code": int(code), "findings": told, "path": path} | ({"data": data} if data else {})
    say(json.dumps(outcome, ensure_ascii=False, indent=2))


def _as_json(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "file": finding.where.file,
        "line": finding.where.line,
        "column": finding.where.column,
        "page": finding.where.page,
        "at_mm": list(finding.where.at_mm),
    }


def say(text: str) -> None:
    """Print a line; a reader who has gone away (`| head`) is no failure of ours."""
    try:
        click.echo(text, color=False if os.environ.get("NO_COLOR") else None)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more at its end, and would complain then
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A function that shows what is being done, in one line on a terminal that is wiped at the end."""
    if not sys.stderr.isatty():
        yield lambda _doing: None
        return
    try:
        yield lambda doing: click.echo(f"{CLEAR_LINE}{doing}…", nl=False, err=True)
    finally:
        click.echo(CLEAR_LINE, nl=False, err=True)


def shown(path: Path) -> str:
    """The path as told to people: from the current folder if it lies there."""
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else path.as_posix()
