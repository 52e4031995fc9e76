"""What index.json holds: one entry for each version in the archive; Italian keys, as in the manifest."""

from __future__ import annotations

import json
from datetime import date
from typing import Literal

from report_pdf.archive.manifest import Count, Record, Sha256


class VersioneArchiviata(Record):
    """A version in the archive."""

    cartella: str
    """of the package, below the archive: `2019-2024/1.0`"""
    identificativo: str
    titolo: str
    ente: str
    versione: str
    data: date
    file: str
    """the PDF in the package"""
    pagine: Count
    dimensione: Count
    """bytes of the PDF"""
    sha256: Sha256
    """of the PDF"""
    sha256_pacchetto: Sha256
    """of the package's SHA256SUMS, which holds the hash of every other file of it"""
    sostituisce: str | None
    motivo: str | None

    @property
    def edition(self) -> str:
        """The folder of the edition: `2019-2024`."""
        return self.cartella.rpartition("/")[0]


class Indice(Record):
    """The index: every version of every edition, in order."""

    formato: Literal["report_pdf 1"] = "report_pdf 1"
    versioni: tuple[VersioneArchiviata, ...]

    def version(self, folder: str) -> VersioneArchiviata | None:
        """The version whose package is in `folder`."""
        return next((one for one in self.versioni if one.cartella == folder), None)


def index_text(index: Indice) -> bytes:
    """The content of index.json."""
    return (json.dumps(index.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n").encode()
