"""Bad input through the command: told at its place with its cure, and the last good report kept."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from book import Book
from openpyxl import load_workbook
from projects import SECOND_EDITION, SECOND_PDF, WORKSHOPS, write_workbook

from report_pdf.__main__ import run
from report_pdf.findings import ExitCode

ROOT = Path(__file__).parents[1]
LOANS = f"{SECOND_EDITION}/indicators/prestiti.csv"
SHOPS = f"{SECOND_EDITION}/indicators/laboratori.xlsx"
EDITION = f"{SECOND_EDITION}/edition.toml"
PROSE = f"{SECOND_EDITION}/texts/volontari.md"
SECTION = "layouts/sections/section.html"
SHEET = "styles/components.css"

Content = str | bytes | tuple[str, str]
"""A whole file; or what stands in it once, and what is put in its place."""


class Told(NamedTuple):
    """What is expected of a run: rule, `file:line:column`, words of message and hint."""

    rule: str
    place: str
    words: tuple[str, ...] = ()


@pytest.fixture
def project(second: Book, tmp_path: Path) -> Path:
    """The second edition with the report of a good build, without the program."""
    original = second.path.parents[1]
    shutil.copytree(original, tmp_path / "project", ignore=shutil.ignore_patterns("src"))
    return tmp_path / "project"


@pytest.fixture
def findings(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[ExitCode], list[Told]]:
    """`findings(code)`: what a build tells that ends with `code` and leaves the good report as it was."""

    def told(code: ExitCode) -> list[Told]:
        before = (project / SECOND_PDF).read_bytes()
        monkeypatch.chdir(project)
        assert run(["build", "--json"]) == code
        printed = capsys.readouterr()
        assert printed.err == ""
        outcome = json.loads(printed.out)
        assert (outcome["exit_code"], outcome["path"]) == (code, None)
        assert [path.name for path in (project / "build").iterdir()] == [Path(SECOND_PDF).name]
        assert (project / SECOND_PDF).read_bytes() == before
        assert str(project) not in printed.out
        return [_told(finding) for finding in outcome["findings"] if finding["severity"] != "note"]

    return told


def _told(finding: Mapping[str, str]) -> Told:
    place = [finding["file"], *(str(n) for n in (finding["line"], finding["column"]) if n)]
    return Told(finding["rule"], ":".join(place), (finding["message"], finding["hint"]))


def put(path: Path, content: Content) -> None:
    """Write the content; a part that is put in another's place must stand there once."""
    if isinstance(content, tuple):
        text = path.read_text(encoding="utf-8")
        assert text.count(content[0]) == 1
        content = text.replace(*content)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def assert_told(told: list[Told], wanted: list[Told]) -> None:
    """The findings are these, with their words among others."""
    assert [(one.rule, one.place) for one in told] == [(one.rule, one.place) for one in wanted]
    for one, expected in zip(told, wanted, strict=True):
        said = " | ".join(one.words)
        assert [words for words in expected.words if words not in said] == [], said


HEADING = "id,group,label,unit,nature,source,note,2021,2022,2023"
FIRST = "prestiti.libri,,libri prestati,libri,flusso,Biblioteca di Collerosso,,7301,7412,7523"
GOOD = f"{HEADING}\n{FIRST}\n"
GARBAGE = random.Random(1).randbytes(10_000_000)  # noqa: S311  # any bytes will do
EXCEL = "Cartella di lavoro di Excel (.xlsx)"

