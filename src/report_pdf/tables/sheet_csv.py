"""CSV tables: UTF-8, cells parted by commas, one row a line, nothing guessed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from report_pdf.findings import Finding, Where
from report_pdf.messages import _
from report_pdf.tables.sheet import MAX_CELL, MAX_COLUMNS, MAX_ROWS, Kind, RawCell, Sheet, blocked, too_long

_BOM = b"\xef\xbb\xbf"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_DECIMAL_COMMA = re.compile(r"(^|;)[0-9.]+,[0-9]+(;|$)", re.MULTILINE)


def read_csv(content: bytes, file: str) -> tuple[Sheet | None, tuple[Finding, ...]]:
    """The table written in `content`, or None when it is not one, and what is wrong with its writing."""
    findings = list(_encoding(content, file))
    text = (
        content.removeprefix(_BOM).decode("utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    )
    if separator := _foreign_separator(text):
        return None, (_foreign_table(content, text, separator, file),)
    lines = text.split("\n")
    broken = (*_control_characters(lines, file), *_open_quotes(lines, file), *_too_large(lines, file))
    if broken:
        return None, (*findings, *broken)
    sheet, unparsed = _parse(text, file)
    return sheet, (*findings, *unparsed)


def _excel_hint() -> str:
    return _(
        "in Excel choose File > Salva con nome > Cartella di lavoro di Excel (.xlsx), "
        "put that file in the folder and delete this one"
    )


def _encoding(content: bytes, file: str) -> Iterator[Finding]:
    if content.startswith(_BOM):
        yield blocked("bom", _("the file begins with a byte order mark"), Where(file, 1), _excel_hint())
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = _("byte {byte:#04x} is not UTF-8").format(byte=content[error.start])
        yield blocked("encoding", message, Where(file, line), _excel_hint())


def _foreign_separator(text: str) -> str:
    """`;` or a tab when they, and not commas, part the headings; else ""."""
    heading = text.lstrip("\n").partition("\n")[0]
    likely = max(",", ";", "\t", key=heading.count)
    return "" if likely == "," else likely


def _foreign_table(content: bytes, text: str, separator: str, file: str) -> Finding:
    """One finding for all that a spreadsheet's national CSV does differently: mending one would not help."""
    marks = [_("cells parted by {mark}").format(mark=_("tabs") if separator == "\t" else separator)]
    if any(_encoding(content.removeprefix(_BOM), file)):
        marks.append(_("letters not in UTF-8"))
    if _DECIMAL_COMMA.search(text):
        marks.append(_("decimal commas"))
    message = _("this is not our CSV but a spreadsheet's: {marks}").format(marks=", ".join(marks))
    return blocked("spreadsheet-csv", message, Where(file, 1), _excel_hint())


def _control_characters(lines: list[str], file: str) -> Iterator[Finding]:
    """The first control character: a file that has one is not a text."""
    for number, line in enumerate(lines, start=1):
        if found := _CONTROL.search(line):
            message = _("not a text table: control character U+{code:04X}").format(code=ord(found[0]))
            yield blocked("not-a-table", message, Where(file, number), _excel_hint())
            return


def _open_quotes(lines: list[str], file: str) -> Iterator[Finding]:
    """The first quote that its own line does not close: from there on rows and lines part ways."""
    for number, line in enumerate(lines, start=1):
        if line.count('"') % 2:
            hint = _('close the quotes on the same line; double the quotes inside a text: "the ""title"""')
            yield blocked("open-quote", _("quotes are not closed on this line"), Where(file, number), hint)
            return


def _too_large(lines: list[str], file: str) -> Iterator[Finding]:
    """More than a table has. A bound on commas bounds the cells, too."""
    if len(lines) > MAX_ROWS:
        message = _("{rows} rows; a table has {limit} at most").format(rows=len(lines), limit=MAX_ROWS)
        yield blocked("too-large", message, Where(file, MAX_ROWS + 1))
    for number, line in enumerate(lines, start=1):
        if (commas := line.count(",")) > MAX_COLUMNS:
            message = _("{commas} commas on a line; a table has {limit} columns at most")
            yield blocked("too-large", message.format(commas=commas, limit=MAX_COLUMNS), Where(file, number))


def _parse(text: str, file: str) -> tuple[Sheet | None, tuple[Finding, ...]]:
    import pandas as pd  # noqa: PLC0415  # takes long, and modules that only name a row need no table

    try:
        # pandas' other engine cannot tell a cell that is missing from one that is empty;
        # with fewer names than cells, this one would drop the rest
        frame = pd.read_csv(
            io.StringIO(text),
            header=None,
            names=list(range(max(line.count(",") for line in text.split("\n")) + 1)),
            index_col=False,
            dtype=str,
            na_filter=False,
            skip_blank_lines=False,
            engine="python",
        )
    except pd.errors.EmptyDataError:
        return Sheet(file, ()), ()
    except pd.errors.ParserError:
        message = _("a cell is longer than any text of a table")
        return None, (blocked("too-large", message, Where(file)),)
    written = frame.to_numpy(dtype=object).tolist()
    rows = [_row(values, Where(file, number)) for number, values in enumerate(written, start=1)]
    if long := tuple(_long_cells(rows)):
        return None, long
    return Sheet(file, tuple(row for row in rows if any(cell.text for cell in row))), ()


def _long_cells(rows: list[tuple[RawCell, ...]]) -> Iterator[Finding]:
    for row in rows:
        yield from (too_long(len(cell.text), cell.where) for cell in row if len(cell.text) > MAX_CELL)


def _row(values: list[object], where: Where) -> tuple[RawCell, ...]:
    written = (value for value in values if isinstance(value, str))
    return tuple(RawCell(value.strip(), Kind.PLAIN, where) for value in written)
