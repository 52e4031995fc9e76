"""The spine of the cover: how wide the book is at its back, and whether words go on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.reading.print_settings import PrintSettings
from report_pdf.tokens import TypeStep

GLUE_MM = 0.5
"""what glue and creases add to the leaves"""
FOLD_MM = 1.0
"""words stay so far from each fold, which is never just where it was computed"""
LEAST_WITH_WORDS_MM = 5.0
MOST_STAPLED = 64
"""pages: a thicker booklet gapes, and its inner sheets stand out"""
FEWEST_GLUED = 40
"""pages: there is no back for the glue to hold"""
_MM_PER_PT = 25.4 / 72
_PAGES_OF_A_SHEET = 4


@dataclass(frozen=True, slots=True)
class Spine:
    """The back of the book.

    Attributes:
        width_mm: from fold to fold; 0 for a stapled book.
    """

    width_mm: float

    @property
    def room_mm(self) -> float:
        """What words may be high on it, ascenders and descenders included; 0 where none go."""
        return 0 if self.width_mm < LEAST_WITH_WORDS_MM else round(self.width_mm - 2 * FOLD_MM, 4)

    def holds(self, step: TypeStep) -> bool:
        """Whether a line of that type goes on it; from ascender to descender it is about an em high."""
        return step.size * _MM_PER_PT <= self.room_mm


def spine_of(settings: PrintSettings, pages: int) -> Spine | None:
    """The spine of a book; None when nothing says how thick its paper is.

    Args:
        settings: binding and paper; what the print shop has measured goes before all computing.
        pages: of the finished interior, blank ones included.
    """
    if settings.spine is not None:
        return Spine(settings.spine)
    if settings.binding == "saddle":
        return Spine(0)
    if settings.paper_gsm is None or settings.paper_bulk is None:
        return None
    leaves_mm = pages / 2 * settings.paper_gsm * settings.paper_bulk / 1000
    return Spine(round(leaves_mm + GLUE_MM, 2))


_Told = tuple[str, Severity, str, str]
"""rule, severity, message, hint"""


def binding_findings(settings: PrintSettings, pages: int, where: Where) -> tuple[Finding, ...]:
    """What of the declared binding does not go with a book of so many pages; `where` it is declared."""
    told = _of_stapled if settings.binding == "saddle" else _of_glued
    return tuple(
        Finding(f"data.{rule}", severity, message, where, hint)
        for rule, severity, message, hint in told(settings, pages)
    )


def _of_stapled(settings: PrintSettings, pages: int) -> Iterator[_Told]:
    if pages % _PAGES_OF_A_SHEET:
        message = _("{pages} pages cannot be stapled: folded sheets have four each")
        hint = _("add or take away pages")
        yield "stapled-pages", Severity.BLOCK, message.format(pages=pages), hint
    if pages > MOST_STAPLED:
        message = _("{pages} pages are too many to staple: above {most} a booklet gapes and its edge steps")
        hint = _('write binding = "perfect", or ask the print shop')
        yield "thick-booklet", Severity.WARN, message.format(pages=pages, most=MOST_STAPLED), hint
    if settings.spine:
        message = _("a stapled book has no spine, and {spine:g} mm are declared")
        hint = _('take the key spine away, or write binding = "perfect"')
        yield "stapled-spine", Severity.WARN, message.format(spine=settings.spine), hint


def _of_glued(settings: PrintSettings, pages: int) -> Iterator[_Told]:
    if pages < FEWEST_GLUED:
        message = _("{pages} pages are too few to glue: below {fewest} there is no back for the glue to hold")
        hint = _('write binding = "saddle", or ask the print shop')
        yield "thin-book", Severity.WARN, message.format(pages=pages, fewest=FEWEST_GLUED), hint
    if spine_of(settings, pages) is None:
        message = _("the width of the spine is not known: neither paper_gsm and paper_bulk nor spine say it")
        hint = _("ask the print shop for grammage and bulk of the paper, or for the spine")
        yield "unknown-spine", Severity.BLOCK, message, hint
