from __future__ import annotations

from collections.abc import Iterator

from weasyprint import HTML
from weasyprint.formatting_structure import boxes

from report_pdf.typeset.block_step import block_steps

MM = 96 / 25.4
SHEET = """<style>
@page { size: 100mm 100mm; margin: 10mm }
:root { --row: 5mm }
* { margin: 0 }
p { height: 7mm; --block-step-size: %s }
</style>"""


def tops_mm(html: str) -> list[list[float]]:
    """The top of each h2, in mm from the top of its page, page by page."""
    with block_steps():
        document = HTML(string=html).render()
    return [
        [round(box.position_y / MM, 3) for box in below(page._page_box) if _is_h2(box)]  # noqa: SLF001
        for page in document.pages
    ]


def below(box: boxes.Box) -> Iterator[boxes.Box]:
    yield box
    for child in getattr(box, "children", ()):
        yield from below(child)


def _is_h2(box: boxes.Box) -> bool:
    return box.element_tag == "h2" and isinstance(box, boxes.BlockBox)


def test_what_follows_stands_on_the_next_row() -> None:
    assert tops_mm(SHEET % "5mm" + "<p>uno</p><h2>due</h2>") == [[20]]


def test_the_step_may_be_a_design_token() -> None:
    assert tops_mm(SHEET % "var(--row)" + "<p>uno</p><h2>due</h2>") == [[20]]


def test_rows_are_counted_from_the_top_of_the_page() -> None:
    assert tops_mm(SHEET % "5mm" + "<h2 style='height: 1mm'>uno</h2><p>due</p><h2>tre</h2>") == [[10, 20]]


def test_a_block_on_a_row_is_left_alone() -> None:
    assert tops_mm(SHEET % "7mm" + "<h2 style='height: 4mm'>uno</h2><p>due</p><h2>tre</h2>") == [[10, 21]]


def test_blocks_inside_do_not_step() -> None:
    inside = "<p style='height: auto'><b style='display: block; height: 1mm'></b></p>"
    assert tops_mm(SHEET % "5mm" + inside + "<h2>due</h2>") == [[15]]


def test_nothing_steps_without_the_property() -> None:
    assert tops_mm(SHEET % "none" + "<p>uno</p><h2>due</h2>") == [[17]]


def test_a_table_steps_once() -> None:
    rows = "<tr><td style='height: 7mm; padding: 0'>"
    table = f"<table style='--block-step-size: 5mm; border-spacing: 0'>{rows}</table>"
    assert tops_mm(SHEET % "5mm" + table + "<h2>due</h2>") == [[20]]


def test_nothing_is_left_behind() -> None:
    tops_mm(SHEET % "5mm" + "<p>uno</p>")
    document = HTML(string=SHEET % "5mm" + "<p>uno</p><h2>due</h2>").render()
    (top,) = [box.position_y for box in below(document.pages[0]._page_box) if _is_h2(box)]  # noqa: SLF001
    assert round(top / MM, 3) == 17
