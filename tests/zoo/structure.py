"""Structure trees that are lies, rings, leftovers or of another standard; most are made of a good one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from zoo.animal import (
    BOUND,
    FIGURE,
    TAGS,
    VECTOR,
    Animal,
    animal,
    annotated,
    array,
    bred,
    catalog,
    dictionary,
    first_page,
    paint,
    put,
    resource,
    stream,
)
from zoo.bases import plain, tagged


def _elements(pdf: Pdf, role: str = "") -> Iterator[Object]:
    """Every structure element, or those of a role."""
    for found in pdf.objects:
        if isinstance(found, Dictionary) and "/S" in found and "/P" in found and role in {"", str(found.S)}:
            yield found


def _roots(pdf: Pdf) -> Object:
    return pdf.Root.StructTreeRoot


def _fake(pdf: Pdf) -> None:
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _fake_tree(pdf: Pdf) -> None:
    """One empty element, and not a word in it."""
    _fake(pdf)
    root = pdf.make_indirect(dictionary("/Type /StructTreeRoot"))
    root.K = pdf.make_indirect(Dictionary(S=Name.Document, P=root))
    pdf.Root.StructTreeRoot = root


def _one_page_tagged(pdf: Pdf) -> None:
    """The marks of the second page are gone, its elements are not."""
    pdf.pages[1].obj.Contents = pdf.make_stream(b"0.9 0.1 0.1 rg 100 100 300 300 re f")
    put(pdf.pages[1].obj, "/StructParents null")


def repeated_sheet(pdf: Pdf) -> None:
    """A form of two untagged sheets, three times: its words stand on many pages, but are no running head."""
    with pikepdf.open(BytesIO(plain())) as sheet:
        for _copy in range(3):
            pdf.pages.extend(sheet.pages)


def _ring(pdf: Pdf) -> None:
    """An element is below itself."""
    document = next(_elements(pdf, "/Document"))
    last = document.K[-1] if isinstance(document.K, Array) else document.K
    last.K = Array([document, last])


def _tree_ring(pdf: Pdf) -> None:
    tree = pdf.make_indirect(Dictionary(Limits=array("0 9")))
    tree.Kids = Array([tree, _roots(pdf).ParentTree])
    _roots(pdf).ParentTree = tree


def _no_parent_tree(pdf: Pdf) -> None:
    put(_roots(pdf), "/ParentTree null")


def _duplicate_marks(pdf: Pdf) -> None:
    """All that is marked on the first page has one number."""
    content = pdf.pages[0].Contents.read_bytes()
    for number in range(1, 100):
        content = content.replace(b"/MCID %d>" % number, b"/MCID 0>").replace(
            b"/MCID %d " % number, b"/MCID 0 "
        )
    pdf.pages[0].obj.Contents = pdf.make_stream(content)


def _swapped_parents(pdf: Pdf) -> None:
    first, second = (page.obj for page in pdf.pages[:2])
    first.StructParents, second.StructParents = second.StructParents, first.StructParents


def _no_owner_pages(pdf: Pdf) -> None:
    for element in _elements(pdf):
        put(element, "/Pg null")


def _wrong_owner_pages(pdf: Pdf) -> None:
    for element in _elements(pdf):
        if "/Pg" in element:
            element.Pg = pdf.Root


def _own_roles(pdf: Pdf) -> None:
    """House styles as roles, one of them in a ring, one that turns a standard role over."""
    for element in list(_elements(pdf, "/P")):
        element.S = Name("/Corpo del testo")
    for element in list(_elements(pdf, "/H1")):
        element.S = Name.Titolone
    _roots(pdf).RoleMap = Dictionary(
        {
            "/Corpo del testo": Name.Corpo,
            "/Corpo": Name.P,
            "/Titolone": Name("/Titolino"),
            "/Titolino": Name.Titolone,
            "/Table": Name.Figure,
            "/LI": Name.LI,
        }
    )


def _unmapped_roles(pdf: Pdf) -> None:
    for element in list(_elements(pdf, "/P")):
        element.S = Name.Inventato


def _classes(pdf: Pdf) -> None:
    _roots(pdf).ClassMap = dictionary("/c << /O /Layout /TextAlign /Center >> /d 3 /e [ << /O /List >> ]")
    for element in _elements(pdf, "/P"):
        element.C = Array([Name.c, 0, Name.e, Name.nessuna])


def _same_ids(pdf: Pdf) -> None:
    for element in _elements(pdf):
        element.ID = String("uno")


def _headings_wild(pdf: Pdf) -> None:
    roles = iter(("/H3", "/H", "/H9", "/Title", "/H6"))
    for element in list(_elements(pdf)):
        if str(element.S) in {"/H1", "/H2"}:
            element.S = Name(next(roles, "/H"))


def _no_alternatives(pdf: Pdf) -> None:
    for element in _elements(pdf, "/Figure"):
        put(element, "/Alt null")


def _bad_words(pdf: Pdf) -> None:
    """Languages that do not exist, texts in no encoding."""
    for element in _elements(pdf):
        put(element, "/Lang (italiano!) /ActualText <FEFFD8> /E <EFBBBFFF>")


def _deep(pdf: Pdf) -> None:
    """Two thousand elements, each in the next."""
    document = next(_elements(pdf, "/Document"))
    kids = document.K
    for _level in range(2000):
        inner = pdf.make_indirect(Dictionary(S=Name.Sect, P=document))
        document.K = inner
        document = inner
    document.K = kids


def _wide(pdf: Pdf) -> None:
    """An element with more children than a library reads."""
    document = next(_elements(pdf, "/Document"))
    kids = [pdf.make_indirect(Dictionary(S=Name.Span, P=document)) for _kid in range(120_000)]
    document.K = Array([*document.K, *kids])


def _wrong_types(pdf: Pdf) -> None:
    wrong = iter(
        (
            "/K 3.5 /P 3",
            "/S null",
            "/S (P)",
            "/K [ null (x) /N [ 1 ] << /Type /MCR >> -4 999999 ]",
            "/A 7 /C 7",
        )
    )
    for element, entries in zip(list(_elements(pdf)), wrong, strict=False):
        put(element, entries)


def _nobody(pdf: Pdf) -> None:
    """Annotations that no element knows, and elements that know annotations that are not there."""
    for page in pdf.pages:
        put(page.obj, "/Annots null")
    annotated(
        "/Subtype /Link /Rect [10 10 90 90] /StructParent 9999 /A << /S /URI /URI (https://example.org/) >>"
    )(pdf)


def _unmarked(pdf: Pdf) -> None:
    """Words that stand nowhere in the tags."""
    font = next(iter(pdf.pages[0].resources.Font.keys()))
    paint(b"BT " + font.encode() + b" 12 Tf 300 50 Td <00220023002400250026> Tj ET 10 10 50 50 re f")(pdf)


def _marked_form(pdf: Pdf) -> None:
    """What is marked stands in a form that is drawn twice."""
    page = pdf.pages[0]
    form = stream(pdf, page.Contents.read_bytes(), "/Type /XObject /Subtype /Form /BBox [0 0 600 850]")
    form.Resources = page.obj.Resources
    form.StructParents = page.obj.StructParents
    put(page.obj, "/StructParents null")
    page.obj.Resources = Dictionary()
    resource(pdf, "/XObject", "/Whole", form)
    page.obj.Contents = pdf.make_stream(b"/Whole Do q 0.5 0 0 0.5 200 0 cm /Whole Do Q")
    for element in list(_elements(pdf)):
        if isinstance(element.get("/K"), int) and element.get("/Pg", page.obj).objgen == page.obj.objgen:
            reference = dictionary(f"/Type /MCR /MCID {element.K}")
            reference.Pg, reference.Stm = page.obj, form
            element.K = reference


def _new_standard(pdf: Pdf) -> None:
    """PDF 2.0: namespaces, roles of its own, an associated file, a reference."""
    space = pdf.make_indirect(dictionary("/Type /Namespace /NS (http://iso.org/pdf2/ssn)"))
    own = pdf.make_indirect(dictionary("/Type /Namespace /NS (https://www.example.org/ns)"))
    own.RoleMapNS = Dictionary(Parola=Array([Name.Em, space]))
    _roots(pdf).Namespaces = Array([space, own])
    roles = {"/P": "/Title", "/H1": "/DocumentFragment", "/LI": "/LI", "/TD": "/TD", "/Div": "/Aside"}
    for element in list(_elements(pdf)):
        element.NS = space
        element.S = Name(roles.get(str(element.S), str(element.S)))
    word = next(_elements(pdf, "/Title"))
    word.S, word.NS = Name.Parola, own
    word.Ref = Array([next(_elements(pdf, "/DocumentFragment"))])


@cache
def _tables() -> bytes:
    """A wild table: cells over several, an empty row, headers by name."""
    return tagged(
        html="""<html lang="it"><title>t</title><body><h1>Tabella</h1><table><caption>Dati</caption>
