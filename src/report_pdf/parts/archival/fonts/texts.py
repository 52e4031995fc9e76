"""What a glyph reads where its font says nothing, or something that only its maker understands."""

from __future__ import annotations

from pikepdf import Dictionary

from report_pdf.parts.archival.fonts.glyphs import Glyph
from report_pdf.parts.archival.fonts.names import text_of_name, text_of_symbol
from report_pdf.parts.objects.entries import entry
from report_pdf.parts.objects.names import exact_name

_PICTURE = "\ufffc"
"""stands for an object among text: a glyph of a font of pictures"""
_PRIVATE = range(0xE000, 0xF900)
_SYMBOL_PAGE = 0xF000


def other_text(font: Dictionary, glyph: Glyph, said: str | None) -> str | None:
    """What a glyph reads where its font does not say it in characters that all know; None if nobody knows.

    Args:
        font: the font.
        glyph: the glyph.
        said: what the font says: private characters, or worse.
    """
    private = next((ord(each) for each in said or "" if ord(each) in _PRIVATE), 0)
    for text in (glyph.text, text_of_name(glyph.name or "")):
        if text and not private and not any(ord(each) in _PRIVATE for each in text):
            return text
    if private:
        name = exact_name(entry(font, "/BaseFont"))
        return text_of_symbol(name, private - _SYMBOL_PAGE) or text_of_name(glyph.name or "") or _PICTURE
    return None
