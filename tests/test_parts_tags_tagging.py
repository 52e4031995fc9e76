from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from part_input import (
    REAL,
    book_of,
    element,
    exported_part,
    kids_of,
    part_of,
    request,
    roles_below,
    tagged_part,
    typeset_part,
    values,
)
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from report_pdf.parts.part import PartRequest
from report_pdf.parts.tags.soundness import judge_tags
from report_pdf.parts.tags.tagging import keep_tags
from report_pdf.readback.pdf_reader import read_pdf
from report_pdf.readback.readback import check_structure


def kept(pdf: Pdf, asked: PartRequest | None = None) -> Pdf:
    keep_tags(pdf, asked or request(), judge_tags(pdf))
    return pdf


@pytest.fixture(scope="module")
def elenco() -> bytes:
    """The office's Allegato B, as a book."""
    with pikepdf.open(REAL / "elenco-comuni-toscani.pdf") as pdf:
        own = judge_tags(pdf)
        assert own.faults == ()
        assert keep_tags(pdf, request(), own) == ()
        return book_of(pdf)


def test_the_list_of_comuni_is_one_table_with_headers(elenco: bytes) -> None:
    (table,) = read_pdf(elenco).document.elements("Table")
    rows = list(table.elements("TR"))
    headers = list(table.elements("TH"))
    assert len(rows) == 274
    assert [header.text for header in headers] == ["Codice Istat", "Comune", "Provincia", "Residenti"]
    assert {header.attributes["Scope"] for header in headers} == {"Column"}
    assert headers == list(rows[0].elements("TH"))


def test_every_comune_is_in_the_tags_and_the_repeated_header_is_not(elenco: bytes) -> None:
    view = read_pdf(elenco)
    (table,) = view.document.elements("Table")
    names = {
        next(row.elements("TD")).text: list(row.elements("TD"))[1].text
        for row in table.elements("TR")
        if list(row.elements("TD"))
    }
    assert len(names) == 273
    assert names["047014"] == "Pistoia"
    decoration = [mark.text for mark in view.pages[1].marks if mark.tag == "Artifact" and mark.text]
    assert decoration == ["Codice Istat", "Comune", "Provincia", "Residenti"]


def test_a_style_called_heading_is_a_heading(elenco: bytes) -> None:
    headings = [e.text for e in read_pdf(elenco).document.elements("H2")]
    assert headings == ["Elenco dei comuni toscani"]


def test_the_list_of_comuni_passes(
    elenco: bytes, tmp_path: Path, verapdf: Callable[[Path, str], list[str]]
) -> None:
    (tmp_path / "book.pdf").write_bytes(elenco)
    assert check_structure(elenco) == ()
    assert [verapdf(tmp_path / "book.pdf", flavour) for flavour in ("ua1", "2a")] == [[], []]


def test_an_export_with_lists_pictures_and_links_passes(
    tmp_path: Path, verapdf: Callable[[Path, str], list[str]]
) -> None:
    body = """<h1>Uno</h1><h4>Due</h4><ol><li>primo</li><li>secondo <a href="https://www.example.org/">sito</a></li>
</ol><table><tr><th>a</th><th>b</th></tr><tr><td>1</td></tr></table><p>Fine</p>"""
    pdf = exported_part(tmp_path, body)
    own = judge_tags(pdf)
    assert own.faults == ()
    findings = keep_tags(pdf, request(), own)
    book = book_of(pdf)
    (tmp_path / "book.pdf").write_bytes(book)
    view = read_pdf(book)
    assert findings == ()
    assert [e.role for e in view.document.elements("H2", "H3")] == ["H2", "H3"]
    assert [e.text for e in view.document.elements("Lbl")] == ["1.", "2."]
    assert check_structure(book) == ()
    assert verapdf(tmp_path / "book.pdf", "ua1") == []


