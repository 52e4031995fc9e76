"""The whole book, built in a process of its own: edits go on meanwhile, and a build they outdate is ended."""

from __future__ import annotations

import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from types import MappingProxyType

from report_pdf.build import bound, typeset_book
from report_pdf.failures import machine_finding, write_details
from report_pdf.findings import BuildStopped, Finding, Severity
from report_pdf.indicators import Indicators
from report_pdf.layout.layout import LaidOut
from report_pdf.layout_audit.page_items import LaidPage
from report_pdf.messages import _, use_language
from report_pdf.parts.part import PreparedPart
from report_pdf.project import Project, find_project
from report_pdf.readback.readback import check_structure
from report_pdf.recall import Stamp, stamp
from report_pdf.sources import Sources
from report_pdf.tokens import Tokens
from report_pdf.typeset.segments import Surroundings


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
        laid_out: its layouts, filled.
        surroundings: what a piece of it that is laid out alone has to know of the rest.
        design: what `design_of` said before it was built.
        parts: what was bound, without the files.
        made_from: its sources.
        indicators: its figures.
    """

    title: str
    pdf: bytes
    labels: tuple[str, ...]
    pages: tuple[LaidPage, ...]
    tokens: Tokens
    findings: tuple[Finding, ...]
    laid_out: LaidOut
    surroundings: Surroundings
    design: Stamp
    parts: Mapping[str, PreparedPart]
    made_from: Sources
    indicators: Indicators


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
        self._ended = False
        self._answer, ours = context.Pipe(duplex=False)
        self._process = context.Process(target=_build, args=(edition, draft, ours), daemon=True)
        self._process.start()
        ours.close()

    def outcome(self, report: Callable[[str], None]) -> Outcome | None:
        """Wait for the end; None if the build was ended.

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
        told: Outcome = answer
        return told

    def end(self) -> None:
        """End the build."""
        self._ended = True
        self._process.kill()


def _reduced(
    values: MappingProxyType[object, object],
) -> tuple[Callable[..., object], tuple[object, ...]]:
    return _unchangeable, (dict(values),)


def _unchangeable(values: dict[object, object]) -> MappingProxyType[object, object]:
    return MappingProxyType(values)


# Mappings that nobody may change cannot be sent from process to process otherwise.
ForkingPickler.register(MappingProxyType, _reduced)


def design_of(project: Project) -> Stamp:
    """What all pages depend on: styles and fonts, and what layouts show besides charts."""
    shown = (file for file in stamp(project.layouts) if not file[0].endswith((".html", ".toml")))
    return (*stamp(project.styles), *shown)


def _build(edition: Path, draft: bool, answer: Connection) -> None:  # noqa: FBT001  # passed on by multiprocessing
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it ends it
    use_language()
    try:
        answer.send(_outcome(edition, answer.send, draft=draft))
    except BrokenPipeError:
        return  # nobody waits any more


def _outcome(edition: Path, report: Callable[[str], None], *, draft: bool) -> Outcome:
    try:
        return _built(edition, report, draft=draft)
    except BuildStopped as stopped:
        return stopped.findings
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001  # whatever it is, the preview goes on and says so
        return (failure(error),)


def _built(edition: Path, report: Callable[[str], None], *, draft: bool) -> WholeBook:
    design = design_of(find_project(edition))
    with typeset_book(edition, draft=draft, report=report) as book:
        report(_("bind"))
        pdf = bound(book.body, book.lexicon)
    report(_("inspect the file"))
    return WholeBook(
        title=book.meta.title,
        pdf=pdf,
        labels=book.body.labels,
        pages=book.body.pages,
        tokens=book.lexicon.tokens,
        findings=book.findings + check_structure(pdf),
        laid_out=book.laid_out,
        surroundings=book.body.surroundings,
        design=design,
        parts=book.lexicon.parts,
        made_from=book.lexicon.made_from,
        indicators=book.lexicon.indicators,
    )


def _died() -> Finding:
    message = _("the build of the whole book ended without an answer")
    hint = _("see whether the memory was enough, then save a file to try again")
    return Finding("tool.build-died", Severity.BLOCK, message, hint=hint)


def failure(error: Exception) -> Finding:
    """What the preview says of an error: the machine's, or else ours."""
    told = machine_finding(error) if isinstance(error, (OSError, MemoryError)) else None
    message = _("report-pdf failed, and not through your work: {error}")
    return told or Finding(
        "tool.bug", Severity.BLOCK, message.format(error=repr(error)), hint=write_details(error)
    )
