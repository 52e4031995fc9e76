from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from pypdf import PdfReader, PdfWriter
from typeset_input import BOOK

from report_pdf.binding.duplicates import share_streams
from report_pdf.binding.graft import add_places, dictionary, graft, new_book
from report_pdf.binding.pack import pack
from report_pdf.typeset.xmp import document_id


def shared(pdf: Pdf, folder: Path) -> Pdf:
    pdf.save(folder / "source.pdf")
    writer: PdfWriter = new_book()
    reader = PdfReader(folder / "source.pdf")
    places = add_places(writer, len(reader.pages))
    grafted = graft(reader, writer, places)
    for place, page in zip(places, grafted.pages, strict=True):
        dictionary(place).update(page)
    writer.root_object.update(grafted.catalog)
    share_streams(writer)
    writer.write(folder / "written.pdf")
    pack(folder / "written.pdf", folder / "packed.pdf", document_id(BOOK))
    return pikepdf.open(folder / "packed.pdf")


def test_the_same_streams_become_one_and_so_do_those_that_refer_to_them(tmp_path: Path) -> None:
    pdf = Pdf.new()
    masks = [pdf.make_stream(b"mask" * 9, Width=1) for _copy in range(2)]
    pdf.Root["/Images"] = Array([pdf.make_stream(b"image" * 9, SMask=mask) for mask in masks])
    after = shared(pdf, tmp_path)
    one, other = after.Root["/Images"]
    assert one.objgen == other.objgen
    assert one.SMask.objgen == other.SMask.objgen


def test_streams_that_differ_in_an_entry_or_a_byte_stay_apart(tmp_path: Path) -> None:
    pdf = Pdf.new()
    made = [
        pdf.make_stream(b"12345", Width=1),
        pdf.make_stream(b"12345", Width=2),
        pdf.make_stream(b"1234x", Width=1),
    ]
    pdf.Root["/Images"] = Array(made)
    after = shared(pdf, tmp_path)
    assert len({image.objgen for image in after.Root["/Images"]}) == 3


def test_forms_with_a_key_of_their_own_and_elements_stay_apart(tmp_path: Path) -> None:
    pdf = Pdf.new()
    pdf.Root["/Forms"] = Array([pdf.make_stream(b"same", StructParents=0) for _copy in range(2)])
    pdf.Root["/Cells"] = Array([pdf.make_indirect(Dictionary(S=Name.TD)) for _copy in range(2)])
    after = shared(pdf, tmp_path)
    for kept in ("/Forms", "/Cells"):
        assert len({found.objgen for found in after.Root[kept]}) == 2


def test_what_nothing_reaches_is_not_written(tmp_path: Path) -> None:
    pdf = Pdf.new()
    pdf.Root["/Twins"] = Array([pdf.make_stream(b"once" * 50) for _copy in range(5)])
    after = shared(pdf, tmp_path)
    streams = [o for o in after.objects if isinstance(o, pikepdf.Stream) and b"once" in o.read_bytes()]
    assert len(streams) == 1
