"""The form of a part: fields under one name, each with the look it has, nothing that runs or signs."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream, String

from report_pdf.parts.interactive.drawn_annotations import Drawn, drawn, paint_over
from report_pdf.parts.objects.entries import Identity, dictionary, entries, entry, identity
from report_pdf.parts.objects.names import name
from report_pdf.parts.objects.values import integer, numbers, text
from report_pdf.parts.objects.walks import annotations_on

_MOST_LEVELS = 32
_PUSH_BUTTON = 1 << 16
"""Field flag (ISO 32000-1, table 226)."""
_FORGOTTEN = ("/A", "/AA")


def normalise_form(pdf: Pdf, key: str) -> tuple[int, ...]:
    """Leave the fields that can be filled under one field `key`.

    Signatures and push buttons are drawn into their page: without what they did they are decoration.

    Returns:
        the 1-based pages with a field that has no appearance.
    """
    form = dictionary(pdf.Root, "/AcroForm")
    if "/AcroForm" in pdf.Root:
        del pdf.Root["/AcroForm"]
    alive: dict[Identity, Dictionary] = {}
    roots: dict[Identity, Dictionary] = {}
    bare: list[int] = []
    for number, page in enumerate(pdf.pages, start=1):
        for widget in _widgets(pdf, page):
            chain = _chain(widget)
            roots[identity(chain[-1])] = chain[-1]
            alive |= {identity(each): each for each in chain}
            _describe(widget, chain)
            if not _make_look(pdf, widget, chain):
                bare.append(number)
    _link(alive)
    if roots:
        top = pdf.make_indirect(Dictionary(T=String(key), Kids=Array(roots.values())))
        for root in roots.values():
            root["/Parent"] = top
        pdf.Root["/AcroForm"] = Dictionary({"/Fields": Array([top]), **_of_form(form)})
    return tuple(sorted(set(bare)))


def _of_form(form: Dictionary) -> dict[str, object]:
    """What is said of all fields: how they are filled in, and with which fonts."""
    said = {"/DA": String, "/Q": int}
    found: dict[str, object] = {
        key: form[key] for key, kind in said.items() if isinstance(entry(form, key), kind)
    }
    # Old files list the operators that a printer must know among the resources: an array.
    resources = {key: value for key, value in entries(entry(form, "/DR")) if isinstance(value, Dictionary)}
    return {**found, "/DR": Dictionary(resources)} if resources else found


def _widgets(pdf: Pdf, page: Page) -> Iterator[Dictionary]:
    """The fields of a page that stay; those that only did something are drawn into the page."""
    kept, looks = [], list[Drawn]()
    found = list(annotations_on(page))
    for each in found:
        if name(entry(each, "/Subtype")) == "Widget" and _is_act(_chain(each)):
            looks += [look for look in [drawn(each)] if look is not None]
        else:
            kept.append(each)
    if len(kept) < len(found):
        page.obj["/Annots"] = Array(kept)
        paint_over(pdf, page, looks)
    yield from (each for each in kept if name(entry(each, "/Subtype")) == "Widget")


def _chain(widget: Dictionary) -> list[Dictionary]:
    """The widget and the fields it is in, from below; a circle is cut."""
    chain = [widget]
    while len(chain) < _MOST_LEVELS:
        parent = entry(chain[-1], "/Parent")
        is_new = isinstance(parent, Dictionary) and identity(parent) not in {identity(each) for each in chain}
        if not isinstance(parent, Dictionary) or not is_new or not parent.is_indirect or _is_other(parent):
            break
        chain.append(parent)
    if "/Parent" in chain[-1]:
        del chain[-1]["/Parent"]
    return chain


def _is_other(parent: Dictionary) -> bool:
    """Whether it is no field: some files name the page as what a field is in, or all pages."""
    return name(entry(parent, "/Type")) not in {"", "Annot"}


def _found(chain: list[Dictionary], key: str) -> object:
    """An entry that fields inherit."""
    return next((entry(each, key) for each in chain if key in each), None)


def _is_act(chain: list[Dictionary]) -> bool:
    """Whether it signs or does something, or is no field at all."""
    kind = name(_found(chain, "/FT"))
    is_push = kind == "Btn" and bool(integer(_found(chain, "/Ff")) & _PUSH_BUTTON)
    return is_push or kind not in {"Tx", "Ch", "Btn"}


def _describe(widget: Dictionary, chain: list[Dictionary]) -> None:
    """What is read for a field: its description, else its name."""
    for each in chain:
        for key in _FORGOTTEN:
            if key in each:
                del each[key]
    names = [text(entry(each, "/T")) for each in chain]
    described = text(_found(chain, "/TU")).strip() or next((each for each in names if each.strip()), "campo")
    owner = next((each for each in chain if "/T" in each), widget)
    owner["/TU"] = widget["/TU"] = String(described)
    if "/T" not in owner:
        owner["/T"] = String("campo")


def _make_look(pdf: Pdf, widget: Dictionary, chain: list[Dictionary]) -> bool:
    """Keep the appearance of now alone; an empty field needs none drawn. Returns whether it has one."""
    shown = entry(dictionary(widget, "/AP"), "/N")
    is_button = name(_found(chain, "/FT")) == "Btn"
    if is_button and isinstance(shown, Dictionary) and not isinstance(shown, Stream):
        looks = {key: each for key in shown.keys() if isinstance(each := shown.get(key), Stream)}  # noqa: SIM118
        if looks:
            state = f"/{name(entry(widget, '/AS'))}"
            widget["/AP"] = Dictionary(N=Dictionary(dict(sorted(looks.items()))))
            widget["/AS"] = Name(state if state in looks else "/Off")
            return True
    if not is_button and isinstance(shown, Stream):
        widget["/AP"] = Dictionary(N=shown)
        return True
    if is_button or _is_filled(chain) or "/MK" in widget:
        return False
    widget["/AP"] = Dictionary(N=_empty(pdf, widget))
    return True


def _is_filled(chain: list[Dictionary]) -> bool:
    value = _found(chain, "/V")
    return value is not None and not (isinstance(value, String) and not text(value).strip())


def _empty(pdf: Pdf, widget: Dictionary) -> Stream:
    sides = numbers(entry(widget, "/Rect"), 4) or (0.0, 0.0, 0.0, 0.0)
    box = Array([0, 0, round(abs(sides[2] - sides[0]), 3), round(abs(sides[3] - sides[1]), 3)])
    return Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Form, BBox=box)


def _link(alive: dict[Identity, Dictionary]) -> None:
    """Each field has those below it that pages show, and no others."""
    below: dict[Identity, list[Dictionary]] = {}
    for found in alive.values():
        parent = entry(found, "/Parent")
        if isinstance(parent, Dictionary) and identity(parent) in alive:
            below.setdefault(identity(parent), []).append(found)
    for number, found in alive.items():
        if number in below:
            found["/Kids"] = Array(below[number])
        elif "/Kids" in found:
            del found["/Kids"]
