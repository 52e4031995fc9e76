"""The letters on a page: where their ink is, and which words are broken."""

from __future__ import annotations

from collections import defaultdict
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from report_pdf.layout_audit.page_items import Rect, Run
from report_pdf.layout_audit.page_paint import Paint, rect_of, text_colour
from report_pdf.typeset.html_places import Places
from report_pdf.typeset.tag_text import is_blank

PT_PER_PX = 0.75


def run_of(box: boxes.TextBox, paint: Paint, places: Places) -> Run | None:
    """The text of one box; None when it leaves no ink."""
    style = box.style
    if is_blank(box.text) or style["visibility"] != "visible":
        return None
    ink = ink_of(box)
    return Run(
        text=box.text,
        ink=ink,
        size_pt=style["font_size"] * PT_PER_PX,
        weight=style["font_weight"],
        family=style["font_family"][0],
        colour=text_colour(box),
        ground=paint.ground(box, ink),
        where=places.of(box.element),
    )


def ink_of(box: boxes.TextBox) -> Rect:
    """The box of the glyphs' ink, by their outlines."""
    layout = box.pango_layout
    # WeasyPrint drops Pango's objects after layout, and makes them again to draw.
    layout.reactivate(box.style)
    line, _index = layout.get_first_line()
    ink = ffi.new("PangoRectangle *")
    pango.pango_layout_line_get_extents(line, ink, ffi.NULL)
    layout.deactivate()
    return rect_of(
        box.position_x + ink.x * FROM_UNITS,
        box.position_y + box.baseline + ink.y * FROM_UNITS,
        ink.width * FROM_UNITS,
        ink.height * FROM_UNITS,
    )


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
