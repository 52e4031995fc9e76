"""The workbook of a table, ready for the office to fill: what must not change is locked."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from report_pdf.indicators import Headline, Indicator, Nature, State, Table
from report_pdf.periods import Period
from report_pdf.tables.table_titles import DESCRIPTION, HEADLINE

INSTRUCTIONS = (
    ("Dove si scrive", "Nelle celle bianche: una riga per indicatore, tutte le colonne tranne group e note."),
    (
        "Celle protette",
        "Titoli, identificativi ed etichette, senza password: Revisione > Rimuovi protezione foglio.",
    ),
    ("Righe nuove", "Quelle libere in fondo: id come eventi.partecipanti, minuscole e trattini bassi."),
    (
        "Periodi e value",
        "Un numero, con la virgola decimale di Excel; oppure n.d., -, 815 stima, 815 rivisto.",
    ),
    ("n.d.", "Il dato forse esiste, ma non si conosce."),
    ("-", "L’attività non era ancora avviata."),
    ("0", "Si è contato, ed è zero."),
    ("stima", "Valore stimato."),
    ("rivisto", "Valore corretto rispetto a un’edizione precedente."),
    ("Rifiutati", "Celle vuote, formule, celle unite, numeri scritti come testo."),
    ("2029-H1", "Il primo semestre del 2029, da gennaio a giugno."),
    ("unit", "Che cosa si conta, come si stampa; n.d. se la fonte non lo dice."),
    ("nature: flusso", "Accade nel periodo: eventi, ore. Gli anni si sommano."),
    ("nature: stock", "Quanto c’è alla fine del periodo: iscritti, tipologie."),
    ("nature: conteggio distinto", "Diversi nel periodo: enti serviti. Non si sommano."),
    ("nature: altre", "media; totale, già sommato; costante, come gli estremi di una scala."),
    ("source", "Chi ha contato."),
    ("note", "Ciò che il lettore deve sapere: si stampa."),
    ("when", "A quando si riferisce: 2029-01-10, 2029, 2029-H1, 2024/2029; n.d. se la fonte non lo dice."),
)
"""Term and meaning, a row each."""

_LOCKED = frozenset({"id", "label"})
_FREE_ROWS = 30
_WIDTHS = {"id": 38, "group": 16, "label": 48, "unit": 18, "nature": 20, "source": 18, "note": 40}
_FIGURE_WIDTH = 13
_HEADING = PatternFill("solid", fgColor="FFD9D9D9")
_FIXED = PatternFill("solid", fgColor="FFF2F2F2")
_OPEN = Protection(locked=False)
_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_STILL = b"1980-01-01T00:00:00Z"
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def table_workbook(table: Table, periods: Sequence[Period]) -> bytes:
    """An .xlsx with the rows of `table`, their figures and notes left blank; the same bytes each time.

    The sheet called like the table has the columns id, group, label, unit, nature, source, note, then one for
    each period, or value and when; the sheet `istruzioni` says in Italian how to fill them.
    """
    is_headline = any(isinstance(indicator, Headline) for indicator in table.indicators)
    titles = (*DESCRIPTION, *(HEADLINE if is_headline else (period.id for period in periods)))
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = table.id
    _fill(sheet, titles, [_described(indicator) for indicator in table.indicators])
    _protect(sheet)
    _instruct(book.create_sheet("istruzioni"))
    return _frozen(book)


def _described(indicator: Indicator) -> tuple[str, ...]:
    """The cells of a row that an edition takes from the one before; the note was about the old figures."""
    unit = indicator.unit or State.UNKNOWN.value
    return (indicator.id, indicator.group, indicator.label, unit, indicator.nature.value, indicator.source)


def _fill(sheet: Worksheet, titles: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
    sheet.append(titles)
    for row in rows:
        sheet.append([text or None for text in row])
    last = len(rows) + 1 + _FREE_ROWS
    for place, title in enumerate(titles, start=1):
        column = get_column_letter(place)
        sheet.column_dimensions[column].width = _WIDTHS.get(title, _FIGURE_WIDTH)
        sheet[f"{column}1"].font = Font(bold=True)
        sheet[f"{column}1"].fill = _HEADING
        for number in range(2, last + 1):
            cell = sheet[f"{column}{number}"]
            if title in _LOCKED and number <= len(rows) + 1:
                cell.fill = _FIXED
            else:
                cell.protection = _OPEN
    sheet.freeze_panes = f"{get_column_letter(titles.index('label') + 2)}2"
    _offer_natures(sheet, get_column_letter(titles.index("nature") + 1), last)


def _offer_natures(sheet: Worksheet, column: str, last: int) -> None:
    listed = ",".join(nature.value for nature in Nature)
    validation = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=True)
    validation.errorTitle = "Natura"
    validation.error = "Scegliere una voce dell’elenco."
    validation.add(f"{column}2:{column}{last}")
    sheet.add_data_validation(validation)


def _protect(sheet: Worksheet) -> None:
    """Lock the cells, but let the office change how the sheet looks."""
    sheet.protection.sheet = True
    sheet.protection.formatCells = False
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def _instruct(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = 28
    sheet.column_dimensions["B"].width = 95
    for term, meaning in INSTRUCTIONS:
        sheet.append([term, meaning])
    for term_cell, meaning_cell in sheet.iter_rows():
        term_cell.font = Font(bold=True)
        meaning_cell.alignment = Alignment(wrap_text=True, vertical="top")


def _frozen(book: Workbook) -> bytes:
    """The workbook without the time of its making, which openpyxl writes in it and zip beside each part."""
    made, still = io.BytesIO(), io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(still, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=_types_first):
            part = (
                _CLOCK.sub(rb"\g<1>" + _STILL, source.read(name))
                if name == "docProps/core.xml"
                else source.read(name)
            )
            target.writestr(zipfile.ZipInfo(name, _ZIP_EPOCH), part, zipfile.ZIP_DEFLATED)
    return still.getvalue()


def _types_first(name: str) -> tuple[bool, str]:
    """Order of the parts; some readers want the list of types before all others."""
    return (name != "[Content_Types].xml", name)
