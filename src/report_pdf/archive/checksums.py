"""SHA256SUMS: the hash of every file of a package, in the form that `sha256sum --check` reads."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

NAME = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64})  ([^\n]+)")


@dataclass(frozen=True, slots=True)
class Digest:
    """What a file is known by.

    Attributes:
        sha256: hexadecimal.
        size: bytes.
    """

    sha256: str
    size: int


def digest_of(path: Path) -> Digest:
    """The digest of the file at `path`, which may be larger than the memory."""
    with path.open("rb") as stream:
        return Digest(hashlib.file_digest(stream, "sha256").hexdigest(), stream.tell())


def sums_text(hashes: Mapping[str, str]) -> bytes:
    """The content of SHA256SUMS for these hashes by path; the same hashes give the same bytes."""
    return "".join(f"{hashes[path]}  {path}\n" for path in sorted(hashes)).encode()


def read_sums(content: bytes) -> Mapping[str, str]:
    """The hashes by path that can be read in SHA256SUMS.

    Whether all of it could be read is told by `sums_text`, which gives the very same content back.
    """
    lines = content.decode(errors="replace").split("\n")
    return {match[2]: match[1] for line in lines if (match := _LINE.fullmatch(line))}
