"""The outcome of a comparison in a few lines for a terminal, and whole for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from report_pdf.differences.comparison import Comparison, FigureChange, Kind, PageChange, Piece, TextChange
from report_pdf.differences.difference_words import (
    areas_counted,
    column_name,
    kind_name,
    page_words,
    pages_of,
    summary,
    title,
)
from report_pdf.differences.words import shortened
from report_pdf.messages import ngettext

_MOST_LINES = 20
_CONTEXT = 40
"""characters of a text around what differs in it"""


def told(comparison: Comparison) -> tuple[str, ...]:
    """The comparison for people: what differs in numbers, then the first of each kind."""
    words = page_words()
    parts = (
        (words["figures"], _figure_lines(comparison.figures)),
        (words["texts"], [_text_line(one) for one in comparison.texts if one.kind is not Kind.RENUMBERED]),
        (words["pages"], [_page_line(one) for one in comparison.pages if one.kind is not Kind.RENUMBERED]),
    )
    listed = (line for heading, lines in parts if lines for line in (heading, *_first(lines)))
    return (f"{title(comparison)}: {', '.join(summary(comparison))}", *listed)


def _first(lines: Sequence[str]) -> Iterator[str]:
    yield from (f"  {line}" for line in lines[:_MOST_LINES])
    if (more := len(lines) - _MOST_LINES) > 0:
        yield "  " + ngettext("and {n} more", "and {n} more", more).format(n=more)


def _figure_lines(changes: Sequence[FigureChange]) -> list[str]:
    """A line for each cell, for indicators that are new or gone one for all."""
    lines = [
        f"{one.indicator}, {column_name(one.column)}: {one.old or '–'} → {one.new or '–'}"
        if one.kind is Kind.CHANGED
        else f"{kind_name(one.kind)}: {one.indicator}, {one.label}"
        for one in changes
    ]
    return list(dict.fromkeys(lines))


def _text_line(change: TextChange) -> str:
    words = "".join(map(_marked, shortened(change.pieces, _CONTEXT))).strip()
    told = "" if change.kind is Kind.CHANGED else f", {kind_name(change.kind)}"
    return f"{pages_of(change)}{told}: {words}"


def _marked(piece: Piece) -> str:
    """The words as `wdiff` marks them, the blanks outside."""
    words, blank = piece.text.rstrip(), " " if piece.text.endswith(" ") else ""
    if piece.kind is Kind.REMOVED:
        return f"[-{words}-]{blank}"
    return f"{{+{words}+}}{blank}" if piece.kind is Kind.ADDED else piece.text


def _page_line(change: PageChange) -> str:
    what = areas_counted(len(change.areas)) if change.areas else kind_name(change.kind)
    return f"{pages_of(change)}: {what}"


def as_json(comparison: Comparison) -> Mapping[str, object]:
    """The whole comparison, for programs: its keys stay as they are."""
    return {
        "old": asdict(comparison.old),
        "new": asdict(comparison.new),
        "same": comparison.is_same,
        "figures_compared": comparison.has_figures,
        "figures": [asdict(change) for change in comparison.figures],
        "texts": [asdict(change) for change in comparison.texts],
        "pages": [_page_as_json(change) for change in comparison.pages],
    }


def _page_as_json(change: PageChange) -> Mapping[str, object]:
    return {
        "kind": change.kind,
        "page_before": change.before and change.before.label,
        "page_now": change.now and change.now.label,
        "areas_mm": change.areas,
    }
