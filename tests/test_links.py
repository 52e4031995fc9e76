from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
from typeset_input import typeset_body, view_of

from report_pdf.readback.pdf_reader import read_pdf

CONTENTS_CSS = """nav li { list-style: none }
nav a::after { content: leader(".") target-counter(attr(href), page) }"""
CONTENTS = """<nav role="doc-toc"><h2>Indice</h2><ol>
<li><a href="#eventi"><b>Eventi</b> <span>552</span></a></li>
<li><a href="#servizi">Un titolo così lungo che deve andare a capo nella riga dell’indice</a></li></ol></nav>
<h2 class="page" id="eventi">Eventi</h2><p>a</p><h2 class="page" id="servizi">Servizi</h2><p>b</p>"""


def test_a_row_of_the_contents_is_one_link_whatever_it_is_made_of(tmp_path: Path) -> None:
    view = view_of(tmp_path, f"<h1>T</h1>{CONTENTS}", CONTENTS_CSS)
    (contents,) = view.document.elements("TOC")
    rows = list(contents.elements("TOCI"))
    assert [[kid.role for kid in row.elements()][:3] for row in rows] == [["TOCI", "Reference", "Link"]] * 2
    assert rows[0].text == "Eventi 552 2"
    assert rows[1].text.endswith("nella riga dell’indice 3")
    assert view.annotations[0].name == "Eventi 552, pagina 2"
    assert [link.target_page for link in view.annotations] == [1, 2]
    (_left, bottom, _right, top) = view.annotations[1].rectangle
    assert top - bottom > 20, "both lines of the row can be clicked"


def test_leaders_are_not_read(tmp_path: Path) -> None:
    view = view_of(tmp_path, f"<h1>T</h1>{CONTENTS}", CONTENTS_CSS)
    assert "..." not in view.document.text
    assert any(mark.tag == "Artifact" and mark.text == "." for mark in view.pages[0].marks)


def test_a_link_broken_over_lines_has_one_place_to_click_on_each(tmp_path: Path) -> None:
    words = "un rimando che deve andare a capo almeno una volta, se la pagina è stretta quanto questa"
    view = view_of(
        tmp_path, f'<h1>T</h1><p>Qui c’è <a href="#x">{words} <b>e <i>basta</i></b></a>.</p><p id="x">x</p>'
    )
    (link,) = view.document.elements("Link")
    assert link.text == f"{words} e basta"
    assert len(link.annotations) == len(view.annotations) == 3
    assert {annotation.name for annotation in view.annotations} == {f"{words} e basta, pagina 1"}


def test_a_label_is_the_name_and_an_address_needs_no_page(tmp_path: Path) -> None:
    body = """<h1>T</h1><p><a href="#x" aria-label="Dati della figura">p. 1</a>
      <a href="https://www.example.org/">sito</a></p><p id="x">x</p>"""
    view = view_of(tmp_path, body)
    assert [link.name for link in view.annotations] == ["Dati della figura", "sito"]
    assert [link.target for link in view.annotations] == ["x", "https://www.example.org/"]


def test_the_folio_is_said_once_and_by_name_on_a_cover(tmp_path: Path) -> None:
    body = """<section data-page-label="Copertina"><h1 id="cover">T</h1></section>
      <p class="page"><a href="#cover">copertina</a> <a href="#x">1 eventi</a>
      <a href="#x"><span data-pause=", pagina">studi</span> 1</a></p><p id="x">x</p>"""
    view = view_of(
        tmp_path,
        body,
        "@page :first { @bottom-left { content: none } } @page :nth(2) { counter-reset: page 1 }",
    )
    assert [link.name for link in view.annotations] == [
        "copertina, pagina Copertina",
        "eventi, pagina 1",
        "studi, pagina 1",
    ]


def test_a_link_that_is_not_in_the_structure_is_no_link(tmp_path: Path) -> None:
    body = '<h1 id="x">T</h1><p aria-hidden="true"><a href="#x">ornamento</a></p><p>a</p>'
    assert view_of(tmp_path, body).annotations == ()


def test_links_are_in_the_order_of_reading_and_shown_in_print(tmp_path: Path) -> None:
    done = typeset_body(tmp_path, '<h1 id="x">T</h1><p><a href="#x">uno</a> <a href="#x">due</a></p>')
    assert [link.name for link in read_pdf(done.pdf).annotations] == ["uno, pagina 1", "due, pagina 1"]
    with pikepdf.open(BytesIO(done.pdf)) as pdf:
        (page,) = pdf.pages
        assert page.obj["/Tabs"] == "/S"
        assert [int(link["/F"]) for link in page.obj["/Annots"]] == [4, 4]
