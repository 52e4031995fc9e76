"""What the contact sheet says, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from report_pdf.messages import _, ngettext


def page_title(label: str) -> str:
    """What a page is called: by its folio or by its name."""
    return _("p. {folio}").format(folio=label) if label.isdecimal() else label


def pages_counted(pages: int) -> str:
    """How many there are."""
    return ngettext("{n} page", "{n} pages", pages).format(n=pages)


def pages_changed(pages: int, compared_with: str) -> str:
    """How many look otherwise than in the book of that name; "" for the name if there is none."""
    if not compared_with:
        return _("there is no earlier book to compare it with")
    if not pages:
        return _("every page as in {book}").format(book=compared_with)
    told = ngettext("{n} page changed since {book}", "{n} pages changed since {book}", pages)
    return told.format(n=pages, book=compared_with)


def sheet_words() -> Mapping[str, str]:
    """The words of the page, by the names that its template has for them."""
    return {
        "language": _("en"),
        "contact_sheet": _("contact sheet"),
        "view": _("Seen"),
        "plain": _("as it is"),
        "grey": _("in grey"),
        "deuteranopia": _("deuteranopia"),
        "protanopia": _("protanopia"),
        "tritanopia": _("tritanopia"),
        "views_source": _("Colour blindness by Machado, Oliveira and Fernandes (2009), severity 1.0."),
        "size": _("Size"),
        "overview": _("overview"),
        "reading": _("spread"),
        "large": _("large"),
        "over": _("On the pages"),
        "grid": _("grid"),
        "findings": _("findings"),
        "keys": _("Keys"),
        "keys_on": _("single keys"),
        "key_spread": _("the spread before or after"),
        "comparison": _("Comparison"),
        "beside": _("side by side"),
        "curtain": _("curtain"),
        "difference": _("difference"),
        "changed_pages": _("Pages that have changed"),
        "changed": _("changed"),
        "new": _("new page"),
        "gone": _("page taken out"),
        "before": _("before"),
        "now": _("now"),
        "curtain_at": _("where the curtain hangs"),
        "go_to_page": _("in the book"),
        "book": _("The book"),
        "elsewhere": _("Findings about no page"),
        "finding": _("finding"),
    }