TABLES = {
    "wrong delimiter, as Italian Excel writes": (
        GOOD.replace(",", ";").encode("cp1252"),
        Told("data.spreadsheet-csv", f"{LOANS}:1", ("cells parted by ;", EXCEL)),
    ),
    "tabs": (
        GOOD.replace(",", "\t"),
        Told("data.spreadsheet-csv", f"{LOANS}:1", ("cells parted by tabs", EXCEL)),
    ),
    "byte order mark": (
        GOOD.encode("utf-8-sig"),
        Told("data.bom", f"{LOANS}:1", ("byte order mark", EXCEL)),
    ),
    "Windows-1252": (
        GOOD.replace("libri prestati", "libri, e così riviste")
        .replace("libri, e", "libri e")
        .encode("cp1252"),
        Told("data.encoding", f"{LOANS}:2", ("byte 0xec is not UTF-8", EXCEL)),
    ),
    "duplicate id": (
        f"{GOOD}{FIRST}\n",
        Told("data.duplicate-id", f"{LOANS}:3", ("prestiti.libri", "an id of its own")),
    ),
    "missing column": (
        GOOD.replace("source,", "").replace("Biblioteca di Collerosso,", ""),
        Told("data.missing-column", f"{LOANS}:1", ("column source is missing",)),
    ),
    "a period too few": (
        GOOD.replace(",2023", "").replace(",7523", ""),
        Told("data.missing-period", f"{LOANS}:1", ("column 2023 is missing",)),
    ),
    "a period too many": (
        GOOD.replace("2023", "2023,2024").replace("7523", "7523,7634"),
        Told("data.extra-period", f"{LOANS}:1", ("column 2024", "2021, 2022, 2023")),
    ),
    "spreadsheet error": (
        GOOD.replace("7412", "#N/D"),
        Told("data.spreadsheet-error", f"{LOANS}:2", ("2022: spreadsheet error #N/D", "write n.d. if")),
    ),
    "dot between thousands": (
        GOOD.replace("7412", "7.412"),
        Told("data.ambiguous-number", f"{LOANS}:2", ("7.412 can be read in two ways", "write 7412")),
    ),
    "decimal comma": (
        GOOD.replace("7412", '"74,5"'),
        Told("data.decimal-comma", f"{LOANS}:2", ("74,5", "write 74.5")),
    ),
    "negative count": (
        GOOD.replace("7412", "-7412"),
        Told("data.negative-count", f"{LOANS}:2", ("-7412 is negative", "n.d.")),
    ),
    "blank cell": (
        GOOD.replace("7412", ""),
        Told("data.blank-cell", f"{LOANS}:2", ("2022: the cell is blank", "n.d.")),
    ),
    "no label": (
        GOOD.replace("libri prestati", ""),
        Told("data.unlabelled-row", f"{LOANS}:2", ("no label", "its own label")),
    ),
    "empty file": ("", Told("data.empty-table", LOANS, ("the table is empty", HEADING))),
    "ten megabytes of garbage": (GARBAGE, Told("data.too-large", LOANS, ("bytes",))),
    "two megabytes on one line": (
        b"a" * 1_900_000,
        Told("data.too-large", LOANS, ("longer than any text of a table",)),
    ),
    "garbage with more semicolons than commas": (
        GARBAGE[:100_000],
        Told("data.spreadsheet-csv", f"{LOANS}:1", ("letters not in UTF-8",)),
    ),
}


@pytest.mark.parametrize(("content", "wanted"), TABLES.values(), ids=TABLES)
def test_tables(
    project: Path, findings: Callable[[ExitCode], list[Told]], content: Content, wanted: Told
) -> None:
    put(project / LOANS, content)
    told = findings(ExitCode.DATA)
    assert_told([one for one in told if LOANS in one.place], [wanted])


def shops(row: int, column: int, value: object) -> list[list[object]]:
    """The workbook's rows with another value in one cell; both counted from 1."""
    rows: list[list[object]] = [list(cells) for cells in WORKSHOPS]
    rows[row - 1][column - 1] = value
    return rows


WORKBOOKS = {
    "formula": (
        shops(2, 9, "=40+6"),
        Told("data.formula", f"{SHOPS}:2:9", ("I2: formula =40+6", "Incolla speciale > Valori")),
    ),
    "spreadsheet error": (
        shops(2, 9, "#N/A"),
        Told("data.spreadsheet-error", f"{SHOPS}:2:9", ("I2: spreadsheet error #N/A", "n.d.")),
    ),
    "number as text": (
        shops(2, 9, "46"),
        Told("data.number-as-text", f"{SHOPS}:2:9", ("I2: 46 is a number kept as text", "the format Numero")),
    ),
    "negative count": (
        shops(3, 10, -689),
        Told("data.negative-count", f"{SHOPS}:3:10", ("J3: -689 is negative",)),
    ),
    "half a meeting": (
        shops(2, 9, 46.5),
        Told("data.not-whole", f"{SHOPS}:2:9", ("I2: 46.5 is not a whole number",)),
    ),
    "missing column": (
        [row[:5] + row[6:] for row in shops(1, 1, "id")],
        Told("data.missing-column", f"{SHOPS}:1:1", ("column source is missing",)),
    ),
}


