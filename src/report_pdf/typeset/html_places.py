"""Where each element of the assembled HTML was written: `data-at`, on it or on one around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from report_pdf.findings import NOWHERE, Where


@dataclass(frozen=True, slots=True)
class Places:
    """The places of the elements below `root`.

    Attributes:
        parents: of each element but the root.
        numbers: 0-based position of each element.
    """

    parents: dict[Element, Element]
    numbers: dict[Element, int]

    @classmethod
    def below(cls, root: Element) -> Places:
        """Read the whole tree once; an element does not know its parent."""
        parents = {child: parent for parent in root.iter() for child in parent}
        return cls(parents, {element: number for number, element in enumerate(elements_of(root))})

    def of(self, element: Element | None) -> Where:
        """The place of `element`, or of the nearest one around it that has one."""
        while element is not None:
            if place := element.get("data-at"):
                file, _colon, line = place.rpartition(":")
                return Where(file, int(line)) if line.isdecimal() else Where(place)
            element = self.parents.get(element)
        return NOWHERE


def elements_of(root: Element) -> Iterator[Element]:
    """The elements of a page of HTML, in order; comments are none."""
    return (element for element in root.iter() if isinstance(element.tag, str))
