"""The first row of a table: which columns it has, and which it should have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from report_pdf.findings import Finding, Where
from report_pdf.messages import _
from report_pdf.nearest import nearest_hint
from report_pdf.periods import Period, parse_period
from report_pdf.tables.sheet import Kind, RawCell, Sheet, blocked

DESCRIPTION = ("id", "group", "label", "unit", "nature", "source", "note")
"""The columns that every table has, before its figures."""

HEADLINE = ("value", "when")
"""The columns of figures of a table of headlines; a table of series has one for each period."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a table are.

    Attributes:
        figures: the columns that hold figures: periods, or `HEADLINE`.
        at: title to 0-based place in a row; only the known titles.
        width: cells in the row of titles.
    """

    figures: tuple[str, ...]
    at: Mapping[str, int]
    width: int


def read_titles(sheet: Sheet, periods: tuple[Period, ...]) -> tuple[Columns, tuple[Finding, ...]]:
    """The columns that the titles name, and what is wrong with the titles."""
    titles = [cell.text for cell in sheet.rows[0]]
    is_headline = bool(set(titles) & set(HEADLINE))
    figures = HEADLINE if is_headline else tuple(period.id for period in periods)
    expected = (*DESCRIPTION, *figures)
    at = {title: titles.index(title) for title in expected if title in titles}
    findings = (
        *(finding for cell in sheet.rows[0] for finding in _wrong_title(cell, expected, titles)),
        *_doubled_titles(sheet.rows[0]),
        *_untitled(sheet),
        *_missing_titles(expected, titles, sheet.rows[0][0].where),
    )
    return Columns(figures, MappingProxyType(at), len(titles)), findings


def _wrong_title(cell: RawCell, expected: Sequence[str], titles: Sequence[str]) -> Iterator[Finding]:
    if not cell.text or cell.text in expected:
        return
    absent = [title for title in expected if title not in titles]
    if _is_period(cell.text):
        message = _("column {title}: not a period of this kind of table in this edition").format(
            title=cell.text
        )
        hint = _("the columns of figures are {titles}").format(titles=", ".join(expected[len(DESCRIPTION) :]))
        yield blocked("extra-period", message, cell.where, hint)
        return
    message = _("unknown column {title}").format(title=cell.text[:40])
    hint = nearest_hint(cell.text.casefold(), absent) or _("the columns are {titles}").format(
        titles=", ".join(expected)
    )
    yield blocked("unknown-column", message, cell.where, hint)


def _is_period(text: str) -> bool:
    try:
        parse_period(text)
    except ValueError:
        return False
    return True


def _doubled_titles(row: Sequence[RawCell]) -> Iterator[Finding]:
    seen: set[str] = set()
    for cell in row:
        if cell.text and cell.text in seen:
            message = _("column {title} stands there twice").format(title=cell.text)
            yield blocked("duplicate-column", message, cell.where, _("keep one of them"))
        seen.add(cell.text)


def _untitled(sheet: Sheet) -> Iterator[Finding]:
    """One finding for each column without a title that is not blank: nobody can tell what it holds."""
    for place, title in enumerate(sheet.rows[0]):
        below = (row[place] for row in sheet.rows[1:] if place < len(row))
        first = next((cell for cell in below if cell.text), None)
        if not title.text and title.kind is not Kind.REFUSED and first:
            message = _("column {number} has no title, but holds {value}").format(
                number=place + 1, value=first.text[:40]
            )
            yield blocked("untitled-column", message, first.where, _("give it a title, or delete it"))


def _missing_titles(expected: Sequence[str], titles: Sequence[str], where: Where) -> Iterator[Finding]:
    for title in expected:
        if title not in titles:
            rule = "missing-period" if _is_period(title) else "missing-column"
            message = _("column {title} is missing").format(title=title)
            hint = _("the columns are {titles}").format(titles=", ".join(expected))
            yield blocked(rule, message, where, hint)
