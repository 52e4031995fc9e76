from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from part_input import book_of, drawn_part, request, typeset_part
from pikepdf import Array, Dictionary, Name, Pdf, String
from zoo.animal import annotated, put

from report_pdf.parts.interactive.interactive import normalise
from report_pdf.parts.tags.soundness import judge_tags
from report_pdf.parts.tags.tagging import keep_tags
from report_pdf.readback.readback import check_structure

BOX = "/Rect [10 10 60 30]"


def rules(pdf: Pdf) -> list[str]:
    return [finding.rule for finding in normalise(pdf, request())]


def test_a_quiet_file_has_nothing_to_tell() -> None:
    assert rules(drawn_part(b"")) == []


def test_each_loss_is_told_with_its_pages() -> None:
    pdf = drawn_part(b"", pages=2)
    annotated(f"/Subtype /Boh {BOX}", f"/Subtype /Stamp {BOX}")(pdf)
    pdf.attachments["a.csv"] = b"a;b"
    pdf.Root["/Outlines"] = Dictionary(
        First=pdf.make_indirect(Dictionary(Title=String("x"), Dest=String("mai")))
    )
    told = {finding.rule: finding.message for finding in normalise(pdf, request())}
    assert told == {
        "data.appendix-dead-link": "entries of the outline that led to no page were removed: 1",
        "data.appendix-files-removed": "files embedded in it were removed: a.csv",
        "data.appendix-annotation-removed": (
            "annotations of kinds that no archive may hold were removed: Boh (1)"
        ),
        "data.appendix-no-appearance": "fields or comments do not say how they look (pages 1)",
    }


def test_dead_links_are_told_together() -> None:
    pdf = drawn_part(b"", pages=2)
    annotated(f"/Subtype /Link /Dest (mai) {BOX}", f"/Subtype /Link /Dest (visto) {BOX}")(pdf)
    (told,) = normalise(pdf, request())
    assert told.message == "2 links that led to no page were removed (pages 1)"


def test_a_tagged_part_with_links_fields_layers_and_comments_passes(
    tmp_path: Path, verapdf: Callable[[Path, str], list[str]]
) -> None:
    pdf = typeset_part(
        '<h1 id="su">Uno</h1><p>Torna <a href="#su">su</a>, <a href="mailto:a@b.it">scrivi</a></p>'
    )
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Bozza"), Usage=Dictionary()))
    pdf.Root["/OCProperties"] = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), AS=Array()))
    page = pdf.pages[0]
    put(page.obj, "/Tabs /R")
    field = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("nome")))
    field["/Rect"] = Array([10, 10, 60, 30])
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([field]), NeedAppearances=True)
    look = pdf.make_stream(b"0 0 9 9 re f")
    look["/BBox"] = Array([0, 0, 9, 9])
    stamp = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([70, 10, 90, 30])))
    stamp["/AP"] = Dictionary(N=look)
    page.obj["/Annots"] = Array([*page.obj["/Annots"], field, stamp])
    assert rules(pdf) == []
    own = judge_tags(pdf)
    assert own.faults == ()
    keep_tags(pdf, request(), own)
    book = book_of(pdf)
    (tmp_path / "book.pdf").write_bytes(book)
    assert check_structure(book) == ()
    assert [verapdf(tmp_path / "book.pdf", flavour) for flavour in ("ua1", "2a")] == [[], []]
