"""Where each element of the assembled HTML was written: `data-at`, on it or on one around it."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from report_pdf.findings import NOWHERE, Where


@dataclass(frozen=True, slots=True)
class Places:
    """The places of the elements below `root`."""

    parents: dict[Element, Element]

    @classmethod
    def below(cls, root: Element) -> Places:
        """Read the whole tree once; an element does not know its parent."""
        return cls({child: parent for parent in root.iter() for child in parent})

    def of(self, element: Element | None) -> Where:
        """The place of `element`, or of the nearest one around it that has one."""
        while element is not None:
            if place := element.get("data-at"):
                file, _colon, line = place.rpartition(":")
                return Where(file, int(line)) if line.isdecimal() else Where(place)
            element = self.parents.get(element)
        return NOWHERE
