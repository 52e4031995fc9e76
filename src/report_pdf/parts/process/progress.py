"""What parent and child tell each other: an argument, and lines on the child's standard output."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from report_pdf.messages import _

ONLY_DRAWN = "--only-drawn"
"""the argument that asks for the looks of the pages alone"""

PAGES, SAYS, DRAWS, ENDED = "pages ", "says ", "draws", "ended "
"""how the lines begin: how many pages there are, what is being done, that pages are drawn from now on,
the code that the child ended with"""

_EVERY_S = 1.0


def teller(name: str, write: Callable[[str], None]) -> tuple[Callable[[int], None], Callable[[int], None]]:
    """Two functions: one tells how many pages there are, the other which is worked on, once a second.

    Args:
        name: of the part.
        write: takes a line.
    """
    pages, last, draws = 0, monotonic(), False

    def count(number: int) -> None:
        nonlocal pages
        pages = number
        write(f"{PAGES}{number}")

    def at_page(number: int) -> None:
        nonlocal last, draws
        if not draws:
            draws = True
            write(DRAWS)
        if monotonic() - last >= _EVERY_S:
            last = monotonic()
            said = _("{name}: page {page} of {pages}").format(name=name, page=number, pages=pages)
            write(f"{SAYS}{said}")

    return count, at_page
