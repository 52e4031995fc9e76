"""What is painted below what: the grounds that text stands on, in the order in which WeasyPrint paints."""

from __future__ import annotations

from functools import lru_cache
from itertools import count
from math import inf
from typing import NamedTuple

from tinycss2.color4 import Color
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.layout.background import Background, BackgroundLayer

from report_pdf.colour_sight import in_srgb
from report_pdf.layout_audit.page_items import Rect

MM_PER_PX = 25.4 / 96
_PAPER = "#FFFFFF"
_DIGITS = 4

# The layers of a stacking context from below (CSS 2.1, appendix E); those with a z-index lie around them.
_OWN, _BLOCKS, _FLOATS, _INLINES, _POSITIONED = -inf, 0.0, 0.25, 0.5, 1.0
_TABLE_PARTS = (boxes.TableRowGroupBox, boxes.TableRowBox, boxes.TableCellBox)
_INLINE_CONTEXTS = (boxes.InlineBlockBox, boxes.InlineFlexBox, boxes.InlineGridBox)

Depth = tuple[float, ...]
"""Compared as tuples are: what is painted later is greater."""


class _Area(NamedTuple):
    depth: Depth
    rect: Rect
    colour: str | None


class Paint:
    """The painted areas of a page, and how deep its boxes lie."""

    def __init__(self, page: boxes.PageBox) -> None:
        self._areas: list[_Area] = []
        self._depths: dict[boxes.Box, Depth] = {}
        self._order = count()
        self._fill(page.background, (_OWN, 0))
        self._fill(page.canvas_background, (_OWN, 1))
        for index, child in enumerate(page.children):
            self._visit(child, (index,))
        self._areas.sort(key=lambda area: area.depth, reverse=True)

    def ground(self, text: boxes.TextBox, ink: Rect) -> str | None:
        """The colour below the middle of `ink`, `#RRGGBB`; None over a picture or where it shines through."""
        depth = self._depths[text]
        x, y = (ink.left + ink.right) / 2, (ink.top + ink.bottom) / 2
        for area in self._areas:
            left, top, right, bottom = area.rect
            if left <= x <= right and top <= y <= bottom and area.depth < depth:
                return area.colour
        return _PAPER

    def _visit(self, box: boxes.Box, context: Depth) -> None:
        box = unplaced(box)
        order = next(self._order)
        layer = _layer(box)
        if layer is not None:
            context = (*context, layer, order)
            depth = (*context, _OWN)
        else:
            in_flow = isinstance(box, (boxes.BlockLevelBox, *_TABLE_PARTS))
            depth = (*context, _BLOCKS if in_flow else _INLINES, order)
        self._fill(getattr(box, "background", None), depth)
        if isinstance(box, boxes.TextBox):
            self._depths[box] = depth
        elif isinstance(box, boxes.ReplacedBox):
            self._areas.append(_Area((*context, _INLINES, order), content_rect(box), None))
        for child in box.children:
            self._visit(child, context)

    def _fill(self, background: Background | None, depth: Depth) -> None:
        if background is None:
            return
        painted = background.layers[-1].painting_area
        if background.color.alpha:
            colour = hex_colour(background.color) if background.color.alpha == 1 else None
            self._areas.append(_Area((*depth, 0), rect_of(*painted), colour))
        self._areas += [
            _Area((*depth, 1), _picture(layer), None)
            for layer in background.layers
            if layer.image is not None
        ]


def _layer(box: boxes.Box) -> float | None:
    """Where a box that is painted as a whole lies in the context around it; None for any other box."""
    style = box.style
    if style["position"] != "static" or style["overflow"] != "visible":
        level = 0 if style["z_index"] == "auto" else style["z_index"]
        return float(level if level < 0 else _POSITIONED + level)
    if box.is_floated():
        return _FLOATS
    return _INLINES if isinstance(box, _INLINE_CONTEXTS) else None


def _picture(layer: BackgroundLayer) -> Rect:
    """Where a background picture is seen."""
    if layer.repeat != ("no-repeat", "no-repeat"):
        return rect_of(*layer.painting_area)
    left, top, _width, _height = layer.positioning_area
    return rect_of(left + layer.position[0], top + layer.position[1], *layer.size)


def unplaced(box: boxes.Box) -> boxes.Box:
    """The box itself, where the tree holds a placeholder of one that is out of the flow."""
    return box._box if isinstance(box, AbsolutePlaceholder) else box  # noqa: SLF001  # it has no public name


def rect_of(x: float, y: float, width: float, height: float) -> Rect:
    """A rectangle of px as one of mm, free of the last digits of sums."""
    return Rect(
        round(x * MM_PER_PX, _DIGITS),
        round(y * MM_PER_PX, _DIGITS),
        round((x + width) * MM_PER_PX, _DIGITS),
        round((y + height) * MM_PER_PX, _DIGITS),
    )


def content_rect(box: boxes.Box) -> Rect:
    """The content box."""
    return rect_of(box.content_box_x(), box.content_box_y(), box.width, box.height)


def border_rect(box: boxes.Box) -> Rect:
    """The border box."""
    return rect_of(box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height())


def hex_colour(colour: Color) -> str | None:
    """`#RRGGBB` of one of WeasyPrint's colours; None of one that it cannot bring into sRGB."""
    return _hex_colour(colour.space, tuple(colour.coordinates), colour.alpha)


@lru_cache(maxsize=1024)
def _hex_colour(space: str, coordinates: tuple[float | None, ...], alpha: float) -> str | None:
    seen = in_srgb(Color(space, coordinates, alpha))
    if seen is None:
        return None
    return "#" + "".join(f"{round(255 * min(max(part, 0), 1)):02X}" for part in seen)


def text_colour(box: boxes.Box) -> str | None:
    """`#RRGGBB` of the letters of a box; None outside sRGB, or where the ground shows through."""
    colour = get_color(box.style, "color")
    return hex_colour(colour) if colour.alpha == 1 else None
