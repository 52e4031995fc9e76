"""Reading a finished PDF with pikepdf; what is found is a `PdfView`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from report_pdf.readback.pdf_content import read_decoder, read_marks
from report_pdf.readback.pdf_view import Annotation, Content, Element, Font, OutlineEntry, PageView, PdfView

_TEXTS = ("ActualText", "Alt", "E", "Lang", "T", "ID")
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")

Shown = Sequence[Mapping[int, str]]
"""For each page the text of each MCID."""


def read_pdf(data: bytes) -> PdfView:
    """Read a tagged PDF.

    Raises:
        ValueError: it has no structure.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            message = "the file has no structure tree"
            raise ValueError(message)
        return _Reader(pdf).view()


class _Reader:
    """The file, its pages by the number of their object, and its fonts."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._root = pdf.Root
        self._pages = tuple(pdf.pages)
        self._index = {_identity(page.obj): index for index, page in enumerate(self._pages)}
        self._fonts = {_identity(font): font for page in self._pages for _name, font in _fonts(page)}
        self._decoders = {number: read_decoder(font) for number, font in self._fonts.items()}
        self._destinations = dict(_names(_dictionary(_dictionary(self._root, "/Names"), "/Dests")))

    def view(self) -> PdfView:
        pages = tuple(self._page(page) for page in self._pages)
        shown = [{mark.mcid: mark.text for mark in page.marks if mark.mcid is not None} for page in pages]
        structure = self._root.StructTreeRoot
        return PdfView(
            document=self._element(_listed(structure, "/K")[0], shown, frozenset()),
            parent_tree=dict(_parent_tree(_dictionary(structure, "/ParentTree"))),
            pages=pages,
            annotations=tuple(self._annotations()),
            outline=tuple(self._outline(_dictionary(self._root, "/Outlines"), 1)),
            fonts=tuple(sorted({_font(font) for font in self._fonts.values()}, key=lambda font: font.name)),
        )

    def _page(self, page: pikepdf.Page) -> PageView:
        fonts = {name: self._decoders[_identity(font)] for name, font in _fonts(page)}
        return PageView(str(page.label), _number(page.obj, "/StructParents"), tuple(read_marks(page, fonts)))

    def _element(self, found: Object, shown: Shown, around: frozenset[int]) -> Element:
        number = _identity(found)
        around |= {number}
        kids: list[Element | Content] = []
        annotations: list[int] = []
        for kid in _listed(found, "/K"):
            if _type(kid) == "/OBJR":
                annotations.append(_identity(kid["/Obj"]))
            elif not isinstance(kid, Dictionary) or _type(kid) == "/MCR":
                kids.append(self._content(kid, self._page_of(found), shown))
            elif _identity(kid) not in around:  # one inside itself is told by the parent it names
                kids.append(self._element(kid, shown, around))
        return Element(
            number=number,
            parent=_identity(found["/P"]) if "/P" in found else 0,
            role=str(found["/S"])[1:],
            kids=tuple(kids),
            annotations=tuple(annotations),
            says={key: str(found[f"/{key}"]) for key in _TEXTS if f"/{key}" in found},
            attributes=dict(_attributes(found)),
        )

    def _content(self, kid: Object, own_page: int, shown: Shown) -> Content:
        """Content named by its number alone, on the page of its element, or with a page of its own."""
        page, mcid = own_page, kid
        if isinstance(kid, Dictionary):
            page, mcid = self._page_of(kid, own_page), kid["/MCID"]
        return Content(page, int(mcid), shown[page].get(int(mcid), "") if page >= 0 else "")

    def _page_of(self, entry: Object, otherwise: int = -1) -> int:
        return self._index.get(_identity(entry["/Pg"]), -1) if "/Pg" in entry else otherwise

    def _annotations(self) -> Iterator[Annotation]:
        for index, page in enumerate(self._pages):
            for found in _listed(page.obj, "/Annots"):
                action = _dictionary(found, "/A")
                destination = next((o[k] for o, k in ((found, "/Dest"), (action, "/D")) if k in o), None)
                yield Annotation(
                    number=_identity(found),
                    page=index,
                    own_page=self._index.get(_identity(found["/P"]), -1) if "/P" in found else index,
                    struct_parent=_number(found, "/StructParent"),
                    name=_text(found, "/Contents"),
                    target=_text(action, "/URI") if destination is None else _name(destination),
                    target_page=self._target_page(destination),
                    is_internal=destination is not None,
                    rectangle=_rectangle(found),
                )

    def _target_page(self, destination: Object | None) -> int | None:
        if destination is not None and _name(destination):
            destination = self._destinations.get(_name(destination))
        if isinstance(destination, Dictionary):
            destination = destination["/D"]
        if not isinstance(destination, Array) or not len(destination):
            return None
        number = _identity(destination[0])
        return self._index.get(number)

    def _outline(self, parent: Object, level: int) -> Iterator[OutlineEntry]:
        at, key = parent, "/First"
        while key in at:
            at, key = at[key], "/Next"
            action = _dictionary(at, "/A")
            destination = next((o[k] for o, k in ((at, "/Dest"), (action, "/D")) if k in o), None)
            yield OutlineEntry(level, _text(at, "/Title"), self._target_page(destination))
            yield from self._outline(at, level + 1)


def _identity(found: Object) -> int:
    """The number of its object."""
    return int(found.objgen[0])


def _dictionary(owner: Object, key: str) -> Object:
    return owner[key] if key in owner else Dictionary()


def _listed(owner: Object, key: str) -> list[Object]:
    """An entry that may be one object or several."""
    if key not in owner:
        return []
    found = owner[key]
    return list(found) if isinstance(found, Array) else [found]


def _rectangle(annotation: Object) -> tuple[float, ...]:
    """Any two opposite corners may be given; here the lower left one comes first."""
    x, y, other_x, other_y = (float(side) for side in annotation["/Rect"])
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


def _number(owner: Object, key: str) -> int | None:
    return int(owner[key]) if key in owner else None


def _text(owner: Object, key: str) -> str:
    return str(owner[key]) if key in owner else ""


def _type(kid: Object) -> str:
    return _text(kid, "/Type") if isinstance(kid, Dictionary) else ""


def _name(destination: Object) -> str:
    """The name of a named destination; "" for one that says its page."""
    return str(destination) if isinstance(destination, String | Name) else ""


def _fonts(page: pikepdf.Page) -> Iterator[tuple[str, Object]]:
    fonts = _dictionary(_dictionary(page.obj, "/Resources"), "/Font")
    for name in fonts.keys():  # noqa: SIM118  # pikepdf's dictionaries iterate over values elsewhere
        yield name, fonts[name]


def _font(font: Object) -> Font:
    described = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
    descriptor = _dictionary(described, "/FontDescriptor")
    return Font(str(font["/BaseFont"])[1:], any(file in descriptor for file in _FONT_FILES))


def _attributes(element: Object) -> Iterator[tuple[str, object]]:
    for owner in _listed(element, "/A"):
        for key in owner.keys():  # noqa: SIM118
            if key != "/O":
                yield key[1:], _plain(owner[key])


def _plain(value: object) -> object:
    if isinstance(value, Array):
        return tuple(_plain(item) for item in value)
    if isinstance(value, Name):
        return str(value)[1:]
    return str(value) if isinstance(value, String) else value


def _parent_tree(node: Object) -> Iterator[tuple[int, tuple[int, ...]]]:
    numbers = _listed(node, "/Nums")
    for key, owners in zip(numbers[::2], numbers[1::2], strict=False):
        listed = list(owners) if isinstance(owners, Array) else [owners]
        yield int(key), tuple(0 if owner is None else _identity(owner) for owner in listed)
    for kid in _listed(node, "/Kids"):
        yield from _parent_tree(kid)


def _names(node: Object) -> Iterator[tuple[str, Object]]:
    names = _listed(node, "/Names")
    for name, value in zip(names[::2], names[1::2], strict=False):
        yield str(name), value
    for kid in _listed(node, "/Kids"):
        yield from _names(kid)
