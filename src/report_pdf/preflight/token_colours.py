"""Whether the design's colours look on paper as on the screen: each token's sRGB against its CMYK."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from math import dist

from PIL import Image, ImageCms

from report_pdf.findings import Finding, Where
from report_pdf.messages import _
from report_pdf.preflight.faults import AREA, SEVERITIES
from report_pdf.tokens import Colour

MOST = 6.0
"""CIE 1976 colour difference; a print run may be off by 5 (ISO 12647-2)"""
RULE = "token-colour"
_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
_FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION
_BYTE, _SIGNED = 255, 128

Lab = tuple[float, float, float]


def token_colours(
    colours: Mapping[str, Colour], profile: bytes, where: Mapping[str, Where]
) -> Iterator[tuple[str, Finding]]:
    """The names of colours that print otherwise than they are seen, each with its finding.

    Both are compared as a proof compares them: relative colorimetric with black point compensation, without
    adaptation to the paper. A colour that is printed with an ink of its own is not compared.

    Args:
        colours: of the design, by name.
        profile: the output profile; nothing is compared with one that cannot be used.
        where: the line of each colour.
    """
    try:
        press = ImageCms.ImageCmsProfile(BytesIO(profile))
        from_press = _to_lab(press, "CMYK")
        from_screen = _to_lab(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")), "RGB")
    except (ImageCms.PyCMSError, OSError):
        return
    for name, colour in colours.items():
        if colour.spot:
            continue
        seen = _lab(from_screen, "RGB", tuple(bytes.fromhex(colour.srgb[1:])))
        printed = _lab(from_press, "CMYK", tuple(round(ink / 100 * _BYTE) for ink in colour.cmyk))
        if (difference := dist(seen, printed)) > MOST:
            message = _(
                "the colour {name} prints otherwise than it is seen: ΔE {found:.1f}, and {most:g} is the most"
            )
            hint = _("bring its cmyk nearer to its srgb, or say in preflight.toml why it is meant")
            message = message.format(name=name, found=difference, most=MOST)
            yield name, Finding(f"{AREA}.{RULE}", SEVERITIES[RULE], message, where[name], hint)


def _to_lab(profile: ImageCms.ImageCmsProfile, mode: str) -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(profile, ImageCms.createProfile("LAB"), mode, "LAB", _INTENT, _FLAGS)


def _lab(transform: ImageCms.ImageCmsTransform, mode: str, colour: tuple[int, ...]) -> Lab:
    """Lightness 0 to 100, and the two signed axes, which littleCMS gives as bytes."""
    converted = ImageCms.applyTransform(Image.new(mode, (1, 1), colour), transform)
    if converted is None:  # never, for a picture that is not changed in its place
        raise TypeError(mode)
    lightness, a, b = converted.tobytes()
    return lightness * 100 / _BYTE, _signed(a), _signed(b)


def _signed(value: int) -> int:
    return value - 2 * _SIGNED if value >= _SIGNED else value
