from __future__ import annotations

import pytest
from part_input import drawn_part, element, tagged_part
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from tag_drawing import drawing_of

from report_pdf.parts.tags.reading import has_parent_tree, is_language, read_tags
from report_pdf.parts.tags.standard_types import standard_type
from report_pdf.parts.tags.tree import Linked, Marked


def test_kids_of_all_kinds_are_read_in_order() -> None:
    def build(pdf: Pdf) -> Object:
        page = pdf.pages[0].obj
        note = pdf.make_indirect(Dictionary(Type=Name.Annot))
        kids = [0, Dictionary(Type=Name.MCR, Pg=page, MCID=2), element(pdf, "Span", 1)]
        return element(
            pdf, "P", [*kids, Dictionary(Type=Name.OBJR, Obj=note), Array([3]), None, 2.5, String("x")]
        )

    pdf = tagged_part(b"", build)
    number = str(
        max(
            each.objgen[0]
            for each in pdf.objects
            if isinstance(each, Dictionary) and each.get("/Type") == Name.Annot
        )
    )
    assert drawing_of(read_tags(pdf).top) == ("", ("Document", ("P", 0, 2, ("Span", 1), number, 3)))


def test_content_without_a_page_is_on_that_of_an_element_above() -> None:
    def build(pdf: Pdf) -> Object:
        inner = element(pdf, "Span", 1)
        del inner["/Pg"]
        return element(pdf, "P", [inner])

    pdf = tagged_part(b"", build)
    (found,) = [each for each in read_tags(pdf).top.contents() if isinstance(each, Marked)]
    assert (found.page, found.stream, found.mcid) == (0, pdf.pages[0].obj.objgen, 1)


def test_content_on_a_page_that_is_not_there_is_left_out() -> None:
    def build(pdf: Pdf) -> Object:
        return element(pdf, "P", [Dictionary(Type=Name.MCR, MCID=0, Pg=pdf.make_indirect(Dictionary())), -1])

    assert list(read_tags(tagged_part(b"", build)).top.contents()) == []


def test_elements_that_are_decoration_hold_no_content() -> None:
    pdf = tagged_part(b"", lambda pdf: Array([element(pdf, "Artifact", [4, element(pdf, "P", 5)])]))
    read = read_tags(pdf)
    page = pdf.pages[0].obj.objgen
    assert read.decoration == {(page, 4), (page, 5)}
    assert drawing_of(read.top) == ("", "Document")


def test_an_element_reached_twice_is_read_once_and_told() -> None:
    def build(pdf: Pdf) -> Object:
        one = element(pdf, "P", 0)
        one["/K"] = Array([0, one])
        return Array([one, one])

    read = read_tags(tagged_part(b"", build))
    assert (drawing_of(read.top), read.is_tangled) == (("", ("Document", ("P", 0))), True)


def test_depth_has_an_end() -> None:
    def build(pdf: Pdf) -> Object:
        inner = element(pdf, "P", 0)
        for _level in range(5000):
            inner = element(pdf, "Div", inner)
        return inner

    assert read_tags(tagged_part(b"", build)).is_too_deep


def test_attributes_are_those_of_the_element_over_those_of_its_classes() -> None:
    def build(pdf: Pdf) -> Object:
        own = Array(
            [Dictionary(O=Name.Table, ColSpan=2, Boh=1), 0, Dictionary(O=Name.Layout, TextAlign=Name.End)]
        )
        return element(pdf, "TD", A=own, C=Array([Name.C1, 0, Name.C2]))

    pdf = tagged_part(b"", build)
    classes = Dictionary(C1=Dictionary(O=Name.Table, ColSpan=9, Scope=Name.Row), C2=Dictionary(O=Name.List))
    pdf.Root.StructTreeRoot.ClassMap = classes
    (cell,) = read_tags(pdf).top.nodes[0].nodes
    assert cell.attributes == {"Table": {"ColSpan": 2, "Scope": "/Row"}}


def test_texts_that_are_none_are_left_out() -> None:
    def build(pdf: Pdf) -> Object:
        said = {
            "Alt": 3,
            "ActualText": String(""),
            "Lang": String("x y"),
            "E": String(b"\xef\xbb\xbf\xff"),
            "T": String("t"),
        }
        return element(pdf, "P", 0, **said)

    (read,) = read_tags(tagged_part(b"", build)).top.nodes[0].nodes
    assert read.says == {"ActualText": "", "T": "t"}


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("P", "P"),  # a standard type has no other meaning
        ("Mio", "Sect"),
        ("Giro", ""),
        ("Boh", ""),
        ("H9", "H6"),
        ("Em", "Span"),
        ("FENote", "Note"),
        ("Heading 2", "H2"),
        ("Titolo 3", "H3"),
        ("Heading 9", "P"),
        ("Artifact", "Artifact"),
    ],
)
def test_what_a_type_stands_for(role: str, expected: str) -> None:
    roles = Object.parse(
        b"<< /P /H1 /Mio /Tuo /Tuo /Sect /Giro /Tondo /Tondo /Giro /Heading#202 /P /Heading#209 /P /Boh 3 >>"
    )
    assert standard_type(Dictionary(S=Name(f"/{role}")), roles) == expected


def test_a_namespace_has_a_role_map_of_its_own() -> None:
    own = Dictionary(RoleMapNS=Dictionary(Parola=Array([Name.Strong, Dictionary()])))
    assert standard_type(Dictionary(S=Name.Parola, NS=own), Dictionary()) == "Span"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("it", True), ("de-AT-1901", True), ("", False), ("it_IT", False), ("italianissimo", False)],
)
def test_language_tags(tag: str, expected: bool) -> None:  # noqa: FBT001
    assert is_language(tag) is expected


def test_a_parent_tree_is_one_that_holds_something() -> None:
    assert has_parent_tree(tagged_part(b"", lambda _pdf: Array()))
    assert not has_parent_tree(drawn_part(b""))


def test_an_annotation_must_be_an_object_of_its_own() -> None:
    def build(pdf: Pdf) -> Object:
        return element(
            pdf, "Link", [Dictionary(Type=Name.OBJR, Obj=Dictionary()), Dictionary(Type=Name.OBJR)]
        )

    assert not any(isinstance(each, Linked) for each in read_tags(tagged_part(b"", build)).top.contents())
