"""What is made beside the book: step by step, told as it goes, and old with the next save."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from report_pdf.findings import BuildStopped, Finding, Severity
from report_pdf.preview.child import Child, Report
from report_pdf.preview.errand import Errand, ErrandState

WRONG = Finding("layout.template", Severity.BLOCK, "no such layout")


def first(report: Report) -> int:
    report("counting")
    return 1


def doubled(_report: Report, made: int) -> int:
    return 2 * made


def fail(_report: Report) -> int:
    raise BuildStopped([WRONG])


class Trial:
    """An errand of two steps, and what it told."""

    def __init__(self) -> None:
        self.told: list[ErrandState[int]] = []
        self.errand = Errand[int](self._changed, doubled)
        self._condition = asyncio.Condition()

    def begin(self, work: Callable[[Report], int]) -> None:
        async def start() -> Child[int]:
            return Child(work)

        self.errand.begin("waiting", start)

    async def make(self, work: Callable[[Report], int]) -> None:
        """Begin, and wait for the end."""
        self.begin(work)
        await self.until(lambda state: bool(state.doing))
        await self.until(lambda state: not state.doing)

    async def until(self, holds: Callable[[ErrandState[int]], bool]) -> None:
        async with self._condition:
            await self._condition.wait_for(lambda: holds(self.errand.state))

    async def _changed(self, state: ErrandState[int]) -> None:
        self.told.append(state)
        async with self._condition:
            self._condition.notify_all()


def tried(steps: Callable[[Trial], Awaitable[None]]) -> list[ErrandState[int]]:
    """What was told meanwhile."""

    async def run() -> list[ErrandState[int]]:
        trial = Trial()
        await steps(trial)
        return trial.told

    return asyncio.run(run())


def test_each_step_is_told_before_the_next() -> None:
    told = tried(lambda trial: trial.make(first))
    assert told[0].doing == "waiting"
    assert "counting" in {state.doing for state in told}
    assert [made for made in dict.fromkeys(state.made for state in told) if made] == [1, 2]
    assert told[-1] == ErrandState(made=2)


def test_what_was_made_is_old_after_a_save_and_new_when_it_is_made_again() -> None:
    async def steps(trial: Trial) -> None:
        await trial.make(first)
        await trial.errand.outdate()
        assert trial.errand.state.is_stale
        await trial.make(first)

    assert not tried(steps)[-1].is_stale


def test_a_save_while_it_is_made_makes_it_old_from_the_start() -> None:
    async def steps(trial: Trial) -> None:
        trial.begin(first)
        await trial.until(lambda state: state.made == 1)
        await trial.errand.outdate()
        await trial.until(lambda state: not state.doing)

    assert tried(steps)[-1] == ErrandState(made=2, is_stale=True)


def test_what_cannot_be_made_leaves_what_was_made_before() -> None:
    async def steps(trial: Trial) -> None:
        await trial.make(first)
        await trial.errand.outdate()
        await trial.make(fail)

    assert tried(steps)[-1] == ErrandState(made=2, stopped=(WRONG,), is_stale=True)


def test_what_is_begun_anew_gives_only_the_newer() -> None:
    async def steps(trial: Trial) -> None:
        trial.begin(fail)
        await trial.make(first)

    assert all(not state.stopped for state in tried(steps))
