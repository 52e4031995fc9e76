"""Italian typography: what an office's keyboard gives, put right without touching a word or a figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

NBSP = "\N{NO-BREAK SPACE}"
EN_DASH = "\N{EN DASH}"
APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"

OUTPUT_SIGNS = frozenset(f"{NBSP}{EN_DASH}{APOSTROPHE}«»“”ÀÈÉÌÒÙàèéìòù")
"""The only characters that this module ever writes in the place of others."""

# Words typed with an apostrophe for their accent, or with the wrong accent.
# Closed lists: "po'", "di'" and "fa'" are right as they are.
_ACUTE = (
    "affinch|anzich|bench|cosicch|finch|fintantoch|giacch|macch|n|nonch|perch|poich|purch|"
    "s|sicch|trentatr|ventitr"
)
_GRAVE = (
    "attivita|autorita|capacita|cio|citta|comunita|cosi|difficolta|disabilita|facolta|"
    "finalita|fiscalita|gia|giovedi|legalita|liberta|localita|lunedi|martedi|mercoledi|"
    "mobilita|modalita|novita|opportunita|percio|pero|piu|possibilita|poverta|priorita|"
    "proprieta|pubblicita|puo|qualita|quantita|realta|responsabilita|societa|solidarieta|"
    "sostenibilita|universita|velocita|venerdi|volonta"
)
_TO_ACUTE = str.maketrans("eEèÈ", "éÉéÉ")
_TO_GRAVE = str.maketrans("aeiouAEIOUéÉ", "àèìòùÀÈÌÒÙèÈ")

# A word starts here, and not just after an opening single quote.
_START = r"(?<!\w)(?<!(?<!\w)['’])"
_ACUTE_WORD = re.compile(rf"(?:{_START}(?:{_ACUTE})e['’]|(?<!\w)(?:{_ACUTE})è)(?!\w)", re.IGNORECASE)
_GRAVE_WORD = re.compile(
    rf"(?:{_START}(?:{_GRAVE}|(?:caff|cio)?e)['’]|(?<!\w)(?:caff|cio)?é)(?!\w)", re.IGNORECASE
)
_MAY_BE_ACCENT = re.compile("['’èéÈÉ]")
"""what either word has: to look for it costs a tenth of looking for the words"""

_QUOTE = re.compile("[«“»”]")
_ELISION_AT_START = re.compile(r"(?<!\w)['‘](?=\d|ndr|st[aeio]\b)", re.IGNORECASE)
_INSIDE_WORD = r"(?<=[^\W\d])['’](?=[^\W\d])"
_STRAIGHT_DOUBLE = re.compile(r'"(?=\S)([^"]+)(?<=\S)"')
_STRAIGHT_SINGLE = re.compile(rf"(?<!\w)'(?=[^\W\d])((?:[^'’]|{_INSIDE_WORD})+)(?<=\S)'(?!\w)")
_CURLY_SINGLE = re.compile(rf"‘((?:[^‘'’]|{_INSIDE_WORD})+)(?<=\S)['’](?!\w)")

_SPACED_HYPHEN = re.compile(rf"(?<=[ {NBSP}])-(?=[ {NBSP}])")
_YEAR = r"(?:19|20)\d\d"
_YEAR_RANGE = re.compile(rf"(?<![\w-])({_YEAR})-(?={_YEAR}(?![\w-]))")
_SHORT_MONTH = "gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic"
_MONTH_RANGE = re.compile(rf"(?<![\w-])({_SHORT_MONTH})-(?=(?:{_SHORT_MONTH})(?![\w-]))", re.IGNORECASE)

_MONTH = "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"
_MAGNITUDE = "mila|milione|milioni|miliardo|miliardi|mln|mld|per cento|%|€|euro"
_BEFORE_NUMBER = re.compile(r"(?<!\w)((?:nn?|artt?|pp?|pag|fig|tab|cap|vol)\.) (?=\d)", re.IGNORECASE)
_AFTER_NUMBER = re.compile(rf"(?<=[\dº]) (?=(?:{_MONTH}|{_MAGNITUDE})(?!\w))", re.IGNORECASE)

_SHORT_WORDS = """
    a ad ai agli al alla alle allo con d da dagli dai dal dalla dalle dallo degli dei del della
    delle dello di e ed fra gli i il in la le lo negli nei nel nella nelle nello o od per su sugli
    sui sul sulla sulle sullo tra un una uno
