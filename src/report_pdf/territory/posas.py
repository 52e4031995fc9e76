"""Takes the residents of each comune from Istat's POSAS file into the territory of an edition.

Istat publishes the file at demo.istat.it: a line of title, a line of headings, then one row for each
comune and year of age, with `;` between the cells; the age 999 is the comune's total.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from report_pdf.enough import enough
from report_pdf.files import read_bounded, write_aside
from report_pdf.findings import Finding, Where
from report_pdf.messages import _
from report_pdf.tables.fixed_table import read_rows
from report_pdf.tables.sheet import blocked
from report_pdf.territory.territory_files import COMUNI, FOLDER, RESIDENTS

SOURCE = "Istat"
LICENCE = "CC BY"
TOTAL_AGE = 999
MAX_BYTES = 200_000_000
"""All of Italy, by ages, has some forty million bytes."""
CODE, AGE, TOTAL = "codice comune", "età", "totale"
_PROVINCE_DIGITS = 3
_FIRST_OF_JANUARY = re.compile(r"\b1\W{0,3}\s*gennaio\s+(\d{4})\b", re.IGNORECASE)
_IN_NAME = re.compile(r"POSAS_(\d{4})_")
_DIGITS = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Posas:
    """The residents of the comuni that were asked for.

    Attributes:
        reference_date: the first of January that the file speaks of.
        residents: Istat code of six digits to residents.
    """

    reference_date: date
    residents: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Row:
    """A comune at an age: its code of six digits, and the row's 1-based line."""

    line: int
    istat: str
    age: int
    residents: int


def import_posas(path: Path, edition_folder: Path, root: Path) -> tuple[Finding, ...]:
    """Put the residents of Istat's file in the place of the edition's, unless anything is wrong with it.

    Args:
        path: the file as Istat gives it, unpacked; it may hold all of Italy.
        edition_folder: the folder of the edition ("data/2019-2024").
        root: the project's folder.
    """
    folder = edition_folder / FOLDER
    comuni, findings = read_rows(folder / COMUNI[0], COMUNI[1], root)
    if findings:
        return findings
    posas, findings = read_posas(path, frozenset(row.cells["istat"] for row in comuni))
    if posas is None:
        return findings
    return write_aside(folder / RESIDENTS[0], _table(posas).encode(), root)


def read_posas(path: Path, comuni: frozenset[str]) -> tuple[Posas | None, tuple[Finding, ...]]:
    """The residents of `comuni` (Istat codes) in the file at `path`; None when one of the findings blocks."""
    file = path.name
    content, unread = read_bounded(path, file, MAX_BYTES)
    if content is None:
        return None, unread
    text = _decoded(content)
    findings: list[Finding] = []
    day = _reference_date(text.partition("\n")[0], file, findings)
    rows = _rows(text, comuni, file, findings)
    if not findings:
        findings += _checked(rows, comuni, file)
    if findings or day is None:
        return None, enough(findings)
    return Posas(day, {row.istat: row.residents for row in rows if row.age == TOTAL_AGE}), ()


def _decoded(source: bytes) -> str:
    """Istat has used both encodings; only the headings and digits are read, and those are safe in either."""
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError:
        return source.decode("latin-1")


def _reference_date(title: str, file: str, findings: list[Finding]) -> date | None:
    match = _FIRST_OF_JANUARY.search(title) or _IN_NAME.search(file)
    if match and date.min.year <= int(match[1]) <= date.max.year:
        return date(int(match[1]), 1, 1)
    hint = _("keep the name that Istat gave it, POSAS_2024_it_Comuni.csv")
    message = _("neither the title nor the name of the file says which year it is of")
    findings.append(blocked("posas-no-date", message, Where(file, 1), hint))
    return None


def _rows(text: str, comuni: frozenset[str], file: str, findings: list[Finding]) -> tuple[_Row, ...]:
    """The rows of our provinces: Italy has thirty times as many."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    provinces = {istat[:_PROVINCE_DIGITS] for istat in comuni}
    rows = []
    try:
        next(reader, None)
        header = [cell.strip().lower() for cell in next(reader, [])]
        if missing := [name for name in (CODE, AGE, TOTAL) if name not in header]:
            findings.append(_no_columns(missing, file))
            return ()
        at = tuple(header.index(name) for name in (CODE, AGE, TOTAL))
        for cells in reader:
            if len(cells) == len(header):
                code, age, residents = (cells[i].strip() for i in at)
                istat = code.zfill(6)
                if istat[:_PROVINCE_DIGITS] not in provinces and _DIGITS.fullmatch(code):
                    continue
                if all(map(_DIGITS.fullmatch, (code, age, residents))):
                    rows.append(_Row(reader.line_num, istat, int(age), int(residents)))
                    continue
            findings.append(_not_a_row(cells, Where(file, reader.line_num)))
    except csv.Error as error:
        message = _("not a CSV table: {reason}").format(reason=error)
        findings.append(blocked("bad-csv", message, Where(file, reader.line_num)))
    return tuple(rows)


def _no_columns(missing: list[str], file: str) -> Finding:
    message = _("there is no column {names}").format(names=", ".join(missing))
    hint = _("take the file as Istat gives it: one line of title, then the headings, with semicolons")
    return blocked("wrong-columns", message, Where(file, 2), hint)


def _not_a_row(cells: list[str], where: Where) -> Finding:
    message = _("not a comune, an age and its residents: {row}").format(row=";".join(cells)[:80])
    return blocked("wrong-value", message, where)


def _checked(rows: Iterable[_Row], comuni: frozenset[str], file: str) -> Iterator[Finding]:
    ages: defaultdict[str, dict[int, _Row]] = defaultdict(dict)
    for row in rows:
        if row.age in ages[row.istat]:
            message = _("{values} is already in line {line}")
            message = message.format(values=f"{row.istat};{row.age}", line=ages[row.istat][row.age].line)
            yield blocked("duplicate", message, Where(file, row.line))
        ages[row.istat][row.age] = row
    for istat in sorted(comuni - set(ages)):
        yield blocked("missing-comune", _("the comune {istat} is missing").format(istat=istat), Where(file))
    for istat, by_age in sorted(ages.items()):
        line = next(iter(by_age.values())).line
        if istat not in comuni:
            message = _("the comune {istat} is not one of the territory").format(istat=istat)
            yield blocked("unknown-comune", message, Where(file, line))
        else:
            yield from _total_agrees(istat, by_age, Where(file, line))


def _total_agrees(istat: str, by_age: Mapping[int, _Row], where: Where) -> Iterator[Finding]:
    if TOTAL_AGE not in by_age:
        message = _("the comune {istat} has no row of the age {age}, its total")
        yield blocked("posas-no-total", message.format(istat=istat, age=TOTAL_AGE), where)
        return
    total = by_age[TOTAL_AGE].residents
    summed = sum(row.residents for age, row in by_age.items() if age != TOTAL_AGE)
    if total != summed:
        message = _("the comune {istat} has {total} residents, its ages sum to {summed}")
        message = message.format(istat=istat, total=total, summed=summed)
        yield blocked("posas-wrong-total", message, Where(where.file, by_age[TOTAL_AGE].line))


def _table(posas: Posas) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(RESIDENTS[1])
    day = posas.reference_date.isoformat()
    writer.writerows((istat, count, SOURCE, LICENCE, day) for istat, count in sorted(posas.residents.items()))
    return out.getvalue()
