"""The canvas of every chart: a matplotlib figure measured in mm from its top left."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from report_pdf.charts.chart import Chart, DataTable
from report_pdf.charts.hatch import Box, Point, hatch_lines
from report_pdf.charts.over_marks import Mark, fault_over_marks, mark_of
from report_pdf.charts.style import MM_PER_PT, ChartStyle
from report_pdf.charts.text import Anchor, Label, box_mm, place, svg_attributes
from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.tokens import SMALLEST_PT

__all__ = ["Box", "Canvas", "Point"]

Weight = Literal["rule", "hairline", "outline", "hatch", "groove"]
# None drops the entry: no date, no program version, no metadata element at all.
_NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))
# Rounding of coordinates, mm.
_SLACK_MM = 1e-6
# Labels on one line nearer than this read as one.
_CLEARANCE_MM = 0.4


class Canvas:
    """A picture in the making: x from the left and y from the top, both in mm.

    Marks are painted in the order of the calls, all labels above all marks.
    What does not fit becomes a finding of the finished chart.
    """

    def __init__(self, style: ChartStyle, width_mm: float, height_mm: float, name: str) -> None:
        """An empty canvas.

        Args:
            style: the design.
            width_mm: of the picture on the page.
            height_mm: of the picture on the page.
            name: what the chart shows, for its findings ("eventi.eventi").
        """
        self.style = style
        self.width_mm = width_mm
        self.height_mm = height_mm
        self._name = name
        self._labels: list[Label] = []
        self._marks: list[Mark] = []
        self._findings: list[Finding] = []
        self._figure = Figure(figsize=(width_mm / 25.4, height_mm / 25.4))
        self._figure.patch.set_visible(False)
        # An axes would cost more time than all the marks, and its ticks are never drawn.
        self._mm = Affine2D().scale(1 / width_mm, -1 / height_mm).translate(0, 1) + self._figure.transFigure

    def fill(self, boxes: Iterable[Box], colour: str) -> None:
        """Solid rectangles of one colour token, in one path."""
        self.shapes([_corners(box) for box in boxes], colour)

    def shapes(self, polygons: Sequence[Sequence[Point]], colour: str) -> None:
        """Solid polygons of one colour token, in one path."""
        self._marks.append(mark_of(polygons, colour, 0, closed=True))
        self._add(polygons, closed=True, facecolor=self.style.colour(colour), edgecolor="none", linewidth=0)

    def outline(self, boxes: Iterable[Box], colour: str, weight: Weight = "outline") -> None:
        """Empty rectangles whose line stays inside the boxes, in one path."""
        inset = getattr(self.style.lines, weight) * MM_PER_PT / 2
        polygons = [_corners(box.inset(inset)) for box in boxes]
        self._stroke(polygons, colour, weight, closed=True)

    def hatch(self, boxes: Iterable[Box], colour: str) -> None:
        """Rectangles hatched and outlined, the sign of a half year.

        A box too low for two outlines is filled: an outline would make it taller than its value.
        """
        line = self.style.lines.outline * MM_PER_PT
        known = list(boxes)
        tall = [box for box in known if min(box.width, box.height) > 2 * line]
        self.fill((box for box in known if box not in tall), colour)
        lines = [cut for box in tall for cut in hatch_lines(box.inset(line / 2), self.style.lines.hatch_gap)]
        self._stroke(lines, colour, "hatch")
        self.outline(tall, colour)

    def lines(self, polylines: Iterable[Sequence[Point]], colour: str, weight: Weight = "rule") -> None:
        """Open polylines, one path; the weight is a token of `[lines]`."""
        self._stroke(list(polylines), colour, weight)

    def text(  # noqa: PLR0913  # what a label is: where, what, how
        self,
        x_mm: float,
        baseline_mm: float,
        text: str,
        step: str,
        colour: str = "nero",
        *,
        anchor: Anchor = "start",
        max_width_mm: float | None = None,
    ) -> Label:
        """Set a label; its start, middle or end stands at `x_mm`.

        Args:
            x_mm: from the left of the canvas.
            baseline_mm: from the top of the canvas.
            text: one line.
            step: step of the type scale, by name.
            colour: colour token, by name.
            anchor: which part of the label stands at `x_mm`.
            max_width_mm: the room it has; None for the canvas alone.
        """
        label = place(text, step, colour, (x_mm, baseline_mm), self.style, anchor=anchor)
        self._labels.append(label)
        self._check_fits(label, max_width_mm)
        for character in label.missing:
            message = _("{chart}: the font of {step} has no {character!r}, in {label!r}")
            filled = message.format(character=character, **self._of(label))
            self.report("layout.chart-missing-glyph", filled, at_mm=self._corner(label))
        return label

    def report(self, rule: str, message: str, hint: str = "", *, at_mm: Sequence[float] = ()) -> None:
        """Add a finding to the chart.

        Args:
            rule: its stable name.
            message: what is wrong, translated.
            hint: the cure, translated.
            at_mm: the spot, from the left and the top of the picture; () where there is none.
        """
        where = Where(at_mm=tuple(round(mm, 2) for mm in at_mm))
        self._findings.append(Finding(rule, Severity.WARN, message, where, hint))

    def finish(self, alt: str, table: DataTable) -> Chart:
        """The chart: the picture drawn, the labels checked against each other."""
        self._check_overlaps()
        for label in self._labels:
            self._check_size(label)
            self._check_over_marks(label)
        return Chart(self._svg(), self.width_mm, self.height_mm, alt, table, tuple(self._findings))

    def _stroke(
        self, polylines: Sequence[Sequence[Point]], colour: str, weight: Weight, *, closed: bool = False
    ) -> None:
        width = getattr(self.style.lines, weight)
        if weight != "hairline":
            # Letters over a hairline are read as if it were not there.
            self._marks.append(mark_of(polylines, colour, width * MM_PER_PT, closed=closed))
        self._add(polylines, closed=closed, fill=False, edgecolor=self.style.colour(colour), linewidth=width)

    def _add(self, polylines: Sequence[Sequence[Point]], *, closed: bool, **paint: object) -> None:
        if not polylines:
            return
        points = [point for line in polylines for point in line]
        self._check_inside(points)
        vertices = [point for line in polylines for point in (*line, *([line[0]] if closed else []))]
        codes = [code for line in polylines for code in _codes(len(line), closed=closed)]
        path = Path(vertices, codes)
        path.should_simplify = False
        self._figure.add_artist(PathPatch(path, transform=self._mm, clip_on=False, **paint))

    def _check_inside(self, points: Sequence[Point]) -> None:
        xs, ys = [x for x, _y in points], [y for _x, y in points]
        beyond = max(-min(xs), max(xs) - self.width_mm, -min(ys), max(ys) - self.height_mm)
        if beyond > _SLACK_MM:
            message = _("{chart}: a mark reaches {beyond:.2f} mm beyond the picture")
            spot = min(max(min(xs), 0), self.width_mm), min(max(min(ys), 0), self.height_mm)
            self.report(
                "layout.chart-mark-clipped", message.format(chart=self._name, beyond=beyond), at_mm=spot
            )

    def _check_fits(self, label: Label, max_width_mm: float | None) -> None:
        left, top, right, bottom = box_mm(label, self.style)
        beyond = max(-left, right - self.width_mm, -top, bottom - self.height_mm)
        if max_width_mm is not None:
            beyond = max(beyond, label.width_mm - max_width_mm)
        if beyond > _SLACK_MM:
            message = _("{chart}: the label {label!r} needs {beyond:.2f} mm more than it has")
            hint = _("give the chart more room, or shorten the label")
            filled = message.format(beyond=beyond, **self._of(label))
            self.report("layout.chart-label-overflow", filled, hint, at_mm=self._corner(label))

    def _check_overlaps(self) -> None:
        boxes = [(box_mm(label, self.style), label) for label in self._labels if label.text.strip()]
        for (one, label), (two, other) in combinations(boxes, 2):
            beside = one[2] + _CLEARANCE_MM <= two[0] or two[2] + _CLEARANCE_MM <= one[0]
            above = one[3] <= two[1] or two[3] <= one[1]
            if not (beside or above):
                message = _("{chart}: the labels {label!r} and {other!r} touch")
                hint = _("give the chart more room, or shorten a label")
                filled = message.format(other=other.text, **self._of(label))
                self.report("layout.chart-label-overlap", filled, hint, at_mm=self._corner(other))

    def _check_size(self, label: Label) -> None:
        size = self.style.step(label.step).size
        if size < SMALLEST_PT:
            message = _("{chart}: the label {label!r} is set in {size:g} pt, less than {least:g}")
            filled = message.format(size=size, least=SMALLEST_PT, **self._of(label))
            hint = _("set the step {step} of the type scale larger").format(step=label.step)
            self.report("layout.chart-small-label", filled, hint, at_mm=self._corner(label))

    def _check_over_marks(self, label: Label) -> None:
        if fault := fault_over_marks(label, self._marks, self.style):
            message = f"{self._name}: {fault.format(label=repr(label.text))}"
            hint = _("move the label off the mark, or wholly onto it in a colour that stands out")
            self.report("layout.chart-label-over-mark", message, hint, at_mm=self._corner(label))

    def _corner(self, label: Label) -> tuple[float, float]:
        """Left and top of a label."""
        return box_mm(label, self.style)[:2]

    def _of(self, label: Label) -> dict[str, str]:
        return {"chart": self._name, "label": label.text, "step": label.step}

    def _svg(self) -> bytes:
        self._figure.add_artist(_Labels(self._labels, self.style))
        buffer = io.BytesIO()
        canvas = FigureCanvasSVG(self._figure)
        canvas.print_svg(buffer, metadata=_NO_METADATA)  # type: ignore[no-untyped-call]
        drawn = buffer.getvalue()
        # From the root on: the doctype before it names a DTD on the network.
        return drawn[drawn.index(b"<svg") :]


class _Labels(Artist):
    """All labels of a canvas, written as `<text>` with one x a character.

    matplotlib's own text knows neither our fonts' kerning nor more than one x.
    """

    zorder = 1000

    def __init__(self, labels: Sequence[Label], style: ChartStyle) -> None:
        super().__init__()
        self._texts = [(label.text, svg_attributes(label, style)) for label in labels]

    def draw(self, renderer: RendererBase) -> None:
        # The renderer hands on the attributes of the SVG renderer that it wraps.
        writer = renderer.writer  # type: ignore[attr-defined]
        for text, attributes in self._texts:
            writer.element("text", text, attrib=attributes)


def _corners(box: Box) -> tuple[Point, Point, Point, Point]:
    return (box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)


def _codes(points: int, *, closed: bool) -> list[int]:
    drawn = [int(Path.MOVETO)] + [int(Path.LINETO)] * (points - 1)
    return [*drawn, int(Path.CLOSEPOLY)] if closed else drawn
