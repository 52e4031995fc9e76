from __future__ import annotations

from pathlib import Path

from audit_input import faults, laid_book, lines_of, spot

from report_pdf.layout_audit.rules_text import (
    heading_at_foot,
    hyphen_ladder,
    hyphenated_title,
    long_measure,
    orphan,
    short_measure,
    widow,
)

AT = 'data-at="layouts/page.html:7"'
FULL = '<div style="height: %smm"></div>'
THREE_LINES = f"<p {AT}>uno<br>due<br>tre</p>"


def test_a_last_line_alone_on_the_next_page_is_a_widow(tmp_path: Path) -> None:
    (fault,) = faults(widow, tmp_path, FULL % 90 + THREE_LINES, "p { widows: 1 }")
    assert spot(fault) == (1, 10, 9)
    assert str(fault.where) == "layouts/page.html:7"
    assert "tre" in fault.message


def test_two_lines_on_the_next_page_are_no_widow(tmp_path: Path) -> None:
    assert faults(widow, tmp_path, FULL % 94.5 + THREE_LINES, "p { orphans: 1; widows: 2 }") == []


def test_a_last_line_alone_at_the_top_of_a_column_is_a_widow(tmp_path: Path) -> None:
    columns = "div { columns: 2; column-gap: 4mm; height: 9mm; column-fill: auto } p { widows: 1 }"
    (fault,) = faults(widow, tmp_path, f"<div>{THREE_LINES}</div>", columns)
    assert spot(fault) == (0, 47, 9)


def test_a_paragraph_in_columns_of_its_own_is_broken_too(tmp_path: Path) -> None:
    columns = "p { columns: 2; column-gap: 4mm; height: 9mm; column-fill: auto; widows: 1 }"
    (fault,) = faults(widow, tmp_path, THREE_LINES, columns)
    assert spot(fault) == (0, 47, 9)


def test_a_first_line_alone_at_the_foot_is_an_orphan(tmp_path: Path) -> None:
    (fault,) = faults(orphan, tmp_path, FULL % 94.5 + THREE_LINES, "p { orphans: 1 }")
    assert spot(fault) == (0, 10, 104)
    assert str(fault.where) == "layouts/page.html:7"
    assert "uno" in fault.message


def test_the_sign_of_a_list_item_is_no_line(tmp_path: Path) -> None:
    item = f"<ul><li {AT}>uno<br>due<br>tre</li></ul>"
    signs = "ul { list-style: '–  '; padding-left: 4mm } li { orphans: 1 }"
    (fault,) = faults(orphan, tmp_path, FULL % 94.5 + item, signs)
    assert spot(fault) == (0, 14, 104)


def test_two_lines_at_the_foot_are_no_orphan(tmp_path: Path) -> None:
    assert faults(orphan, tmp_path, FULL % 90 + THREE_LINES, "p { widows: 1 }") == []


def test_a_paragraph_of_one_line_is_neither(tmp_path: Path) -> None:
    book = laid_book(tmp_path, FULL % 94.5 + "<p>uno</p><p>due</p>")
    assert [*widow(book), *orphan(book)] == []


LONG_WORD = "precipitevolissimevolmente"


def test_a_word_is_not_broken_in_a_title(tmp_path: Path) -> None:
    title = (
        f'<p>testo</p><h2 {AT} style="font: 800 15pt/9mm Manrope; width: 45mm; hyphens: %s">{LONG_WORD}</h2>'
    )
    (fault,) = faults(hyphenated_title, tmp_path, title % "auto")
    assert spot(fault) == (0, 10, 14)
    assert str(fault.where) == "layouts/page.html:7"
    assert fault.message.endswith("-")
    assert faults(hyphenated_title, tmp_path, title % "manual") == []


def test_a_word_is_not_broken_in_a_lead(tmp_path: Path) -> None:
    lead = f'<p style="font-size: 15pt; line-height: 6.75mm; width: 45mm; hyphens: auto">{LONG_WORD}</p>'
    (fault,) = faults(hyphenated_title, tmp_path, lead)
    assert spot(fault) == (0, 10, 9)


