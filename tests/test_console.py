from __future__ import annotations

import pytest

from report_pdf.console import progress, sort_findings, tell_findings
from report_pdf.findings import Finding, Severity, Where

STYLE = Finding("layout.unknown-property", Severity.WARN, "unknown property", Where("styles/page.css", 3, 5))
CELL = Finding(
    "data.blank-cell", Severity.BLOCK, "blank cell", Where("data/x/eventi.csv", 9, 2), "write n.d."
)
EARLIER = Finding("data.old-claim", Severity.WARN, "old claim", Where("data/x/a.md", 1))
EARLIEST = Finding("data.old-claim", Severity.WARN, "old claim", Where("data/x/a.md", 1, page="12"))
NOWHERE = Finding("tool.odd", Severity.NOTE, "odd")


def test_findings_go_by_who_must_act_then_gravity_then_place() -> None:
    assert sort_findings([STYLE, EARLIEST, EARLIER, CELL, NOWHERE]) == [
        NOWHERE,
        CELL,
        EARLIER,
        EARLIEST,
        STYLE,
    ]


def test_a_finding_made_twice_is_told_once() -> None:
    assert sort_findings([CELL, STYLE, CELL]) == [CELL, STYLE]


def test_findings_are_told_by_area(capsys: pytest.CaptureFixture[str]) -> None:
    tell_findings([STYLE, CELL, EARLIEST, NOWHERE])
    assert capsys.readouterr().out.splitlines() == [
        "Tools and machine",
        "note: odd [tool.odd]",
        "",
        "Data and texts (the office)",
        "data/x/eventi.csv:9:2: error: blank cell [data.blank-cell]",
        "    write n.d.",
        "data/x/a.md:1 p. 12: warning: old claim [data.old-claim]",
        "",
        "Pages (the designer)",
        "styles/page.css:3:5: warning: unknown property [layout.unknown-property]",
        "",
        "1 error, 2 warnings, 1 note",
    ]


def test_nothing_found_is_nothing_told(capsys: pytest.CaptureFixture[str]) -> None:
    tell_findings([])
    assert not capsys.readouterr().out


def test_progress_is_silent_away_from_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress() as report:
        report("typesetting")
    assert not capsys.readouterr().err
