"""Every two colours that meet on the real pages can be told apart: by all readers, and in grey.

The pairs are read off the finished file; no list of them is kept, but of the exceptions.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from book import Book
from drawn_colours import DrawnPage, drawn_pages
from typeset_input import typeset_body

from report_pdf.colour_sight import VIEWS, as_seen, contrast, difference, lab
from report_pdf.reading.tokens_file import load_tokens

ROOT = Path(__file__).parents[1]
# WCAG 2.2, 1.4.3 and 1.4.11: text, large text, marks.
TEXT, LARGE, MARK = 4.5, 3.0, 3.0
# Difference of L*, of 100: eight greys from black to white are this far apart.
IN_GREY = 14.0
# CIEDE2000: ten times what is just seen.
IN_COLOUR = 10.0

HAIRLINE = "a hairline that parts rows or provinces: the space between them does so too"
TAB = "thumb tab and square of a chapter: its name stands beside"
DOT = "the dot of an i: the word is read without"
COVER = "the map under the title of the cover is a pattern: page 8 is the map that is read"
EXEMPT_ON_GROUND: Mapping[tuple[str, str], str] = {
    # ground, mark
    ("bianco", "grigio-30"): HAIRLINE,
    ("notte", "notte-60"): HAIRLINE,
    ("bianco", "sole"): TAB,
    ("bianco", "menta"): TAB,
    ("cotto", "sole"): DOT,
    ("sole", "cotto"): DOT,
    ("cotto", "cotto-12"): COVER,
    ("cotto", "cotto-20"): COVER,
    ("cotto", "cotto-27"): COVER,
    ("cotto", "cotto-34"): COVER,
}
EXEMPT_PAGES: Mapping[str, str] = {"Copertina": COVER}


@pytest.fixture(scope="module")
def names() -> dict[str, str]:
    """The token of each colour."""
    tokens, _findings = load_tokens(ROOT / "styles", ROOT)
    assert tokens is not None
    return {colour.srgb: name for name, colour in tokens.colours.items()}


@pytest.fixture(scope="module")
def pages(report: Book, names: dict[str, str]) -> list[DrawnPage]:
    return drawn_pages(report.data, names.keys())


def too_faint(pages: list[DrawnPage]) -> set[tuple[str, str, str]]:
    """Page, ground and colour of words that have too little contrast."""
    return {
        (page.label, ground, words.colour)
        for page in pages
        for words in page.words
        for ground in words.grounds
        if contrast(words.colour, ground)
        < (LARGE if words.size_pt >= 18 or (words.bold and words.size_pt >= 14) else TEXT)
    }


def faint_marks(pages: list[DrawnPage]) -> set[tuple[str, str]]:
    """Ground and colour of marks that have too little contrast."""
    return {
        (page.ground, colour)
        for page in pages
        for colour in page.on_ground
        if contrast(page.ground, colour) < MARK
    }


def alike(pages: list[DrawnPage]) -> set[tuple[str, str, frozenset[str]]]:
    """Page, view and colours of marks side by side that look alike in this view."""
    found: set[tuple[str, str, frozenset[str]]] = set()
    for page in pages:
        for pair in page.beside:
            one, other = (lab(colour) for colour in pair)
            if abs(one.lightness - other.lightness) < IN_GREY:
                found.add((page.label, "grey", pair))
            for view in VIEWS:
                one, other = (lab(as_seen(colour, view)) for colour in pair)
                if view != "grey" and difference(one, other) < IN_COLOUR:
                    found.add((page.label, view, pair))
    return found


def test_words_stand_out_from_what_they_stand_on(pages: list[DrawnPage]) -> None:
    assert sum(len(page.words) for page in pages) > 1000
    assert too_faint(pages) == set()


def test_marks_stand_out_from_their_ground(pages: list[DrawnPage], names: dict[str, str]) -> None:
    told = {(names[ground], names[colour]) for ground, colour in faint_marks(pages)}
    assert told <= EXEMPT_ON_GROUND.keys()


def test_marks_side_by_side_are_told_apart_in_grey_and_by_the_colour_blind(pages: list[DrawnPage]) -> None:
    assert sum(len(page.beside) for page in pages) >= 5
    assert {found for found in alike(pages) if found[0] not in EXEMPT_PAGES} == set()


def test_no_exception_is_left_over(pages: list[DrawnPage], names: dict[str, str]) -> None:
    told = {(names[ground], names[colour]) for ground, colour in faint_marks(pages)}
    assert EXEMPT_ON_GROUND.keys() <= told
    assert EXEMPT_PAGES.keys() <= {label for label, *_pair in alike(pages)}


def seeded(folder: Path, svg: str, names: dict[str, str], css: str = "") -> list[DrawnPage]:
    """A page with one drawing, 60 by 30."""
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="30mm" viewBox="0 0 60 30">{svg}</svg>'
    )
    body = '<img src="asset:seeded" alt="x"><p class="words">parole</p>'
    return drawn_pages(typeset_body(folder, body, css, assets={"seeded": drawing.encode()}).pdf, names.keys())


def test_colours_that_are_too_near_are_found(tmp_path: Path, names: dict[str, str]) -> None:
    tiles = (
        '<rect width="9.8" height="10" fill="#EA5034"/><rect x="10.2" width="10" height="10" fill="#4799CF"/>'
    )
    line = '<rect y="20" width="60" height="0.2" fill="#C7C7C7"/>'
    field = '<rect y="25" width="9" height="4" fill="#FFCD33"/>'
    css = ".words { color: #888787; font-size: 10pt }"
    pages = seeded(tmp_path, tiles + line + field, names, css)
    assert {(names[ground], names[words]) for _page, ground, words in too_faint(pages)} == {
        ("bianco", "grigio-60")
    }
    assert {names[colour] for _ground, colour in faint_marks(pages)} == {"grigio-30", "sole"}
    assert {(view, frozenset(map(names.get, pair))) for _page, view, pair in alike(pages)} == {
        ("grey", frozenset({"cotto", "cielo"}))
    }


def test_colours_that_are_far_enough_apart_pass(tmp_path: Path, names: dict[str, str]) -> None:
    tiles = (
        '<rect width="9.8" height="10" fill="#EA5034"/><rect x="10.2" width="10" height="10" fill="#0D3053"/>'
    )
    pages = seeded(tmp_path, tiles, names, ".words { color: #717070; font-size: 10pt }")
    assert pages[0].beside == {frozenset({"#EA5034", "#0D3053"})}
    assert [found for find in (too_faint, faint_marks, alike) for found in find(pages)] == []
