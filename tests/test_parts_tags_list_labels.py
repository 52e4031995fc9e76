from __future__ import annotations

import pytest
from tag_drawing import PAGE, drawing_of, tree

from report_pdf.parts.tags.list_labels import find_labels


@pytest.mark.parametrize("label", ["•", "\uf0b7", "1.", "12)", "(a)", "iv.", " – "])
def test_what_an_item_begins_with_is_its_label(label: str) -> None:
    top = tree(("L", ("LI", ("LBody", ("P", 0, 1)))))
    find_labels(top, {(PAGE, 0): label, (PAGE, 1): "voce"})
    assert drawing_of(top) == ("L", ("LI", ("Lbl", 0), ("LBody", ("P", 1))))


@pytest.mark.parametrize("text", ["voce", "2024", "ab", ""])
def test_words_are_no_label(text: str) -> None:
    drawing = ("L", ("LI", ("LBody", ("P", 0, 1))))
    top = tree(drawing)
    find_labels(top, {(PAGE, 0): text, (PAGE, 1): "voce"})
    assert drawing_of(top) == drawing


def test_an_item_that_is_all_label_keeps_it() -> None:
    top = tree(("L", ("LI", ("LBody", ("P", 0)))))
    find_labels(top, {(PAGE, 0): "1."})
    assert drawing_of(top) == ("L", ("LI", ("LBody", ("P", 0))))
