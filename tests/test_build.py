"""Builds: the same bytes anywhere, another edition without a change, drafts, and what is said of them."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from book import NOTA_HEADINGS, Book, cells, table_called
from projects import (
    REAL_EDITION,
    SECOND_EDITION,
    SECOND_PDF,
    WORKSHOPS,
    real_project,
    report_pdf,
    second_project,
)

from report_pdf.build import build, check
from report_pdf.cache import FOLDER
from report_pdf.findings import BuildStopped
from report_pdf.readback.readback import check_structure

ROOT = Path(__file__).parents[1]
# Words and figures of the real edition, of its publisher and of the territory it is about.
OF_THE_REAL_ONE = (
    "Anci",
    "Toscan",
    "toscan",
    "bilancio sociale",
    "comun[ie]",
    "Istat",
    "ANPR",
    "273",
    "270",
    "552",
    "44.850",
    "2019",
    "gen–giu",
    "semestre",
    "quinquennio",
    "contabil",
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The second edition, in a folder of its own."""
    return second_project(tmp_path / "project")


def quiet(_doing: str) -> None:
    """Say nothing of what is being done."""


def test_the_same_bytes_in_another_folder_language_time_zone_and_order_of_hashes(
    report: Book, tmp_path: Path
) -> None:
    project = real_project(tmp_path / "un altro posto, più lontano")
    elsewhere = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "it_IT.UTF-8", "LANG": "C"}
    ran = report_pdf(project, "build", "--edition", REAL_EDITION, **elsewhere)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert (project / "build" / report.path.name).read_bytes() == report.data


def test_a_build_says_what_is_open_and_where_the_file_is(report: Book) -> None:
    assert "44.850" in report.told
    assert "waived by redazione, in attesa di conferma dell’ufficio" in report.told
    assert re.search(r"^0 errors, 0 warnings, \d+ notes$", report.told, re.MULTILINE)
    assert report.told.endswith(f"written: {report.path}\n")


def test_the_second_edition_has_its_own_figures_on_its_pages(second: Book) -> None:
    assert {"22.318", "7.523", "7.301", "7.412", "1.846", "1.857", "1.868"} <= set(second.figures("prestiti"))
    assert {"46", "57", "689", "8,25"} <= set(second.figures("laboratori"))
    assert "38" in second.figures("volontari")
    assert "Senza i volontari la sala di lettura resterebbe chiusa il sabato." in second.read("volontari")


def test_the_second_edition_has_its_own_chapters_and_time(second: Book) -> None:
    assert [
        entry.title for entry in second.view.outline if entry.title not in NOTA_HEADINGS and entry.level < 4
    ] == [
        "libri aperti",
        "indice",
        "come leggere",
        "la sala",
        "prestiti",
        "laboratori",
        "volontari",
        "tavola A",
        "serie storiche",
        "crediti",
    ]
    assert "2021–2023" in second.text
    assert pypdf.PdfReader(second.path).metadata.title == (  # type: ignore[union-attr]  # it has them
        "Libri aperti · Biblioteca di Collerosso · 2021–2023"
    )


def test_the_second_edition_tells_unknown_from_not_started(second: Book) -> None:
    table = table_called(second.section("serie storiche"), "laboratori")
    wanted = [["" if cell is None else str(cell) for cell in row] for row in WORKSHOPS[1:]]
    assert cells(table)[1:] == [[row[2], *(cell.replace("-", "–") for cell in row[7:])] for row in wanted]
    spans = [span for row in table.elements("TR") for span in row.elements("Span") if "E" in span.says]
    assert [(span.text, span.says["E"]) for span in spans] == [
        ("–", "attività non ancora avviata"),
        ("–", "attività non ancora avviata"),
        ("n.d.", "non disponibile"),
    ]
    assert "– che l’attività non era ancora avviata" in second.read("come leggere")


def test_the_second_edition_says_what_does_not_add_up_where_it_stands(second: Book) -> None:
    sentence = "22.318 come pubblicato; gli anni sommano a 22.236."
    assert sentence in second.read("prestiti")
    assert sentence in second.read("come leggere")
    assert "Il totale comprende i prestiti del bibliobus" in second.read("come leggere")


@pytest.mark.parametrize("word", OF_THE_REAL_ONE)
def test_nothing_of_the_real_edition_is_in_the_second(second: Book, word: str) -> None:
    shown = "\n".join(page.text for page in second.view.pages)
    told = " ".join(link.name for link in second.view.annotations)
    all_words = re.sub(r"\b[0-9a-f]{8}\b", "", f"{second.text} {shown} {told}")  # of the hash in the colophon
    assert not re.search(word, all_words)


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_the_second_edition_conforms(
    second: Book, verapdf: Callable[[Path, str], list[str]], flavour: str
) -> None:
    assert check_structure(second.data) == ()
    assert verapdf(second.path, flavour) == []