@pytest.mark.parametrize(("rows", "wanted"), WORKBOOKS.values(), ids=WORKBOOKS)
def test_workbooks(
    project: Path, findings: Callable[[ExitCode], list[Told]], rows: list[list[object]], wanted: Told
) -> None:
    write_workbook(project / SHOPS, rows)
    assert_told(findings(ExitCode.DATA), [wanted])


def test_merged_cells(project: Path, findings: Callable[[ExitCode], list[Told]]) -> None:
    book = load_workbook(project / SHOPS)
    book.worksheets[0].merge_cells("H2:H3")
    book.save(project / SHOPS)
    told = findings(ExitCode.DATA)
    assert_told(told, [Told("data.merged-cells", f"{SHOPS}:2:8", ("H2:H3", "Dividi celle"))])


def test_a_workbook_that_is_none(project: Path, findings: Callable[[ExitCode], list[Told]]) -> None:
    put(project / SHOPS, GARBAGE[:50_000])
    told = findings(ExitCode.DATA)
    assert_told(told, [Told("data.not-a-workbook", SHOPS, ("save it anew as .xlsx",))])


def test_the_errors_of_all_tables_are_told_at_once(
    project: Path, findings: Callable[[ExitCode], list[Told]]
) -> None:
    put(project / LOANS, ("7412,7523", "x,"))
    write_workbook(project / SHOPS, shops(2, 9, "46"))
    put(project / SECOND_EDITION / "indicators" / "cifre.csv", ("libri,totale", "libri,totali"))
    assert sorted({one.rule for one in findings(ExitCode.DATA)}) == [
        "data.blank-cell",
        "data.not-a-figure",
        "data.number-as-text",
        "data.unknown-nature",
    ]


PROSE_LINE = "Senza i volontari la sala di lettura resterebbe chiusa il sabato."
TEXTS = {
    "Windows-1252": (PROSE, "La città.".encode("cp1252"), Told("data.encoding", f"{PROSE}:1", ("UTF-8",))),
    "garbage": (PROSE, GARBAGE, Told("data.too-large", PROSE, ("the file is larger than",))),
    "unknown figure": (
        PROSE,
        "Sono {{ n('volontari.attvi') }}.",
        Told("data.unknown-figure", f"{PROSE}:1", ("volontari.attvi", "did you mean volontari.attivi?")),
    ),
    "template in a text": (
        PROSE,
        "Uno.\n\n{% include 'x' %}",
        Told("data.template", f"{PROSE}:3", ("no place in a text",)),
    ),
    "open braces": (PROSE, "Uno.\n\n{{ n(", Told("data.template", f"{PROSE}:3")),
    "typed figure": (PROSE, "Sono 38.", Told("data.typed-figure", f"{PROSE}:1:6", ("38", "from the tables"))),
    "unknown key": (
        EDITION,
        ("publisher =", 'publisher = "Biblioteca"\npublishr ='),
        Told("data.unknown-key", f"{EDITION}:7:1", ("did you mean publisher?",)),
    ),
    "broken TOML": (
        EDITION,
        ('title = "Libri aperti"', 'title = "Libri'),
        Told("data.bad-toml", f"{EDITION}:3:15"),
    ),
    "an edition of garbage": (EDITION, GARBAGE, Told("data.too-large", EDITION, ("is larger than",))),
    "figure that no table has": (
        EDITION,
        ('headline = "volontari.attivi"', 'headline = "volontari.attive"'),
        Told("data.unknown-name", f"{EDITION}:62:1", ("did you mean volontari.attivi?",)),
    ),
    "a layout that is none": (
        EDITION,
        ('layout = "colophon"', 'layout = "colofon"'),
        Told("data.unknown-name", f"{EDITION}:82:1", ("did you mean colophon?",)),
    ),
    "a colour that is none": (
        EDITION,
        ('field = "cotto"', 'field = "coto"'),
        Told("data.unknown-name", f"{EDITION}:42:1", ("did you mean cotto?",)),
    ),
}


@pytest.mark.parametrize(("file", "content", "wanted"), TEXTS.values(), ids=TEXTS)
def test_texts_and_edition(
    project: Path, findings: Callable[[ExitCode], list[Told]], file: str, content: Content, wanted: Told
) -> None:
    put(project / file, content)
    assert_told(findings(ExitCode.DATA), [wanted])


