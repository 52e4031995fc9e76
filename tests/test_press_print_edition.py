"""The print edition through the command, as users make it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pikepdf
import pytest
from projects import report_pdf, second_project
from pypdf import PdfReader

from report_pdf.findings import ExitCode

INTERIOR = "build/print/libri-aperti-2021-2023-interior.pdf"
DIGITAL = "build/libri-aperti-2021-2023.pdf"


@pytest.fixture(scope="session")
def second_print(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the second edition, made for screens and for the press."""
    project = second_project(tmp_path_factory.mktemp("second-print"))
    for target in ("digital", "print"):
        ran = report_pdf(project, "build", "--target", target)
        assert ran.returncode == 0, ran.stdout + ran.stderr
    return project


def words(text: str) -> list[str]:
    return re.sub(r"-\n", "-", text).split()


def test_each_page_says_what_the_digital_page_of_its_number_says(second_print: Path) -> None:
    digital = PdfReader(second_print / DIGITAL)
    told = dict(zip(digital.page_labels, (page.extract_text() for page in digital.pages), strict=True))
    printed = [page.extract_text() for page in PdfReader(second_print / INTERIOR).pages]
    inside = [text for label, text in told.items() if "opertina" not in label]
    assert len(printed) % 2 == 0
    assert [words(text) for text in printed] == [words(text) for text in inside]


def test_the_command_says_where_the_files_are(second_print: Path) -> None:
    ran = report_pdf(second_print, "build", "--target", "print", SOURCE_DATE_EPOCH="1", TZ="Asia/Tokyo")
    assert ran.returncode == 0
    assert "written: build/print" in ran.stdout
    assert not (second_print / "build/previous").exists()  # the same bytes: nothing took anything's place
    with pikepdf.open(second_print / INTERIOR) as pdf:
        assert str(pdf.docinfo.Title).endswith("· interno")


def test_what_is_wrong_is_told_at_once_and_leaves_no_file(second_print: Path, tmp_path: Path) -> None:
    project = Path(shutil.copytree(second_print, tmp_path / "p", ignore=shutil.ignore_patterns("build")))
    (project / "styles/icc/FOGRA39L_coated.icc").write_bytes(b"no profile")
    tokens = project / "styles/tokens.toml"
    tokens.write_text(tokens.read_text().replace("[100, 78, 30, 45]", "[100, 98, 60, 70]"))
    ran = report_pdf(project, "build", "--target", "print")
    assert "icc/FOGRA39L_coated.icc cannot be the output profile" in ran.stdout + ran.stderr
    assert "notte takes 328 % of ink" in ran.stdout + ran.stderr
    assert ran.returncode == ExitCode.DATA
    assert not (project / "build").exists()
