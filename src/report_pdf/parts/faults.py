"""What keeps a page from being archived as it is."""

from __future__ import annotations

from dataclasses import dataclass

Found = tuple[str, str]
"""clause of ISO 19005-2 ("6.2.11.4.1") and translated message"""


@dataclass(frozen=True, slots=True, order=True)
class Blocker:
    """A reason why the pages of a part cannot be kept as they are.

    Attributes:
        page: 1-based page of the part; 0 for the whole file.
        rule: clause of ISO 19005-2 ("6.2.11.4.1").
        message: translated, what is wrong.
    """

    page: int
    rule: str
    message: str
