"""How a map of comuni is coloured: by groups, by classes, or all alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from report_pdf.territory.territory import Comune, Territory


@dataclass(frozen=True, slots=True)
class MapLook:
    """The colours of a map.

    Attributes:
        by: what the colours tell.
        fills: tokens, from the smallest comuni to the largest; fewer than classes are shared out evenly.
        ground: token of the field under the map, which shows in the grooves.
        ink: token of labels beside the map, of lines and letters on the ground.
        grooved: whether grooves part the tiles and the provinces.
        sign: token of the square in each tile of the largest comuni, which tells them without colours.
    """

    by: Literal["groups", "classes", "nothing"]
    fills: tuple[str, ...]
    ground: str
    ink: str
    grooved: bool
    sign: str = ""

    def layers(self, territory: Territory) -> Sequence[tuple[str, list[Comune]]]:
        """Each colour with the comuni that have it; the colours in the order of `fills`."""
        return [
            (fill, [comune for comune in territory.comuni if self.fill_of(comune, territory) == fill])
            for fill in self.fills
        ]

    def fill_of(self, comune: Comune, territory: Territory) -> str:
        """The colour of a comune."""
        if self.by == "nothing":
            return self.fills[0]
        return self.fill_at(comune.residents, territory)

    def fill_at(self, residents: int, territory: Territory) -> str:
        """The colour of a comune of so many residents, where colours tell them."""
        classes = territory.groups if self.by == "groups" else territory.classes
        index = next(i for i, one in enumerate(classes) if residents in one)
        return self.fills[index * len(self.fills) // len(classes)]


ON_NOTTE = MapLook("groups", ("cotto", "bianco", "cielo-50"), "notte", "bianco", grooved=True, sign="notte")
"""The map of its own page, on the dark field: as on white, but what is notte there is white here."""

ON_WHITE = MapLook("groups", ("cotto", "notte", "cielo"), "bianco", "nero", grooved=True)
"""The same groups on the paper: the lightness of cotto and cielo is too near to stand side by side."""

TONE_ON_TONE = MapLook(
    "classes", ("cotto-12", "cotto-20", "cotto-27", "cotto-34"), "cotto", "bianco", grooved=False
)
"""The map of the cover; a tone nearer to the field than these is not seen."""

WHITE = MapLook("nothing", ("bianco",), "cotto", "bianco", grooved=True)
"""The small map of the back cover."""
