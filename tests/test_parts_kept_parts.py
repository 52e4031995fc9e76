from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from part_input import request, typeset_part

from report_pdf.cache import FOLDER
from report_pdf.messages import use_language
from report_pdf.parts.kept_parts import KIND
from report_pdf.parts.of_edition import preparing
from report_pdf.parts.part import PartRequest, PreparedPart
from report_pdf.project import Project

ASKED = request()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "data").mkdir()
    write(tmp_path, "Un elenco.")
    return Project(tmp_path, tmp_path / "data")


def write(root: Path, words: str) -> None:
    typeset_part(f"<h1>Allegato</h1><p>{words}</p>").save(root / ASKED.file)


def prepared(project: Project, work: Path, asked: PartRequest = ASKED) -> tuple[PreparedPart, bytes]:
    work.mkdir()
    with preparing((asked,), project, work, lambda _doing: None) as parts:
        by_key, _findings = parts()
    part = by_key[asked.key]
    return part, part.pdf.read_bytes() if part.pdf else b""


def entries(project: Project) -> int:
    return len(list((project.root / FOLDER / KIND).glob("*")))


def test_what_was_prepared_once_comes_without_a_process(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, first_pdf = prepared(project, project.root / "one")
    monkeypatch.setattr(sys, "executable", "/nonexistent")
    second, second_pdf = prepared(project, project.root / "two")
    assert first_pdf == second_pdf != b""
    assert replace(second, pdf=first.pdf) == first
    assert first.findings


def test_another_file_request_or_language_is_another_part(project: Project) -> None:
    prepared(project, project.root / "one")
    prepared(project, project.root / "two", request(level=3))
    write(project.root, "Un altro elenco.")
    prepared(project, project.root / "three")
    use_language("it")
    try:
        prepared(project, project.root / "four")
    finally:
        use_language("en")
    assert entries(project) == 4


def test_what_cannot_be_prepared_is_tried_again(project: Project) -> None:
    (project.root / ASKED.file).write_bytes(b"%PDF-1.7\nnothing")
    part, _pdf = prepared(project, project.root / "one")
    assert part.pdf is None
    assert entries(project) == 0
