"""Is each character in the font that was asked for? Nothing may fall back to another face."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from fontTools.ttLib import TTFont
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes

from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.tokens import Face
from report_pdf.typeset.html_places import Places

# Shown as nothing, so no font has to have them.
_NO_GLYPH = frozenset("\n\t\r\u00ad\u200b\u200c\u200d\ufeff")

Asked = tuple[str, int, str]
"""Family, weight and style, as CSS asks for them."""


def check_glyphs(
    pages: Sequence[Page], faces: Iterable[Face], styles: Path, places: Places
) -> tuple[Finding, ...]:
    """Text in a face that is not one of `faces`, and characters that its face does not have.

    Args:
        pages: the pages, laid out.
        faces: the fonts of the report.
        styles: the folder that their files are relative to.
        places: where each element was written.
    """
    files: dict[Asked, Path] = {(face.family, face.weight, face.style): styles / face.file for face in faces}
    characters = {asked: _characters(files[asked]) for asked in files}
    found: dict[tuple[str, Where], Finding] = {}
    for asked, text, where in _asked(pages, places):
        for finding in _missing(asked, text, where, characters):
            found.setdefault((finding.message, where), finding)
    return tuple(found.values())


def _characters(file: Path) -> frozenset[str]:
    with TTFont(file, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap() or {})) | _NO_GLYPH


def _asked(pages: Sequence[Page], places: Places) -> Iterator[tuple[Asked, str, Where]]:
    """Each different text in a different face, once for each place."""
    seen: set[tuple[Asked, str, Where]] = set()
    for page in pages:
        for box in page._page_box.descendants(placeholders=True):  # noqa: SLF001  # the only way to the boxes
            if isinstance(box, boxes.TextBox):
                style = box.style
                asked = (style["font_family"][0], style["font_weight"], style["font_style"])
                seen.add((asked, box.text, places.of(box.element)))
    yield from sorted(seen, key=lambda item: (item[2], item[1], item[0]))


def _missing(
    asked: Asked, text: str, where: Where, characters: dict[Asked, frozenset[str]]
) -> Iterator[Finding]:
    family, weight, style = asked
    name = f"{family} {weight} {style}"
    if asked not in characters:
        message = _("text in a font that the report does not have: {font}").format(font=name)
        hint = _("the fonts are listed in styles/tokens.toml under [faces]")
        yield Finding("layout.fallback-font", Severity.WARN, message, where, hint)
        return
    for character in sorted(set(text) - characters[asked]):
        code = f"U+{ord(character):04X}"
        message = _("{font} has no {character} ({code})").format(font=name, character=character, code=code)
        hint = _("use another character, or another font for it")
        yield Finding("layout.missing-glyph", Severity.WARN, message, where, hint)


def check_faces(families: frozenset[str], faces: Iterable[Face]) -> tuple[Finding, ...]:
    """Font families in the written file that are not the report's: text of drawings fell back to them."""
    strange = sorted(families - {face.family for face in faces})
    message = _("text was set in a font that the report does not have: {font}")
    hint = _("a drawing asks for a font or a character that is not in styles/tokens.toml")
    return tuple(
        Finding("layout.fallback-font", Severity.WARN, message.format(font=name), hint=hint)
        for name in strange
    )
