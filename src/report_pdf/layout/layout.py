"""Stage 4, lay out: the layouts of the designer, filled with the office's words and figures, as one HTML."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from inspect import getmembers, isfunction
from pathlib import Path
from typing import NamedTuple

from report_pdf.charts.chart import Chart
from report_pdf.colour_sight import contrast
from report_pdf.findings import Finding
from report_pdf.italian import date_long, list_of, number
from report_pdf.layout.drawing import Drawing
from report_pdf.layout.lexicon import Lexicon
from report_pdf.layout.optical import hang_em
from report_pdf.layout.templates import (
    TEMPLATE_ERRORS,
    PlacedLoader,
    calling_place,
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
        html: the whole book; elements carry `data-at="file:line"`.
        charts: name to chart; the HTML shows them as `asset:NAME`. Their findings name the template's line.
    """

    html: str
    charts: Mapping[str, Chart]

    @property
    def chart_findings(self) -> tuple[Finding, ...]:
        """What is wrong in the charts, before it is known where they stand."""
        return tuple(finding for chart in self.charts.values() for finding in chart.findings)


def lay_out(
    lexicon: Lexicon, drawing: Drawing, layouts: Path, root: Path, book: str = BOOK
) -> tuple[LaidOut | None, tuple[Finding, ...]]:
    """The book whose layout is called `book`, or the place where a layout goes wrong."""
    charts: dict[str, Chart] = {}
    drawn_from: dict[str, list[Drawn]] = defaultdict(list)

    def place(name: str, chart: Chart) -> str:
        where = calling_place(root, f"{layouts.relative_to(root).as_posix()}/components")
        told = (replace(one, where=replace(where, at_mm=one.where.at_mm)) for one in chart.findings)
        charts[name] = replace(chart, findings=tuple(told))
        return f"asset:{name}"

    def draws(name: str, subject: str, data: str) -> str:
        drawn_from[data].append(Drawn(name, subject))
        return data

    loader = PlacedLoader(layouts, root)
    environment = sandbox(loader)

    def layout_source(name: str) -> str:
        return loader.as_written(environment, name)[0]

    environment.globals |= _names(lexicon) | {
        "edition": lexicon.edition,
        "tokens": lexicon.tokens,
        "contrast": contrast,
        "layout_source": layout_source,
        "territory": drawing.territory,
        "draw": drawing,
        "place": place,
        "chart": charts.__getitem__,
        "draws": draws,
        "drawn_from": drawn_from.__getitem__,
        "date_long": date_long,
        "list_of": list_of,
        "number": number,
        "bound": bind_short_words,
        "tied": bind_last_word,
        "hang": partial(hang_em, drawing.style),
    }
    try:
        html = environment.get_template(book).render()
    except TEMPLATE_ERRORS as error:
        if is_bug(error):
            raise
        hint = nearest_hint(str(error.args[0]), lexicon.indicators) if isinstance(error, KeyError) else ""
        return None, (replace(template_finding(error, root), hint=hint),)
    return LaidOut(html, charts), ()


def _names(lexicon: Lexicon) -> dict[str, object]:
    return {
        name: getattr(lexicon, name) for name, _method in getmembers(Lexicon, isfunction) if name[0] != "_"
    }
