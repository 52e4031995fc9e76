"""The designer's `tokens.toml`, read into design tokens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from report_pdf.findings import Finding, Severity
from report_pdf.messages import _
from report_pdf.nearest import nearest_hint
from report_pdf.reading.toml_models import validate
from report_pdf.reading.toml_places import TomlFile, read_toml
from report_pdf.tokens import Tokens

TOKENS_FILE = "tokens.toml"


def load_tokens(styles_dir: Path, root: Path) -> tuple[Tokens | None, tuple[Finding, ...]]:
    """The tokens of the folder `styles_dir`; None when one of the findings blocks."""
    toml, findings = read_toml(styles_dir / TOKENS_FILE, root, "layout")
    if toml is None:
        return None, findings
    tokens, findings = validate(Tokens, toml, area="layout")
    if tokens is None:
        return None, findings
    missing = tuple(_missing_fonts(tokens, toml, styles_dir))
    return (None if missing else tokens), missing


def _missing_fonts(tokens: Tokens, toml: TomlFile, styles_dir: Path) -> Iterator[Finding]:
    for name, face in tokens.faces.items():
        path = PurePosixPath(face.file)
        inside = not path.is_absolute() and ".." not in path.parts
        if inside and (styles_dir / path).is_file():
            continue
        message = _("there is no font file {file} in the folder of the styles").format(file=face.file)
        fonts = (p.relative_to(styles_dir).as_posix() for p in styles_dir.glob("fonts/*/*.[ot]tf"))
        hint = nearest_hint(face.file, fonts)
        yield Finding(
            "layout.missing-file", Severity.BLOCK, message, toml.where(("faces", name, "file")), hint
        )
