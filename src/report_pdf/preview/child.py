"""Work in a process of its own: edits go on meanwhile, and work that they outdate is ended."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from tempfile import TemporaryDirectory
from typing import Concatenate, Generic, ParamSpec, TypeVar

from report_pdf.failures import machine_finding, write_details
from report_pdf.findings import BuildStopped, Finding, Severity
from report_pdf.messages import _, use_language
from report_pdf.sendable import allow_mappings

_NICE = 5  # pages on screen come first

Made = TypeVar("Made")
Asked = ParamSpec("Asked")
Report = Callable[[str], None]
Work = Callable[Concatenate[Report, Asked], Made]
"""A function of a module, told whom to report to and what is asked; what it is asked and makes is sent."""


class Child(Generic[Made]):
    """Work that has begun.

    Args:
        work: done in the process; the modules that the first work of all needs are loaded once.
        asked: of it.
    """

    def __init__(self, work: Work[Asked, Made], *asked: Asked.args, **named: Asked.kwargs) -> None:
        # A fork server has loaded the program once and has no threads: what it forks begins at once.
        context = get_context("forkserver")
        context.set_forkserver_preload([work.__module__])
        self._ended = False
        # What it leaves lying about when it is killed goes with this folder.
        self._scratch = TemporaryDirectory(prefix="report-pdf-", ignore_cleanup_errors=True)
        self._answer, ours = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_do, args=(work, asked, named, self._scratch.name, ours), daemon=True
        )
        self._process.start()
        ours.close()

    def outcome(self, report: Report) -> Made | tuple[Finding, ...] | None:
        """Wait for what is made, or for what keeps it from being made; None if the work was ended.

        Args:
            report: called with what is being done.
        """
        try:
            while isinstance(answer := self._answer.recv(), str):
                report(answer)
        except (EOFError, OSError):
            return None if self._ended else (_died(),)
        finally:
            self._process.join()
            self._answer.close()
            self._scratch.cleanup()
        told: Made | tuple[Finding, ...] = answer
        return told

    def end(self) -> None:
        """End the work, and the programs that it runs."""
        self._ended = True
        if self._process.pid and self._process.is_alive():
            try:
                os.killpg(self._process.pid, signal.SIGKILL)
            except ProcessLookupError:  # it has no group of its own yet
                self._process.kill()


def _do(
    work: Callable[..., object],
    asked: tuple[object, ...],
    named: dict[str, object],
    scratch: str,
    answer: Connection,
) -> None:
    os.setpgid(0, 0)  # so that what it runs ends with it
    os.nice(_NICE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it ends it
    use_language()
    tempfile.tempdir = os.environ["TMPDIR"] = scratch
    try:
        answer.send(_outcome(work, asked, named, answer.send))
    except BrokenPipeError:
        return  # nobody waits any more


def _outcome(
    work: Callable[..., object], asked: tuple[object, ...], named: dict[str, object], report: Report
) -> object:
    try:
        return work(report, *asked, **named)
    except BuildStopped as stopped:
        return stopped.findings
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001  # whatever it is, the preview goes on and says so
        return (failure(error),)


def _died() -> Finding:
    message = _("the build ended without an answer")
    hint = _("see whether the memory was enough, then save a file to try again")
    return Finding("tool.build-died", Severity.BLOCK, message, hint=hint)


def failure(error: Exception) -> Finding:
    """What the preview says of an error: the machine's, or else ours."""
    told = machine_finding(error) if isinstance(error, (OSError, MemoryError)) else None
    message = _("report-pdf failed, and not through your work: {error}")
    return told or Finding(
        "tool.bug", Severity.BLOCK, message.format(error=repr(error)), hint=write_details(error)
    )


allow_mappings()
