"""Pages of a file for the press as they will print: separated by Ghostscript, shown through the profile."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from PIL import Image

from report_pdf.preflight.page_pictures import SoftProof
from report_pdf.preflight.separations import GhostscriptFailed, find_ghostscript, separate
from report_pdf.preflight.sheets import MM_PER_PT, Sheet
from report_pdf.preview.drawn_pdf import numbers

TOGETHER = ""
"""The name of all plates together."""
_FILE = "pages.pdf"
# Ghostscript draws plates without half-tones at edges: several spots are drawn for each that is shown.
_FINEST_DPI, _MOST_SPOTS = 450, 4


class ProofPdf:
    """A file for the press.

    Args:
        pdf: it.
        sheets: its pages.
        profile: ICC, of the condition that it is printed in.

    Attributes:
        number: no other PDF of this process has it.
        sizes_mm: width and height of each page, with all that is cut off.
    """

    def __init__(self, pdf: bytes, sheets: Sequence[Sheet], profile: bytes) -> None:
        self.number = next(numbers)
        self.sizes_mm = tuple(_size_mm(sheet) for sheet in sheets)
        self._folder = TemporaryDirectory(prefix="report-pdf-")
        self._path = Path(self._folder.name, _FILE)
        self._path.write_bytes(pdf)
        self._proof = SoftProof(profile)
        # One page at a time: edits have the other core.
        self._drawing = Lock()

    def picture(self, page: int, width: int, plate: str = TOGETHER) -> bytes:
        """The page as a BMP: as it will look, or how much ink of one plate stands where.

        Args:
            page: 0-based.
            width: of the picture, px.
            plate: "Cyan"; `TOGETHER` for all of them.

        Raises:
            LookupError: there is no such page or plate, or the file was closed.
        """
        with self._drawing:
            return self._drawn(page, width, plate)

    def close(self) -> None:
        """Give memory and disk back."""
        with self._drawing:
            self._folder.cleanup()

    def _drawn(self, page: int, width: int, plate: str) -> bytes:
        command = find_ghostscript()
        if not (command and 0 <= page < len(self.sizes_mm) and self._path.exists()):
            raise LookupError(page)
        shown_dpi = width / (self.sizes_mm[page][0] / 25.4)
        spots = min(max(int(_FINEST_DPI / shown_dpi), 1), _MOST_SPOTS)
        dpi = min(ceil(shown_dpi * spots), _FINEST_DPI)
        with TemporaryDirectory(dir=self._folder.name) as folder:
            try:
                (plates,) = separate(command, self._path, range(page + 1, page + 2), dpi, Path(folder))
            except GhostscriptFailed:
                raise LookupError(page) from None
            if plate not in plates:
                raise LookupError(plate)
            with Image.open(plates[plate]) as image:
                drawn = (image.convert("L") if plate else image).reduce(spots)
            return _bmp(drawn if plate else self._seen(drawn))

    def _seen(self, together: Image.Image) -> Image.Image:
        return self._proof.of(together) or together.convert("RGB")


def _bmp(image: Image.Image) -> bytes:
    stream = BytesIO()
    image.save(stream, "BMP")
    return stream.getvalue()


def _size_mm(sheet: Sheet) -> tuple[float, float]:
    left, bottom, right, top = sheet.media
    unit = MM_PER_PT * sheet.user_unit
    return (right - left) * unit, (top - bottom) * unit
