"""The whole book, built in a process of its own: edits go on meanwhile, and a build they outdate is ended."""

from __future__ import annotations

import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from report_pdf.build import bound_book
from report_pdf.failures import machine_finding, write_details
from report_pdf.findings import BuildStopped, Finding, Severity
from report_pdf.layout_audit.page_items import LaidPage
from report_pdf.messages import _, use_language
from report_pdf.readback.readback import check_structure
from report_pdf.tokens import Tokens


@dataclass(frozen=True, slots=True)
class WholeBook:
    """A book that was built.

    Attributes:
        title: of the book.
        pdf: the file.
        labels: of its pages.
        pages: what stands on each page, and where.
        tokens: the design it is set in.
        findings: all there is to tell.
    """

    title: str
    pdf: bytes
    labels: tuple[str, ...]
    pages: tuple[LaidPage, ...]
    tokens: Tokens
    findings: tuple[Finding, ...]


Outcome = WholeBook | tuple[Finding, ...]
"""The book, or what keeps it from being made."""


class BookProcess:
    """A build that has begun.

    Args:
        edition: the folder of the edition.
        draft: whether pages are marked as a draft's.
    """

    def __init__(self, edition: Path, *, draft: bool) -> None:
        # A fork server has loaded the program once and has no threads: what it forks begins at once.
        context = get_context("forkserver")
        context.set_forkserver_preload([__name__])
        self._answer, ours = context.Pipe(duplex=False)
        self._process = context.Process(target=_build, args=(edition, draft, ours), daemon=True)
        self._process.start()
        ours.close()

    def outcome(self, report: Callable[[str], None]) -> Outcome | None:
        """Wait for the end; None if the build was ended or its process died.

        Args:
            report: called with what is being done.
        """
        try:
            while isinstance(answer := self._answer.recv(), str):
                report(answer)
        except (EOFError, OSError):
            return None
        finally:
            self._process.join()
            self._answer.close()
        told: Outcome = answer
        return told

    def end(self) -> None:
        """End the build."""
        self._process.kill()


def _build(edition: Path, draft: bool, answer: Connection) -> None:  # noqa: FBT001  # passed on by multiprocessing
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it ends it
    use_language()
    try:
        answer.send(_outcome(edition, answer.send, draft=draft))
    except BrokenPipeError:
        return  # nobody waits any more


def _outcome(edition: Path, report: Callable[[str], None], *, draft: bool) -> Outcome:
    try:
        book = bound_book(edition, draft=draft, report=report)
        report(_("inspect the file"))
        findings = book.findings + check_structure(book.pdf)
    except BuildStopped as stopped:
        return stopped.findings
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001  # whatever it is, the preview goes on and says so
        return (failure(error),)
    return WholeBook(book.meta.title, book.pdf, book.labels, book.pages, book.tokens, findings)


def failure(error: Exception) -> Finding:
    """What the preview says of an error: the machine's, or else ours."""
    told = machine_finding(error) if isinstance(error, (OSError, MemoryError)) else None
    message = _("report-pdf failed, and not through your work: {error}")
    return told or Finding(
        "tool.bug", Severity.BLOCK, message.format(error=repr(error)), hint=write_details(error)
    )
