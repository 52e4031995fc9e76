from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_pdf.prose.typography import (
    OUTPUT_SIGNS,
    bind_last_word,
    bind_short_words,
    has_stray_quote,
    typeset_runs,
    typeset_text,
)

TYPED = st.text(alphabet="aeénogiuSEÈ 0124.,-–%'\"“”‘’«»()\u00a0\n", max_size=60)
TRAPS = """
    perche' E' l'"arte" 'rivoluzione' po' ‘24 “a b” n. 30 giugno - " 2019-2024 nè «x y» gen-giu 8,3 milioni
    dell’attivita' 'ndrangheta e la
"""
WORDS = st.lists(st.sampled_from(TRAPS.split()), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("l'unità dell'Associazione", "l’unità dell’Associazione"),
        ("anni '80, '24 e ‘24", "anni ’80, ’24 e ’24"),
        ("un po' di 'ndrangheta", "un po’ di ’ndrangheta"),
        ("con 'sti dati e un po' d'aria", "con ’sti dati e un po’ d’aria"),
        (
            'La rassegna "Dire e Fare", "marchio di fabbrica" per',
            "La rassegna «Dire e Fare», «marchio di fabbrica» per",
        ),
        ("soluzioni “a misura comune”", "soluzioni «a misura comune»"),
        ("significativa 'rivoluzione', dal 2023", "significativa «rivoluzione», dal 2023"),
        ("un ‘nuovo’ corso", "un «nuovo» corso"),
        ("'l'arte di un'idea'", "«l’arte di un’idea»"),
        ('l\'"ingegno"', "l’«ingegno»"),
        ('"a "b" c"', "«a “b” c»"),
        ("«disse “ciao” a tutti»", "«disse “ciao” a tutti»"),
        ("E' vero perche' c'e' l'attivita'", "È vero perché c’è l’attività"),
        ("PERCHÈ nè poichè cioé é", "PERCHÉ né poiché cioè è"),
        ("la lettera 'e'", "la lettera «e»"),
        ("Universale - al cui albo - e in-house", "Universale – al cui albo – e in-house"),
        ("2019-2024, gen-giu, 17-3-2020", "2019–2024, gen–giu, 17-3-2020"),
        (
            "n. 270, artt. 3, 30 giugno, 1º gennaio",
            "n.\u00a0270, artt.\u00a03, 30\u00a0giugno, 1º\u00a0gennaio",
        ),
        ("8,3 milioni, 5 mila, 43 %", "8,3\u00a0milioni, 5\u00a0mila, 43\u00a0%"),
    ],
)
def test_what_is_typed_is_printed_in_italian_typography(typed: str, printed: str) -> None:
    assert typeset_text(typed) == printed


def test_a_quotation_that_holds_emphasis_is_one_quotation() -> None:
    assert typeset_runs(['la rassegna "', "Dire e Fare", "\" e' 30", " giugno"]) == (
        "la rassegna «",
        "Dire e Fare",
        "» è 30",
        "\u00a0giugno",
    )


@given(TYPED | WORDS)
def test_twice_is_once(typed: str) -> None:
    assert typeset_text(typeset_text(typed)) == typeset_text(typed)


@given(TYPED | WORDS)
def test_letters_and_digits_never_change(typed: str) -> None:
    assert _bare(typeset_text(typed)) == _bare(typed)


@given(TYPED | WORDS)
def test_only_declared_signs_are_written(typed: str) -> None:
    assert set(typeset_text(typed)) - set(typed) <= OUTPUT_SIGNS


@given(st.lists(TYPED | WORDS, max_size=4))
def test_runs_keep_their_number(runs: list[str]) -> None:
    assert len(typeset_runs(runs)) == len(runs)


@given(TYPED | WORDS)
def test_binding_changes_spaces_alone(typed: str) -> None:
    bound = bind_last_word(bind_short_words(typed))
    assert bound.replace("\u00a0", " ") == typed.replace("\u00a0", " ")


def test_short_words_do_not_end_a_line() -> None:
    assert bind_short_words("Per il 2024 e la casa") == "Per\u00a0il\u00a02024 e\u00a0la\u00a0casa"
    assert bind_short_words("un caso raro", frozenset({"caso"})) == "un caso\u00a0raro"


def test_the_last_word_is_not_alone() -> None:
    assert bind_last_word("nei propri Comuni. ") == "nei propri\u00a0Comuni. "
    assert bind_last_word("Comuni") == "Comuni"


@pytest.mark.parametrize(
    "typed", ['un "caso aperto', "un «caso aperto", "un caso» chiuso", 'uno schermo da 5"']
)
def test_a_quote_without_its_other_half_is_seen(typed: str) -> None:
    assert has_stray_quote(typeset_text(typed))
    assert not has_stray_quote(typeset_text("un \"caso 'dentro' l'altro\" e po'"))


def _bare(text: str) -> str:
    """What a reader hears: accents, apostrophes, quotes and the width of spaces and dashes set aside."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    kept = "".join(sign for sign in plain if sign not in "'\"‘’“”«»")
    return kept.replace("\u00a0", " ").replace("–", "-")
