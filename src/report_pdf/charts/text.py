"""Labels: measured and kerned here, because WeasyPrint sets the text of an SVG letter by letter."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

import uharfbuzz as hb

from report_pdf.charts.style import MM_PER_PT, ChartStyle

Anchor = Literal["start", "middle", "end"]

# One glyph a character: an "fi" in one glyph would have no place for the x of its second letter.
_FEATURES = {"kern": True, "liga": False, "clig": False, "calt": False}
_SHIFT = {"start": 0.0, "middle": 0.5, "end": 1.0}
# Heights over and under the baseline that figures and letters reach, in em, in both families of the charts.
ASCENT_EM = 0.72
DESCENT_EM = 0.21


@dataclass(frozen=True, slots=True)
class Label:
    """A measured text in its place.

    Attributes:
        text: the characters, composed (NFC).
        step: its step of the type scale.
        colour: its colour token.
        baseline_mm: from the top of the canvas.
        xs_mm: the left of each character, from the left of the canvas.
        right_mm: where the last character ends.
        missing: the characters that the face does not have.
    """

    text: str
    step: str
    colour: str
    baseline_mm: float
    xs_mm: tuple[float, ...]
    right_mm: float
    missing: tuple[str, ...]

    @property
    def left_mm(self) -> float:
        """Where the first character begins."""
        return min(self.xs_mm, default=self.right_mm)

    @property
    def width_mm(self) -> float:
        """Advance width."""
        return self.right_mm - self.left_mm


def width_mm(text: str, step: str, style: ChartStyle) -> float:
    """Advance width of `text` in mm, kerned and tracked."""
    return _advances(unicodedata.normalize("NFC", text), step, style)[0][-1]


def place(  # noqa: PLR0913  # what a label is: where, what, how
    text: str, step: str, colour: str, at_mm: tuple[float, float], style: ChartStyle, *, anchor: Anchor
) -> Label:
    """The label whose start, middle or end stands at `at_mm` (x, baseline), with one x for each character."""
    composed = unicodedata.normalize("NFC", text)
    offsets, missing = _advances(composed, step, style)
    x, baseline = at_mm
    left = x - _SHIFT[anchor] * offsets[-1]
    xs = tuple(left + offset for offset in offsets[:-1])
    return Label(composed, step, colour, baseline, xs, left + offsets[-1], missing)


def _advances(text: str, step: str, style: ChartStyle) -> tuple[tuple[float, ...], tuple[str, ...]]:
    """The left of each character and the end of the last, in mm; the characters without a glyph."""
    font = style.font(step)
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, _FEATURES)
    advance = [0.0] * len(text)
    missing: list[str] = []
    mm_per_unit = style.size_mm(step) / font.face.upem
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        advance[info.cluster] += position.x_advance * mm_per_unit
        if info.codepoint == 0:
            missing.append(text[info.cluster])
    tracking = style.step(step).tracking * style.size_mm(step)
    tracked = [width + tracking for width in advance[:-1]] + advance[-1:]
    return tuple(accumulate(tracked, initial=0.0)), tuple(missing)


def box_mm(label: Label, style: ChartStyle) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the label in mm, with room for capitals and descenders."""
    size = style.size_mm(label.step)
    top = label.baseline_mm - ASCENT_EM * size
    return label.left_mm, top, label.right_mm, label.baseline_mm + DESCENT_EM * size


def ink_mm(label: Label, style: ChartStyle) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is painted of the label, in mm; all of no width without ink."""
    font = style.font(label.step)
    mm_per_unit = style.size_mm(label.step) / font.face.upem
    lefts, tops, rights, bottoms = [], [], [], []
    for character, x in zip(label.text, label.xs_mm, strict=True):
        glyph = font.get_nominal_glyph(ord(character))
        extents = font.get_glyph_extents(glyph) if glyph is not None else None
        if extents is not None and extents.width:
            lefts.append(x + extents.x_bearing * mm_per_unit)
            rights.append(lefts[-1] + extents.width * mm_per_unit)
            tops.append(label.baseline_mm - extents.y_bearing * mm_per_unit)
            bottoms.append(tops[-1] - extents.height * mm_per_unit)
    if not lefts:
        return label.left_mm, label.baseline_mm, label.left_mm, label.baseline_mm
    return min(lefts), min(tops), max(rights), max(bottoms)


def svg_attributes(label: Label, style: ChartStyle) -> dict[str, str]:
    """The attributes of the `<text>` element; 1 user unit = 1 pt.

    Family, weight and size stand apart: WeasyPrint misreads the `font` shorthand in an SVG.
    """
    face = style.face(label.step)
    return {
        "font-family": face.family,
        "font-weight": str(face.weight),
        "font-style": face.style,
        "font-size": f"{style.step(label.step).size:g}",
        "fill": style.colour(label.colour),
        "x": " ".join(f"{x / MM_PER_PT:.3f}" for x in label.xs_mm),
        "y": f"{label.baseline_mm / MM_PER_PT:.3f}",
    }
