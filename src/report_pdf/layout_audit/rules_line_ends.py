"""What the audit marks at the ends of lines: words that lean on the next line, lines that are stubs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from report_pdf.layout_audit.kinds import (
    SMALLEST_DISPLAY,
    columns_of,
    ink_of,
    inside,
    is_display,
    is_lead,
    is_set_in,
    is_table,
    text_lines,
)
from report_pdf.layout_audit.page_items import Block, Fault, LaidBook, LaidPage, Line
from report_pdf.messages import _

# A last word of four letters, or 8 mm of type at 15 pt, is shorter than the indent of nothing:
# it reads as an accident. DESIGN 3 binds the last word of a lead to the one before.
SHORTEST_LAST_WORD = 5
SHORTEST_LAST_LINE = 8.0

_SYLLABLES = "syllables"

# The closed classes of words of Italian grammar that cannot stand without the next word: articles,
# the proper prepositions alone and joined with the article, their elided forms, "e" and "o".
_ARTICLES = "il|lo|la|i|gli|le|un|uno|una"
_PREPOSITIONS = "di|a|da|in|con|su|per|tra|fra|(?:de|a|da|ne|su)(?:l|llo|lla|i|gli|lle)|col|coi"
_ELIDED = "(?:l|un|d|(?:de|a|da|ne|su)ll)[’']"
_CONJUNCTIONS = "ed?|od?"
_LEANING = re.compile(f"{_ARTICLES}|{_PREPOSITIONS}|{_ELIDED}|{_CONJUNCTIONS}", re.IGNORECASE)

# What is read in one breath with a number: its abbreviation before, its unit or month behind.
_BEFORE_NUMBER = r"(?:\bnn?|\bpp?|\bpagg?|\bartt?|\bfigg?|\btabb?|\bcap|\bvol)\."
_BEHIND_NUMBER = (
    r"(?:mila|milioni|miliardi|euro|€|%|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|"
    r"settembre|ottobre|novembre|dicembre)(?!\w)"
)
_NUMBER_ENDS = re.compile(r"(?:^|[\s(«])\d[\d.,]*$")
_NUMBER_BEGINS = re.compile(r"\d")
_ABBREVIATED = re.compile(_BEFORE_NUMBER + "$", re.IGNORECASE)
_COUNTED = re.compile(_BEHIND_NUMBER, re.IGNORECASE)


def stub_line(book: LaidBook) -> Iterable[Fault]:
    """A last line of a lead or of a display label that is one short word, or hardly wider than a letter."""
    for page in book.pages:
        for block in page.blocks:
            if len(text_lines(block)) > 1 and block.ends and _is_set_by_sense(block, book):
                line = block.lines[-1]
                ink = ink_of([line]) or line.rect
                if _is_short_word(line.text) or ink.width < SHORTEST_LAST_LINE:
                    message = _("the last line is a stub, {width:.1f} mm: {text}")
                    yield Fault(
                        "stub-line",
                        page.index,
                        ink,
                        block.number,
                        message.format(width=ink.width, text=line.text.strip()),
                        block.where,
                        _("tie the last words with non-breaking spaces, or recast the sentence"),
                    )


def _is_set_by_sense(block: Block, book: LaidBook) -> bool:
    """Titles are not: they are broken by hand, at syllables (DESIGN 7)."""
    return is_lead(block, book.tokens) or is_set_in(block, book.tokens, SMALLEST_DISPLAY)


def _is_short_word(text: str) -> bool:
    words = re.findall(r"\w+", text)
    return len(words) == 1 and len(words[0]) < SHORTEST_LAST_WORD


def weak_line_end(book: LaidBook) -> Iterable[Fault]:
    """A line of a lead or of display type that ends in an article, a preposition or "e".

    Lines of syllables end where no word ends: "la/vo/ro".
    """
    for page in book.pages:
        for block in page.blocks:
            is_large = is_lead(block, book.tokens) or is_display(block, book.tokens)
            if is_large and _SYLLABLES not in block.names:
                for line in _lines_before_others(block):
                    if word := leaning_word(line.text):
                        yield Fault(
                            "weak-line-end",
                            page.index,
                            line.rect,
                            block.number,
                            _("the line ends in “{word}”: {text}").format(word=word, text=line.text.strip()),
                            block.where,
                            _("write a non-breaking space behind it, or break the line by hand before it"),
                        )


def _lines_before_others(block: Block) -> tuple[Line, ...]:
    return block.lines[:-1] if block.ends else block.lines


def leaning_word(text: str) -> str:
    """The last word of `text`, if it leans on the next one; "" if it can end a line.

    A single capital is a name ("allegato A").
    """
    last = re.split(r"\s", text.strip())[-1].lstrip("«“(")
    is_name = len(last) == 1 and last.isupper()
    return last if not is_name and _LEANING.fullmatch(last) else ""


def parted_number(book: LaidBook) -> Iterable[Fault]:
    """A number on one line, its unit, month or abbreviation on the other: "8,3 / milioni", "p. / 12"."""
    for page, block, line, following in _neighbours(book):
        if are_parted(line.text, following.text):
            parted = f"{line.text.split()[-1]} / {following.text.split()[0]}"
            yield Fault(
                "parted-number",
                page.index,
                line.rect,
                block.number,
                _("a number and what it counts stand on two lines: {text}").format(text=parted),
                block.where,
                _("write a non-breaking space between them"),
            )


def are_parted(line: str, following: str) -> bool:
    """Whether the break between two lines parts a number from what belongs to it."""
    end, beginning = line.rstrip(), following.lstrip()
    if _NUMBER_BEGINS.match(beginning):
        return _ABBREVIATED.search(end) is not None
    return _NUMBER_ENDS.search(end) is not None and _COUNTED.match(beginning) is not None


def _neighbours(book: LaidBook) -> Iterator[tuple[LaidPage, Block, Line, Line]]:
    """Lines below each other in running text; large numerals stand on lines of their own on purpose."""
    for page in book.pages:
        in_tables = inside(page, is_table)
        for block in page.blocks:
            if block.number not in in_tables and not is_display(block, book.tokens):
                for column in columns_of(block.lines):
                    for line, following in pairwise(column):
                        yield page, block, line, following
