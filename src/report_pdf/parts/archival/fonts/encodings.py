"""Which glyph a code of a simple font names (ISO 32000-1, 9.6.6 and annex D)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fontTools import agl
from fontTools.encodings.MacRoman import MacRoman
from fontTools.encodings.StandardEncoding import StandardEncoding
from pikepdf import Array, Dictionary, Name

from report_pdf.parts.objects.entries import entry
from report_pdf.parts.objects.names import exact_name

NOTDEF = ".notdef"
_FIRST = 32
_WIN_NAMES = {0xA0: "space", 0xAD: "hyphen", 0xB2: "twosuperior", 0xB3: "threesuperior", 0xB9: "onesuperior"}
_WIN_BULLETS = frozenset({0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D})
# Glyphs of the Mac OS that PDF's MacRomanEncoding leaves out.
_NOT_MAC_ROMAN = frozenset(
    "notequal infinity lessequal greaterequal partialdiff summation product pi integral Omega radical "  # noqa: SIM905
    "approxequal Delta lozenge apple".split()
)


def _win_ansi(code: int) -> str:
    if code < _FIRST:
        return NOTDEF
    if code in _WIN_BULLETS:
        return "bullet"
    return _WIN_NAMES.get(code) or agl.UV2AGL[ord(bytes([code]).decode("cp1252"))]


def _mac_roman(code: int) -> str:
    name = MacRoman[code]
    is_control = code < _FIRST or code == 0x7F  # noqa: PLR2004  # DEL
    return NOTDEF if is_control or name in _NOT_MAC_ROMAN else {"nbspace": "space"}.get(name, name)


STANDARD = tuple(StandardEncoding)
ENCODINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "/WinAnsiEncoding": tuple(map(_win_ansi, range(256))),
        "/MacRomanEncoding": tuple(map(_mac_roman, range(256))),
    }
)
MAC_OS_CODES: Mapping[str, int] = MappingProxyType(
    {name: code for code, name in enumerate(MacRoman) if code >= _FIRST and code != 0x7F}  # noqa: PLR2004  # DEL
)
"""Codes of the Mac OS by glyph, for a font's (1, 0) cmap."""


def base_encoding(font: object) -> str:
    """The name of the encoding that a font starts from, with its slash; "" if it says none."""
    encoding = entry(font, "/Encoding")
    return exact_name(encoding) or exact_name(entry(encoding, "/BaseEncoding"))


def differences(font: object) -> dict[int, str]:
    """Glyph names by code that a font's encoding says one by one, without slash."""
    encoding = entry(font, "/Encoding")
    found: dict[int, str] = {}
    code = 0
    listed = entry(encoding, "/Differences") if isinstance(encoding, Dictionary) else None
    for item in list(listed) if isinstance(listed, Array) else []:
        if isinstance(item, Name):
            found[code] = exact_name(item)[1:]
            code += 1
        elif isinstance(item, int):
            code = item
    return found


def said_name(font: object, code: int) -> str | None:
    """The glyph that the font's dictionary names for a code; None where the font program decides."""
    named = differences(font).get(code)
    if named is not None:
        return named
    table = ENCODINGS.get(base_encoding(font))
    return table[code] if table else None


def text_of_glyph(name: str | None) -> str | None:
    """What a glyph reads, where its name is one of the Adobe Glyph List."""
    found = agl.LEGACY_AGL2UV.get(name or "")
    return "".join(map(chr, found)) if found else None
