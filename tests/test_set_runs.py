"""A book that is set from what was kept is the book that is laid out whole, byte for byte."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from typeset_input import DRAWING, typeset_pieces

from report_pdf.findings import Where
from report_pdf.typeset import layout_engine, set_runs
from report_pdf.typeset import typeset as whole_book

CSS = """
section { break-before: page; string-set: running attr(data-name) }
section.spread { break-before: left }
section.wide { page: wide }
@page { @top-left { content: string(running); font: 400 8pt "Source Sans Pro" } }
@page wide { @bottom-left { content: "p. " counter(page) } }
body { counter-reset: fig }
figure { counter-increment: fig }
figcaption::before { content: "Figura " counter(fig) ". " }
a.page::after { content: ", pagina " target-counter(attr(href), page) }
h2 { bookmark-level: 2; bookmark-label: content() }
i { opacity: 0.5 }
.first + section { color: #0D3053 }
"""

CONTENTS = """<section class="first" data-name="Indice"><nav role="doc-toc"><ol>
<li><a class="page" href="#uno">Uno</a></li><li><a class="page" href="#fig-due">La figura</a></li>
<li><a class="page" href="#quattro">Quattro</a></li></ol></nav></section>"""

PARAGRAPH = """<p>Un capoverso che prende un poco di spazio e che va avanti per qualche riga, con parole
precipitevolissimevolmente lunghe, perché la pagina sia spezzata da qualche parte.</p>"""


def chapter(name: str, *, word: str = "prima", paragraphs: int = 6, css: str = "", inside: str = "") -> str:
    return f"""<section class="{css}" data-name="{name}"><h2 id="{name}">{name.capitalize()}</h2>
<p>La {word} parola. Vedi <a class="page" href="#fig-due">la figura</a></p>
{PARAGRAPH * paragraphs}{inside}
<figure id="fig-{name}"><img src="asset:drawing" alt="Disegno di {name}">
<figcaption>Di {name}</figcaption></figure>
<table><tr><th>voce</th><th>2023</th></tr><tr><td>{name}</td><td>12</td></tr></table></section>"""


BOOK = (
    CONTENTS,
    chapter("uno"),
    chapter("due", css="spread"),
    chapter("tre", css="wide"),
    chapter("quattro", css="spread", paragraphs=14),
    chapter("cinque"),
)


def with_chapter(number: int, name: str, **changed: object) -> tuple[str, ...]:
    css = {2: "spread", 3: "wide", 4: "spread"}.get(number, "")
    arguments = {"css": css, "paragraphs": 14 if number == 4 else 6} | changed
    return (*BOOK[:number], chapter(name, **arguments), *BOOK[number + 1 :])  # type: ignore[arg-type]


@pytest.fixture
def laid_out_whole(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows whenever a book is laid out whole."""
    times: list[int] = []
    lay_out = layout_engine.lay_out

    def counted(*arguments: object) -> object:
        times.append(1)
        return lay_out(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(whole_book, "lay_out", counted)
    return times


def _as_whole(root: Path, pieces: tuple[str, ...], **more: object) -> bytes:
    """The book from what is kept; it is the same without."""
    done = typeset_pieces(root, pieces, CSS, **more)  # type: ignore[arg-type]
    fresh = typeset_pieces(root, pieces, CSS, kept=False, **more)  # type: ignore[arg-type]
    assert done.findings == fresh.findings
    assert done.pages == fresh.pages
    assert (done.labels, done.anchors) == (fresh.labels, fresh.anchors)
    assert done.pdf == fresh.pdf
    return done.pdf


def test_nothing_changed_and_nothing_is_laid_out(tmp_path: Path, laid_out_whole: list[int]) -> None:
    first = typeset_pieces(tmp_path, BOOK, CSS)
    assert first.findings == ()
    assert len(first.surroundings.segments) == len(BOOK)
    assert len(laid_out_whole) == 1
    assert typeset_pieces(tmp_path, BOOK, CSS).pdf == first.pdf
    assert len(laid_out_whole) == 1


@pytest.mark.parametrize("number", range(1, 6))
def test_a_word_changed_in_a_chapter(tmp_path: Path, laid_out_whole: list[int], number: int) -> None:
    typeset_pieces(tmp_path, BOOK, CSS)
    name = ("uno", "due", "tre", "quattro", "cinque")[number - 1]
    laid_out_whole.clear()
    before = typeset_pieces(tmp_path, BOOK, CSS, kept=False).pdf
    assert _as_whole(tmp_path, with_chapter(number, name, word="ultima")) != before
    assert len(laid_out_whole) == 2, "both times by the call without what is kept"


def test_a_word_changed_in_every_chapter(tmp_path: Path, laid_out_whole: list[int]) -> None:
    typeset_pieces(tmp_path, BOOK, CSS)
    laid_out_whole.clear()
    _as_whole(tmp_path, tuple(piece.replace("La prima", "La terza") for piece in BOOK))
    assert len(laid_out_whole) == 1


WHOLE: tuple[tuple[str, Callable[[], tuple[str, ...]]], ...] = (
    ("a chapter takes more pages", lambda: with_chapter(1, "uno", paragraphs=20)),
    ("a chapter takes fewer pages", lambda: with_chapter(4, "quattro", paragraphs=2)),
    ("a figure more", lambda: with_chapter(2, "due", inside="<figure>x<figcaption>y</figcaption></figure>")),
    ("another running title", lambda: tuple(p.replace('data-name="due"', 'data-name="Due!"') for p in BOOK)),
    ("an anchor more", lambda: with_chapter(2, "due", inside='<p id="ancora">z</p>')),
    ("an anchor less", lambda: tuple(p.replace('id="tre"', "") for p in BOOK)),
    ("another break", lambda: with_chapter(3, "tre", css="wide spread")),
    (
        "a break asked for from inside",
        lambda: with_chapter(3, "tre", inside='<div style="break-after: right">q</div>'),
    ),
    ("a chapter more", lambda: (*BOOK, chapter("sei"))),
    ("a chapter less", lambda: BOOK[:-1]),
    ("chapters change places", lambda: (*BOOK[:4], BOOK[5], BOOK[4])),
)


@pytest.mark.parametrize("changed", [change for _name, change in WHOLE], ids=[name for name, _c in WHOLE])
def test_what_concerns_the_rest_of_the_book_is_as_in_the_whole(
    tmp_path: Path, changed: Callable[[], tuple[str, ...]]
) -> None:
    typeset_pieces(tmp_path, BOOK, CSS)
    _as_whole(tmp_path, changed())
    _as_whole(tmp_path, BOOK)


FAULTS = (
    '<a href="#nulla">link</a>',
    '<img src="asset:drawing">',
    '<p style="colour: red">x</p>',
    "<p>\u4e2d\u6587</p>",
    '<p id="uno">two of one name</p>',
    '<img src="styles/nulla.png" alt="non c’è" data-at="layouts/tre.html:7">',
)


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_are_told_each_time_and_go_when_they_are_mended(tmp_path: Path, fault: str) -> None:
    typeset_pieces(tmp_path, BOOK, CSS)
    faulty = with_chapter(3, "tre", inside=fault)
    told = typeset_pieces(tmp_path, faulty, CSS).findings
    assert told
    assert typeset_pieces(tmp_path, faulty, CSS).findings == told
    assert typeset_pieces(tmp_path, faulty, CSS, kept=False).findings == told
    assert typeset_pieces(tmp_path, BOOK, CSS).findings == ()


def test_another_drawing_another_file_another_style(tmp_path: Path, laid_out_whole: list[int]) -> None:
    photo = tmp_path / "styles" / "foto.svg"
    pieces = with_chapter(
        5, "cinque", inside='<img src="styles/foto.svg" alt="Foto" data-at="layouts/cinque.html:4">'
    )
    photo.parent.mkdir()
    photo.write_bytes(DRAWING)
    first = typeset_pieces(tmp_path, pieces, CSS)
    assert first.findings == ()
    assert _as_whole(tmp_path, pieces, drawing=DRAWING.replace(b"552", b"569")) != first.pdf
    photo.write_bytes(DRAWING.replace(b"552", b"17"))
    assert _as_whole(tmp_path, pieces) != first.pdf
    laid_out_whole.clear()
    typeset_pieces(tmp_path, pieces, CSS + "p { color: #FF0000 }")
    assert len(laid_out_whole) == 1
    photo.unlink()
    (missing,) = typeset_pieces(tmp_path, pieces, CSS).findings
    assert missing.where == Where("layouts/cinque.html", 4)


def test_what_is_kept_and_damaged_is_made_again(tmp_path: Path) -> None:
    before = typeset_pieces(tmp_path, BOOK, CSS).pdf
    for number, file in enumerate(sorted((tmp_path / ".cache").rglob("*"))):
        if file.is_file():
            content = file.read_bytes()
            file.write_bytes((content[:-3], content[: len(content) // 2], b"")[number % 3])
    assert typeset_pieces(tmp_path, BOOK, CSS).pdf == before


def test_a_box_on_every_page_keeps_the_book_in_one(tmp_path: Path, laid_out_whole: list[int]) -> None:
    pieces = with_chapter(1, "uno", inside='<p style="position: fixed; bottom: 0">ovunque</p>')
    typeset_pieces(tmp_path, pieces, CSS)
    typeset_pieces(tmp_path, pieces, CSS)
    assert len(laid_out_whole) == 2


def test_chapters_that_go_on_on_the_same_page_are_one_segment(tmp_path: Path) -> None:
    joined = "section { break-before: auto !important }"
    done = typeset_pieces(tmp_path, BOOK, CSS + joined)
    begun = [segment.pieces.start for segment in done.surroundings.segments]
    assert begun == [1, 4]  # of "tre": the name of its page asks for a page of its own
    edited = tuple(piece.replace("La prima", "La terza") for piece in BOOK)
    assert (
        typeset_pieces(tmp_path, edited, CSS + joined).pdf
        == typeset_pieces(tmp_path, edited, CSS + joined, kept=False).pdf
    )


@pytest.mark.parametrize("cores", [1, 2])
def test_half_is_set_by_a_copy_of_the_process_or_all_of_it_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cores: int
) -> None:
    by_us: list[Sequence[int]] = []
    set_here = set_runs.set_segments

    def observed(numbers: Sequence[int], *more: object) -> object:
        by_us.append(numbers)
        return set_here(numbers, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(set_runs, "set_segments", observed)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: set(range(cores)))
    typeset_pieces(tmp_path, BOOK, CSS)
    _as_whole(tmp_path, tuple(piece.replace("La prima", "La terza") for piece in BOOK))
    changed = sorted(number for numbers in by_us for number in numbers)
    assert changed == ([1, 2, 3, 4, 5] if cores == 1 else [1, 2, 3])
