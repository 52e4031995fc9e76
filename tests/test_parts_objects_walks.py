from __future__ import annotations

from archival_input import page as drawn_page
from part_input import drawn_part
from pikepdf import Array, Dictionary, Pdf, String

from report_pdf.parts.objects.entries import entries
from report_pdf.parts.objects.values import text
from report_pdf.parts.objects.walks import indirect, inherited, own_resources, tree_items


def test_a_tree_with_a_ring_gives_each_item_once_and_in_order() -> None:
    pdf = drawn_part(b"")
    leaves = [pdf.make_indirect(Dictionary(Names=Array([String(each), 1, String("odd")]))) for each in "ab"]
    root = pdf.make_indirect(Dictionary(Kids=Array([*leaves, 3])))
    leaves[1]["/Kids"] = Array([root, leaves[0]])
    assert [text(key) for key, _value in tree_items(root, "/Names")] == ["a", "b"]


def test_resources_come_from_above_and_a_ring_of_pages_ends() -> None:
    pdf = drawn_part(b"")
    page = pdf.pages[0]
    del page.obj["/Resources"]
    page.obj["/Parent"]["/Resources"] = Dictionary(X=1)
    assert own_resources(page).X == 1
    assert page.obj["/Resources"].X == 1
    ring = pdf.make_indirect(Dictionary())
    ring["/Parent"] = ring
    assert inherited(ring, "/Resources") is None


def test_entries_are_inherited_even_from_a_circle() -> None:
    pdf = drawn_page(b"")
    parent = pdf.Root["/Pages"]
    parent["/Parent"] = parent
    leaf = pdf.pages[0].obj
    parent["/Resources"] = Dictionary(A=1)
    del leaf["/Resources"]
    assert entries(inherited(leaf, "/Resources")) == [("/A", 1)]
    assert inherited(leaf, "/Nothing") is None


def test_bare_values_have_no_parts() -> None:
    pdf = Pdf.new()
    pdf.Root["/A"] = pdf.make_indirect(Dictionary(B=1))
    assert all(found.is_indirect for found in indirect(pdf))
    assert pdf.Root["/A"].objgen in {found.objgen for found in indirect(pdf)}
