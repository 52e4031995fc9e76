"""The archive on disk: a folder for each edition, in it one for each version, written whole or not at all."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

_VERSION = re.compile(r"\d+\.\d+")
_LOCK = ".lock"
_ASIDE = re.compile(r"\..+\.[0-9a-f]{16}\.part")


def version_number(version: str) -> tuple[int, ...]:
    """What versions are ordered by: 1.10 comes after 1.9."""
    return tuple(int(part) for part in version.split("."))


def editions_in(archive: Path) -> tuple[str, ...]:
    """The names of the editions that have a folder in the archive, sorted."""
    if not archive.is_dir():
        return ()
    return tuple(
        sorted(path.name for path in archive.iterdir() if path.is_dir() and not path.name.startswith("."))
    )


def versions_in(edition: Path) -> tuple[str, ...]:
    """The versions that stand in the folder of an edition, the oldest first."""
    if not edition.is_dir():
        return ()
    found = (path.name for path in edition.iterdir() if path.is_dir() and _VERSION.fullmatch(path.name))
    return tuple(sorted(found, key=version_number))


@contextmanager
def held(archive: Path) -> Iterator[bool]:
    """The archive held against other commands that write into it; False when another one holds it.

    The system lets go when the process ends, however it ends.
    """
    archive.mkdir(parents=True, exist_ok=True)
    with (archive / _LOCK).open("a") as lock:  # a folder itself cannot be locked on every network disk
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def sweep(archive: Path) -> None:
    """Remove what commands that were killed left half-written; only who holds the archive may."""
    for path in (*archive.glob(".*"), *archive.glob("*/.*")):
        if _ASIDE.fullmatch(path.name):
            _forget(path)


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """A hidden folder that becomes `folder`, in one step and with all its content on the disk, or disappears.

    Raises:
        FileExistsError: `folder` is there already; it is left alone.
    """
    aside = _aside(folder)
    try:
        aside.mkdir(parents=True)
        yield aside
        for path in sorted(aside.rglob("*")):
            _settle(path)
        _settle(aside)
        if folder.exists():
            raise FileExistsError(folder)
        aside.rename(folder)
        _settle(folder.parent)
        _settle(folder.parent.parent)
    finally:
        _forget(aside)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there with all its content or as it was before."""
    aside = _aside(path)
    try:
        aside.write_bytes(content)
        _settle(aside)
        aside.replace(path)
        _settle(path.parent)
    finally:
        _forget(aside)


def _aside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{token_hex(8)}.part")


def _settle(path: Path) -> None:
    """Wait until a file or the list of a folder stands on the disk; a deposited file is written no more."""
    if path.is_dir():
        with suppress(OSError):  # not every network disk can say so of a folder
            _sync(path)
        return
    _sync(path)
    with suppress(OSError):  # nor does every one keep permissions
        path.chmod(0o444)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _forget(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
