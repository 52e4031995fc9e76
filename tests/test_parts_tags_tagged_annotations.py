from __future__ import annotations

import pytest
from part_input import drawn_part
from pikepdf import Array, Dictionary, Name, Pdf
from tag_drawing import Drawing, drawing_of, tree

from report_pdf.parts.tags.tagged_annotations import place_annotations, tagged_annotations
from report_pdf.parts.tags.tree import Linked, Node


def annotated(*kinds: str, pages: int = 1) -> tuple[Pdf, list[Linked]]:
    """A part whose last page has annotations of these kinds."""
    pdf = drawn_part(b"", pages=pages)
    made = [pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"))) for kind in kinds]
    pdf.pages[-1].obj["/Annots"] = Array(made)
    return pdf, [Linked(each.objgen) for each in made]


def placed(pdf: Pdf, top: Node, linked: list[Linked]) -> Drawing | str:
    """The tree, in which the annotations are drawn as "0", "1"..."""
    place_annotations(top, tagged_annotations(pdf))
    names = {str(each.annotation[0]): str(number) for number, each in enumerate(linked)}

    def named(drawing: Drawing | str) -> Drawing | str:
        if isinstance(drawing, str):
            return names.get(drawing, drawing)
        return tuple(named(each) if isinstance(each, str | tuple) else each for each in drawing)

    return named(drawing_of(top))


def test_annotations_stay_where_the_tags_have_them_once() -> None:
    pdf, (link,) = annotated("Link")
    top = Node("Part", [Node("Link", [tree("Span"), link]), Node("Link", [tree(("P", 0)), link])])
    assert placed(pdf, top, [link]) == ("Part", ("Link", "Span", "0"), ("Span", ("P", 0)))


@pytest.mark.parametrize(("kind", "role"), [("Link", "Link"), ("Widget", "Form"), ("Stamp", "Annot")])
def test_each_is_in_an_element_of_its_own_kind(kind: str, role: str) -> None:
    pdf, (found,) = annotated(kind)
    assert placed(pdf, Node("Part", [Node("P", [found])]), [found]) == ("Part", ("P", (role, "0")))


def test_a_form_element_has_one_field_and_nothing_else() -> None:
    pdf, fields = annotated("Widget", "Widget", "Widget")
    top = Node("Part", [Node("Form", [*fields[:1]]), Node("Form", [tree(("Lbl", 1)), *fields[1:]])])
    assert placed(pdf, top, fields) == (
        "Part",
        ("Form", "0"),
        ("Span", ("Lbl", 1), ("Form", "1"), ("Form", "2")),
    )


def test_a_link_in_a_link_is_text() -> None:
    pdf, links = annotated("Link", "Link")
    inner = Node("Link", [tree(("Span", 1)), links[1]])
    top = Node("Part", [Node("Link", [inner, links[0]])])
    assert placed(pdf, top, links) == ("Part", ("Link", ("Span", ("Span", 1)), "0", "1"))


def test_those_that_nobody_tagged_follow_what_their_page_shows() -> None:
    pdf, links = annotated("Link", pages=2)
    top = Node("Part", [tree(("P", 0)), tree(("P", 0), page=1), tree(("P", 0), page=2)])
    assert placed(pdf, top, links) == ("Part", ("P", 0), ("P", 0), ("Link", "0"), ("P", 0))
    alone = Node("Part")
    assert placed(pdf, alone, links) == ("Part", ("Link", "0"))


def test_windows_and_printers_marks_are_no_content() -> None:
    pdf, _links = annotated("Popup", "PrinterMark", "TrapNet")
    assert tagged_annotations(pdf) == {}


def test_a_link_without_its_annotation_is_text() -> None:
    pdf, _none = annotated()
    top = Node("Part", [Node("Link", [tree(("Span", 0)), Linked((99, 0))])])
    assert placed(pdf, top, []) == ("Part", ("Span", ("Span", 0)))
