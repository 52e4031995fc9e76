from __future__ import annotations

from pathlib import Path

import pytest
from chart_input import STYLE
from lexicon_input import lexicon

from report_pdf.findings import Finding
from report_pdf.layout.drawing import Drawing
from report_pdf.layout.layout import LaidOut, lay_out


def laid_out(root: Path, book: str, style: object = STYLE) -> tuple[LaidOut | None, tuple[Finding, ...]]:
    (root / "layouts").mkdir()
    (root / "layouts" / "book.html").write_text(book, encoding="utf-8")
    words = lexicon(root)
    drawing = Drawing(words.indicators, None, style)  # type: ignore[arg-type]  # a wrong one is a bug
    return lay_out(words, drawing, root / "layouts", root)


@pytest.mark.parametrize("call", ["draw.mosaic('sedi.aperta')", "draw.tile_map()", "draw.mosaic()"])
def test_a_wrong_call_is_the_designer_s_to_mend(tmp_path: Path, call: str) -> None:
    book, findings = laid_out(tmp_path, f"<p>\n{{{{ {call} }}}}")
    assert book is None
    assert [(f.rule, str(f.where)) for f in findings] == [("layout.template", "layouts/book.html:2")]


def test_a_bug_of_ours_is_not(tmp_path: Path) -> None:
    with pytest.raises(AttributeError, match="tokens"):
        laid_out(tmp_path, "{{ draw.multiples(['corsi.tenuti'], height_mm=50) }}", style=None)