"""
SHORT_WORDS = frozenset(_SHORT_WORDS.split())
"""Articles, prepositions and conjunctions that should not end a line of a lead."""

_WORD_AND_SPACE = re.compile(r"(?<!\w)(\w+) (?=\S)")
_LAST_SPACE = re.compile(r"(?<=\S) (?=\S+\s*\Z)")

Rewrite = Callable[[str], str]


def typeset_text(text: str) -> str:
    """`text` with Italian apostrophes, accents, quotes, dashes and unbreakable spaces.

    For plain text only, never for markup or addresses. Doing it twice changes nothing more.
    """
    return _signs(_accents(text))


def typeset_runs(runs: Sequence[str]) -> tuple[str, ...]:
    """The pieces of one paragraph (cut where emphasis starts or ends), typeset as the one text they are."""
    return across_runs([_accents(run) for run in runs], _signs)


def across_runs(runs: Sequence[str], rewrite: Rewrite) -> tuple[str, ...]:
    """The runs after `rewrite`, which must keep the length, has seen them as one text."""
    whole = rewrite("".join(runs))
    ends = accumulate((len(run) for run in runs), initial=0)
    return tuple(whole[start:end] for start, end in pairwise(ends))


def bind_short_words(text: str, words: frozenset[str] = SHORT_WORDS) -> str:
    """`text` in which no word of `words` can end a line; for leads, which are not hyphenated."""
    return _WORD_AND_SPACE.sub(lambda m: m[1] + (NBSP if m[1].casefold() in words else " "), text)


def bind_last_word(text: str) -> str:
    """`text` whose last word cannot stand alone on the last line."""
    return _LAST_SPACE.sub(NBSP, text)


def has_stray_quote(text: str) -> bool:
    """True when a quote of the typeset `text` has no other half."""
    quotes = sum(text.count(sign) for sign in "«»“”")
    return '"' in text or "‘" in text or quotes != 2 * sum(1 for _pair in _pairs(text))


def _accents(text: str) -> str:
    if not _MAY_BE_ACCENT.search(text):
        return text
    return _GRAVE_WORD.sub(_with(_TO_GRAVE), _ACUTE_WORD.sub(_with(_TO_ACUTE), text))


def _with(accents: Mapping[int, int]) -> Callable[[re.Match[str]], str]:
    def accented(match: re.Match[str]) -> str:
        word = match[0].rstrip("'’")
        return word[:-1] + word[-1].translate(accents)

    return accented


def _signs(text: str) -> str:
    """All that is put right sign by sign: the length stays the same."""
    text = _nest(_curl(_ELISION_AT_START.sub(APOSTROPHE, text))).replace("'", APOSTROPHE)
    text = _SPACED_HYPHEN.sub(EN_DASH, text)
    for dashed in (_YEAR_RANGE, _MONTH_RANGE):
        text = dashed.sub(rf"\1{EN_DASH}", text)
    return _AFTER_NUMBER.sub(NBSP, _BEFORE_NUMBER.sub(rf"\1{NBSP}", text))


def _curl(text: str) -> str:
    """Straight and single quotes as “ ”; again until nothing changes, since quotes stand inside quotes."""
    curled, before = text, ""
    while curled != before:
        before = curled
        for straight in (_STRAIGHT_DOUBLE, _STRAIGHT_SINGLE, _CURLY_SINGLE):
            curled = straight.sub(r"“\1”", curled)
    return curled


def _nest(text: str) -> str:
    """Outer quotes as « », those inside them as “ ”."""
    signs = list(text)
    for start, end, depth in _pairs(text):
        signs[start], signs[end] = "“”" if depth else "«»"
    return "".join(signs)


def _pairs(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and depth (0 is outermost) of each pair of quotes, whichever their shape."""
    opened: list[int] = []
    for quote in _QUOTE.finditer(text):
        if quote[0] in "«“":
            opened.append(quote.start())
        elif opened:
            start = opened.pop()
            yield start, quote.start(), len(opened)
