"""The command: a file held against what was ordered, told to people and programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from report_pdf.files import write_aside
from report_pdf.findings import Finding
from report_pdf.messages import _, ngettext
from report_pdf.preflight.ordered import Ordered, hold_against, read_order
from report_pdf.preflight.profiles import PROFILES
from report_pdf.preflight.report import PreflightReport
from report_pdf.preflight.report_page import report_page


@dataclass(frozen=True, slots=True)
class PreflightResult:
    """What came of it.

    Attributes:
        path: the report with pictures; None if none was wanted, or it could not be written.
        lines: the outcome for people, beside the findings.
        data: the outcome for programs, beside the findings.
        findings: what is wrong.
    """

    path: Path | None
    lines: tuple[str, ...]
    data: Mapping[str, object]
    findings: tuple[Finding, ...]


def preflight_file(
    file: Path, profile_name: str, edition: Path | None, out: Path | None, report: Callable[[str], None]
) -> PreflightResult:
    """Look at a file.

    Args:
        file: the PDF.
        profile_name: a key of `PROFILES`.
        edition: folder of the edition whose print was ordered; None for a file that belongs to none.
        out: folder for the report with pictures; None if it is not wanted.
        report: told what is being done.
    """
    profile = PROFILES[profile_name]
    ordered = read_order(edition) if edition is not None and profile.is_press else Ordered()
    report(_("look at the pages and their plates"))
    found = hold_against(file, profile, ordered, draws=out is not None)
    path, unwritten = _written(found, file, out)
    return PreflightResult(path, tuple(_lines(found)), as_json(found), found.findings + unwritten)


def _written(
    report: PreflightReport, file: Path, out: Path | None
) -> tuple[Path | None, tuple[Finding, ...]]:
    """The report with pictures in the folder `out`, if one is named."""
    if out is None:
        return None, ()
    path = out / f"{file.stem}-preflight.html"
    unwritten = write_aside(path, report_page(report), out)
    return (None if unwritten else path), unwritten


def _lines(report: PreflightReport) -> Iterator[str]:
    pages = len(report.pages)
    told = ngettext("{n} page, profile {profile}", "{n} pages, profile {profile}", pages)
    yield told.format(n=pages, profile=report.profile)
    for one in report.exempted:
        what = f"{one.finding.where}: {one.finding.message} [{one.finding.rule}]"
        yield _("meant: {what}: {reason}").format(what=what, reason=one.reason)


def as_json(report: PreflightReport) -> dict[str, object]:
    """The outcome for programs, without findings and pictures."""
    return {
        "file": report.file,
        "profile": report.profile,
        "sha256": report.sha256,
        "version": report.version,
        "condition": report.condition,
        "exempted": [
            {"rule": one.finding.rule, "page": one.finding.where.page, "reason": one.reason}
            for one in report.exempted
        ],
        "pages": [
            {
                "label": page.label,
                "trim_mm": list(page.trim_mm),
                "coverage": dict(page.coverage),
                "most_ink": page.most_ink,
            }
            for page in report.pages
        ],
    }
