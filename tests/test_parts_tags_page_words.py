from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from outside_files import request, written
from pikepdf import Dictionary, Name, Pdf

from report_pdf.parts.part import Treatment
from report_pdf.parts.prepare import prepare_part
from report_pdf.parts.tags.page_words import page_words

WORDS = b"BT /F 20 Tf 90 700 Td (Ciao a tutti, %b) Tj ET"


def a_page_of_text(path: Path, content: bytes) -> Path:
    def set_font(pdf: Pdf) -> None:
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
        )
        pdf.pages[0].obj["/Resources"] = Dictionary(Font=Dictionary(F=font))

    return written(path, set_font, content=content)


@pytest.mark.parametrize(("treatment", "said"), [(Treatment.TEXT, "Ciao a tutti, 42"), (Treatment.AUTO, "")])
def test_a_page_of_text_that_becomes_an_image_is_read_as_it_was(
    treatment: Treatment, said: str, tmp_path: Path
) -> None:
    """Its font is not embedded."""
    source = a_page_of_text(tmp_path / "a.pdf", WORDS % b"42")
    asked = request("a.pdf", treatment=treatment)
    part = prepare_part(asked, source, tmp_path, (lambda _pages: None, lambda _page: None))
    assert part.treatment is Treatment.IMAGE
    assert part.pdf is not None
    with pikepdf.open(part.pdf) as pdf:
        page = pdf.Root.StructTreeRoot.K.K
        assert str(page.get("/ActualText", "")) == said


def test_a_page_that_cannot_be_read_aloud_has_no_words(tmp_path: Path) -> None:
    assert page_words(a_page_of_text(tmp_path / "a.pdf", WORDS % b"42"), 1) == ("Ciao a tutti, 42",)
    assert page_words(a_page_of_text(tmp_path / "b.pdf", WORDS % (b"\\001\\002" * 9)), 1) == ("",)
    assert page_words(written(tmp_path / "c.pdf"), 1) == ("",)
