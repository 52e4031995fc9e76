"""How far ink reaches: beyond a box, from one thing to another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from report_pdf.layout_audit.page_items import Block, Rect, Run

SLACK_MM = 0.3
"""What no eye sees."""

HANGING_MM = 3.0
"""How far display type may stand out on the left: its stems are to line up, not its side bearings.

The largest numeral hangs 2.6 mm (DESIGN 3).
"""

HANGING_PT = 22.5
"""The step from which type hangs."""


class Reach(NamedTuple):
    """A run, and how far it reaches beyond a box, mm."""

    mm: float
    run: Run


def runs_of(block: Block) -> list[Run]:
    """The text of the block's own lines."""
    return [run for line in block.lines for run in line.runs]


def farthest(runs: Iterable[Run], box: Rect, *, hanging: bool = True) -> Reach | None:
    """The run that reaches farthest beyond `box`; None if none does so by more than `SLACK_MM`.

    Args:
        runs: where to look.
        box: the bounds.
        hanging: whether display type may stand out on the left.
    """
    reaches = [Reach(beyond(unhung(run) if hanging else run.ink, box), run) for run in runs]
    most = max(reaches, key=lambda reach: reach.mm, default=None)
    return most if most is not None and most.mm > SLACK_MM else None


def beyond(ink: Rect, box: Rect) -> float:
    """How far `ink` reaches beyond `box` on the side where it does most, mm; negative inside."""
    return max(box.left - ink.left, box.top - ink.top, ink.right - box.right, ink.bottom - box.bottom)


def unhung(run: Run) -> Rect:
    """The ink of a run without what may hang out on the left."""
    if run.size_pt < HANGING_PT:
        return run.ink
    return run.ink._replace(left=min(run.ink.left + HANGING_MM, run.ink.right))


def grown(box: Rect, mm: float) -> Rect:
    """The box with each side moved out by `mm`, or in if it is negative."""
    return Rect(box.left - mm, box.top - mm, box.right + mm, box.bottom + mm)


def gap(one: Rect, other: Rect) -> float:
    """How far two things are apart, mm, along the axis on which they are further; 0 where they meet."""
    across, down = one.overlap(other)
    return max(-across, -down, 0.0)