END = len((ROOT / SECTION).read_text(encoding="utf-8").splitlines()) + 1
LAYOUTS = {
    "a word that is none": ("{% fi %}", Told("layout.template", f"{SECTION}:{END}", ("fi",))),
    "a name that is none": ("{{ edtion.title }}", Told("layout.template", f"{SECTION}:{END}", ("edtion",))),
    "an attribute that is none": (
        "{{ edition.titel }}",
        Told("layout.template", f"{SECTION}:{END}", ("titel",)),
    ),
    "an indicator that is none": (
        "<p>{{ n('prestiti.tutti') }}</p>",
        Told("layout.template", f"{SECTION}:{END}", ("unknown name prestiti.tutti",)),
    ),
    "a layout that is not there": (
        "{% include 'sections/absent.html' %}",
        Told("layout.template", f"{SECTION}:{END}", ("there is no file sections/absent.html",)),
    ),
    "a chart of what the edition has not": (
        "{{ draw.tile_map() }}",
        Told("layout.template", f"{SECTION}:{END}", ("no territory",)),
    ),
    "a way out of the sandbox": (
        "{{ ().__class__.__base__.__subclasses__() }}",
        Told("layout.template", f"{SECTION}:{END}", ("unsafe",)),
    ),
    "letters of Windows": (
        "<p>citt\udce0",
        Told("layout.encoding", f"{SECTION}:{END}", ("0xe0 is not UTF-8",)),
    ),
    "a typed figure": ("<p>sono 39</p>", Told("layout.typed-figure", f"{SECTION}:{END}:9", ("39",))),
    "a literal colour": (
        '<p style="color: #ff0000">rosso</p>',
        Told("layout.literal-colour", f"{SECTION}:{END}:18", ("#ff0000", "tokens")),
    ),
    "a dead link": (
        '<p><a href="#prestito">ai prestiti</a></p>',
        Told("layout.dead-link", f"{SECTION}:{END}", ("#prestito", "did you mean prestiti?")),
    ),
    "a name given twice": (
        '<p id="prestiti">ancora</p>',
        Told("layout.duplicate-id", f"{SECTION}:{END}", ("prestiti",)),
    ),
    "an element that is none": (
        '<p data-tag="Paragrafo">x</p>',
        Told("layout.unknown-tag", f"{SECTION}:{END}", ("Paragrafo",)),
    ),
}


@pytest.mark.parametrize(("added", "wanted"), LAYOUTS.values(), ids=LAYOUTS)
def test_layouts(project: Path, findings: Callable[[ExitCode], list[Told]], added: str, wanted: Told) -> None:
    source = (project / SECTION).read_text(encoding="utf-8")
    put(project / SECTION, f"{source}{added}\n".encode(errors="surrogateescape"))
    told = dict.fromkeys(findings(ExitCode.LAYOUT))
    assert_told([one for one in told if (one.rule, one.place) == (wanted.rule, wanted.place)], [wanted])


def test_a_layout_that_includes_itself_without_end(
    project: Path, findings: Callable[[ExitCode], list[Told]]
) -> None:
    put(project / SECTION, "<p>\n{% include 'sections/section.html' %}</p>\n")
    told = findings(ExitCode.LAYOUT)
    assert_told(told, [Told("layout.template", f"{SECTION}:2", ("includes itself without end",))])


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'
ENTITY = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + SVG.format("<text>&x;</text>")
PICTURES = (
    ("styles/broken.svg", "layout.broken-picture", "styles/broken.svg"),
    ("styles/none.png", "layout.broken-picture", "styles/none.png"),
    ("styles/entity.svg", "layout.broken-picture", "styles/entity.svg"),
    ("data/2021-2023/indicators/cifre.csv", "layout.broken-picture", "cifre.csv"),
    ("styles/absent.svg", "layout.missing-file", "styles/absent.svg"),
    ("http://example.org/x.png", "layout.remote-resource", "http://example.org/x.png"),
    ("https://example.org/x.png", "layout.remote-resource", "https://example.org/x.png"),
    ("//example.org/x.png", "layout.remote-resource", "//example.org/x.png"),
    ("/etc/hostname", "layout.outside-project", "put it into styles/"),
    ("file:///etc/passwd", "layout.outside-project", "etc/passwd"),
    ("../../../../etc/hosts", "layout.outside-project", "etc/hosts"),
    ("src/report_pdf/x.svg", "layout.outside-project", "src/report_pdf/x.svg"),
    ("styles/link.png", "layout.outside-project", "styles/link.png"),
)