def test_words_are_broken_in_text(tmp_path: Path) -> None:
    text = f'<p style="width: 30mm; hyphens: auto">{LONG_WORD}</p>'
    assert lines_of(laid_book(tmp_path, text))[0].hyphenated
    assert faults(hyphenated_title, tmp_path, text) == []


def test_three_hyphens_in_a_row_are_a_ladder(tmp_path: Path) -> None:
    text = f'<p>testo</p><p {AT} style="width: 14mm; hyphens: auto">{LONG_WORD} sì</p>'
    (fault,) = faults(hyphen_ladder, tmp_path, text)
    assert spot(fault) == (0, 10, 14)
    assert str(fault.where) == "layouts/page.html:7"
    assert round(fault.rect.height, 2) == 3 * 4.5


def test_two_hyphens_in_a_row_are_none(tmp_path: Path) -> None:
    text = f'<p style="width: 18mm; hyphens: auto">{LONG_WORD} sì</p>'
    assert [line.hyphenated for line in lines_of(laid_book(tmp_path, text))] == [True, True, False]
    assert faults(hyphen_ladder, tmp_path, text) == []


HEADING = f'<h3 {AT} style="break-after: auto">titolo</h3>'
NEXT = "<p>uno<br>due<br>tre</p>"


def test_a_heading_does_not_stay_behind(tmp_path: Path) -> None:
    section = f"<section>{FULL % 85.5}{HEADING}{NEXT}</section>"
    (fault,) = faults(heading_at_foot, tmp_path, section, "p { break-inside: avoid }")
    assert fault.page == 0
    assert 94.5 <= fault.rect.top <= 99
    assert str(fault.where) == "layouts/page.html:7"
    assert "0" in fault.message


def test_a_heading_with_one_line_is_behind_too(tmp_path: Path) -> None:
    section = f"<section>{FULL % 90}{HEADING}{NEXT}</section>"
    (fault,) = faults(heading_at_foot, tmp_path, section, "p { orphans: 1 }")
    assert "1" in fault.message


def test_a_heading_with_two_lines_stands(tmp_path: Path) -> None:
    section = f"<section>{FULL % 85.5}{HEADING}{NEXT}</section>"
    assert faults(heading_at_foot, tmp_path, section, "p { widows: 1 }") == []


def test_a_heading_with_a_picture_stands(tmp_path: Path) -> None:
    picture = '<div><img src="asset:drawing" alt="x" style="height: 8mm"></div>'
    assert (
        faults(heading_at_foot, tmp_path, f"<section>{FULL % 85.5}{HEADING}{picture}{NEXT}</section>") == []
    )


def test_a_section_that_is_over_holds_its_heading(tmp_path: Path) -> None:
    over = f'<section>{HEADING}<p>uno</p></section><section style="break-before: page">{NEXT}</section>'
    assert faults(heading_at_foot, tmp_path, over) == []


def test_a_book_without_sections_has_headings_too(tmp_path: Path) -> None:
    (fault,) = faults(heading_at_foot, tmp_path, FULL % 85.5 + HEADING + NEXT, "p { break-inside: avoid }")
    assert fault.page == 0


WORDS = "Questo testo corre sulla riga e ne conta i caratteri a uno a uno, senza fermarsi mai. " * 4


def test_a_line_of_too_many_characters(tmp_path: Path) -> None:
    text = f'<p>testo</p><p {AT} style="font-size: %spt">{WORDS}</p>'
    (fault,) = faults(long_measure, tmp_path, text % 5)
    assert spot(fault) == (0, 10, 14)
    assert str(fault.where) == "layouts/page.html:7"
    assert faults(long_measure, tmp_path, text % 10) == []


def test_a_line_of_too_few_characters(tmp_path: Path) -> None:
    text = f'<p>testo</p><p {AT} style="width: %smm">{WORDS}</p>'
    (fault,) = faults(short_measure, tmp_path, text % 25)
    assert spot(fault) == (0, 10, 14)
    assert str(fault.where) == "layouts/page.html:7"
    assert faults(short_measure, tmp_path, text % 60) == []


def test_cells_of_a_table_are_not_measured(tmp_path: Path) -> None:
    cell = f'<table><tr><td style="width: 25mm">{WORDS}</td><td style="width: 25mm"></td></tr></table>'
    assert faults(short_measure, tmp_path, cell) == []
