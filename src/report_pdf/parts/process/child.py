"""Preparing a part in a process of its own: what its file does to that process it does not do to ours."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import file_digest
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from threading import Event
from time import monotonic

from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.parts.part import PartRequest, PreparedPart
from report_pdf.parts.process.exchange import SOURCE, leave_request, take_answer
from report_pdf.parts.process.limits import computing_s, waiting_s
from report_pdf.parts.process.progress import DRAWS, ENDED, ONLY_DRAWN, PAGES, SAYS
from report_pdf.parts.process.warm import Warm
from report_pdf.parts.refusals import RefusedError, too_heavy, unreadable

_LOOK_EVERY_S = 0.2
_CHUNK_BYTES = 65_536
_MEMORY = frozenset({-signal.SIGKILL, -signal.SIGABRT})
"""how processes end that ask for more than they may have"""
_BROKEN = frozenset(
    {-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS, -signal.SIGILL, -signal.SIGTRAP, -signal.SIGFPE}
)


@dataclass(slots=True)
class _Watch:
    """What is known of the child.

    Attributes:
        started: when, by a clock of our own.
        pages: how many it told of.
        draws: whether it has begun to draw them.
        is_late: whether it was ended for taking too long.
        code: how it ended: 0, more for a fault of ours, less by a signal.
    """

    started: float
    pages: int = 0
    draws: bool = False
    is_late: bool = False
    code: int = 1

    @property
    def is_over(self) -> bool:
        return monotonic() - self.started > waiting_s(self.pages)


def prepare(
    warm: Warm,
    request: PartRequest,
    work: Path,
    report: Callable[[str], None],
    stopped: Event | None = None,
) -> PreparedPart:
    """Make a PDF from outside a part that can be bound, or say why it cannot be.

    Several may run in threads at once. An exception raised here, by `report` too, ends the child.

    Args:
        warm: the process that children are copies of.
        request: what is asked.
        work: a folder with the file, whatever it is, as `SOURCE`; the caller removes it in the end.
        report: told what is being done, at most once a second.
        stopped: set by another thread to give up: the part comes back without an answer.

    Raises:
        OSError: the folder cannot be written.
    """
    work = work.resolve()
    leave_request(work, request)
    with (work / SOURCE).open("rb") as source:
        digest = file_digest(source, "sha256")  # of the file as the child gets it
    return replace(_run(warm, request, work, report, stopped or Event()), sha256=digest.hexdigest())


def _run(
    warm: Warm, request: PartRequest, work: Path, report: Callable[[str], None], stopped: Event
) -> PreparedPart:
    """What the child answers, or a second one that only draws when the file has broken the first."""
    for arguments in ((), (ONLY_DRAWN,)):
        watch = _Watch(monotonic())
        with warm.child(work, arguments) as says:
            for line in _lines(says, watch, stopped):
                _heed(line, watch, report)
        if (part := take_answer(work)) is not None:
            return part
        if watch.code not in _BROKEN or watch.draws:
            break
    return PreparedPart(request, source_pages=watch.pages, findings=(_why(request, watch).finding,))


def _lines(says: int, watch: _Watch, stopped: Event) -> Iterator[str]:
    """What the child says, until it ends or is to be ended."""
    rest = b""
    with DefaultSelector() as selector:
        selector.register(says, EVENT_READ)
        while True:
            if selector.select(_LOOK_EVERY_S):
                chunk = os.read(says, _CHUNK_BYTES)
                if not chunk:
                    return
                *lines, rest = (rest + chunk).split(b"\n")
                yield from (line.decode("utf-8", "replace") for line in lines)
            if watch.is_over or stopped.is_set():
                watch.is_late = watch.is_over
                return


def _heed(line: str, watch: _Watch, report: Callable[[str], None]) -> None:
    if line.startswith(SAYS):
        report(line.removeprefix(SAYS))
    elif line == DRAWS:
        watch.draws = True
    elif line.startswith(ENDED) and (code := line.removeprefix(ENDED)).lstrip("-").isdecimal():
        watch.code = int(code)
    elif line.startswith(PAGES) and (number := line.removeprefix(PAGES)).isdecimal():
        watch.pages = int(number)


def _why(request: PartRequest, watch: _Watch) -> RefusedError:
    """Why there is no answer."""
    code = watch.code
    if watch.is_late or code == -signal.SIGXCPU:
        reason = _("it takes more than {seconds} seconds").format(seconds=computing_s(watch.pages))
        return too_heavy(request, reason)
    if code in _MEMORY:
        return too_heavy(request, _("it takes too much memory"))
    if code < 0:
        return unreadable(request, _("it breaks the program that reads it"))
    return _our_fault(request)


def _our_fault(request: PartRequest) -> RefusedError:
    message = _("the program failed over this file, and not through your work")
    hint = _("tell its makers, with the file; until then print it to a new PDF")
    return RefusedError(Finding("tool.part-failed", Severity.BLOCK, message, Where(request.file), hint))
