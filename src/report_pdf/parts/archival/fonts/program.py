"""Font programs as the archival checks see them: glyphs, widths in thousandths, ways from codes to glyphs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING

from fontTools.cffLib import CFFFontSet
from fontTools.misc.psCharStrings import T2WidthExtractor
from fontTools.ttLib import TTFont

from report_pdf.parts.archival.fonts.encodings import MAC_OS_CODES, NOTDEF, STANDARD, text_of_glyph

if TYPE_CHECKING:
    from fontTools.cffLib import TopDict

_TRUETYPE = frozenset({"\x00\x01\x00\x00", "true"})
_NEEDED = ("head", "hhea", "maxp", "hmtx", "glyf", "loca")
_READ_FORMATS = frozenset({0, 4, 6})
SYMBOL, UNICODE, MAC = (3, 0), (3, 1), (1, 0)
"""platform and encoding of the cmaps that PDF knows (ISO 32000-1, 9.6.6.4)"""
_UNICODE_CMAPS = (UNICODE, (3, 10), (0, 3), (0, 4), (0, 0), (0, 1), (0, 2))
_SYMBOL_PAGES = frozenset({0x0000, 0xF000, 0xF100, 0xF200})
_FULL_SIZE = 0.001


@dataclass(frozen=True, slots=True)
class OutlineProgram:
    """A Type 1 or a name-keyed CFF program.

    Attributes:
        widths: by glyph name.
        encoding: glyph names of the 256 codes.
        order: glyph names by index; empty where glyphs have no order.
    """

    widths: Mapping[str, float]
    encoding: tuple[str, ...]
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CidProgram:
    """A CID-keyed CFF program: widths by CID."""

    widths: Mapping[int, float]


@dataclass(frozen=True)
class TrueTypeProgram:
    """A TrueType program.

    Attributes:
        widths: by glyph index.
        cmaps: glyph indices by code, by platform and encoding; only the formats that all programs read.
        cmap_count: of all cmaps.
        names: glyph indices by name.
    """

    widths: tuple[float, ...]
    cmaps: Mapping[tuple[int, int], Mapping[int, int]] = field(default_factory=dict)
    cmap_count: int = 0
    names: Mapping[str, int] = field(default_factory=dict)

    def by_name(self, name: str) -> int:
        """The glyph that a name leads to, 0 for none."""
        text = text_of_glyph(name)
        found = self.cmaps.get(UNICODE, {}).get(ord(text[0]), 0) if text else 0
        if not found and name in MAC_OS_CODES:
            found = self.cmaps.get(MAC, {}).get(MAC_OS_CODES[name], 0)
        return found or self.names.get(name, 0)

    def by_code(self, code: int) -> int:
        """The glyph that a code leads to by itself, 0 for none."""
        symbols = self.cmaps.get(SYMBOL)
        if symbols is None:
            return self.cmaps.get(MAC, {}).get(code, 0)
        page = min(symbols, default=0) & 0xFF00
        return symbols.get(page + code, 0) if page in _SYMBOL_PAGES else 0

    @cached_property
    def texts(self) -> Mapping[int, str]:
        """What glyphs read by the program's own Unicode cmaps and names, by index."""
        found = {index: text for name, index in self.names.items() if (text := text_of_glyph(name))}
        for kind in reversed(_UNICODE_CMAPS):
            found |= {
                index: chr(code) for code, index in sorted(self.cmaps.get(kind, {}).items(), reverse=True)
            }
        return found


def read_cff(data: bytes) -> OutlineProgram | CidProgram:
    """The glyphs of a CFF program.

    Raises:
        Exception: any of `BROKEN`: it is none.
    """
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(data), None)
    top = fonts[0]
    if getattr(top, "CharstringType", 2) != 2:  # noqa: PLR2004  # of CFF's own kind
        raise ValueError("charstrings of another kind")
    if hasattr(top, "ROS"):
        return CidProgram(
            _Widths(top, {int(name[3:]): name for name in top.charset if name.startswith("cid")})
        )
    order = tuple(top.charset)
    return OutlineProgram(_Widths(top, {name: name for name in order}), _cff_encoding(top), order)


