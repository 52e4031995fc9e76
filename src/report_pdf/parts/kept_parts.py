"""Parts prepared once: of the same file, the same request and the same program comes the same part."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from report_pdf.cache import Cache, program
from report_pdf.messages import language
from report_pdf.parts.part import PartRequest, PreparedPart
from report_pdf.parts.process.exchange import SOURCE, part_of, written

KIND = "parts"
MOST_BYTES = 64_000_000
"""a larger one is prepared every time"""
_PDF = "kept.pdf"
# What reads, mends and draws; all else that a part depends on is our own.
_LIBRARIES = ("pikepdf", "pypdf", "pypdfium2", "fonttools", "pillow")


def kept_part(kept: Cache, request: PartRequest, work: Path) -> PreparedPart | None:
    """The part, as it was prepared before; None if it was not.

    Args:
        kept: where parts are kept.
        request: what is asked.
        work: a folder with the file, as `SOURCE`; the prepared one is put beside it.
    """
    told, _end, pdf = (kept.get(_key(request, work)) or b"").partition(b"\n")
    part = part_of(told)
    if part is None:
        return None
    (work / _PDF).write_bytes(pdf)
    return replace(part, request=request, pdf=work / _PDF)


def keep_part(kept: Cache, request: PartRequest, part: PreparedPart, work: Path) -> None:
    """Keep a part that can be bound; what has failed is tried again."""
    if part.pdf is not None and part.pdf.stat().st_size <= MOST_BYTES:
        told = written(replace(part, pdf=None)).encode()
        kept.put(_key(request, work), told + b"\n" + part.pdf.read_bytes())


def _key(request: PartRequest, work: Path) -> bytes:
    digest = hashlib.sha256(_machinery())
    digest.update(f"{language()}\n{request!r}\n".encode())  # findings are told in that language
    with (work / SOURCE).open("rb") as source:
        digest.update(hashlib.file_digest(source, "sha256").digest())
    return digest.digest()


@cache
def _machinery() -> bytes:
    libraries = [f"{name} {version(name)}" for name in _LIBRARIES]
    return "\n".join([program().hex(), sys.version, *libraries, ""]).encode()
