"""A package: the files of one version, written into a folder, and what proves each of them."""

from __future__ import annotations

import shutil
from pathlib import Path

from report_pdf.archive import checksums, manifest, metadata_xml, sources_zip
from report_pdf.archive.checksums import Digest, digest_of, sums_text
from report_pdf.archive.data_tables import data_tables
from report_pdf.archive.describe import DATA, Deposit, describe
from report_pdf.archive.manifest import manifest_text
from report_pdf.findings import BuildStopped, Finding, Severity
from report_pdf.messages import _

WHEELS = "wheels"


def write_package(deposit: Deposit, folder: Path, wheels: Path | None) -> None:
    """Write every file of the package into an empty folder; the hashes are those of what stands there then.

    Args:
        deposit: what is written.
        folder: where.
        wheels: a folder of Python packages to keep as well.

    Raises:
        BuildStopped: the sources are no longer those of the book.
    """
    _write_book(deposit, folder)
    if not sources_zip.zip_sources(deposit.sources, folder / sources_zip.NAME):
        raise BuildStopped([_changed_meanwhile()])
    if wheels:
        shutil.copytree(wheels, folder / WHEELS)
    files = _digests(folder)
    metadata = folder / metadata_xml.NAME
    metadata.write_bytes(metadata_xml.metadata_xml(describe(deposit, files)))
    files = {**files, metadata_xml.NAME: digest_of(metadata)}
    described = folder / manifest.NAME
    described.write_bytes(manifest_text(describe(deposit, files)))
    files = {**files, manifest.NAME: digest_of(described)}
    (folder / checksums.NAME).write_bytes(sums_text({name: file.sha256 for name, file in files.items()}))


def _write_book(deposit: Deposit, folder: Path) -> None:
    book = deposit.book
    contents = {
        deposit.pdf_name: book.pdf,
        **{f"{DATA}/{name}": content for name, content in data_tables(book.indicators.tables).items()},
        **{
            name: book.originals[part.request.key]
            for part in book.parts
            if (name := deposit.original_name(part))
        },
    }
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)


def _digests(folder: Path) -> dict[str, Digest]:
    return {
        path.relative_to(folder).as_posix(): digest_of(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _changed_meanwhile() -> Finding:
    message = _("a file that the book is made of was changed while the book was made")
    return Finding("data.changed-meanwhile", Severity.BLOCK, message, hint=_("give the command again"))
