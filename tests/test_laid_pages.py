from pathlib import Path

import pytest
from audit_input import chart, laid_book, lines_of, runs_of
from fontTools.ttLib import TTFont
from typeset_input import ROOT

from report_pdf.layout_audit.page_items import LaidBook, Rect

MM_PER_PT = 25.4 / 72


def glyph_box(letter: str) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a letter of the display face, em, y downwards from the baseline."""
    with TTFont(ROOT / "styles" / "fonts" / "manrope" / "Manrope-ExtraBold.ttf") as font:
        glyph = font["glyf"][font.getBestCmap()[ord(letter)]]
        em = font["head"].unitsPerEm
        return glyph.xMin / em, -glyph.yMax / em, glyph.xMax / em, -glyph.yMin / em


def names(book: LaidBook) -> list[tuple[int, str, bool, bool]]:
    """Page, id, whether it begins and whether it ends, of the blocks that have an id."""
    return [
        (page.index, block.id, block.begins, block.ends)
        for page in book.pages
        for block in page.blocks
        if block.id
    ]


def test_a_page_is_measured_from_its_trim(tmp_path: Path) -> None:
    (page,) = laid_book(tmp_path, "<p>a</p>").pages
    assert page.rect == Rect(0, 0, 90, 120)
    assert page.type_area == Rect(10, 9, 80, 108)
    assert not page.bleeds
    assert [line.text for line in page.furniture] == ["1"]


def test_a_page_without_margins_bleeds(tmp_path: Path) -> None:
    body = '<div class="full" data-page-label="Copertina">a</div><p>b</p>'
    cover, text = laid_book(tmp_path, body).pages
    assert (cover.label, cover.bleeds, cover.type_area) == ("Copertina", True, cover.rect)
    assert (text.label, text.bleeds) == ("1", False)


def test_the_ink_of_display_type_is_that_of_its_outlines(tmp_path: Path) -> None:
    (line,) = lines_of(laid_book(tmp_path, '<p style="font: 800 180pt/60mm Manrope">p</p>'))
    (run,) = line.runs
    left, top, right, bottom = (side * 180 * MM_PER_PT for side in glyph_box("p"))
    expected = (10 + left, line.baseline + top, 10 + right, line.baseline + bottom)
    assert run.ink == pytest.approx(expected, abs=0.05)
    (glyph,) = run.glyphs
    assert glyph == pytest.approx(expected, abs=0.05)


def test_the_glyphs_of_large_type_are_told_apart(tmp_path: Path) -> None:
    (run,) = runs_of(laid_book(tmp_path, '<p class="display">1.2</p>'))
    one, point, two = run.glyphs
    assert one.right < point.left < point.right < two.left
    assert point.height < one.height / 4
    assert (run.ink.left, run.ink.right) == pytest.approx((one.left, two.right), abs=0.01)


def test_small_type_is_measured_whole(tmp_path: Path) -> None:
    (run,) = runs_of(laid_book(tmp_path, "<p>piccolo</p>"))
    assert run.glyphs == ()
    assert run.ink.bottom > lines_of(laid_book(tmp_path, "<p>piccolo</p>"))[0].baseline


def test_a_line_joins_its_runs(tmp_path: Path) -> None:
    body = '<p>uno <b>due</b> tr<span style="display: inline-block">e</span></p>'
    (line,) = lines_of(laid_book(tmp_path, body))
    assert line.text == "uno due tre"
    assert [(run.text, run.weight) for run in line.runs] == [
        ("uno ", 400),
        ("due", 600),
        (" tr", 400),
        ("e", 400),
    ]
    assert (line.rect.top, line.rect.bottom) == (9, 13.5)
    assert 9 < line.baseline < 13.5


def test_the_dot_of_a_letter_does_not_part_its_line(tmp_path: Path) -> None:
    css = (
        '.i { display: inline-block } .i::before { content: ""; position: absolute; width: 1mm; height: 1mm }'
    )
    (line,) = lines_of(laid_book(tmp_path, '<p>t<span class="i">i</span>toli</p>', css))
    assert line.text == "titoli"


def test_a_word_is_hyphenated_when_nobody_wrote_its_hyphen(tmp_path: Path) -> None:
    body = '<p style="width: 21mm">straordinariamente, socio-<br>sanitario, e-mail-<i>a</i></p>'
    lines = lines_of(laid_book(tmp_path, body, "p { hyphens: auto }"))
    assert [(line.text, line.hyphenated) for line in lines] == [
        ("straordinaria-", True),
        ("mente, socio-", False),
        ("sanitario, e-", False),
        ("mail-a", False),
    ]


def test_a_soft_hyphen_hyphenates(tmp_path: Path) -> None:
    body = '<p style="width: 12mm; hyphens: manual">rendi&shy;conta&shy;zione</p>'
    assert [line.hyphenated for line in lines_of(laid_book(tmp_path, body))] == [True, True, False]


def test_blocks_know_what_is_around_them(tmp_path: Path) -> None:
    body = '<section id="s" class="a b"><h2>Titolo</h2><p data-at="layouts/x.html:8">Testo</p></section>'
    (page,) = laid_book(tmp_path, body).pages
    _html, _body, section, title, text = page.blocks
    assert (section.tag, section.id, section.names, section.role) == ("section", "s", frozenset("ab"), "Sect")
    assert (title.parent, title.role, title.rect) == (section.number, "H2", Rect(10, 9, 80, 13.5))
    assert str(text.where) == "layouts/x.html:8"
    assert [line.text for line in text.lines] == ["Testo"]
    assert section.lines == ()


def test_loose_text_belongs_to_the_block_around_it(tmp_path: Path) -> None:
    (page,) = laid_book(tmp_path, '<div id="d">sciolto<p>dentro</p></div>').pages
    lines = {block.id or block.tag: [line.text for line in block.lines] for block in page.blocks}
    assert (lines["d"], lines["p"]) == (["sciolto"], ["dentro"])


def test_a_table_is_one_block_with_its_caption_and_cells(tmp_path: Path) -> None:
    body = "<table id='t'><caption>Tab.</caption><tr><td>uno</td><td>due</td></tr></table>"
    (page,) = laid_book(tmp_path, body).pages
    assert [block.tag for block in page.blocks[2:]] == ["table", "caption", "tbody", "tr", "td", "td"]


def test_what_is_broken_over_pages_begins_and_ends_once(tmp_path: Path) -> None:
    lines = "riga<br>" * 30
    book = laid_book(tmp_path, f'<p id="a">{lines}</p><p id="b">Fine</p>')
    assert names(book) == [(0, "a", True, False), (1, "a", False, True), (1, "b", True, True)]


def test_the_head_of_a_table_is_whole_on_each_page(tmp_path: Path) -> None:
    rows = "<tr><td>riga</td></tr>" * 30
    book = laid_book(
        tmp_path, f'<table><thead id="h"><tr><th>Capo</th></tr></thead><tbody id="b">{rows}</tbody></table>'
    )
    assert names(book) == [
        (0, "h", True, True),
        (0, "b", True, False),
        (1, "h", True, True),
        (1, "b", False, True),
    ]


def test_style_sheets_fix_heights_and_places(tmp_path: Path) -> None:
    css = "#h { height: 9mm } #c { overflow: hidden } #p { position: absolute; top: 0; bottom: 0 }"
    (page,) = laid_book(tmp_path, '<p id="h">a</p><p id="c">a</p><p id="p">a</p>', css).pages
    told = {block.id: (block.fixed_height, block.clips, block.placed) for block in page.blocks if block.id}
    assert told == {"h": (True, False, False), "c": (False, True, False), "p": (True, False, True)}


def test_a_chart_is_told_by_its_name(tmp_path: Path) -> None:
    body = '<div id="d"><img data-at="layouts/x.html:9" src="asset:eventi" style="width: 40mm" alt="x"></div>'
    (page,) = laid_book(tmp_path, body, charts={"eventi": chart(40, 20)}).pages
    (picture,) = page.pictures
    assert (picture.name, picture.rect, str(picture.where)) == (
        "eventi",
        Rect(10, 9, 50, 29),
        "layouts/x.html:9",
    )
    assert {block.number: block.id for block in page.blocks}[picture.block] == "d"


def test_text_knows_the_ground_it_stands_on(tmp_path: Path) -> None:
    body = """<p>carta</p>
      <div style="background: #0D3053; color: #FFFFFF"><p>campo</p></div>
      <p style="position: absolute; left: 0; top: 20mm">sopra</p>
      <div class="below" style="position: absolute; left: 0; top: 18mm; z-index: -1"></div>
      <div style="position: absolute; left: 0; top: 40mm"><img src="asset:drawing" alt="x"></div>
      <p style="position: absolute; left: 2mm; top: 42mm">figura</p>
      <p style="position: absolute; left: 0; top: 60mm; background: #0D305380">velo</p>"""
    book = laid_book(tmp_path, body, ".below { width: 30mm; height: 9mm; background: #C7C7C7 }")
    grounds = {run.text: (run.colour, run.ground) for run in runs_of(book)}
    assert grounds == {
        "carta": ("#1F1F1D", "#FFFFFF"),
        "campo": ("#FFFFFF", "#0D3053"),
        "sopra": ("#1F1F1D", "#C7C7C7"),
        "figura": ("#1F1F1D", None),
        "velo": ("#1F1F1D", None),
    }


def test_text_stands_on_a_field_that_floats_below_it(tmp_path: Path) -> None:
    css = "div { float: left; width: 30mm; height: 9mm; margin-right: -30mm; background: #0D3053 }"
    assert [run.ground for run in runs_of(laid_book(tmp_path, "<p>sopra</p><div></div><p>due</p>", css))] == [
        "#FFFFFF",
        "#0D3053",
    ]


def test_what_is_painted_later_is_no_ground(tmp_path: Path) -> None:
    css = "div { position: absolute; top: 0; width: 30mm; height: 9mm; background: #0D3053 }"
    assert [run.ground for run in runs_of(laid_book(tmp_path, "<p>sotto</p><div></div>", css))] == ["#FFFFFF"]


def test_the_ground_of_a_page_reaches_into_its_margins(tmp_path: Path) -> None:
    book = laid_book(tmp_path, "<p>a</p>", "@page { background: #0D3053 }")
    folio = book.pages[0].furniture[0].runs[0]
    assert (folio.ground, runs_of(book)[0].ground) == ("#0D3053", "#0D3053")


def test_a_picture_behind_a_page_is_where_it_is_seen(tmp_path: Path) -> None:
    css = "@page { background: url(asset:drawing) no-repeat 0 0 / 20mm 10mm }"
    body = '<p>su</p><p style="margin-left: 40mm">giù</p>'
    assert [run.ground for run in runs_of(laid_book(tmp_path, body, css))] == [None, "#FFFFFF"]


def test_borders_and_thin_fields_are_strokes(tmp_path: Path) -> None:
    css = """#a { border-top: 1pt solid #1F1F1D; border-bottom: 1pt solid transparent }
      #b { background: #1F1F1D; height: 0.5mm } #c { background: #C7C7C7 } #d { border: 3mm solid #1F1F1D }"""
    (page,) = laid_book(
        tmp_path, '<p id="a">a</p><div id="b"></div><p id="c">c</p><p id="d">d</p>', css
    ).pages
    ids = {block.number: block.id for block in page.blocks}
    strokes = [
        (ids[stroke.block], round(stroke.rect.top, 2), round(stroke.rect.height, 2))
        for stroke in page.strokes
    ]
    assert strokes == [("a", 9.0, 0.35), ("b", 14.21, 0.5)]


def test_what_is_invisible_leaves_no_ink(tmp_path: Path) -> None:
    assert not runs_of(laid_book(tmp_path, '<p style="visibility: hidden">a</p><p> </p>'))
