"""Fonts with PostScript outlines, embedded as validators read them."""

from __future__ import annotations

from io import BytesIO

import pydyf
from fontTools.ttLib import TTFont


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
