"""The texts of a book, from its structure or from its pages."""

from __future__ import annotations

from pathlib import Path

from typeset_input import view_of

from report_pdf.differences.paragraphs import paragraphs_of
from report_pdf.readback.pdf_view import Content, Element


def element(role: str, *kids: Element | str, page: int = 0, **says: str) -> Element:
    shown = (Content(page, 0, kid) if isinstance(kid, str) else kid for kid in kids)
    return Element(number=0, parent=0, role=role, kids=tuple(shown), says=says)


def told(document: Element | None, *pages: str) -> list[tuple[int, str, str]]:
    labels = [str(n) for n in range(1, len(pages) + 1)]
    return [(one.page, one.role, one.text) for one in paragraphs_of(document, pages, labels)]


def test_a_typeset_page_is_read_in_whole_words_and_paragraphs(tmp_path: Path) -> None:
    body = """<h1>Eventi</h1><p>Abbiamo <b>ampliato</b> l’incommensurabilissima attività convegnistica e
    seminariale.</p><ul><li>Firenze</li><li>Prato</li></ul>
    <table><caption>Eventi</caption><thead><tr><th>anno</th><th>2023</th></tr></thead>
    <tbody><tr><th>eventi</th><td>57</td></tr></tbody></table>"""
    document = view_of(tmp_path, body).document
    assert told(document, "not asked") == [
        (0, "H1", "Eventi"),
        (0, "P", "Abbiamo ampliato l’incommensurabilissima attività convegnistica e seminariale."),
        (0, "LI", "• Firenze"),
        (0, "LI", "• Prato"),
        (0, "Caption", "Eventi"),
        (0, "TR", "anno · 2023"),
        (0, "TR", "eventi · 57"),
    ]


def test_a_text_is_named_after_what_it_stands_in() -> None:
    document = element(
        "Document",
        element("Note", element("P", "Prima."), element("P", "Poi.")),
        element("Sect", "Sciolto ", element("Span", "ma unito."), element("H2", "Titolo"), "coda"),
        element("Figure", "12", Alt="Dodici tessere."),
    )
    assert told(document, "") == [
        (0, "Note", "Prima."),
        (0, "Note", "Poi."),
        (0, "P", "Sciolto ma unito."),
        (0, "H2", "Titolo"),
        (0, "P", "coda"),
        (0, "Figure", "Dodici tessere."),
    ]


def test_lists_in_lists_are_read_entry_by_entry() -> None:
    inner = element("L", element("LI", element("LBody", "Pisa")))
    document = element("L", element("LI", element("Lbl", "1."), element("LBody", "Toscana", inner)))
    assert told(document, "") == [(0, "LI", "1."), (0, "LI", "Toscana"), (0, "LI", "Pisa")]


def test_a_page_without_words_in_the_structure_is_one_text_without_its_folio() -> None:
    document = element(
        "Document", element("Figure", "x", page=1, Alt="Allegato, pagina 1"), element("P", "Dopo.", page=2)
    )
    assert told(document, "Prima\r\npagina\r\n1", "Seconda\r\n2\r\ndi tre", "non chiesta") == [
        (0, "", "Prima pagina"),
        (1, "Figure", "Allegato, pagina 1"),
        (1, "", "Seconda di tre"),
        (2, "P", "Dopo."),
    ]
    assert told(None, "Prima", "") == [(0, "", "Prima")]


def test_words_that_the_structure_does_not_spell_are_read_from_the_page() -> None:
    assert told(element("P", "Co\ufffd\ufffdni"), "Comuni") == [(0, "", "Comuni")]


def test_blanks_soft_hyphens_and_broken_characters_are_no_part_of_a_text() -> None:
    assert told(element("P", "co\u00admu\u00adni\u00a0 toscani \ud800."), "") == [
        (0, "P", "comuni toscani ?.")
    ]
