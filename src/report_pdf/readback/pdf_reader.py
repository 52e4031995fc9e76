"""Reading a finished PDF with pikepdf; what is found is a `PdfView`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream, String

from report_pdf.readback.pdf_content import ContentReader
from report_pdf.readback.pdf_objects import dictionary, identity, listed, names_of, number, numbers_of, text
from report_pdf.readback.pdf_structure import read_elements
from report_pdf.readback.pdf_view import Annotation, Font, OutlineEntry, PageView, PdfView

_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_KEYS = ("/StructParents", "/StructParent")
_IS_HIDDEN = 2


class NoStructure(ValueError):  # noqa: N818  # named for what is missing, not for an error in the program
    """The file has no structure to be read."""


def read_pdf(data: bytes) -> PdfView:
    """Read a tagged PDF.

    Raises:
        NoStructure: it is not tagged.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        if not listed(dictionary(pdf.Root, "/StructTreeRoot"), "/K"):
            raise NoStructure
        return _Reader(pdf).view()


class _Reader:
    """The file, its pages by the number of their object, and its named destinations."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._pages = tuple(pdf.pages)
        self._index = {identity(page.obj): index for index, page in enumerate(self._pages)}
        names = dictionary(dictionary(pdf.Root, "/Names"), "/Dests")
        self._destinations = {name: self._page_of(found) for name, found in names_of(names)}

    def view(self) -> PdfView:
        content = ContentReader()
        pages = tuple(
            PageView(label, number(page.obj, "/StructParents"), content.marks(page))
            for label, page in zip(self._labels(), self._pages, strict=True)
        )
        root = self._pdf.Root.StructTreeRoot
        keys = tuple(self._keys())
        return PdfView(
            document=read_elements(root, self._index, _shown(pages)),
            parent_tree={key: _owners(found) for key, found in numbers_of(dictionary(root, "/ParentTree"))},
            pages=pages,
            annotations=tuple(self._annotations()),
            outline=tuple(self._outline()),
            fonts=tuple(sorted({_font(font) for font in content.fonts}, key=lambda font: font.name)),
            stream_keys={stream: key for stream, key in keys if stream},
            key_uses=Counter(key for _stream, key in keys),
            ids={name: identity(found) for name, found in names_of(dictionary(root, "/IDTree"))},
            destinations=self._destinations,
        )

    def _labels(self) -> Iterator[str]:
        """The labels; the library knows all kinds, but counts from the first page for each."""
        ranges = dict(numbers_of(dictionary(self._pdf.Root, "/PageLabels")))
        told: Object = Dictionary()
        first = 0
        for index, page in enumerate(self._pages):
            if index in ranges:
                told, first = ranges[index], index
            match text(told, "/S"):
                case "":
                    yield text(told, "/P")
                case "/D":
                    yield f"{text(told, '/P')}{index - first + int(told.get('/St', 1))}"
                case _:
                    yield str(page.label)

    def _page_of(self, destination: Object | None) -> int | None:
        if isinstance(destination, String | Name):
            return self._destinations.get(_name(destination))
        if isinstance(destination, Dictionary):
            destination = destination.get("/D")
        if not isinstance(destination, Array) or not len(destination):
            return None
        return self._index.get(identity(destination[0])) if isinstance(destination[0], Dictionary) else None

    def _annotations(self) -> Iterator[Annotation]:
        for index, page in enumerate(self._pages):
            for found in listed(page.obj, "/Annots"):
                kind = text(found, "/Subtype")[1:]
                if _is_met(found, kind):
                    yield self._annotation(found, index, kind)

    def _annotation(self, found: Object, index: int, kind: str) -> Annotation:
        action = dictionary(found, "/A")
        destination = _destination(found)
        return Annotation(
            number=identity(found),
            page=index,
            own_page=self._index.get(identity(found["/P"]), -1) if "/P" in found else index,
            struct_parent=number(found, "/StructParent"),
            name=_name_of_field(found) if kind == "Widget" else text(found, "/Contents"),
            target=text(action, "/URI") if destination is None else _name(destination),
            target_page=self._page_of(destination),
            is_internal=destination is not None,
            rectangle=_rectangle(found),
            kind=kind,
        )

    def _outline(self) -> Iterator[OutlineEntry]:
        """The entries in order; one that was there before is told, and left alone."""
        waiting = [(dictionary(self._pdf.Root, "/Outlines").get("/First"), 1)]
        seen: set[int] = set()
        while waiting:
            entry, level = waiting.pop()
            if entry is None:
                continue
            is_again = identity(entry) in seen
            yield OutlineEntry(level, text(entry, "/Title"), self._page_of(_destination(entry)), is_again)
            if not is_again:
                seen.add(identity(entry))
                waiting += [(entry.get("/Next"), level), (entry.get("/First"), level + 1)]

    def _keys(self) -> Iterator[tuple[int, int]]:
        """Each use of a key of the parent tree; before it the number of a form that holds marked content."""
        for found in self._pdf.objects:
            if isinstance(found, Dictionary | Stream):
                for key in _KEYS:
                    if key in found:
                        is_form = isinstance(found, Stream) and key == "/StructParents"
                        yield identity(found) if is_form else 0, int(found[key])
        for page in self._pages:
            for found in listed(page.obj, "/Annots"):
                if not identity(found) and "/StructParent" in found:
                    yield 0, int(found["/StructParent"])


def _is_met(found: Object, kind: str) -> bool:
    """Whether readers meet an annotation; pop-ups belong to others, an invisible signature has no size."""
    left, bottom, right, top = _rectangle(found)
    is_nothing = kind == "Widget" and left == right and bottom == top
    return not (kind == "Popup" or is_nothing or int(found.get("/F", 0)) & _IS_HIDDEN)


def _shown(pages: tuple[PageView, ...]) -> Callable[[int, int, int], str]:
    """The text of marked content by page index, number of its stream, MCID; a stream is on one page alone."""
    texts = {
        (0 if mark.stream else index, mark.stream, mark.mcid): mark.text
        for index, page in enumerate(pages)
        for mark in page.marks
    }
    return lambda page, stream, mcid: texts.get((0 if stream else page, stream, mcid), "")


def _destination(found: Object) -> Object | None:
    """Where a link or an entry of the outline leads within the book."""
    action = dictionary(found, "/A")
    return found["/Dest"] if "/Dest" in found else action.get("/D")


def _name(destination: Object) -> str:
    """The name of a named destination; "" for one that says its page."""
    return str(destination) if isinstance(destination, String | Name) else ""


def _name_of_field(widget: Object) -> str:
    """What is read aloud for a field: said by it or by one that it is part of."""
    at: Object | None = widget
    for _level in range(32):
        if at is None or "/TU" in at:
            break
        at = at.get("/Parent")
    return text(widget, "/Contents") if at is None else text(at, "/TU")


def _owners(found: Object) -> tuple[int, ...]:
    owners = list(found) if isinstance(found, Array) else [found]
    return tuple(0 if owner is None else identity(owner) for owner in owners)


def _rectangle(annotation: Object) -> tuple[float, ...]:
    """Any two opposite corners may be given; here the lower left one comes first."""
    x, y, other_x, other_y = (float(side) for side in annotation["/Rect"])
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


def _font(font: Object) -> Font:
    """A font whose glyphs are drawings in the file (Type 3) needs no other file."""
    described = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
    descriptor = dictionary(described, "/FontDescriptor")
    is_drawn = font.get("/Subtype") == "/Type3"
    return Font(text(font, "/BaseFont")[1:], is_drawn or any(file in descriptor for file in _FONT_FILES))
