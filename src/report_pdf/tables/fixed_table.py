"""Tables of the project whose columns never change: read strictly, each cell under its heading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from report_pdf.enough import enough
from report_pdf.files import read_inside
from report_pdf.findings import Finding, Where
from report_pdf.messages import _
from report_pdf.tables.kept_sheets import kept_sheet
from report_pdf.tables.sheet import MAX_BYTES, RawCell, Sheet, blocked
from report_pdf.tables.sheet_csv import read_csv


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        where: its file and its 1-based line.
        cells: heading to text, without the blanks around it.
    """

    where: Where
    cells: Mapping[str, str]


def read_rows(path: Path, header: tuple[str, ...], root: Path) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
    """The sound rows of the CSV file at `path`, whose headings are `header`, and what is wrong with it."""
    file = path.relative_to(root).as_posix()
    content, findings = read_inside(path, root, MAX_BYTES)
    if content is None:
        return (), findings
    sheet, findings = kept_sheet(partial(read_csv, content, file), content, file, root)
    if sheet is None:
        return (), findings
    rows, wrong = _keyed(sheet, header)
    return rows, enough((*findings, *wrong))


def _keyed(sheet: Sheet, header: tuple[str, ...]) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
    titles, *body = sheet.rows or ((),)
    seen = tuple(cell.text for cell in titles)
    if seen != header:
        message = _("the columns are {columns}").format(columns=",".join(seen)[:100] or "-")
        hint = _("the first line must be {columns}").format(columns=",".join(header))
        return (), (blocked("wrong-columns", message, Where(sheet.file, 1), hint),)
    sound = (row for row in body if len(row) == len(header))
    rows = (
        Row(row[0].where, {cell: raw.text for cell, raw in zip(header, row, strict=True)}) for row in sound
    )
    return tuple(rows), tuple(_wrong_length(row, len(header)) for row in body if len(row) != len(header))


def _wrong_length(row: tuple[RawCell, ...], expected: int) -> Finding:
    message = _("{seen} cells in the row, {expected} in the heading").format(seen=len(row), expected=expected)
    return blocked("wrong-columns", message, row[0].where)


def repeated(rows: tuple[Row, ...], *columns: str) -> Iterator[Finding]:
    """One finding for each row whose cells in `columns` stand in an earlier row too."""
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        values = tuple(row.cells[column] for column in columns)
        line = first.setdefault(values, row.where.line)
        if line != row.where.line:
            message = _("{values} is already in line {line}").format(values=",".join(values), line=line)
            yield blocked("duplicate", message, row.where)
