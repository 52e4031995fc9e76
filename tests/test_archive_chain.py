"""What keeps a version out of the archive."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from archive_input import EDITION_NAME, archive_project, declared, next_version, put

from report_pdf.archive.chain import refusals, version_before
from report_pdf.archive.checksums import digest_of


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project and its archive, which holds version 2.1."""
    folder = tmp_path_factory.mktemp("first")
    put(archive_project(folder / "project"), folder / "archive")
    return folder


@pytest.fixture
def project(first: Path, tmp_path: Path) -> Path:
    shutil.copytree(first, tmp_path / "first")
    return tmp_path / "first" / "project"


def refused(project: Path) -> list[tuple[str, str]]:
    """Rule, and where it is mended."""
    folder = project.parent / "archive" / EDITION_NAME
    _project, edition = declared(project)
    return [(one.rule, str(one.where).rpartition("/")[2]) for one in refusals(edition, folder)]


def test_the_first_version_and_the_next(project: Path) -> None:
    shutil.rmtree(project.parent / "archive")
    assert refused(project) == []
    put(project, project.parent / "archive")
    next_version(project, "2.2", "2.1")
    assert refused(project) == []


def test_the_same_version_again(project: Path) -> None:
    assert refused(project) == [("integrity.version-exists", "2.1")]


@pytest.mark.parametrize(
    ("version", "supersedes", "expected"),
    [
        ("2.3", "2.2", [("data.supersedes", "edition.toml:2:1")]),
        ("2.0", "1.9", [("data.version-order", "edition.toml:1:1"), ("data.supersedes", "edition.toml:2:1")]),
        ("2.10", "2.1", []),
    ],
)
def test_what_follows_what(project: Path, version: str, supersedes: str, expected: list[object]) -> None:
    next_version(project, version, supersedes)
    assert refused(project) == expected


def test_another_identifier(project: Path) -> None:
    next_version(project, "2.2", "2.1", identifier="collerosso:altro")
    assert [rule for rule, _where in refused(project)] == ["data.other-identifier"]


def test_what_is_said_of_the_version_before(project: Path) -> None:
    folder = project.parent / "archive" / EDITION_NAME
    assert version_before(declared(project)[1], folder) is None
    next_version(project, "2.2", "2.1")
    before = version_before(declared(project)[1], folder)
    assert before is not None
    assert before.sha256 == digest_of(folder / "2.1" / "SHA256SUMS").sha256
    assert before.motivo == "Un nome era scritto male."


def test_the_version_before_lies_in_another_archive(project: Path, tmp_path: Path) -> None:
    next_version(project, "2.2", "2.1")
    before = version_before(declared(project)[1], tmp_path / "new")
    assert before is not None
    assert (before.versione, before.sha256) == ("2.1", None)
