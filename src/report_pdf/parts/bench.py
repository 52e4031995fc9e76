"""Where a part is worked on: its files, and who is told how far the work is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Bench:
    """The place of work.

    Attributes:
        readable: the source, or a copy of it that can be read.
        drawn: the file that shows how the pages look: the source, wherever it can be drawn.
        work: a folder of its own.
        at_page: told the 1-based page that comes next.
        dpi: how finely pages are drawn that become images.
    """

    readable: Path
    drawn: Path
    work: Path
    at_page: Callable[[int], None]
    dpi: int
