from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from outside_files import drawn_pdf, request, written
from pikepdf import Array, Dictionary, Encryption, Name, Pdf

from report_pdf.findings import Severity
from report_pdf.parts.opening.open_pdf import readable_copy, refuse_by_content
from report_pdf.parts.refusals import RefusedError


def pages_of(source: Path, tmp_path: Path) -> int:
    with pikepdf.open(readable_copy(request(source), source, tmp_path)) as pdf:
        return len(pdf.pages)


def refusal(source: Path, tmp_path: Path) -> str:
    with pytest.raises(RefusedError) as caught:
        readable_copy(request(source), source, tmp_path)
    finding = caught.value.finding
    assert (finding.severity, finding.where.file) == (Severity.BLOCK, source.name)
    assert finding.hint
    return finding.rule


def test_a_sound_file_is_read_itself(tmp_path: Path) -> None:
    source = written(tmp_path / "b.pdf")
    assert readable_copy(request(), source, tmp_path) == source


def test_a_file_with_a_broken_table_of_objects_is_read(tmp_path: Path) -> None:
    source = written(tmp_path / "b.pdf", pages=2)
    source.write_bytes(source.read_bytes().replace(b"startxref", b"startxxxx"))
    assert pages_of(source, tmp_path) == 2


@pytest.mark.parametrize("instead", [b"", b"/Root null", b"/Root 99 0 R", b"/Root 2 0 R"])
def test_a_file_that_does_not_say_where_its_catalog_is_is_read(instead: bytes, tmp_path: Path) -> None:
    source = written(tmp_path / "b.pdf", pages=2)
    source.write_bytes(re.sub(rb"/Root \d+ 0 R", instead, source.read_bytes()))
    assert pages_of(source, tmp_path) == 2


def test_a_page_tree_that_holds_itself_is_read_without_it(tmp_path: Path) -> None:
    def knot(pdf: Pdf) -> None:
        kids = pdf.Root["/Pages"]["/Kids"]
        assert isinstance(kids, Array)
        kids.append(pdf.Root["/Pages"])

    source = written(tmp_path / "b.pdf", knot, pages=2)
    assert pages_of(source, tmp_path) == 2


def test_a_password_that_is_empty_is_no_password(tmp_path: Path) -> None:
    source = tmp_path / "b.pdf"
    with drawn_pdf() as pdf:
        pdf.save(source, encryption=Encryption(owner="o", user=""))
    assert pages_of(source, tmp_path) == 1


def test_a_locked_file_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "b.pdf"
    with drawn_pdf() as pdf:
        pdf.save(source, encryption=Encryption(owner="o", user="u"))
    assert refusal(source, tmp_path) == "data.appendix-password"


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "data.appendix-not-pdf"),
        (b"ciao", "data.appendix-not-pdf"),
        (b"\x89PNG\r\n", "data.appendix-not-pdf"),
        (b"%PDF-1.4\n" + bytes(2000), "data.appendix-unreadable"),
    ],
)
def test_what_is_no_pdf_and_what_is_left_of_one_are_refused(data: bytes, rule: str, tmp_path: Path) -> None:
    source = tmp_path / "b.pdf"
    source.write_bytes(data)
    assert refusal(source, tmp_path) == rule


def test_a_signed_envelope_around_a_pdf_is_refused(tmp_path: Path) -> None:
    source = written(tmp_path / "b.pdf")
    source.write_bytes(b"\x30\x80\x06\x09" + source.read_bytes())
    assert refusal(source, tmp_path) == "data.appendix-not-pdf"


def test_a_file_without_pages_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "b.pdf"
    with pikepdf.new() as pdf:
        pdf.save(source)
    assert refusal(source, tmp_path) == "data.appendix-no-pages"


@pytest.mark.parametrize(("fields", "is_refused"), [(Array([]), True), (Array([Dictionary(T="a")]), False)])
def test_a_form_that_is_built_while_it_is_open_is_refused(fields: Array, is_refused: bool) -> None:  # noqa: FBT001
    with drawn_pdf() as pdf:
        pdf.Root["/AcroForm"] = Dictionary(XFA=pdf.make_stream(b"<xdp/>"), Fields=fields)
        if not is_refused:
            refuse_by_content(request(), pdf)
            pdf.Root["/NeedsRendering"] = True
        with pytest.raises(RefusedError) as caught:
            refuse_by_content(request(), pdf)
    assert caught.value.finding.rule == "data.appendix-xfa"


def test_entries_of_wrong_types_are_no_form() -> None:
    with drawn_pdf() as pdf:
        pdf.Root["/AcroForm"] = Name("/None")
        refuse_by_content(request(), pdf)
