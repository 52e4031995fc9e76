"""The fonts of a book: what of each is used, cut down to that, and embedded as validators read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

import pydyf
import uharfbuzz
from fontTools.ttLib import TTFont
from uharfbuzz import SubsetFlags
from weasyprint.pdf.fonts import Font

# WeasyPrint's, which hold pointers, or are kept apart.
_OWN = frozenset({"hb_font", "hb_face", "file_content", "widths", "to_unicode", "missing"})
# Tables that nobody reads in a PDF.
_USELESS = (b"BASE", b"DSIG", b"EBDT", b"EBLC", b"EBSC", b"GPOS", b"GSUB", b"JSTF", b"LTSH", b"PCLT", b"SVG ")
_FLAGS = SubsetFlags.PASSTHROUGH_UNRECOGNIZED | SubsetFlags.DESUBROUTINIZE

Programs = Mapping[str, bytes]
"""Font files, by the SHA-256 of each."""


@dataclass(frozen=True, slots=True)
class FontUse:
    """What a text needs of a font.

    Attributes:
        key: WeasyPrint's, of family, weight and style.
        program: SHA-256 of the font file.
        facts: what WeasyPrint knows of the font, by its names for it.
        widths: of glyphs, in thousandths of the size.
        to_unicode: what glyphs stand for, in the order of first use.
        missing: for characters that the font does not have, the numbers that stand for them.
    """

    key: int
    program: str
    facts: Mapping[str, object]
    widths: Mapping[int, int]
    to_unicode: Mapping[int, str]
    missing: Mapping[int, int]


def uses(fonts: Mapping[int, Font]) -> tuple[tuple[FontUse, ...], Programs]:
    """What was used of fonts that text was painted in, and their files."""
    programs: dict[str, bytes] = {}
    used: list[FontUse] = []
    for key, font in fonts.items():
        name = sha256(font.file_content).hexdigest()
        programs[name] = font.file_content
        facts = {fact: value for fact, value in vars(font).items() if fact not in _OWN}
        used.append(FontUse(key, name, facts, font.widths, font.to_unicode, font.missing))
    return tuple(used), programs


def united(used: Iterable[FontUse], programs: Programs) -> dict[int, Font]:
    """The fonts of a book as WeasyPrint embeds them, from what each part of it uses of them."""
    fonts: dict[int, UsedFont] = {}
    for use in used:
        if use.key not in fonts:
            fonts[use.key] = UsedFont(use.facts, programs[use.program])
        fonts[use.key].use(use)
    return dict(fonts)


class UsedFont(Font):  # type: ignore[misc]  # WeasyPrint publishes no types
    """A font of WeasyPrint's that no text engine holds open."""

    file_content: bytes

    def __init__(self, facts: Mapping[str, object], program: bytes) -> None:
        self.__dict__.update(facts, file_content=program, widths={}, to_unicode={}, missing={})

    def use(self, use: FontUse) -> None:
        """Add what another text needs."""
        for mine, theirs in (
            (self.widths, use.widths),
            (self.to_unicode, use.to_unicode),
            (self.missing, use.missing),
        ):
            for glyph, value in theirs.items():
                mine.setdefault(glyph, value)

    def subset(self, to_unicode: Mapping[int, str], hinting: bool) -> None:  # noqa: FBT001  # as WeasyPrint calls it
        """Leave the glyphs that are used, at their numbers, and nothing behind the last of them.

        Done by the HarfBuzz that the lock file pins, not by that of the machine: same bytes anywhere.
        """
        if not to_unicode:
            return
        flags = _FLAGS | (SubsetFlags.NOTDEF_OUTLINE if self.missing else 0)
        used = _subset(
            uharfbuzz.Face(self.file_content, self.index), to_unicode, flags | SubsetFlags.RETAIN_GIDS
        )
        flags |= 0 if hinting else SubsetFlags.NO_HINTING
        self.file_content = bytes(_subset(used, range(max(to_unicode) + 1), flags).blob.data)


def _subset(face: uharfbuzz.Face, glyphs: Iterable[int], flags: int) -> uharfbuzz.Face:
    wanted = uharfbuzz.SubsetInput()
    wanted.flags = SubsetFlags(flags)
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(name, "big") for name in _USELESS)
    return uharfbuzz.subset(face, wanted)


def embed_bare_outlines(pdf: pydyf.PDF) -> None:
    """Leave of each embedded OpenType font with PostScript outlines only the outlines.

    ISO 32000-1, 9.7.4.2, lets a CIDFont take its glyphs by index from either
    form, and WeasyPrint writes the whole font; veraPDF 1.28 finds its glyphs
    only in the bare form, which is smaller too.
    """
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and stream.extra.get("Subtype") == "/OpenType":
            (content,) = stream.stream
            with TTFont(BytesIO(content), lazy=True) as font:
                stream.stream = [font.reader["CFF "]]
            stream.extra["Subtype"] = "/CIDFontType0C"
