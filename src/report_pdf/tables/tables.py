"""The office's tables: found in the edition's folder, read, and joined to its indicators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from report_pdf.enough import enough
from report_pdf.files import read_inside
from report_pdf.findings import Finding, Severity, Where
from report_pdf.indicators import Indicators, Table
from report_pdf.messages import _
from report_pdf.nearest import nearest_hint
from report_pdf.periods import Period
from report_pdf.recall import Recall, afresh
from report_pdf.tables.indicator_rows import read_rows
from report_pdf.tables.kept_sheets import kept_sheet
from report_pdf.tables.sheet import MAX_BYTES, RawCell, Sheet, blocked
from report_pdf.tables.sheet_csv import read_csv

FOLDER = "indicators"
SUFFIXES = (".csv", ".xlsx")


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What one file gave.

    Attributes:
        table: its sound rows; None when there is no file to read.
        ids: the cells that name its rows, the unsound ones too.
        findings: what is wrong with it.
    """

    table: Table | None
    ids: tuple[RawCell, ...]
    findings: tuple[Finding, ...]


def load_indicators(
    edition_folder: Path,
    table_ids: Sequence[str],
    periods: tuple[Period, ...],
    root: Path,
    recall: Recall = afresh,
) -> tuple[Indicators | None, tuple[Finding, ...]]:
    """The indicators of all the tables of an edition; None when anything in them is wrong.

    A series has the columns id, group, label, unit, nature, source, note and one for each period; a headline
    the same seven, then value and when. The first row has these titles; the order of columns is free.

    Args:
        edition_folder: holds `indicators/`, with one .csv or .xlsx for each table.
        table_ids: the tables of the edition, which are the stems of their files.
        periods: the periods of the edition, in time order.
        root: the project's folder, to which the places of findings are relative.
        recall: whether a table is read that has not changed.
    """
    folder = edition_folder / FOLDER
    loaded = [_load_table(folder, table_id, periods, root, recall) for table_id in table_ids]
    findings = enough(
        chain(
            (finding for one in loaded for finding in one.findings),
            _duplicates(cell for one in loaded for cell in one.ids),
            _unused(folder, table_ids, root),
        )
    )
    if any(finding.severity is Severity.BLOCK for finding in findings):
        return None, findings
    return Indicators.of(periods, tuple(one.table for one in loaded if one.table)), findings


def _load_table(
    folder: Path, table_id: str, periods: tuple[Period, ...], root: Path, recall: Recall
) -> _Loaded:
    present = [path for suffix in SUFFIXES if (path := folder / f"{table_id}{suffix}").is_file()]
    if len(present) != 1:
        return _Loaded(None, (), (_not_one_file(folder, table_id, present, root),))
    return recall(partial(_read_table, present[0], table_id, periods, root), present[0], table_id, periods)


def _read_table(path: Path, table_id: str, periods: tuple[Period, ...], root: Path) -> _Loaded:
    file = _relative(path, root)
    sheet, unread = _read_sheet(path, table_id, root)
    if sheet is None:
        return _Loaded(None, (), unread)
    indicators, findings = read_rows(sheet, periods)
    return _Loaded(Table(table_id, file, indicators), _ids(sheet), (*unread, *findings))


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _not_one_file(folder: Path, table_id: str, present: Sequence[Path], root: Path) -> Finding:
    if present:
        files = ", ".join(path.name for path in present)
        message = _("table {name} is there twice: {files}").format(name=table_id, files=files)
        return blocked("table-twice", message, Where(_relative(present[0], root)), _("keep one of the files"))
    message = _("table {name} is missing").format(name=table_id)
    hint = nearest_hint(table_id, (path.stem for path in _tables_in(folder)))
    return blocked("missing-table", message, Where(_relative(folder, root)), hint)


def _read_sheet(path: Path, table_id: str, root: Path) -> tuple[Sheet | None, tuple[Finding, ...]]:
    file = _relative(path, root)
    content, unread = read_inside(path, root, MAX_BYTES)
    if content is None:
        return None, unread
    read = partial(_read_content, content, table_id, file, is_workbook=path.suffix == ".xlsx")
    return kept_sheet(read, content, file, root)


def _read_content(
    content: bytes, table_id: str, file: str, *, is_workbook: bool
) -> tuple[Sheet | None, tuple[Finding, ...]]:
    if is_workbook:
        from report_pdf.tables.sheet_xlsx import read_xlsx  # noqa: PLC0415  # takes a while, and may not be needed

        return read_xlsx(content, table_id, file)
    return read_csv(content, file)


def _ids(sheet: Sheet) -> tuple[RawCell, ...]:
    titles = [cell.text for cell in sheet.rows[0]] if sheet.rows else []
    if "id" not in titles:
        return ()
    place = titles.index("id")
    return tuple(row[place] for row in sheet.rows[1:] if place < len(row) and row[place].text)


def _duplicates(ids: Iterable[RawCell]) -> Iterator[Finding]:
    """One finding for each row whose id an earlier row of any table has."""
    first: dict[str, RawCell] = {}
    for cell in ids:
        earlier = first.setdefault(cell.text, cell)
        if earlier is not cell:
            message = _("{id} is already in {where}").format(id=cell.text[:60], where=earlier.where)
            yield blocked("duplicate-id", message, cell.where, _("each indicator has an id of its own"))


def _tables_in(folder: Path) -> list[Path]:
    """The tables that stand in the folder; not the marks that programs leave beside an open file."""
    if not folder.is_dir():
        return []
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in {*SUFFIXES, ".xls", ".ods"})
    return [path for path in paths if not path.name.startswith((".", "~$"))]


def _unused(folder: Path, table_ids: Sequence[str], root: Path) -> Iterator[Finding]:
    for path in _tables_in(folder):
        if path.stem not in table_ids or path.suffix not in SUFFIXES:
            message = _("{file} is in the folder, but no table of the edition").format(file=path.name)
            hint = _("name it among the tables in edition.toml, as .csv or .xlsx, or take it away")
            yield Finding("data.unused-table", Severity.WARN, message, Where(_relative(path, root)), hint)
