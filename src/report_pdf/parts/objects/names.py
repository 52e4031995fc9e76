"""Names: as text, byte by byte, and as every program reads them alike."""

from __future__ import annotations

import re

from pikepdf import Name

_PLAIN_NAME = re.compile(r"/[A-Za-z0-9+\-_.,*]{1,100}\Z")
_OTHER_BYTE = re.compile(rb"[^A-Za-z0-9+\-_.,*]")
_LONGEST_NAME = 90


def name(found: object) -> str:
    """A name without its slash; "" for what is no name."""
    return bytes(found).decode("utf-8", "replace").removeprefix("/") if isinstance(found, Name) else ""


def exact_name(value: object) -> str:
    """A name with its slash, bytes that are no UTF-8 as surrogates; "" for what is no name."""
    return bytes(value).decode("utf-8", "surrogateescape") if isinstance(value, Name) else ""


def is_plain(name: str) -> bool:
    """Whether every program reads and writes the name (with its slash) alike."""
    return _PLAIN_NAME.match(name) is not None


def plain_name(name: str, taken: frozenset[str] | set[str] = frozenset()) -> str:
    """A plain name (with its slash) in place of another, none of `taken`."""
    raw = name.encode("utf-8", "surrogateescape")[1:]
    base = "/x" + _OTHER_BYTE.sub(lambda found: b"_%02X" % found[0][0], raw).decode()[:_LONGEST_NAME]
    found, number = base, 1
    while found in taken:
        number += 1
        found = f"{base}.{number}"
    return found
