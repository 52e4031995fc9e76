"""The index of the archive: which versions there are, read from the packages; index.json and index.html."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

from pydantic import ValidationError

from report_pdf.archive import checksums
from report_pdf.archive.checksums import digest_of
from report_pdf.archive.index_model import Indice, VersioneArchiviata, index_text
from report_pdf.archive.index_page import index_page
from report_pdf.archive.manifest import Manifest, manifest_in
from report_pdf.archive.store import editions_in, version_number, versions_in, write_whole
from report_pdf.console import shown
from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _

NAME, PAGE = "index.json", "index.html"
"""The index, for programs and for people."""


def read_index(archive: Path) -> Indice | None:
    """The index as it was written; None when there is none that can be read."""
    path = archive / NAME
    try:
        return Indice.model_validate_json(path.read_bytes()) if path.is_file() else None
    except ValidationError:
        return None


def has_index(archive: Path) -> bool:
    """Whether an index was written there: of its two files, one may be lost."""
    return any((archive / name).exists() for name in (NAME, PAGE))


def known_folders(archive: Path) -> tuple[str, ...]:
    """The folders of all versions, below the archive, that are there or that the index knows; sorted."""
    index = joined(read_index(archive), packages_in(archive))
    return tuple(sorted({*packages_in(archive), *(one.cartella for one in index.versioni)}))


def packages_in(archive: Path) -> Mapping[str, VersioneArchiviata | None]:
    """What each package in the archive says of itself, by its folder; None for one that cannot be read."""
    return {
        f"{edition}/{version}": _entry(archive / edition / version, f"{edition}/{version}")
        for edition in editions_in(archive)
        for version in versions_in(archive / edition)
    }


def _entry(package: Path, folder: str) -> VersioneArchiviata | None:
    sums = package / checksums.NAME
    try:
        described = manifest_in(package) if sums.is_file() else None
        return _entry_of(described, folder, digest_of(sums).sha256) if described else None
    except OSError:
        return None


def _entry_of(described: Manifest, folder: str, sums: str) -> VersioneArchiviata:
    before = described.versione_precedente
    return VersioneArchiviata(
        cartella=folder,
        identificativo=described.identificativo,
        titolo=described.titolo,
        ente=described.ente,
        versione=described.versione,
        data=described.data,
        file=described.file.nome,
        pagine=described.file.pagine,
        dimensione=described.file.dimensione,
        sha256=described.file.sha256,
        sha256_pacchetto=sums,
        sostituisce=before.versione if before else None,
        motivo=before.motivo if before else None,
    )


def renew_index(archive: Path) -> tuple[Finding, ...]:
    """Write the index anew from the packages; what it knew of one that is another now, or gone, it keeps."""
    known, found = read_index(archive), packages_in(archive)
    findings = (*contradictions(archive, known, found), *_lost(archive, known))
    index = joined(known, found)
    try:
        for name, content in _files(index) if index.versioni else ():
            if not (archive / name).is_file() or (archive / name).read_bytes() != content:
                write_whole(archive / name, content)
    except OSError as error:
        return (*findings, _not_written(archive, error))
    return findings


def _not_written(archive: Path, error: OSError) -> Finding:
    message = _("cannot write: {reason}").format(reason=error.strerror or type(error).__name__)
    hint = _(
        "the versions themselves are whole; when there is room, the next report-pdf archive mends the index"
    )
    return Finding("tool.cannot-write", Severity.BLOCK, message, Where(shown(archive / NAME)), hint)


def contradictions(
    archive: Path, known: Indice | None, found: Mapping[str, VersioneArchiviata | None]
) -> Iterator[Finding]:
    """Where the packages are not what the index, written when they were deposited, says of them."""
    for folder, entry in found.items():
        if entry is None:
            message = _("the package cannot be read")
            yield _blocked("unreadable-package", message, archive / folder, _verify_hint(archive / folder))
    for entry in known.versioni if known else ():
        package = archive / entry.cartella
        now = found.get(entry.cartella)
        if entry.cartella not in found:
            message = _("version {version} is missing from the archive").format(version=entry.versione)
            yield _blocked("missing-version", message, package, _("put it back from a copy"))
        elif now and now != entry:
            message = _("the package is not the one that was deposited: the index knows it otherwise")
            yield _blocked("other-package", message, package, _verify_hint(package))


def _lost(archive: Path, known: Indice | None) -> Iterator[Finding]:
    """An index that could not be read vouches for nothing any more."""
    if known is None and (archive / NAME).exists():
        message = _("the index could not be read; it is written anew from the packages as they are now")
        hint = _("verify each of them: what they were before, it cannot say any more")
        yield Finding(
            "integrity.unreadable-index", Severity.WARN, message, Where(shown(archive / NAME)), hint
        )


def stale_files(archive: Path, index: Indice) -> Iterator[str]:
    """The files of the index that do not say what `index` says; how the page looks is no matter."""
    if read_index(archive) != index:
        yield NAME
    if not (archive / PAGE).is_file() or not _is_shown(index, (archive / PAGE).read_bytes()):
        yield PAGE


def _is_shown(index: Indice, page: bytes) -> bool:
    """Whether every version and its hashes stand in the page, whichever release of the program wrote it."""
    text = unescape(page.decode(errors="replace"))
    return all(
        told in text
        for one in index.versioni
        for told in (one.edition, one.versione, one.sha256, one.sha256_pacchetto)
    )


def _files(index: Indice) -> Iterator[tuple[str, bytes]]:
    yield NAME, index_text(index)
    yield PAGE, index_page(index.versioni)


def joined(known: Indice | None, found: Mapping[str, VersioneArchiviata | None]) -> Indice:
    """What the index knew stays: a package changed by mistake must not become the one that was deposited."""
    entries = {folder: entry for folder, entry in found.items() if entry}
    entries |= {entry.cartella: entry for entry in (known.versioni if known else ())}
    return Indice(versioni=tuple(sorted(entries.values(), key=_place)))


def _place(entry: VersioneArchiviata) -> tuple[str, tuple[int, ...]]:
    return entry.edition, version_number(entry.versione)


def _blocked(what: str, message: str, path: Path, hint: str) -> Finding:
    return Finding(f"integrity.{what}", Severity.BLOCK, message, Where(shown(path)), hint)


def _verify_hint(package: Path) -> str:
    return _("report-pdf verify {package} tells what is wrong").format(package=shown(package))
