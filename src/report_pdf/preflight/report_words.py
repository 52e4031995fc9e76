"""What the report says, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from report_pdf.findings import ExitCode
from report_pdf.messages import _


def page_title(label: str) -> str:
    """What a page is called: by its folio or by its name."""
    return _("p. {folio}").format(folio=label) if label.isdecimal() else label


def verdict(code: ExitCode, findings: int) -> str:
    """The outcome in one sentence."""
    if code == ExitCode.NOT_FULLY_CHECKED:
        return _("Not fully checked: see what is missing.")
    if code:
        return _("Not to be sent to the print shop as it is.")
    if findings:
        return _("It can be sent to the print shop; the notes are worth knowing.")
    return _("It can be sent to the print shop.")


def profile_name(name: str) -> str:
    """What a profile is called."""
    names = {
        "sheet-coated": _("offset, coated paper"),
        "sheet-uncoated": _("offset, uncoated paper"),
        "digital": _("from an office"),
    }
    return names[name]


def size_told(sizes: Sequence[tuple[float, float]]) -> str:
    """The sizes of the trimmed pages, in mm."""
    told = dict.fromkeys(f"{width:.1f} × {height:.1f} mm" for width, height in sizes)
    return ", ".join(told)


def plate_name(name: str) -> str:
    """What a plate is called; inks of their own have names."""
    names = {"Cyan": _("Cyan"), "Magenta": _("Magenta"), "Yellow": _("Yellow"), "Black": _("Black")}
    return names.get(name, name)


def view_name(view: str) -> str:
    """What a way of seeing the pages is called."""
    names = {"proof": _("soft proof"), "screen": _("on the screen"), "ink": _("how much ink")}
    return names[view] if view in names else plate_name(view.partition(":")[2])


def report_words() -> Mapping[str, str]:
    """The words of the page, by the names that its template has for them."""
    return {
        "language": _("en"),
        "preflight": _("preflight"),
        "skip": _("Skip to what was found"),
        "last_word": _("The print shop's own preflight has the last word."),
        "profile": _("Profile"),
        "pages": _("Pages"),
        "trimmed": _("Trimmed size"),
        "condition": _("Printing condition"),
        "version": _("PDF version"),
        "found": _("What was found"),
        "nothing": _("Nothing."),
        "about_file": _("About the whole file"),
        "about_pages": _("On the pages"),
        "remedy": _("Remedy:"),
        "meant": _("Meant, with the reason"),
        "ink": _("Ink on each page"),
        "ink_told": _(
            "How much of the trimmed page each plate prints, and the most ink on one spot, in percent."
        ),
        "most": _("Most"),
        "page": _("Page"),
        "the_pages": _("The pages"),
        "see": _("See"),
        "marks": _("Mark what was found"),
        "cut": _("The dashed line is where the page is cut."),
        "heat": _("How much ink, in percent of the most that the paper takes:"),
        "too_much": _("too much"),
        "no_pictures": _("There are no pictures: the file could not be drawn."),
    }
