"""Where each element of the assembled HTML was written: `data-at`, on it or on one around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from report_pdf.findings import NOWHERE, Where
from report_pdf.typeset.segments import by_piece

Position = tuple[int, int]
"""The number of the piece that an element stands in, and its 0-based place among that piece's elements.

It is the same in the whole book and where the piece is laid out alone.
"""


@dataclass(frozen=True, slots=True)
class Places:
    """The places of the elements below `root`.

    Attributes:
        parents: of each element but the root.
        positions: of each element in the body.
    """

    parents: dict[Element, Element]
    positions: dict[Element, Position]

    @classmethod
    def below(cls, root: Element) -> Places:
        """Read the whole tree once; an element does not know its parent."""
        parents = {child: parent for parent in root.iter() for child in parent}
        return cls(parents, {element: position for position, element in positions(root)})

    def of(self, element: Element | None) -> Where:
        """The place of `element`, or of the nearest one around it that has one."""
        while element is not None:
            if place := element.get("data-at"):
                file, _colon, line = place.rpartition(":")
                return Where(file, int(line)) if line.isdecimal() else Where(place)
            element = self.parents.get(element)
        return NOWHERE


def elements_of(root: Element) -> Iterator[Element]:
    """The elements below `root`, itself among them, in order; comments are none."""
    return (element for element in root.iter() if isinstance(element.tag, str))


def positions(root: Element) -> Iterator[tuple[Position, Element]]:
    """The elements in the body of a page of HTML, with their positions."""
    met: Counter[int] = Counter()
    bodies = [child for child in root if child.tag == "body"]
    for piece, top in by_piece(bodies[0]) if bodies else ():
        for element in elements_of(top):
            yield (piece, met[piece]), element
            met[piece] += 1
