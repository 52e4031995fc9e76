"""What a preflight finds, for whoever asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from report_pdf.findings import Finding


@dataclass(frozen=True, slots=True)
class PageReport:
    """A page.

    Attributes:
        label: as viewers show it, or its number.
        trim_mm: width and height when it is cut.
        media_mm: the sheet around it, which the pictures show: left, top, right, bottom from the trim's left
            and top.
        coverage: how much of the trimmed page each plate prints, percent; empty if the plates were not seen.
        most_ink: on one spot inside the bleed, percent of all plates.
        pictures: as `data:` addresses by what they show: `screen`, `proof`, `ink`, `plate:Cyan` and so on.
    """

    label: str
    trim_mm: tuple[float, float]
    media_mm: tuple[float, ...]
    coverage: Mapping[str, float] = field(default_factory=dict)
    most_ink: float = 0
    pictures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Exempted:
    """A finding that an exception lets off.

    Attributes:
        finding: what was found.
        reason: why it is meant.
    """

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class PreflightReport:
    """A whole file.

    Attributes:
        file: what it is called.
        profile: the name of the profile that it was held against.
        sha256: of the file; "" if it could not be read.
        version: of PDF.
        condition: that its output intent names; "" if none.
        findings: all that counts.
        exempted: what exceptions let off.
        pages: in order; none when the file cannot be read.
    """

    file: str
    profile: str
    sha256: str = ""
    version: str = ""
    condition: str = ""
    findings: tuple[Finding, ...] = ()
    exempted: tuple[Exempted, ...] = ()
    pages: tuple[PageReport, ...] = ()
