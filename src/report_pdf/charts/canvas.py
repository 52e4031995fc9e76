"""The canvas of every chart, measured in mm from its top left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Literal

from report_pdf.charts.chart import Chart, DataTable
from report_pdf.charts.hatch import Box, Point, hatch_lines
from report_pdf.charts.mark import Mark, outlines_of
from report_pdf.charts.style import MM_PER_PT, ChartStyle
from report_pdf.charts.text import Anchor, Label, box_mm, place
from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.tokens import SMALLEST_PT

__all__ = ["Box", "Canvas", "Point"]

Weight = Literal["rule", "hairline", "outline", "hatch", "groove"]
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

    def fill(self, boxes: Iterable[Box], colour: str) -> None:
        """Solid rectangles of one colour token, in one path."""
        self.shapes([_corners(box) for box in boxes], colour)

    def shapes(self, polygons: Sequence[Sequence[Point]], colour: str) -> None:
        """Solid polygons of one colour token, in one path."""
        self._add(Mark(outlines_of(polygons, closed=True), colour))

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
        from report_pdf.charts.over_marks import fault_over_marks  # noqa: PLC0415  # takes long to import
        from report_pdf.charts.picture import svg_of  # noqa: PLC0415  # takes long to import

        self._check_overlaps()
        read_over = [mark for mark in self._marks if not mark.is_hairline]
        for label in self._labels:
            self._check_size(label)
            if fault := fault_over_marks(label, read_over, self.style):
                self._report_over_mark(label, fault)
        svg = svg_of((self.width_mm, self.height_mm), self._marks, self._labels, self.style)
        return Chart(svg, self.width_mm, self.height_mm, alt, table, tuple(self._findings))

    def _stroke(
        self, polylines: Sequence[Sequence[Point]], colour: str, weight: Weight, *, closed: bool = False
    ) -> None:
        width = getattr(self.style.lines, weight)
        outlines = outlines_of(polylines, closed=closed)
        self._add(Mark(outlines, colour, width, is_closed=closed, is_hairline=weight == "hairline"))

    def _add(self, mark: Mark) -> None:
        self.style.colour(mark.colour)  # a name that is none is told where it is used
        if mark.outlines:
            self._check_inside([point for outline in mark.outlines for point in outline.points])
            self._marks.append(mark)

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

    def _report_over_mark(self, label: Label, fault: str) -> None:
        message = f"{self._name}: {fault.format(label=repr(label.text))}"
        hint = _("move the label off the mark, or wholly onto it in a colour that stands out")
        self.report("layout.chart-label-over-mark", message, hint, at_mm=self._corner(label))

    def _corner(self, label: Label) -> tuple[float, float]:
        """Left and top of a label."""
        return box_mm(label, self.style)[:2]

    def _of(self, label: Label) -> dict[str, str]:
        return {"chart": self._name, "label": label.text, "step": label.step}


def _corners(box: Box) -> tuple[Point, Point, Point, Point]:
    return (box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)
