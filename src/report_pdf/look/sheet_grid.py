"""The design's grid as lines over a page."""

from __future__ import annotations

from dataclasses import dataclass

from report_pdf.tokens import Tokens


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """What stands over each page; all mm from the top left of its trim.

    Attributes:
        width: of the page.
        height: of the page.
        verso: left sides of the columns of a left-hand page.
        recto: left sides of the columns of a right-hand page, the margins mirrored.
        column: width of a column.
        top: of the type area.
        bottom: of the type area.
        rows: each row of the baseline grid, as an SVG path.
        safe: distance from the trim that live text keeps.
    """

    width: float
    height: float
    verso: tuple[float, ...]
    recto: tuple[float, ...]
    column: float
    top: float
    bottom: float
    rows: str
    safe: float


def sheet_grid(tokens: Tokens) -> SheetGrid:
    """The grid of a design."""
    page, grid = tokens.page, tokens.grid
    steps = [column * (grid.column + grid.gutter) for column in range(grid.columns)]
    rows = range(1, round(page.height / grid.row))
    return SheetGrid(
        page.width,
        page.height,
        tuple(grid.margin_outer + step for step in steps),
        tuple(grid.margin_inner + step for step in steps),
        grid.column,
        grid.margin_top,
        page.height - grid.margin_bottom,
        "".join(f"M0 {row * grid.row:g}h{page.width:g}" for row in rows),
        grid.safe,
    )