def test_a_draft_is_marked_and_lies_apart(project: Path) -> None:
    layout = project / "layouts" / "sections" / "section.html"
    layout.write_text(layout.read_text() + '<p><a href="#nowhere">Altrove</a></p>\n')
    final = build(project / SECOND_EDITION, draft=False, out=None, report=quiet)
    assert final.path is None
    assert [f.rule for f in final.findings if f.severity.value == "warn"] == ["layout.dead-link"] * 3
    draft = build(project / SECOND_EDITION, draft=True, out=None, report=quiet)
    assert draft.path == project / "build" / "draft" / Path(SECOND_PDF).name
    assert [path.name for path in (project / "build").iterdir()] == ["draft"]
    marked = [page.extract_text().count("BOZZA") for page in pypdf.PdfReader(draft.path).pages]
    assert min(marked) >= 1


def test_the_final_pages_are_not_marked(second: Book) -> None:
    assert "BOZZA" not in "".join(page.text for page in second.view.pages)


def test_a_check_reads_the_exceptions_of_the_audit(project: Path) -> None:
    (project / "layouts" / "audit.toml").write_text('[severity]\nviod = "note"\n', encoding="utf-8")
    told = [(str(one.where), one.hint) for one in check(project / SECOND_EDITION, quiet)]
    assert ("layouts/audit.toml:2:1", "did you mean void?") in told


def test_a_check_writes_nothing_but_charts_for_the_next_build(project: Path) -> None:
    before = files_of(project)
    findings = check(project / SECOND_EDITION, quiet)
    assert [finding.rule for finding in findings] == ["data.failed-check"]
    assert files_of(project) == before
    assert list((project / FOLDER).rglob("*"))


def files_of(project: Path) -> list[Path]:
    """All but what is made again at any time."""
    made = {"__pycache__", FOLDER.name}
    return sorted(path for path in project.rglob("*") if not made & set(path.parts))


def test_the_stages_are_told_in_order(project: Path) -> None:
    told: list[str] = []
    with pytest.raises(BuildStopped):
        build(project / SECOND_EDITION / "texts", draft=False, out=None, report=told.append)
    assert told == []
    build(project / SECOND_EDITION, draft=False, out=project / "out", report=told.append)
    assert told == [
        "read the edition",
        "load and audit the data",
        "lay out the pages and draw the figures",
        "typeset",
        "bind",
        "inspect the file",
        "look for faults of layout",
    ]
    assert [path.name for path in (project / "out").iterdir()] == [Path(SECOND_PDF).name]


def test_without_a_waiver_a_conflict_stops_the_build(project: Path) -> None:
    edition = project / SECOND_EDITION / "edition.toml"
    text = edition.read_text(encoding="utf-8")
    edition.write_text(text[: text.index("[[waivers]]")], encoding="utf-8")
    ran = report_pdf(project, "build", "--json")
    told = json.loads(ran.stdout)
    assert (ran.returncode, told["exit_code"], told["path"]) == (3, 3, None)
    (finding,) = told["findings"]
    line = text[: text.index('id = "prestiti-somma"')].count("\n")
    assert (finding["rule"], finding["file"], finding["line"]) == (
        "data.failed-check",
        f"{SECOND_EDITION}/edition.toml",
        line,
    )
    assert "expected 22.318, found 22.236" in finding["message"]
    assert "prestiti-somma" in finding["hint"]
    assert not (project / "build").exists()


def test_the_newest_edition_is_built_unless_one_is_named(project: Path) -> None:
    shutil.copytree(project / SECOND_EDITION, project / "data" / "2022-2023")
    declared = project / "data" / "2022-2023" / "edition.toml"
    text = declared.read_text(encoding="utf-8").replace('version = "2.1"', 'version = "due"')
    declared.write_text(text, encoding="utf-8")
    assert tomllib.loads(text)["version"] == "due"
    ran = report_pdf(project, "check", "--json")
    assert [f["file"] for f in json.loads(ran.stdout)["findings"]] == ["data/2022-2023/edition.toml"]


def test_no_title_leads_out_of_the_folder(project: Path) -> None:
    edition = project / SECOND_EDITION / "edition.toml"
    _title, rest = edition.read_text(encoding="utf-8").split("title_lines = ", 1)
    rest = rest.partition("\n")[2]
    edition.write_text(f'title = "../../Perché no? L’unità"\n{rest}', encoding="utf-8")
    built = build(edition.parent, draft=True, out=project / "out", report=quiet)
    assert built.path == project / "out" / "draft" / "perche-no-l-unita-2021-2023.pdf"


def test_another_number_of_comuni_in_print_than_on_the_map_is_told(tmp_path: Path) -> None:
    project = real_project(tmp_path / "project")
    table = project / REAL_EDITION / "indicators" / "evidenza.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace(",273,", ",274,"), encoding="utf-8")
    with pytest.raises(BuildStopped) as stopped:
        check(project / REAL_EDITION, quiet)
    assert "data.territory-count" in {finding.rule for finding in stopped.value.findings}
