"""XLSX workbooks: typed cells, so that nothing needs to be guessed from how a number is written."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Protocol

import openpyxl
from openpyxl.cell.read_only import EmptyCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries

from report_pdf.findings import Finding, Where
from report_pdf.messages import _
from report_pdf.tables.sheet import MAX_CELL, MAX_COLUMNS, MAX_ROWS, Kind, RawCell, Sheet, blocked, too_long

_MAX_UNPACKED_BYTES = 20_000_000
_MAX_PARTS = 200
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z0-9:]+)"')

Box = tuple[int, int, int, int]
"""First column, first row, last column, last row; all 1-based."""


class _Cell(Protocol):
    """What is asked of a cell of openpyxl, which publishes no types."""

    @property
    def value(self) -> object: ...
    @property
    def data_type(self) -> str: ...


class _Worksheet(Protocol):
    """What is asked of a worksheet of openpyxl, opened for reading only."""

    title: str
    _worksheet_path: str

    def reset_dimensions(self) -> None: ...
    def iter_rows(self) -> Iterable[tuple[_Cell, ...]]: ...


def read_xlsx(content: bytes, table_id: str, file: str) -> tuple[Sheet | None, tuple[Finding, ...]]:
    """The sheet `table_id` of the workbook, or its only sheet; None when there is none to read."""
    if wrong := tuple(_container(content, file)):
        return None, wrong
    try:
        with warnings.catch_warnings(
            action="ignore"
        ):  # of parts that openpyxl leaves out, none of them a cell
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
            worksheet = _choose(book.worksheets, table_id)
            if worksheet is None:
                return None, (_no_sheet([sheet.title for sheet in book.worksheets], table_id, file),)
            rows, merged = _rows(worksheet), _merged(content, worksheet)
    except Exception as error:  # noqa: BLE001  # openpyxl lets through whatever a damaged part makes it stumble on
        return None, (_damaged(file, type(error).__name__),)
    return _read(rows, merged, file)


def _damaged(file: str, why: str) -> Finding:
    message = _("not an Excel workbook that can be read ({why})").format(why=why)
    return blocked("not-a-workbook", message, Where(file), _("open it in Excel and save it anew as .xlsx"))


def _container(content: bytes, file: str) -> Iterator[Finding]:
    """Why the file must not be unpacked; zipfile never unpacks more than the sizes that are summed here."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (
        zipfile.BadZipFile,
        ValueError,
        NotImplementedError,
    ) as error:  # the last: a zip of a later version
        yield _damaged(file, type(error).__name__)
        return
    unpacked = sum(part.file_size for part in parts)
    if unpacked > _MAX_UNPACKED_BYTES or len(parts) > _MAX_PARTS:
        message = _("unpacked, the workbook has {bytes} bytes in {parts} parts").format(
            bytes=unpacked, parts=len(parts)
        )
        yield blocked("too-large", message, Where(file), _("copy the table alone into a new workbook"))


def _choose(worksheets: list[_Worksheet], table_id: str) -> _Worksheet | None:
    named = [sheet for sheet in worksheets if sheet.title == table_id]
    return next(iter(named if named or len(worksheets) != 1 else worksheets), None)


def _no_sheet(titles: list[str], table_id: str, file: str) -> Finding:
    message = _("{number} sheets ({titles}), none called {name}").format(
        number=len(titles), titles=", ".join(titles), name=table_id
    )
    return blocked(
        "no-sheet", message, Where(file), _("name the sheet of the table {name}").format(name=table_id)
    )


def _merged(content: bytes, worksheet: _Worksheet) -> tuple[Box, ...]:
    """The merged ranges, read from the part itself: openpyxl would build each of a million merged cells."""
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        xml = container.read(worksheet._worksheet_path)  # noqa: SLF001  # nothing public names the part
    return tuple(range_boundaries(found.decode("ascii")) for found in _MERGED.findall(xml))


def _rows(worksheet: _Worksheet) -> list[tuple[_Cell, ...]]:
    """The rows up to their last cell with content; one row and one column over the limits at most."""
    worksheet.reset_dimensions()  # what the file says of its own size may be wrong
    rows = islice(worksheet.iter_rows(), MAX_ROWS + 1)
    return [_without_blank_tail(row)[: MAX_COLUMNS + 1] for row in rows]


def _without_blank_tail(row: tuple[_Cell, ...]) -> tuple[_Cell, ...]:
    end = max((column for column, cell in enumerate(row, start=1) if cell.value is not None), default=0)
    return row[:end]


