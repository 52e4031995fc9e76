"""Blocks that end on the rows of the page, so that what follows them stands on the baseline grid.

WeasyPrint has no baseline grid. Style sheets write `--block-step-size: 4.5mm`, named after the property
of CSS Rhythmic Sizing Level 1: the padding below such a block grows until its bottom edge, counted from the
top of the page, is a multiple of that length.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.css.units import LENGTHS_TO_PIXELS
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

_PROPERTY = "__block_step_size"
# Rounding of positions, px: a block this near to a row stands on it.
_SLACK = 0.01


@contextmanager
def block_steps() -> Iterator[None]:
    """Honour `--block-step-size` in what is laid out meanwhile."""
    lay_out = block.block_level_layout_switch

    def stepped(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401  # WeasyPrint is not typed
        laid_out, resume_at, *rest = lay_out(*arguments, **named)
        # A block that goes on on the next page fills its page as it is.
        if laid_out is not None and resume_at is None:
            _step(laid_out)
        return laid_out, resume_at, *rest

    block.block_level_layout_switch = stepped
    try:
        yield
    finally:
        block.block_level_layout_switch = lay_out


def _step(box: boxes.Box) -> None:
    step = _step_of(box)
    if step > 0:
        beyond = (box.border_box_y() + box.border_height()) % step
        if _SLACK < beyond < step - _SLACK:
            box.padding_bottom += step - beyond


def _step_of(box: boxes.Box) -> float:
    """The step in px, 0 for none. The property is not inherited, as custom properties are."""
    if isinstance(box, boxes.TableBox):
        return 0
    # A table and its caption stand in an anonymous box, which is what grows.
    style = box.get_wrapped_table().style if box.is_table_wrapper else box.style
    if _PROPERTY not in getattr(style, "cascaded", ()):
        return 0
    lengths = [token for token in style[_PROPERTY] or () if token.type == "dimension"]
    return float(sum(token.value * LENGTHS_TO_PIXELS.get(token.lower_unit, 0) for token in lengths))
