from __future__ import annotations

from pathlib import Path

from typeset_input import DRAWING, typeset_body

from report_pdf.findings import Where


def test_a_character_that_its_font_does_not_have_is_found_at_its_element(tmp_path: Path) -> None:
    body = '<h1>T</h1><div data-at="layouts/a.html:4"><p>Un carattere 汉 che manca, e ancora 汉.</p></div>'
    missing = [f for f in typeset_body(tmp_path, body).findings if f.rule == "layout.missing-glyph"]
    assert [f.where for f in missing] == [Where("layouts/a.html", 4)]
    assert "Source Sans Pro 400 normal" in missing[0].message
    assert "汉 (U+6C49)" in missing[0].message


def test_a_face_that_the_report_does_not_have_is_found(tmp_path: Path) -> None:
    body = """<h1 data-at="layouts/a.html:1" style="font-family: Manrope; font-weight: 800">T</h1>
      <p data-at="layouts/a.html:2"><i style="font-style: italic">finto</i></p>
      <p data-at="layouts/a.html:3" style="font-family: sans-serif">altro</p>"""
    found = [(f.rule, f.where.line) for f in typeset_body(tmp_path, body).findings]
    assert ("layout.fallback-font", 2) in found
    assert ("layout.fallback-font", 3) in found
    assert ("layout.fallback-font", 1) not in found


def test_invisible_characters_need_no_glyph(tmp_path: Path) -> None:
    assert typeset_body(tmp_path, "<h1>T</h1><p>isti\u00adtu\u200bzione</p>").findings == ()


def test_the_text_of_a_drawing_that_falls_back_is_found(tmp_path: Path) -> None:
    strange = DRAWING.replace(b"Source Sans Pro", b"No Such Font")
    body = '<h1>T</h1><img src="asset:strange" alt="x">'
    rules = [f.rule for f in typeset_body(tmp_path, body, assets={"strange": strange}).findings]
    assert rules == ["layout.fallback-font"]
