"""Reading the structure tree; without recursion, for structures from elsewhere may be deep."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from pikepdf import Dictionary, Object

from report_pdf.readback.pdf_objects import dictionary, identity, listed, plain, text
from report_pdf.readback.pdf_view import Content, Element

_TEXTS = ("/ActualText", "/Alt", "/E", "/Lang", "/T", "/ID")


@dataclass(slots=True)
class _Draft:
    """An element whose kids are drafts still, named by their place in the list of all."""

    found: Object
    number: int
    kids: list[Content | int] = field(default_factory=list)
    annotations: list[int] = field(default_factory=list)


def read_elements(
    root: Object, page_index: Mapping[int, int], shown: Callable[[int, int, int], str]
) -> Element:
    """The element at the top of a structure; one that is reached again is there again, but empty.

    Args:
        root: the root of the structure.
        page_index: 0-based indexes of pages by the number of their object.
        shown: the text of marked content, by page index, number of its stream (0: the page) and MCID.
    """
    top = listed(root, "/K")[0]
    drafts = [_Draft(top, identity(top))]
    seen = {identity(top)}
    for draft in drafts:  # the list grows: each element behind the one it is in
        page = _page_of(draft.found, page_index)
        for kid in listed(draft.found, "/K"):
            kind = text(kid, "/Type") if isinstance(kid, Dictionary) else "/MCR"
            if kind == "/MCR":
                draft.kids.append(_content(kid, page, page_index, shown))
            elif kind == "/OBJR":
                draft.annotations.append(identity(kid.get("/Obj", kid)))
            else:
                draft.kids.append(len(drafts))
                is_again = identity(kid) in seen
                drafts.append(_Draft(_without_kids(kid) if is_again else kid, identity(kid)))
                seen.add(identity(kid))
    return _built(drafts, _roles(root))


def _without_kids(found: Object) -> Object:
    return Dictionary({key: found[key] for key in ("/S", "/P", "/Pg") if key in found})


def _content(
    kid: Object,
    page: int,
    page_index: Mapping[int, int],
    shown: Callable[[int, int, int], str],
) -> Content:
    """Content named by its number alone, on the page of its element, or with a page or a form of its own."""
    if not isinstance(kid, Dictionary):
        return Content(page, int(kid), shown(page, 0, int(kid)))
    page = _page_of(kid, page_index, page)
    stream, mcid = identity(kid["/Stm"]) if "/Stm" in kid else 0, int(kid["/MCID"])
    return Content(page, mcid, shown(page, stream, mcid), stream)


def _page_of(entry: Object, page_index: Mapping[int, int], otherwise: int = -1) -> int:
    return page_index.get(identity(entry["/Pg"]), -1) if "/Pg" in entry else otherwise


def _roles(root: Object) -> dict[str, str]:
    """What the names of roles stand for, where they are not the standard ones."""
    told = dictionary(root, "/RoleMap")
    names = {key[1:]: text(told, key)[1:] for key in told.keys()}  # noqa: SIM118  # not their values
    roles: dict[str, str] = {}
    for name in names:
        role, seen = name, set[str]()
        while role in names and role not in seen:
            seen.add(role)
            role = names[role]
        roles[name] = role
    return roles


def _built(drafts: list[_Draft], roles: Mapping[str, str]) -> Element:
    built: dict[int, Element] = {}
    for place in reversed(range(len(drafts))):
        draft = drafts[place]
        keys = draft.found.keys()
        role = text(draft.found, "/S")[1:]
        built[place] = Element(
            number=draft.number,
            parent=identity(draft.found["/P"]) if "/P" in keys else 0,
            role=roles.get(role, role),
            kids=tuple(built.pop(kid) if isinstance(kid, int) else kid for kid in draft.kids),
            annotations=tuple(draft.annotations),
            says={key[1:]: str(draft.found[key]) for key in _TEXTS if key in keys},
            attributes=dict(_attributes(draft.found)) if "/A" in keys else {},
        )
    return built[0]


def _attributes(element: Object) -> Iterator[tuple[str, object]]:
    for owner in listed(element, "/A"):
        if isinstance(owner, Dictionary):  # a number beside it counts its revisions
            for key in owner.keys():  # noqa: SIM118
                if key != "/O":
                    yield key[1:], plain(owner[key])
