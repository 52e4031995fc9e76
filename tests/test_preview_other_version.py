"""What a book can be compared with, and what comes of it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from differences_input import SERIES, blank_pdf, write_package
from projects import SECOND_EDITION, second_project

from report_pdf.findings import BuildStopped
from report_pdf.preview.compared import BookNow, compared
from report_pdf.preview.other_version import OtherVersion, head, other_book, other_versions
from report_pdf.project import Project, find_project

BOOK = "libri-aperti-2021-2023"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return find_project(second_project(tmp_path) / SECOND_EDITION)


def commit(project: Project, *files: str) -> None:
    who = ("-c", "user.name=Ufficio", "-c", "user.email=ufficio@example.org")
    for arguments in (("init", "-q"), ("add", *files), (*who, "commit", "-q", "-m", "prima")):
        subprocess.run(["git", "-C", project.root, *arguments], check=True, capture_output=True)  # noqa: S603, S607


def ignore(_doing: str) -> None:
    return


def test_without_commit_build_and_archive_there_is_nothing_to_compare_with(project: Project) -> None:
    assert other_versions(project, BOOK) == ()


def test_the_last_commit_the_builds_and_the_archive_can_be_asked_for(project: Project) -> None:
    commit(project, "data")
    for file in (f"build/{BOOK}.pdf", f"build/previous/{BOOK}.pdf"):
        (project.root / file).parent.mkdir(exist_ok=True)
        (project.root / file).write_bytes(blank_pdf())
    for version in ("1.0", "1.1"):
        folder = project.root / "archive" / project.edition.name / version
        write_package(folder, version, blank_pdf(), {"eventi.csv": SERIES})
    versions = other_versions(project, BOOK)
    assert [one.key for one in versions] == ["commit", "build", "previous", "1.1", "1.0"]
    assert head(project)[:7] in versions[0].name


def test_git_that_is_not_there_is_no_fault(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(project, "data")
    monkeypatch.setenv("PATH", "")
    assert other_versions(project, BOOK) == ()


def test_an_archived_version_is_compared_with_its_figures(project: Project) -> None:
    folder = project.root / "archive" / project.edition.name / "1.0"
    row = "eventi.ore,,ore,ore,flusso,Ufficio,,66,12\n"
    write_package(folder, "1.0", blank_pdf(), {"eventi.csv": SERIES + row})
    now = BookNow(BOOK, blank_pdf(), {"eventi.csv": (SERIES + row.replace("66", "67")).encode()})
    made = compared(ignore, project, OtherVersion("1.0", "versione 1.0"), now, None)
    assert [(one.old, one.new) for one in made.comparison.figures] == [("66", "67")]
    assert made.comparison.old.name == "versione 1.0"


def test_a_commit_without_the_edition_is_told(project: Project) -> None:
    commit(project, "layouts", "styles")
    with pytest.raises(BuildStopped) as stopped:
        other_book(ignore, project, OtherVersion("commit", "ultimo commit"), BOOK)
    (finding,) = stopped.value.findings
    assert finding.rule == "tool.no-commit"
    assert SECOND_EDITION in finding.message


def test_the_book_of_a_commit_is_built_in_a_folder_of_its_own(project: Project) -> None:
    commit(project, "data", "layouts", "styles")
    shutil.rmtree(project.layouts)
    book = other_book(ignore, project, OtherVersion("commit", "ultimo commit"), BOOK)
    assert book.pdf.startswith(b"%PDF")
    assert b"1846" in (book.tables or {})["prestiti.csv"]
    assert book.commit == head(project)
    assert not (project.root / "build").exists()
