"""The comparison as one page of HTML that needs nothing besides itself and runs no script."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

from report_pdf.differences.comparison import Comparison, FigureChange, Kind, TextChange
from report_pdf.differences.difference_words import (
    areas_counted,
    column_name,
    kind_name,
    page_words,
    pages_of,
    role_name,
    summary,
    title,
)
from report_pdf.differences.words import shortened

_MOST_TEXTS = 1_000
_CONTEXT = 240
"""characters of a text around what differs in it"""


def difference_page(comparison: Comparison) -> bytes:
    """The page."""
    renumbered = Kind.RENUMBERED
    texts = [one for one in comparison.texts if one.kind is not renumbered]
    listed = dict(enumerate(texts[:_MOST_TEXTS], 1))
    html = (
        _environment()
        .get_template("difference_page.html")
        .render(
            words=page_words(),
            title=title(comparison),
            summary=summary(comparison),
            comparison=comparison,
            texts=listed,
            more_texts=len(texts) - len(listed),
            texts_on=_texts_by_page(listed),
            pages=[one for one in comparison.pages if one.kind is not renumbered],
            other_numbers=[one for one in comparison.texts if one.kind is renumbered],
            other_labels=[one for one in comparison.pages if one.kind is renumbered],
        )
    )
    return html.encode(errors="replace")


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("report_pdf.differences", "template"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["by_indicator"] = _by_indicator
    environment.globals |= {
        "areas_counted": areas_counted,
        "column_name": column_name,
        "kind_name": kind_name,
        "pages_of": pages_of,
        "role_name": role_name,
        "shortened": lambda change: shortened(change.pieces, _CONTEXT),
    }
    return environment


def _texts_by_page(texts: Mapping[int, TextChange]) -> Mapping[str, Sequence[int]]:
    """The numbers of the texts that begin on a page, by its label; the older one for those that are gone."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, text in texts.items():
        numbers[text.page_now or text.page_before or ""].append(number)
    return numbers


def _by_indicator(changes: Sequence[FigureChange]) -> Sequence[Sequence[FigureChange]]:
    return [list(cells) for _indicator, cells in groupby(changes, lambda change: change.indicator)]
