"""The pages of a PDF as a viewer shows them."""

from __future__ import annotations

import io
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256

import pypdfium2
from PIL import Image

_MM_PER_PT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page, drawn.

    Attributes:
        label: of the page ("12", "Copertina").
        width_mm: of the page.
        height_mm: of the page.
        image: RGB.
    """

    label: str
    width_mm: float
    height_mm: float
    image: Image.Image

    @property
    def digest(self) -> str:
        """The same for the same picture, whatever the label."""
        return sha256(repr(self.image.size).encode() + self.image.tobytes()).hexdigest()

    @property
    def data_uri(self) -> str:
        """The picture as a page of HTML holds it, without loss."""
        stream = io.BytesIO()
        self.image.save(stream, "WEBP", lossless=True, quality=50, method=2)
        return "data:image/webp;base64," + b64encode(stream.getvalue()).decode()


def page_pictures(pdf: bytes, dpi: float) -> tuple[PagePicture, ...]:
    """All pages of a PDF.

    Raises:
        pypdfium2.PdfiumError: it is none.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_picture(document, index, dpi) for index in range(len(document)))
    finally:
        document.close()


def _picture(document: pypdfium2.PdfDocument, index: int, dpi: float) -> PagePicture:
    page = document[index]
    width, height = page.get_size()
    image = page.render(scale=dpi / 72).to_pil().convert("RGB")
    label = document.get_page_label(index)
    return PagePicture(label, width * _MM_PER_PT, height * _MM_PER_PT, image)
