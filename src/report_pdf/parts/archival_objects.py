"""What the archival checks need of a hostile PDF beyond `objects`: names byte by byte, and whole files."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from decimal import Decimal
from math import isfinite

import pikepdf
from fontTools.ttLib import TTLibError
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

# Whatever pikepdf, zlib and fontTools raise on what is not what it claims to be.
BROKEN = (
    pikepdf.PdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    ImportError,
    LookupError,
    NotImplementedError,
    RecursionError,
    RuntimeError,
    TTLibError,
    TypeError,
    ValueError,
    Warning,
    struct.error,
    zlib.error,
)
_PLAIN_NAME = re.compile(r"/[A-Za-z0-9+\-_.,*]{1,100}\Z")
_OTHER_BYTE = re.compile(rb"[^A-Za-z0-9+\-_.,*]")
_LONGEST_NAME = 90


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


def look(owner: object, name: str) -> object:
    """The entry under an exact name, None where there is none."""
    if isinstance(owner, Dictionary | Stream) and name in owner:
        return owner[name]
    return None


def entries(owner: object) -> list[tuple[str, object]]:
    """Exact names and values of a dictionary or stream; empty for all else."""
    if not isinstance(owner, Dictionary | Stream):
        return []
    return [(name, owner[name]) for name in owner.keys()]  # noqa: SIM118  # iterating a stream gives no keys


def number_or_none(value: object) -> float | None:
    """A number that can be reckoned with; None for all else."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    found = float(value)
    return found if isfinite(found) else None


def indirect(pdf: Pdf) -> Iterator[Object]:
    """The objects of a file that have parts."""
    for value in pdf.objects:
        if isinstance(value, Dictionary | Stream | Array):
            yield value


def inherited(page: object, key: str) -> object:
    """An entry of a page or of the nodes above it, in a page tree that may run in a circle."""
    seen = pikepdf.ObjectSet()
    node = page
    while isinstance(node, Dictionary) and seen.add(node):
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None
