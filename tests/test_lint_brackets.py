from __future__ import annotations

from pathlib import Path

import pytest

from report_pdf.layout.lint_brackets import lint_brackets


def linted(folder: Path, source: str) -> list[str]:
    """Where something is left open."""
    (folder / "a.css").write_text(source, encoding="utf-8")
    findings = lint_brackets([folder / "a.css"], folder)
    assert {finding.rule for finding in findings} <= {"layout.open-bracket"}
    return [str(finding.where) for finding in findings]


@pytest.mark.parametrize(
    "source",
    [
        "",
        "a { b: c }",
        "@page { a { b: c } }",
        'a::before { content: "{" }',
        "/* { */ a { b: url({) }",
        "a }",
    ],
)
def test_what_is_closed_is_no_matter(tmp_path: Path, source: str) -> None:
    assert linted(tmp_path, source) == []


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("a { b: c", "a.css:1:3"),
        ("a { b: c }\nd {\n e: f;\ng { h: i }\n", "a.css:2:3"),
        ("@page {\n a { b: c }\n", "a.css:1:7"),
        ("a { b: c }\nd { e: calc(1 }\n", "a.css:2:3"),
        ("a" + "{" * 100_000, "a.css:1:2"),
        ("a { b: c }\n /* d { e: f }", "a.css:2:2"),
    ],
)
def test_what_is_left_open_is_found_where_it_opens(tmp_path: Path, source: str, place: str) -> None:
    assert linted(tmp_path, source) == [place]


def test_what_cannot_be_read_is_left_to_others(tmp_path: Path) -> None:
    assert lint_brackets([tmp_path / "absent.css"], tmp_path) == ()
