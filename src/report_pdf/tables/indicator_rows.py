"""Rows of a table read as indicators: every cell filled, every row named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from report_pdf.findings import Finding, Where
from report_pdf.indicators import Cell, Headline, Indicator, Nature, Series
from report_pdf.messages import _
from report_pdf.periods import Period
from report_pdf.tables.figures import check_figure, read_figure
from report_pdf.tables.row_texts import read_known, read_nature, wrong_text
from report_pdf.tables.sheet import Kind, RawCell, Sheet, blocked
from report_pdf.tables.table_titles import DESCRIPTION, Columns, read_titles


def read_rows(sheet: Sheet, periods: tuple[Period, ...]) -> tuple[tuple[Indicator, ...], tuple[Finding, ...]]:
    """The indicators of the sound rows, and what is wrong with the titles and the other rows."""
    if not sheet.rows:
        message = _("the table is empty")
        return (), (blocked("empty-table", message, Where(sheet.file), _titles_hint(periods)),)
    columns, findings = read_titles(sheet, periods)
    if not sheet.rows[1:]:
        findings = (*findings, blocked("empty-table", _("no row under the titles"), sheet.rows[0][0].where))
    read = [_read_row(row, columns, periods) for row in sheet.rows[1:]]
    found = tuple(finding for _indicator, wrong in read for finding in wrong)
    return tuple(indicator for indicator, _wrong in read if indicator), (*findings, *found)


def _titles_hint(periods: tuple[Period, ...]) -> str:
    titles = ",".join((*DESCRIPTION, *(period.id for period in periods)))
    return _("the first row must be {titles}").format(titles=titles)


def _read_row(
    row: tuple[RawCell, ...], columns: Columns, periods: tuple[Period, ...]
) -> tuple[Indicator | None, tuple[Finding, ...]]:
    if len(row) != columns.width:
        return None, (_ragged(row, columns.width),)
    cells = {title: row[place] for title, place in columns.at.items()}
    read = {title: read_figure(cells[title], title) for title in _figure_titles(columns) if title in cells}
    figures = {title: cell for title, (cell, _wrong) in read.items() if cell}
    findings = (
        *(finding for title in cells if title not in read for finding in wrong_text(title, cells[title])),
        *(finding for _cell, wrong in read.values() for finding in wrong),
        *_contradictions(cells, figures),
    )
    nature = read_nature(cells.get("nature"))
    if nature is None or findings or not _is_whole(cells, columns):
        return None, findings
    return _indicator(cells, nature, figures, periods), ()


def _figure_titles(columns: Columns) -> tuple[str, ...]:
    return tuple(title for title in columns.figures if title != "when")


def _contradictions(cells: Mapping[str, RawCell], figures: Mapping[str, Cell]) -> Iterator[Finding]:
    """What the row says of its figures and they are not."""
    nature, unit = read_nature(cells.get("nature")), read_known(cells.get("unit"))
    if nature:
        for title, figure in figures.items():
            yield from check_figure(figure, nature, unit, cells[title].address or title)


def _is_whole(cells: Mapping[str, RawCell], columns: Columns) -> bool:
    """True when no column is missing and no cell was refused before it was read."""
    expected = len(DESCRIPTION) + len(columns.figures)
    return len(cells) == expected and all(cell.kind is not Kind.REFUSED for cell in cells.values())


def _ragged(row: tuple[RawCell, ...], width: int) -> Finding:
    message = _("{seen} cells in the row, {expected} in the titles").format(seen=len(row), expected=width)
    hint = _('a text that holds a comma stands between quotes: "one, two"')
    return blocked("ragged-row", message, row[0].where, hint)


def _indicator(
    cells: Mapping[str, RawCell], nature: Nature, figures: Mapping[str, Cell], periods: tuple[Period, ...]
) -> Indicator:
    texts = {title: cell.text for title, cell in cells.items()}
    unit = read_known(cells["unit"])
    described = (texts["id"], texts["group"], texts["label"], unit, nature, texts["source"], texts["note"])
    where = Where(cells["id"].where.file, cells["id"].where.line)
    if "value" in figures:
        return Headline(*described, read_known(cells["when"]), figures["value"], where)
    return Series(*described, MappingProxyType({period: figures[period.id] for period in periods}), where)
