"""The command `look`: what it writes, what it compares with, and that faults do not stop it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from projects import SECOND_EDITION, SECOND_PDF, report_pdf, second_project

from report_pdf.build import bound_book, previous
from report_pdf.findings import exit_code
from report_pdf.look.look import look


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The second edition, typeset."""
    project = second_project(tmp_path_factory.mktemp("second"))
    return bound_book(project / SECOND_EDITION, draft=False, report=quiet).pdf


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The second edition in a folder of its own."""
    return second_project(tmp_path / "project")


@pytest.fixture
def last(project: Path, pdf: bytes) -> Path:
    """The file of the last build, of the same pages."""
    path = project / SECOND_PDF
    path.parent.mkdir()
    path.write_bytes(pdf)
    return path


def quiet(_doing: str) -> None:
    """Say nothing of what is being done."""


def sheet(project: Path) -> str:
    path, findings = look(project / SECOND_EDITION, None, quiet)
    assert exit_code(findings, draft=True) == 0
    assert path == project / "build" / "look.html"
    return path.read_text(encoding="utf-8")


def test_a_book_with_faults_is_seen_beside_the_last_one(project: Path, last: Path) -> None:
    layout = project / "layouts" / "sections" / "section.html"
    layout.write_text(layout.read_text() + '<p><a href="#nowhere">Altrove</a></p>\n')
    seen = sheet(project)
    assert "layout.dead-link" in seen
    assert f"pages changed since {last.name}" in seen
    assert 'class="stage both"' in seen
    assert sorted(path.name for path in (project / "build").iterdir()) == [last.name, "look.html"]


def test_when_the_last_one_is_the_same_the_one_before_is_beside(
    project: Path, last: Path, pdf: bytes
) -> None:
    assert "there is no earlier book" in sheet(project)
    kept = previous(last)
    kept.parent.mkdir()
    kept.write_bytes(pdf + b"\n%")
    assert f"every page as in previous/{last.name}" in sheet(project)


def test_an_earlier_book_that_is_none_is_told(project: Path, last: Path) -> None:
    last.write_bytes(b"not a PDF")
    _path, findings = look(project / SECOND_EDITION, None, quiet)
    told = [finding.where.file for finding in findings if finding.rule == "tool.no-comparison"]
    assert told == [last.name]


def test_the_sheet_is_the_same_again_and_says_nothing_of_the_machine(project: Path) -> None:
    seen = sheet(project)
    assert sheet(project) == seen
    assert str(project) not in seen


def test_the_command_says_where_the_sheet_is(project: Path) -> None:
    ran = report_pdf(project, "look", "--json")
    told = json.loads(ran.stdout)
    assert (ran.returncode, told["exit_code"], told["path"]) == (0, 0, "build/look.html")
