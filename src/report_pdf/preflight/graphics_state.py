"""The graphics state (ISO 32000-1, 8.4), as far as ink depends on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pikepdf import Dictionary, Name, Object

from report_pdf.parts.objects.entries import entry
from report_pdf.parts.objects.values import Box, number
from report_pdf.preflight.matrices import IDENTITY, Matrix
from report_pdf.preflight.painted import BLACK, Paint


@dataclass(frozen=True, slots=True)
class State:
    """What `q` keeps and `Q` brings back.

    Attributes:
        matrix: from the space of the stream to that of the page.
        clip: what is seen at most, in the page's space.
        fill: colour of areas and text.
        stroke: colour of lines.
        fill_pattern: that fills instead of a colour.
        stroke_pattern: that strokes instead of a colour.
        line_width: in the space of the stream.
        font: that text is set in.
        font_size: in text space.
        horizontal: scaling of text, 1 for none.
        rise: of text.
        text_mode: of `Tr`.
        fill_overprints: `/op`.
        stroke_overprints: `/OP`.
        overprint_mode: `/OPM`.
        is_grouped: whether all is painted into a transparency group first.
        in_mask: whether it is painted into a soft mask.
        is_transparent: whether what lies below shows through.
    """

    matrix: Matrix
    clip: Box
    fill: Paint = BLACK
    stroke: Paint = BLACK
    fill_pattern: Object | None = None
    stroke_pattern: Object | None = None
    line_width: float = 1
    font: Dictionary | None = None
    font_size: float = 0
    horizontal: float = 1
    rise: float = 0
    text_mode: int = 0
    fill_overprints: bool = False
    stroke_overprints: bool = False
    overprint_mode: int = 0
    is_grouped: bool = False
    in_mask: bool = False
    is_transparent: bool = False


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where text stands: the matrices of text and of its line."""

    matrix: Matrix = IDENTITY
    line: Matrix = IDENTITY


def with_parameters(state: State, parameters: Dictionary) -> State:
    """The state with what `gs` sets (ISO 32000-1, 8.4.5)."""
    stroking, filling = entry(parameters, "/OP"), entry(parameters, "/op")
    if isinstance(stroking, bool):
        state = replace(state, stroke_overprints=stroking, fill_overprints=stroking)
    if isinstance(filling, bool):
        state = replace(state, fill_overprints=filling)
    if isinstance(mode := entry(parameters, "/OPM"), int):
        state = replace(state, overprint_mode=mode)
    if (width := entry(parameters, "/LW")) is not None:
        state = replace(state, line_width=number(width))
    return replace(state, is_transparent=state.is_transparent or lets_through(parameters))


def lets_through(parameters: Dictionary) -> bool:
    """Whether a graphics state lets what lies below show through what is painted."""
    if number(entry(parameters, "/ca"), 1) < 1 or number(entry(parameters, "/CA"), 1) < 1:
        return True
    if isinstance(entry(parameters, "/SMask"), Dictionary):
        return True
    blending = entry(parameters, "/BM")
    return blending is not None and blending not in {Name.Normal, Name.Compatible}
