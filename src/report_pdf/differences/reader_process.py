"""The process that reads a PDF: whatever the file does to it, the comparison goes on.

Called as `python -m report_pdf.differences.reader_process FILE FOLDER`; writes into FOLDER a picture of each
page and the reading; ends with one of `Ending`.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
from pypdfium2 import raw

from report_pdf.differences.book_reading import READING, BookReading, Ending, ReadPage
from report_pdf.differences.paragraphs import paragraphs_of
from report_pdf.look.changes import ink
from report_pdf.parts.process.limits import limit_memory, limit_time
from report_pdf.readback.pdf_reader import read_pdf
from report_pdf.readback.pdf_view import Element

DPI = 110
_MM_PER_PT = 25.4 / 72
_LONGEST_PX = 2_200


def main(file: Path, folder: Path) -> Ending:
    """Read a file within limits."""
    limit_memory()
    limit_time(0)
    try:
        return _read(file.read_bytes(), folder)
    except MemoryError:
        return Ending.TOO_HEAVY
    except OSError:
        return Ending.NO_ROOM


def _read(data: bytes, folder: Path) -> Ending:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return Ending.LOCKED if error.err_code == raw.FPDF_ERR_PASSWORD else Ending.NO_PDF
    limit_time(len(document))
    labels = [document.get_page_label(n) or str(n + 1) for n in range(len(document))]
    pages = tuple(_page(document[n], label, folder / f"{n}.png") for n, label in enumerate(labels))
    structure, language = _structure(data)
    shown = [document[n].get_textpage().get_text_range() for n in range(len(document))]
    reading = BookReading(language=language, pages=pages, paragraphs=paragraphs_of(structure, shown, labels))
    (folder / READING).write_text(reading.model_dump_json(), encoding="utf-8")
    return Ending.READ


def _page(page: pypdfium2.PdfPage, label: str, picture: Path) -> ReadPage:
    width, height = page.get_size()
    scale = min(DPI / 72, _LONGEST_PX / max(width, height, 1))
    image = page.render(scale=scale).to_pil().convert("RGB")
    image.save(picture, compress_level=1)
    return ReadPage(
        label=label,
        width_mm=round(width * _MM_PER_PT, 2),
        height_mm=round(height * _MM_PER_PT, 2),
        picture=picture.name,
        digest=sha256(repr(image.size).encode() + image.tobytes()).hexdigest(),
        ink=bytes(ink(image).astype("uint8")),
    )


def _structure(data: bytes) -> tuple[Element | None, str]:
    """The top of the structure, None when there is none to be read, and the language of the file."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            language = str(pdf.Root.get("/Lang", ""))
        return read_pdf(data).document, language
    except Exception:  # noqa: BLE001  # made by anybody: the words are read from the pages instead
        return None, ""


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
