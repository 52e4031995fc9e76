"""The outline of a part: written anew, closed, each entry with a page of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Object, Pdf, String

from report_pdf.parts.interactive.destinations import Destinations, leads_inside
from report_pdf.parts.objects.entries import Identity, dictionary, entry, identity
from report_pdf.parts.objects.values import text

DEEPEST = 6
MOST_ENTRIES = 5000


@dataclass(slots=True)
class _Entry:
    """An entry of the outline on its way; `target` is None until one is found."""

    title: str
    target: Array | None
    kids: list[_Entry] = field(default_factory=list)


def normalise_outline(pdf: Pdf, known: Destinations) -> int:
    """Write the outline anew; returns how many entries led nowhere and are gone."""
    top = _read(dictionary(pdf.Root, "/Outlines"), known)
    if "/Outlines" in pdf.Root:
        del pdf.Root["/Outlines"]
    dropped = _settle(top)
    if top.kids:
        pdf.Root["/Outlines"] = _write(pdf, top)
    return dropped


def _read(root: Dictionary, known: Destinations) -> _Entry:
    top = _Entry("", None)
    waiting: list[tuple[object, _Entry, int]] = [(entry(root, "/First"), top, 1)]
    seen: set[Identity] = set()
    while waiting and len(seen) < MOST_ENTRIES:
        found, parent, level = waiting.pop()
        if not isinstance(found, Dictionary) or not found.is_indirect or identity(found) in seen:
            continue
        seen.add(identity(found))
        read = _Entry(" ".join(text(entry(found, "/Title")).split()), _target(found, known))
        parent.kids.append(read)
        waiting.append((entry(found, "/Next"), parent, level))
        # What is too deep comes up beside the last that may have something below it.
        below = (parent, level) if level >= DEEPEST else (read, level + 1)
        waiting.append((entry(found, "/First"), *below))
    return top


def _target(found: Dictionary, known: Destinations) -> Array | None:
    target = entry(found, "/Dest")
    if target is None and leads_inside(found):
        target = entry(entry(found, "/A"), "/D")
    return known.explicit(target)


def _settle(top: _Entry) -> int:
    """An entry without a page has that of the first below it; without any it goes, and its kids with it."""
    dropped = 0
    for parent in reversed(list(_walk(top))):
        for kid in parent.kids:
            if kid.target is None and kid.kids:
                kid.target = Array(list(kid.kids[0].target or ()))
        kept = [kid for kid in parent.kids if kid.target is not None and kid.title]
        dropped += len(parent.kids) - len(kept)
        parent.kids = kept
    return dropped


def _walk(top: _Entry) -> Iterator[_Entry]:
    waiting = [top]
    while waiting:
        found = waiting.pop()
        yield found
        waiting += reversed(found.kids)


def _write(pdf: Pdf, top: _Entry) -> Object:
    written = {id(each): pdf.make_indirect(Dictionary()) for each in _walk(top)}
    for parent in _walk(top):
        objects = [written[id(kid)] for kid in parent.kids]
        if not objects:
            continue
        at = written[id(parent)]
        at["/First"], at["/Last"] = objects[0], objects[-1]
        at["/Count"] = len(objects) if parent is top else -len(objects)
        for index, (kid, found) in enumerate(zip(parent.kids, objects, strict=True)):
            found["/Title"], found["/Parent"], found["/Dest"] = String(kid.title), at, kid.target
            if index:
                found["/Prev"] = objects[index - 1]
            if index + 1 < len(objects):
                found["/Next"] = objects[index + 1]
    return written[id(top)]
