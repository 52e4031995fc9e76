"""The designer's desk: what is on disk, what is on screen, and the way from the one to the other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

from report_pdf.findings import Finding
from report_pdf.preview.shown_book import ShownBook, shown
from report_pdf.preview.watch import saved
from report_pdf.preview.whole_book import BookProcess
from report_pdf.project import Project

# s without another save before the whole book is built.
_QUIET_S = 0.4


@dataclass(frozen=True, slots=True)
class State:
    """What the browser is told.

    Attributes:
        revision: grows with each state.
        book: the last good pages; None before there are any.
        stopped: what keeps newer pages from being made; gone when it is mended.
        doing: what the build of the whole book does; "" when it rests.
    """

    revision: int = 0
    book: ShownBook | None = None
    stopped: tuple[Finding, ...] = ()
    doing: str = ""


class Desk:
    """Keeps the pages as the files are.

    Args:
        project: whose files are watched.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.state = State()
        self._changed = asyncio.Condition()
        self._stop = asyncio.Event()
        self._building: asyncio.Task[None] | None = None
        self._process: BookProcess | None = None

    async def run(self) -> None:
        """Build the book, and again when a file is saved, until `stop`."""
        self._build_soon(0)
        async for paths in saved(self.project, self._stop):
            await self._edited(paths)

    async def stop(self) -> None:
        """Let nothing go on."""
        self._stop.set()
        self._end_build()
        async with self._changed:
            self._changed.notify_all()

    async def states(self) -> AsyncIterator[State]:
        """The state, and each later one; those that came too fast for the reader are left out."""
        yield (seen := self.state)
        while not self._stop.is_set():
            async with self._changed:
                while self.state is seen and not self._stop.is_set():
                    await self._changed.wait()
            yield (seen := self.state)

    async def _edited(self, paths: frozenset[Path]) -> None:
        del paths
        self._build_soon(_QUIET_S)

    def _build_soon(self, after_s: float) -> None:
        self._end_build()
        self._building = asyncio.create_task(self._build(after_s))

    def _end_build(self) -> None:
        if self._building:
            self._building.cancel()
        if self._process:
            self._process.end()
            self._process = None

    async def _build(self, after_s: float) -> None:
        await asyncio.sleep(after_s)
        loop = asyncio.get_running_loop()

        def report(doing: str) -> None:
            asyncio.run_coroutine_threadsafe(self._tell(replace(self.state, doing=doing)), loop)

        process = self._process = BookProcess(self.project.edition, draft=False)
        outcome = await asyncio.to_thread(process.outcome, report)
        if outcome is None or process is not self._process:
            return
        self._process = None
        if isinstance(outcome, tuple):
            await self._tell(replace(self.state, stopped=outcome, doing=""))
        else:
            await self._tell(replace(self.state, book=shown(outcome), stopped=(), doing=""))

    async def _tell(self, news: State) -> None:
        async with self._changed:
            self.state = replace(news, revision=self.state.revision + 1)
            self._changed.notify_all()
