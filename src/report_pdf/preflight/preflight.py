"""The preflight of one file, in a process of its own: the file can harm that one, and not ours."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from signal import SIGKILL, SIGXCPU
from subprocess import DEVNULL
from tempfile import TemporaryDirectory

import report_pdf
from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.preflight.exchange import Request, leave_request, take_answer
from report_pdf.preflight.faults import AREA
from report_pdf.preflight.order import Order
from report_pdf.preflight.profiles import SHEET_COATED, Profile
from report_pdf.preflight.report import PreflightReport

_MOST_SECONDS = 1_800
"""the process has its own limit of computing; this one is for a file that lets it wait"""
_PROCESS = "report_pdf.preflight"
_LIMITS = frozenset({-SIGXCPU, -SIGKILL})
_LOG = "log.txt"


def preflight(
    path: Path,
    profile: Profile = SHEET_COATED,
    order: Order | None = None,
    *,
    shown: str = "",
    draws: bool = False,
) -> PreflightReport:
    """Look at a PDF as a print shop does.

    Args:
        path: the file.
        profile: what is asked of it.
        order: what was ordered, as far as it is known.
        shown: what the file is called in findings; its name by default.
        draws: whether the report is to hold pictures of the pages.

    Raises:
        OSError: the file cannot be read, or no process started.
    """
    request = Request(str(path.resolve()), shown or path.name, profile.name, order or Order(), draws)
    with path.open("rb") as stream:
        digest = sha256(stream.read()).hexdigest()
    with TemporaryDirectory() as folder:
        leave_request(Path(folder), request)
        ending = _run(Path(folder))
        report = take_answer(Path(folder))
        if report is None and ending not in _LIMITS and _ran_out(Path(folder) / _LOG):
            ending = -SIGKILL
    if report is None:
        return PreflightReport(
            request.shown, profile.name, digest, findings=(_no_answer(request.shown, ending),)
        )
    return replace(report, sha256=digest)


def _run(folder: Path) -> int:
    # The folder in which the user stands is no place to take programs from.
    command = [sys.executable, "-P", "-m", _PROCESS, str(folder)]
    places = [str(Path(report_pdf.__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(places)}
    try:
        with (folder / _LOG).open("wb") as log:
            ended = subprocess.run(  # noqa: S603  # our own program
                command,
                stdin=DEVNULL,
                stdout=DEVNULL,
                stderr=log,
                env=environment,
                timeout=_MOST_SECONDS,
                check=False,
            )
    except subprocess.TimeoutExpired:
        return -SIGXCPU
    return ended.returncode


def _ran_out(log: Path) -> bool:
    """Whether the process ended for want of memory, which Python tells last."""
    return b"MemoryError" in log.read_bytes()[-2000:]


def _no_answer(file: str, ending: int) -> Finding:
    if ending in _LIMITS:
        message = _("reading the file takes more time or memory than any book should")
    elif ending < 0:
        message = _("the file breaks the program that reads it")
    else:
        message = _("the program failed over this file, and not through your work")
        hint = _("tell its makers, with the file; until then print it to a new PDF")
        return Finding("tool.preflight-failed", Severity.BLOCK, message, Where(file), hint)
    hint = _("export the file again from the program that made it")
    return Finding(f"{AREA}.unreadable", Severity.BLOCK, message, Where(file), hint)
