"""Structure types: the standard ones of PDF 1.7, and what others stand for."""

from __future__ import annotations

import re

from pikepdf import Array, Name, Object

from report_pdf.parts.objects.entries import entry
from report_pdf.parts.objects.names import name

GROUPING = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "TOC", "TOCI", "Index"})
HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})
INLINE = frozenset({"Span", "Quote", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "Warichu"})
STANDARD = (
    GROUPING
    | HEADINGS
    | INLINE
    | {"NonStruct", "Private", "Caption", "H", "P", "Note", "Figure", "Formula", "Form"}
    | {"L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"}
    | {"RB", "RT", "RP", "WT", "WP"}
)
"""ISO 32000-1, 14.8.4."""

_STANDS_FOR = {
    # PDF 2.0 (ISO 32000-2, 14.8.4)
    "Title": "P",
    "FENote": "Note",
    "Em": "Span",
    "Strong": "Span",
    "Sub": "Span",
    "Aside": "Div",
    "DocumentFragment": "Part",
    # MathML, inside a formula
    "math": "Span",
    # office programs' own names, where they leave them without a mapping
    "Article": "Art",
    "Footnote": "Note",
    "Endnote": "Note",
    "Normal": "P",
    "Textbody": "P",
    "Textbox": "Div",
    "InlineShape": "Figure",
    "Diagram": "Figure",
    "Chart": "Figure",
    "Chartsheet": "Part",
    "Worksheet": "Part",
    "Slide": "Part",
    "Workbook": "Document",
    "Dialogsheet": "Part",
    "Macrosheet": "Part",
}
# Paragraph styles of office programs, in the languages of those who write for the office.
_HEADING_STYLE = re.compile(r"(?:heading|titolo|überschrift|titre)[ _-]?(\d)", re.IGNORECASE)
_HEADING = re.compile(r"H([1-9]\d?)")

ARTIFACT = "Artifact"
UNKNOWN = ""


def standard_type(element: Object, roles: Object) -> str:
    """The standard type of an element; "Artifact" for what is none of the content, "" for the unknown.

    Args:
        element: with its /S, and perhaps a namespace.
        roles: the document's role map.
    """
    own = name(entry(element, "/S"))
    mapped = _mapped(own, entry(element, "/NS"), roles)
    # LibreOffice up to 7.4 maps its headings' styles to paragraphs.
    style = _HEADING_STYLE.fullmatch(own)
    if style and mapped in {"P", UNKNOWN} and style[1] in "123456":
        return f"H{style[1]}"
    return mapped


def _mapped(role: str, namespace: object, roles: Object) -> str:
    """Follow the role maps until a type is known; a circle leads nowhere."""
    seen: set[str] = set()
    while role not in seen:
        if known := _known(role):
            return known
        seen.add(role)
        target = entry(entry(namespace, "/RoleMapNS"), f"/{role}") or entry(roles, f"/{role}")
        if isinstance(target, Array) and len(target):
            namespace = target[1] if len(target) > 1 else None
            target = target[0]
        role = name(target) if isinstance(target, Name) else role
    return UNKNOWN


def _known(role: str) -> str:
    if role in STANDARD or role == ARTIFACT:
        return role
    if heading := _HEADING.fullmatch(role):
        return f"H{min(int(heading[1]), 6)}"
    return _STANDS_FOR.get(role, "")
