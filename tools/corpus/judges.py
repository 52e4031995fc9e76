"""What other programs say of books: veraPDF, many files in one start; qpdf, one by one."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

FLAVOURS = ("2a", "ua1")
UNCHECKED = "not judged"
"""What stands in the place of broken rules when a validator gave no judgement."""

_ALONE_S = 120
_EACH_S = 20

Broken = Mapping[Path, tuple[str, ...]]


def broken_rules(command: str, books: Sequence[Path], flavour: str) -> Broken:
    """The rules that each file breaks; when one kills the validator, the others are judged without it."""
    if not books:
        return {}
    told = _told(command, books, flavour)
    left = [book for book in books if book not in told]
    if len(books) == 1:
        return told or {books[0]: (UNCHECKED,)}
    halves = left[: len(left) // 2], left[len(left) // 2 :]
    return {**told, **broken_rules(command, halves[0], flavour), **broken_rules(command, halves[1], flavour)}


def _told(command: str, books: Sequence[Path], flavour: str) -> dict[Path, tuple[str, ...]]:
    """What veraPDF says of those files that it says anything of."""
    arguments = [command, "--format", "json", "--flavour", flavour, *map(str, books)]
    seconds = _ALONE_S + _EACH_S * len(books)
    try:
        ran = subprocess.run(arguments, capture_output=True, timeout=seconds, check=False)  # noqa: S603  # our own arguments
        jobs = json.loads(ran.stdout)["report"]["jobs"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return {}
    return {Path(job["itemDetails"]["name"]): _rules(job) for job in jobs}


def _rules(job: Mapping[str, Any]) -> tuple[str, ...]:
    if "validationResult" not in job:
        return (f"{UNCHECKED}: {job.get('taskException', {}).get('exceptionMessage')}",)
    (result,) = job["validationResult"]
    rules = [
        "{clause}-{testNumber} ({failedChecks})".format_map(r) for r in result["details"]["ruleSummaries"]
    ]
    return tuple(rules) or (() if result["compliant"] else ("?",))


def qpdf_complaints(book: Path) -> tuple[str, ...]:
    """What `qpdf --check` has to say; nothing when the file is sound."""
    try:
        ran = subprocess.run(  # noqa: S603  # our own arguments
            ["qpdf", "--check", str(book)],  # noqa: S607  # as installed
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_ALONE_S,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        return (f"{UNCHECKED}: {error}",)
    return () if ran.returncode == os.EX_OK else tuple(ran.stderr.replace(str(book), "").splitlines()[:5])
