"""manifest.json: what a deposited package is, holds and was made with; Italian keys, for archivists."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

NAME = "manifest.json"

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""hexadecimal"""
Count = Annotated[int, Field(ge=0)]


class Record(BaseModel):
    """A part of the manifest: no key unknown, nothing changed after it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Periodo(Record):
    """The time that the edition is about."""

    inizio: str
    """first month, `2019-01`"""
    fine: str
    """last month"""
    colonne: tuple[str, ...]
    """the periods of the tables, `2023`, `2024-H1`"""


class FilePdf(Record):
    """The book."""

    nome: str
    mime: Literal["application/pdf"] = "application/pdf"
    profili: tuple[str, ...]
    """what it declares: `PDF/A-2A`, `PDF/UA-1`"""
    dimensione: Count
    """bytes"""
    pagine: Count
    etichette: tuple[str, ...]
    """the label of each page: `Copertina`, `12`, `B-3`"""
    sha256: Sha256


class Generazione(Record):
    """What the book was made with."""

    programma: str
    versione: str
    comando: str
    """gives the book again in the folder of the unpacked sources"""
    edizione: str
    """folder of the edition among the sources, `data/2019-2024`"""
    impronta_sorgenti: Sha256
    """of the listing of the sources; printed in the colophon"""
    commit: str | None
    """of the checkout, where there is one and nothing in it differs"""
    python: str
    piattaforma: str
    librerie: Mapping[str, str]
    """system libraries that set the type, name to version"""
    pacchetti: Mapping[str, str]
    """Python packages, name to version"""


class TabellaDati(Record):
    """A table of figures in `dati/`."""

    nome: str
    sha256: Sha256
    righe: Count
    """indicators"""
    fonte: tuple[str, ...]
    """who counted"""


class Carattere(Record):
    """A font that the book is set in."""

    nome: str
    versione: str
    licenza: str
    sha256: Sha256
    """of its file"""


class Avviso(Record):
    """A finding of the build."""

    regola: str
    gravita: str
    dove: str
    messaggio: str
    rimedio: str


class Allegato(Record):
    """A PDF made elsewhere, cover or appendix."""

    chiave: str
    """its letter, `front` or `back`"""
    nome: str
    """`Allegato B`"""
    titolo: str
    file: str
    """where it stood in the project"""
    originale: str
    """the untouched file in the package"""
    sha256: Sha256
    """of the untouched file"""
    pagine: Count
    """of the untouched file"""
    etichette: tuple[str, ...]
    """of its pages in the book; empty when it is only kept beside it"""
    trattamento_chiesto: str
    trattamento: str
    """how its pages came into the book"""
    motivi: tuple[str, ...]
    """why so"""
    firmato: bool
    """whether the untouched file carries a signature"""
    avvisi: tuple[Avviso, ...]
    """what was found in it and done to it"""


class FileDiStampa(Record):
    """A file that the print shop gets."""

    nome: str
    """path in the package, `stampa/...-interior.pdf`"""
    sha256: Sha256


class Verifica(Record):
    """A check that the book went through."""

    strumento: str
    versione: str
    profilo: str
    """`2a`, `ua1`, or `struttura` for the program's own checks"""
    esito: Literal["conforme", "non conforme"]


class VersionePrecedente(Record):
    """The version that this one takes the place of."""

    versione: str
    sha256: Sha256 | None
    """of its SHA256SUMS; None when it is in no archive here"""
    sha256_pdf: Sha256 | None
    """of its PDF"""
    motivo: str


class FileDelPacchetto(Record):
    """A file of the package."""

    nome: str
    """path in the package, with `/`"""
    dimensione: Count
    sha256: Sha256


class Manifest(Record):
    """The whole manifest."""

    formato: Literal["report_pdf 1"] = "report_pdf 1"
    identificativo: str
    """the same for all versions of the edition"""
    cartella: str
    """of the edition in the archive"""
    titolo: str
    versione: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+$")]
    stato: Literal["definitivo"] = "definitivo"
    data: date
    periodo: Periodo
    lingua: str
    ente: str
    autori: tuple[str, ...]
    oggetto: str
    parole_chiave: tuple[str, ...]
    file: FilePdf
    generazione: Generazione
    dati: tuple[TabellaDati, ...]
    caratteri: tuple[Carattere, ...]
    allegati: tuple[Allegato, ...]
    stampa: tuple[FileDiStampa, ...] = ()
    """empty for an edition that is not printed"""
    verifiche: tuple[Verifica, ...]
    avvisi: tuple[Avviso, ...]
    """what the build told and went on"""
    versione_precedente: VersionePrecedente | None
    contenuto: tuple[FileDelPacchetto, ...]
    """every file of the package but this one and SHA256SUMS, sorted by name"""


def manifest_text(manifest: Manifest) -> bytes:
    """The content of manifest.json; the same manifest gives the same bytes."""
    return (json.dumps(manifest.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n").encode()


def manifest_in(package: Path) -> Manifest | None:
    """The manifest of the package in a folder; None when there is none that can be read."""
    path = package / NAME
    return read_manifest(path.read_bytes()) if path.is_file() else None  # a pipe would never end


def read_manifest(content: bytes) -> Manifest | None:
    """The manifest written in `content`; None when it is none."""
    try:
        return Manifest.model_validate_json(content)
    except ValidationError:
        return None
