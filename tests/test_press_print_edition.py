"""The print edition through the command, as users make it, and what independent tools see of it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from book import Book
from PIL import Image
from projects import report_pdf, second_project
from pypdf import PdfReader

from report_pdf.findings import ExitCode

INTERIOR = "bilancio-sociale-2019-2024-interior.pdf"
SECOND = "build/print/libri-aperti-2021-2023-interior.pdf"
NO_INKS = {"rg", "RG", "g", "G", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "BI"}
PLATES = ("Cyan", "Magenta", "Yellow", "Black")


@pytest.fixture(scope="session")
def interior(printed: Path) -> Iterator[pikepdf.Pdf]:
    """The interior of the real edition, read with another library than wrote it."""
    with pikepdf.open(printed / INTERIOR) as pdf:
        yield pdf


def words(text: str) -> list[str]:
    return re.sub(r"-\n", "-", text).split()


def test_each_typeset_page_says_what_the_digital_page_of_its_folio_says(printed: Path, report: Book) -> None:
    digital, press = PdfReader(report.path), PdfReader(printed / INTERIOR)
    told = dict(zip(digital.page_labels, digital.pages, strict=True))
    inside = [name for name in digital.page_labels if "opertina" not in name]
    assert press.page_labels == inside
    for name, page in zip(press.page_labels, press.pages, strict=True):
        if name.isdigit():
            assert words(page.extract_text()) == words(told[name].extract_text()), name


def test_pages_of_appendices_carry_their_stamps(printed: Path) -> None:
    press = PdfReader(printed / INTERIOR)
    bound = {name: page for name, page in zip(press.page_labels, press.pages, strict=True) if "-" in name}
    assert len(bound) == 17
    assert all("Allegato " + name[0] in page.extract_text() for name, page in bound.items())


def test_nothing_is_painted_but_inks(interior: pikepdf.Pdf) -> None:
    painted = [page.obj.Contents for page in interior.pages]
    painted += [
        found
        for found in interior.objects
        if isinstance(found, pikepdf.Stream) and (found.get("/Subtype") == "/Form" or "/PatternType" in found)
    ]
    for found in painted:
        used = {str(step.operator) for step in pikepdf.parse_content_stream(found)}
        assert used & NO_INKS == set()
    for found in interior.objects:
        if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            assert "/Group" not in found
            is_image = found.get("/Subtype") == "/Image" and "/ImageMask" not in found
            assert not is_image or found.ColorSpace in {"/DeviceCMYK", "/DeviceGray"}
            assert found.get("/ca", 1) == 1
            assert found.get("/Type") not in {"/Annot", "/StructElem"}


def test_boxes_are_exact_to_a_tenth_of_a_millimetre(interior: pikepdf.Pdf) -> None:
    expected = {
        "/MediaBox": (0, 0, 216, 303),
        "/CropBox": (0, 0, 216, 303),
        "/BleedBox": (0, 0, 216, 303),
        "/TrimBox": (3, 3, 213, 300),
    }
    for page in interior.pages:
        for name, box in expected.items():
            found = [float(side) * 25.4 / 72 for side in page.obj[name]]
            assert found == pytest.approx(box, abs=0.05)
        assert "/ArtBox" not in page.obj


def test_all_fonts_are_embedded(printed: Path) -> None:
    ran = subprocess.run(["pdffonts", printed / INTERIOR], capture_output=True, text=True, check=True)  # noqa: S603, S607  # our own arguments
    fonts = ran.stdout.splitlines()[2:]
    assert fonts
    assert [line for line in fonts if not re.search(r" yes (yes|no)  ?(yes|no) ", line)] == []


def test_the_plates_hold_the_text_in_black_alone_and_no_more_ink_than_the_paper_takes(
    printed: Path, tmp_path: Path
) -> None:
    command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", "-r72", "-sOutputFile=%d.tif"]
    subprocess.run([*command, printed / INTERIOR], cwd=tmp_path, check=True)  # noqa: S603  # our own arguments
    assert len(list(tmp_path.glob("*(Black).tif"))) == 46
    for number in range(1, 47):
        sheets = [Image.open(tmp_path / f"{number}({plate}).tif") for plate in PLATES]
        inks = np.array([255 - np.asarray(sheet, float) for sheet in sheets]) / 2.55
        assert inks.sum(axis=0).max() <= 300
        if number == 22:  # a page of tables: no colour on it but the thumb tab's
            assert inks[:3, :, 100:500].max() == 0
            assert inks[3].max() == 100


def test_the_report_of_the_preflight_lies_beside(printed: Path) -> None:
    report = (printed / "bilancio-sociale-2019-2024-interior-preflight.html").read_text(encoding="utf-8")
    assert INTERIOR in report
    assert "<script" not in report


def test_the_job_sheet_says_what_is_ordered_of_which_files(printed: Path) -> None:
    sheet = PdfReader(printed / "bilancio-sociale-2019-2024-scheda-di-stampa.pdf")
    (page,) = sheet.pages
    told = " ".join(page.extract_text().split())
    assert "46 pagine singole, 210 × 297 mm al vivo, abbondanza 3 mm" in told
    assert "422,88 × 297 mm al vivo: quarta, dorso di 2,88 mm (calcolato), prima" in told
    assert "brossura fresata" in told
    for name in ("interior", "cover"):
        digest = sha256((printed / f"bilancio-sociale-2019-2024-{name}.pdf").read_bytes()).hexdigest()
        assert f"{digest[:32]} {digest[32:]}" in told


@pytest.fixture(scope="session")
def second_print(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the second edition, made for the press with a token on a plate of its own."""
    project = second_project(tmp_path_factory.mktemp("second-print"))
    tokens = project / "styles/tokens.toml"
    text = tokens.read_text(encoding="utf-8")
    tokens.write_text(
        text.replace("[0, 80, 82, 0],  ", '[0, 80, 82, 0], spot = "PANTONE 7417 C", ', 1), encoding="utf-8"
    )
    ran = report_pdf(project, "build", "--target", "print")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "written: build/print" in ran.stdout
    return project


