"""Periods of an edition: whole years and half years, which are never mixed up."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PERIOD = re.compile(r"(?P<year>(?:19|20)\d{2})(?:-H(?P<half>[12]))?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A year, or a half of one. Being partial is part of the type.

    Attributes:
        year: four digits.
        half: 1 for January-June, 2 for July-December, 0 for the whole year.
    """

    year: int
    half: int = 0

    @property
    def id(self) -> str:
        """The name in tables: `2023`, `2024-H1`."""
        return f"{self.year}-H{self.half}" if self.half else str(self.year)

    @property
    def is_partial(self) -> bool:
        """True for a half year: its flows are not comparable with a year's."""
        return self.half != 0


def parse_period(text: str) -> Period:
    """The period named by `text` (`2023`, `2024-H1`).

    Raises:
        ValueError: the text is not the name of a period.
    """
    match = _PERIOD.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return Period(int(match["year"]), int(match["half"] or 0))
