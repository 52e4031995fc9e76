from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import process_time

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from sound_parts import bound, sound_part
from typeset_input import typeset_body

from report_pdf.readback.pdf_content import ContentReader
from report_pdf.readback.pdf_reader import read_pdf
from report_pdf.readback.readback import check_structure

BODY = """<section data-page-label="Copertina"><h1>Libro</h1></section>
<nav class="page" role="doc-toc"><ol><li><a href="#due">Due</a></li></ol></nav>
<h2 class="page" id="due">Due</h2><p>Con <a href="#due">un rimando</a> e <a href="#due">un altro</a>.</p>
<p>Altro testo.</p><img src="asset:drawing" alt="Disegno">"""
CSS = """@page :first { @bottom-left { content: none } } @page :nth(2) { counter-reset: page 1 }
nav a::after { content: " " target-counter(attr(href), page) }"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    done = typeset_body(tmp_path_factory.mktemp("project"), BODY, CSS)
    assert done.findings == ()
    return done.pdf


def test_a_sound_book_has_nothing_to_tell(book: bytes) -> None:
    assert check_structure(book) == ()


def element(pdf: Pdf, role: str) -> pikepdf.Object:
    found = [o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/S") == f"/{role}"]
    return found[0]


def links_of(pdf: Pdf) -> pikepdf.Object:
    return pdf.pages[2].obj["/Annots"]


def swap_struct_parents(pdf: Pdf) -> None:
    one, other = links_of(pdf)
    one["/StructParent"], other["/StructParent"] = other["/StructParent"], one["/StructParent"]


def name_another_page(pdf: Pdf) -> None:
    links_of(pdf)[0]["/P"] = pdf.pages[0].obj


def take_the_name(pdf: Pdf) -> None:
    del links_of(pdf)[0]["/Contents"]


def reach_twice(pdf: Pdf) -> None:
    element(pdf, "Document")["/K"].append(element(pdf, "H2"))


def point_elsewhere(pdf: Pdf) -> None:
    element(pdf, "H2")["/P"] = element(pdf, "P")


def hang_outside(pdf: Pdf) -> None:
    document = element(pdf, "Document")
    document["/K"] = Array([kid for kid in document["/K"] if kid.get("/S") != "/H2"])


def break_destination(pdf: Pdf) -> None:
    links_of(pdf)[0]["/Dest"] = String("tre")


def break_outline(pdf: Pdf) -> None:
    pdf.Root["/Outlines"]["/First"]["/Dest"] = String("tre")


def relabel(pdf: Pdf) -> None:
    pdf.Root["/PageLabels"]["/Nums"][3]["/St"] = 5


def take_alternative(pdf: Pdf) -> None:
    del element(pdf, "Figure")["/Alt"]


def skip_level(pdf: Pdf) -> None:
    element(pdf, "H2")["/S"] = Name("/H3")


def take_font(pdf: Pdf) -> None:
    descriptor = next(o for o in pdf.objects if isinstance(o, Dictionary) and "/FontFile2" in o)
    del descriptor["/FontFile2"]


def paint_outside(pdf: Pdf) -> None:
    page = pdf.pages[2]
    content = page.obj["/Contents"].read_bytes()
    page.obj["/Contents"] = pdf.make_stream(content.replace(b"/Span\n<</MCID 0>>\nBDC", b"/Span\nBMC"))


def claim_twice(pdf: Pdf) -> None:
    heading = element(pdf, "H2")
    heading["/K"] = Array([0, 0])


def claim_what_is_not_there(pdf: Pdf) -> None:
    heading = element(pdf, "H2")
    heading["/K"] = Array([0, 99])


def repeat_key(pdf: Pdf) -> None:
    pdf.pages[2].obj["/StructParents"] = pdf.pages[1].obj["/StructParents"]


def lose_owner(pdf: Pdf) -> None:
    del links_of(pdf)[0]["/StructParent"]


def go_round(pdf: Pdf) -> None:
    last = pdf.Root["/Outlines"]["/First"]["/Last"]
    last["/First"] = pdf.Root["/Outlines"]["/First"]


def lose_destination(pdf: Pdf) -> None:
    names = pdf.Root["/Names"]["/Dests"]["/Names"]
    names.extend([String("zz"), Array([Dictionary(Type=Name.Page), Name.Fit])])


DAMAGES: list[tuple[Callable[[Pdf], None], set[str], str]] = [
    (swap_struct_parents, {"link-outside"}, "2"),
    (name_another_page, {"link-page"}, "2"),
    (take_the_name, {"link-unnamed"}, "2"),
    (reach_twice, {"element-twice"}, "2"),
    (point_elsewhere, {"wrong-parent"}, "2"),
    (hang_outside, {"content-outside"}, "2"),
    (break_destination, {"dead-link"}, "2"),
    (break_outline, {"dead-link"}, ""),
    (relabel, {"folio"}, "5"),
    (take_alternative, {"no-alternative"}, "2"),
    (skip_level, {"heading-skipped"}, "2"),
    (take_font, {"font-not-embedded"}, ""),
    (paint_outside, {"content-outside", "content-missing"}, "2"),
    (claim_twice, {"content-twice"}, "2"),
    (claim_what_is_not_there, {"content-missing"}, "2"),
    (repeat_key, {"parent-key", "content-outside"}, "2"),
    (lose_owner, {"parent-key", "link-outside"}, ""),
    (go_round, {"outline-circle"}, "Copertina"),
    (lose_destination, {"dead-link"}, ""),
]


@pytest.fixture(scope="module")
def with_appendix(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    root = tmp_path_factory.mktemp("bound")
    return bound(root, [sound_part(root / "B", "B", 2)])


def test_a_book_with_an_appendix_has_nothing_to_tell(with_appendix: bytes) -> None:
    assert check_structure(with_appendix) == ()


def headed(pdf: Pdf) -> list[pikepdf.Object]:
    return [o for o in pdf.objects if isinstance(o, Dictionary) and "/ID" in o]


def same_identifier(pdf: Pdf) -> None:
    one, other = headed(pdf)
    one["/ID"] = other["/ID"]


def unlisted_identifier(pdf: Pdf) -> None:
    headed(pdf)[0]["/ID"] = String("B:altro")


def unknown_header(pdf: Pdf) -> None:
    cell = next(o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/S") == "/TD")
    cell["/A"] = Dictionary(O=Name.Table, Headers=Array([String("nessuno")]))


def other_label(pdf: Pdf) -> None:
    labels = pdf.Root["/PageLabels"]["/Nums"]
    next(label for label in labels[1::2] if label.get("/P") == "B-2")["/P"] = String("B-3")


def no_stamp(pdf: Pdf) -> None:
    pdf.pages[3].obj["/Contents"] = Array(list(pdf.pages[3].obj["/Contents"])[:-1])


def unnamed_field(pdf: Pdf) -> None:
    widget = pdf.make_indirect(
        Dictionary(Subtype=Name.Widget, FT=Name.Tx, T=String("B"), Rect=[0, 0, 9, 9], F=4)
    )
    pdf.pages[3].obj["/Annots"].append(widget)
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([widget]))


BOUND_DAMAGES: list[tuple[Callable[[Pdf], None], set[str], str]] = [
    (same_identifier, {"identifier"}, "B-1"),
    (unlisted_identifier, {"identifier"}, "B-2"),
    (unknown_header, {"identifier"}, "B-2"),
    (other_label, {"stamp"}, "B-3"),
    (no_stamp, {"stamp"}, "B-1"),
    (unnamed_field, {"link-outside", "link-unnamed"}, "B-1"),
]


@pytest.mark.parametrize(
    ("damage", "rules", "page"), BOUND_DAMAGES, ids=[d[0].__name__ for d in BOUND_DAMAGES]
)
def test_what_binding_may_break_is_found(
    with_appendix: bytes, damage: Callable[[Pdf], None], rules: set[str], page: str
) -> None:
    findings = check_structure(damaged(with_appendix, damage))
    assert {finding.rule for finding in findings} == {f"conformance.{rule}" for rule in rules}
    assert findings[0].where.page == page


def damaged(book: bytes, damage: Callable[[Pdf], None]) -> bytes:
    saved = BytesIO()
    with pikepdf.open(BytesIO(book)) as pdf:
        damage(pdf)
        pdf.save(saved)
    return saved.getvalue()


def test_a_row_of_the_contents_may_print_the_first_page_behind_a_divider(tmp_path: Path) -> None:
    body = """<nav role="doc-toc"><ol><li><a href="#B">Allegato B {}</a></li></ol></nav>