def test_pictures(project: Path, findings: Callable[[ExitCode], list[Told]]) -> None:
    put(project / "styles" / "broken.svg", "<svg")
    put(project / "styles" / "none.png", "PNG?")
    put(project / "styles" / "entity.svg", ENTITY)
    (project / "styles" / "link.png").symlink_to("/etc/hostname")
    lines = "".join(f'<img src="{source}" alt="una prova">\n' for source, _rule, _words in PICTURES)
    put(project / SECTION, (project / SECTION).read_text(encoding="utf-8") + lines)
    wanted = [
        Told(rule, f"{SECTION}:{line}", (words,)) for line, (_source, rule, words) in enumerate(PICTURES, END)
    ]
    assert_told(list(dict.fromkeys(findings(ExitCode.LAYOUT))), wanted)


def test_a_picture_that_asks_the_network(project: Path, findings: Callable[[ExitCode], list[Told]]) -> None:
    inner = '<image href="http://example.org/x.png" width="9" height="9"/>'
    put(project / "styles" / "x.svg", SVG.format(inner))
    put(project / SECTION, ("</section>", '<img src="styles/x.svg" alt="una prova"></section>'))
    wanted = Told("layout.remote-resource", "", ("http://example.org/x.png",))
    assert_told(findings(ExitCode.LAYOUT), [wanted])


STYLES = (
    (".hero { colr: red }", "layout.css-ignored", "9", "colr"),
    (".hero { display: blok }", "layout.css-ignored", "9", "blok"),
    (".hero:nowhere { margin: 0 }", "layout.css-ignored", "1", "nowhere"),
    ("@import url(http://example.org/x.css);", "layout.css-ignored", "1", "@import"),
    (".hero { color: red }", "layout.literal-colour", "16", "red"),
    (".hero { margin: 0", "layout.open-bracket", "7", "not closed"),
)


def test_styles(project: Path, findings: Callable[[ExitCode], list[Told]]) -> None:
    sheet = (project / SHEET).read_text(encoding="utf-8")
    put(project / SHEET, sheet + "".join(f"{rule}\n" for rule, *_told in STYLES))
    wanted = [
        Told(rule, f"{SHEET}:{line}:{column}", (words,))
        for line, (_rule, rule, column, words) in enumerate(STYLES, sheet.count("\n") + 1)
    ]
    # What such styles do to the pages is told too, at the templates.
    assert_told([one for one in findings(ExitCode.LAYOUT) if one.place.startswith(SHEET)], wanted)


def test_a_background_of_the_network(project: Path, findings: Callable[[ExitCode], list[Told]]) -> None:
    sheet = (project / SHEET).read_text(encoding="utf-8")
    put(project / SHEET, sheet + ".hero { background: url(http://example.org/x.png) }\n")
    wanted = Told("layout.remote-resource", "", ("http://example.org/x.png",))
    assert_told(findings(ExitCode.LAYOUT), [wanted])


def test_a_font_that_the_report_has_not(project: Path, findings: Callable[[ExitCode], list[Told]]) -> None:
    put(project / SHEET, (project / SHEET).read_text(encoding="utf-8") + ".lead p { font-family: Courier }\n")
    told = [one for one in findings(ExitCode.LAYOUT) if one.place.startswith(PROSE)]
    assert_told(told, [Told("layout.fallback-font", f"{PROSE}:1", ("Courier", "styles/tokens.toml"))])


def test_a_style_sheet_that_is_not_there(project: Path, findings: Callable[[ExitCode], list[Told]]) -> None:
    (project / SHEET).unlink()
    assert_told(findings(ExitCode.LAYOUT)[:1], [Told("layout.missing-file", SHEET, ("does not exist",))])


def test_a_character_that_no_font_has(project: Path, findings: Callable[[ExitCode], list[Told]]) -> None:
    put(project / PROSE, "Benvenuti: 歡.")
    told = [one for one in findings(ExitCode.LAYOUT) if one.rule == "layout.missing-glyph"]
    assert_told(told, [Told("layout.missing-glyph", f"{PROSE}:1", ("Source Serif Pro", "歡 (U+6B61)"))])
