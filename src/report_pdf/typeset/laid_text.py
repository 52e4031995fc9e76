"""The letters on a page: where their ink is, and which words are broken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.draw import text
from weasyprint.formatting_structure import boxes
from weasyprint.matrix import Matrix
from weasyprint.pdf.stream import Stream
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from report_pdf.layout_audit.page_items import LARGE_PT, Rect, Run
from report_pdf.typeset.html_places import Places
from report_pdf.typeset.laid_paint import Paint, rect_of, text_colour
from report_pdf.typeset.tag_text import is_blank

PT_PER_PX = 0.75
_INK = "drawn_ink"
"""of a text that was drawn, from the beginning of its baseline"""


def run_of(box: boxes.TextBox, paint: Paint, places: Places) -> Run | None:
    """The text of one box; None when it leaves no ink."""
    style = box.style
    if is_blank(box.text) or style["visibility"] != "visible":
        return None
    size = style["font_size"] * PT_PER_PX
    ink, glyphs = ink_of(box, each=size >= LARGE_PT)
    return Run(
        text=box.text,
        ink=ink,
        size_pt=size,
        weight=style["font_weight"],
        family=style["font_family"][0],
        colour=text_colour(box),
        ground=paint.ground(box, ink),
        where=places.of(box.element),
        glyphs=glyphs,
    )


def ink_of(box: boxes.TextBox, *, each: bool) -> tuple[Rect, tuple[Rect, ...]]:
    """The box of the glyphs' ink, by their outlines, and with `each` that of every glyph."""
    layout = box.pango_layout
    x, y = box.position_x, box.position_y + box.baseline
    if not each and hasattr(layout, _INK):
        return _rect(getattr(layout, _INK), x, y), ()
    # WeasyPrint drops Pango's objects after layout, and makes them again to draw.
    layout.reactivate(box.style)
    line, _index = layout.get_first_line()
    glyphs = tuple(_glyphs(line, x, y)) if each else ()
    ink = _extents(line)
    layout.deactivate()
    return _rect(ink, x, y), glyphs


@contextmanager
def inks_kept() -> Iterator[None]:
    """Keep where the ink of each text is while pages are drawn: to set all texts once more takes long."""
    theirs = text.draw_first_line

    def draw_first_line(
        stream: Stream, box: boxes.TextBox, text_overflow: str, block_ellipsis: object, matrix: Matrix
    ) -> list[object]:
        emojis: list[object] = theirs(stream, box, text_overflow, block_ellipsis, matrix)
        if text_overflow != "ellipsis" and block_ellipsis == "none":
            line = pango.pango_layout_get_line_readonly(box.pango_layout.layout, 0)
            setattr(box.pango_layout, _INK, _extents(line))
        return emojis

    text.draw_first_line = draw_first_line
    try:
        yield
    finally:
        text.draw_first_line = theirs


def _extents(line: Any) -> Any:  # noqa: ANN401  # pointers of Pango's
    ink = ffi.new("PangoRectangle *")
    pango.pango_layout_line_get_extents(line, ink, ffi.NULL)
    return ink


def _glyphs(line: Any, x: float, y: float) -> Iterator[Rect]:  # noqa: ANN401  # a pointer of Pango's
    """The ink of each glyph of a line that begins at `x` on the baseline `y`, px."""
    ink = ffi.new("PangoRectangle *")
    pieces = line.runs
    while pieces != ffi.NULL:
        piece = pieces.data
        for glyph in piece.glyphs.glyphs[0 : piece.glyphs.num_glyphs]:
            place = glyph.geometry
            pango.pango_font_get_glyph_extents(piece.item.analysis.font, glyph.glyph, ink, ffi.NULL)
            if ink.width:
                yield _rect(ink, x + place.x_offset * FROM_UNITS, y + place.y_offset * FROM_UNITS)
            x += place.width * FROM_UNITS
        pieces = pieces.next


def _rect(ink: Any, x: float, y: float) -> Rect:  # noqa: ANN401  # a pointer of Pango's
    left, top, width, height = (side * FROM_UNITS for side in (ink.x, ink.y, ink.width, ink.height))
    return rect_of(x + left, y + top, width, height)


class Words:
    """The text of the book before it was broken into lines."""

    def __init__(self, root: boxes.Box) -> None:
        written: dict[tuple[Element, str], list[str]] = defaultdict(list)
        for box in root.descendants():
            if isinstance(box, boxes.TextBox):
                written[box.element, box.element_tag].append(box.text)
        self._written = {key: _bare("".join(texts)) for key, texts in written.items()}

    def breaks(self, box: boxes.TextBox) -> bool:
        """Whether the text of a box ends with a hyphen that nobody wrote."""
        if not box.text.endswith(box.style["hyphenate_character"]):
            return False
        return _bare(box.text) not in self._written.get((box.element, box.element_tag), "")


def _bare(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())
