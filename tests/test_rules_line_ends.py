from __future__ import annotations

from pathlib import Path

import pytest
from audit_input import faults, spot

from report_pdf.layout_audit.rules_line_ends import (
    are_parted,
    leaning_word,
    parted_number,
    stub_line,
    weak_line_end,
)

AT = 'data-at="layouts/page.html:7"'
LEAD = f'<p>testo</p><p {AT} style="font-size: 15pt; line-height: 6.75mm">%s</p>'
LABEL = f'<p>testo</p><p {AT} style="font: 800 15pt/6.75mm Manrope">%s</p>'
TITLE = f'<p>testo</p><h2 {AT} style="font: 800 30pt/9mm Manrope">%s</h2>'


@pytest.mark.parametrize("kind", [LEAD, LABEL])
def test_a_last_line_of_one_short_word_is_a_stub(tmp_path: Path, kind: str) -> None:
    (fault,) = faults(stub_line, tmp_path, kind % "I Comuni della Toscana<br>sono.")
    assert spot(fault)[:2] == (0, 10)
    assert 20.25 <= fault.rect.top <= 27
    assert str(fault.where) == "layouts/page.html:7"
    assert "sono" in fault.message


def test_a_last_line_hardly_wider_than_a_letter_is_a_stub(tmp_path: Path) -> None:
    (fault,) = faults(stub_line, tmp_path, LEAD % "I Comuni della Toscana<br>il li.")
    assert fault.rect.width < 8


@pytest.mark.parametrize("end", ["sono tanti", "Toscana"])
def test_a_last_line_of_two_words_or_a_long_one_is_none(tmp_path: Path, end: str) -> None:
    assert faults(stub_line, tmp_path, LEAD % f"I Comuni<br>{end}") == []


def test_one_line_is_no_stub(tmp_path: Path) -> None:
    assert faults(stub_line, tmp_path, LEAD % "Noi") == []


def test_titles_and_text_may_end_in_a_short_word(tmp_path: Path) -> None:
    assert faults(stub_line, tmp_path, TITLE % "chi sia<br>mo" + "<p>I Comuni<br>sono</p>") == []


@pytest.mark.parametrize("kind", [LEAD, LABEL, TITLE])
def test_a_line_does_not_end_in_a_word_that_leans_on_the_next(tmp_path: Path, kind: str) -> None:
    (fault,) = faults(weak_line_end, tmp_path, kind % "i comuni<br>della<br>Toscana")
    assert spot(fault) == (0, 10, round(13.5 + (9 if kind is TITLE else 6.75)))
    assert str(fault.where) == "layouts/page.html:7"
    assert "“della”" in fault.message
    assert faults(weak_line_end, tmp_path, kind % "i comuni<br>della\N{NO-BREAK SPACE}Toscana") == []


def test_the_tile_of_a_title_does_not_hide_its_words(tmp_path: Path) -> None:
    dotted = 'comun<span style="display: inline-block">i</span> d<span style="display: inline-block">i</span>'
    (fault,) = faults(weak_line_end, tmp_path, TITLE % f"{dotted}<br>tutti")
    assert "“di”" in fault.message


def test_a_syllable_is_no_word(tmp_path: Path) -> None:
    syllables = TITLE.replace("<h2", '<h2 class="syllables"')
    assert faults(weak_line_end, tmp_path, syllables % "la<br>vo<br>ro") == []


def test_the_last_line_leans_on_nothing(tmp_path: Path) -> None:
    assert faults(weak_line_end, tmp_path, LEAD % "i comuni della Toscana<br>e") == []


def test_a_line_before_a_page_break_leans_too(tmp_path: Path) -> None:
    lead = '<div style="height: 85.5mm"></div>' + LEAD % "i Comuni di<br>tutta la Toscana"
    (fault,) = faults(weak_line_end, tmp_path, lead, "p { orphans: 1; widows: 1 }")
    assert fault.page == 0


def test_lines_of_text_end_as_they_may(tmp_path: Path) -> None:
    assert faults(weak_line_end, tmp_path, "<p>i Comuni della<br>Toscana</p>") == []


@pytest.mark.parametrize(
    "line", ["i Comuni e", "lo fa nell’", "tutto ciò che è del", "I comuni. Il", "(in", "con", "sugli "]
)
def test_words_that_lean(line: str) -> None:
    assert leaning_word(line)


@pytest.mark.parametrize(
    "line", ["allegato A", "un po’", "i Comuni e,", "vicinanza", "è", "a\N{NO-BREAK SPACE}Lucca"]
)
def test_words_that_stand(line: str) -> None:
    assert not leaning_word(line)


def test_a_number_stays_with_what_it_counts(tmp_path: Path) -> None:
    text = f"<p>testo</p><p {AT}>un valore di 8,3%smilioni</p>"
    (fault,) = faults(parted_number, tmp_path, text % "<br>")
    assert spot(fault) == (0, 10, 14)
    assert str(fault.where) == "layouts/page.html:7"
    assert "8,3 / milioni" in fault.message
    assert faults(parted_number, tmp_path, text % "\N{NO-BREAK SPACE}") == []


def test_a_large_numeral_stands_on_a_line_of_its_own(tmp_path: Path) -> None:
    assert faults(parted_number, tmp_path, TITLE % "8,3<br>milioni") == []


@pytest.mark.parametrize(
    ("line", "following"),
    [("al 30", "giugno 2024"), ("si veda p.", "12"), ("(fig.", "3)"), ("il 43,6", "% di")],
)
def test_breaks_that_part_a_number(line: str, following: str) -> None:
    assert are_parted(line, following)


@pytest.mark.parametrize(
    ("line", "following"),
    [("nel 2023", "e nel 2024"), ("capo.", "12 comuni"), ("2019", "milionari"), ("G20", "mila")],
)
def test_breaks_that_part_nothing(line: str, following: str) -> None:
    assert not are_parted(line, following)
