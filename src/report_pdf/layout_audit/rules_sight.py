"""Rules of sight: text that is too faint or too small to read."""

from __future__ import annotations

from collections.abc import Iterator

from report_pdf.colour_sight import contrast, least_contrast
from report_pdf.layout_audit.page_items import Fault, LaidBook, LaidPage, Run
from report_pdf.layout_audit.reach import runs_of
from report_pdf.messages import _
from report_pdf.tokens import SMALLEST_PT

_ROUNDING = 0.01


def low_contrast(book: LaidBook) -> Iterator[Fault]:
    """Text whose colour is too near to that of its ground; told once for each colour of a block."""
    hint = _("take a darker or a lighter colour of the tokens")
    for page in book.pages:
        told: set[tuple[int, str, str]] = set()
        for block, run in _runs(page):
            if run.colour is None or run.ground is None or (block, run.colour, run.ground) in told:
                continue
            needed = least_contrast(run.size_pt, run.weight)
            if (seen := contrast(run.colour, run.ground)) < needed:
                told.add((block, run.colour, run.ground))
                message = _("{colour} on {ground} has a contrast of {seen:.1f}, not {needed:g}: {text}")
                message = message.format(
                    colour=run.colour, ground=run.ground, seen=seen, needed=needed, text=run.text.strip()
                )
                yield Fault("low-contrast", page.index, run.ink, block, message, run.where, hint)


def small_type(book: LaidBook) -> Iterator[Fault]:
    """Text smaller than 7.5 pt; told once for each block."""
    for page in book.pages:
        told: set[int] = set()
        for block, run in _runs(page):
            if run.size_pt < SMALLEST_PT - _ROUNDING and block not in told:
                told.add(block)
                message = _("text of {size:.2g} pt: {text}").format(size=run.size_pt, text=run.text.strip())
                hint = _("nothing is set smaller than {size:g} pt").format(size=SMALLEST_PT)
                yield Fault("small-type", page.index, run.ink, block, message, run.where, hint)


def _runs(page: LaidPage) -> Iterator[tuple[int, Run]]:
    """The runs of the page with the number of their block, -1 for its furniture."""
    for block in page.blocks:
        for run in runs_of(block):
            yield block.number, run
    for line in page.furniture:
        for run in line.runs:
            yield -1, run
