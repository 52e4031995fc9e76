from __future__ import annotations

import pytest
from part_input import drawn_part, request
from pikepdf import Array, Dictionary, Name, Object, Pdf
from zoo.animal import annotated

from report_pdf.parts.interactive.destinations import read_destinations
from report_pdf.parts.interactive.part_links import normalise_links


def linked(entries: str) -> tuple[Pdf, tuple[int, ...]]:
    """A part with a name "due" for its second page, and this link on its first; the pages of dead links."""
    pdf = drawn_part(b"", pages=2)
    pdf.Root["/Dests"] = Dictionary(due=Array([pdf.pages[1].obj, Name.Fit]))
    annotated(f"/Subtype /Link /Rect [0 0 9 9] {entries}")(pdf)
    return pdf, normalise_links(pdf, read_destinations(pdf), request())


def link_of(pdf: Pdf) -> Object:
    (link,) = pdf.pages[0].obj.Annots
    return link


@pytest.mark.parametrize(
    ("entries", "target", "said"),
    [
        ("/Dest (due)", "B:due", "Allegato B, pagina 2"),
        ("/A << /S /GoTo /D (due) >> /Contents (due)", "B:due", "Allegato B, pagina 2"),
        ("/Dest /due /Contents (La mappa)", "B:due", "La mappa"),
        (
            "/A << /S /URI /URI (https://www.example.org/a/) >>",
            "https://www.example.org/a/",
            "Collegamento a example.org/a",
        ),
        (
            "/A << /S /URI /URI (mailto:a@b.it?subject=x) >>",
            "mailto:a@b.it?subject=x",
            "Posta elettronica: a@b.it",
        ),
        ("/A << /S /URI /URI (tel:+39055) >>", "tel:+39055", "Telefono: +39055"),
    ],
)
def test_links_say_where_they_lead(entries: str, target: str, said: str) -> None:
    pdf, dead = linked(f"{entries} /AP << >> /PA << >>")
    link = link_of(pdf)
    assert dead == ()
    assert str(link.get("/Dest", "") or link["/A"]["/URI"]) == target
    assert str(link.Contents) == said
    assert not {"/AP", "/PA"} & set(link.keys())


def test_a_link_to_a_page_keeps_its_view() -> None:
    pdf, _dead = linked("/Dest [1 /XYZ 1 2 0]")
    assert link_of(pdf).Dest[0].objgen == pdf.pages[1].obj.objgen


@pytest.mark.parametrize(
    ("entries", "dead"),
    [
        ("/Dest (mai visto)", (1,)),
        ("/A << /S /GoTo /D [9 /Fit] >>", (1,)),
        ("/A << /S /URI /URI (javascript:x) >>", ()),
        ("/A << /S /URI /URI (file:///etc) >>", ()),
        ("/A << /S /Launch >>", ()),
        ("", ()),
    ],
)
def test_links_to_nowhere_go(entries: str, dead: tuple[int, ...]) -> None:
    pdf, told = linked(entries)
    assert told == dead
    assert not list(pdf.pages[0].obj.Annots)


def test_other_annotations_are_left() -> None:
    pdf = drawn_part(b"")
    annotated("/Subtype /Stamp /Rect [0 0 9 9]")(pdf)
    assert normalise_links(pdf, read_destinations(pdf), request()) == ()
    assert link_of(pdf).Subtype == Name.Stamp
