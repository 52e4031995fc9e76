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


def test_the_rest_is_escaped() -> None:
    assert MARK("a < b & PNRR") == 'a &lt; b &amp; <abbr title="Piano nazionale">PNRR</abbr>'
    assert word_marker({}, {})("a < PNRR") == "a &lt; PNRR"
