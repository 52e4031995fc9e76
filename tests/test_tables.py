"""Tables as offices write them: what is read, and every way of going wrong with its place and its cure."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from time import process_time

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from report_pdf.findings import Finding, Severity, Where
from report_pdf.indicators import Cell, Headline, Indicators, Nature, Series, State
from report_pdf.periods import Period
from report_pdf.tables.figures import read_figure
from report_pdf.tables.sheet import MAX_CELL, Kind, RawCell
from report_pdf.tables.tables import load_indicators

PERIODS = (Period(2023), Period(2024, 1))
TITLES = "id,group,label,unit,nature,source,note,2023,2024-H1"
HEADLINE_TITLES = "id,group,label,unit,nature,source,note,value,when"
CSV = "indicators/corsi.csv"
XLSX = "indicators/corsi.xlsx"

Loaded = tuple[Indicators | None, tuple[Finding, ...]]


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., Loaded]:
    """`load({file: content})`: the tables of an edition that has these files in `indicators/`."""

    def loader(files: dict[str, str | bytes], tables: Sequence[str] = ("corsi",)) -> Loaded:
        (tmp_path / "indicators").mkdir(exist_ok=True)
        for name, content in files.items():
            (tmp_path / "indicators" / name).write_bytes(
                content.encode() if isinstance(content, str) else content
            )
        return load_indicators(tmp_path, tables, PERIODS, tmp_path)

    return loader


def table(*rows: str, titles: str = TITLES) -> str:
    return "\n".join((titles, *rows)) + "\n"


def figures(first: str, second: str = "1", *, nature: str = "flusso", unit: str = "corsi") -> str:
    """A table of one row with these figures."""
    return table(f"corsi.tenuti,,Corsi tenuti,{unit},{nature},Ufficio,,{first},{second}")


def workbook(*rows: Sequence[object], name: str = "corsi") -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet(book).title = name
    for row in rows:
        sheet(book).append(row)
    return book


def sheet(book: openpyxl.Workbook) -> Worksheet:
    assert isinstance(book.active, Worksheet)
    return book.active


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def figure_row(*figures: object) -> list[object]:
    return ["corsi.tenuti", None, "Corsi tenuti", "corsi", "flusso", "Ufficio", None, *figures]


def told(loaded: Loaded) -> list[tuple[str, str, str]]:
    """Rule, message and hint of each finding; a table with findings gives no indicators."""
    indicators, findings = loaded
    assert (indicators is None) == any(finding.severity is Severity.BLOCK for finding in findings)
    return [(finding.rule.removeprefix("data."), finding.message, finding.hint) for finding in findings]


def rules(loaded: Loaded) -> list[str]:
    return [rule for rule, _message, _hint in told(loaded)]


def test_a_series_is_read_with_its_states_and_places(load: Callable[..., Loaded]) -> None:
    row = 'corsi.tenuti,Aula,"Corsi, e giornate",n.d.,flusso,Ufficio,,1205 stima,-'
    indicators, findings = load({"corsi.csv": table(row)})
    assert findings == ()
    assert indicators is not None
    here = Where(CSV, 2)
    assert indicators["corsi.tenuti"] == Series(
        id="corsi.tenuti",
        group="Aula",
        label="Corsi, e giornate",
        unit=None,
        nature=Nature.FLOW,
        source="Ufficio",
        note="",
        cells={
            Period(2023): Cell(Decimal(1205), State.ESTIMATE, here),
            Period(2024, 1): Cell(None, State.NOT_STARTED, here),
        },
        where=here,
    )
    assert [(one.id, one.file, len(one.indicators)) for one in indicators.tables] == [("corsi", CSV, 1)]


def test_a_headline_is_read_with_its_time(load: Callable[..., Loaded]) -> None:
    rows = (
        "corsi.voto,,Voto medio,punti,media,Ufficio,,4.30,2023/2024-H1",
        "corsi.enti,,Enti,enti,stock,Ufficio,,12 rivisto,n.d.",
    )
    indicators, findings = load({"corsi.csv": table(*rows, titles=HEADLINE_TITLES)})
    assert findings == ()
    assert indicators is not None
    voto, enti = indicators.headline("corsi.voto"), indicators.headline("corsi.enti")
    assert (str(voto.cell.value), voto.when) == ("4.30", "2023/2024-H1")
    assert (enti.cell.state, enti.when) == (State.REVISED, None)


@pytest.mark.parametrize(
    ("written", "value", "state"),
    [
        ("0", "0", State.VALUE),
        ("1205", "1205", State.VALUE),
        ("815 rivisto", "815", State.REVISED),
        ("815  stima ", "815", State.ESTIMATE),
        ("n.d.", None, State.UNKNOWN),
        ("-", None, State.NOT_STARTED),
    ],
)
def test_figures_that_are_read(
    load: Callable[..., Loaded], written: str, value: str | None, state: State
) -> None:
    indicators, findings = load({"corsi.csv": figures(written)})
    assert findings == ()
    assert indicators is not None
    cell = indicators.series("corsi.tenuti").cells[Period(2023)]
    assert (cell.value, cell.state) == (None if value is None else Decimal(value), state)


@pytest.mark.parametrize(
    ("written", "rule", "message", "hint"),
    [
        (
            "1.205",
            "ambiguous-number",
            "2023: 1.205 can be read in two ways",
            "write 1205, or 1.2050 if it is",
        ),
        (
            '"1,205"',
            "ambiguous-number",
            "2023: 1,205 can be read in two ways",
            "write 1205, or 1.2050 if it is",
        ),
        (
            "1.205 stima",
            "ambiguous-number",
            "2023: 1.205 stima can be read",
            "write 1205, or 1.2050 if it is",
        ),
        ('"4,33"', "decimal-comma", "2023: 4,33 has a decimal comma", "write 4.33"),
        ("1.205.000", "thousands", "2023: 1.205.000 has marks between thousands", "write 1205000"),
        ("44 850", "thousands", "2023: 44 850 has marks between thousands", "write 44850"),
        ("1'205", "thousands", "2023: 1'205 has marks between thousands", "write 1205"),
        ('"1.205,5"', "thousands", "2023: 1.205,5 has marks between thousands", "write 1205.5"),
        ('"1,205.75"', "thousands", "2023: 1,205.75 has marks between thousands", "write 1205.75"),
        ('"1.205.000,00"', "thousands", "2023: 1.205.000,00 has marks between", "write 1205000.00"),
        ("", "blank-cell", "2023: the cell is blank", "write n.d. if the figure is not known"),
        (" ", "blank-cell", "2023: the cell is blank", "write n.d. if the figure is not known"),
        (
            "#N/D",
            "spreadsheet-error",
            "2023: spreadsheet error #N/D",
            "write n.d. if the figure is not known",
        ),
        ("#DIV/0!", "spreadsheet-error", "2023: spreadsheet error #DIV/0!", "write n.d."),
        ("=B2+C2", "formula", "2023: formula =B2+C2", "write the figure that the formula gives"),
        ("nd", "not-a-figure", "2023: nd is not a figure", "write a plain number (1205, 4.33), n.d., -"),
        ("–", "not-a-figure", "2023: – is not a figure", "write a plain number"),
        ("12 circa", "not-a-figure", "2023: 12 circa is not a figure", "write a plain number"),
        ("1e3", "not-a-figure", "2023: 1e3 is not a figure", "write a plain number"),
        ("007", "not-a-figure", "2023: 007 is not a figure", "write a plain number"),
        ("NaN", "not-a-figure", "2023: NaN is not a figure", "write a plain number"),
        ("٣", "not-a-figure", "2023: ٣ is not a figure", "write a plain number"),
        ("-5", "negative-count", "2023: -5 is negative, and a flusso cannot be", "write n.d."),
        ("4.5", "not-whole", "2023: 4.5 is not a whole number, and the unit is counted", "mend the figure"),
    ],
)
def test_figures_that_are_refused(
    load: Callable[..., Loaded], written: str, rule: str, message: str, hint: str
) -> None:
    loaded = load({"corsi.csv": figures(written)})
    ((seen_rule, seen_message, seen_hint),) = told(loaded)
    assert seen_rule == rule
    assert seen_message.startswith(message)
    assert seen_hint.startswith(hint)
    assert loaded[1][0].where == Where(CSV, 2)


@pytest.mark.parametrize(
    ("nature", "unit", "written"),
    [
        ("flusso", "ore", "4.5"),
        ("totale", "milioni", "8.3"),
        ("totale", "milioni di euro", "-8.3"),
        ("media", "punti", "4.33"),
        ("media", "punti", "-1"),
        ("flusso", "ore", "0.433"),
        ("flusso", "ore", "1234.567"),
    ],
)
def test_measures_and_means_may_have_decimals(
    load: Callable[..., Loaded], nature: str, unit: str, written: str
) -> None:
    assert rules(load({"corsi.csv": figures(written, nature=nature, unit=unit)})) == []


@pytest.mark.parametrize("nature", ["flusso", "stock", "conteggio distinto"])
def test_what_is_counted_is_never_negative(load: Callable[..., Loaded], nature: str) -> None:
    assert rules(load({"corsi.csv": figures("-3", nature=nature)})) == ["negative-count"]


@pytest.mark.parametrize(
    ("row", "rule", "message", "hint"),
    [
        (",,Corsi,corsi,flusso,Ufficio,,1,2", "blank-cell", "id: the cell is blank", ""),
        (
            "Corsi!,,Corsi,corsi,flusso,Ufficio,,1,2",
            "wrong-id",
            "id: Corsi! is not an identifier",
            "write section.name",
        ),
        (
            "a.b,,,corsi,flusso,Ufficio,,1,2",
            "unlabelled-row",
            "label: the row has no label",
            "each row has its own",
        ),
        (
            "a.b,,Corsi,,flusso,Ufficio,,1,2",
            "blank-cell",
            "unit: the cell is blank",
            "write n.d. if the source",
        ),
        ("a.b,,Corsi,corsi,,Ufficio,,1,2", "blank-cell", "nature: the cell is blank", ""),
        (
            "a.b,,Corsi,corsi,flussi,Ufficio,,1,2",
            "unknown-nature",
            "nature: unknown nature flussi",
            "did you mean flusso?",
        ),
        (
            "a.b,,Corsi,corsi,xyz,Ufficio,,1,2",
            "unknown-nature",
            "nature: unknown nature xyz",
            "the natures are flusso, ",
        ),
        ("a.b,,Corsi,corsi,flusso,,,1,2", "blank-cell", "source: the cell is blank", ""),
        (
            "a.b,,Cor\tsi,corsi,flusso,Ufficio,,1,2",
            "control-character",
            "label: a line break or",
            "write the text on one",
        ),
        (
            "a.b,,Corsi,corsi,flusso,Ufficio,,1",
            "ragged-row",
            "8 cells in the row, 9 in the titles",
            "a text that holds",
        ),
        (
            "a.b,,Corsi,corsi,flusso,Ufficio,,1,2,3",
            "ragged-row",
            "10 cells in the row, 9 in the titles",
            "a text that",
        ),
    ],
)
def test_rows_that_are_refused(
    load: Callable[..., Loaded], row: str, rule: str, message: str, hint: str
) -> None:
    ((seen_rule, seen_message, seen_hint),) = told(load({"corsi.csv": table(row)}))
    assert seen_rule == rule
    assert seen_message.startswith(message)
    assert seen_hint.startswith(hint)


def test_a_row_much_too_long_is_told_and_not_cut(load: Callable[..., Loaded]) -> None:
    row = "a.b,,Corsi,corsi,flusso,Ufficio,,1,2" + ",3" * 40
    ((rule, message, _hint),) = told(load({"corsi.csv": table(row)}))
    assert (rule, message) == ("ragged-row", "49 cells in the row, 9 in the titles")


@pytest.mark.parametrize("when", ["ieri", "2024-02-30", "2024/2023", "2024/"])
def test_a_headline_says_when(load: Callable[..., Loaded], when: str) -> None:
    row = f"a.b,,Corsi,corsi,stock,Ufficio,,1,{when}"
    ((rule, message, hint),) = told(load({"corsi.csv": table(row, titles=HEADLINE_TITLES)}))
    assert (rule, message) == ("wrong-when", f"when: {when} is neither a date nor a period")
    assert hint.startswith("write 2024-01-10, 2024,")


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (
            TITLES.replace("nature", "natura"),
            [
                ("unknown-column", "unknown column natura", "did you mean nature?"),
                ("missing-column", "nature", ""),
            ],
        ),
        (
            TITLES.replace("2024-H1", "2024"),
            [("extra-period", "2024", ""), ("missing-period", "2024-H1", "")],
        ),
        (
            TITLES.replace("2024-H1", "2023"),
            [("duplicate-column", "2023", ""), ("missing-period", "2024-H1", "")],
        ),
        (
            TITLES.replace("note", "value"),
            [("extra-period", "2023", "the columns of figures are value, when")],
        ),
        (
            TITLES.replace("note", ""),
            [("untitled-column", "column 7 has no title", ""), ("missing-column", "note", "")],
        ),
    ],
)
def test_titles_that_are_refused(
    load: Callable[..., Loaded], titles: str, expected: list[tuple[str, str, str]]
) -> None:
    seen = told(load({"corsi.csv": table("a.b,,Corsi,corsi,flusso,Ufficio,Nota,1,2", titles=titles)}))
    for rule, message, hint in expected:
        assert any(one[0] == rule and message in one[1] and hint in one[2] for one in seen), (rule, seen)


def test_a_period_too_many_and_one_missing(load: Callable[..., Loaded]) -> None:
    many = load({"corsi.csv": table("a.b,,Corsi,corsi,flusso,Ufficio,,1,2,3", titles=TITLES + ",2024-H2")})
    assert rules(many) == ["extra-period"]
    few = load(
        {"corsi.csv": table("a.b,,Corsi,corsi,flusso,Ufficio,,1", titles=TITLES.removesuffix(",2024-H1"))}
    )
    assert rules(few) == ["missing-period"]


def test_columns_may_stand_in_any_order(load: Callable[..., Loaded]) -> None:
    titles = "2024-H1,2023,note,source,nature,unit,label,group,id"
    indicators, findings = load({"corsi.csv": table("2,1,,Ufficio,flusso,corsi,Corsi,,a.b", titles=titles)})
    assert findings == ()
    assert indicators is not None
    assert [str(cell.value) for cell in indicators.series("a.b").cells.values()] == ["1", "2"]


def test_an_italian_excel_csv_is_one_finding_with_its_cure(load: Callable[..., Loaded]) -> None:
    text = TITLES.replace(",", ";") + "\r\na.b;;Attività;ore;media;Ufficio;;4,33;1.205\r\n"
    ((rule, message, hint),) = told(load({"corsi.csv": text.encode("cp1252")}))
    assert rule == "spreadsheet-csv"
    assert message == (
        "this is not our CSV but a spreadsheet's: cells parted by ;, letters not in UTF-8, decimal commas"
    )
    assert "File > Salva con nome > Cartella di lavoro di Excel (.xlsx)" in hint


def test_tabs_are_no_commas(load: Callable[..., Loaded]) -> None:
    ((rule, message, _hint),) = told(load({"corsi.csv": TITLES.replace(",", "\t")}))
    assert (rule, message) == (
        "spreadsheet-csv",
        "this is not our CSV but a spreadsheet's: cells parted by tabs",
    )


def test_windows_1252_bytes_are_told_with_their_line(load: Callable[..., Loaded]) -> None:
    loaded = load({"corsi.csv": figures("x").replace("Corsi", "Attività").encode("cp1252")})
    assert rules(loaded) == ["encoding", "not-a-figure"]
    assert loaded[1][0].where == Where(CSV, 2)


def test_a_byte_order_mark_is_refused_and_the_rest_read(load: Callable[..., Loaded]) -> None:
    assert rules(load({"corsi.csv": b"\xef\xbb\xbf" + figures("4,5").encode()})) == ["bom", "ragged-row"]


def test_utf_16_is_no_table(load: Callable[..., Loaded]) -> None:
    assert rules(load({"corsi.csv": figures("1").encode("utf-16")})) == ["encoding", "not-a-table"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_of_all_systems(load: Callable[..., Loaded], ending: str) -> None:
    loaded = load({"corsi.csv": (figures("x") + "\n,,,,,,,,\n").replace("\n", ending)})
    assert rules(loaded) == ["not-a-figure"]
    assert loaded[1][0].where == Where(CSV, 2)


def test_a_quoted_line_break_is_refused(load: Callable[..., Loaded]) -> None:
    loaded = load({"corsi.csv": figures("1").replace("Corsi tenuti", '"Corsi\ntenuti"')})
    assert rules(loaded) == ["open-quote"]
    assert loaded[1][0].where == Where(CSV, 2)


def test_nul_bytes_are_no_table(load: Callable[..., Loaded]) -> None:
    loaded = load({"corsi.csv": figures("1\x00")})
    assert rules(loaded) == ["not-a-table"]
    assert loaded[1][0].where == Where(CSV, 2)


@pytest.mark.parametrize("content", ["", "\n", "\n\n\n", ",,,\n"])
def test_an_empty_file(load: Callable[..., Loaded], content: str) -> None:
    ((rule, _message, hint),) = told(load({"corsi.csv": content}))
    assert rule == "empty-table"
    assert TITLES in hint


def test_titles_alone_are_an_empty_table(load: Callable[..., Loaded]) -> None:
    assert rules(load({"corsi.csv": TITLES})) == ["empty-table"]


@pytest.mark.parametrize("name", ["corsi.csv", "corsi.xlsx"])
def test_ten_megabytes_are_not_even_read(load: Callable[..., Loaded], name: str) -> None:
    assert rules(load({name: b"\xffgarbage;\x00," * 1_000_000})) == ["too-large"]


@pytest.mark.parametrize(
    "content", [table(*[",,,,,,,,"] * 2000), "a," * 100 + "\n", '"' + "a" * 200_000 + '"']
)
def test_tables_beyond_all_measure(load: Callable[..., Loaded], content: str) -> None:
    assert "too-large" in rules(load({"corsi.csv": content}))


def test_a_cell_without_end_is_one_finding(load: Callable[..., Loaded]) -> None:
    endless = f"1{' ' * MAX_CELL}x"
    expected = [("too-large", f"a cell of {MAX_CELL + 2} characters; a table has {MAX_CELL} at most")]
    book = workbook(TITLES.split(","), figure_row(endless, 1), name="libri")
    files = {"corsi.csv": figures(endless), "libri.xlsx": saved(book)}
    assert [one[:2] for one in told(load(files, ("corsi", "libri")))] == expected * 2


def test_many_blanks_in_a_cell_are_read_in_no_time() -> None:
    raw = RawCell(f"1{' ' * 30_000}x", Kind.PLAIN, Where(CSV, 2))
    start = process_time()
    _cell, (finding,) = read_figure(raw, "2023")
    assert process_time() - start < 1
    assert finding.rule == "data.not-a-figure"


def test_duplicate_ids_are_found_across_tables_and_in_unsound_rows(load: Callable[..., Loaded]) -> None:
    files = {"corsi.csv": figures("1"), "altri.csv": figures("uno")}
    loaded = load(files, ("corsi", "altri"))
    assert [(f.rule, f.message, f.where) for f in loaded[1]] == [
        ("data.not-a-figure", "2023: uno is not a figure", Where("indicators/altri.csv", 2)),
        ("data.duplicate-id", f"corsi.tenuti is already in {CSV}:2", Where("indicators/altri.csv", 2)),
    ]


def test_all_problems_are_told_at_once(load: Callable[..., Loaded]) -> None:
    text = table("a.b,,,corsi,flusso,Ufficio,,1,#N/D", "a.c,,Corsi,,x,,,,-1")
    assert rules(load({"corsi.csv": text})) == [
        "unlabelled-row",
        "spreadsheet-error",
        "blank-cell",
        "unknown-nature",
        "blank-cell",
        "blank-cell",
    ]


def test_a_table_in_two_files(load: Callable[..., Loaded]) -> None:
    files = {"corsi.csv": figures("1"), "corsi.xlsx": b""}
    assert told(load(files)) == [
        ("table-twice", "table corsi is there twice: corsi.csv, corsi.xlsx", "keep one of the files")
    ]


def test_a_table_that_is_missing(load: Callable[..., Loaded]) -> None:
    loaded = load({"corso.csv": figures("1")})
    assert told(loaded)[0] == ("missing-table", "table corsi is missing", "did you mean corso?")
    assert rules(load({}))[0] == "missing-table"


def test_a_table_that_nobody_asked_for_is_a_warning(load: Callable[..., Loaded]) -> None:
    files = {"corsi.csv": figures("1"), "vecchi.csv": "", "~$corsi.xlsx": b"", "PROVENANCE.md": ""}
    indicators, findings = load(files)
    assert indicators is not None
    assert [(f.rule, f.severity, f.where.file) for f in findings] == [
        ("data.unused-table", Severity.WARN, "indicators/vecchi.csv")
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_make_it_fail(load: Callable[..., Loaded], content: bytes) -> None:
    for name in ("corsi.csv", "corsi.xlsx"):
        indicators, findings = load({name: content})
        assert indicators is None
        assert findings
    (load({})[1][0],)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.decimals(min_value=0, max_value=10**14, places=2))
def test_a_plain_number_is_read_as_written(load: Callable[..., Loaded], value: Decimal) -> None:
    indicators, findings = load({"corsi.csv": figures(f"{value:f}", unit="euro")})
    assert findings == ()
    assert indicators is not None
    assert str(indicators.series("corsi.tenuti").cells[Period(2023)].value) == f"{value:f}"


class TestWorkbook:
    def test_the_same_table_as_in_csv(self, load: Callable[..., Loaded]) -> None:
        titles = [*TITLES.split(",")[:7], 2023, "2024-H1"]
        rows: list[list[object]] = [
            ["a.b", "Aula", "Corsi", "corsi", "flusso", "Ufficio", None, 1205, "815 stima"],
            ["a.c", None, "Ore", "ore", "flusso", "Ufficio", "Nota", 4.33, "n.d."],
            [],
            ["a.d", None, "Voto", "punti", "media", "Ufficio", None, 0.1, "-"],
        ]
        as_csv = table(
            "a.b,Aula,Corsi,corsi,flusso,Ufficio,,1205,815 stima",
            "a.c,,Ore,ore,flusso,Ufficio,Nota,4.33,n.d.",
            "a.d,,Voto,punti,media,Ufficio,,0.1,-",
        )
        (from_xlsx, wrong), (from_csv, also_wrong) = (
            load({"corsi.xlsx": saved(workbook(titles, *rows))}),
            load({"altri.csv": as_csv}, ("altri",)),
        )
        assert (wrong, [f.rule for f in also_wrong]) == ((), ["data.unused-table"])
        assert from_xlsx is not None
        assert from_csv is not None
        assert [plain(one) for one in from_xlsx.values()] == [plain(one) for one in from_csv.values()]
        assert from_xlsx["a.b"].where == Where(XLSX, 2)
        assert from_xlsx.series("a.d").cells[Period(2023)].where == Where(XLSX, 5, 8)

    @pytest.mark.parametrize(
        ("value", "rule", "message", "hint"),
        [
            (
                "1205",
                "number-as-text",
                "H2: 1205 is a number kept as text",
                "give the cell the format Numero",
            ),
            (
                "1.205",
                "number-as-text",
                "H2: 1.205 is a number kept as text",
                "give the cell the format Numero",
            ),
            (
                "4,33",
                "number-as-text",
                "H2: 4,33 is a number kept as text",
                "give the cell the format Numero",
            ),
            ("1.205 stima", "ambiguous-number", "H2: 1.205 stima can be read in two", "write 1205, or"),
            ("=SUM(A1:A2)", "formula", "H2: formula =SUM(A1:A2)", "copy the cell, then Incolla speciale"),
            ("#N/A", "spreadsheet-error", "H2: spreadsheet error #N/A", "write the figure, or n.d."),
            ("#N/D", "spreadsheet-error", "H2: spreadsheet error #N/D", "write n.d."),
            (None, "blank-cell", "H2: the cell is blank", "write n.d."),
            ("  ", "blank-cell", "H2: the cell is blank", "write n.d."),
            (True, "not-a-figure", "H2: True is a truth value", "write text or a number"),
            (date(2024, 5, 1), "date-for-figure", "H2: 2024-05-01 is a date, not a figure", "give the cell"),
            (-1, "negative-count", "H2: -1 is negative", "write n.d."),
            (4.5, "not-whole", "H2: 4.5 is not a whole number", "mend the figure"),
            ("sì", "not-a-figure", "H2: sì is not a figure", "write a plain number"),
        ],
    )
    def test_cells_that_are_refused(
        self, load: Callable[..., Loaded], value: object, rule: str, message: str, hint: str
    ) -> None:
        loaded = load({"corsi.xlsx": saved(workbook(TITLES.split(","), figure_row(value, 1)))})
        ((seen_rule, seen_message, seen_hint),) = told(loaded)
        assert seen_rule == rule
        assert seen_message.startswith(message)
        assert seen_hint.startswith(hint)
        assert loaded[1][0].where == Where(XLSX, 2, 8)

    def test_merged_cells_are_refused_and_what_they_hide_is_not_told_twice(
        self, load: Callable[..., Loaded]
    ) -> None:
        second = ["corsi.altri", *figure_row(1, 1)[1:]]
        book = workbook(TITLES.split(","), figure_row(1, 1), second)
        sheet(book).merge_cells("C2:C3")
        loaded = load({"corsi.xlsx": saved(book)})
        assert [(f.rule, f.message, f.where) for f in loaded[1]] == [
            ("data.merged-cells", "C2:C3: merged cells", Where(XLSX, 2, 3))
        ]

    def test_a_whole_merged_column_costs_nothing(self, load: Callable[..., Loaded]) -> None:
        book = workbook(TITLES.split(","), figure_row(1, 1))
        content = saved(book)
        merged = b'</sheetData><mergeCells count="1"><mergeCell ref="K1:XFD1048576"/></mergeCells>'
        assert rules(load({"corsi.xlsx": repacked(content, b"</sheetData>", merged)})) == ["merged-cells"]

    def test_dates_say_when(self, load: Callable[..., Loaded]) -> None:
        row = ["a.b", None, "Corsi", "corsi", "stock", "Ufficio", None, 3, datetime(2024, 1, 10)]  # noqa: DTZ001
        other = ["a.c", None, "Corsi", "corsi", "stock", "Ufficio", None, 3, 2024]
        indicators, findings = load({"corsi.xlsx": saved(workbook(HEADLINE_TITLES.split(","), row, other))})
        assert findings == ()
        assert indicators is not None
        assert [indicators.headline(name).when for name in ("a.b", "a.c")] == ["2024-01-10", "2024"]

    def test_the_sheet_called_like_the_table_is_read(self, load: Callable[..., Loaded]) -> None:
        book = workbook(["istruzioni"], name="istruzioni")
        table_sheet = book.create_sheet("corsi")
        table_sheet.append(TITLES.split(","))
        table_sheet.append(figure_row(1, 2))
        assert rules(load({"corsi.xlsx": saved(book)})) == []

    def test_one_sheet_may_have_any_name(self, load: Callable[..., Loaded]) -> None:
        book = workbook(TITLES.split(","), figure_row(1, 2), name="Foglio1")
        assert rules(load({"corsi.xlsx": saved(book)})) == []

    def test_two_sheets_without_the_name_are_refused(self, load: Callable[..., Loaded]) -> None:
        book = workbook(TITLES.split(","), figure_row(1, 2), name="Foglio1")
        book.create_sheet("Foglio2")
        assert told(load({"corsi.xlsx": saved(book)})) == [
            (
                "no-sheet",
                "2 sheets (Foglio1, Foglio2), none called corsi",
                "name the sheet of the table corsi",
            )
        ]

    def test_a_line_break_in_a_label(self, load: Callable[..., Loaded]) -> None:
        row = figure_row(1, 2)
        row[2] = "Corsi\ntenuti"
        ((rule, message, _hint),) = told(load({"corsi.xlsx": saved(workbook(TITLES.split(","), row))}))
        assert (rule, message[:3]) == ("control-character", "C2:")

    @pytest.mark.parametrize("cell", ["A2000", "CZ3"])
    def test_a_sheet_that_goes_on(self, load: Callable[..., Loaded], cell: str) -> None:
        book = workbook(TITLES.split(","), figure_row(1, 2))
        sheet(book)[cell] = "x"
        assert rules(load({"corsi.xlsx": saved(book)})) == ["too-large"]

    def test_what_a_sheet_says_of_its_own_size_is_not_believed(self, load: Callable[..., Loaded]) -> None:
        content = saved(workbook(TITLES.split(","), figure_row(1, 2), figure_row("tre", 4)))
        size = b'<dimension ref="A1:I3"'
        assert size in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
        loaded = load({"corsi.xlsx": repacked(content, size, b'<dimension ref="A1:I2"')})
        assert rules(loaded) == ["not-a-figure", "duplicate-id"]

    def test_an_empty_sheet(self, load: Callable[..., Loaded]) -> None:
        assert rules(load({"corsi.xlsx": saved(workbook())})) == ["empty-table"]

    @pytest.mark.parametrize(
        "content", [b"", b"id,label", b"\xd0\xcf\x11\xe0 an old .xls", b"PK\x03\x04 cut off"]
    )
    def test_what_is_no_workbook(self, load: Callable[..., Loaded], content: bytes) -> None:
        ((rule, _message, hint),) = told(load({"corsi.xlsx": content}))
        assert (rule, hint) == ("not-a-workbook", "open it in Excel and save it anew as .xlsx")

    def test_a_damaged_part(self, load: Callable[..., Loaded]) -> None:
        content = repacked(saved(workbook(TITLES.split(","), figure_row(1, 2))), b"</sheetData>", b"<broken")
        assert rules(load({"corsi.xlsx": content})) == ["not-a-workbook"]

    def test_a_zip_bomb_is_not_unpacked(self, load: Callable[..., Loaded]) -> None:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bomb:
            bomb.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
        assert rules(load({"corsi.xlsx": target.getvalue()})) == ["too-large"]


def plain(indicator: object) -> object:
    """What an indicator says, whatever file it came from."""
    assert isinstance(indicator, Series | Headline)
    assert isinstance(indicator, Series)
    cells = [(period.id, str(cell.value), cell.state) for period, cell in indicator.cells.items()]
    return (
        indicator.id,
        indicator.group,
        indicator.label,
        indicator.unit,
        indicator.nature,
        indicator.note,
        cells,
    )


def repacked(content: bytes, old: bytes, new: bytes) -> bytes:
    """The workbook with `old` replaced by `new` in each sheet."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            part = source.read(name)
            copy.writestr(name, part.replace(old, new) if name.startswith("xl/worksheets/") else part)
    return target.getvalue()
