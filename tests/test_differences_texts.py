"""Which texts differ, and what happened to them."""

from __future__ import annotations

from differences_input import reading

from report_pdf.differences.book_reading import BookReading
from report_pdf.differences.comparison import Kind
from report_pdf.differences.texts import text_changes

ONE = "Negli ultimi anni abbiamo ampliato l’attività di formazione dei comuni."
TWO = "La rassegna è il laboratorio permanente per lo sviluppo di priorità condivise."
THREE = "Il servizio civile ha avviato 1.205 giovani in tutta la regione."


def told(before: BookReading, now: BookReading) -> list[tuple[str, str | None, str | None, str]]:
    return [
        (one.kind.value, one.page_before, one.page_now, one.now or one.before)
        for one in text_changes(before, now)
    ]


def test_the_same_texts_on_other_pages_are_no_difference() -> None:
    assert told(reading((0, ONE), (1, TWO)), reading((0, ONE), (2, TWO))) == []


def test_a_changed_text_is_told_with_both_its_pages() -> None:
    now = THREE.replace("1.205", "1.207")
    assert told(reading(ONE, (1, THREE)), reading(ONE, (2, now))) == [("changed", "2", "3", now)]


def test_new_texts_and_those_taken_out_are_told_where_they_are() -> None:
    assert told(reading(ONE), reading(ONE, (4, TWO))) == [("added", None, "5", TWO)]
    assert told(reading(ONE, (4, TWO)), reading(ONE)) == [("removed", "5", None, TWO)]


def test_texts_with_little_in_common_are_not_one_changed_into_the_other() -> None:
    assert [kind for kind, *_rest in told(reading(ONE), reading(TWO))] == ["removed", "added"]


def test_a_reference_to_another_page_is_only_a_page_number() -> None:
    before, now = (
        reading("eventi, pagina 15", "vedi a p. 9 la fig. 4"),
        reading("eventi, pagina 16", "vedi a p. 10 la fig. 4"),
    )
    assert {one.kind for one in text_changes(before, now)} == {Kind.RENUMBERED}
    assert (
        told(reading("la fig. 4 a p. 9 del libro"), reading("la fig. 5 a p. 9 del libro"))[0][0] == "changed"
    )


def test_a_text_that_stands_elsewhere_is_told_once() -> None:
    before, now = reading((0, ONE), (1, TWO), (2, THREE)), reading((0, TWO), (1, THREE), (2, ONE))
    assert told(before, now) == [("moved", "1", "3", ONE)]


def test_a_short_line_found_elsewhere_has_not_moved() -> None:
    line = "Fonte: Anci."
    before, now = reading(line, ONE, TWO), reading(ONE, TWO, line)
    assert [kind for kind, *_rest in told(before, now)] == ["removed", "added"]


def test_a_text_gone_twice_and_new_twice_has_not_moved() -> None:
    rest = (TWO, THREE, "Fine.")
    before, now = reading(ONE, ONE, *rest), reading(*rest, ONE, ONE)
    assert [kind for kind, *_rest in told(before, now)] == ["removed", "removed", "added", "added"]


def test_each_text_is_set_beside_the_one_it_was() -> None:
    before = reading(ONE, TWO, THREE)
    now = reading(
        ONE.replace("ultimi", "primi"), "Un testo che prima qui mancava del tutto.", THREE + " Fine."
    )
    assert [kind for kind, *_rest in told(before, now)] == ["changed", "removed", "added", "changed"]
