"""What ends a run although the input is sound: the machine's limits, and our own bugs."""

from __future__ import annotations

import errno
import hashlib
import platform
import sys
import tempfile
import traceback
from pathlib import Path

import click

from report_pdf import __version__
from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def machine_finding(error: OSError | MemoryError) -> Finding | None:
    """The finding for an error that is the machine's, None for one that is our bug."""
    if isinstance(error, MemoryError):
        return _blocked("out-of-memory", _("the memory is not enough"), "", _("close other programs"))
    file = _shown(error.filename)
    if error.errno in FULL:
        return _blocked(
            "disk-full", _("no space is left on the disk"), file, _("free some space, then try again")
        )
    if error.errno in FORBIDDEN:
        hint = _("see who may read and write it, and whether another program holds it open")
        return _blocked("no-permission", _("the system refuses access"), file, hint)
    if error.errno is None and "cannot load library" in str(error):
        message = _("a system library is missing: {name}").format(name=str(error).split("'")[1])
        return _blocked("missing-library", message, "", _("run tools/setup, which says what to install"))
    return None


def _blocked(what: str, message: str, file: str, hint: str) -> Finding:
    return Finding(f"tool.{what}", Severity.BLOCK, message, Where(file), hint)


def _shown(file: str | bytes | int | None) -> str:
    """The file as told to people: within the project if it is there."""
    if not isinstance(file, str):
        return ""
    path = Path(file)
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else path.as_posix()


def tell_bug(error: Exception) -> None:
    """Say in one line that the program failed, and where the details are."""
    message = _("report-pdf failed, and not through your work: {error}").format(error=_one_line(error))
    click.echo(f"{message} ({write_details(error)})", err=True)


def _one_line(error: Exception) -> str:
    return " ".join(traceback.format_exception_only(error)[-1].split())


def write_details(error: Exception) -> str:
    """Write the report file into `build/`, or else where the system keeps such files; give its name."""
    trace = "".join(traceback.format_exception(error))
    name = f"errore-{hashlib.sha256(trace.encode()).hexdigest()[:8]}.txt"
    program = f"report-pdf {__version__}, Python {platform.python_version()}, {sys.platform}"
    text = f"{program}\n{sys.argv[1:]}\n\n{trace}"
    for folder in (Path("build"), Path(tempfile.gettempdir())):
        try:
            folder.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        except OSError:
            continue
        return (folder / name).as_posix()
    return _("its details could not be written anywhere")
