from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from report_pdf.typeset.tag_text import align, settle

WORDS = st.lists(st.text("abcèàù’-.", min_size=1, max_size=12), min_size=1, max_size=12)
BREAK = st.booleans()
SPACES = st.text(" \n\t", max_size=3)


@st.composite
def broken_texts(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Runs of text, and the lines they were broken into: spaces lost, words hyphenated."""
    runs, pieces = [], []
    for words in draw(st.lists(WORDS, min_size=1, max_size=4)):
        runs.append(draw(SPACES) + " ".join(words) + draw(SPACES))
        line: list[str] = []
        for word in words:
            cut, ends = draw(st.integers(0, len(word))), draw(BREAK)
            if 0 < cut < len(word) and word[:cut][-1].isalpha() and word[cut].isalpha():
                pieces.append(" ".join([*line, word[:cut] + "-"]))
                line = [word[cut:]]
            elif line and ends:
                pieces.append(" ".join(line))
                line = [word]
            else:
                line.append(word)
        pieces.append(" ".join(line))
    return runs, pieces


@given(broken_texts())
def test_every_line_finds_its_run_and_every_run_is_whole(texts: tuple[list[str], list[str]]) -> None:
    runs, pieces = texts
    aligned = align(runs, pieces)
    assert aligned.unpainted == ()
    assert None not in aligned.homes
    assert list(aligned.homes) == sorted(home for home in aligned.homes if home is not None)
    assert len(set(aligned.homes)) == len(runs)


@given(st.lists(st.text("ab \n\t\u00a0\u00ad", max_size=8), max_size=8))
def test_settled_runs_join_to_the_paragraph_word_for_word(texts: list[str]) -> None:
    paragraph = "".join(texts).replace("\u00ad", "")
    for space in "\n\t":
        paragraph = paragraph.replace(space, " ")
    expected = " ".join(word for word in paragraph.split(" ") if word)
    settled = settle(texts)
    assert "".join(settled) == expected
    assert len(settled) == len(texts)
    assert " " not in settled


def test_a_hyphen_of_the_text_is_kept_and_one_of_the_line_is_not() -> None:
    aligned = align(["il gen-giu della regione"], ["il gen-", "giu della re-", "gione"])
    assert aligned.homes == (0, 0, 0)
    assert aligned.unpainted == ()


def test_a_soft_hyphen_is_no_difference() -> None:
    assert align(["isti\u00adtu\u00adzione"], ["isti-", "tu\u00adzione"]).homes == (0, 0)


def test_text_from_elsewhere_has_no_home_and_lost_text_is_told() -> None:
    aligned = align(["primo", "secondo"], ["altro", "primo"])
    assert aligned.homes == (None, 0)
    assert aligned.unpainted == (1,)


def test_a_space_between_two_runs_goes_to_the_one_before() -> None:
    assert settle(["uno", " ", "due"]) == ("uno ", "", "due")
    assert settle(["uno ", "\n", " due "]) == ("uno ", "", "due")
