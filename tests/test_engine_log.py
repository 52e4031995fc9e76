from __future__ import annotations

from pathlib import Path

import pytest
from typeset_input import typeset_body
from weasyprint.svg import SVG

from report_pdf.findings import Severity


def test_what_a_style_sheet_says_wrong_is_found_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    sheet, other = tmp_path / "styles" / "a.css", tmp_path / "styles" / "b.css"
    sheet.write_text("p { margin: 0 }\nh1 {\n  colour: red;\n  margin: much }\n")
    other.write_text(
        "\n\n@page { size: huge }\nh1 { background: url(no.png) }\n\n  p:nowhere, q { margin: 0 }\np::no {}\n"
    )
    done = typeset_body(tmp_path, "<h1>T</h1>", sheets=[sheet, other, tmp_path / "styles" / "c.css"])
    assert [(f.rule, f.severity, str(f.where)) for f in done.findings] == [
        ("layout.missing-file", Severity.BLOCK, "styles/c.css"),
        ("layout.missing-file", Severity.WARN, ""),
        ("layout.css-ignored", Severity.WARN, "styles/a.css:3:3"),
        ("layout.css-ignored", Severity.WARN, "styles/a.css:4:3"),
        ("layout.css-ignored", Severity.WARN, "styles/b.css:3:9"),
        ("layout.css-ignored", Severity.WARN, "styles/b.css:6:3"),
        ("layout.css-ignored", Severity.WARN, "styles/b.css:7:1"),
    ]
    assert "colour" in done.findings[2].message
    assert "tmp" not in done.findings[0].message


def test_what_has_no_line_is_told_too(tmp_path: Path) -> None:
    (finding,) = typeset_body(
        tmp_path, '<h1>T</h1><div style="display: grid; grid: subgrid / 1fr">a</div>'
    ).findings
    assert finding.rule in {"layout.css-ignored", "layout.weasyprint"}


@pytest.mark.parametrize("stop", [KeyboardInterrupt, MemoryError])
def test_being_stopped_while_a_drawing_is_painted_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    def stopped(*_arguments: object) -> None:
        raise stop

    monkeypatch.setattr(SVG, "draw", stopped)
    with pytest.raises(stop):
        typeset_body(tmp_path, '<h1>T</h1><img src="asset:drawing" alt="a drawing">')
