"""The designer's desk: what is on disk, what is on screen, and the way from the one to the other."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from time import monotonic

from report_pdf.findings import BuildStopped, Finding
from report_pdf.preview.beside import Beside, BesideState
from report_pdf.preview.child import Child, failure
from report_pdf.preview.quick import Quick, Relaid
from report_pdf.preview.shown_book import ShownBook, shown
from report_pdf.preview.watch import saved
from report_pdf.preview.whole_book import WholeBook, whole_book
from report_pdf.project import Project

# s without another save before the whole book is built.
_QUIET_S = 0.8


@dataclass(frozen=True, slots=True)
class State:
    """What the browser is told.

    Attributes:
        revision: grows with each state.
        book: the last good pages; None before there are any.
        stopped: what keeps newer pages from being shown; gone when it is mended.
        doing: what the build of the whole book does; "" when it rests.
        took_ms: from the last save to its pages; 0 when all is as it was built.
        is_settled: whether all that was saved is built or has been found wrong.
        is_draft: whether pages are marked as a draft's.
        beside: what is made beside the book.
    """

    revision: int = 0
    book: ShownBook | None = None
    stopped: tuple[Finding, ...] = ()
    doing: str = ""
    took_ms: int = 0
    is_settled: bool = False
    is_draft: bool = False
    beside: BesideState = field(default_factory=BesideState)


@dataclass(frozen=True, slots=True)
class Sight:
    """What the browser shows.

    Attributes:
        pages: 0-based indices of the pages on screen.
        width: of a page, px.
    """

    pages: frozenset[int] = frozenset()
    width: int = 0


class Desk:
    """Keeps the pages as the files are.

    Args:
        project: whose files are watched.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.state = State()
        self.sight = Sight()
        self._quick = Quick(project)
        # Layout has threads of its own that must not cross: one edit is laid out after the other.
        self._worker = ThreadPoolExecutor(1, "quick")
        self._changed = asyncio.Condition()
        self._stop = asyncio.Event()
        self._laying = asyncio.Lock()
        self._wake = asyncio.Event()
        self._saved_at = 0.0
        self._building: asyncio.Task[None] | None = None
        self._process: Child[WholeBook] | None = None
        self._whole: WholeBook | None = None
        self.beside = Beside(project, self._settled, self._tell_beside)

    async def run(self) -> None:
        """Build the book, and draw again what changes in it, until `stop`."""
        self._build_soon(0)
        self._worker.submit(self._quick.warm)
        drawing = asyncio.create_task(self._draw())
        async for _paths in saved(self.project, self._stop):
            self._take_up()
            await self.beside.outdate()
        drawing.cancel()

    def _take_up(self) -> None:
        """Begin with what was saved just now."""
        self._saved_at = monotonic()
        self.state = replace(self.state, is_settled=False)
        self._end_build()
        self._wake.set()

    async def mark(self, *, draft: bool) -> None:
        """Show the book as a draft, or as it will be: as if a style sheet had been saved."""
        if draft == self._quick.draft:
            return
        self._quick.draft = draft
        self._take_up()
        await self._tell_beside()

    def look(self, sight: Sight) -> None:
        """Say what the browser shows now: what an edit has changed there is drawn first."""
        turned = sight.pages - self.sight.pages
        self.sight = sight
        if turned and self._is_behind:
            self._wake.set()

    @property
    def _is_behind(self) -> bool:
        """Whether the whole book is not built since the last save."""
        return self._building is not None and not self._building.done()

    async def stop(self) -> None:
        """Let nothing go on."""
        self._stop.set()
        self._end_build()
        self._worker.shutdown(cancel_futures=True)
        self._quick.close()
        self.beside.close()
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

    async def _draw(self) -> None:
        """After each save: the pages in sight, and then the whole book."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            async with self._laying:
                await self._draw_again(self._quick.in_sight(self._segments_in_sight()))
            if not self._wake.is_set() and not self._is_behind:
                self._build_soon(_QUIET_S)

    async def _draw_again(self, steps: Iterator[Relaid]) -> None:
        """Put pages that an edit has changed on screen, one segment after the other."""
        loop = asyncio.get_running_loop()
        try:
            while relaid := await loop.run_in_executor(self._worker, self._next, steps):
                took = round((monotonic() - self._saved_at) * 1000)
                before, book = self.state.book, self._with(relaid)
                news = replace(self.state, book=book, stopped=(), took_ms=took, is_settled=False)
                await self._tell(news)
                if before:
                    before.close_but(book)
                if self._wake.is_set():
                    return
        except BuildStopped as stopped:
            await self._tell(replace(self.state, stopped=stopped.findings, is_settled=False))
        except Exception as error:  # noqa: BLE001  # whatever it is, the last pages stay and the server goes on
            await self._tell(replace(self.state, stopped=(failure(error),)))
        else:
            if self.state.stopped:
                await self._tell(replace(self.state, stopped=()))

    def _next(self, steps: Iterator[Relaid]) -> Relaid | None:
        relaid = next(steps, None)
        for page in relaid.pages if relaid else ():
            if page.laid.index in self.sight.pages and self.sight.width:
                page.pdf.draw_ahead(page.number, self.sight.width)
        return relaid

    def _segments_in_sight(self) -> frozenset[int]:
        book = self.state.book
        if book is None:
            return frozenset()
        return frozenset(book.segment_of(page) for page in self.sight.pages if page < len(book.pages))

    def _with(self, relaid: Relaid) -> ShownBook:
        assert self.state.book is not None  # noqa: S101  # what is laid out again was built before
        return self.state.book.with_segment(relaid.segment, relaid.pages)

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
        gc.collect()
        loop = asyncio.get_running_loop()

        def report(doing: str) -> None:
            asyncio.run_coroutine_threadsafe(self._report(process, doing), loop)

        process = self._process = Child(whole_book, self.project.edition, draft=self._quick.draft)
        outcome: WholeBook | tuple[Finding, ...] | None
        try:
            outcome = await asyncio.to_thread(process.outcome, report)
        except Exception as error:  # noqa: BLE001  # whatever it is, the last pages stay and it is told
            outcome = (failure(error),)
        if outcome is None:
            return
        async with self._laying:
            if process is not self._process:
                return  # an edit has outdated it
            self._process = None
            before = self.state.book
            await self._tell(self._after(outcome))
            if before and before is not self.state.book:
                before.close_but(None)

    def _after(self, outcome: WholeBook | tuple[Finding, ...]) -> State:
        """The state when a build has ended."""
        if not isinstance(outcome, WholeBook):
            return replace(self.state, stopped=outcome, doing="", is_settled=True)
        self._quick.learn(outcome)
        self._whole = outcome
        return State(book=shown(outcome), is_settled=True)

    async def _report(self, process: Child[WholeBook], doing: str) -> None:
        if process is self._process:
            await self._tell(replace(self.state, doing=doing, is_settled=False))

    async def _settled(self) -> WholeBook:
        """The whole book, once it is as the files are; the last good one if they are wrong."""
        async for state in self.states():
            if state.is_settled and self._whole:
                return self._whole
        raise asyncio.CancelledError  # the desk is closed

    async def _tell_beside(self) -> None:
        await self._tell(self.state)

    async def _tell(self, news: State) -> None:
        async with self._changed:
            self.state = replace(
                news,
                revision=self.state.revision + 1,
                is_draft=self._quick.draft,
                beside=self.beside.state,
            )
            self._changed.notify_all()
