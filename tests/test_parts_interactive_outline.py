from __future__ import annotations

from itertools import pairwise

from part_input import drawn_part, values
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from report_pdf.parts.interactive.destinations import read_destinations
from report_pdf.parts.interactive.outline import DEEPEST, MOST_ENTRIES, normalise_outline


def outlined(pdf: Pdf, *entries: Object) -> int:
    """Chain the entries, make them the outline, and normalise it."""
    chain(pdf.Root, entries)
    return normalise_outline(pdf, read_destinations(pdf))


def chain(owner: Object, entries: tuple[Object, ...]) -> None:
    for one, following in pairwise(entries):
        one["/Next"] = following
    if owner.get("/Type") == Name.Catalog:
        owner["/Outlines"] = Dictionary()
        owner = owner["/Outlines"]
    owner["/First"] = entries[0]


def item(pdf: Pdf, title: str, page: int | None = 0, *kids: Object) -> Object:
    made = pdf.make_indirect(Dictionary(Title=String(title)))
    if page is not None:
        made["/Dest"] = Array([pdf.pages[page].obj, Name.Fit])
    if kids:
        chain(made, kids)
    return made


def titles(owner: Object) -> list[object]:
    found: list[object] = []
    at = owner.get("/First")
    while at is not None:
        inside = titles(at)
        found.append((str(at.Title), inside) if inside else str(at.Title))
        at = at.get("/Next")
    return found


def test_the_outline_is_closed_and_leads_to_pages() -> None:
    pdf = drawn_part(b"", pages=2)
    assert outlined(pdf, item(pdf, "Uno", 0, item(pdf, "A", 1), item(pdf, "B", 1)), item(pdf, "Due", 1)) == 0
    root = pdf.Root.Outlines
    assert titles(root) == [("Uno", ["A", "B"]), "Due"]
    assert values(root.Count, root.First.Count, "/Count" in root.Last) == (2, -2, False)
    assert root.First.Last.Prev.objgen == root.First.First.objgen
    assert root.First.Parent.objgen == root.objgen


def test_an_entry_without_a_page_has_that_of_the_first_below() -> None:
    pdf = drawn_part(b"", pages=2)
    assert outlined(pdf, item(pdf, "Uno", None, item(pdf, "A", 1)), item(pdf, "Due", None)) == 1
    assert titles(pdf.Root.Outlines) == [("Uno", ["A"])]
    assert pdf.Root.Outlines.First.Dest[0].objgen == pdf.pages[1].obj.objgen


def test_a_ring_ends() -> None:
    pdf = drawn_part(b"")
    one, two = item(pdf, "Uno"), item(pdf, "Due")
    two["/Next"], two["/First"] = one, one
    outlined(pdf, one, two)
    assert titles(pdf.Root.Outlines) == ["Uno", "Due"]


def test_depth_and_length_have_an_end() -> None:
    pdf = drawn_part(b"")
    deep = item(pdf, "fondo")
    for _level in range(50):
        deep = item(pdf, "x", 0, deep)
    outlined(pdf, deep)
    depth, at = 0, pdf.Root.Outlines
    while "/First" in at:
        depth, at = depth + 1, at.First
    assert depth == DEEPEST
    outlined(pdf, *(item(pdf, "x") for _entry in range(MOST_ENTRIES + 5)))
    assert pdf.Root.Outlines.Count == MOST_ENTRIES


def test_an_outline_that_is_none_goes() -> None:
    pdf = drawn_part(b"")
    pdf.Root["/Outlines"] = Dictionary(First=3)
    assert normalise_outline(pdf, read_destinations(pdf)) == 0
    assert "/Outlines" not in pdf.Root
