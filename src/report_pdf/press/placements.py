"""Where on its pages each picture of a file is painted, and how finely (ISO 32000-1, 8.3 and 8.9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import hypot

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, StreamObject

from report_pdf.binding.graft import array, number
from report_pdf.operators import Malformed, steps
from report_pdf.press.matrices import IDENTITY, Matrix, matrix_of, times
from report_pdf.press.sheet import PT_PER_MM

_DEEPEST = 16
"""forms in forms; what goes deeper draws itself"""
_PT_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class Placement:
    """A picture on a page.

    Attributes:
        page: index, from 0.
        matrix: from the unit square of the picture to pt of the page.
        origin: the upper left corner of the page's trim, pt.
    """

    page: int
    matrix: Matrix
    origin: tuple[float, float]

    @property
    def at_mm(self) -> tuple[float, float]:
        """Its upper left corner, mm from the left and from the top of the trim."""
        a, b, c, d, e, f = self.matrix
        left, top = min(e, e + a, e + c, e + a + c), max(f, f + b, f + d, f + b + d)
        return round((left - self.origin[0]) / PT_PER_MM, 1), round((self.origin[1] - top) / PT_PER_MM, 1)

    def ppi(self, width: int, height: int) -> float:
        """Pixels an inch of a picture of that many pixels, along the side where they are fewer."""
        a, b, c, d, *_shift = self.matrix
        sides = ((width, hypot(a, b)), (height, hypot(c, d)))
        return min((pixels / side * _PT_PER_INCH for pixels, side in sides if side > 0), default=0)


def placements(file: PdfWriter, contents: Sequence[bytes]) -> Mapping[int, Sequence[Placement]]:
    """The placements of each picture, by the number of its object.

    Args:
        file: a sound file, its pages with a TrimBox; pictures in patterns are not followed, nor any
            on a page that cannot be read operator by operator.
        contents: the decoded content of each of its pages.
    """
    found: dict[int, list[Placement]] = defaultdict(list)
    for index, (page, content) in enumerate(zip(file.pages, contents, strict=True)):
        left, _bottom, _right, top = map(number, array(page["/TrimBox"]))
        with suppress(Malformed):
            for picture, matrix in _painted(page, content, IDENTITY, 0):
                found[picture].append(Placement(index, matrix, (left, top)))
    return found


def _painted(owner: DictionaryObject, content: bytes, outer: Matrix, depth: int) -> list[tuple[int, Matrix]]:
    """The pictures that a content stream paints, and those of the forms it draws."""
    found: list[tuple[int, Matrix]] = []
    if b"Do" not in content:
        return found
    resources = _entries(owner, "/Resources")
    current, saved = outer, list[Matrix]()
    for step in steps(content):
        if step.operator == b"q":
            saved.append(current)
        elif step.operator == b"Q" and saved:
            current = saved.pop()
        elif step.operator == b"cm":
            a, b, c, d, e, f = map(float, step.operands)
            current = times((a, b, c, d, e, f), current)
        elif step.operator == b"Do":
            drawn = _entries(resources, "/XObject").get(step.operands[-1].decode("latin-1"))
            drawn = drawn.get_object() if drawn is not None else None
            if not isinstance(drawn, StreamObject):
                continue
            if drawn.get("/Subtype") == "/Image" and drawn.indirect_reference:
                found.append((drawn.indirect_reference.idnum, current))
            elif drawn.get("/Subtype") == "/Form" and depth < _DEEPEST:
                inner = times(matrix_of(drawn), current)
                found += _painted(drawn, drawn.get_data(), inner, depth + 1)
    return found


def _entries(owner: DictionaryObject, key: str) -> DictionaryObject:
    found = owner[key].get_object() if key in owner else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()
