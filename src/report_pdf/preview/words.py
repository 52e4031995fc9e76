"""What the preview says, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from report_pdf.console import area_headings
from report_pdf.look.sheet_words import sheet_words
from report_pdf.messages import _


def preview_words() -> Mapping[str, str]:
    """The words of the page, by the names that its template and its scripts have for them."""
    shared = (
        "language", "view", "plain", "grey", "deuteranopia", "protanopia", "tritanopia", "over", "grid",
        "findings", "keys_on", "size", "finding",
    )  # fmt: skip
    of_sheet = sheet_words()
    return (
        {name: of_sheet[name] for name in shared}
        | {f"area_{area}": heading for area, heading in area_headings().items()}
        | {
            "preview": _("preview"),
            "pages": _("Pages"),
            "book": _("The book"),
            "arranged": _("Pages side by side"),
            "spreads": _("spreads"),
            "single": _("single"),
            "zoom": _("Zoom"),
            "smaller": _("smaller"),
            "larger": _("larger"),
            "fit": _("fit"),
            "go_to": _("Go to"),
            "go_to_hint": _("page or section"),
            "safe": _("safe zone"),
            "boxes": _("boxes"),
            "order": _("reading order"),
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
            "no_findings": _("Nothing to tell."),
            "stopped": _("This keeps newer pages from being shown. Below are the last good ones."),
            "nothing_yet": _("The book is being made for the first time."),
            "whole": _("The whole book is as the files are."),
            "lost": _("The preview has stopped, or the machine slept. Trying to reach it again."),
            "redrawn": _("drawn again in {ms} ms"),
        }
    )
