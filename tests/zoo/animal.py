"""What an animal of the zoo is, what is expected of it, and how one is bred from another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Object, Pdf, Stream

from report_pdf.parts.part import Treatment

Fate = frozenset[Treatment | None]
"""How the pages of a file may come into the book; None is for one that is refused."""

TAGS: Fate = frozenset({Treatment.TAGS})
FIGURE: Fate = frozenset({Treatment.FIGURE})
IMAGE: Fate = frozenset({Treatment.IMAGE})
VECTOR = TAGS | FIGURE
DRAWN = FIGURE | IMAGE
BOUND = VECTOR | IMAGE
REFUSED: Fate = frozenset({None})

Change = Callable[[Pdf], None]


@dataclass(frozen=True, slots=True)
class Animal:
    """One PDF and its fate.

    Attributes:
        name: of its file, without suffix.
        make: writes it at the path it is given.
        fate: what may become of it.
        told: rules of findings that must be told about it.
        is_long: whether it takes so long that only `make soak` tries it.
    """

    name: str
    make: Callable[[Path], None]
    fate: Fate
    told: frozenset[str] = field(default=frozenset())
    is_long: bool = False


def animal(name: str, make: Callable[[Path], None], fate: Fate, *told: str) -> Animal:
    """An animal that does not take long."""
    return Animal(name, make, fate, frozenset(told))


def bred(base: Callable[[], bytes], *changes: Change) -> Callable[[Path], None]:
    """What the file `base` gives becomes by the changes."""

    def make(path: Path) -> None:
        with pikepdf.open(BytesIO(base())) as pdf:
            for change in changes:
                change(pdf)
            pdf.save(path, deterministic_id=True, fix_metadata_version=False)

    return make


def written(content: Callable[[], bytes]) -> Callable[[Path], None]:
    """A file of these bytes."""
    return lambda path: _write(path, content())


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def pages(entries: str) -> Change:
    """Give each page entries, written as in a PDF; those that are null are taken away."""

    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            put(page.obj, entries)

    return change


def first_page(entries: str) -> Change:
    """As `pages`, for the first alone."""
    return lambda pdf: put(pdf.pages[0].obj, entries)


def catalog(entries: str) -> Change:
    """As `pages`, for the catalog."""
    return lambda pdf: put(pdf.Root, entries)


def put(target: Object, entries: str) -> None:
    """Write entries into a dictionary, or take away those that are null."""
    for key, value in dictionary(entries).items():
        if value is not None:
            target[key] = value
        elif key in target:
            del target[key]


def dictionary(entries: str) -> Dictionary:
    """A dictionary whose entries are written as in a PDF."""
    parsed = Object.parse(f"<< {entries} >>".encode("latin-1"))
    assert isinstance(parsed, Dictionary)
    return parsed


def array(items: str) -> pikepdf.Array:
    """An array whose items are written as in a PDF."""
    parsed = Object.parse(f"[ {items} ]".encode("latin-1"))
    assert isinstance(parsed, pikepdf.Array)
    return parsed


def stream(pdf: Pdf, content: bytes, entries: str = "") -> Object:
    """A stream of the file."""
    made = Stream(pdf, content)
    put(made, entries)
    return pdf.make_indirect(made)


def resource(pdf: Pdf, kind: str, name: str, value: Object) -> None:
    """Give the first page one more resource."""
    page = pdf.pages[0]
    if kind not in page.resources:
        page.resources[kind] = Dictionary()
    page.resources[kind][name] = value


def paint(operators: bytes, *, prepend: bool = False) -> Change:
    """Paint more on the first page."""
    return lambda pdf: pdf.pages[0].contents_add(operators, prepend=prepend)


def annotated(*annotations: str) -> Change:
    """Give the first page annotations."""

    def change(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        if "/Annots" not in page:
            page.Annots = pikepdf.Array()
        for entries in annotations:
            page.Annots.append(pdf.make_indirect(dictionary(f"/Type /Annot {entries}")))

    return change
