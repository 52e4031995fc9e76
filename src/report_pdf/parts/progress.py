"""What the child tells the parent while it works: lines on its standard output."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from report_pdf.messages import _

PAGES, SAYS = "pages ", "says "
"""how the two kinds of line begin: how many pages there are, and what is being done"""

_EVERY_S = 1.0


def teller(name: str, write: Callable[[str], None]) -> tuple[Callable[[int], None], Callable[[int], None]]:
    """Two functions: one tells how many pages there are, the other which is worked on, once a second.

    Args:
        name: of the part.
        write: takes a line.
    """
    pages, last = 0, monotonic()

    def count(number: int) -> None:
        nonlocal pages
        pages = number
        write(f"{PAGES}{number}")

    def at_page(number: int) -> None:
        nonlocal last
        if monotonic() - last >= _EVERY_S:
            last = monotonic()
            said = _("{name}: page {page} of {pages}").format(name=name, page=number, pages=pages)
            write(f"{SAYS}{said}")

    return count, at_page