<section class="page" data-page-label="Allegato B"><h1 id="B">Allegato B</h1></section>
<section class="page" data-page-label="B-1"><p>Uno</p></section>"""
    css = """@page { @bottom-left { content: "Allegato B - pag. 1" } }
@page :first { @bottom-left { content: none } }"""
    right, wrong = (typeset_body(tmp_path, body.format(label), css).pdf for label in ("B-1", "B-2"))
    assert check_structure(right) == ()
    assert [finding.rule for finding in check_structure(wrong)] == ["conformance.folio"]


@pytest.mark.parametrize(("damage", "rules", "page"), DAMAGES, ids=[damage[0].__name__ for damage in DAMAGES])
def test_what_a_validator_does_not_see_is_found(
    book: bytes, damage: Callable[[Pdf], None], rules: set[str], page: str
) -> None:
    findings = check_structure(damaged(book, damage))
    assert {finding.rule for finding in findings} == {f"conformance.{rule}" for rule in rules}
    assert findings[0].where.page == page


def test_the_number_that_weasyprint_prints_wrong_in_a_flex_row_is_found(tmp_path: Path) -> None:
    css = CSS + "nav a { display: flex }"
    found = check_structure(typeset_body(tmp_path, BODY, css).pdf)
    assert [finding.rule for finding in found] == ["conformance.folio"]


def test_a_file_without_structure_is_told() -> None:
    pdf, untagged = Pdf.new(), BytesIO()
    pdf.add_blank_page()
    pdf.save(untagged)
    assert [finding.rule for finding in check_structure(untagged.getvalue())] == ["conformance.no-structure"]


FOREIGN = b"""/F1 9 Tf q /F2 9 Tf Q /P <</MCID 0>> BDC BT (Aba) Tj ET EMC
/Artifact BMC BT /F1 9 Tf (fuori) Tj ET EMC
q /P <</MCID 1>> BDC /Span <</Lang (en)>> BDC BT /F2 9 Tf (A\\344) Tj ET EMC EMC Q /X1 Do"""


@pytest.fixture
def foreign() -> Pdf:
    """One page as others make them: simple fonts, nested marks, marked content within a form."""
    pdf = Pdf.new()
    pdf.add_blank_page()
    page = pdf.pages[0].obj
    cmap = pdf.make_stream(b"1 beginbfrange <41> <43> [<00410062> <0042>] endbfrange")
    drawn = Dictionary(Type=Name.Font, Subtype=Name.Type3, Name=Name.Drawn)
    form = pdf.make_stream(
        b"/P <</MCID 0>> BDC BT /F1 9 Tf (Tre) ' ET EMC", Subtype=Name.Form, StructParents=1
    )
    form["/Resources"] = Dictionary(Font=Dictionary(F1=drawn))
    read = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type3, ToUnicode=cmap))
    page["/Resources"] = Dictionary(Font=Dictionary(F1=drawn, F2=read), XObject=Dictionary(X1=form))
    page["/Contents"], page["/StructParents"] = pdf.make_stream(FOREIGN), 0
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, RoleMap=Dictionary(B_Mio=Name.P)))
    part = pdf.make_indirect(Dictionary(S=Name.Part, P=root))
    in_form = Dictionary(Type=Name.MCR, Pg=page, Stm=form, MCID=0)
    kids = [Dictionary(S=Name.B_Mio, P=part, Pg=page, K=k) for k in (0, 1, in_form)]
    first, second, third = (pdf.make_indirect(kid) for kid in kids)
    part["/K"], root["/K"] = Array([first, second, third]), part
    root["/ParentTree"] = Dictionary(Nums=Array([0, Array([first, second]), 1, Array([third])]))
    pdf.Root["/StructTreeRoot"] = root
    return pdf


def saved(pdf: Pdf) -> bytes:
    stream = BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def test_what_others_make_is_read_as_it_is_meant(foreign: Pdf) -> None:
    data = saved(foreign)
    assert check_structure(data) == ()
    document = read_pdf(data).document
    assert [(kid.role, kid.text) for kid in document.elements("P")] == [
        ("P", "Aba"),
        ("P", "Abä"),
        ("P", "Tre"),
    ]


def test_what_a_form_shows_outside_the_structure_is_found(foreign: Pdf) -> None:
    foreign.pages[0].obj["/Resources"]["/XObject"]["/X1"]["/StructParents"] = 7
    found = check_structure(saved(foreign))
    assert {finding.rule for finding in found} == {"conformance.content-outside", "conformance.parent-key"}


def test_what_a_form_shows_in_a_layer_belongs_to_the_mark_that_draws_it(foreign: Pdf) -> None:
    page = foreign.pages[0].obj
    layered = foreign.make_stream(b"/OC /L BDC BT /F1 9 Tf (strato) Tj ET EMC", Subtype=Name.Form)
    page["/Resources"]["/XObject"]["/X2"] = layered
    page["/Contents"] = foreign.make_stream(FOREIGN.replace(b"(A\\344) Tj ET EMC EMC", b"ET EMC /X2 Do EMC"))
    data = saved(foreign)
    assert check_structure(data) == ()
    assert [kid.text for kid in read_pdf(data).document.elements("P")] == ["Aba", "strato", "Tre"]


def test_text_in_a_layer_alone_is_outside_the_structure(foreign: Pdf) -> None:
    page = foreign.pages[0].obj
    page["/Contents"] = foreign.make_stream(FOREIGN + b" /OC /L BDC BT (strato) Tj ET EMC")
    (found,) = check_structure(saved(foreign))
    assert found.rule == "conformance.content-outside"


def test_a_structure_thousands_of_levels_deep_is_read(foreign: Pdf) -> None:
    part = foreign.Root["/StructTreeRoot"]["/K"]
    for _level in range(3000):
        inner = foreign.make_indirect(Dictionary(S=Name.Div, P=part))
        part["/K"].append(inner)
        inner["/K"] = Array()
        part = inner
    data = saved(foreign)
    assert check_structure(data) == ()
    assert read_pdf(data).document.text.startswith("Aba\nAbä\nTre")


def test_a_thousand_pages_take_little_time(foreign: Pdf) -> None:
    root, page = foreign.Root["/StructTreeRoot"], foreign.pages[0].obj
    labels = Array()
    for number in range(1, 1000):
        foreign.add_blank_page()
        added = foreign.pages[number].obj
        added["/Contents"] = page["/Contents"]
        added["/Resources"] = Dictionary(Font=page["/Resources"]["/Font"])
        added["/StructParents"] = number + 1
        kids = [Dictionary(S=Name.P, P=root["/K"], Pg=added, K=k) for k in (0, 1)]
        both = Array([foreign.make_indirect(kid) for kid in kids])
        root["/K"]["/K"].extend(both)
        root["/ParentTree"]["/Nums"].extend(Array([number + 1, both]))
        labels.extend(Array([number, Dictionary(P=String(f"Tavola {number}"))]))
    foreign.Root["/PageLabels"] = Dictionary(Nums=labels)
    data = saved(foreign)
    begun = process_time()
    assert check_structure(data) == ()
    assert process_time() - begun < 3


def test_what_no_content_draws_with_may_be_of_any_type() -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.obj.Resources = Dictionary(Font=7, XObject=Array())
        page.obj.Contents = pdf.make_stream(b"/Artifact BMC (a) Tj /X Do EMC")
        (mark,) = ContentReader().marks(page)
        page.obj.Resources = Dictionary(Font=Dictionary(F=7))
        (other,) = ContentReader().marks(page)
    assert mark.tag == other.tag == "Artifact"


@pytest.mark.parametrize(
    ("content", "seen"),
    [(b"3 Tr (a) Tj", 0), (b"q 3 Tr Q (a) Tj", 1), (b"1 Tr (a) Tj", 1), (b"Q Tr (a) Tj", 1)],
)
def test_a_font_is_seen_only_where_text_is(foreign: Pdf, content: bytes, seen: int) -> None:
    page, reader = foreign.pages[0], ContentReader()
    page.obj["/Contents"] = foreign.make_stream(b"BT /F1 9 Tf %b ET" % content)
    (mark,) = reader.marks(page)
    assert (mark.text, len(reader.fonts)) == ("a", seen)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"(A\\102\\\nA) Tj", "ABA"),
        (b"[<41>-20(B)<4 1>] TJ", "ABA"),
        (b"<4> Tj [<42><5>] TJ", "@BP"),
        (b'1 2 (ABA) "', "ABA"),
        (b"% (no) Tj\n<414241> Tj", "ABA"),
        (b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI (ABA) Tj", "ABA"),
        (b"(ABA) Tj Tj 7 Tj /Do Do Do Tf BMC", "ABA"),
    ],
)
def test_strings_are_read_however_they_are_written(foreign: Pdf, content: bytes, text: str) -> None:
    page = foreign.pages[0]
    page.obj["/Contents"] = foreign.make_stream(b"/Artifact BMC /F1 9 Tf " + content + b" EMC EMC")
    (mark,) = ContentReader().marks(page)
    assert (mark.tag, mark.text) == ("Artifact", text)


def test_a_broken_stream_is_read_as_qpdf_mends_it(foreign: Pdf) -> None:
    page = foreign.pages[0]
    page.obj["/Contents"] = foreign.make_stream(b"/Artifact BMC /F1 9 Tf (ABA) Tj ] <0g> Tj EMC (A Tj")
    (mark,) = ContentReader().marks(page)
    assert (mark.tag, mark.text) == ("Artifact", "ABA")


def test_the_name_of_a_font_may_be_written_in_two_ways(foreign: Pdf) -> None:
    page = foreign.pages[0]
    page.obj["/Contents"] = foreign.make_stream(b"/Artifact BMC /F#32 9 Tf (AC) Tj EMC")
    (mark,) = ContentReader().marks(page)
    assert mark.text == "AbC"
