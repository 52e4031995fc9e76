"""How many bytes the samples of a picture take (ISO 32000-1, 8.9.3)."""

from __future__ import annotations

from types import MappingProxyType

from pikepdf import Array

from report_pdf.parts.objects.entries import entry
from report_pdf.parts.objects.names import exact_name
from report_pdf.parts.objects.values import integer

_COMPONENTS = MappingProxyType(
    {
        "/DeviceGray": 1,
        "/CalGray": 1,
        "/Indexed": 1,
        "/Separation": 1,
        "/DeviceRGB": 3,
        "/CalRGB": 3,
        "/Lab": 3,
        "/DeviceCMYK": 4,
    }
)
_DEPTHS = frozenset({1, 2, 4, 8, 16})


def sample_bytes(picture: object) -> int:
    """How many bytes a picture needs before it is compressed; 0 when it does not say so."""
    is_mask = entry(picture, "/ImageMask") is True
    bits = 1 if is_mask else integer(entry(picture, "/BitsPerComponent"))
    components = 1 if is_mask else _components(entry(picture, "/ColorSpace"))
    width, height = (integer(entry(picture, key)) for key in ("/Width", "/Height"))
    if bits not in _DEPTHS or min(width, height, components) < 1:
        return 0
    return height * -(-width * components * bits // 8)


def _components(space: object) -> int:
    """How many values a colour has; 0 when the space does not say so."""
    if not isinstance(space, Array):
        return _COMPONENTS.get(exact_name(space), 0)
    kind, *more = [*space, None]
    if exact_name(kind) == "/ICCBased" and more:
        return integer(entry(more[0], "/N"))
    if exact_name(kind) == "/DeviceN" and more and isinstance(more[0], Array):
        return len(more[0])
    return _COMPONENTS.get(exact_name(kind), 0)
