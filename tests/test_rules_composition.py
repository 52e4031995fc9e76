from __future__ import annotations

from pathlib import Path

import pytest
from audit_input import faults, spot

from report_pdf.layout_audit.rules_composition import (
    caption_apart,
    label_apart,
    nearly_empty_page,
    rival_heroes,
    void,
)

AT = 'data-at="layouts/page.html:7"'
GAP = '<div style="height: %smm"></div>'
PICTURE = '<img src="asset:drawing" alt="x" style="width: 30mm; height: 20mm">'
CAPTION = f"<figcaption {AT}>Eventi</figcaption>"
ROWS = "<tr><td>uno</td></tr>"


def test_a_caption_far_from_its_picture(tmp_path: Path) -> None:
    (fault,) = faults(caption_apart, tmp_path, f"<p>testo</p><figure>{CAPTION}{GAP % 12}{PICTURE}</figure>")
    assert spot(fault)[:2] == (0, 10)
    assert 13.5 <= fault.rect.top <= fault.rect.bottom <= 18
    assert str(fault.where) == "layouts/page.html:7"
    assert "13.0 mm" in fault.message


@pytest.mark.parametrize("gap", [0, 6])
def test_a_caption_near_its_picture(tmp_path: Path, gap: int) -> None:
    assert faults(caption_apart, tmp_path, f"<figure>{PICTURE}{GAP % gap}{CAPTION}</figure>") == []


def test_a_caption_beside_its_picture(tmp_path: Path) -> None:
    beside = "figure { display: flex } figcaption { margin-left: %smm }"
    assert faults(caption_apart, tmp_path, f"<figure>{PICTURE}{CAPTION}</figure>", beside % 4) == []
    (fault,) = faults(caption_apart, tmp_path, f"<figure>{PICTURE}{CAPTION}</figure>", beside % 20)
    assert spot(fault)[:2] == (0, 60)


def test_a_caption_on_another_page_than_its_picture(tmp_path: Path) -> None:
    (fault,) = faults(caption_apart, tmp_path, f"{GAP % 85.5}<figure>{CAPTION}<div>{PICTURE}</div></figure>")
    assert spot(fault)[:2] == (0, 10)
    assert 94.5 <= fault.rect.top <= 99
    assert "another page" in fault.message


def test_a_key_is_no_picture(tmp_path: Path) -> None:
    key = '<img src="asset:drawing" alt="" style="width: 2mm; height: 2mm">'
    (fault,) = faults(caption_apart, tmp_path, f"<figure>{CAPTION}{key}{GAP % 12}{PICTURE}</figure>")
    assert "15.0 mm" in fault.message


def test_a_caption_of_a_table(tmp_path: Path) -> None:
    table = f"<table><caption {AT} style='padding-bottom: %smm'>Eventi</caption>{ROWS}</table>"
    assert faults(caption_apart, tmp_path, table % 2) == []
    (fault,) = faults(caption_apart, tmp_path, table % 12)
    assert str(fault.where) == "layouts/page.html:7"


def test_a_figure_may_show_words(tmp_path: Path) -> None:
    assert faults(caption_apart, tmp_path, f"<figure>{CAPTION}<p>uno</p></figure>") == []


HERO = f"""<p>testo</p><p {AT} class="hero"><span class="numeral display">31</span>
<span class="beside"><span class="label">eventi</span></span></p>"""
HERO_CSS = (
    ".hero { position: relative } .hero span { display: block } "
    ".hero .beside { position: absolute; left: %smm; bottom: 3mm }"
)


def test_a_label_far_from_its_numeral(tmp_path: Path) -> None:
    (fault,) = faults(label_apart, tmp_path, HERO, HERO_CSS % 50)
    assert fault.page == 0
    assert 60 <= fault.rect.left <= 61
    assert 18 <= fault.rect.top <= 31
    assert str(fault.where) == "layouts/page.html:7"


def test_a_label_beside_its_numeral(tmp_path: Path) -> None:
    assert faults(label_apart, tmp_path, HERO, HERO_CSS % 30) == []


def test_a_label_below_its_numeral(tmp_path: Path) -> None:
    below = ".hero span { display: block } .beside { padding-top: %smm }"
    assert faults(label_apart, tmp_path, HERO, below % 2) == []
    assert len(faults(label_apart, tmp_path, HERO, below % 14)) == 1


def test_a_label_on_the_line_of_its_numeral(tmp_path: Path) -> None:
    inline = ".hero .beside { display: inline-block; margin-left: %smm } .hero .label { display: block }"
    assert faults(label_apart, tmp_path, HERO, inline % 4) == []
    (fault,) = faults(label_apart, tmp_path, HERO, inline % 20)
    assert fault.rect.left > 50


