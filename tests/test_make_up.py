from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from typeset_input import typeset_body, typeset_pieces

from report_pdf.readback.pdf_reader import read_pdf
from report_pdf.typeset import paint

PIECES = (
    '<section data-page-label="Copertina"><h1>Libro</h1></section>',
    '<section class="page"><h2 id="uno">Uno</h2><p>Vedi <a href="#due">due</a>.</p></section>',
    '<section class="page"><h2 id="due">Due</h2><p>Fine.</p></section>',
)


def test_labels_links_outline_and_anchors_run_through_all_galleys(tmp_path: Path) -> None:
    done = typeset_pieces(tmp_path, PIECES)
    assert len(done.surroundings.segments) == 3
    assert done.labels == ("Copertina", "1", "2")
    assert [page.label for page in done.pages] == list(done.labels)
    assert {name: place[0] for name, place in done.anchors.items()} == {"uno": 1, "due": 2}
    view = read_pdf(done.pdf)
    assert [entry.title for entry in view.outline] == ["Libro", "Uno", "Due"]
    assert [link.name for link in view.annotations] == ["due, pagina 2"]


def test_blocks_are_counted_through_the_book(tmp_path: Path) -> None:
    blocks = [block for page in typeset_pieces(tmp_path, PIECES).pages for block in page.blocks]
    assert [block.number for block in blocks] == list(range(len(blocks)))
    assert all(block.parent < block.number for block in blocks)


def test_a_link_that_leads_nowhere_is_not_written(tmp_path: Path) -> None:
    done = typeset_body(tmp_path, '<p><a href="#nulla">x</a></p>')
    with pikepdf.open(BytesIO(done.pdf)) as pdf:
        assert "/Annots" not in pdf.pages[0]


def test_another_numbering_of_the_colour_spaces_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paint, "_FIRST_OBJECT", 4)
    with pytest.raises(RuntimeError, match="colour spaces"):
        typeset_body(tmp_path, "<p>x</p>")
