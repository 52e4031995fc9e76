"""Type 1 font programs: their glyphs, widths and own encoding (Adobe Type 1 Font Format)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from fontTools.misc import eexec

from report_pdf.parts.archival.fonts.encodings import NOTDEF, STANDARD
from report_pdf.parts.archival.fonts.program import OutlineProgram

_EEXEC_KEY = 55665
_CHARSTRING_KEY = 4330
_RANDOM_BYTES = 4
# What stands in the open part of fonts; a strict reader gives up at anything else.
_WORDS = frozenset(
    b"dict begin end def readonly noaccess executeonly dup array for exch put index true false known get eq "
    b"and or not if ifelse pop save restore findfont where mark string length bind null StandardEncoding "
    b"ISOLatin1Encoding FontDirectory userdict systemdict currentdict currentfile [ ] { }".split()
)
_TOKEN = re.compile(
    rb"%[^\r\n]*|\((?:[^()\\]|\\.|\([^()]*\))*\)"  # comments, texts
    rb"|/[^\s/<>\[\](){}%]*|[\[\]{}]|[^\s/\[\](){}%]+"  # names, brackets, words
)
_NUMBER = re.compile(rb"(?:[-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?|[-+]?[0-9]+\.|[0-9]+#[0-9A-Fa-f]+)\Z")
_ENCRYPTED = re.compile(rb"\beexec[ \t\r\n]+")
_DUP = re.compile(rb"dup\s+(?:8#([0-7]+)|16#([0-9A-Fa-f]+)|(\d+))\s*/([^\s/<>\[\]()%{}]+)\s+put")
_MATRIX = re.compile(rb"/FontMatrix\s*\[\s*([-+.\deE]+)")
_LEN_IV = re.compile(rb"/lenIV\s+(-?\d+)")
_CHARSTRINGS = re.compile(rb"/CharStrings\s+\d+\s+dict\s+dup\s+begin\b")
_CHARSTRING = re.compile(rb"\s*/([^\s/<>\[\]()%{}]+)\s+(\d+)\s+(?:RD|-\||\S+) ")
_BETWEEN = re.compile(rb"\s*(?:ND|\|-|noaccess\s+def|\S+(?:\s+def)?)(?=\s)")
_END = re.compile(rb"\s*end\b")
_MOST_GLYPHS = 65536
_HSBW, _ESCAPE, _SBW, _DIV = 13, 12, 7, 12
_FULL_SIZE = 0.001


@lru_cache(maxsize=16)  # once to mend, once to judge
def read_type1(data: bytes) -> OutlineProgram:
    """The glyphs of a Type 1 program.

    Raises:
        ValueError: it is none, or of a form that few programs read.
    """
    split = _ENCRYPTED.search(data)
    if not data.startswith(b"%!") or split is None:
        raise ValueError("no Type 1 program")
    clear, secret = data[: split.start()], data[split.end() :]
    if not all(map(_is_token, _TOKEN.findall(clear))):
        raise ValueError("not what fonts say")
    if re.match(rb"[0-9A-Fa-f]{8}", secret):
        raise ValueError("hexadecimal")
    private, _key = eexec.decrypt(secret, _EEXEC_KEY)
    scale = _scale(clear)
    widths = {name: width * scale for name, width in _widths(private[_RANDOM_BYTES:])}
    return OutlineProgram(widths, _encoding(clear))


def _is_token(token: bytes) -> bool:
    return token[:1] in {b"/", b"%", b"("} or token in _WORDS or _NUMBER.match(token) is not None


def _scale(clear: bytes) -> float:
    found = _MATRIX.search(clear)
    return float(found[1]) / _FULL_SIZE if found else 1.0


def _encoding(clear: bytes) -> tuple[str, ...]:
    if re.search(rb"/Encoding\s+StandardEncoding\b", clear):
        return STANDARD
    names = [NOTDEF] * 256
    for octal, hexadecimal, decimal, name in _DUP.findall(clear):
        code = int(octal, 8) if octal else int(hexadecimal, 16) if hexadecimal else int(decimal)
        if code < len(names):
            names[code] = name.decode("latin-1")
    return tuple(names)


def _widths(private: bytes) -> Iterator[tuple[str, float]]:
    found = _LEN_IV.search(private)
    skipped = int(found[1]) if found else _RANDOM_BYTES
    start = _CHARSTRINGS.search(private)
    if start is None or skipped < 0:
        raise ValueError("no glyphs")
    at = start.end()
    for _glyph in range(_MOST_GLYPHS):
        match = _CHARSTRING.match(private, at)
        if match is None:
            break
        end = match.end() + int(match[2])
        charstring, _key = eexec.decrypt(private[match.end() : end], _CHARSTRING_KEY)
        width = _width(charstring[skipped:])
        if width is not None:
            yield match[1].decode("latin-1"), width
        after = _BETWEEN.match(private, end)
        at = after.end() if after else end
    if _END.match(private, at) is None:
        raise ValueError("glyphs that cannot be read")


def _width(charstring: bytes) -> float | None:
    """The advance that a charstring starts with; None if it does not start so."""
    stack: list[float] = []
    at = 0
    while at < len(charstring):
        first = charstring[at]
        if first >= 32:  # noqa: PLR2004  # numbers start there
            number, at = _number(charstring, at)
            stack.append(number)
        elif (
            first == _ESCAPE and charstring[at + 1 : at + 2] == bytes([_DIV]) and len(stack) > 1 and stack[-1]
        ):
            divisor = stack.pop()
            stack.append(stack.pop() / divisor)
            at += 2
        elif first == _HSBW and len(stack) > 1:
            return stack[1]
        elif first == _ESCAPE and charstring[at + 1 : at + 2] == bytes([_SBW]) and len(stack) > 2:  # noqa: PLR2004
            return stack[2]
        else:
            return None
    return None


def _number(charstring: bytes, at: int) -> tuple[int, int]:
    """A number of a charstring, and where the next thing starts."""
    first = charstring[at]
    if first < 247:  # noqa: PLR2004  # one byte
        return first - 139, at + 1
    if first < 251:  # noqa: PLR2004  # two bytes, positive
        return (first - 247) * 256 + charstring[at + 1] + 108, at + 2
    if first < 255:  # noqa: PLR2004  # two bytes, negative
        return -(first - 251) * 256 - charstring[at + 1] - 108, at + 2
    return int.from_bytes(charstring[at + 1 : at + 5], signed=True), at + 5
