"""A package: the files of one version, written into a folder, and what proves each of them."""

from __future__ import annotations

import shutil
from pathlib import Path

from report_pdf.archive import checksums, manifest, metadata_xml, sources_zip
from report_pdf.archive.checksums import Digest, digest_of, sums_text
from report_pdf.archive.describe import DATA, PRESS, Deposit, describe, listed, original_name
from report_pdf.archive.manifest import manifest_text
from report_pdf.findings import BuildStopped, Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.parts.part import PreparedPart
from report_pdf.tables.data_tables import data_tables

WHEELS = "wheels"
_UNFIT = frozenset("\\\n")  # zip files know no such names, nor do lists of a line each


def write_package(deposit: Deposit, folder: Path, wheels: Path | None) -> None:
    """Write every file of the package into an empty folder; the hashes are those of what stands there then.

    Args:
        deposit: what is written.
        folder: where.
        wheels: a folder of Python packages to keep as well.

    Raises:
        BuildStopped: the sources are no longer those of the book, or cannot be listed by their names.
    """
    if unfit := [file.path for file in deposit.book.sources.files if _UNFIT & set(file.path)]:
        raise BuildStopped(map(_unfit_name, unfit))
    _write_book(deposit, folder)
    if changed := sources_zip.zip_sources(deposit.book.sources, folder / sources_zip.NAME):
        raise BuildStopped([_changed_meanwhile(changed.path)])
    for part in deposit.book.parts:
        if not _kept(deposit, part, folder):
            raise BuildStopped([_changed_meanwhile(part.request.file)])
    if wheels:
        shutil.copytree(wheels, folder / WHEELS)
    files = _digests(folder)
    metadata = folder / metadata_xml.NAME
    draft = describe(deposit, files)
    metadata.write_bytes(metadata_xml.metadata_xml(draft))
    files = {**files, metadata_xml.NAME: digest_of(metadata)}
    described = folder / manifest.NAME
    described.write_bytes(manifest_text(draft.model_copy(update={"contenuto": listed(files)})))
    files = {**files, manifest.NAME: digest_of(described)}
    (folder / checksums.NAME).write_bytes(sums_text({name: file.sha256 for name, file in files.items()}))


def _write_book(deposit: Deposit, folder: Path) -> None:
    book = deposit.book
    contents = {
        deposit.pdf_name: book.pdf,
        **{f"{DATA}/{name}": content for name, content in data_tables(book.indicators.tables).items()},
        **{f"{PRESS}/{name}": content for name, content in deposit.press.items()},
    }
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)


def _kept(deposit: Deposit, part: PreparedPart, folder: Path) -> bool:
    """Copy the untouched file of a part; whether it is still the one that was bound."""
    copy = folder / original_name(part)
    copy.parent.mkdir(exist_ok=True)
    shutil.copyfile(deposit.book.project.root / part.request.file, copy)
    return digest_of(copy).sha256 == part.sha256


def _digests(folder: Path) -> dict[str, Digest]:
    return {
        path.relative_to(folder).as_posix(): digest_of(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _unfit_name(file: str) -> Finding:
    message = _("the archive can keep no file whose name holds a backslash or a line break")
    return Finding("data.file-name", Severity.BLOCK, message, Where(repr(file)[1:-1]), _("rename the file"))


def _changed_meanwhile(file: str) -> Finding:
    message, hint = _("the file was changed while the book was made of it"), _("give the command again")
    return Finding("data.changed-meanwhile", Severity.BLOCK, message, Where(file), hint)
