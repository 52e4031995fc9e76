from __future__ import annotations

import pytest
from part_input import drawn_part, values
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from zoo.animal import annotated, dictionary

from report_pdf.parts.interactive.annotations import Annotated, keep_allowed, normalise_annotations

BOX = "/Rect [10 10 60 30]"


def kept(*entries: str) -> tuple[Pdf, Annotated]:
    pdf = drawn_part(b"")
    annotated(*entries)(pdf)
    result = keep_allowed(pdf)
    normalise_annotations(pdf, result)
    return pdf, result


def kinds(pdf: Pdf) -> list[str]:
    return [str(each.Subtype) for each in pdf.pages[0].obj.get("/Annots", [])]


def test_kinds_that_no_archive_may_hold_go_and_are_counted() -> None:
    pdf, result = kept(
        *(f"/Subtype /{kind} {BOX}" for kind in ("Redact", "FileAttachment", "Boh", "Boh", "Caret")), BOX
    )
    assert kinds(pdf) == ["/Caret"]
    assert result.removed == {"Redact": 1, "FileAttachment": 1, "Boh": 2, "?": 1}


@pytest.mark.parametrize(
    "entries",
    [
        f"/Subtype /Stamp /F 2 {BOX}",
        f"/Subtype /Stamp /F 32 {BOX}",
        f"/Subtype /Popup {BOX}",
        "/Subtype /Stamp /Rect [1 2]",
    ],
)
def test_what_is_not_seen_goes_without_a_word(entries: str) -> None:
    pdf, result = kept(entries)
    assert "/Annots" not in pdf.pages[0].obj
    assert not result.removed


def test_comments_print_as_they_are_seen_and_have_words() -> None:
    pdf, _result = kept(
        f"/Subtype /Text /F 28 /A << /S /URI >> /Popup << >> /IRT << >> {BOX}",
        f"/Subtype /Stamp /Contents (Visto) {BOX}",
    )
    note, stamp = pdf.pages[0].obj.Annots
    assert values(note.F, stamp.F) == (28, 4)
    assert (str(note.Contents), str(stamp.Contents)) == ("Nota", "Visto")
    assert note.P.objgen == pdf.pages[0].obj.objgen
    assert not {"/A", "/Popup", "/IRT"} & set(note.keys())


def looks(pdf: Pdf, entries: str) -> Object:
    look = pdf.make_indirect(Stream(pdf, b"", BBox=Array([0, 0, 9, 9])))
    made = dictionary(f"/Type /Annot /Subtype /Stamp {BOX} {entries}")
    made["/AP"] = Dictionary(N=Dictionary(Uno=look, Due=look) if "/AS" in entries else look, D=look)
    pdf.pages[0].obj["/Annots"] = Array([made])
    return look


@pytest.mark.parametrize("entries", ["", "/AS /Uno", "/AS /Tre"])
def test_the_look_of_now_is_kept_alone(entries: str) -> None:
    pdf = drawn_part(b"")
    look = looks(pdf, entries)
    normalise_annotations(pdf, result := keep_allowed(pdf))
    (stamp,) = pdf.pages[0].obj.Annots
    assert stamp.is_indirect
    assert (list(stamp.AP.keys()), stamp.AP.N.objgen, "/AS" in stamp) == (["/N"], look.objgen, False)
    assert (look.Subtype, result.bare) == (Name.Form, [])


def test_a_comment_that_says_not_how_it_looks_is_told() -> None:
    assert kept(f"/Subtype /Highlight {BOX}")[1].bare == [1]
    assert kept("/Subtype /Highlight /Rect [1 1 1 1]")[1].bare == []


def test_one_that_stands_on_two_pages_stays_on_the_first() -> None:
    pdf = drawn_part(b"", pages=2)
    annotated(f"/Subtype /Link {BOX}")(pdf)
    pdf.pages[1].obj["/Annots"] = Array([pdf.pages[0].obj.Annots[0], 3])
    keep_allowed(pdf)
    assert (kinds(pdf), "/Annots" in pdf.pages[1].obj) == (["/Link"], False)
