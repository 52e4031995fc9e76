"""Stage 4, lay out: the layouts of the designer, filled with the office's words and figures, as one HTML."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial, wraps
from inspect import getmembers, isfunction
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from report_pdf.charts.chart import Chart
from report_pdf.colour_sight import contrast
from report_pdf.findings import Finding
from report_pdf.indicators import Cell, Series
from report_pdf.italian import date_long, list_of, number
from report_pdf.layout.drawing import Drawing
from report_pdf.layout.lexicon import Lexicon
from report_pdf.layout.optical import hang_em
from report_pdf.layout.pieces import Pieces
from report_pdf.layout.templates import (
    TEMPLATE_ERRORS,
    PlacedLoader,
    calling_place,
    calling_places,
    is_bug,
    sandbox,
    template_finding,
)
from report_pdf.nearest import nearest_hint
from report_pdf.prose.typography import bind_last_word, bind_short_words

BOOK = "book.html"


class Drawn(NamedTuple):
    """A figure drawn from a table of the appendix: its id and what it shows."""

    id: str
    subject: str


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The book as HTML, and the charts it shows.

    Attributes:
        pieces: the HTML: what stands before the first layout that the book includes, then what each has put
            in, beginning with its number as a comment; elements carry `data-at="file:line"`.
        charts: name to chart; the HTML shows them as `asset:NAME`. Their findings name the template's line.
        drawn: by the number of its piece, the figures drawn from each table of the appendix.
        figures: by the number of its piece and by the place of an element ("file:line"), the ids of the
            indicators that were asked for there or by what it calls, one for each time, in order.
    """

    pieces: tuple[str, ...]
    charts: Mapping[str, Chart]
    drawn: Mapping[int, tuple[tuple[str, Drawn], ...]] = field(default_factory=dict)
    figures: Mapping[int, Mapping[str, Sequence[str]]] = field(default_factory=dict)

    @property
    def html(self) -> str:
        """The whole book."""
        return "".join(self.pieces)

    @property
    def chart_findings(self) -> tuple[Finding, ...]:
        """What is wrong in the charts, before it is known where they stand."""
        return tuple(finding for chart in self.charts.values() for finding in chart.findings)


def lay_out(  # noqa: PLR0913, PLR0917  # a book has that many sources
    lexicon: Lexicon,
    drawing: Drawing,
    layouts: Path,
    root: Path,
    book: str = BOOK,
    own: Mapping[str, object] = MappingProxyType({}),
) -> tuple[LaidOut | None, tuple[Finding, ...]]:
    """The book whose layout is called `book`, or the place where a layout goes wrong.

    When charts are not in the cache it is laid out twice: to learn which they are, that all may be drawn at
    once, and again with them.

    `own` are names that this layout alone knows.
    """
    filled = Layouts(layouts, root, own)
    with drawing.charts.putting_off() as put_off:
        try:
            outcome = filled.lay_out(lexicon, drawing, book)
        except TEMPLATE_ERRORS:  # of a blank chart, perhaps
            if not put_off:
                raise
    if not put_off:
        return outcome
    drawing.charts.draw(put_off)
    return filled.lay_out(lexicon, drawing, book)


class Layouts:
    """The layouts of a project, each read and compiled when it is first used, and again when it was saved.

    Args:
        folder: the designer's pages.
        root: the project's folder.
        own: names that these layouts alone know.
    """

    def __init__(self, folder: Path, root: Path, own: Mapping[str, object] = MappingProxyType({})) -> None:
        self._folder, self._root, self._own = folder, root, own
        self._loader = PlacedLoader(folder, root)
        self._environment = sandbox(self._loader)

    def lay_out(
        self,
        lexicon: Lexicon,
        drawing: Drawing,
        book: str = BOOK,
        wanted: Collection[int] | None = None,
        known: LaidOut | None = None,
    ) -> tuple[LaidOut | None, tuple[Finding, ...]]:
        """The book whose layout is called `book`, or the place where a layout goes wrong.

        Args:
            lexicon: words, figures and remarks.
            drawing: the charts.
            book: the name of its layout.
            wanted: the numbers of the pieces to fill, the others stay empty; None for all.
            known: the book as it was laid out before: pieces may speak of the charts of others.
        """
        pieces = Pieces(book, (lambda _number: True) if wanted is None else wanted.__contains__)
        filling = _Filling(self._folder, self._root, pieces, known, self._loader)
        self._environment.globals |= (
            filling.noting(lexicon)
            | _words(lexicon, drawing)
            | filling.names()
            | {"layout_source": self._as_written}
            | dict(self._own)
        )
        try:
            html = pieces.fill(self._environment)
        except TEMPLATE_ERRORS as error:
            if is_bug(error):
                raise
            hint = nearest_hint(str(error.args[0]), lexicon.indicators) if isinstance(error, KeyError) else ""
            return None, (replace(template_finding(error, self._root), hint=hint),)
        return LaidOut(html, filling.charts, filling.drawn, filling.figures), ()

    def _as_written(self, name: str) -> str:
        return self._loader.as_written(self._environment, name)[0]


