"""sources.zip: everything that a book is made of, packed so that the same sources give the same bytes."""

from __future__ import annotations

import hashlib
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from shutil import copyfileobj
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from report_pdf.failures import machine_finding
from report_pdf.messages import _
from report_pdf.sources import SourceFile, Sources, fingerprint_of

NAME = "sources.zip"
MOST_FILES = 100_000
MOST_BYTES = 4 * 2**30
_CHUNK = 2**20
_BEGINNING = (1980, 1, 1, 0, 0, 0)  # the first date that a zip file can hold
_UNIX = 3
# What reading a damaged zip file ends in: zipfile raises RuntimeError for one that asks for a password,
# NotImplementedError for a compression or a version of the format that it does not know.
_UNREADABLE = (BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, zlib.error)


class UnsafeZip(ValueError):  # noqa: N818  # named for what the file is, not for an error in the program
    """A zip file that is not unpacked; the text says why."""


def zip_sources(sources: Sources, path: Path) -> SourceFile | None:
    """Write the sources to a new zip file at `path`; the one that is no longer what it was, and ended it.

    Order, dates and permissions are the same wherever the sources stand; a file that begins as a script does
    may be run.
    """
    with ZipFile(path, "x", ZIP_DEFLATED) as archive:
        return next((file for file in sources.files if not _add(archive, file)), None)


def _add(archive: ZipFile, file: SourceFile) -> bool:
    """Whether the file that was added is the one that the book was made of."""
    content = file.origin.read_bytes()
    entry = ZipInfo(file.path, _BEGINNING)
    entry.create_system = _UNIX
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = (stat.S_IFREG | (0o755 if content.startswith(b"#!") else 0o644)) << 16
    archive.writestr(entry, content)
    return hashlib.sha256(content).hexdigest() == file.sha256


def fingerprint_in(path: Path) -> str | None:
    """The fingerprint of the sources in a zip file; None when it cannot be read."""
    try:
        with ZipFile(path) as archive:
            entries = _safe_entries(archive)
            return fingerprint_of((entry.filename, _sha256(archive, entry)) for entry in entries)
    except (*_UNREADABLE, UnsafeZip):
        return None


def unzip(path: Path, folder: Path) -> None:
    """Unpack sources into an empty folder.

    Raises:
        UnsafeZip: a name leads out of the folder, stands there twice or is no plain file, there are more than
            `MOST_FILES` or more than `MOST_BYTES` bytes, or the file cannot be read.
        OSError: the machine has no room for them, or refuses to write them.
    """
    try:
        with ZipFile(path) as archive:
            for entry in _safe_entries(archive):
                target = folder / entry.filename
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(entry) as source, target.open("xb") as copy:
                    copyfileobj(source, copy, _CHUNK)
                target.chmod(stat.S_IMODE(entry.external_attr >> 16) & 0o755 | 0o600)
    except _UNREADABLE as error:
        if isinstance(error, OSError) and machine_finding(error):
            raise
        raise UnsafeZip(str(error)) from error


def _sha256(archive: ZipFile, entry: ZipInfo) -> str:
    with archive.open(entry) as stream:
        digest = hashlib.sha256()
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _safe_entries(archive: ZipFile) -> Iterator[ZipInfo]:
    """The entries, when all of them may be unpacked; what an entry says of its size is what is read of it."""
    entries = archive.infolist()
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise UnsafeZip(_("the sources are too large"))
    if len({entry.filename for entry in entries}) < len(entries):
        raise UnsafeZip(_("a name stands there twice"))
    for entry in entries:
        if not _is_safe(entry):
            raise UnsafeZip(
                _("{name} leads out of the folder, or is no plain file").format(name=entry.filename)
            )
    return iter(entries)


def _is_safe(entry: ZipInfo) -> bool:
    name = PurePosixPath(entry.filename)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    inside = not name.is_absolute() and ".." not in name.parts and name.as_posix() == entry.filename
    return inside and "\\" not in entry.filename and kind in {0, stat.S_IFREG} and not entry.is_dir()
