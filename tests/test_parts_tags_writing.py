from __future__ import annotations

from part_input import drawn_part, kids_of, part_of, values
from pikepdf import Array, Dictionary, Name, Object, Pdf
from tag_drawing import tree

from report_pdf.parts.tags.tagged_annotations import tagged_annotations
from report_pdf.parts.tags.tree import Linked, Marked, Node
from report_pdf.parts.tags.writing import forget_tags, write_tags


def written(pdf: Pdf, top: Node) -> Object:
    write_tags(pdf, top, "B", tagged_annotations(pdf))
    return part_of(pdf)


def test_content_on_other_pages_says_so() -> None:
    pdf = drawn_part(b"", pages=2)
    first, last = (page.obj for page in pdf.pages)
    (paragraph,) = kids_of(
        written(pdf, Node("Part", [Node("P", [Marked(0, first.objgen, 0), Marked(1, last.objgen, 0)])]))
    )
    assert paragraph.Pg.objgen == first.objgen
    assert values(paragraph.K[0], paragraph.K[1].MCID, paragraph.K[1].Pg.objgen) == (0, 0, last.objgen)
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    assert [numbers[1][0].objgen, numbers[3][0].objgen] == [paragraph.objgen] * 2
    assert values(first.StructParents, last.StructParents) == (0, 1)


def test_keys_are_dense_pages_first() -> None:
    pdf = drawn_part(b"", pages=3)
    link = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link))
    pdf.pages[0].obj["/Annots"] = Array([link])
    last = pdf.pages[2].obj
    part = written(
        pdf, Node("Part", [Node("Link", [Linked(link.objgen)]), Node("P", [Marked(2, last.objgen, 1)])])
    )
    root = pdf.Root.StructTreeRoot
    element, paragraph = kids_of(part)
    assert values(last.StructParents, link.StructParent, root.ParentTreeNextKey) == (0, 1, 2)
    assert list(root.ParentTree.Nums[1]) == [None, paragraph]
    assert root.ParentTree.Nums[3].objgen == element.objgen
    assert (element.K.Obj.objgen, element.K.Pg.objgen) == (link.objgen, pdf.pages[0].obj.objgen)


def test_notes_have_an_identifier_and_each_identifier_is_used_once() -> None:
    pdf = drawn_part(b"")
    one, two = Node("P", identifier="note-1"), Node("P", identifier="note-1")
    part = written(pdf, Node("Part", [one, two, Node("Note"), Node("Note", identifier="n")]))
    assert [str(kid.get("/ID", "")) for kid in kids_of(part)] == ["B:note-1", "", "B:note-2", "B:n"]
    names = list(pdf.Root.StructTreeRoot.IDTree.Names)
    assert [str(name) for name in names[::2]] == ["B:n", "B:note-1", "B:note-2"]


def test_attributes_are_written_by_owner() -> None:
    pdf = drawn_part(b"")
    cell = Node(
        "TD",
        attributes={"Table": {"ColSpan": 2, "Summary": "Dati"}, "Layout": {"BBox": (0.0, 1.23456, 2.0, 3.0)}},
    )
    layout, table = kids_of(written(pdf, Node("Part", [cell])))[0].A
    assert values(layout.O, [float(side) for side in layout.BBox]) == (Name.Layout, [0, 1.235, 2, 3])
    assert values(table.O, table.ColSpan, str(table.Summary)) == (Name.Table, 2, "Dati")


def test_a_long_tree_is_no_matter() -> None:
    pdf = drawn_part(b"")
    top = tree("Part")
    at = top
    for _level in range(3000):
        at.kids.append(Node("Div"))
        at = at.nodes[0]
    written(pdf, top)


def test_keys_are_forgotten_wherever_they_are() -> None:
    pdf = drawn_part(b"")
    stream = pdf.make_stream(b"")
    stream["/StructParent"], pdf.pages[0].obj["/StructParents"] = 3, 4
    pdf.pages[0].obj["/X"] = stream
    written(pdf, tree("Part"))
    forget_tags(pdf)
    assert not {"/StructTreeRoot", "/MarkInfo"} & set(pdf.Root.keys())
    assert ("/StructParent" in stream, "/StructParents" in pdf.pages[0].obj) == (False, False)
