"""What was ordered from the print shop, as far as it is known: what a file is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Order:
    """An order; what is not known of it is not checked.

    Attributes:
        trim_mm: width and height of the trimmed page.
        binding: of the interior: an even number of pages, or a multiple of four.
        spots: the names of the plates that are printed with inks of their own.
        ink_limit: most ink on one spot, percent; None for that of the profile.
        condition: by its name in the registry of the ICC; "" if any will do.
    """

    trim_mm: tuple[float, float] | None = None
    binding: Literal["perfect", "saddle"] | None = None
    spots: tuple[str, ...] = ()
    ink_limit: float | None = None
    condition: str = ""
