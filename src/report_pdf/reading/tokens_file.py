"""The designer's `tokens.toml`, read into design tokens."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath

from fontTools.ttLib import TTFont, TTLibError

from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.nearest import nearest_hint
from report_pdf.reading.toml_models import validate
from report_pdf.reading.toml_places import TomlFile, read_toml
from report_pdf.tokens import Tokens

TOKENS_FILE = "tokens.toml"

# All that the font library raises when a file is not what it says it is.
_NOT_A_FONT = (TTLibError, OSError, struct.error, AssertionError, LookupError, ValueError, TypeError)
_NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp", "name")


def load_tokens(styles_dir: Path, root: Path) -> tuple[Tokens | None, tuple[Finding, ...]]:
    """The tokens of the folder `styles_dir`; None when one of the findings blocks."""
    toml, findings = read_toml(styles_dir / TOKENS_FILE, root, "layout")
    if toml is None:
        return None, findings
    tokens, findings = validate(Tokens, toml, area="layout")
    if tokens is None:
        return None, findings
    wrong = (
        *_wrong_fonts(tokens, toml, styles_dir),
        *_unknown_faces(tokens, toml),
        *_shared_colours(tokens, toml),
    )
    return (None if wrong else tokens), wrong


def _wrong_fonts(tokens: Tokens, toml: TomlFile, styles_dir: Path) -> Iterator[Finding]:
    for name, face in tokens.faces.items():
        path = PurePosixPath(face.file)
        inside = not path.is_absolute() and ".." not in path.parts
        where = toml.where(("faces", name, "file"))
        if inside and (styles_dir / path).is_file():
            yield from _unusable(styles_dir / path, face.file, where)
            continue
        message = _("there is no font file {file} in the folder of the styles").format(file=face.file)
        fonts = (p.relative_to(styles_dir).as_posix() for p in styles_dir.glob("fonts/*/*.[ot]tf"))
        hint = nearest_hint(face.file, fonts)
        yield Finding("layout.missing-file", Severity.BLOCK, message, where, hint)


def _unusable(path: Path, file: str, where: Where) -> Iterator[Finding]:
    """A finding when `path` is no font, or one cut short."""
    try:
        with BytesIO(path.read_bytes()) as stream, TTFont(stream, lazy=True) as font:
            # Only a table that is read is found to be cut short.
            tables = {tag: font.reader[tag] for tag in font.reader.keys()}  # noqa: SIM118  # no iterator
            usable = tables.keys() >= set(_NEEDED) and bool(font.getBestCmap())
    except _NOT_A_FONT:
        usable = False
    if not usable:
        message = _("{file} is not a font that can be used").format(file=file)
        hint = _("fetch the file again: one font, TrueType or OpenType, whole")
        yield Finding("layout.bad-font", Severity.BLOCK, message, where, hint)


def _unknown_faces(tokens: Tokens, toml: TomlFile) -> Iterator[Finding]:
    for name, step in tokens.type.items():
        if step.face not in tokens.faces:
            message = _("no face is called {face}").format(face=step.face)
            where, hint = toml.where(("type", name, "face")), nearest_hint(step.face, tokens.faces)
            yield Finding("layout.wrong-value", Severity.BLOCK, message, where, hint)


def _shared_colours(tokens: Tokens, toml: TomlFile) -> Iterator[Finding]:
    """The press finds a token by its sRGB value, so two tokens cannot share one."""
    seen: dict[str, str] = {}
    for name, colour in tokens.colours.items():
        first = seen.setdefault(colour.srgb, name)
        if first != name:
            message = _("{colour} is already the colour {name}").format(colour=colour.srgb, name=first)
            hint = _("each colour has a value of its own")
            where = toml.where(("colours", name, "srgb"))
            yield Finding("layout.wrong-value", Severity.BLOCK, message, where, hint)
