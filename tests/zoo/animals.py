"""The whole zoo."""

from __future__ import annotations

from zoo import broken, content, geometry, interactive, producers, structure
from zoo.animal import Animal

ANIMALS: tuple[Animal, ...] = (
    *producers.ANIMALS,
    *geometry.ANIMALS,
    *content.ANIMALS,
    *interactive.ANIMALS,
    *structure.ANIMALS,
    *broken.ANIMALS,
)
