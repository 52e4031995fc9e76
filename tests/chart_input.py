"""Small inputs for the tests of charts, and what they read back from a picture."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

from report_pdf.charts.chart import Chart
from report_pdf.charts.style import ChartStyle
from report_pdf.findings import NOWHERE
from report_pdf.indicators import Cell, Headline, Nature, Series, State
from report_pdf.periods import parse_period
from report_pdf.tokens import Tokens

STYLES = Path(__file__).parent.parent / "styles"
TOKENS = Tokens.model_validate(tomllib.loads((STYLES / "tokens.toml").read_text(encoding="utf-8")))
STYLE = ChartStyle(TOKENS, STYLES)
PERIODS = tuple(parse_period(name) for name in ("2019", "2020", "2021", "2022", "2023", "2024-H1"))
PT_PER_MM = 72 / 25.4
_SVG = "{http://www.w3.org/2000/svg}"

Points = list[tuple[float, float]]


def cell(text: str) -> Cell:
    """A cell as the office writes it; `_` for the space before a mark ("8_stima")."""
    if text in (State.UNKNOWN.value, State.NOT_STARTED.value):
        return Cell(None, State(text), NOWHERE)
    value, _, mark = text.partition("_")
    return Cell(Decimal(value), State(mark) if mark else State.VALUE, NOWHERE)


def series(
    cells: str,
    *,
    label: str = "eventi",
    unit: str | None = "eventi",
    nature: Nature = Nature.FLOW,
    group: str = "",
) -> Series:
    """A series of the six periods, from its cells parted by spaces."""
    by_period = dict(zip(PERIODS, map(cell, cells.split()), strict=True))
    return Series(f"prova.{label}", group, label, unit, nature, "Anci Toscana", "", by_period, NOWHERE)


def headline(value: str, *, label: str = "valutazione", when: str | None = None) -> Headline:
    """A single figure in points."""
    return Headline(
        f"prova.{label}", "", label, "punti", Nature.MEAN, "Anci Toscana", "", when, cell(value), NOWHERE
    )


def texts(chart: Chart) -> list[str]:
    """The labels, in the order they are painted."""
    return [element.text or "" for element in ET.fromstring(chart.svg).iter(f"{_SVG}text")]  # noqa: S314  # our own


def label_x(chart: Chart, text: str) -> float:
    """Left of the first label with this text, mm."""
    return float(_label(chart, text)["x"].split()[0]) / PT_PER_MM


def label_y(chart: Chart, text: str) -> float:
    """Baseline of the first label with this text, mm from the top."""
    return float(_label(chart, text)["y"]) / PT_PER_MM


def label_size(chart: Chart, text: str) -> float:
    """Size of the type of the first label with this text, pt."""
    return float(_label(chart, text)["font-size"])


def _label(chart: Chart, text: str) -> dict[str, str]:
    elements = ET.fromstring(chart.svg).iter(f"{_SVG}text")  # noqa: S314  # our own
    return next(element.attrib for element in elements if element.text == text)


def shapes(chart: Chart, colour: str, *, filled: bool = True, width_pt: float | None = None) -> list[Points]:
    """The corners in mm of every shape of one colour token, filled or stroked in a given width."""
    paint = f"fill: {TOKENS.srgb(colour).lower()}" if filled else f"stroke: {TOKENS.srgb(colour).lower()}"
    width = "" if width_pt is None else f"stroke-width: {width_pt:g};"
    found: list[Points] = []
    for element in ET.fromstring(chart.svg).iter(f"{_SVG}path"):  # noqa: S314  # our own
        if paint in element.attrib["style"] and width in element.attrib["style"] + ";":
            found += [_points(part) for part in element.attrib["d"].split("M")[1:]]
    return found


def _points(path: str) -> Points:
    numbers = [float(number) / PT_PER_MM for number in re.findall(r"-?[\d.]+", path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def box(points: Points) -> tuple[float, float, float, float]:
    """Left, top, width and height of a shape, mm, to the thousandth."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    measures = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    return tuple(round(measure, 3) for measure in measures)  # type: ignore[return-value]  # four of them


def rules(chart: Chart) -> Sequence[str]:
    """The rules of the chart's findings."""
    return [finding.rule for finding in chart.findings]
