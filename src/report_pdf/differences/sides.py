"""What the office compares: a version, the folder of a package, or a PDF."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from report_pdf.archive.files_check import check_files
from report_pdf.archive.manifest import NAME as MANIFEST
from report_pdf.archive.store import versions_in
from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.nearest import nearest_hint

_MOST_SHOWN = 120
"""characters of a name that are told"""


@dataclass(frozen=True, slots=True)
class Found:
    """A book to compare.

    Attributes:
        name: version, or name of the folder or file.
        pdf: the book.
        tables: paths of its tables of figures in its package; None for a PDF alone.
        shown: how findings call its folder or file.
    """

    name: str
    pdf: Path
    tables: tuple[str, ...] | None
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
    if asked and os.path.isdir(path):  # noqa: PTH112  # Path.is_dir fails on a name that no system takes
        return _package(path, path.as_posix())
    if os.path.isfile(path):  # noqa: PTH113
        return Found(path.stem, path, None, path.as_posix()), ()
    return None, (_unknown(asked, archive),)


def _unknown(asked: str, archive: Path) -> Finding:
    versions = versions_in(archive)
    known = _("the archive has {versions}").format(versions=", ".join(versions) or _("no version yet"))
    hint = f"{known}; {near}" if (near := nearest_hint(asked, versions)) else known
    name = asked if len(asked) <= _MOST_SHOWN else f"{asked[:_MOST_SHOWN]}…"
    message = _("{name} is no version of the archive, no folder and no file").format(name=name)
    if not asked:
        message = _("nothing is named: a version, its folder or a PDF was expected")
    return Finding("data.unknown-version", Severity.BLOCK, message, Where(name), hint)


def _package(folder: Path, shown: str) -> Side:
    """The book of a package; one that is not as it was deposited is told, and compared all the same."""
    if not (folder / MANIFEST).is_file():
        message = _("the folder holds no deposited package")
        hint = _("name a version, its folder in the archive, or a PDF")
        return None, (Finding("data.no-package", Severity.BLOCK, message, Where(shown), hint),)
    checked = check_files(folder)
    name = checked.manifest.file.nome if checked.manifest else ""
    if checked.manifest is None or Path(name).name != name or not (folder / name).is_file():
        return None, checked.findings
    tables = tuple(table.nome for table in checked.manifest.dati)
    return Found(checked.manifest.versione, folder / name, tables, shown), checked.findings
