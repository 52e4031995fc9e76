from __future__ import annotations

import pytest
from pikepdf import Dictionary, Name

from report_pdf.parts.archival.fonts.glyphs import Glyph
from report_pdf.parts.archival.fonts.texts import other_text


@pytest.mark.parametrize(
    ("font", "name", "by_itself", "said", "text"),
    [
        ("Arial", "A", "A", None, "A"),
        ("Arial", "g12", None, None, None),
        ("Arial", "uni20AC", None, "\0", "€"),
        ("SymbolMT", None, None, "\uf0b7", "•"),
        ("FontAwesome", None, None, "\uf015", "\ufffc"),
        ("Arial", "Asmall", "\uf761", "\uf761", "A"),
    ],
)
def test_what_a_glyph_reads(
    font: str, name: str | None, by_itself: str | None, said: str | None, text: str | None
) -> None:
    glyph = Glyph((65, 1), name, True, 600, 600, by_itself)  # noqa: FBT003  # it is there
    assert other_text(Dictionary(BaseFont=Name(f"/{font}")), glyph, said) == text
