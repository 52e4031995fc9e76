"""What the preview says, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from report_pdf.look.sheet_words import sheet_words
from report_pdf.messages import _


def preview_words() -> Mapping[str, str]:
    """The words of the page, by the names that its template and its scripts have for them."""
    shared = (
        "language", "plain", "grey", "deuteranopia", "protanopia", "tritanopia", "over", "grid",
        "findings", "keys", "keys_on", "now",
    )  # fmt: skip
    of_sheet = sheet_words()
    return {name: of_sheet[name] for name in shared} | _of_bar() | _of_panel() | _of_views()


def key_list() -> tuple[tuple[str, str], ...]:
    """The single keys, and what each does."""
    return (
        ("1 2 3 4", _("digital, print, draft, comparison")),
        ("d p", _("spreads, single pages")),
        ("+ - 0", _("larger, smaller, whole")),
        ("← →", _("pages before, after")),
        ("/", _("go to a page or section")),
        ("n N", _("next, previous finding or change")),
        ("a", _("proof or comparison again")),
        ("i", _("what stands in the middle of the page")),
        ("v ?", _("open these menus")),
    )


def _of_bar() -> dict[str, str]:
    return {
        "preview": _("preview"),
        "shown": _("View"),
        "digital": _("Digital"),
        "print": _("Print"),
        "draft": _("Draft"),
        "compare": _("Compare"),
        "pages": _("Pages"),
        "book": _("The book"),
        "arranged": _("Pages side by side"),
        "spreads": _("Spreads"),
        "single": _("Single"),
        "zoom": _("Zoom"),
        "smaller": _("smaller"),
        "larger": _("larger"),
        "fit": _("Fit"),
        "go_to": _("Go to"),
        "go_to_hint": _("page or section"),
        "safe": _("safe zone"),
        "trim": _("trim and bleed"),
        "boxes": _("boxes"),
        "order": _("reading order"),
        "sight": _("Sight"),
        "plate": _("One plate"),
    }


def _of_panel() -> dict[str, str]:
    return {
        "inspector": _("Under the pointer"),
        "click": _("Click on a page, or press i for what stands in its middle."),
        "nothing_here": _("Nothing stands there."),
        "element": _("element"),
        "role": _("for those who listen"),
        "layout": _("layout"),
        "section": _("section"),
        "rules": _("style rules"),
        "figure": _("indicator"),
        "values": _("values"),
        "source": _("source"),
        "data": _("data"),
        "copy": _("copy"),
        "copied": _("copied"),
        "findings_title": _("Findings"),
        "group_data": _("Data and texts"),
        "group_layout": _("Layout"),
        "group_accessibility": _("Accessibility"),
        "group_print": _("Print"),
        "group_machine": _("Tools and machine"),
        "no_findings": _("Nothing to tell."),
        "not_examined": _("The files for the press have not been looked at yet."),
        "prove": _("make the proof"),
        "previous_finding": _("previous finding"),
        "next_finding": _("next finding"),
        "news": _("New findings: {come}. Mended: {gone}."),
        "stopped": _("This keeps newer pages from being shown. Below are the last good ones."),
        "nothing_yet": _("The book is being made for the first time."),
        "whole": _("The whole book is as the files are."),
        "lost": _("The preview has stopped, or the machine slept. Trying to reach it again."),
        "redrawn": _("drawn again in {ms} ms"),
    }


def _of_views() -> dict[str, str]:
    return {
        "again": _("make it again"),
        "print_made": _("As it will print: separated into plates, seen through the profile of the press."),
        "print_stale": _("This proof is older than the files."),
        "compare_stale": _("This comparison is older than the files."),
        "with": _("With"),
        "no_versions": _("There is no other version yet: no commit, no build, none in the archive."),
        "previous_change": _("before"),
        "next_change": _("next change"),
        "differences": _("What differs"),
        "changed_pages": _("Pages"),
        "changed_figures": _("Figures"),
        "changed_texts": _("Texts"),
        "figures_unknown": _("The figures of that version are not known: only pages and texts are compared."),
    }