class _Widths(Mapping):  # type: ignore[type-arg]  # keys are names or CIDs
    """Widths of a CFF program, reckoned when they are asked for: it may hold thousands, a page shows few."""

    def __init__(self, top: TopDict, names: Mapping[object, str]) -> None:
        self._top = top
        self._names = names

    def __getitem__(self, key: object) -> float:
        return _cff_width(self._top, self._names[key])

    def __contains__(self, key: object) -> bool:
        return key in self._names

    def __iter__(self):  # type: ignore[no-untyped-def]  # noqa: ANN204
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _cff_width(top: TopDict, name: str) -> float:
    charstring = top.CharStrings[name]
    private = charstring.private
    extractor = T2WidthExtractor(
        getattr(private, "Subrs", []), top.GlobalSubrs, int(private.nominalWidthX), int(private.defaultWidthX)
    )
    extractor.execute(charstring)
    return float(extractor.width) * _cff_scale(top, name)


def _cff_scale(top: TopDict, name: str) -> float:
    if not hasattr(top, "ROS"):
        return float(top.FontMatrix[0]) / _FULL_SIZE
    part = top.FDArray[top.CharStrings.getItemAndSelector(name)[1] or 0]
    own = part.rawDict.get("FontMatrix")
    whole = top.rawDict.get("FontMatrix")
    if own is not None and whole is not None:
        return float(own[0] * whole[0] + own[2] * whole[1]) / _FULL_SIZE
    return float((own or whole or (_FULL_SIZE,))[0]) / _FULL_SIZE


def _cff_encoding(top: TopDict) -> tuple[str, ...]:
    found = top.Encoding
    if found == "StandardEncoding":
        return STANDARD
    return tuple(found) if isinstance(found, list) else (NOTDEF,) * 256


def read_sfnt(data: bytes, *, is_cff: bool) -> OutlineProgram | CidProgram | TrueTypeProgram:
    """The glyphs of an OpenType program.

    Args:
        data: the program.
        is_cff: whether its CFF outlines are asked for, else its TrueType ones.

    Raises:
        Exception: any of `BROKEN`: it has none.
    """
    font = TTFont(BytesIO(data), lazy=True)
    return read_cff(font.reader["CFF "]) if is_cff else _read_truetype(font)


def read_truetype(data: bytes) -> TrueTypeProgram:
    """The glyphs of a TrueType program.

    Raises:
        Exception: any of `BROKEN`: it is none.
    """
    font = TTFont(BytesIO(data), lazy=True)
    if font.sfntVersion not in _TRUETYPE:
        raise ValueError(font.sfntVersion)
    return _read_truetype(font)


def _read_truetype(font: TTFont) -> TrueTypeProgram:
    if any(table not in font.reader for table in _NEEDED):
        raise ValueError("tables are missing")
    count, size = font["maxp"].numGlyphs, font["head"].unitsPerEm
    names = _post_names(font)
    font.setGlyphOrder([f"g{index}" for index in range(count)])
    known = font["hhea"].numberOfHMetrics
    if not size or not known or len(font.reader["hmtx"]) < 4 * known:
        raise ValueError("no widths")
    widths = tuple(font["hmtx"].metrics[f"g{index}"][0] * 1000 / size for index in range(count))
    tables = font["cmap"].tables if "cmap" in font.reader else []
    cmaps = {
        (table.platformID, table.platEncID): {code: _index(name) for code, name in table.cmap.items()}
        for table in reversed(tables)
        if table.format in _READ_FORMATS
    }
    return TrueTypeProgram(widths, cmaps, len(tables), names)


def _index(name: str) -> int:
    return int(name.lstrip("glyph"))


def _post_names(font: TTFont) -> dict[str, int]:
    """Glyph indices by the names of the `post` table, where it has names."""
    if "post" not in font.reader or font["post"].formatType != 2:  # noqa: PLR2004  # the format with names
        return {}
    return {name: index for index, name in enumerate(font["post"].glyphOrder)}
