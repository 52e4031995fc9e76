"""The picture of a chart: marks and labels drawn by matplotlib, as SVG.

A module of its own, because matplotlib takes long to import and charts mostly come from the cache.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from report_pdf.charts.mark import Mark
from report_pdf.charts.style import ChartStyle
from report_pdf.charts.text import Label, svg_attributes

# None drops the entry: no date, no program version, no metadata element at all.
_NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))


def svg_of(
    size_mm: tuple[float, float], marks: Sequence[Mark], labels: Sequence[Label], style: ChartStyle
) -> bytes:
    """The picture, width and height of `size_mm`: marks in their order, all labels above them."""
    width_mm, height_mm = size_mm
    figure = Figure(figsize=(width_mm / 25.4, height_mm / 25.4))
    figure.patch.set_visible(False)
    # An axes would cost more time than all the marks, and its ticks are never drawn.
    mm = Affine2D().scale(1 / width_mm, -1 / height_mm).translate(0, 1) + figure.transFigure
    for mark in marks:
        figure.add_artist(PathPatch(_path(mark), transform=mm, clip_on=False, **_paint(mark, style)))
    figure.add_artist(_Labels(labels, style))
    buffer = io.BytesIO()
    FigureCanvasSVG(figure).print_svg(buffer, metadata=_NO_METADATA)  # type: ignore[no-untyped-call]
    drawn = buffer.getvalue()
    # From the root on: the doctype before it names a DTD on the network.
    return drawn[drawn.index(b"<svg") :]


def _path(mark: Mark) -> Path:
    vertices = [point for outline in mark.outlines for point in outline.points]
    codes = [code for outline in mark.outlines for code in _codes(len(outline.points), closed=mark.is_closed)]
    path = Path(vertices, codes)
    path.should_simplify = False
    return path


def _codes(points: int, *, closed: bool) -> list[int]:
    drawn = [int(Path.MOVETO)] + [int(Path.LINETO)] * (points - 1)
    return [*drawn[:-1], int(Path.CLOSEPOLY)] if closed else drawn


def _paint(mark: Mark, style: ChartStyle) -> dict[str, object]:
    colour = style.colour(mark.colour)
    if mark.stroke_pt:
        return {"fill": False, "edgecolor": colour, "linewidth": mark.stroke_pt}
    return {"facecolor": colour, "edgecolor": "none", "linewidth": 0}


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
