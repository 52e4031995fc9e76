"""What the rules say, and how much each of them matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import ngettext
from report_pdf.parts.objects.values import Box
from report_pdf.preflight.sheets import Sheet

AREA = "print"

_ERRORS = (
    # what the file says of itself
    *("pdf-version", "encryption", "file-id", "xmp", "xmp-compressed", "xmp-pdfx", "document-id"),
    *(
        "rendition-class",
        "version-id",
        "document-title",
        "document-dates",
        "trapped",
        "info-title",
        "info-dates",
    ),
    *("output-intent", "embedded-profile", "profile-class", "profile-space", "condition", "registry-name"),
    # its pages
    *("media-box", "trim-box", "bleed-box", "crop-box", "art-box", "bleed", "rotated", "user-unit"),
    *("trim-sizes", "order-trim", "page-count", "damaged", "too-heavy"),
    # what they paint
    *("font-not-embedded", "colour-space", "default-colour", "group-colour", "shading-functions"),
    *("spot-not-ordered", "registration-colour", "image-resolution-poor", "line-thin", "overprint-white"),
    *("rich-black-text", "ink-limit", "bleed-art"),
    # what is no ink
    *("action", "javascript", "form", "annotation", "transfer-curve", "opi"),
    # what is no file for print at all
    *("not-pdf", "unreadable", "password", "no-pages"),
)
_WARNINGS = (
    *(
        "font-courier",
        "image-resolution-low",
        "image-resolution-excessive",
        "bitmap-resolution",
        "text-small",
    ),
    *(
        "white-text-small",
        "text-mixed-small",
        "black-not-overprinting",
        "grey-text",
        "safe-zone",
        "empty-page",
    ),
    *("embedded-file", "layers", "halftone", "token-colour"),
)
_NOTES = ("transparency", "patterns", "invisible-text", "coarse-plates")

SEVERITIES: Mapping[str, Severity] = MappingProxyType(
    dict.fromkeys(_ERRORS, Severity.BLOCK)
    | dict.fromkeys(_WARNINGS, Severity.WARN)
    | dict.fromkeys(_NOTES, Severity.NOTE)
)
"""every rule of the preflight, without its area, and how much it matters"""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a rule does not like.

    Attributes:
        rule: a key of `SEVERITIES`.
        message: what is wrong, with the value seen.
        hint: the remedy.
        page: 0-based; None for what is about the whole file.
        box: where on it, pt of the page's space; None if it has no place.
        gravity: of several on one page the one with the most is told.
    """

    rule: str
    message: str
    hint: str = ""
    page: int | None = None
    box: Box | None = None
    gravity: float = 0


def findings_of(faults: Iterable[Fault], sheets: tuple[Sheet, ...], file: str) -> Iterator[Finding]:
    """Of each rule one finding for each page, about the gravest place, with the number of the others."""
    gravest: dict[tuple[str, int | None], tuple[Fault, int]] = {}
    for fault in faults:
        key = fault.rule, fault.page
        known, count = gravest.get(key, (fault, 0))
        gravest[key] = (fault if fault.gravity > known.gravity else known), count + 1
    for fault, count in gravest.values():
        yield _finding(_with_count(fault, count), sheets, file)


def _with_count(fault: Fault, count: int) -> Fault:
    if count == 1:
        return fault
    others = ngettext("and {n} more place here", "and {n} more places here", count - 1).format(n=count - 1)
    return replace(fault, message=f"{fault.message} ({others})")


def _finding(fault: Fault, sheets: tuple[Sheet, ...], file: str) -> Finding:
    where = Where(file)
    if fault.page is not None:
        sheet = sheets[fault.page]
        where = Where(file, page=sheet.label, at_mm=sheet.at_mm(fault.box) if fault.box else ())
    return Finding(f"{AREA}.{fault.rule}", SEVERITIES[fault.rule], fault.message, where, fault.hint)
