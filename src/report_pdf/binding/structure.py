"""The structure of a part comes into that of the book, in the place of its pages."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import accumulate

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, PdfObject

from report_pdf.binding.graft import dictionary

_CONTENT = frozenset({"/MCR", "/OBJR"})


class Reading:
    """The reading order of the book, at its top level.

    Attributes:
        root: of the structure.
    """

    def __init__(self, root: DictionaryObject, pages: Mapping[int, int]) -> None:
        """Note where each element of the body begins.

        Args:
            root: of the structure.
            pages: 0-based page indexes by the number of the object of the page.
        """
        self.root = root
        self._document = next(_kids(root))
        self._kids = ArrayObject(_kids(dictionary(self._document)))
        dictionary(self._document)[NameObject("/K")] = self._kids
        self._starts = list(accumulate((_first_page(kid, pages) for kid in self._kids), max))

    def insert(self, element: IndirectObject, at: int) -> None:
        """Read `element` before all that begins on page index `at` or later."""
        place = bisect_left(self._starts, at)
        self._kids.insert(place, element)
        self._starts.insert(place, at)
        dictionary(element)[NameObject("/P")] = self._document


def top_element(root: DictionaryObject) -> IndirectObject:
    """The one element of a part that holds all others."""
    (element,) = _kids(root)
    assert isinstance(element, IndirectObject)  # noqa: S101  # elements refer to their parents
    return element


def _kids(element: DictionaryObject) -> Iterator[PdfObject]:
    if "/K" not in element:
        return iter(())
    kids = element.raw_get("/K")
    found = kids.get_object()
    return iter(found) if isinstance(found, ArrayObject) else iter((kids,))


def _first_page(top: PdfObject, pages: Mapping[int, int]) -> int:
    """The page index of the first content of an element, -1 if it has none."""
    waiting: list[tuple[PdfObject, int]] = [(top, -1)]
    while waiting:
        kid, page = waiting.pop()
        found = kid.get_object()
        if isinstance(found, DictionaryObject):
            page = pages.get(found.raw_get("/Pg").idnum, -1) if "/Pg" in found else page
            if found.get("/Type") not in _CONTENT:
                waiting += [(inner, page) for inner in reversed(list(_kids(found)))]
                continue
        if page >= 0:
            return page
    return -1
