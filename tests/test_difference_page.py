"""The page of HTML: what it shows, what it never does, and that browsers and readers can use it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from browser import open_in_browser
from differences_input import reading

from report_pdf.differences.book_reading import ReadPage
from report_pdf.differences.comparison import (
    Comparison,
    FigureChange,
    Kind,
    PageChange,
    PagePair,
    Picture,
    Side,
)
from report_pdf.differences.difference_page import difference_page
from report_pdf.differences.texts import text_changes

OLD = Side("1.0", "libro-1.0.pdf", "0" * 64, 10, "it", has_tables=True)
NEW = replace(OLD, name="1.1", file="libro-1.1.pdf")
SAME = Comparison(OLD, NEW, (), (), ())
DOT = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="


def leaf(label: str) -> ReadPage:
    return ReadPage(label=label, width_mm=210, height_mm=297, picture="", digest="", ink=b"")


def figure(kind: Kind, indicator: str, column: str, old: str | None, new: str | None) -> FigureChange:
    return FigureChange(kind, "eventi", indicator, indicator.title(), column, True, old, new)  # noqa: FBT003


PICTURE = Picture(1, 1, DOT)


def paired(*changes: PageChange) -> tuple[PagePair, ...]:
    """The changes as those of pages that stand nowhere else."""
    return tuple(PagePair(None, None, change) for change in changes)


ALL = replace(
    SAME,
    figures=(
        figure(Kind.CHANGED, "eventi.ore", "2022", "66", "67"),
        figure(Kind.CHANGED, "eventi.ore", "2023", "n.d.", "12"),
        figure(Kind.ADDED, "eventi.nuovo", "2023", None, "5"),
    ),
    texts=text_changes(
        reading(
            (2, "La somma è 66 e resta così."), (2, "Un testo che se ne va del tutto."), (4, "vedi a p. 4")
        ),
        reading((2, "La somma è 67 e resta così."), (4, "vedi a p. 5")),
    ),
    pairs=paired(
        PageChange(Kind.CHANGED, leaf("3"), leaf("3"), ((10, 20, 30, 25),), (PICTURE, PICTURE)),
        PageChange(Kind.ADDED, None, leaf("7"), (), (None, PICTURE)),
        PageChange(Kind.RENUMBERED, leaf("7"), leaf("8")),
        PageChange(Kind.CHANGED, leaf("9"), leaf("10"), ((1, 2, 3, 4),)),
    ),
)


def html(comparison: Comparison) -> str:
    return difference_page(comparison).decode()


def test_it_opens_without_network_script_or_a_word_in_the_console(tmp_path: Path) -> None:
    path = tmp_path / "diff.html"
    path.write_bytes(difference_page(ALL))
    shown = open_in_browser(path, "--dump-dom")
    assert "What changes from 1.0 to 1.1" in shown
    assert re.findall('(?:src|href)="(?!#|data:)', shown) == []
    assert re.findall("<script|url\\(", shown) == []
    assert "default-src 'none'; img-src data:; style-src 'unsafe-inline'" in shown


def test_figures_stand_in_a_table_under_their_indicator() -> None:
    told = html(ALL)
    assert told.count('<th scope="rowgroup"') == 2
    assert 'rowspan="2">Eventi.Ore <code>eventi.ore</code>' in told
    assert '<td class="number"><del>66</del></td>\n<td class="number"><ins>67</ins></td>' in told
    assert '<td class="number">–</td>\n<td class="number"><ins>5</ins></td>' in told


def test_words_are_marked_for_the_eye_and_for_the_ear() -> None:
    told = html(ALL)
    assert re.search(r"La somma è <del><span class=\"aloud\" lang=\"en\"> deleted: </span>66<span", told)
    assert re.search(r"<ins><span class=\"aloud\" lang=\"en\"> inserted: </span>67<span", told)
    assert 'class="words" lang="it"' in told


def test_a_page_has_its_pictures_its_areas_and_its_texts() -> None:
    told = html(ALL)
    assert told.count(DOT) == 3
    assert told.count('<rect x="9" y="19" width="22" height="7"/>') == 2
    assert 'alt="3, before: 1 area differs"' in told
    assert '<a href="#text-1">1</a>, <a href="#text-2">2</a>' in told
    assert told.count("without a picture") == 2


def test_a_text_is_found_from_the_page_it_stands_on_now() -> None:
    texts = text_changes(reading((2, "La somma è 66 e basta.")), reading((6, "La somma è 67 e basta.")))
    pages = tuple(PageChange(Kind.CHANGED, leaf(label), leaf(label)) for label in "37")
    told = html(replace(ALL, texts=texts, pairs=paired(*pages)))
    assert told.index('id="page-2"') < told.index('<a href="#text-1">')
    assert told.count('<a href="#text-1">') == 1


def test_what_is_only_renumbered_is_folded_away() -> None:
    folded = re.findall("<details>(.*?)</details>", html(ALL), re.DOTALL)
    assert [("vedi a p." in part, "p. 7 → p. 8" in part) for part in folded] == [(True, False), (False, True)]


def test_nothing_that_differs_is_said_in_words() -> None:
    told = html(SAME)
    for words in ("no difference", "All figures", "All texts", "All pages"):
        assert words in told
    assert "only between two versions" in html(replace(SAME, old=replace(OLD, has_tables=False)))


def test_what_a_book_says_is_never_markup() -> None:
    evil = "<script>alert(1)</script> \" onload='x' {{ words }}"
    texts = text_changes(reading(), reading(evil))
    told = html(replace(SAME, new=replace(NEW, name=f"{evil}\ud800", file=evil, language=evil), texts=texts))
    assert "<script" not in told
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in told


def test_of_very_many_texts_the_first_are_listed_and_the_others_counted() -> None:
    texts = text_changes(reading(), reading(*(f"testo {n}" for n in range(1_003))))
    told = html(replace(SAME, texts=texts))
    assert told.count('class="place"') == 1_000
    assert "not listed here: 3." in told
