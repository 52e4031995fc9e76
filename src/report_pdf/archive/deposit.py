"""A deposit: one version of an edition, built, checked, and put into the archive whole."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import click

from report_pdf.archive.chain import refusals, version_before
from report_pdf.archive.conformance import validate
from report_pdf.archive.describe import Deposit
from report_pdf.archive.files_check import check_files
from report_pdf.archive.index import renew_index
from report_pdf.archive.package import write_package
from report_pdf.archive.pdf_facts import read_facts
from report_pdf.archive.store import held, sweep, whole_folder
from report_pdf.archive.wheels import fetch_wheels
from report_pdf.build import BoundBook, bound_book, typeset_book
from report_pdf.console import shown
from report_pdf.findings import BuildStopped, Finding, Severity, Where, exit_code, stop_if_blocked
from report_pdf.messages import _
from report_pdf.press.print_edition import print_files
from report_pdf.project import Project, find_project
from report_pdf.reading.edition import Edition, read_edition
from report_pdf.target import Target

ARCHIVE = "archive"
Report = Callable[[str], None]
"""Called with what is being done, before it is done."""
Outcome = tuple[Path | None, tuple[Finding, ...]]
"""The folder of the version, or None; and all there is to tell."""


def deposit(
    edition_dir: Path, *, version: str | None, with_wheels: bool, out: Path | None, report: Report
) -> Outcome:
    """Build the version that `edition.toml` declares and deposit it.

    Args:
        edition_dir: the edition's folder.
        version: what is expected to be declared; None for whatever is.
        with_wheels: whether the pinned Python packages are kept too, which may take the network.
        out: the archive; by default `archive/` in the project.
        report: told what is being done.

    Raises:
        click.UsageError: another version is declared than `version`.
        BuildStopped: findings that no build can get past.
    """
    project = find_project(edition_dir)
    edition, findings = read_edition(project.edition, project.root)
    stop_if_blocked(findings)
    assert edition is not None  # noqa: S101  # what is missing blocks
    _expect(version, edition)
    archive = out or project.root / ARCHIVE
    with _kept(archive):
        findings += _not_ready(archive, project, edition)
        if exit_code(findings):
            return None, findings
        return _deposit_new(archive, project, with_wheels=with_wheels, report=report)


def _expect(version: str | None, edition: Edition) -> None:
    if version not in {None, edition.version}:
        message = _("edition.toml declares version {declared}, not {version}; the version is changed there")
        raise click.UsageError(message.format(declared=edition.version, version=version))


@contextmanager
def _kept(archive: Path) -> Iterator[None]:
    """The archive held against others while the block runs, and free of what killed commands left."""
    with ExitStack() as stack:
        try:
            is_ours = stack.enter_context(held(archive))
        except OSError as error:
            raise BuildStopped([_cannot_write(archive, error)]) from error
        if not is_ours:
            message = _("another command is writing into the archive")
            where, hint = Where(shown(archive)), _("wait until it has ended")
            raise BuildStopped([Finding("tool.archive-busy", Severity.BLOCK, message, where, hint)])
        sweep(archive)
        yield


def _not_ready(archive: Path, project: Project, edition: Edition) -> tuple[Finding, ...]:
    """What keeps the version out; an index that a killed command left behind is mended on the way."""
    folder = archive / project.edition.name
    findings = (*renew_index(archive), *refusals(edition, folder))
    if edition.supersedes and (folder / edition.supersedes).is_dir():
        findings += check_files(folder / edition.supersedes).findings
    return findings


def _deposit_new(archive: Path, project: Project, *, with_wheels: bool, report: Report) -> Outcome:
    book = bound_book(project.edition, draft=False, report=report)
    if exit_code(book.findings):
        return None, book.findings
    report(_("validate"))
    with tempfile.TemporaryDirectory(prefix="report-pdf-") as work:
        prepared, wrong = _validated(book, archive / project.edition.name, Path(work))
        findings = book.findings + wrong
        if prepared and book.edition.is_printed and not exit_code(findings):
            files, wrong = _for_the_press(project, report)
            findings += tuple(finding for finding in wrong if finding not in findings)
            prepared = replace(prepared, press=files)
        wheels = Path(work, "wheels") if with_wheels else None
        if wheels and not exit_code(findings):
            report(_("fetch the Python packages"))
            findings += fetch_wheels(project.root, wheels)
        if prepared is None or exit_code(findings):
            return None, findings
        report(_("deposit"))
        path, wrong = deposit_book(prepared, archive, wheels)
    return path, findings + wrong


def _validated(book: BoundBook, folder: Path, work: Path) -> tuple[Deposit | None, tuple[Finding, ...]]:
    pdf = work / f"{book.name}.pdf"
    pdf.write_bytes(book.pdf)
    facts = read_facts(pdf)
    assert facts is not None  # noqa: S101  # we have just written it
    validation = validate(pdf, facts, pdf.name)
    before = version_before(book.edition, folder)
    return Deposit(book, facts, validation.checks, before), validation.findings


def _for_the_press(project: Project, report: Report) -> tuple[Mapping[str, bytes], tuple[Finding, ...]]:
    """The files that the print shop gets, and all there is to tell of the pages they are made from."""
    with typeset_book(project.edition, draft=False, report=report, target=Target.PRINT) as book:
        files, findings = print_files(book, draft=False, report=report)
    return files, book.findings + findings


def deposit_book(deposit: Deposit, archive: Path, wheels: Path | None = None) -> Outcome:
    """Put a checked book into the archive: its package appears whole or not at all, then the index follows.

    Args:
        deposit: the book, and what is known of it.
        archive: the archive, which this command holds.
        wheels: a folder of Python packages to keep with it.
    """
    folder = archive / deposit.book.project.edition.name / deposit.book.edition.version
    try:
        with whole_folder(folder) as aside:
            write_package(deposit, aside, wheels)
    except BuildStopped as stopped:
        return None, stopped.findings
    except OSError as error:
        return None, (_cannot_write(folder, error),)
    return folder, renew_index(archive)


def _cannot_write(path: Path, error: OSError) -> Finding:
    message = _("cannot write: {reason}").format(reason=error.strerror or type(error).__name__)
    hint = _("make room on the disk or allow writing there; the archive is as it was")
    return Finding("tool.cannot-write", Severity.BLOCK, message, Where(shown(path)), hint)
