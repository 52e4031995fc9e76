"""Two texts word by word, and how they are shortened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_pdf.differences.comparison import Kind, Piece
from report_pdf.differences.words import shortened, word_pieces, words_of

sentences = st.lists(st.sampled_from(["il", "comune", "1.205", "4,33", ",", "(", "dà", "–"])).map(" ".join)


def marked(before: str, now: str) -> str:
    marks = {Kind.REMOVED: "[-{}-]", Kind.ADDED: "{{+{}+}}", None: "{}"}
    return "".join(marks[piece.kind].format(piece.text) for piece in word_pieces(before, now))


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ("sono 1.205 giovani", "sono 1.206 giovani", "sono [-1.205 -]{+1.206 +}giovani"),
        ("la somma è 4,33.", "la somma è 4,34.", "la somma è [-4,33-]{+4,34+}."),
        ("il comune", "il nuovo comune", "il {+nuovo +}comune"),
        ("uno due tre", "uno tre", "uno [-due -]tre"),
        ("", "tutto nuovo", "{+tutto nuovo+}"),
        ("è così, e basta", "è colà, o basta", "è [-così, e -]{+colà, o +}basta"),
    ],
)
def test_only_words_that_differ_are_marked(before: str, now: str, told: str) -> None:
    assert marked(before, now) == told


def test_texts_too_long_to_compare_are_told_as_one_for_the_other() -> None:
    before, now = "a " + "b c " * 600 + "z", "a " + "c d " * 600 + "z"
    assert [piece.kind for piece in word_pieces(before, now)] == [None, Kind.REMOVED, Kind.ADDED, None]


@given(sentences, sentences)
def test_both_texts_can_be_read_in_the_pieces(before: str, now: str) -> None:
    pieces = list(word_pieces(before, now))
    for text, other in ((before, Kind.ADDED), (now, Kind.REMOVED)):
        assert words_of("".join(piece.text for piece in pieces if piece.kind is not other)) == words_of(text)


def test_what_is_the_same_is_shortened_around_what_differs() -> None:
    same = "parole " * 30
    pieces = [Piece(None, same), Piece(Kind.ADDED, "nuova "), Piece(None, same), Piece(Kind.REMOVED, "fine")]
    told = [piece.text for piece in shortened(pieces, 15)]
    assert told == [" … parole parole ", "nuova ", "parole parole … parole parole ", "fine"]


def test_a_very_long_difference_is_shortened_too_and_a_short_text_is_not() -> None:
    (long,) = shortened([Piece(Kind.ADDED, "parola " * 100)], 20)
    assert len(long.text) < 90
    assert long.text.endswith("parola … ")
    (short,) = shortened([Piece(None, "è rimasto così")], 4)
    assert short.text == "è rimasto così"
