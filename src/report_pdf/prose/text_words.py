"""Words that a voice must be told how to read: abbreviations and words of other languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from markupsafe import Markup, escape

from report_pdf.prose.typography import NBSP, typeset_text

WordMarker = Callable[[str], Markup]
"""Plain text to HTML in which such words are marked."""


def word_marker(abbreviations: Mapping[str, str], foreign_words: Mapping[str, tuple[str, ...]]) -> WordMarker:
    """What marks every whole word of the tables, wherever it stands.

    Args:
        abbreviations: abbreviation, as capitals go, to what is read for it.
        foreign_words: language to its words, in whatever capitals.
    """
    spoken = {_key(short): long for short, long in abbreviations.items() if _has_letter(short)}
    languages = {
        _key(word).casefold(): language for language, words in foreign_words.items() for word in words
    }
    if not spoken and not languages:
        return escape
    pattern = _pattern(spoken, languages)

    def mark(text: str) -> Markup:
        pieces = pattern.split(text)
        return Markup().join(
            _marked(piece, spoken, languages) if position % 2 else escape(piece)
            for position, piece in enumerate(pieces)
        )

    return mark


def _pattern(spoken: Mapping[str, str], languages: Mapping[str, str]) -> re.Pattern[str]:
    """Finds the longest first; the capitals of abbreviations count."""
    ways = [(word, _any_space(word)) for word in spoken]
    ways += [(word, f"(?i:{_any_space(word)})") for word in languages]
    ways.sort(key=lambda way: (-len(way[0]), way[0]))
    return re.compile(rf"(?<!\w)({'|'.join(way for _word, way in ways)})(?!\w)")


def _any_space(word: str) -> str:
    return re.escape(word).replace(r"\ ", f"[ {NBSP}]")


def _marked(word: str, spoken: Mapping[str, str], languages: Mapping[str, str]) -> Markup:
    key = word.replace(NBSP, " ")
    if key in spoken:
        return Markup('<abbr title="{}">{}</abbr>').format(spoken[key], word)
    return Markup('<span lang="{}">{}</span>').format(languages[key.casefold()], word)


def _key(word: str) -> str:
    """The word as it stands in typeset prose."""
    return typeset_text(word).replace(NBSP, " ")


def _has_letter(short: str) -> bool:
    """A dash is an abbreviation in tables alone: in prose it is punctuation."""
    return any(sign.isalpha() for sign in short)
