"""The contact sheet, as a browser without network shows it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from browser import open_in_browser
from look_input import ROOT, barred_page, plain_page, sheet_of
from PIL import Image, ImageChops

from report_pdf.colour_sight import VIEWS, as_seen
from report_pdf.findings import Finding, Severity, Where
from report_pdf.look.sheet_grid import sheet_grid
from report_pdf.reading.tokens_file import load_tokens

NOW = [barred_page("1", (20, 50)), barred_page("2", (90, 140)), barred_page("3", (30, 200, 230))]
BEFORE = [NOW[0], barred_page("2", (90, 130))]
FINDINGS = [
    Finding(
        "layout.widow",
        Severity.WARN,
        "una riga sola <in cima>",
        Where("layouts/a.html", 12, page="2", at_mm=(21.0, 29.7, 63.0, 59.4)),
        "accorciare",
    ),
    Finding("layout.nearly-empty", Severity.NOTE, "pagina quasi vuota", Where(page="3")),
    Finding("data.open", Severity.NOTE, "senza unità", Where("data/a.csv", 4)),
]
DRIVE = (ROOT / "tests" / "drive_look.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sheet() -> str:
    return sheet_of(NOW, BEFORE, FINDINGS, "previous/libro.pdf")


def test_nothing_is_loaded_from_elsewhere(sheet: str) -> None:
    assert "://" not in sheet
    assert "default-src 'none'" in sheet
    assert set(re.findall(r'(?:src|href)="(#|data:|)', sheet)) == {"#", "data:"}


def test_a_picture_is_stored_once(sheet: str) -> None:
    assert sheet.count("data:image/webp") == len(NOW) + 1  # and the page that was otherwise before


def test_the_book_lies_open_as_bound(sheet: str) -> None:
    sides = re.findall(r'class="leaf (verso|recto|none)', sheet)
    assert sides == ["none", "recto", "verso", "recto"]
    assert re.findall(r'class="leaf (\w+)', sheet_of(NOW[:2])) == ["none", "recto", "verso", "none"]


def test_changed_pages_come_first(sheet: str) -> None:
    changes, book = sheet.index('id="changes"'), sheet.index('id="book"')
    assert changes < book
    assert re.findall(r'id="change-(\d)"', sheet[changes:book]) == ["1", "2"]
    assert "2 pages changed since previous/libro.pdf" in sheet
    assert re.findall(r'class="flag"[^>]*>([^<]+)', sheet) == ["changed", "new page"]


def test_without_an_earlier_book_nothing_is_called_new() -> None:
    sheet = sheet_of(NOW)
    assert "there is no earlier book to compare it with" in sheet
    assert 'class="flag"' not in sheet
    assert 'name="way"' not in sheet


def test_findings_stand_where_they_belong(sheet: str) -> None:
    marks = re.findall(r'class="mark (\w+) area" style="([^"]+)"\s+href="#([^"]+)"', sheet)
    assert marks == [("warn", "left:10.00%;top:10.00%;width:20.00%;height:10.00%", "finding-1-1")]
    assert "una riga sola &lt;in cima&gt;" in sheet
    listed = re.search(r'id="finding-1-1".*?</li>', sheet, re.DOTALL)
    assert listed
    assert {"layouts/a.html:12", "layout.widow", "accorciare"} <= set(re.findall(r">([^<>\n]+)<", listed[0]))
    elsewhere = re.search("<details.*?</details>", sheet, re.DOTALL)
    assert elsewhere
    assert ("senza unità" in elsewhere[0], "vuota" in elsewhere[0]) == (True, False)
    assert 'id="finding-2-1"' in sheet


def test_what_stops_a_build_is_not_folded_away() -> None:
    where = Where("data/a.csv", 4)
    stopping = Finding("data.blank-cell", Severity.BLOCK, "cella vuota", where)
    assert '<details class="elsewhere" open>' in sheet_of(NOW, findings=[FINDINGS[2], stopping])
    assert '<details class="elsewhere">' in sheet_of(NOW, findings=[FINDINGS[2]])


def test_the_grid_is_the_design_s_with_mirrored_margins() -> None:
    tokens, _findings = load_tokens(ROOT / "styles", ROOT)
    assert tokens is not None
    grid = sheet_grid(tokens)
    assert grid.recto[0] == tokens.grid.margin_inner
    assert grid.verso[0] == tokens.grid.margin_outer
    assert grid.recto[-1] + grid.column == pytest.approx(tokens.page.width - tokens.grid.margin_outer)
    assert grid.rows.startswith("M0 4.5h210M0 9h210")
    assert grid.rows.count("M") == 65  # between the 66 rows of A4


def test_switches_keys_and_curtain_work(sheet: str, tmp_path: Path) -> None:
    page = tmp_path / "look.html"
    page.write_text(sheet.replace("</body>", f"<script>{DRIVE}</script></body>"), encoding="utf-8")
    document = open_in_browser(page, "--dump-dom")
    (*_script, seen) = re.findall('<pre id="seen">(.*?)</pre>', document, re.DOTALL)
    assert json.loads(seen) == {
        "filters": ["none", *(f'url("#{view}")' for view in VIEWS)],
        "grid": ["none", "block", "block"],
        "findings": ["block", "none"],
        "spreads": [0, 1, 0],
        "curtain": ["block", "inset(0px 0px 0px 20%)"],
        "pictures": ["data:image/webp;base64"] * 6,
        "stored": [True, True],
    }


def test_the_views_show_the_colours_that_are_computed(tmp_path: Path) -> None:
    colours = dict(zip(VIEWS, ("#EA5034", "#4799CF", "#FFCD33", "#C4E3DB"), strict=True))
    page = tmp_path / "look.html"
    pages = [plain_page(str(number), colour) for number, colour in enumerate(colours.values(), 1)]
    filters = "".join(f"#picture-{number} {{ filter: url(#{view}) }}" for number, view in enumerate(colours))
    only = f"header, .bar, h2 {{ display: none !important }} .book {{ --leaf: 100px }} {filters}"
    page.write_text(sheet_of(pages).replace("</style>", f"{only}</style>"), encoding="utf-8")
    open_in_browser(page, f"--screenshot={tmp_path / 'seen.png'}", "--window-size=400,700")
    shown = Image.open(tmp_path / "seen.png").convert("RGB")
    for view, colour in colours.items():
        expected = Image.new("RGB", shown.size, as_seen(colour, view))
        unlike = ImageChops.difference(shown, expected).convert("L").point(lambda level: 255 * (level > 1))
        assert unlike.histogram()[0] > 8000, view
