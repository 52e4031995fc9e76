"""Both books read, each in a process that a bad file can harm without harming anything else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from signal import SIGXCPU
from subprocess import DEVNULL

from pydantic import ValidationError

import report_pdf
from report_pdf.differences.book_reading import READING, BookReading, Ending
from report_pdf.differences.sides import Found
from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.parts.opening.file_kinds import has_header, other_kind

# The process has its own limit of computing; this one is for a file that lets it wait.
_MOST_SECONDS = 3_600
_PROCESS = "report_pdf.differences.reader_process"

Read = tuple[BookReading | None, tuple[Finding, ...]]


def read_books(books: Sequence[Found], folders: Sequence[Path]) -> list[Read]:
    """What each book shows and says, or why it cannot be read; the pictures go into its folder."""
    with ThreadPoolExecutor() as threads:
        return list(threads.map(_read, books, folders))


def _read(book: Found, folder: Path) -> Read:
    # The folder in which the user stands is no place to take programs from.
    command = [sys.executable, "-P", "-m", _PROCESS, str(book.pdf), str(folder)]
    places = [str(Path(report_pdf.__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(places)}
    with book.pdf.open("rb"):
        pass  # who may not read it is told so before a process fails for it
    try:
        ended = subprocess.run(  # noqa: S603  # our own program
            command,
            stdin=DEVNULL,
            stdout=DEVNULL,
            stderr=DEVNULL,
            env=environment,
            timeout=_MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None, (_not_read(book, -SIGXCPU),)
    try:
        reading = BookReading.model_validate_json((folder / READING).read_bytes())
    except (OSError, ValidationError):
        return None, (_not_read(book, ended.returncode),)
    return reading, ()


def _not_read(book: Found, ending: int) -> Finding:
    if ending == Ending.LOCKED:
        hint = _("save a copy without password in the program that made it, or ask its author for one")
        return _finding(book, "password", _("the file asks for a password"), hint)
    if ending == -SIGXCPU:
        return _finding(book, "endless", _("reading the file does not come to an end"))
    if ending == Ending.TOO_HEAVY:
        return _finding(book, "too-heavy", _("reading the file takes more memory than any book should"))
    if ending == Ending.NO_ROOM:
        message, hint = _("no space is left on the disk"), _("free some space, then try again")
        return Finding("tool.disk-full", Severity.BLOCK, message, Where(book.shown), hint)
    data = book.pdf.read_bytes() if ending == Ending.NO_PDF else b"%PDF-"
    if has_header(data):
        hint = _("export the file again from the program that made it")
        return _finding(book, "unreadable", _("the file is damaged, or has no pages"), hint)
    kind = other_kind(data)
    message = _("the file is no PDF but {kind}").format(kind=kind) if kind else _("the file is no PDF")
    return _finding(book, "not-pdf", message, _("save it as PDF in the program that made it"))


def _finding(book: Found, what: str, message: str, hint: str = "") -> Finding:
    if book.tables is None:
        return Finding(f"data.{what}", Severity.BLOCK, message, Where(book.shown), hint)
    hint = _("`report-pdf verify` says what else is wrong with the package")
    where = Where(f"{book.shown}/{book.pdf.name}")
    return Finding(f"integrity.{what}", Severity.BLOCK, message, where, hint)