<tr><th id="a" rowspan="2" scope="col">A</th><th colspan="2" id="b">B</th></tr><tr><th>c</th><th>d</th></tr>
<tr><td headers="a">1</td><td headers="b c">2</td><td></td></tr><tr></tr>
<tr><td colspan="3">tutto</td></tr></table>
<p>L’<a href="https://www.example.org/">indirizzo</a><br>su due righe</p></body></html>"""
    )


_CHANGES = {
    "tagged-one-page": _one_page_tagged,
    "tagged-but-a-repeated-sheet": repeated_sheet,
    "structure-ring": _ring,
    "parent-tree-ring": _tree_ring,
    "parent-tree-missing": _no_parent_tree,
    "marks-duplicate": _duplicate_marks,
    "parents-swapped": _swapped_parents,
    "owner-pages-missing": _no_owner_pages,
    "owner-pages-wrong": _wrong_owner_pages,
    "roles-own": _own_roles,
    "roles-unmapped": _unmapped_roles,
    "classes": _classes,
    "ids-same": _same_ids,
    "headings-wild": _headings_wild,
    "alternatives-missing": _no_alternatives,
    "words-bad": _bad_words,
    "structure-deep": _deep,
    "structure-wide": _wide,
    "structure-wrong-types": _wrong_types,
    "structure-nobody": _nobody,
    "unmarked": _unmarked,
    "marked-form": _marked_form,
    "new-standard": _new_standard,
    "parents-far": first_page("/StructParents 999999999"),
    "parents-negative": first_page("/StructParents -1"),
    "parents-missing": first_page("/StructParents null"),
    "structure-suspect": catalog("/MarkInfo << /Marked true /Suspects true /UserProperties true >>"),
    "structure-unmarked": catalog("/MarkInfo null"),
    "language-missing": catalog("/Lang null"),
    "language-wrong": catalog("/Lang 3"),
}

ANIMALS: tuple[Animal, ...] = (
    animal("fake-tags", bred(plain, _fake), FIGURE),
    animal("fake-tree", bred(plain, _fake_tree), FIGURE),
    animal("tables", bred(_tables), TAGS),
    *(
        animal(name, bred(tagged, change), VECTOR if name != "marks-duplicate" else BOUND)
        for name, change in _CHANGES.items()
    ),
)
