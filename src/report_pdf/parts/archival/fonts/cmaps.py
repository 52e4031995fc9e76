"""CMaps: which CIDs and which text the codes of a font stand for, read and written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from pikepdf import Dictionary, Name, Pdf, Stream, String

from report_pdf.parts.objects.broken import BROKEN
from report_pdf.parts.objects.entries import entry
from report_pdf.parts.objects.names import exact_name

Code = tuple[int, int]
"""Value of a code and its length in bytes."""
System = tuple[str, str, int]
"""Registry, ordering and supplement of a collection of characters."""

_TOKEN = re.compile(
    rb"%[^\r\n]*|\((?:[^()\\]|\\.)*\)|<<|>>|<([0-9A-Fa-f\s]*)>|/([^\s/<>\[\]()%{}]*)|([\[\]])|([^\s/<>\[\]()%{}]+)"
)
_LONGEST_RANGE = 65536
_MOST_RANGES = 100_000
_SECTION_LENGTH = 100


@dataclass(slots=True)
class CMap:
    """What a CMap says.

    Attributes:
        lengths: of its codes in bytes.
        cids: first code, last code, first CID.
        texts: by code's value.
        text_ranges: first code, last code, text of the first.
        is_whole: whether it stands by itself, and all of it was understood.
    """

    lengths: set[int] = field(default_factory=set)
    cids: list[tuple[int, int, int]] = field(default_factory=list)
    texts: dict[int, str] = field(default_factory=dict)
    text_ranges: list[tuple[int, int, str]] = field(default_factory=list)
    is_whole: bool = True

    def cid(self, code: int) -> int | None:
        """The CID of a code, None if it has none; what is said last counts."""
        return next(
            (cid + code - first for first, last, cid in reversed(self.cids) if first <= code <= last), None
        )

    def text(self, code: int) -> str | None:
        """What a code reads, None if it is not said."""
        if code in self.texts:
            return self.texts[code]
        found = next((each for each in self.text_ranges if each[0] <= code <= each[1]), None)
        return _shifted(found[2], code - found[0]) if found else None

    @classmethod
    def of(cls, data: bytes) -> Self:
        """What the CMap file says."""
        found = cls()
        tokens = list(_tokens(data))
        start = 0
        for index, token in enumerate(tokens):
            if isinstance(token, str) and token.startswith("begin"):
                start = index + 1
            elif isinstance(token, str) and token in _SECTIONS:
                _SECTIONS[token](found, tokens[start:index])
            elif token == "usecmap":  # noqa: S105  # no password
                found.is_whole = False
        return found


Token = bytes | int | str
"""A hexadecimal string, a number, or a word; names start with a slash."""


def _tokens(data: bytes) -> Iterator[Token]:
    for match in _TOKEN.finditer(data):
        digits, name, bracket, word = match.groups()
        if digits is not None:
            yield _from_hex(digits)
        elif name is not None:
            yield "/" + name.decode("latin-1")
        elif bracket is not None:
            yield bracket.decode()
        elif word is not None:
            yield int(word) if word.lstrip(b"+-").isdigit() else word.decode("latin-1")


def _from_hex(digits: bytes) -> bytes:
    kept = b"".join(digits.split())
    return bytes.fromhex((kept + b"0" * (len(kept) % 2)).decode())


def _shifted(text: str, step: int) -> str:
    if not text:
        return ""
    return text[:-1] + chr(min(ord(text[-1]) + step, 0x10FFFF))


def _codespaces(found: CMap, tokens: Sequence[Token]) -> None:
    found.lengths |= {len(token) for token in tokens if isinstance(token, bytes)}


def _cid_ranges(found: CMap, tokens: Sequence[Token]) -> None:
    for first, last, cid in zip(tokens[::3], tokens[1::3], tokens[2::3], strict=False):
        if isinstance(first, bytes) and isinstance(last, bytes) and isinstance(cid, int):
            found.cids.append((int.from_bytes(first), int.from_bytes(last), cid))
        else:
            found.is_whole = False
    found.is_whole &= len(found.cids) < _MOST_RANGES


def _cid_chars(found: CMap, tokens: Sequence[Token]) -> None:
    for code, cid in zip(tokens[::2], tokens[1::2], strict=False):
        if isinstance(code, bytes) and isinstance(cid, int):
            found.cids.append((int.from_bytes(code), int.from_bytes(code), cid))
        else:
            found.is_whole = False


def _text_chars(found: CMap, tokens: Sequence[Token]) -> None:
    for code, text in zip(tokens[::2], tokens[1::2], strict=False):
        if isinstance(code, bytes) and isinstance(text, bytes):
            found.texts[int.from_bytes(code)] = _text(text)


def _text_ranges(found: CMap, tokens: Sequence[Token]) -> None:
    waiting = list(reversed(tokens))
    while len(waiting) > 2 and len(found.text_ranges) < _MOST_RANGES:  # noqa: PLR2004  # first, last, text
        first, last, target = waiting.pop(), waiting.pop(), waiting.pop()
        texts: list[Token] = []
        while target == "[" and waiting and (each := waiting.pop()) != "]":
            texts.append(each)
        if isinstance(first, bytes) and isinstance(last, bytes):
            _text_range(found, (int.from_bytes(first), int.from_bytes(last)), target, texts)


def _text_range(found: CMap, codes: tuple[int, int], target: Token, texts: Sequence[Token]) -> None:
    if isinstance(target, bytes):
        found.text_ranges.append((*codes, _text(target)))
    for step, text in enumerate(texts[:_LONGEST_RANGE]):
        if isinstance(text, bytes):
            found.texts[codes[0] + step] = _text(text)


def _text(raw: bytes) -> str:
    """Texts are UTF-16; one byte stands for itself."""
    return raw.decode("latin-1") if len(raw) == 1 else raw.decode("utf-16-be", "replace")


_SECTIONS = {
    "endcodespacerange": _codespaces,
    "endcidrange": _cid_ranges,
    "endcidchar": _cid_chars,
    "endbfchar": _text_chars,
    "endbfrange": _text_ranges,
}


def read_to_unicode(font: object) -> CMap:
    """What the codes of a font read by its own word; Identity reads each code as the character."""
    found = entry(font, "/ToUnicode")
    if exact_name(found).startswith("/Identity"):
        return CMap(text_ranges=[(1, 0xD7FF, "\x01")])
    try:
        return CMap.of(found.read_bytes()) if isinstance(found, Stream) else CMap()
    except BROKEN:
        return CMap()


def write_to_unicode(pdf: Pdf, texts: Mapping[Code, str]) -> Stream:
    """A ToUnicode CMap for codes of one length."""
    lines = [
        _line(code, f"<{text.encode('utf-16-be').hex().upper()}>") for code, text in sorted(texts.items())
    ]
    length = max((code[1] for code in texts), default=1)
    return pdf.make_stream(
        _head("Adobe-Identity-UCS", ("Adobe", "UCS", 0), 2, 0) + _body("bfchar", length, lines)
    )


def write_cid_map(pdf: Pdf, cids: Mapping[Code, int], system: System, mode: int) -> Stream:
    """A CMap for codes of one length.

    Args:
        pdf: the file.
        cids: by code.
        system: of the font.
        mode: 0 for horizontal, 1 for vertical writing.
    """
    lines = [_line(code, str(cid)) for code, cid in sorted(cids.items())]
    length = max((code[1] for code in cids), default=2)
    name = f"{system[0]}-{system[1]}-Shown"
    stream = pdf.make_stream(_head(name, system, 1, mode) + _body("cidchar", length, lines))
    stream["/Type"], stream["/CMapName"], stream["/WMode"] = Name.CMap, Name(f"/{name}"), mode
    stream["/CIDSystemInfo"] = system_dictionary(system)
    return stream


def system_dictionary(system: System) -> Dictionary:
    """Registry, ordering and supplement as entries."""
    return Dictionary(Registry=String(system[0]), Ordering=String(system[1]), Supplement=system[2])


def _line(code: Code, target: str) -> str:
    return f"<{code[0]:0{2 * code[1]}X}> {target}"


def _head(name: str, system: System, kind: int, mode: int) -> bytes:
    parts = [
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap",
        "/CIDSystemInfo 3 dict dup begin",
        f"/Registry ({system[0]}) def\n/Ordering ({system[1]}) def\n/Supplement {system[2]} def\nend def",
        f"/CMapName /{name} def\n/CMapType {kind} def\n/WMode {mode} def\n",
    ]
    return "\n".join(parts).encode("ascii")


def _body(section: str, length: int, lines: Sequence[str]) -> bytes:
    parts = [f"1 begincodespacerange\n<{'00' * length}> <{'FF' * length}>\nendcodespacerange"]
    for start in range(0, len(lines), _SECTION_LENGTH):
        some = lines[start : start + _SECTION_LENGTH]
        parts.append("\n".join([f"{len(some)} begin{section}", *some, f"end{section}"]))
    parts.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
    return "\n".join(parts).encode("ascii")
