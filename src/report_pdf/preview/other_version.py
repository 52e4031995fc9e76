"""The versions that a book can be compared with: those of the archive, the last commit, the last builds."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from report_pdf.archive.store import versions_in
from report_pdf.build import output_folder, previous
from report_pdf.differences.sides import find
from report_pdf.findings import BuildStopped, Finding, Severity
from report_pdf.messages import _
from report_pdf.preview.child import Report
from report_pdf.preview.whole_book import whole_book
from report_pdf.project import LAYOUTS, STYLES, Project
from report_pdf.tables.data_tables import data_tables

ARCHIVE = "archive"
COMMIT, BUILD, PREVIOUS = "commit", "build", "previous"
_GIT_S = 60


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """A version that can be asked for.

    Attributes:
        key: "1.0" of the archive, or `COMMIT`, `BUILD`, `PREVIOUS`.
        name: for people.
    """

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class OtherBook:
    """The book of another version.

    Attributes:
        version: which.
        pdf: the file.
        tables: its figures, by the names of their files; None if they are not known.
        findings: what is wrong with it.
        commit: hexadecimal; "" if it was made from none.
    """

    version: OtherVersion
    pdf: bytes
    tables: Mapping[str, bytes] | None
    findings: tuple[Finding, ...] = field(default=())
    commit: str = ""


def other_versions(project: Project, book: str) -> tuple[OtherVersion, ...]:
    """All that can be asked for now.

    Args:
        project: whose versions.
        book: the name of its file, without suffix.
    """
    return tuple(_versions(project, book))


def other_book(report: Report, project: Project, version: OtherVersion, book: str) -> OtherBook:
    """The book of another version.

    Args:
        report: told what is being done.
        project: whose versions.
        version: one of `other_versions`.
        book: as for `other_versions`.

    Raises:
        BuildStopped: it cannot be made, or is not there any more.
    """
    if version.key == COMMIT:
        return _of_commit(report, project, version)
    if version.key in {BUILD, PREVIOUS}:
        path = _builds(project, book)[version.key]
        return OtherBook(version, _read(path, project), None)
    found, findings = find(version.key, project.root / ARCHIVE / project.edition.name)
    if found is None:
        raise BuildStopped(findings)
    folder = found.pdf.parent
    tables = {Path(name).name: _read(folder / name, project) for name in found.tables or ()}
    return OtherBook(version, _read(found.pdf, project), tables, findings)


def head(project: Project) -> str:
    """The last commit, hexadecimal; "" if the project is in no repository that Git can read."""
    try:
        return _git(project, "rev-parse", "--verify", "--quiet", "HEAD").decode().strip()
    except (OSError, subprocess.SubprocessError):
        return ""


def _versions(project: Project, book: str) -> Iterator[OtherVersion]:
    if commit := head(project):
        yield OtherVersion(COMMIT, _("last commit ({commit})").format(commit=commit[:7]))
    names = {BUILD: _("last build"), PREVIOUS: _("build before the last")}
    for key, path in _builds(project, book).items():
        if path.is_file():
            yield OtherVersion(key, names[key])
    for number in reversed(versions_in(project.root / ARCHIVE / project.edition.name)):
        yield OtherVersion(number, _("version {number}").format(number=number))


def _builds(project: Project, book: str) -> Mapping[str, Path]:
    last = output_folder(project, None) / f"{book}.pdf"
    return {BUILD: last, PREVIOUS: previous(last)}


def _read(path: Path, project: Project) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = _("cannot read {file}: {reason}").format(file=project.relative(path), reason=error.strerror)
        raise BuildStopped([Finding("tool.no-comparison", Severity.BLOCK, message)]) from None


def _of_commit(report: Report, project: Project, version: OtherVersion) -> OtherBook:
    """The book as the last commit has it, built in a folder of its own."""
    commit, edition = head(project), project.relative(project.edition)
    with TemporaryDirectory(prefix="report-pdf-") as folder:
        try:
            archived = _git(project, "archive", "--format=zip", commit, "--", edition, LAYOUTS, STYLES)
        except (OSError, subprocess.SubprocessError) as error:
            message = _("Git does not give the last commit of this edition: {reason}")
            told = getattr(error, "stderr", b"") or str(error).encode()
            reason = told.decode(errors="replace").strip()
            finding = Finding("tool.no-commit", Severity.BLOCK, message.format(reason=reason))
            raise BuildStopped([finding]) from None
        with ZipFile(BytesIO(archived)) as files:
            files.extractall(folder)
        book = whole_book(report, Path(folder, edition), draft=False)
    return OtherBook(version, book.pdf, data_tables(book.indicators.tables), commit=commit)


def _git(project: Project, *arguments: str) -> bytes:
    command = shutil.which("git")
    if command is None:
        raise FileNotFoundError("git")
    ran = subprocess.run(  # noqa: S603  # our own arguments; the repository is the designer's
        [command, "-C", str(project.root), *arguments],
        capture_output=True,
        check=True,
        timeout=_GIT_S,
        env=os.environ | {"GIT_OPTIONAL_LOCKS": "0"},
        stdin=subprocess.DEVNULL,
    )
    return ran.stdout
