"""What may be sent from process to process."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing.reduction import ForkingPickler
from types import MappingProxyType


def allow_mappings() -> None:
    """Let mappings that nobody may change be sent, which they cannot be by themselves."""
    ForkingPickler.register(MappingProxyType, _reduced)


def _reduced(values: MappingProxyType[object, object]) -> tuple[Callable[..., object], tuple[object, ...]]:
    return _unchangeable, (dict(values),)


def _unchangeable(values: dict[object, object]) -> MappingProxyType[object, object]:
    return MappingProxyType(values)
