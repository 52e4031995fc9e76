"""The report as a page: what stands on it, and that browsers show it without network, script or complaint."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from browser import open_in_browser

from report_pdf.findings import Finding, Severity, Where
from report_pdf.preflight.report import Exempted, PageReport, PreflightReport
from report_pdf.preflight.report_page import report_page

DOT = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
PAGE = PageReport(
    label="1",
    trim_mm=(100, 100),
    media_mm=(-10, -10, 110, 110),
    coverage={"Black": 3.25, "Cyan": 12.5, "PANTONE 186 C": 1},
    most_ink=287,
    pictures={"proof": DOT, "screen": DOT, "ink": DOT, "plate:Cyan": DOT, "plate:PANTONE 186 C": DOT},
)
THIN = Finding(
    "print.line-thin",
    Severity.BLOCK,
    "una <linea>",
    Where("a.pdf", page="1", at_mm=(20, 20, 50, 32)),
    "falla più spessa",
)
WHOLE = Finding("print.xmp", Severity.BLOCK, "senza metadati", Where("a.pdf"))
EMPTY = Finding("print.empty-page", Severity.WARN, "vuota", Where("a.pdf", page="2"))
REPORT = PreflightReport(
    "a.pdf", "sheet-coated", "0" * 64, "1.6", "FOGRA39", (THIN, WHOLE), (Exempted(EMPTY, "voluta"),), (PAGE,)
)


def html(report: PreflightReport) -> str:
    return report_page(report).decode()


def test_it_opens_without_network_script_or_a_word_in_the_console(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(report_page(REPORT))
    shown = open_in_browser(path, "--dump-dom")
    assert "<script" not in html(REPORT)
    assert not re.search(r"https?://", html(REPORT))
    assert "<article" in shown


def test_a_finding_stands_on_its_page_at_its_place() -> None:
    """The sheet is 120 mm wide with the trim 10 mm from its corner."""
    page = html(REPORT)
    assert 'style="left:25.00%;top:25.00%;width:25.00%;height:10.00%"' in page
    assert "una &lt;linea&gt;" in page
    assert "falla più spessa" in page


def test_what_is_about_the_file_and_what_is_meant_is_told() -> None:
    page = html(REPORT)
    assert "senza metadati" in page
    assert "voluta" in page


def test_every_plate_can_be_seen_and_is_measured() -> None:
    page = html(REPORT)
    assert re.findall(r"<th scope=\"col\">(.*?)</th>", page)[1:4] == ["Cyan", "Black", "PANTONE 186 C"]
    assert "<td>12.5</td><td>3.2</td><td>1.0</td><td>287</td>" in page
    assert page.count('type="radio"') == len(PAGE.pictures)


def test_every_picture_says_what_it_shows_and_every_view_can_be_chosen() -> None:
    page = html(REPORT)
    assert all(re.search(r'alt="[^"]+"', image) for image in re.findall(r"<img[^>]*>", page))
    assert page.count("<label>") == page.count("</label>") == len(PAGE.pictures) + 1


def test_a_file_that_cannot_be_read_has_a_report_too() -> None:
    page = html(replace(REPORT, pages=(), exempted=()))
    assert "senza metadati" in page
    assert "<article" not in page
