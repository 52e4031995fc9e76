from __future__ import annotations

from pathlib import Path

from typeset_input import outline, typeset_body, view_of

from report_pdf.findings import Where
from report_pdf.readback.pdf_reader import read_pdf
from report_pdf.readback.pdf_view import Element

LONG = (
    "Straordinariamente l’amministrazione istituzionale dell’Associazione accompagna i Comuni nella "
    "programmazione, nella rendicontazione e nella valutazione delle politiche pubbliche territoriali. "
) * 12


def the(view_document: Element, role: str) -> Element:
    (element,) = view_document.elements(role)
    return element


def test_a_paragraph_over_lines_and_pages_is_one_and_reads_word_for_word(tmp_path: Path) -> None:
    view = view_of(tmp_path, f'<h1>Titolo</h1><p style="margin-top: 60mm">{LONG}</p>')
    paragraph = the(view.document, "P")
    assert paragraph.text == LONG.strip()
    assert len({content.page for content in paragraph.contents()}) > 2
    assert any(mark.text.endswith("-") for page in view.pages for mark in page.marks)


def test_spaces_at_the_borders_of_inline_elements_are_kept_once(tmp_path: Path) -> None:
    words = "uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici "
    body = "".join(f"<b>{word}</b> <i>{word}</i>\n" for word in words.split())
    body += '<br> e <a href="#x">un rimando</a>, <span style="display: inline-block">un blocco</span>.'
    view = view_of(tmp_path, f'<h1>T</h1><p id="x">  {body} </p>')
    expected = " ".join(f"{word} {word}" for word in words.split()) + " e un rimando, un blocco."
    assert the(view.document, "P").text == expected


def test_only_text_that_does_not_read_as_painted_is_spelled_out(tmp_path: Path) -> None:
    view = view_of(tmp_path, f"<h1>Breve</h1><p>{LONG}</p>")
    assert list(the(view.document, "H1").elements("Span")) == []
    (span,) = the(view.document, "P").elements("Span")
    assert span.says["ActualText"] == LONG.strip()


def test_a_title_broken_and_decorated_by_hand_is_one_word(tmp_path: Path) -> None:
    title = '<h1 aria-label="bilancio sociale">b<b>i</b><br>lan<br>c<b>i</b>o <span>sociale</span></h1>'
    heading = the(view_of(tmp_path, title).document, "H1")
    assert heading.text == "bilancio sociale"
    assert list(heading.elements()) == [heading]
    assert "".join(content.text for content in heading.contents()).replace(" ", "") == "bilanciosociale"


def test_a_link_in_a_title_that_is_read_as_one_can_still_be_followed(tmp_path: Path) -> None:
    view = view_of(tmp_path, '<h1 id="x" aria-label="chi siamo">chi<br><a href="#x">siamo</a></h1>')
    (link,) = the(view.document, "H1").elements("Link")
    assert len(link.annotations) == 1


def test_lists_have_their_numbering_labels_and_bodies(tmp_path: Path) -> None:
    body = """<h1>T</h1><ul><li>uno<li>due<ol><li>dentro</ol></ul>
      <ul style="list-style: none"><li>nudo</ul>
      <dl><div><dt>Termine</dt><dd>Prima.</dd><dd>Seconda.</dd></div></dl>"""
    view = view_of(tmp_path, body)
    numberings = [kid.attributes["ListNumbering"] for kid in view.document.elements("L")]
    assert numberings == ["Disc", "Decimal", "None", "None"]
    assert [item.text for item in view.document.elements("LI")] == [
        "• uno",
        "• due\n1. dentro",
        "1. dentro",
        "nudo",
        "Termine Prima.\nSeconda.",
    ]


def test_items_that_stand_in_no_list_make_one(tmp_path: Path) -> None:
    view = view_of(tmp_path, "<h1>T</h1><li>uno</li><li>due</li><p>a</p><dd>tre</dd>")
    assert outline(view, "L") == [("L", "• uno\n• due"), ("L", "tre")]


def test_an_empty_item_and_a_large_first_letter_are_no_riddle(tmp_path: Path) -> None:
    css = "p::first-letter { font-size: 20pt }"
    view = view_of(tmp_path, "<h1>T</h1><ul><li></li><li>uno</li></ul><p>Capolettera</p>", css)
    assert view.document.text == "T\n•\n• uno\nCapolettera"


def test_a_language_and_an_abbreviation_are_told(tmp_path: Path) -> None:
    view = view_of(
        tmp_path,
        '<h1>T</h1><p>Gli <span lang="en">open data</span>'
        ' del <abbr title="Piano nazionale">PNRR</abbr>.</p>',
    )
    spans = {span.text: span.says for span in the(view.document, "P").elements("Span")}
    assert spans["open data"] == {"Lang": "en"}
    assert spans["PNRR"] == {"E": "Piano nazionale"}
    assert view.document.says["Lang"] == "it"
    assert the(view.document, "P").text == "Gli open data del PNRR."


def test_notes_have_an_identifier_of_their_own(tmp_path: Path) -> None:
    body = '<h1>T</h1><aside>Una.</aside><p role="note">Due.</p><aside><p>Tre.</p></aside>'
    notes = list(view_of(tmp_path, body).document.elements("Note"))
    assert [note.text for note in notes] == ["Una.", "Due.", "Tre."]
    assert len({note.says["ID"] for note in notes}) == 3