@pytest.mark.parametrize(("label_mm", "remark_mm", "count"), [(2, 20, 0), (20, -20, 1)])
def test_the_label_counts_and_not_the_remark(
    tmp_path: Path, label_mm: int, remark_mm: int, count: int
) -> None:
    remark = HERO.replace("eventi</span>", "eventi</span><b>e altro</b>")
    below = f".label {{ padding-top: {label_mm}mm }} b {{ margin-top: {remark_mm}mm }}"
    assert len(faults(label_apart, tmp_path, remark, below + " .hero span, b { display: block }")) == count


def test_a_label_on_a_page_without_numerals(tmp_path: Path) -> None:
    assert faults(label_apart, tmp_path, '<p class="label">eventi</p>') == []


def test_a_page_with_little_on_it(tmp_path: Path) -> None:
    section = f"<section {AT}><p>uno<br>due<br>tre<br>quattro</p>{GAP % 20}<p>testo</p></section>"
    (fault,) = faults(nearly_empty_page, tmp_path, section)
    assert spot(fault) == (0, 10, 9)
    assert str(fault.where) == "layouts/page.html:7"
    assert "%" in fault.message


def test_a_page_with_a_picture_of_nearly_half_its_height(tmp_path: Path) -> None:
    picture = '<div><img src="asset:drawing" alt="x" style="width: 60mm; height: 41mm"></div>'
    assert faults(nearly_empty_page, tmp_path, f"<p>testo</p>{picture}") == []


def test_a_page_with_a_picture_of_a_third_of_its_height(tmp_path: Path) -> None:
    picture = '<div><img src="asset:drawing" alt="x" style="width: 45mm; height: 28mm"></div>'
    assert len(faults(nearly_empty_page, tmp_path, f"<p>testo</p>{picture}")) == 1


def test_spacing_belongs_to_what_it_parts(tmp_path: Path) -> None:
    assert faults(nearly_empty_page, tmp_path, f"<p>testo</p>{GAP % 6}" * 5) == []


@pytest.mark.parametrize(
    "page",
    [
        '<section class="full"><p>testo</p></section>',
        '<p style="position: absolute; top: 20mm">testo</p>',
        '<section style="height: 20mm"></section>',
    ],
)
def test_pages_that_are_composed_by_hand(tmp_path: Path, page: str) -> None:
    assert faults(nearly_empty_page, tmp_path, page) == []


def test_margins_that_leave_no_room_make_no_page_empty(tmp_path: Path) -> None:
    assert faults(nearly_empty_page, tmp_path, "<p>testo</p>", "@page { margin: 60mm 10mm }") == []


def test_a_hole_in_a_page(tmp_path: Path) -> None:
    (fault,) = faults(void, tmp_path, f"<p>testo</p>{GAP % 40}<p {AT}>testo</p>")
    assert spot(fault) == (0, 10, 13)
    assert 53.5 <= fault.rect.bottom <= 56
    assert str(fault.where) == "layouts/page.html:7"


def test_a_hole_that_is_filled_beside(tmp_path: Path) -> None:
    filled = '<img src="asset:drawing" alt="x" style="float: right; width: 20mm; height: 30mm">'
    assert faults(void, tmp_path, f"<div>{filled}<p>testo</p>{GAP % 45}<p>testo</p></div>") == []


def test_room_at_the_foot_is_no_hole(tmp_path: Path) -> None:
    assert faults(void, tmp_path, f"<p>testo</p>{GAP % 30}<p>testo</p>") == []


NUMERALS = f'<p class="display">31</p><p {AT} class="display" style="font-size: %spt; color: #0D3053">8,3</p>'


def test_two_numerals_of_one_weight(tmp_path: Path) -> None:
    (fault,) = faults(rival_heroes, tmp_path, NUMERALS % 50)
    assert fault.page == 0
    assert 27 <= fault.rect.top <= 45
    assert str(fault.where) == "layouts/page.html:7"
    assert "8,3 (50 pt) rivals 31 (60 pt)" in fault.message


@pytest.mark.parametrize("size", [86, 44, 30])
def test_a_numeral_a_step_apart(tmp_path: Path, size: int) -> None:
    assert faults(rival_heroes, tmp_path, NUMERALS % size) == []


def test_numerals_side_by_side(tmp_path: Path) -> None:
    comma = '<span style="margin: 0 -0.03em">,</span>'
    beside = f'<p class="display" {AT}>8{comma}3 <b style="display: inline-block; width: 5mm"></b>14</p>'
    (fault,) = faults(rival_heroes, tmp_path, beside)
    assert "14 (60 pt) rivals 8,3 (60 pt)" in fault.message
    assert fault.rect.left > 30


def test_the_two_largest_count(tmp_path: Path) -> None:
    three = NUMERALS % 46 + '<p style="font: 800 120pt/36mm Manrope">1</p>'
    assert faults(rival_heroes, tmp_path, three) == []


def test_words_and_numerals_of_other_pages_are_no_rivals(tmp_path: Path) -> None:
    words = '<p class="display">31</p><p class="display">eventi</p>'
    overleaf = '<p class="display" style="break-before: page">31</p>'
    assert faults(rival_heroes, tmp_path, words + overleaf) == []
