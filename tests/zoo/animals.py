"""The whole zoo, and what of it is seen on a short visit."""

from __future__ import annotations

from zoo import broken, content, geometry, interactive, producers, structure
from zoo.animal import Animal

_SAMPLE = 10
_SEEN = (producers.ANIMALS, geometry.ANIMALS, interactive.ANIMALS, broken.ANIMALS)
_SAMPLED = (content.ANIMALS, structure.ANIMALS)
"""Many that are alike: on a short visit some ten of each are seen, spread over all."""


def animals(*, is_whole: bool) -> tuple[Animal, ...]:
    """Those of a long visit, or of a short one."""
    if is_whole:
        return tuple(one for house in (*_SEEN, *_SAMPLED) for one in house)
    seen = (*_SEEN, *(house[:: len(house) // _SAMPLE] for house in _SAMPLED))
    return tuple(one for house in seen for one in house if not one.is_long)
