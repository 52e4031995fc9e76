"""The names that layouts may use: figures, words, tables and remarks, by id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from markupsafe import Markup, escape

from report_pdf.audit.checks import Audit
from report_pdf.audit.remarks import OpenPoints, Remark, open_points, remarks_beside
from report_pdf.indicators import Cell, Headline, Indicators, Nature, Series, State, Table
from report_pdf.italian import (
    NOT_AVAILABLE,
    cell_text,
    change_text,
    period_label,
    period_lines,
    span_label,
    when_label,
)
from report_pdf.parts.part import PreparedPart
from report_pdf.periods import Period
from report_pdf.prose.text_words import word_marker
from report_pdf.prose.texts import Text, Texts
from report_pdf.reading.edition import Edition
from report_pdf.sources import Sources
from report_pdf.tokens import Colour, Face, Tokens


def figure_text(indicators: Indicators, key: str, period: str = "") -> str:
    """The figure called `key`, printed; of a series, that of `period` ("2023").

    Raises:
        KeyError: no indicator is called so, or it is of the other kind, or it has no such period.
    """
    if not period:
        return cell_text(indicators.headline(key).cell)
    cells = {known.id: cell for known, cell in indicators.series(key).cells.items()}
    return cell_text(cells[period])


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What layouts can say about an edition. Each public method is a name in the templates.

    An id that nothing is called by raises KeyError, which becomes a finding at the template's line.
    """

    edition: Edition
    indicators: Indicators
    audit: Audit
    texts: Texts
    tokens: Tokens
    made_from: Sources
    parts: Mapping[str, PreparedPart] = field(default_factory=dict)

    def part(self, letter: str) -> PreparedPart:
        """What an appendix has become: `part("B").pages` are bound."""
        return self.parts[letter]

    def sources_hash(self) -> str:
        """The hash of all that the book is made from, named, in groups of eight digits."""
        return " ".join(["SHA-256", *map("".join, zip(*[iter(self.made_from.fingerprint)] * 8, strict=True))])

    def n(self, key: str, period: str = "") -> str:
        """The figure called `key`, printed; of a series, that of `period` ("2023")."""
        return figure_text(self.indicators, key, period)

    def label(self, key: str) -> str:
        """The label of an indicator."""
        return self.indicators[key].label

    def unit(self, key: str) -> str:
        """The unit of an indicator; "" when the source does not say."""
        return self.indicators[key].unit or ""

    def source(self, key: str) -> str:
        """Who counted."""
        return self.indicators[key].source

    def when(self, key: str) -> str:
        """The date or the span of a headline, printed; of a stock at the end of a half year, that day."""
        headline = self.indicators.headline(key)
        ends = {period.id: self.end_of(period) for period in self.periods()}
        if headline.nature is Nature.STOCK and headline.when in ends:
            return ends[headline.when]
        return when_label(headline.when)

    def text(self, name: str) -> Text:
        """A text of the office; its parts by `part("name")`."""
        return self.texts[name]

    def span(self) -> str:
        """The time the edition is about: `gennaio 2019 – giugno 2024`."""
        return span_label(self.indicators.periods[0], self.indicators.periods[-1])

    def periods(self) -> tuple[Period, ...]:
        """The columns of the tables."""
        return self.indicators.periods

    def half_year(self) -> Period | None:
        """The half year of the edition, if it has one."""
        return next((period for period in self.indicators.periods if period.is_partial), None)

    def months_of(self, period: Period) -> Markup:
        """The months of a half year, short, and spelt out for those who listen: `gen–giu`."""
        return self.abbr(period_lines(period)[1])

    def end_of(self, period: Period) -> str:
        """When a stock was counted, on one line: `2023`, `30 giu 2024`."""
        return period_label(period, stock=True)

    def period_heading(self, period: Period, *, stock: bool = False) -> Markup:
        """The heading of a column; a half year, or a stock's last day, on two lines, spelt out."""
        lines = period_lines(period, stock=stock)
        if len(lines) == 1:
            return escape(lines[0])
        return Markup("{}<br>{}").format(lines[0], self.abbr(lines[1]))

    def abbr(self, short: str) -> Markup:
        """An abbreviation with what is read aloud for it; KeyError if the edition does not say."""
        return Markup('<abbr title="{}">{}</abbr>').format(self.edition.abbreviations[short], short)

    def marked(self, text: str) -> Markup:
        """Words with their abbreviations spelt out and their foreign words named, for those who listen."""
        return word_marker(self.edition.abbreviations, self.edition.foreign_words)(text)

    def cell(self, cell: Cell) -> Markup:
        """A cell of a table; `n.d.` and `–` with what they mean."""
        text = cell_text(cell)
        return self.abbr(text) if cell.is_missing else escape(text)

    def cells(self, key: str) -> tuple[Cell, ...]:
        """The values of a series, period by period."""
        return tuple(self.indicators.series(key).cells.values())

    def change(self, key: str) -> str:
        """How a stock changed from the first known value to the last: `+117 (+7,9%)`; `n.d.` if unknown.

        A flow has none: its half year is no year. It raises KeyError.
        """
        series = self.indicators.series(key)
        if series.nature is not Nature.STOCK:
            raise KeyError(key)
        known = [cell.value for cell in series.cells.values() if cell.value is not None]
        return change_text(known[0], known[-1]) if len(known) > 1 else NOT_AVAILABLE

    def table(self, name: str) -> Table:
        """A table of indicators, as the office printed it."""
        for table in self.indicators.tables:
            if table.id == name:
                return table
        raise KeyError(name)

    def groups(self, name: str) -> tuple[tuple[str, tuple[Series, ...]], ...]:
        """The rows of a table of series under their headings."""
        rows = [row for row in self.table(name).indicators if isinstance(row, Series)]
        return tuple((group, tuple(series)) for group, series in groupby(rows, key=lambda row: row.group))

    def series_ids(self, name: str) -> tuple[str, ...]:
        """The ids of the series of a table."""
        return tuple(row.id for _group, rows in self.groups(name) for row in rows)

    def sources(self, tables: Sequence[Table]) -> tuple[str, ...]:
        """Who counted the figures of these tables, each once."""
        return tuple(dict.fromkeys(row.source for table in tables for row in table.indicators))

    def sources_of(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Who counted these indicators, each once."""
        return tuple(dict.fromkeys(self.source(key) for key in keys))

    def some_stocks(self, tables: Sequence[Table]) -> bool:
        """Whether a row of these tables is a state at the end of a period, which compares with any other."""
        return any(row.nature is Nature.STOCK for table in tables for row in table.indicators)

    def some_not_started(self, tables: Sequence[Table]) -> bool:
        """Whether a cell of these tables says that an activity had not started."""
        series = (row for table in tables for row in table.indicators if isinstance(row, Series))
        return any(cell.state is State.NOT_STARTED for row in series for cell in row.cells.values())

    def headlines(self) -> tuple[Headline, ...]:
        """All single figures, in the order of their tables."""
        return tuple(x for x in self.indicators.values() if isinstance(x, Headline))

    def series_tables(self) -> tuple[Table, ...]:
        """The tables with a column for each period, in the order of the sections they belong to."""
        return tuple(table for table in self.indicators.tables if isinstance(table.indicators[0], Series))

    def indicator_tables(self) -> tuple[Table, ...]:
        """All tables, single figures included."""
        return self.indicators.tables

    def table_title(self, name: str) -> str:
        """The title of the section that a table belongs to; if it belongs to none, what it holds."""
        return next((s.title for s in self.edition.sections if name in s.tables), "cifre in evidenza")

    def nature_words(self, nature: Nature) -> str:
        """What kind of figure an indicator is, in the words of the nota metodologica."""
        return "consistenza" if nature is Nature.STOCK else nature.value

    def has_half_year_flow(self, name: str) -> bool:
        """Whether the table's half year is one of flows, which are drawn hatched."""
        rows = [row for _group, series in self.groups(name) for row in series]
        return self.half_year() is not None and any(row.nature is not Nature.STOCK for row in rows)

    def typefaces(self) -> tuple[Face, ...]:
        """A face of each family of type the book is set in."""
        first: dict[str, Face] = {}
        for face in self.tokens.faces.values():
            first.setdefault(face.family, face)
        return tuple(first.values())

    def colours(self) -> tuple[tuple[str, Colour], ...]:
        """The colours of the design by name, without their kin (`cielo-50`) and the paper's."""
        colours = self.tokens.colours.items()
        return tuple((name, it) for name, it in colours if "-" not in name and it.srgb != "#FFFFFF")

    def remarks(self, subjects: Sequence[str], said: Sequence[str] = ()) -> tuple[Remark, ...]:
        """What does not add up about these sections or indicators, but for those already `said`."""
        silent = {verdict.id for verdict in self.audit.open_for(*said)}
        verdicts = [verdict for verdict in self.audit.failed if verdict.id not in silent]
        return remarks_beside(verdicts, subjects, self.indicators)

    def open_points(self) -> tuple[OpenPoints, ...]:
        """All that does not add up, decision by decision."""
        return open_points(self.audit.failed, self.edition, self.indicators)

    def deciders(self) -> tuple[tuple[str, date], ...]:
        """Who decided the waivers, and when; each once."""
        return tuple(dict.fromkeys((waiver.decided_by, waiver.date) for waiver in self.edition.waivers))