def test_marks_follow_the_elements_whatever_the_parent_tree_said() -> None:
    content = b"/P <</MCID 7>> BDC BT (uno) Tj ET EMC /P <</MCID 3>> BDC BT (due) Tj ET EMC"
    pdf = tagged_part(content, lambda pdf: Array([element(pdf, "P", 3), element(pdf, "H1", 7)]))
    root = kept(pdf).Root.StructTreeRoot
    paragraph, heading = kids_of(part_of(pdf))
    assert values(paragraph.K, heading.K) == (1, 0)
    assert [each.objgen for each in root.ParentTree.Nums[1]] == [heading.objgen, paragraph.objgen]
    assert pdf.pages[0].obj.StructParents == 0
    assert root.ParentTreeNextKey == 1


def test_content_belongs_to_the_first_that_claims_it() -> None:
    pdf = tagged_part(
        b"/P <</MCID 0>> BDC EMC", lambda pdf: Array([element(pdf, "P", 0), element(pdf, "H1", [0])])
    )
    kept(pdf)
    (first,) = kids_of(part_of(pdf))
    assert values(first.S, first.K) == (Name.P, 0)


def test_what_no_element_claims_is_decoration() -> None:
    content = b"/P <</MCID 0>> BDC BT (uno) Tj ET EMC /P <</MCID 1>> BDC BT (due) Tj ET EMC 0 0 9 9 re f"
    pdf = kept(tagged_part(content, lambda pdf: element(pdf, "P", 0)))
    assert pdf.pages[0].Contents.read_bytes() == (
        b"/P << /MCID 0 >> BDC\nBT\n(uno) Tj\nET\nEMC\nBT\n/Artifact BMC\n(due) Tj\nEMC\nET\n"
        b"/Artifact BMC\n0 0 9 9 re\nf\nEMC"
    )


def test_the_part_has_name_and_language_and_the_documents_place() -> None:
    pdf = kept(
        tagged_part(b"/P <</MCID 0>> BDC EMC", lambda pdf: element(pdf, "P", 0)), request(language="en")
    )
    part = part_of(pdf)
    assert (str(part["/T"]), str(part["/Lang"])) == ("Allegato B", "en")
    assert roles_below(part) == ("Part", ["P"])


def test_role_map_class_map_and_namespaces_are_resolved() -> None:
    def build(pdf: Pdf) -> Object:
        own = element(pdf, "Mio", 0, C=Name("/Classe"))
        new = element(pdf, "Title", 1, NS=Dictionary(NS="http://iso.org/pdf2/ssn"))
        return Array([own, new])

    pdf = tagged_part(b"/P <</MCID 0>> BDC EMC /P <</MCID 1>> BDC EMC", build)
    old = pdf.Root.StructTreeRoot
    old.RoleMap = Dictionary(Mio=Name.Altro, Altro=Name.TD, TD=Name.TD)
    old.ClassMap = Dictionary(Classe=Dictionary(O=Name.Table, Scope=Name.Row, ColSpan=1))
    part = part_of(kept(pdf))
    assert roles_below(part) == ("Part", [("Table", [("TR", ["TD"])]), "P"])
    cell = kids_of(kids_of(kids_of(part)[0])[0])[0]
    assert cell["/A"]["/Scope"] == Name.Row
    assert not {"/RoleMap", "/ClassMap", "/Namespaces"} & set(pdf.Root.StructTreeRoot.keys())


def test_identifiers_and_headers_get_the_key() -> None:
    def build(pdf: Pdf) -> Object:
        head = element(pdf, "TH", 0, ID=String("h"))
        lost = Dictionary(O=Name.Table, Headers=Array([String("h"), String("nessuno")]))
        return element(
            pdf, "Table", [element(pdf, "TR", [head]), element(pdf, "TR", [element(pdf, "TD", 1, A=lost)])]
        )

    pdf = kept(tagged_part(b"/P <</MCID 0>> BDC EMC /P <</MCID 1>> BDC EMC", build))
    head_row, row = kids_of(kids_of(part_of(pdf))[0])
    (head,), (cell,) = kids_of(head_row), kids_of(row)
    assert [str(each) for each in cell["/A"]["/Headers"]] == ["B:h"]
    names = pdf.Root.StructTreeRoot.IDTree.Names
    assert (str(names[0]), names[1].objgen, str(head["/ID"])) == ("B:h", head.objgen, "B:h")


