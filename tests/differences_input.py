"""Books to compare: readings made by hand, and packages as the archive deposits them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

import numpy as np
import pikepdf
from PIL import Image, ImageDraw

from report_pdf.archive import checksums, manifest
from report_pdf.archive.checksums import sums_text
from report_pdf.archive.manifest import (
    FileDelPacchetto,
    FilePdf,
    Generazione,
    Manifest,
    Periodo,
    TabellaDati,
    manifest_text,
)
from report_pdf.differences.book_reading import BookReading, Paragraph, ReadPage
from report_pdf.look.changes import ink

SERIES = "id,group,label,unit,nature,source,note,2022,2023\n"


def page(label: str, folder: Path, *bars: tuple[int, int, int, int]) -> ReadPage:
    """A page of 100 x 200 mm, 4 pixels for each mm, with black bars (left, top, right, bottom, in mm)."""
    image = Image.new("RGB", (400, 800), "#FFFFFF")
    for left, top, right, bottom in bars:
        ImageDraw.Draw(image).rectangle((4 * left, 4 * top, 4 * right - 1, 4 * bottom - 1), "#000000")
    return drawn_page(label, folder, image)


def noisy_page(label: str, folder: Path, seed: int) -> ReadPage:
    """A page like a photograph: no two spots are alike."""
    noise = np.random.default_rng(seed).integers(0, 255, (800, 400, 3), dtype=np.uint8)
    return drawn_page(label, folder, Image.fromarray(noise))


def drawn_page(label: str, folder: Path, image: Image.Image) -> ReadPage:
    """A page of 100 x 200 mm that looks like this."""
    folder.mkdir(exist_ok=True)
    name = f"{len(list(folder.iterdir()))}.png"
    image.save(folder / name)
    return ReadPage(
        label=label,
        width_mm=100,
        height_mm=200,
        picture=name,
        digest=sha256(image.tobytes()).hexdigest(),
        ink=bytes(ink(image).astype("uint8")),
    )


def reading(*texts: str | tuple[int, str]) -> BookReading:
    """A book of ten pages that says these paragraphs, on its first page or on that of a 0-based index."""
    paragraphs = [one if isinstance(one, tuple) else (0, one) for one in texts]
    pages = [
        ReadPage(label=str(n), width_mm=100, height_mm=200, picture="", digest=str(n), ink=b"")
        for n in range(1, 11)
    ]
    return BookReading(
        language="it",
        pages=tuple(pages),
        paragraphs=tuple(Paragraph(page=at, role="P", text=text) for at, text in paragraphs),
    )


def blank_pdf(pages: int = 1) -> bytes:
    """A PDF of empty pages."""
    pdf = pikepdf.new()
    for _page in range(pages):
        pdf.add_blank_page(page_size=(200, 300))
    stream = io.BytesIO()
    pdf.save(stream, deterministic_id=True)
    return stream.getvalue()


def write_package(folder: Path, version: str, pdf: bytes, tables: Mapping[str, str]) -> Path:
    """A package of a version in its folder; `tables` are CSV texts by file name."""
    files = {f"libro-{version}.pdf": pdf, **{f"dati/{name}": text.encode() for name, text in tables.items()}}
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / manifest.NAME).write_bytes(manifest_text(_manifest(version, files)))
    hashes = {name: _sha256(content) for name, content in files.items()}
    hashes[manifest.NAME] = _sha256((folder / manifest.NAME).read_bytes())
    (folder / checksums.NAME).write_bytes(sums_text(hashes))
    return folder


def _sha256(content: bytes) -> str:
    return sha256(content).hexdigest()


def _manifest(version: str, files: Mapping[str, bytes]) -> Manifest:
    names: Sequence[str] = list(files)
    return Manifest(
        identificativo="ente:libro",
        cartella="2022-2023",
        titolo="Libro",
        versione=version,
        data=date(2024, 1, 10),
        periodo=Periodo(inizio="2022-01", fine="2023-12", colonne=("2022", "2023")),
        lingua="it",
        ente="Ente",
        autori=(),
        oggetto="",
        parole_chiave=(),
        file=FilePdf(
            nome=names[0],
            profili=(),
            dimensione=len(files[names[0]]),
            pagine=1,
            etichette=(),
            sha256=_sha256(files[names[0]]),
        ),
        generazione=Generazione(
            programma="report-pdf",
            versione="1",
            comando="",
            edizione="data/2022-2023",
            impronta_sorgenti=_sha256(b""),
            commit=None,
            python="",
            piattaforma="",
            librerie={},
            pacchetti={},
        ),
        dati=tuple(
            TabellaDati(nome=name, sha256=_sha256(files[name]), righe=1, fonte=()) for name in names[1:]
        ),
        caratteri=(),
        allegati=(),
        verifiche=(),
        avvisi=(),
        versione_precedente=None,
        contenuto=tuple(
            FileDelPacchetto(nome=name, dimensione=len(files[name]), sha256=_sha256(files[name]))
            for name in sorted(files)
        ),
    )
