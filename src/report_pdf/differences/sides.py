"""What the office compares: a version, the folder of a package, or a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from report_pdf.archive.manifest import NAME as MANIFEST
from report_pdf.archive.manifest import read_manifest
from report_pdf.archive.store import versions_in
from report_pdf.files import read_bounded
from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.nearest import nearest_hint

TABLES = "dati"
_MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """A book to compare.

    Attributes:
        name: version, or name of the folder or file.
        pdf: the book.
        tables: folder of its data; None for a PDF alone.
        shown: how findings call its folder or file.
    """

    name: str
    pdf: Path
    tables: Path | None
    shown: str


Side = tuple[Found | None, tuple[Finding, ...]]


def find(asked: str, archive: Path) -> Side:
    """What the office means by `asked`; None when that is nothing to compare.

    Args:
        asked: a version of the archive ("1.0"), else a path.
        archive: folder of the edition in the archive.
    """
    if asked in versions_in(archive):
        return _package(archive / asked, f"{archive.name}/{asked}")
    path = Path(asked)
    if path.is_dir():
        return _package(path, path.as_posix())
    if path.is_file():
        return Found(path.stem, path, None, path.as_posix()), ()
    return None, (_unknown(asked, archive),)


def _unknown(asked: str, archive: Path) -> Finding:
    versions = versions_in(archive)
    known = _("the archive has {versions}").format(versions=", ".join(versions) or _("no version yet"))
    hint = f"{known}; {near}" if (near := nearest_hint(asked, versions)) else known
    message = _("{name} is no version of the archive, no folder and no file").format(name=asked)
    return Finding("data.unknown-version", Severity.BLOCK, message, Where(asked), hint)


def _package(folder: Path, shown: str) -> Side:
    data, unread = read_bounded(folder / MANIFEST, f"{shown}/{MANIFEST}", _MOST_BYTES, "integrity")
    manifest = read_manifest(data) if data is not None else None
    if manifest is None:
        message = _("this is no deposited package: its manifest cannot be read")
        hint = _("name a version, its folder in the archive, or a PDF")
        found = Finding("integrity.no-package", Severity.BLOCK, message, Where(shown), hint)
        return None, unread or (found,)
    pdf = folder / manifest.file.nome
    if Path(manifest.file.nome).name != manifest.file.nome or not pdf.is_file():
        message = _("the package lacks its book, {name}").format(name=manifest.file.nome)
        hint = _("`report-pdf verify` says what else is wrong with it")
        return None, (Finding("integrity.no-book", Severity.BLOCK, message, Where(shown), hint),)
    return Found(manifest.versione, pdf, folder / TABLES, shown), ()
