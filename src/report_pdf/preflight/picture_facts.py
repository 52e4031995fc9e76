"""Images as they come out on paper."""

from __future__ import annotations

from math import hypot

from pikepdf import Object

from report_pdf.parts.objects.entries import entry
from report_pdf.parts.objects.values import integer
from report_pdf.preflight.colour_spaces import Space
from report_pdf.preflight.matrices import Matrix
from report_pdf.preflight.painted import Facts, Picture

_PT_PER_INCH = 72


def picture(image: Object, space: Space, matrix: Matrix, facts: Facts) -> Picture:
    """An image drawn into the unit square of a space.

    Args:
        image: its dictionary or stream.
        space: of its samples.
        matrix: of the space.
        facts: what it has in common with all that is painted.
    """
    width, height = integer(entry(image, "/Width")), integer(entry(image, "/Height"))
    a, b, c, d, _e, _f = matrix
    across, up = hypot(a, b) / _PT_PER_INCH, hypot(c, d) / _PT_PER_INCH
    densities = [pixels / inches for pixels, inches in ((width, across), (height, up)) if inches > 0]
    is_stencil = entry(image, "/ImageMask") is True
    return Picture(
        **facts,
        space=facts["paint"].space if is_stencil else space,
        bits=1 if is_stencil else integer(entry(image, "/BitsPerComponent"), 8),
        is_stencil=is_stencil,
        width=width,
        height=height,
        ppi=min(densities, default=0),
        dictionary=image,
    )
