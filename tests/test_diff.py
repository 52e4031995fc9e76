"""The command `diff`, on two versions of a small book."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from browser import open_in_browser
from differences_input import SERIES, write_package
from typeset_input import typeset_body

from report_pdf.differences.diff import DiffResult, diff

BODY = """<h1>Eventi</h1><p>Nel 2023 gli eventi sono stati {events}, in tutta la regione.</p>
<p class=page>La seconda pagina resta com’era, {word}.</p>{more}
<h2 class=page>Fine</h2><p>Si chiude qui.</p>"""
NEW_PAGE = "<h2 class=page>Una pagina nuova</h2><p>Che prima non esisteva affatto, ed è piena di parole.</p>"
EVENTS = SERIES + "eventi.eventi,,eventi,eventi,flusso,Ente,,164,{events}\n"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Version 1.1 has another figure, 1.2 a page more as well."""
    root = tmp_path_factory.mktemp("project")
    folder = root / "archive" / "2022-2023"
    books = (("1.0", 56, ""), ("1.1", 57, ""), ("1.2", 57, NEW_PAGE))
    for version, events, more in books:
        pdf = typeset_body(root, BODY.format(events=events, word="parola per parola", more=more)).pdf
        write_package(folder / version, version, pdf, {"eventi.csv": EVENTS.format(events=events)})
    return folder


def quiet(_doing: str) -> None:
    """Say nothing of what is being done."""


def compared(archive: Path, out: Path, old: str, new: str) -> DiffResult:
    return diff(old, new, archive=archive, out=out, report=quiet)


def kinds(result: DiffResult, what: str) -> Sequence[str]:
    told = json.loads(json.dumps(result.data))
    return [one["kind"] for one in told[what]]


def test_a_changed_figure_is_found_in_the_table_the_text_and_the_page(archive: Path, tmp_path: Path) -> None:
    result = compared(archive, tmp_path / "build", "1.0", "1.1")
    assert result.findings == ()
    assert result.lines == (
        "What changes from 1.0 to 1.1: 1 figure changed, 1 text changed, 1 page changed",
        "Figures",
        "  eventi.eventi, 2023: 56 → 57",
        "Texts",
        "  p. 1: Nel 2023 gli eventi sono stati [-56-]{+57+}, in tutta la regione.",
        "Pages",
        "  p. 1: 1 area differs",
    )
    assert result.path == tmp_path / "build" / "diff-1.0-1.1.html"
    shown = open_in_browser(result.path, "--dump-dom")
    assert shown.count("data:image/webp;base64,") == 2


def test_programs_get_all_of_it(archive: Path, tmp_path: Path) -> None:
    told = json.loads(json.dumps(compared(archive, tmp_path, "1.0", "1.1").data))
    assert (told["same"], told["figures_compared"], told["old"]["name"], told["new"]["pages"]) == (
        False,
        True,
        "1.0",
        3,
    )
    (figure,) = told["figures"]
    assert figure == {
        "kind": "changed",
        "table": "eventi",
        "indicator": "eventi.eventi",
        "label": "eventi",
        "column": "2023",
        "is_figure": True,
        "old": "56",
        "new": "57",
    }
    (text,) = told["texts"]
    assert (text["page_before"], text["page_now"], text["role"]) == ("1", "1", "P")
    assert text["before"] == "Nel 2023 gli eventi sono stati 56, in tutta la regione."
    (page,) = told["pages"]
    assert page.keys() == {"kind", "page_before", "page_now", "areas_mm"}
    ((left, top, right, bottom),) = page["areas_mm"]
    assert 10 < left < right < 80
    assert 10 < top < bottom < 40


def test_after_a_page_put_in_nothing_but_it_is_new(archive: Path, tmp_path: Path) -> None:
    result = compared(archive, tmp_path, "1.1", "1.2")
    assert kinds(result, "texts") == ["added", "added"]
    assert kinds(result, "pages") == ["added", "renumbered"]


def test_the_same_version_twice_is_no_difference(archive: Path, tmp_path: Path) -> None:
    result = compared(archive, tmp_path, "1.0", "1.0")
    assert result.lines == ("What changes from 1.0/1.0 to 1.0/1.0: no difference",)
    assert result.data is not None
    assert result.data["same"] is True


def test_files_are_compared_without_their_tables(archive: Path, tmp_path: Path) -> None:
    result = compared(archive, tmp_path, str(archive / "1.0" / "libro-1.0.pdf"), "1.1")
    assert result.path == tmp_path / "diff-libro-1.0-1.1.html"
    assert (kinds(result, "figures"), kinds(result, "texts")) == ([], ["changed"])


def test_files_with_long_names_are_compared(archive: Path, tmp_path: Path) -> None:
    names = [f"{number}-{'lunghissimo' * 12}.pdf" for number in (1, 2)]
    for name in names:
        (tmp_path / name).write_bytes((archive / "1.0" / "libro-1.0.pdf").read_bytes())
    result = compared(archive, tmp_path / "build", *(str(tmp_path / name) for name in names))
    assert result.findings == ()
    assert result.path is not None


def test_the_page_is_the_same_again_and_says_nothing_of_the_machine(archive: Path, tmp_path: Path) -> None:
    first, second = (compared(archive, tmp_path / name, "1.0", "1.2").path for name in ("one", "two"))
    assert first is not None
    assert second is not None
    assert first.read_bytes() == second.read_bytes()
    assert str(tmp_path).encode() not in first.read_bytes()


def test_what_cannot_be_compared_is_told_all_at_once(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "due.pdf").write_bytes(b"%PDF-1.7 no more")
    result = compared(archive, tmp_path, "9.9", str(tmp_path))
    assert [one.rule for one in result.findings] == ["data.unknown-version", "data.no-package"]
    result = compared(archive, tmp_path, "1.0", str(tmp_path / "due.pdf"))
    assert (result.path, result.data, result.lines) == (None, None, ())
    assert [one.rule for one in result.findings] == ["data.unreadable"]
