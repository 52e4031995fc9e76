from __future__ import annotations

from weasyprint import HTML
from weasyprint.formatting_structure.boxes import TextBox

from report_pdf.typeset.laid_text import ink_of, inks_kept

TEXT = """<style>p { width: 60mm; text-align: justify; hyphens: auto; letter-spacing: .1pt }</style>
<html lang="it"><p>Perché la <b>città</b> ha un’altra\u00a0voce, e <i>fi ffi</i>
non è <a href="#a">qui</a>.</p>
<pre>una riga
un’altra\tancora</pre>"""


def test_the_ink_kept_while_drawing_is_that_of_the_text_set_again() -> None:
    document = HTML(string=TEXT).render()
    texts = [
        box
        for page in document.pages
        for box in page._page_box.descendants()  # noqa: SLF001
        if isinstance(box, TextBox) and box.text.strip()
    ]
    again = [ink_of(box, each=False) for box in texts]
    for box in texts:
        assert not hasattr(box.pango_layout, "drawn_ink")
    with inks_kept():
        document.write_pdf()
    assert all(hasattr(box.pango_layout, "drawn_ink") for box in texts)
    assert [ink_of(box, each=False) for box in texts] == again
    assert len(again) > 6