def _read(
    rows: list[tuple[_Cell, ...]], merged: tuple[Box, ...], file: str
) -> tuple[Sheet | None, tuple[Finding, ...]]:
    findings = [_merged_finding(box, file) for box in merged]
    width = max(map(len, rows), default=0)
    if len(rows) > MAX_ROWS or width > MAX_COLUMNS:
        return None, (*findings, _too_large(len(rows), width, file))
    table: list[tuple[RawCell, ...]] = []
    for number, row in enumerate(rows, start=1):
        pairs = [
            _raw_cell(cell, number, column, merged, file)
            for column, cell in enumerate(_padded(row, width), 1)
        ]
        findings.extend(finding for _cell, finding in pairs if finding)
        cells = tuple(cell for cell, _finding in pairs)
        if any(cell.text or cell.kind is Kind.REFUSED for cell in cells):
            table.append(cells)
    return Sheet(file, tuple(table)), tuple(findings)


def _padded(row: tuple[_Cell, ...], width: int) -> Iterator[_Cell]:
    """The row with the blank cells that a workbook does not store at its end."""
    yield from row
    yield from (EmptyCell() for _column in range(width - len(row)))


def _too_large(row: int, columns: int, file: str) -> Finding:
    message = _("the sheet goes on to {cell}; a table has {rows} rows and {columns} columns at most").format(
        cell=f"{get_column_letter(max(columns, 1))}{row}", rows=MAX_ROWS, columns=MAX_COLUMNS
    )
    hint = _("delete the rows and columns beyond the table")
    return blocked("too-large", message, Where(file, row, columns), hint)


def _merged_finding(box: Box, file: str) -> Finding:
    first_column, first_row, last_column, last_row = box
    span = f"{get_column_letter(first_column)}{first_row}:{get_column_letter(last_column)}{last_row}"
    hint = _("in Excel choose Home > Unisci e centra > Dividi celle, then fill each cell")
    message = _("{cells}: merged cells").format(cells=span)
    return blocked("merged-cells", message, Where(file, first_row, first_column), hint)


def _is_covered(row: int, column: int, merged: tuple[Box, ...]) -> bool:
    """True for a cell that a merged range hides: in the range, but not its first."""
    return any(
        left <= column <= right and top <= row <= bottom and (row, column) != (top, left)
        for left, top, right, bottom in merged
    )


def _raw_cell(
    cell: _Cell, row: int, column: int, merged: tuple[Box, ...], file: str
) -> tuple[RawCell, Finding | None]:
    where, address = Where(file, row, column), f"{get_column_letter(column)}{row}"
    refused = RawCell("", Kind.REFUSED, where, address)
    if _is_covered(row, column, merged):
        return refused, None
    if finding := _refusal(cell, where, address):
        return refused, finding
    text, kind = _content(cell.value)
    return RawCell(text, kind, where, address), None


def _refusal(cell: _Cell, where: Where, address: str) -> Finding | None:
    """Why a cell cannot be read whatever its column is."""
    value = cell.value
    if isinstance(value, str) and len(value) > MAX_CELL:
        return too_long(len(value), where)
    if cell.data_type == "f":
        shown = value if isinstance(value, str) else "="
        hint = _("copy the cell, then Incolla speciale > Valori, so that the figure itself is kept")
        return blocked("formula", _("{cell}: formula {value}").format(cell=address, value=shown), where, hint)
    if cell.data_type == "e":
        hint = _("write the figure, or n.d. if it is not known")
        message = _("{cell}: spreadsheet error {value}").format(cell=address, value=value)
        return blocked("spreadsheet-error", message, where, hint)
    if isinstance(value, bool):
        message = _("{cell}: {value} is a truth value").format(cell=address, value=value)
        return blocked("not-a-figure", message, where, _("write text or a number"))
    return None


def _content(value: object) -> tuple[str, Kind]:
    """The text and the kind of a cell's value."""
    if isinstance(value, int | float):
        # repr is the shortest decimal that Excel would show for this binary number
        exact = Decimal(repr(value))
        return format(
            exact.to_integral_value() if exact == exact.to_integral_value() else exact, "f"
        ), Kind.NUMBER
    if isinstance(value, datetime):
        whole_day = value.time() == datetime.min.time()
        return (value.date() if whole_day else value).isoformat(), Kind.DATE
    if isinstance(value, date):
        return value.isoformat(), Kind.DATE
    return ("", Kind.TEXT) if value is None else (str(value).strip(), Kind.TEXT)
