"""Pages painted as WeasyPrint paints them, each with resources of its own.

WeasyPrint paints all pages of a document into one PDF, and names what they share in the order it comes in.
Here a page stands for itself, so that a part of a book can be painted alone and comes out the same.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

import pydyf
import weasyprint.pdf
from weasyprint.css import ColorProfile
from weasyprint.document import Document, Page
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream

PT_PER_PX = 0.75
INTENT = "srgb"
# WeasyPrint's: the catalog and the root of the pages come before the first profile.
_FIRST_OBJECT = 3
_PER_PAGE = ("ExtGState", "XObject", "Pattern", "Shading")


@dataclass(frozen=True, slots=True)
class PaintedPage:
    """A page.

    Attributes:
        content: its content stream, deflated.
        resources: what it names; fonts are None, as WeasyPrint leaves them for later.
        marks: the number of each box that is in the structure (MCID).
    """

    content: bytes
    resources: pydyf.Dictionary
    marks: Mapping[boxes.Box, int]


@dataclass(slots=True)
class Painter:
    """Paints pages, and gathers what they use.

    Attributes:
        document: whose pages are painted.
        fonts: WeasyPrint's, by its keys.
        images: WeasyPrint's, by their names.
    """

    document: Document
    fonts: dict[int, Font]
    images: dict[str, dict[str, Any]] = field(default_factory=dict)

    def paint(self, page: Page) -> PaintedPage:
        """Paint a page into a stream of its own."""
        resources = pydyf.Dictionary({name: pydyf.Dictionary() for name in _PER_PAGE})
        resources |= {"ColorSpace": colour_spaces(self.document), "Font": None}
        marks: dict[boxes.Box, int] = {}
        bleed = page.bleed
        rectangle = (
            -bleed["left"],
            -bleed["top"],
            page.width + bleed["left"] + bleed["right"],
            page.height + bleed["top"] + bleed["bottom"],
        )
        profiles, intent = self.document.color_profiles, self.document.output_intent
        stream = Stream(self.fonts, rectangle, resources, self.images, marks, profiles, intent, compress=True)
        stream.transform(d=-1, f=page.height * PT_PER_PX)
        page.paint(stream, PT_PER_PX)
        _settle(resources, {})
        return PaintedPage(_deflated(_bytes_of(stream)), resources, marks)

    def written_images(self) -> Iterator[tuple[str, pydyf.Stream]]:
        """The pictures that were painted, ready to be written, by their names."""
        for name, image in self.images.items():
            written = image["image"].get_x_object(image["interpolate"], max(image["dpi_ratios"]))
            yield name, _settled(written, {})


def colour_spaces(document: Document) -> bytes:
    """The reference that WeasyPrint will give to the colour spaces of the book.

    What is painted names it before the book is written: the profiles are its first objects, then the spaces.
    """
    profiles = document.color_profiles
    if INTENT not in profiles:
        icc = (files(weasyprint.pdf) / "sRGB2014.icc").open("rb")
        components = (["r"], ["g"], ["b"])
        profiles[INTENT] = ColorProfile(icc, "sRGB2014.icc", "relative-colorimetric", components)
    for number, profile in enumerate(profiles.values(), _FIRST_OBJECT):
        profile.pdf_reference = f"{number} 0 R".encode()
    return f"{_FIRST_OBJECT + len(profiles)} 0 R".encode()


def _settle(resources: pydyf.Dictionary, done: dict[int, pydyf.Stream]) -> None:
    """Take plain streams for WeasyPrint's, which hold on to the text engine."""
    for kind in ("XObject", "Pattern"):
        for name, stream in resources.get(kind, {}).items():
            if stream is not None:
                resources[kind][name] = _settled(stream, done)
    for state in resources.get("ExtGState", {}).values():
        if "SMask" in state and "G" in state["SMask"]:
            state["SMask"]["G"] = _settled(state["SMask"]["G"], done)


def _settled(stream: pydyf.Stream, done: dict[int, pydyf.Stream]) -> pydyf.Stream:
    if id(stream) not in done:
        extra = pydyf.Dictionary(stream.extra)
        content = _bytes_of(stream)
        if stream.compress:
            content, extra["Filter"] = _deflated(content), "/FlateDecode"
        done[id(stream)] = pydyf.Stream([content], extra)
        if isinstance(extra.get("Resources"), dict):
            _settle(extra["Resources"], done)
        if "SMask" in extra:
            extra["SMask"] = _settled(extra["SMask"], done)
    return done[id(stream)]


def _bytes_of(stream: pydyf.Stream) -> bytes:
    return b"\n".join(part if isinstance(part, bytes) else pydyf._to_bytes(part) for part in stream.stream)  # noqa: SLF001


def _deflated(content: bytes) -> bytes:
    return zlib.compress(content, 9)