class _Filling:
    """What layouts leave behind while they are filled: charts, and which table each is drawn from."""

    def __init__(
        self, folder: Path, root: Path, pieces: Pieces, known: LaidOut | None, loader: PlacedLoader
    ) -> None:
        self._components = f"{folder.relative_to(root).as_posix()}/components"
        self._root = root
        self._pieces = pieces
        self.charts: dict[str, Chart] = dict(known.charts) if known else {}
        self.drawn: dict[int, tuple[tuple[str, Drawn], ...]] = dict(known.drawn) if known else {}
        self._filled: set[int] = set()
        self._loader = loader
        self._figures: dict[int, dict[str, list[str]]] = {}
        self._known = known.figures if known else {}

    @property
    def figures(self) -> Mapping[int, Mapping[str, Sequence[str]]]:
        """Which indicators were asked for where, and before in what was not filled again."""
        known = {piece: own for piece, own in self._known.items() if not self._pieces.wanted(piece)}
        return known | self._figures

    def names(self) -> dict[str, object]:
        """The functions that layouts call."""
        return {
            "place": self.place,
            "chart": self.charts.__getitem__,
            "draws": self.draws,
            "drawn_from": self.drawn_from,
        }

    def noting(self, lexicon: Lexicon) -> dict[str, object]:
        """The words and figures of an edition; which indicator is asked for where is noted."""
        rows = [one for one in lexicon.indicators.values() if isinstance(one, Series)]
        of_cell = {id(cell): one.id for one in rows for cell in one.cells.values()}

        def noting(function: Callable[..., object]) -> Callable[..., object]:
            @wraps(function)
            def noted(*arguments: object, **named: object) -> object:
                asked = arguments[0] if arguments else None
                if isinstance(asked, Cell):
                    self._note(of_cell.get(id(asked), ""))
                elif isinstance(asked, str) and asked in lexicon.indicators:
                    self._note(asked)
                return function(*arguments, **named)

            return noted

        names = [name for name, _method in getmembers(Lexicon, isfunction) if name[0] != "_"]
        return {name: noting(getattr(lexicon, name)) for name in names}

    def _note(self, key: str) -> None:
        of_piece = self._figures.setdefault(self._pieces.current, {})
        places = (str(self._loader.element_at(where)) for where in calling_places(self._root))
        for place in dict.fromkeys(places):
            of_piece.setdefault(place, []).append(key)

    def place(self, name: str, chart: Chart) -> str:
        """Where a chart is found that is shown here."""
        where = calling_place(self._root, self._components)
        told = (replace(one, where=replace(where, at_mm=one.where.at_mm)) for one in chart.findings)
        self.charts[name] = replace(chart, findings=tuple(told))
        return f"asset:{name}"

    def draws(self, name: str, subject: str, data: str) -> str:
        """Say that a figure is drawn from a table."""
        current = self._pieces.current
        before = self.drawn.get(current, ()) if current in self._filled else ()
        self._filled.add(current)
        self.drawn[current] = (*before, (data, Drawn(name, subject)))
        return data

    def drawn_from(self, data: str) -> list[Drawn]:
        """The figures up to here that are drawn from a table."""
        up_to_here = sorted(number for number in self.drawn if number <= self._pieces.current)
        return [drawn for number in up_to_here for of, drawn in self.drawn[number] if of == data]


def _words(lexicon: Lexicon, drawing: Drawing) -> dict[str, object]:
    return {
        "edition": lexicon.edition,
        "tokens": lexicon.tokens,
        "contrast": contrast,
        "territory": drawing.territory,
        "draw": drawing,
        "date_long": date_long,
        "list_of": list_of,
        "number": number,
        "bound": bind_short_words,
        "tied": bind_last_word,
        "hang": partial(hang_em, drawing.style),
    }
