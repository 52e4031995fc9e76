from __future__ import annotations

import pytest
from part_input import drawn_part
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from report_pdf.parts.interactive.destinations import (
    prefixed,
    read_destinations,
    target_of,
    write_destinations,
)


def named(pages: int = 2) -> Pdf:
    """A part with names of both kinds, in a tree with a ring."""
    pdf = drawn_part(b"", pages=pages)
    first, last = pdf.pages[0].obj, pdf.pages[-1].obj
    lost = pdf.make_indirect(Dictionary(Type=Name.Page))
    names = [
        String("due"),
        Dictionary(D=Array([last, Name.XYZ, 1.5, None, 0])),
        String("perso"),
        Array([lost, Name.Fit]),
    ]
    node = pdf.make_indirect(Dictionary(Names=Array([*names, String("strano"), Array([first, Name.Boh, 1])])))
    node["/Kids"] = Array([node])
    pdf.Root["/Names"] = Dictionary(Dests=Dictionary(Kids=Array([node])))
    pdf.Root["/Dests"] = Dictionary({"/uno": Array([first, Name.FitH, 20]), "/giro": Name("/giro")})
    return pdf


def test_names_of_both_kinds_are_one_flat_tree_with_the_key() -> None:
    pdf = named()
    write_destinations(pdf, read_destinations(pdf), "B")
    items = list(pdf.Root.Names.Dests.Names)
    assert [str(name) for name in items[::2]] == ["B:due", "B:strano", "B:uno"]
    assert [str(view[1]) for view in items[1::2]] == ["/XYZ", "/Fit", "/FitH"]
    assert [view[0].objgen for view in items[1::2]] == [pdf.pages[n].obj.objgen for n in (1, 0, 0)]
    assert "/Dests" not in pdf.Root


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ("/Dest (due)", "B:due"),
        ("/Dest /uno", "B:uno"),
        ("/A << /S /GoTo /D (due) >>", "B:due"),
        ("/Dest (perso)", None),
        ("/Dest (mai visto)", None),
        ("/Dest [7 /Fit]", None),
        ("/Dest [null /Fit]", None),
        ("/Dest 3", None),
        ("/A << /S /URI /URI (x) >>", None),
    ],
)
def test_what_leads_by_name_leads_by_the_new_one_or_nowhere(entries: str, expected: str | None) -> None:
    pdf = named()
    target = target_of(Object.parse(f"<< {entries} >>".encode()), read_destinations(pdf), "B")
    assert (None if target is None else str(target)) == expected


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("/XYZ 1 2 0", "/XYZ 1 2 0"),
        ("/XYZ null 2 null", "/XYZ null 2 null"),
        ("/XYZ 1", "/Fit"),
        ("/FitR 1 2 3 (4)", "/Fit"),
        ("", "/Fit"),
        ("/Fit 1 2", "/Fit"),
    ],
)
def test_views_are_whole_or_show_the_page(view: str, expected: str) -> None:
    pdf = drawn_part(b"")
    target = target_of(Object.parse(f"<< /Dest [0 {view}] >>".encode()), read_destinations(pdf), "B")
    assert isinstance(target, Array)
    assert target[0].objgen == pdf.pages[0].obj.objgen
    parts = ["null" if part is None else f"{part}" for part in list(target)[1:]]
    assert " ".join(part.removesuffix(".0") for part in parts) == expected


def test_names_are_ascii_in_the_book() -> None:
    assert prefixed(b"Tabella 1", "B") == "B:Tabella%201"
    assert prefixed("è".encode(), "B") == "B:%C3%A8"
    assert prefixed(b"uno_(due)", "B") == "B:uno_(due)"


def test_a_part_without_names_gets_none() -> None:
    pdf = drawn_part(b"")
    write_destinations(pdf, read_destinations(pdf), "B")
    assert "/Names" not in pdf.Root
