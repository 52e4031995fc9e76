from __future__ import annotations

import pytest

from report_pdf.parts.archival.fonts.names import text_of_name, text_of_symbol


@pytest.mark.parametrize(
    ("font", "code", "text"),
    [
        ("/ABCDEF+Symbol", 0xB7, "•"),
        ("/SymbolMT", 0x61, "α"),
        ("/SymbolMT", 0xE5, "∑"),
        ("/SymbolMT", 0xFE, "⎭"),
        ("/Wingdings-Regular", 0xFC, "✓"),
        ("/Wingdings-Regular", 0x21, None),
        ("/Arial", 0xB7, None),
    ],
)
def test_fonts_of_signs(font: str, code: int, text: str | None) -> None:
    assert text_of_symbol(font, code) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("A", "A"),
        ("uni20AC", "€"),
        ("f_i", "fi"),
        ("one.oldstyle", "1"),
        ("Asmall", "A"),
        ("oneoldstyle", "1"),
        ("parenleftBigg", "("),
        ("summationdisplay", "∑"),
        ("floorleft", "⌊"),
        ("g12", ""),
        ("", ""),
    ],
)
def test_names_of_glyphs(name: str, text: str) -> None:
    assert text_of_name(name) == text
