"""One broken file does not drown the others' findings."""

from __future__ import annotations

import json
from pathlib import Path

from report_pdf.enough import MOST, enough
from report_pdf.findings import Finding, Severity, Where
from report_pdf.prose.text_files import read_text_file
from report_pdf.reading.tokens_file import load_tokens
from report_pdf.tables.tables import load_indicators
from report_pdf.territory.boundaries import read_boundaries
from report_pdf.territory.posas import read_posas

MANY = 10 * MOST


def assert_bounded(findings: tuple[Finding, ...]) -> None:
    assert len(findings) == MOST + 1
    assert findings[-1].rule.endswith(".more-findings")
    assert findings[-1].severity is Severity.BLOCK


def test_each_file_has_its_hundred() -> None:
    warned = [Finding("layout.x", Severity.WARN, str(line), Where("a.css", line)) for line in range(MOST + 7)]
    blocked = [Finding("data.x", Severity.BLOCK, "y", Where("b.csv"))] * MOST
    *kept, more = enough((*warned, *blocked))
    assert kept == [*warned[:MOST], *blocked]
    assert (more.rule, more.severity, more.where) == (
        "layout.more-findings",
        Severity.WARN,
        Where("a.css"),
    )
    assert more.message == "7 more findings on this file"


def test_a_hundred_are_left_as_they_are() -> None:
    findings = (Finding("data.x", Severity.BLOCK, "y", Where("b.csv")),) * MOST
    assert enough(findings) == findings


def test_a_map_wrong_everywhere(tmp_path: Path) -> None:
    (tmp_path / "a.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [1] * MANY}))
    assert_bounded(read_boundaries(tmp_path / "a.geojson", tmp_path)[1])


def test_residents_wrong_everywhere(tmp_path: Path) -> None:
    file = tmp_path / "POSAS_2024_it_Comuni.csv"
    file.write_text("title\nCodice comune;Età;Totale\n" + "x;y;z\n" * MANY)
    assert_bounded(read_posas(file, frozenset({"048017"}))[1])


def test_a_table_wrong_everywhere(tmp_path: Path) -> None:
    (tmp_path / "indicators").mkdir()
    row = "X,,,,,,," + ",".join("x" * 50)
    titles = "id,group,label,unit,nature,source,note,value,when"
    (tmp_path / "indicators" / "a.csv").write_text("\n".join([titles, *[row] * 500]))
    assert_bounded(load_indicators(tmp_path, ["a"], (), tmp_path)[1])


def test_a_text_wrong_everywhere(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("\x01\n" * MANY)
    assert_bounded(read_text_file(tmp_path / "a.md", tmp_path)[1])


def test_a_design_wrong_everywhere(tmp_path: Path) -> None:
    (tmp_path / "tokens.toml").write_text("".join(f"key{number} = 1\n" for number in range(MANY)))
    assert_bounded(load_tokens(tmp_path, tmp_path)[1])
