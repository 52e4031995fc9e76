"""What was made once and may be made again at any time: kept by a key that says all it was made from."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from report_pdf.files import write_aside

FOLDER = Path(".cache")
"""In the project's folder; `make clean` removes it."""

MOST_BYTES = 256_000_000
"""What the folder may hold; beyond it what was not used for longest goes, until an eighth is free."""

_PROGRAM = Path(__file__).parent
_DIGEST = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True)
class Cache:
    """Bytes by key, in files of their own; several builds may use it at once, and any may break off.

    Nothing depends on it: what cannot be read, is damaged or was cut short is not there, and what cannot be
    written is made again next time.

    Attributes:
        root: the project's folder.
        kind: of what is kept, a name for its folder.
    """

    root: Path
    kind: str

    def get(self, key: bytes) -> bytes | None:
        """What was kept under `key`; None if it is not there or not as it was written."""
        path = self._path(key)
        try:
            kept = path.read_bytes()
        except OSError:
            return None
        digest, content = kept[:_DIGEST], kept[_DIGEST:]
        if hashlib.sha256(key + content).digest() != digest:
            return None
        _touch(path)
        return content

    def put(self, key: bytes, content: bytes) -> None:
        """Keep `content` under `key`, if there is a place to."""
        write_aside(self._path(key), hashlib.sha256(key + content).digest() + content, self.root)

    def _path(self, key: bytes) -> Path:
        return self.root / FOLDER / self.kind / key.hex()


def prune(root: Path, most_bytes: int = MOST_BYTES) -> None:
    """Remove what was not used for longest, if the cache of the project holds more than `most_bytes`."""
    try:
        files = sorted(_files(root / FOLDER), reverse=True)
    except OSError:
        return
    if sum(size for _used, size, _path in files) <= most_bytes:
        return
    held = 0
    for _used, size, path in files:
        held += size
        if held > most_bytes * 7 // 8:
            _remove(path)


def _files(folder: Path) -> list[tuple[float, int, Path]]:
    """When each file was last used, its size, its path."""
    if not folder.is_dir():
        return []
    known = [(path, path.stat()) for path in folder.rglob("*") if path.is_file()]
    return [(status.st_mtime, status.st_size, path) for path, status in known]


def _touch(path: Path) -> None:
    """Say that the file was used, where that can be said."""
    try:
        os.utime(path)
    except OSError:
        return


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


@cache
def program() -> bytes:
    """What the program is: a digest of all its modules, so that nothing outlives the code that made it."""
    digest = hashlib.sha256()
    for path in sorted(_PROGRAM.rglob("*.py")):
        content = path.read_bytes()
        digest.update(b"%s %d\n" % (path.relative_to(_PROGRAM).as_posix().encode(), len(content)))
        digest.update(content)
    return digest.digest()
