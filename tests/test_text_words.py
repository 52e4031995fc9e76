from __future__ import annotations

from report_pdf.prose.text_words import word_marker

MARK = word_marker(
    {
        "PNRR": "Piano nazionale",
        "n.d.": "non disponibile",
        "gen-giu": 'da "gennaio" a giugno',
        "–": "non avviata",
    },
    {"en": ("task", "task force", "force"), "fr": ("débat",)},
)


def test_whole_words_are_marked_wherever_they_stand() -> None:
    assert MARK("PNRR, (PNRR) dell’PNRR") == (
        '<abbr title="Piano nazionale">PNRR</abbr>, (<abbr title="Piano nazionale">PNRR</abbr>) '
        'dell’<abbr title="Piano nazionale">PNRR</abbr>'
    )
    assert MARK("PNRRs pnrr SUPNRR") == "PNRRs pnrr SUPNRR"


def test_the_longest_word_wins_and_a_bound_space_is_a_space() -> None:
    assert MARK("Task force") == '<span lang="en">Task force</span>'
    assert MARK("task\u00a0force e force") == (
        '<span lang="en">task\u00a0force</span> e <span lang="en">force</span>'
    )


def test_keys_are_found_as_they_are_printed() -> None:
    assert MARK("n.d. gen–giu") == (
        '<abbr title="non disponibile">n.d.</abbr> <abbr title="da &#34;gennaio&#34; a giugno">gen–giu</abbr>'
    )


def test_a_dash_in_prose_is_punctuation() -> None:
    assert MARK("Universale – al cui") == "Universale – al cui"


def test_a_range_is_read_from_one_end_to_the_other() -> None:
    assert MARK("1.000–2.999") == '<span aria-label="da 1.000 a 2.999">1.000–2.999</span>'
    assert MARK("(range 1–5, 4,1–4,5)") == (
        '(range <span aria-label="da 1 a 5">1–5</span>, <span aria-label="da 4,1 a 4,5">4,1–4,5</span>)'
    )
    assert MARK("gennaio 2019 – giugno 2024, A1–A4, 1–2–3") == "gennaio 2019 – giugno 2024, A1–A4, 1–2–3"


def test_a_minus_is_read() -> None:
    assert (
        MARK("−2 (−14,3%)") == '<span aria-label="meno ">−</span>2 (<span aria-label="meno ">−</span>14,3%)'
    )
    assert MARK("a − b") == "a − b"


def test_the_rest_is_escaped() -> None:
    assert MARK("a < b & PNRR") == 'a &lt; b &amp; <abbr title="Piano nazionale">PNRR</abbr>'
    assert word_marker({}, {})("a < PNRR") == "a &lt; PNRR"
