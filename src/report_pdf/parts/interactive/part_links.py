"""The links of a part: to places in it, under names of its own, or to addresses; others are gone."""

from __future__ import annotations

import re

from pikepdf import Array, Dictionary, Name, Pdf, String

from report_pdf.parts.interactive.destinations import Destinations, leads_inside, page_of, prefixed, target_of
from report_pdf.parts.objects.entries import entry, keys
from report_pdf.parts.objects.names import name
from report_pdf.parts.objects.values import text
from report_pdf.parts.objects.walks import annotations_on
from report_pdf.parts.part import PartRequest

_KEPT = frozenset(
    {"/Type", "/Subtype", "/Rect", "/Border", "/BS", "/C", "/H", "/QuadPoints", "/OC", "/Contents", "/Dest"}
)
_KEPT_ADDRESS = re.compile(r"(?:https?|ftp|mailto|tel):[\x21-\x7e]+", re.IGNORECASE)
_WEB = re.compile(r"(?:https?|ftp)://(?:www\.)?(.+?)/?", re.IGNORECASE)


def normalise_links(pdf: Pdf, known: Destinations, request: PartRequest) -> tuple[int, ...]:
    """Make links lead to names of the part or to addresses, and say where.

    Returns:
        the 1-based page of each link that led to no page of the part, and is gone.
    """
    names = {prefixed(given, request.key): view for given, view in known.by_name.items()}
    dead: list[int] = []
    for number, page in enumerate(pdf.pages, start=1):
        kept = []
        for each in annotations_on(page):
            if name(entry(each, "/Subtype")) != "Link" or _normalise(each, known, names, request):
                kept.append(each)
            elif leads_inside(each):
                dead.append(number)
        if "/Annots" in page.obj:
            page.obj["/Annots"] = Array(kept)
    return tuple(dead)


def _normalise(link: Dictionary, known: Destinations, names: dict[str, Array], request: PartRequest) -> bool:
    """Whether the link leads anywhere."""
    target = target_of(link, known, request.key)
    address = _address(link)
    if target is None and not address:
        return False
    said = text(entry(link, "/Contents")).strip()
    if said in {address, _named(link)}:
        said = ""  # what a program leads to, in its own terms, tells nobody anything
    for key in keys(link):
        if key not in _KEPT and key != "/StructParent":
            del link[key]
    if target is None:
        link["/A"] = Dictionary(S=Name.URI, URI=String(address))
        link["/Contents"] = String(said or _told(address))
    else:
        page = page_of(names[str(target)] if isinstance(target, String) else target, known)
        link["/Dest"] = target
        link["/Contents"] = String(said or f"{request.name}, pagina {page + 1}")
    return True


def _named(link: Dictionary) -> str:
    """The source's name of where a link leads."""
    target = entry(link, "/Dest") if "/Dest" in link else entry(entry(link, "/A"), "/D")
    return name(target) or text(target)


def _address(link: Dictionary) -> str:
    action = entry(link, "/A")
    given = text(entry(action, "/URI")).strip() if name(entry(action, "/S")) == "URI" else ""
    return given if _KEPT_ADDRESS.fullmatch(given) else ""


def _told(address: str) -> str:
    """An address as it is read aloud."""
    scheme, _colon, rest = address.partition(":")
    if web := _WEB.fullmatch(address):
        return f"Collegamento a {web[1]}"
    if scheme.lower() == "mailto":
        return f"Posta elettronica: {rest.partition('?')[0]}"
    return f"Telefono: {rest}"
