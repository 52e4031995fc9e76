from __future__ import annotations

import re
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from outside_files import drawn_pdf, request, written
from pikepdf import Dictionary, Name, Pdf, Stream

from report_pdf.parts.opening.damage import mend_damage
from report_pdf.parts.part import Treatment
from report_pdf.parts.prepare import prepare_part

DATA = bytes(range(256)) * 40


def stream(pdf: Pdf, raw: bytes, parameters: Dictionary | None = None) -> Stream:
    found = Stream(pdf, b"")
    found.write(raw, filter=Name.FlateDecode, decode_parms=parameters)
    return pdf.make_indirect(found)


@pytest.mark.parametrize("cut", [0, 1, 3, 40, 200])
def test_of_a_stream_that_breaks_off_all_is_kept_that_decodes(cut: int) -> None:
    pdf = drawn_pdf()
    whole = zlib.compress(DATA)
    found = stream(pdf, whole[: len(whole) - cut])
    mend_damage(pdf)
    raw = found.read_raw_bytes()
    assert DATA.startswith(zlib.decompress(raw))
    assert len(zlib.decompress(raw)) > (0 if cut == 200 else len(DATA) / 4)
    assert cut or raw == whole


def test_nothing_is_kept_of_what_was_never_deflated_and_the_predictor_stays() -> None:
    pdf = drawn_pdf()
    found = stream(pdf, b"no data", Dictionary(Predictor=12, Columns=4))
    mend_damage(pdf)
    assert zlib.decompress(found.read_raw_bytes()) == b""
    assert found.DecodeParms.Columns == 4


def test_the_trailer_says_how_many_objects_there_are(tmp_path: Path) -> None:
    source = written(tmp_path / "a.pdf").read_bytes()
    with pikepdf.open(BytesIO(re.sub(rb"/Size \d+", b"", source))) as pdf:
        mend_damage(pdf)
        pdf.save(tmp_path / "b.pdf")
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        assert pdf.trailer.Size == len(pdf.objects) + 1


def test_pages_after_damage_are_bound_as_viewers_show_them(tmp_path: Path) -> None:
    source = tmp_path / "a.pdf"
    with drawn_pdf(pages=2) as pdf:
        content = zlib.compress(b"1 0 0 rg 0 0 100 50 re f " * 50)
        pdf.pages[0].obj.Contents = stream(pdf, content[:-6])
        pdf.save(source, compress_streams=False)
    source.write_bytes(re.sub(rb"/Size \d+", b"", source.read_bytes()))
    part = prepare_part(request("a.pdf"), source, tmp_path, (lambda _pages: None, lambda _page: None))
    assert part.treatment is Treatment.FIGURE
    assert part.pdf is not None
    with pikepdf.open(part.pdf) as pdf:
        assert pdf.check_pdf_syntax() == []
