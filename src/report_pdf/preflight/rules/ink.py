"""What the plates show: too much ink, art that ends at the cut, pages without any."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from report_pdf.messages import _
from report_pdf.parts.objects.values import Box
from report_pdf.preflight.faults import Fault
from report_pdf.preflight.plates import FULL, Plates
from report_pdf.preflight.rules.pages import empty_page
from report_pdf.preflight.sheets import MM_PER_PT

_NOTHING = 3
"""of 255: less is no ink, but how it was reckoned"""
_ROUNDING = 1.5
"""percent: each plate is rounded to one of 255 steps"""
_MOST_OVER_MM2 = 1
_INSIDE_MM, _BEFORE_EDGE_MM = 0.5, 0.3
"""where art at the trim, and at the edge of the bleed, is looked for"""
_SIDEWAYS_MM = 3.5
"""art that runs out of the page aslant reaches the edge so far away"""
_MOST_MISSING = 0.01
"""of an edge"""

Bits = NDArray[np.bool_]


def ink(plates: Plates, limit: float) -> Iterator[Fault]:
    """The rules about ink on one page.

    Args:
        plates: of the page.
        limit: most ink on one spot, percent.
    """
    inside = plates.part(plates.sheet.bleed)
    if int(plates.total[inside].max()) < _NOTHING:
        yield empty_page(plates.sheet.index)
        return
    yield from _limit(plates, inside, limit)
    yield from _bleed_art(plates)


def most_ink(plates: Plates) -> float:
    """The most ink on one spot inside the bleed, percent."""
    return round(int(plates.total[plates.part(plates.sheet.bleed)].max()) / FULL * 100, 1)


def _limit(plates: Plates, inside: tuple[slice, slice], limit: float) -> Iterator[Fault]:
    total = plates.total[inside]
    over = total > (limit + _ROUNDING) / 100 * FULL
    surface = np.count_nonzero(over) * plates.spot_mm2
    if surface <= _MOST_OVER_MM2:
        return
    rows, columns = (np.flatnonzero(over.any(axis=axis)) for axis in (1, 0))
    box = plates.box_of(
        slice(inside[0].start + int(rows[0]), inside[0].start + int(rows[-1]) + 1),
        slice(inside[1].start + int(columns[0]), inside[1].start + int(columns[-1]) + 1),
    )
    message = _("{most:.0f} % of ink on {surface:.0f} mm², and the paper takes {limit:g} %")
    message = message.format(most=int(total.max()) / FULL * 100, surface=surface, limit=limit)
    hint = _(
        "take cyan, magenta and yellow out of the darkest colours, or convert the picture with the profile"
    )
    yield Fault("ink-limit", message, hint, plates.sheet.index, box)


class _Edge(NamedTuple):
    """An edge of the trim: what is there just inside, and at the edge of the bleed beyond."""

    inner: Bits
    outer: Bits
    spots_per_mm: float
    box: Box


def _bleed_art(plates: Plates) -> Iterator[Fault]:
    for edge in _edges(plates):
        missing = edge.inner & ~_widened(edge.outer, round(_SIDEWAYS_MM * edge.spots_per_mm))
        share = float(missing.mean()) if missing.size else 0
        if share > _MOST_MISSING:
            message = _("art at the cut does not reach the edge of the bleed, on {share:.0f} % of a side")
            message = message.format(share=max(share * 100, 1))
            hint = _("draw it on to the edge of the bleed, or end it inside the page")
            yield Fault("bleed-art", message, hint, plates.sheet.index, edge.box, share)


def _edges(plates: Plates) -> Iterator[_Edge]:
    """The edges that have a bleed."""
    unit = MM_PER_PT * plates.sheet.user_unit
    trim, bleed = plates.sheet.trim, plates.sheet.bleed
    inside, before = _INSIDE_MM / unit, _BEFORE_EDGE_MM / unit
    inked = plates.total >= _NOTHING
    for side in range(4):
        across = side % 2  # left and right are looked at from bottom to top
        inwards = 1 if side < 2 else -1  # noqa: PLR2004  # left, bottom; right, top
        if abs(trim[side] - bleed[side]) <= before * 2:
            continue
        lines: list[Bits] = []
        for at in (trim[side] + inwards * inside, bleed[side] + inwards * before):
            thin = [*trim]
            thin[across], thin[across + 2] = at, at
            line = inked[plates.part((thin[0], thin[1], thin[2], thin[3]))]
            lines.append(np.asarray(line.any(axis=1 - across)))
        box = [*trim]
        box[across], box[across + 2] = sorted((trim[side] + inwards * inside, bleed[side]))
        length = (trim[3 - across] - trim[1 - across]) * unit
        yield _Edge(lines[0], lines[1], lines[0].size / max(length, 1), (box[0], box[1], box[2], box[3]))


def _widened(bits: Bits, by: int) -> Bits:
    """True wherever it is true within `by` spots."""
    counts = np.convolve(bits.astype(np.uint32), np.ones(2 * by + 1, dtype=np.uint32), mode="same")
    return counts[: bits.size] > 0
