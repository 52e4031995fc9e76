"""Tables parsed once: of the same bytes comes the same sheet, and what parses them takes long to import."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from report_pdf.cache import Cache, program
from report_pdf.findings import Finding
from report_pdf.tables.sheet import Sheet

KIND = "tables"

_LIBRARIES = ("pandas", "openpyxl")
_SHEET = TypeAdapter(Sheet)

Read = tuple[Sheet | None, tuple[Finding, ...]]


def kept_sheet(read: Callable[[], Read], content: bytes, file: str, root: Path) -> Read:
    """What `read` makes of a file, or made of it before.

    A sheet with findings is not kept: they speak the language of the build that found them.

    Args:
        read: depends on the content and the path of the file alone.
        content: of the file.
        file: its path relative to the project's folder.
        root: the project's folder.
    """
    kept = Cache(root, KIND)
    key = hashlib.sha256(_machinery() + f"{file}\n".encode() + content).digest()
    if (sheet := _read(kept.get(key))) is not None:
        return sheet, ()
    sheet, findings = read()
    if sheet is not None and not findings:
        kept.put(key, _SHEET.dump_json(sheet))
    return sheet, findings


def _read(kept: bytes | None) -> Sheet | None:
    try:
        return _SHEET.validate_json(kept) if kept else None
    except ValidationError:
        return None


@cache
def _machinery() -> bytes:
    return program() + "".join(f"{name} {version(name)}\n" for name in _LIBRARIES).encode()
