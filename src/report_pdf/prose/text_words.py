"""What a voice must be told how to read: abbreviations, words of other languages, ranges and minus signs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from markupsafe import Markup, escape

from report_pdf.italian import MINUS
from report_pdf.prose.typography import EN_DASH, NBSP, typeset_text

# Voices pass over both signs: a fall is heard as a rise, two limits as one number.
_MINUS = rf"{MINUS}(?=\d)"
_NUMBER = r"\d[\d.]*(?:,\d+)?"
_RANGE = rf"(?<![\w{EN_DASH}.,]){_NUMBER}{EN_DASH}{_NUMBER}(?![\w{EN_DASH}])"

WordMarker = Callable[[str], Markup]
"""Plain text to HTML in which such words are marked."""


def word_marker(abbreviations: Mapping[str, str], foreign_words: Mapping[str, tuple[str, ...]]) -> WordMarker:
    """What marks every whole word of the tables, wherever it stands.

    Args:
        abbreviations: abbreviation, as capitals go, to what is read for it.
        foreign_words: language to its words, in whatever capitals.
    """
    foreign = tuple((language, tuple(words)) for language, words in foreign_words.items())
    return _marker(tuple(abbreviations.items()), foreign)


@lru_cache(maxsize=8)
def _marker(
    abbreviations: tuple[tuple[str, str], ...], foreign: tuple[tuple[str, tuple[str, ...]], ...]
) -> WordMarker:
    """Once for each pair of tables: layouts ask for every piece of text."""
    spoken = {_key(short): long for short, long in abbreviations if _has_letter(short)}
    languages = {_key(word).casefold(): language for language, words in foreign for word in words}
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
    words = "".join(f"|(?<!\\w)(?:{way})(?!\\w)" for _word, way in ways)
    return re.compile(f"({_RANGE}|{_MINUS}{words})")


def _any_space(word: str) -> str:
    return re.escape(word).replace(r"\ ", f"[ {NBSP}]")


def _marked(word: str, spoken: Mapping[str, str], languages: Mapping[str, str]) -> Markup:
    if word == MINUS:
        return Markup('<span aria-label="meno ">{}</span>').format(word)
    if re.fullmatch(_RANGE, word):
        first, _dash, last = word.partition(EN_DASH)
        return Markup('<span aria-label="da {} a {}">{}</span>').format(first, last, word)
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
