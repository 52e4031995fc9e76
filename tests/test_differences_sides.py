"""What the office may name to compare."""

from __future__ import annotations

from pathlib import Path

import pytest
from differences_input import SERIES, blank_pdf, write_package

from report_pdf.differences.sides import find

TABLES = {"eventi.csv": SERIES}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with two versions."""
    folder = tmp_path / "archive" / "2022-2023"
    for version in ("1.0", "1.10"):
        write_package(folder / version, version, blank_pdf(), TABLES)
    return folder


def test_a_version_is_its_package_in_the_archive(archive: Path) -> None:
    found, findings = find("1.10", archive)
    assert findings == ()
    assert found is not None
    assert (found.name, found.shown, found.tables) == ("1.10", "2022-2023/1.10", ("dati/eventi.csv",))
    assert found.pdf == archive / "1.10" / "libro-1.10.pdf"


def test_a_folder_is_a_package_and_a_file_a_pdf(archive: Path, tmp_path: Path) -> None:
    package, _findings = find(str(archive / "1.0"), tmp_path)
    assert package is not None
    assert package.name == "1.0"
    (tmp_path / "bozza finale.pdf").write_bytes(blank_pdf())
    file, _findings = find(str(tmp_path / "bozza finale.pdf"), archive)
    assert file is not None
    assert (file.name, file.tables) == ("bozza finale", None)


def test_a_version_that_is_not_there_is_told_with_those_that_are(archive: Path) -> None:
    found, (finding,) = find("1.1", archive)
    assert found is None
    assert (finding.rule, finding.where.file) == ("data.unknown-version", "1.1")
    assert "1.0, 1.10" in finding.hint
    assert "did you mean 1.10?" in finding.hint
    _found, (finding,) = find("2", archive / "nowhere")
    assert finding.hint == "the archive has no version yet"


@pytest.mark.parametrize(
    ("asked", "told"),
    [("", "nothing is named"), ("x" * 5000, f"{'x' * 120}… is no version"), ("a\0b", "is no version")],
)
def test_what_names_nothing_is_told_shortly(archive: Path, asked: str, told: str) -> None:
    found, (finding,) = find(asked, archive)
    assert (found, finding.rule) == (None, "data.unknown-version")
    assert told in finding.message
    assert len(str(finding.where)) < 200


def test_a_folder_that_is_no_package_is_told(tmp_path: Path) -> None:
    found, (finding,) = find(str(tmp_path), tmp_path)
    assert (found, finding.rule) == (None, "data.no-package")


def test_a_package_that_was_changed_is_told_and_still_compared(archive: Path) -> None:
    (archive / "1.0" / "dati" / "eventi.csv").write_text("id\n")
    found, findings = find("1.0", archive)
    assert found is not None
    assert [finding.rule for finding in findings] == ["integrity.changed-file"]


def test_a_package_without_its_book_or_with_a_broken_manifest_is_not_compared(archive: Path) -> None:
    (archive / "1.0" / "libro-1.0.pdf").unlink()
    (archive / "1.10" / "manifest.json").write_text("{}")
    for version, rule in (("1.0", "integrity.missing-file"), ("1.10", "integrity.changed-file")):
        found, findings = find(version, archive)
        assert found is None
        assert rule in [finding.rule for finding in findings]
