"""Which structure element an HTML element becomes.

Standard structure types of ISO 32000-1, 14.8.4. An element that is in no table
here is transparent: its content belongs to the element around it.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}svg"

ROLE_BY_TAG = {
    "html": "Document",
    "section": "Sect",
    "article": "Art",
    "blockquote": "BlockQuote",
    "aside": "Note",
    "p": "P",
    "pre": "P",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "h5": "H5",
    "h6": "H6",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "figure": "Div",  # around the picture's Figure: an Alt would silence a caption inside it
    "caption": "Caption",
    "figcaption": "Caption",
    "q": "Quote",
    "code": "Code",
}

ROLE_IN_CONTENTS = {"ul": "TOC", "ol": "TOC", "li": "TOCI"}

# What a template may ask for with data-tag; "none" makes an element transparent.
FORCED_ROLES = frozenset(
    {"Part", "Art", "Sect", "Div", "BlockQuote", "P", "H1", "H2", "H3", "H4", "H5", "H6"}
    | {"Note", "Caption", "Span", "Quote", "none"},
)

# Elements that hold blocks: loose text in them becomes a paragraph.
GROUPS = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "TOCI"})
# Elements that hold either text or blocks.
HOLDERS = frozenset({"LBody", "TD", "TH", "Caption", "Note"})
# Elements that hold text: all that stands in them is read in one breath.
TEXTS = frozenset(
    {"P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "Link", "Reference", "Span", "Quote", "Code"},
)
INLINE = frozenset({"Link", "Span", "Quote", "Code"})

LIST_NUMBERING = {
    "none": "None",
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "decimal-leading-zero": "Decimal",
    "upper-roman": "UpperRoman",
    "lower-roman": "LowerRoman",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
}
"""ISO 32000-1, table 347, by CSS list-style-type; a style not named here has a sign of its own: Disc."""

SCOPES = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}


def role_of(element: Element, *, in_contents: bool) -> str | None:
    """The structure type of `element`, None if it is transparent."""
    forced = element.get("data-tag")
    if forced in FORCED_ROLES:
        return None if forced == "none" else forced
    if element.get("role") == "img":
        return "Figure"
    if element.get("role") == "note":
        return "Note"
    if is_link(element):
        return "Link"
    if in_contents and element.tag in ROLE_IN_CONTENTS:
        return ROLE_IN_CONTENTS[element.tag]
    return ROLE_BY_TAG.get(element.tag)


def is_link(element: Element) -> bool:
    """Whether the element is a link that can be followed."""
    return element.tag == "a" and "href" in element.attrib


def is_picture(element: Element) -> bool:
    """Whether the element is a picture of its own, not a decoration of another."""
    return element.tag in {"img", SVG}


def is_contents(element: Element) -> bool:
    """Whether the element is a table of contents."""
    return element.get("role") == "doc-toc"


def is_hidden(element: Element) -> bool:
    """Whether the element and all in it is for the eye alone."""
    return element.get("aria-hidden") == "true" or element.get("role") in {"presentation", "none"}


def pause_after(element: Element) -> str:
    """What is read after the element and not printed, where on the page a place of its own sets it apart.

    A comma, or what `data-pause` says: `data-pause="."`, `data-pause=", pagina"`.
    """
    pause = element.get("data-pause")
    return "" if pause is None else f"{pause or ','} "


def alternative(element: Element) -> str:
    """What is said in the place of a picture; "" when it says nothing."""
    if label := element.get("aria-label") or element.get("alt"):
        return label
    title = element.find("{http://www.w3.org/2000/svg}title")
    return (title.text or "") if title is not None else ""
