"""Stage 3, draw: the charts that layouts may ask for, by the ids of their indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from report_pdf.charts.boundary_map import boundary_map as draw_boundary_map
from report_pdf.charts.chart import Chart
from report_pdf.charts.chart_table import Ratio
from report_pdf.charts.chart_table import chart_table as draw_chart_table
from report_pdf.charts.class_towers import class_towers as draw_class_towers
from report_pdf.charts.columns import columns as draw_columns
from report_pdf.charts.kept_charts import KeptCharts
from report_pdf.charts.key import SIDE_MM
from report_pdf.charts.key import half_year_key as draw_half_year_key
from report_pdf.charts.map_look import TONE_ON_TONE, WHITE
from report_pdf.charts.mosaic import mosaic as draw_mosaic
from report_pdf.charts.multiples import Panel
from report_pdf.charts.multiples import multiples as draw_multiples
from report_pdf.charts.period_strip import Span
from report_pdf.charts.period_strip import period_strip as draw_period_strip
from report_pdf.charts.position_scale import position_scale as draw_position_scale
from report_pdf.charts.set_diagram import Sets
from report_pdf.charts.set_diagram import set_diagram as draw_set_diagram
from report_pdf.charts.sign import SignName
from report_pdf.charts.sign import sign as draw_sign
from report_pdf.charts.strip import strip_of_groups as draw_strip_of_groups
from report_pdf.charts.style import ChartStyle
from report_pdf.charts.tile_map import TILE_MM
from report_pdf.charts.tile_map import tile_map as draw_tile_map
from report_pdf.charts.unit_blocks import unit_blocks as draw_unit_blocks
from report_pdf.charts.unit_columns import unit_columns as draw_unit_columns
from report_pdf.charts.unit_tiles import unit_tiles as draw_unit_tiles
from report_pdf.indicators import Indicators
from report_pdf.layout.checked_calls import checked
from report_pdf.messages import _
from report_pdf.nearest import nearest_hint
from report_pdf.periods import Period
from report_pdf.reading.span import Stretch
from report_pdf.territory.territory import Territory

Millimetres = Annotated[float, Field(gt=0, le=1000)]
Tiles = Annotated[int, Field(ge=1, le=1000)]
Columns = Annotated[int, Field(ge=1, le=100)]
Keys = Annotated[Sequence[str], Field(min_length=1)]
Notes = Mapping[str, str]
Pair = Annotated[Sequence[str], Field(min_length=1, max_length=2)]


@checked
@dataclass(frozen=True, slots=True)
class Drawing:
    """What layouts call `draw`: each public method is a form of chart.

    Lengths are in mm; `width_mm` is the type area's width when it is not given.
    An id that nothing is called by raises KeyError, an argument that is not as annotated raises ValueError:
    both become findings at the template's line.

    Attributes:
        indicators: what is drawn.
        territory: the comuni, where the edition has any.
        style: what it is drawn with.
        charts: what was drawn before.
    """

    indicators: Indicators
    territory: Territory | None
    style: ChartStyle
    charts: KeptCharts = field(default_factory=KeptCharts)

    def columns(self, key: str, *, height_mm: Millimetres, colour: str = "notte") -> Chart:
        """One series over the periods, on the whole width."""
        return self.charts.chart(
            draw_columns,
            self.indicators.series(key),
            self._periods,
            self.style,
            width_mm=self._width_mm,
            height_mm=height_mm,
            colour=self._colour(colour),
        )

    def multiples(
        self,
        keys: Keys,
        *,
        height_mm: Millimetres,
        colour: str = "notte",
        notes: Notes | None = None,
    ) -> Chart:
        """A panel of columns for each series, side by side, each on its own scale.

        `notes` are remarks over single columns: `{"studi.schede 2021": "..."}`.
        """
        remarks = self._remarks(keys, notes or {})
        row = [Panel(self.indicators.series(key), self._colour(colour), notes=remarks[key]) for key in keys]
        return self.charts.chart(
            draw_multiples, [row], self._periods, self.style, width_mm=self._width_mm, height_mm=height_mm
        )

    def channels(
        self,
        rows: Annotated[Sequence[Pair], Field(min_length=1)],
        *,
        scales: Sequence[Sequence[str]],
        height_mm: Millimetres,
        notes: Notes | None = None,
    ) -> Chart:
        """Channels from the top down: what is published at the left, what it reaches at the right.

        Args:
            rows: for each channel one id or two.
            scales: groups of ids that share a scale; the others have their own.
            height_mm: of the whole picture.
            notes: remarks over single columns: `{"comunicazione.x_tweet 2024-H1": "..."}`.
        """
        keys = [key for row in rows for key in row]
        if lost := next((key for group in scales for key in group if key not in keys), ""):
            raise KeyError(lost)
        remarks = self._remarks(keys, notes or {})
        named = {key: f"scale {number}" for number, group in enumerate(scales) for key in group}
        panels = [
            [
                Panel(self.indicators.series(key), colour, named.get(key, ""), remarks[key])
                for key, colour in zip(row, ("notte", "cotto")[: len(row)], strict=True)
            ]
            + [None] * (2 - len(row))
            for row in rows
        ]
        return self.charts.chart(
            draw_multiples, panels, self._periods, self.style, width_mm=self._width_mm, height_mm=height_mm
        )

    def chart_table(self, keys: Keys, *, height_mm: Millimetres, ratio: str = "") -> Chart:
        """Columns over their figures; `ratio` names a last row: the second series for each of the first."""
        series = [self.indicators.series(key) for key in keys]
        if ratio and len(series) < 2:  # noqa: PLR2004  # a ratio has two sides
            raise ValueError(_("a ratio needs two series"))
        derived = Ratio(ratio, series[1], series[0]) if ratio else None
        return self.charts.chart(
            draw_chart_table,
            series,
            self._periods,
            self.style,
            width_mm=self._width_mm,
            height_mm=height_mm,
            ratio=derived,
        )

    def unit_columns(
        self, keys: Pair, *, tile_mm: Millimetres = 9, width_mm: Millimetres | None = None
    ) -> Chart:
        """Small whole numbers, one tile a unit; one series or two."""
        series = [self.indicators.series(key) for key in keys]
        width = self._width_mm if width_mm is None else width_mm
        return self.charts.chart(
            draw_unit_columns, series, self._periods, self.style, width_mm=width, tile_mm=tile_mm
        )

    def position_scale(
        self,
        rating: str,
        low: str,
        high: str,
        ends: Annotated[Sequence[str], Field(min_length=2, max_length=2)],
    ) -> Chart:
        """A rating on the scale it was given on."""
        figure, least, most = map(self.indicators.headline, (rating, low, high))
        return self.charts.chart(
            draw_position_scale,
            figure,
            least,
            most,
            self.style,
            width_mm=self._width_mm,
            ends=(ends[0], ends[1]),
        )

    def period_strip(self, stretches: Sequence[Stretch] = ()) -> Chart:
        """The time of the edition, with brackets for parts of it."""
        known = [Span(stretch.label, stretch.first, stretch.last) for stretch in stretches]
        return self.charts.chart(
            draw_period_strip, self._periods, self.style, width_mm=self._width_mm, spans=known
        )

    def set_diagram(self, first: str, second: str, both: str, union: str, whole: str) -> Chart:
        """Two sets that overlap, on the strip of the whole."""
        return self.charts.chart(
            draw_set_diagram,
            Sets(*map(self.indicators.headline, (first, second, both, union, whole))),
            self.style,
        )

    def unit_tiles(
        self,
        key: str,
        *,
        per_unit: Tiles = 1,
        unit_words: str = "",
        columns: Tiles = 21,
        colour: str = "cotto",
    ) -> Chart:
        """A single figure in tiles: a count in rows of so many `columns`, an amount in blocks.

        `per_unit=10` of a million, `unit_words="centomila"`: blocks of ten tiles, a block a million.
        """
        figure = self.indicators.headline(key)
        if per_unit > 1:
            return self.charts.chart(
                draw_unit_blocks,
                figure,
                self.style,
                per_unit=per_unit,
                unit_words=unit_words,
                colour=self._colour(colour),
            )
        return self.charts.chart(
            draw_unit_tiles, figure, self.style, columns=columns, colour=self._colour(colour)
        )

    def mosaic(self, key: str, *, span: Columns = 4) -> Chart:
        """As many tiles as the figure says, 13 in a row, on `span` columns of the page."""
        width = self.style.tokens.grid.span(span)
        return self.charts.chart(draw_mosaic, self.indicators.headline(key), self.style, width_mm=width)

    def class_towers(self) -> Chart:
        """The comuni by demographic class: a tower of tiles for each, on one base line."""
        return self.charts.chart(draw_class_towers, self._region, self.style)

    def strip_of_groups(self) -> Chart:
        """All comuni in one strip, from the smallest group of classes on."""
        return self.charts.chart(draw_strip_of_groups, self._region, self.style)

    def tile_map(self, *, tile_mm: Millimetres = TILE_MM) -> Chart:
        """The comuni as tiles, on a dark page."""
        return self.charts.chart(draw_tile_map, self._region, self.style, tile_mm=tile_mm)

    def boundary_map(self, *, width_mm: Millimetres) -> Chart:
        """The comuni in their true shape, with the letters of the provinces; for a dark page."""
        return self.charts.chart(draw_boundary_map, self._region, self.style, width_mm=width_mm)

    def cover_map(self, *, tile_mm: Millimetres = 7.8) -> Chart:
        """The comuni as tiles, tone on tone."""
        return self.charts.chart(
            draw_tile_map, self._region, self.style, TONE_ON_TONE, tile_mm=tile_mm, annotated=False
        )

    def back_map(self, *, tile_mm: Millimetres = 2.25) -> Chart:
        """The comuni as small white tiles."""
        return self.charts.chart(
            draw_tile_map, self._region, self.style, WHITE, tile_mm=tile_mm, annotated=False
        )

    def half_year_key(self, *, side_mm: Millimetres = SIDE_MM) -> Chart:
        """The hatched tile that opens the note on half years."""
        return self.charts.chart(draw_half_year_key, self.style, side_mm=side_mm)

    def sign(self, name: SignName) -> Chart:
        """A small decorative picture beside a rule that it stands for."""
        return self.charts.chart(draw_sign, name, self.style)

    def _remarks(self, keys: Keys, notes: Notes) -> dict[str, dict[Period, str]]:
        """The remarks of each series; one on what is not drawn would be lost."""
        remarks: dict[str, dict[Period, str]] = {key: {} for key in keys}
        periods = {period.id: period for period in self._periods}
        for name, note in notes.items():
            key, _space, period = name.rpartition(" ")
            if key not in remarks:
                raise KeyError(name)
            if period not in periods:
                message = _("the note {name}: the edition has no period {period}")
                raise ValueError(message.format(name=name, period=period))
            remarks[key][periods[period]] = note
        return remarks

    def _colour(self, name: str) -> str:
        colours = self.style.tokens.colours
        if name not in colours:
            message = _("there is no colour {name}").format(name=name)
            raise ValueError(", ".join(filter(None, (message, nearest_hint(name, colours)))))
        return name

    @property
    def _region(self) -> Territory:
        if self.territory is None:
            raise LookupError(_("the edition has no territory to draw"))
        return self.territory

    @property
    def _periods(self) -> tuple[Period, ...]:
        return self.indicators.periods

    @property
    def _width_mm(self) -> float:
        return self.style.tokens.grid.type_width
