"""What is made beside the book when it is asked for, and grows old with the next save."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from report_pdf.findings import Finding
from report_pdf.preview.child import Child, Report

Made = TypeVar("Made")
Other = TypeVar("Other")


@dataclass(frozen=True, slots=True)
class ErrandState(Generic[Made]):
    """How far it is.

    Attributes:
        made: what was made last; None before there is any.
        doing: what is being done for the next; "" when it rests.
        stopped: what kept the last from being made.
        is_stale: whether a file was saved since what was made last was begun.
    """

    made: Made | None = None
    doing: str = ""
    stopped: tuple[Finding, ...] = ()
    is_stale: bool = False

    def of(self, made: Other | None) -> ErrandState[Other]:
        """The same of what was made from it."""
        return ErrandState(made, self.doing, self.stopped, self.is_stale)


class Errand(Generic[Made]):
    """Makes it in a process of its own, step by step; what a step has made is told before the next.

    Args:
        changed: called with each new state.
        then: the steps after the first, each given what the one before has made.
    """

    def __init__(
        self,
        changed: Callable[[ErrandState[Made]], Awaitable[None]],
        *then: Callable[[Report, Made], Made],
    ) -> None:
        self.state: ErrandState[Made] = ErrandState()
        self._changed, self._then = changed, then
        self._is_outdated = False
        self._running: asyncio.Task[None] | None = None
        self._child: Child[Made] | None = None

    def begin(self, doing: str, start: Callable[[], Awaitable[Child[Made]]]) -> None:
        """Make it anew; what is being made is dropped.

        Args:
            doing: what is told first.
            start: begins the first step.
        """
        self.end()
        self._running = asyncio.create_task(self._make(doing, start))

    async def outdate(self) -> None:
        """Take notice that a file was saved."""
        self._is_outdated = True
        if self.state.made and not self.state.is_stale:
            await self._tell(replace(self.state, is_stale=True))

    def end(self) -> None:
        """Let nothing go on."""
        if self._running:
            self._running.cancel()
        if self._child:
            self._child.end()
            self._child = None

    async def _make(self, doing: str, start: Callable[[], Awaitable[Child[Made]]]) -> None:
        await self._tell(replace(self.state, doing=doing, stopped=()))
        child = await start()
        self._is_outdated = False
        made = await self._outcome(child)
        for step in self._then:
            if made is None:
                return
            await self._tell(replace(self.state, made=made, is_stale=self._is_outdated))
            made = await self._outcome(Child(step, made))
        if made is not None:
            await self._tell(replace(self.state, made=made, doing="", is_stale=self._is_outdated))

    async def _outcome(self, child: Child[Made]) -> Made | None:
        """What a step makes; None if it was ended, or if it cannot be made, which is told."""
        loop = asyncio.get_running_loop()
        self._child = child

        def report(doing: str) -> None:
            asyncio.run_coroutine_threadsafe(self._report(child, doing), loop)

        outcome = await asyncio.to_thread(child.outcome, report)
        if child is not self._child or outcome is None:
            return None
        self._child = None
        if isinstance(outcome, tuple):
            await self._tell(replace(self.state, doing="", stopped=outcome))
            return None
        return outcome

    async def _report(self, child: Child[Made], doing: str) -> None:
        if child is self._child:
            await self._tell(replace(self.state, doing=doing))

    async def _tell(self, state: ErrandState[Made]) -> None:
        self.state = state
        await self._changed(state)