def test_pictures_without_words_get_those_of_the_request_or_are_told() -> None:
    content = b"/Figure <</MCID 0>> BDC 0 0 9 9 re f EMC /Figure <</MCID 1>> BDC 0 0 9 9 re f EMC"
    pdf = tagged_part(content, lambda pdf: Array([element(pdf, "Figure", 0), element(pdf, "Figure", 1)]))
    findings = keep_tags(pdf, request(alternatives={1: "La mappa"}, language="en"), judge_tags(pdf))
    given, made = kids_of(part_of(pdf))
    assert (str(given["/Alt"]), "/Lang" in given) == ("La mappa", False)
    assert (str(made["/Alt"]), str(made["/Lang"])) == ("Figura senza descrizione: Allegato B, pagina 1", "it")
    assert [finding.rule for finding in findings] == ["data.appendix-no-alternative"]


def test_languages_that_are_none_are_dropped() -> None:
    def build(pdf: Pdf) -> Object:
        return Array([element(pdf, "P", 0, Lang=String("non è")), element(pdf, "P", 1, Lang=String("de-AT"))])

    pdf = kept(tagged_part(b"/P <</MCID 0>> BDC EMC /P <</MCID 1>> BDC EMC", build))
    assert [str(kid.get("/Lang", "")) for kid in kids_of(part_of(pdf))] == ["", "de-AT"]


def test_content_in_a_form_keeps_its_elements() -> None:
    def build(pdf: Pdf) -> Object:
        form = pdf.make_stream(b"/P <</MCID 5>> BDC BT (uno) Tj ET EMC BT (due) Tj ET")
        form["/Type"], form["/Subtype"], form["/BBox"] = Name.XObject, Name.Form, Array([0, 0, 9, 9])
        pdf.pages[0].Resources = Dictionary(XObject=Dictionary(F=form))
        return element(pdf, "P", Dictionary(Type=Name.MCR, MCID=5, Stm=form))

    pdf = kept(tagged_part(b"/F Do", build))
    form = pdf.pages[0].Resources.XObject.F
    reference = kids_of(part_of(pdf))[0].K
    assert values(reference.MCID, reference.Stm.objgen) == (0, form.objgen)
    assert form.read_bytes().startswith(b"/P << /MCID 0 >> BDC")
    assert form.read_bytes().endswith(b"BT\n/Artifact BMC\n(due) Tj\nEMC\nET")
    assert form.StructParents == 0
    assert pdf.pages[0].Contents.read_bytes() == b"/F Do"


def test_tags_of_weasyprint_are_kept_with_their_links(
    tmp_path: Path, verapdf: Callable[[Path, str], list[str]]
) -> None:
    pdf = typeset_part(
        '<h1 id="a">Uno</h1><p>Vai <a href="#a">su</a>, <a href="https://example.org">fuori</a></p>'
    )
    for page in pdf.pages:
        for link in page.Annots:
            link.Contents, link.F = String("x"), 4
    own = judge_tags(pdf)
    assert own.faults == ()
    keep_tags(pdf, request(level=3), own)
    book = book_of(pdf)
    (tmp_path / "book.pdf").write_bytes(book)
    assert [link.text for link in read_pdf(book).document.elements("Link")] == ["su", "fuori"]
    assert {finding.rule for finding in check_structure(book)} == {
        "conformance.heading-skipped"
    }  # H1, then H3
    assert not any("7.18" in rule for rule in verapdf(tmp_path / "book.pdf", "ua1"))


def test_the_same_tags_are_written_the_same_again() -> None:
    def written() -> bytes:
        file = BytesIO()
        pdf = kept(typeset_part("<h1>Uno</h1><table><tr><th id=a>A</th></tr><tr><td>1</td></tr></table>"))
        pdf.save(file, deterministic_id=True)
        return file.getvalue()

    assert written() == written()