def test_a_token_with_a_plate_is_printed_with_it_and_with_nothing_else(
    second_print: Path, tmp_path: Path
) -> None:
    command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", "-r36", "-sOutputFile=%d.tif"]
    subprocess.run([*command, second_print / SECOND], cwd=tmp_path, check=True)  # noqa: S603  # our own arguments
    spots = sorted(tmp_path.glob("*(PANTONE 7417 C).tif"))
    assert spots
    assert min(np.asarray(Image.open(spot)).min() for spot in spots) == 0


def test_the_same_input_gives_the_same_bytes(second_print: Path) -> None:
    before = (second_print / SECOND).read_bytes()
    ran = report_pdf(
        second_print, "build", "--target", "print", "--out", "again", TZ="Asia/Tokyo", PYTHONHASHSEED="7"
    )
    assert ran.returncode == 0
    assert (second_print / "again/print" / Path(SECOND).name).read_bytes() == before


def test_what_is_wrong_is_told_at_once_and_leaves_no_file(second_print: Path, tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns("build", "again")
    project = Path(shutil.copytree(second_print, tmp_path / "p", ignore=ignored))
    (project / "styles/icc/FOGRA39L_coated.icc").write_bytes(b"no profile")
    tokens = project / "styles/tokens.toml"
    tokens.write_text(tokens.read_text().replace("[100, 78, 30, 45]", "[100, 98, 60, 70]"))
    ran = report_pdf(project, "build", "--target", "print")
    assert "icc/FOGRA39L_coated.icc cannot be the output profile" in ran.stdout + ran.stderr
    assert "notte takes 328 % of ink" in ran.stdout + ran.stderr
    assert ran.returncode == ExitCode.DATA
    assert not (project / "build").exists()