def test_a_figure_is_its_caption_then_a_picture_with_words_and_place(tmp_path: Path) -> None:
    body = """<h1>T</h1><figure><figcaption>Eventi</figcaption>
      <div><img src="asset:drawing" alt="Colonne: 552"></div><p>Fonte: noi.</p></figure>"""
    view = view_of(tmp_path, body)
    assert outline(view, "Div", "Caption", "Figure", "P") == [
        ("Div", "Eventi\nColonne: 552\nFonte: noi."),
        ("Caption", "Eventi"),
        ("Figure", "Colonne: 552"),
        ("P", "Fonte: noi."),
    ]
    box = the(view.document, "Figure").attributes["BBox"]
    assert isinstance(box, tuple)
    left, bottom, right, top = box
    assert (float(right - left), float(top - bottom)) == (45, 22.5)
    page_height = 120 / 25.4 * 72
    assert page_height / 2 < bottom < top < page_height, "it stands in the upper half"


def test_a_drawing_made_of_text_is_a_figure_when_it_says_so(tmp_path: Path) -> None:
    view = view_of(tmp_path, '<h1>T</h1><div role="img" aria-label="Tre su quattro"><p>3</p><p>4</p></div>')
    assert outline(view, "Figure", "P") == [("Figure", "Tre su quattro")]


def test_decoration_and_margins_are_artifacts(tmp_path: Path) -> None:
    body = """<h1>T</h1><p aria-hidden="true">nascosto</p><div role="presentation"><p>ornamento</p></div>
      <p style="text-decoration: underline">testo</p>"""
    view = view_of(tmp_path, body)
    assert view.document.text == "T\ntesto"
    artifacts = [mark for mark in view.pages[0].marks if mark.tag == "Artifact" and mark.text]
    assert [(mark.text, mark.subtype) for mark in artifacts] == [
        ("nascosto", ""),
        ("ornamento", ""),
        ("1", "Footer"),
    ]


def test_loose_text_becomes_paragraphs_and_sections_stay(tmp_path: Path) -> None:
    body = """<section data-tag="Part" aria-label="chi siamo"><h1>T</h1>
      <div>sciolto <p>in p</p></div></section>
      <div data-tag="none"><blockquote>detto</blockquote></div>"""
    view = view_of(tmp_path, body)
    assert [(e.role, e.says.get("T")) for e in view.document.elements("Part")] == [("Part", "chi siamo")]
    assert outline(view, "P", "BlockQuote") == [
        ("P", "sciolto"),
        ("P", "in p"),
        ("BlockQuote", "detto"),
        ("P", "detto"),
    ]


def test_a_number_from_css_does_not_run_into_the_word_after_it(tmp_path: Path) -> None:
    css = """p::before { content: "fig. 1"; margin-right: 2mm }
      q::before { content: "«" } q::after { content: "»" }"""
    view = typeset_body(tmp_path, "<h1>T</h1><p>Eventi <q>detti</q></p>", css)
    assert the(read_pdf(view.pdf).document, "P").text == "fig. 1 Eventi «detti»"


def test_blocks_side_by_side_in_one_heading_are_words_apart(tmp_path: Path) -> None:
    view = view_of(tmp_path, '<h1 style="display: flex; gap: 2mm"><span>chi</span><span>siamo</span></h1>')
    assert the(view.document, "H1").text == "chi siamo"


def test_text_that_opacity_takes_out_of_reach_is_told_at_its_place(tmp_path: Path) -> None:
    body = '<h1>T</h1><p style="opacity: 0.5" data-at="layouts/a.html:7">pallido</p>'
    (finding,) = typeset_body(tmp_path, body).findings
    assert finding.rule == "layout.text-alignment"
    assert finding.where == Where("layouts/a.html", 7)
    assert "pallido" in finding.message


def test_text_that_no_element_holds_is_told(tmp_path: Path) -> None:
    body = '<h1>T</h1><p>Testo<span class="f">nota a piè di pagina</span></p>'
    findings = typeset_body(tmp_path, body, ".f { float: footnote }").findings
    assert any(f.rule == "layout.text-alignment" and "nota a piè" in f.message for f in findings)


def test_a_number_counted_by_css_is_the_label_of_its_item(tmp_path: Path) -> None:
    css = "li { display: block; counter-increment: c } li::before { content: counter(c) }"
    view = view_of(tmp_path, "<h1>T</h1><ol><li>uno</li><li>due</li></ol>", css)
    assert [label.text.strip() for label in view.document.elements("Lbl")] == ["1", "2"]
    assert [body.text for body in view.document.elements("LBody")] == ["uno", "due"]
    assert the(view.document, "L").attributes["ListNumbering"] == "Decimal"


def test_what_stands_apart_on_the_page_is_heard_apart(tmp_path: Path) -> None:
    body = (
        '<h1>T</h1><p><span style="display: block" data-pause>552</span> '
        "<span data-pause>eventi</span> <span>come pubblicato</span></p><p data-pause>Fine.</p>"
    )
    view = view_of(tmp_path, body)
    assert [paragraph.text for paragraph in view.document.elements("P")] == [
        "552, eventi, come pubblicato",
        "Fine.",
    ]
