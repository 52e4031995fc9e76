"""What a chart is drawn with: the design tokens, and the fonts they name, loaded for measuring."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

import uharfbuzz as hb

from report_pdf.tokens import Face, Lines, Tokens, TypeStep

MM_PER_PT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """The tokens of a design and the folder their font files stand in.

    Attributes:
        tokens: colours, type steps and line weights.
        styles_dir: the folder that the faces' files are relative to.
    """

    tokens: Tokens
    styles_dir: Path

    def colour(self, name: str) -> str:
        """`#RRGGBB` of a colour token; KeyError if there is none."""
        return self.tokens.srgb(name)

    def step(self, name: str) -> TypeStep:
        """A step of the type scale; KeyError if there is none."""
        return self.tokens.type[name]

    def face(self, step: str) -> Face:
        """The face of a type step."""
        return self.tokens.face_of(step)

    def font(self, step: str) -> hb.Font:
        """The font of a type step, in font units."""
        return _font(self.styles_dir / self.face(step).file)

    @property
    def lines(self) -> Lines:
        """Line weights in pt, and the gap of the hatch in mm."""
        return self.tokens.lines

    def size_mm(self, step: str) -> float:
        """Size of a type step in mm."""
        return self.step(step).size * MM_PER_PT


@functools.cache
def _font(path: Path) -> hb.Font:
    return hb.Font(hb.Face(hb.Blob.from_file_path(path)))
