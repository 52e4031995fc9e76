from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from outside_files import A4, A4_MM, request, rules, written
from pikepdf import Array, Dictionary, Name, Pdf, String

from report_pdf.findings import Severity
from report_pdf.parts.pages.boxes import view_of
from report_pdf.parts.pages.drawing import draw, drawable
from report_pdf.parts.pages.picture_check import is_unlike
from report_pdf.parts.part import PreparedPart, Treatment
from report_pdf.parts.prepare import prepare_part

APPENDICES = Path(__file__).parents[1] / "data" / "2019-2024" / "appendices"
HELVETICA = b"BT /F1 40 Tf 60 400 Td (Comuni) Tj ET"


def prepared(source: Path, tmp_path: Path, *, only_drawn: bool = False, **asked: object) -> PreparedPart:
    tellers = (lambda _number: None, lambda _number: None)
    return prepare_part(request("b.pdf", **asked), source, tmp_path, tellers, only_drawn=only_drawn)


def with_helvetica(*numbers: int) -> Callable[[Pdf], None]:
    """The 1-based pages show words in a font that the file does not hold."""

    def change(pdf: Pdf) -> None:
        for number in numbers:
            page = pdf.pages[number - 1].obj
            font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
            page["/Resources"] = Dictionary(Font=Dictionary(F1=font))
            page["/Contents"] = pdf.make_stream(HELVETICA)

    return change


def signed(pdf: Pdf) -> None:
    value = Dictionary(Type=Name.Sig, Contents=String("x"))
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String("f"), V=value, Rect=[0, 0, 0, 0]
        )
    )
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([field]), SigFlags=3)
    pdf.pages[0].obj["/Annots"] = Array([field])


def test_the_tagged_appendix_of_the_office_keeps_its_tags(tmp_path: Path) -> None:
    part = prepared(APPENDICES / "elenco-comuni-toscani.pdf", tmp_path)
    assert (part.pages, part.treatment) == (15, Treatment.TAGS)
    assert [finding.severity for finding in part.findings] == [Severity.NOTE] * len(part.findings)


def test_the_untagged_one_becomes_pictures(tmp_path: Path) -> None:
    part = prepared(APPENDICES / "comuni-per-classe.pdf", tmp_path, fit=True)
    assert (part.pages, part.treatment) == (2, Treatment.FIGURE)
    assert part.reasons
    assert part.pdf
    with pikepdf.open(part.pdf) as pdf:
        assert view_of(pdf.pages[1]).size == pytest.approx(A4[::-1], abs=0.01)


def test_only_the_page_that_no_archive_takes_becomes_an_image(tmp_path: Path) -> None:
    part = prepared(written(tmp_path / "b.pdf", with_helvetica(2), pages=3), tmp_path)
    assert part.treatment is Treatment.FIGURE
    assert "1 of them an image of 200 dpi" in part.findings[-1].message
    assert "(page 2)" in part.findings[-1].message


def test_a_part_of_such_pages_becomes_images_and_says_so_when_tags_were_asked_for(tmp_path: Path) -> None:
    source = written(tmp_path / "b.pdf", with_helvetica(1, 2), pages=2)
    part = prepared(source, tmp_path, treatment=Treatment.TAGS)
    assert part.treatment is Treatment.IMAGE
    assert (part.findings[-1].rule, part.findings[-1].severity) == ("data.appendix-treatment", Severity.WARN)


def test_an_attached_part_has_no_pages(tmp_path: Path) -> None:
    part = prepared(written(tmp_path / "b.pdf", pages=3), tmp_path, treatment=Treatment.ATTACH)
    assert (part.source_pages, part.pages, part.pdf) == (3, 0, None)
    assert part.treatment is Treatment.ATTACH


def test_a_signed_file_goes_beside_the_book(tmp_path: Path) -> None:
    part = prepared(written(tmp_path / "b.pdf", signed), tmp_path)
    assert (part.is_signed, part.pages) == (True, 1)
    assert "data.appendix-signed" in rules(part.findings)


def test_too_many_pages_are_refused(tmp_path: Path) -> None:
    part = prepared(written(tmp_path / "b.pdf", pages=3), tmp_path, most_pages=2, is_cover=True)
    assert (rules(part.findings), part.pdf) == (["data.cover-too-many-pages"], None)


def test_a_cover_of_another_size_is_refused(tmp_path: Path) -> None:
    source = written(tmp_path / "b.pdf")
    assert rules(prepared(source, tmp_path, is_cover=True, page_mm=(200.0, 297.0)).findings) == [
        "data.cover-size"
    ]
    assert prepared(source, tmp_path, is_cover=True, page_mm=A4_MM).treatment is Treatment.FIGURE


def test_when_nothing_else_is_possible_the_pages_are_drawn(tmp_path: Path) -> None:
    source = written(tmp_path / "b.pdf", pages=2)
    part = prepared(source, tmp_path, only_drawn=True)
    assert (part.pages, part.treatment) == (2, Treatment.IMAGE)
    assert "damaged" in part.findings[-1].message
    assert part.pdf
    with drawable(source) as before, drawable(part.pdf) as after:
        for index in range(2):
            assert not is_unlike(draw(before, index, 1), draw(after, index, 1))


def test_a_page_of_which_viewers_show_nothing_is_drawn_with_the_box_that_it_gets(tmp_path: Path) -> None:
    def spoil(pdf: Pdf) -> None:
        with_helvetica(1)(pdf)
        pdf.pages[0].obj["/CropBox"] = Array([900, 900, 950, 950])

    part = prepared(written(tmp_path / "b.pdf", spoil), tmp_path)
    assert (part.pages, part.treatment) == (1, Treatment.IMAGE)


def test_values_of_wrong_types_everywhere_do_no_harm(tmp_path: Path) -> None:
    def spoil(pdf: Pdf) -> None:
        for key in ("AcroForm", "Outlines", "Names", "StructTreeRoot", "MarkInfo", "OCProperties", "Dests"):
            pdf.Root[f"/{key}"] = 3
        for key in (
            "Lang",
            "PageLabels",
            "Metadata",
            "OutputIntents",
            "AF",
            "OpenAction",
            "ViewerPreferences",
        ):
            pdf.Root[f"/{key}"] = Array([Name.X])
        page = pdf.pages[0].obj
        for key in ("Resources", "CropBox", "Rotate", "UserUnit", "Annots", "Group", "StructParents", "AA"):
            page[f"/{key}"] = Name.X

    part = prepared(written(tmp_path / "b.pdf", spoil, pages=2), tmp_path)
    assert (part.pages, part.treatment) == (2, Treatment.FIGURE)
