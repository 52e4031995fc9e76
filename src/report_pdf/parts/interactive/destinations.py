"""Destinations of a part: where links and outline lead, under names that no other part has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from report_pdf.parts.objects.entries import Identity, dictionary, entry, identity, keys
from report_pdf.parts.objects.names import name
from report_pdf.parts.objects.values import number
from report_pdf.parts.objects.walks import page_indices, tree_items

# How many numbers each kind of view has (ISO 32000-1, table 151).
_VIEWS = {"XYZ": 3, "Fit": 0, "FitH": 1, "FitV": 1, "FitR": 4, "FitB": 0, "FitBH": 1, "FitBV": 1}
_MOST_NAMES = 100_000


@dataclass(frozen=True, slots=True)
class Destinations:
    """The named destinations that lead to a page of the part.

    Attributes:
        by_name: explicit destinations, by the bytes of the source's name.
        pages: 0-based index of each page by its object.
        objects: the pages in order.
    """

    by_name: dict[bytes, Array]
    pages: dict[Identity, int]
    objects: tuple[Object, ...]

    def explicit(self, found: object) -> Array | None:
        """A destination as page and view, whichever way it is given; None if it leads nowhere."""
        if isinstance(found, String | Name):
            return self.by_name.get(_bytes(found))
        return self._view(entry(found, "/D") if isinstance(found, Dictionary) else found)

    def _view(self, found: object) -> Array | None:
        if not isinstance(found, Array) or not len(found):
            return None
        target = found[0]
        index = target if isinstance(target, int) and not isinstance(target, bool) else -1
        if isinstance(target, Dictionary):
            index = self.pages.get(identity(target), -1)
        if not 0 <= index < len(self.objects):
            return None
        return Array([self.objects[index], *_how(list(found)[1:])])


def _how(view: Sequence[object]) -> list[object]:
    """The view of a destination; the whole page where it is malformed."""
    kind = name(view[0]) if view else ""
    count = _VIEWS.get(kind, 0)
    sides = view[1 : 1 + count]
    is_well = kind in _VIEWS and len(sides) == count
    if not is_well or any(isinstance(side, Object | bool) for side in sides):
        return [Name.Fit]
    return [Name(f"/{kind}"), *(None if side is None else round(number(side), 3) for side in sides)]


def _bytes(found: String | Name) -> bytes:
    return bytes(found).removeprefix(b"/") if isinstance(found, Name) else bytes(found)


def read_destinations(pdf: Pdf) -> Destinations:
    """The destinations of the part, as the source names them; those that lead nowhere are left out."""
    pages = page_indices(pdf)
    known = Destinations({}, pages, tuple(page.obj for page in pdf.pages))
    old = dictionary(pdf.Root, "/Dests")
    found: list[tuple[object, object]] = [(Name(key), entry(old, key)) for key in keys(old)]
    found += tree_items(dictionary(dictionary(pdf.Root, "/Names"), "/Dests"), "/Names")
    for given, target in found:
        if isinstance(given, String | Name) and not isinstance(target, String | Name):
            view = known.explicit(target)
            if view is not None and len(known.by_name) < _MOST_NAMES:
                known.by_name.setdefault(_bytes(given), view)
    return known


def prefixed(given: bytes, key: str) -> str:
    """The name in the book: `KEY:`, and what it was called, in ASCII."""
    plain = all(32 < byte < 127 for byte in given)  # noqa: PLR2004  # printable ASCII
    return f"{key}:{given.decode('ascii') if plain else quote(given)}"


def write_destinations(pdf: Pdf, known: Destinations, key: str) -> None:
    """One flat name tree, in the place of all that the source had."""
    if "/Dests" in pdf.Root:
        del pdf.Root["/Dests"]
    names = entry(pdf.Root, "/Names")
    if isinstance(names, Dictionary) and "/Dests" in names:
        del names["/Dests"]
    if not known.by_name:
        return
    if not isinstance(names, Dictionary):
        pdf.Root["/Names"] = Dictionary()
    flat = sorted((prefixed(given, key), view) for given, view in known.by_name.items())
    items = [item for given, view in flat for item in (String(given), view)]
    pdf.Root["/Names"]["/Dests"] = pdf.make_indirect(Dictionary(Names=Array(items)))


def target_of(owner: object, known: Destinations, key: str) -> String | Array | None:
    """Where a link or an entry of the outline leads inside the part: a name in the book, or page and view."""
    action = entry(owner, "/A")
    found = entry(owner, "/Dest")
    if found is None and name(entry(action, "/S")) == "GoTo":
        found = entry(action, "/D")
    if isinstance(found, String | Name):
        given = _bytes(found)
        return String(prefixed(given, key)) if given in known.by_name else None
    return known.explicit(found)


def page_of(view: Array, known: Destinations) -> int:
    """0-based index of the page of an explicit destination."""
    return known.pages[identity(view[0])]


def leads_inside(owner: object) -> bool:
    """Whether a link or an entry of the outline means a place in its own file."""
    return entry(owner, "/Dest") is not None or name(entry(entry(owner, "/A"), "/S")) == "GoTo"
