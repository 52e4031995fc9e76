"""What a font says it is: its kind, its program, its ways from codes to glyphs (ISO 32000-1, 9.6 to 9.9)."""

from __future__ import annotations

from pikepdf import Dictionary, Stream

from report_pdf.messages import _
from report_pdf.parts.archival.fonts.cmaps import CMap, System
from report_pdf.parts.archival.fonts.glyphs import IDENTITY, Composite, Program
from report_pdf.parts.archival.fonts.program import CidProgram, read_cff, read_sfnt, read_truetype
from report_pdf.parts.archival.fonts.type1 import read_type1
from report_pdf.parts.faults import Found
from report_pdf.parts.objects.entries import array, entry
from report_pdf.parts.objects.names import exact_name

SIMPLE = frozenset({"/Type1", "/MMType1", "/TrueType"})
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_OUTLINE_KINDS = frozenset({"/Type1", "/MMType1", "/CIDFontType0"})


def readable_name(font: object) -> str:
    """The name of a font for people, without the tag of a subset."""
    name = exact_name(entry(font, "/BaseFont")) or exact_name(entry(font, "/Name"))
    return name.encode("ascii", "replace").decode()[1:].rpartition("+")[2] or "?"


def kind_of(font: object) -> str:
    """The kind of a font, with slash."""
    return exact_name(entry(font, "/Subtype"))


def descendant_of(font: object) -> Dictionary | None:
    """The CIDFont of a composite font."""
    listed = array(font, "/DescendantFonts")
    return listed[0] if listed and isinstance(listed[0], Dictionary) else None


def composite_of(font: Dictionary) -> Composite | None:
    """A composite font whose codes can be read."""
    encoding, descendant = entry(font, "/Encoding"), descendant_of(font)
    if descendant is None:
        return None
    if exact_name(encoding) in IDENTITY:
        return Composite(font, descendant, None)
    if not isinstance(encoding, Stream) or "/UseCMap" in encoding:
        return None
    cmap = CMap.of(encoding.read_bytes())
    return Composite(font, descendant, cmap) if cmap.is_whole and len(cmap.lengths) == 1 else None


def read_program(font: Dictionary, *, is_needed: bool) -> tuple[Program | None, list[Found]]:
    """The program of a simple font or of a CIDFont, and what is wrong with it."""
    name = readable_name(font)
    descriptor = entry(font, "/FontDescriptor")
    files = [key for key in _FILES if isinstance(entry(descriptor, key), Stream)]
    if not files:
        message = _("the font {name} is not embedded").format(name=name)
        return None, [("6.2.11.4.1", message)] if is_needed else []
    try:
        if len(files) == 1:
            return _program(kind_of(font), files[0], entry(descriptor, files[0])), []
    except Exception:  # noqa: BLE001, S110  # a hostile font program fails in every way there is
        pass
    return None, [("6.2.11.4.1", _("the font {name} is damaged").format(name=name))]


def _program(kind: str, key: str, stream: object) -> Program:
    """The program in a stream.

    Raises:
        Exception: any of `BROKEN`: it is none that fits the font.
    """
    if not isinstance(stream, Stream):
        raise TypeError(key)
    said, data = exact_name(entry(stream, "/Subtype")), stream.read_bytes()
    is_cff = kind in _OUTLINE_KINDS
    if key == "/FontFile3" and said == "/OpenType":
        return _fitting(kind, read_sfnt(data, is_cff=is_cff))
    if key == "/FontFile3" and is_cff and said == {"/CIDFontType0": "/CIDFontType0C"}.get(kind, "/Type1C"):
        return _fitting(kind, read_cff(data))
    if key == "/FontFile2" and kind in {"/TrueType", "/CIDFontType2"} and not said:
        return read_truetype(data)
    if key == "/FontFile" and kind in {"/Type1", "/MMType1"} and not said:
        return read_type1(data)
    raise ValueError(said)


def _fitting(kind: str, program: Program) -> Program:
    if isinstance(program, CidProgram) and kind in SIMPLE:
        raise TypeError(kind)
    return program


def character_system(owner: object) -> System | None:
    """Registry, ordering and supplement that a CIDFont or a CMap says; None where it does not."""
    system = entry(owner, "/CIDSystemInfo")
    registry, ordering = entry(system, "/Registry"), entry(system, "/Ordering")
    supplement = entry(system, "/Supplement")
    if registry is None or ordering is None or not isinstance(supplement, int):
        return None
    return str(registry), str(ordering), supplement
