"""Whether a version may be deposited: what the archive holds already, and what the new one says of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from report_pdf.archive import checksums
from report_pdf.archive.checksums import digest_of
from report_pdf.archive.manifest import VersionePrecedente, manifest_in
from report_pdf.archive.store import version_number, versions_in
from report_pdf.console import shown
from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.reading.edition import Edition


def refusals(edition: Edition, folder: Path) -> Iterator[Finding]:
    """Why the version that `edition` declares cannot join those in the edition's folder of the archive."""
    there = versions_in(folder)
    if edition.version in there:
        message = _("version {version} is deposited already; what is deposited is never changed")
        hint = _("a corrected issue has a version, supersedes and reason of its own in edition.toml")
        place = Where(shown(folder / edition.version))
        yield Finding(
            "integrity.version-exists", Severity.BLOCK, message.format(version=edition.version), place, hint
        )
    elif there:
        yield from _breaks(edition, folder, there[-1])


def _breaks(edition: Edition, folder: Path, newest: str) -> Iterator[Finding]:
    names = {"version": edition.version, "newest": newest}
    if version_number(edition.version) <= version_number(newest):
        message = _("version {version} comes before {newest}, which is deposited already")
        yield _blocked(edition, "version", "version-order", message.format(**names))
    if edition.supersedes != newest:
        message = _("version {version} must supersede {newest}, the newest in the archive, and say why")
        yield _blocked(edition, "supersedes", "supersedes", message.format(**names))
    before = manifest_in(folder / newest)
    if before and before.identificativo != edition.identifier:
        message = _("version {newest} is of {identifier}; all versions of an edition share one identifier")
        told = message.format(newest=newest, identifier=before.identificativo)
        yield _blocked(edition, "identifier", "other-identifier", told)


def _blocked(edition: Edition, key: str, what: str, message: str) -> Finding:
    return Finding(f"data.{what}", Severity.BLOCK, message, edition.where(key), _("mend edition.toml"))


def version_before(edition: Edition, folder: Path) -> VersionePrecedente | None:
    """What the new version says of the one it takes the place of; None when it takes no one's."""
    if edition.supersedes is None or edition.reason is None:
        return None
    package = folder / edition.supersedes
    described = manifest_in(package)
    return VersionePrecedente(
        versione=edition.supersedes,
        sha256=digest_of(package / checksums.NAME).sha256 if described else None,
        sha256_pdf=described.file.sha256 if described else None,
        motivo=edition.reason,
    )
