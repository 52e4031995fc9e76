"""The manifest of a book that is being deposited: everything said of it, from what the build knows."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from fontTools.ttLib import TTFont

from report_pdf import __version__
from report_pdf.archive import manifest as m
from report_pdf.archive.checksums import Digest, digest_of
from report_pdf.archive.pdf_facts import PdfFacts
from report_pdf.build import BoundBook
from report_pdf.environment import environment_of, pinned
from report_pdf.findings import Finding
from report_pdf.italian import span_label
from report_pdf.parts.of_edition import labelled
from report_pdf.parts.part import PreparedPart
from report_pdf.project import LAYOUTS, STYLES, Project
from report_pdf.sources import BESIDE, PROGRAM, VALIDATOR
from report_pdf.tokens import Face

ORIGINALS = "originali"
DATA = "dati"
PRESS = "stampa"
_VERSION_NAME, _LICENCE_NAME = 5, 13  # as OpenType numbers the names in a font
_GIT_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Deposit:
    """What is deposited, and what is known of it.

    Attributes:
        book: the book.
        facts: what its PDF says of itself.
        checks: those that it went through.
        before: the version that it takes the place of; None for the first.
        press: what the print shop gets, by the names of the files; empty for a book that is not printed.
    """

    book: BoundBook
    facts: PdfFacts
    checks: tuple[m.Verifica, ...]
    before: m.VersionePrecedente | None
    press: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def pdf_name(self) -> str:
        """`bilancio-sociale-2019-2024-1.0.pdf`."""
        return f"{self.book.name}-{self.book.edition.version}.pdf"


def original_name(part: PreparedPart) -> str:
    """Where the untouched file of a part lies in the package: `originali/B-elenco.pdf`."""
    return f"{ORIGINALS}/{part.request.key}-{PurePosixPath(part.request.file).name}"


def describe(deposit: Deposit, files: Mapping[str, Digest]) -> m.Manifest:
    """The manifest of a package that holds `files`, by their paths in it."""
    book, edition = deposit.book, deposit.book.edition
    return m.Manifest(
        identificativo=edition.identifier,
        cartella=book.project.edition.name,
        titolo=edition.title,
        versione=edition.version,
        data=edition.date,
        periodo=m.Periodo(
            inizio=edition.period.start,
            fine=edition.period.end,
            colonne=tuple(period.id for period in edition.period.periods),
        ),
        lingua=edition.language,
        ente=edition.publisher,
        autori=(edition.publisher,),
        oggetto=edition.description,
        parole_chiave=(edition.title, edition.publisher, _span(deposit)),
        file=_pdf(deposit, files[deposit.pdf_name]),
        generazione=_making(deposit),
        dati=tuple(_tables(deposit, files)),
        caratteri=tuple(_font(face, book.project.styles) for face in book.tokens.faces.values()),
        allegati=tuple(_part(part, labels) for part, labels in labelled(edition, book.parts)),
        stampa=tuple(_for_press(name, files) for name in sorted(deposit.press)),
        verifiche=deposit.checks,
        avvisi=tuple(_told(finding) for finding in book.findings if not _is_of_parts(finding, book.parts)),
        versione_precedente=deposit.before,
        contenuto=listed(files),
    )


def listed(files: Mapping[str, Digest]) -> tuple[m.FileDelPacchetto, ...]:
    """The files of a package as the manifest lists them."""
    return tuple(
        m.FileDelPacchetto(nome=name, dimensione=digest.size, sha256=digest.sha256)
        for name, digest in sorted(files.items())
    )


def _span(deposit: Deposit) -> str:
    periods = deposit.book.edition.period.periods
    return span_label(periods[0], periods[-1]).replace("\u00a0", " ")


def _pdf(deposit: Deposit, digest: Digest) -> m.FilePdf:
    return m.FilePdf(
        nome=deposit.pdf_name,
        profili=deposit.facts.profiles,
        dimensione=digest.size,
        pagine=len(deposit.facts.labels),
        etichette=deposit.facts.labels,
        sha256=digest.sha256,
    )


def _making(deposit: Deposit) -> m.Generazione:
    project = deposit.book.project
    edition = project.relative(project.edition)
    now = environment_of(pinned(project.root))
    return m.Generazione(
        programma="report_pdf",
        versione=__version__,
        comando=f"PYTHONPATH=src python -m report_pdf build --edition {edition}",
        edizione=edition,
        impronta_sorgenti=deposit.book.sources.fingerprint,
        commit=_commit(project),
        python=now.python,
        piattaforma=now.platform,
        librerie=now.libraries,
        pacchetti=now.packages,
    )


def _commit(project: Project) -> str | None:
    """The commit that the sources are checked out from; None where there is none or they differ from it."""
    folders = (project.relative(project.edition), LAYOUTS, STYLES, VALIDATOR, PROGRAM, *BESIDE)
    if _git(project.root, "status", "--porcelain", "--", *folders) == "":
        return _git(project.root, "rev-parse", "HEAD") or None
    return None


def _git(root: Path, *arguments: str) -> str | None:
    try:
        ran = subprocess.run(  # noqa: S603  # our own arguments
            ["git", "-C", str(root), *arguments],  # noqa: S607  # wherever it is installed
            capture_output=True,
            text=True,
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0"},
            timeout=_GIT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return ran.stdout.strip() if ran.returncode == 0 else None


def _tables(deposit: Deposit, files: Mapping[str, Digest]) -> Iterator[m.TabellaDati]:
    for table in deposit.book.indicators.tables:
        name = f"{DATA}/{table.id}.csv"
        yield m.TabellaDati(
            nome=name,
            sha256=files[name].sha256,
            righe=len(table.indicators),
            fonte=tuple(dict.fromkeys(indicator.source for indicator in table.indicators)),
        )


def _font(face: Face, styles: Path) -> m.Carattere:
    path = styles / face.file
    with TTFont(path, lazy=True) as font:
        names = font["name"]
        return m.Carattere(
            nome=f"{face.family} {face.weight} {face.style}",
            versione=names.getDebugName(_VERSION_NAME) or "",
            licenza=names.getDebugName(_LICENCE_NAME) or "",
            sha256=digest_of(path).sha256,
        )


def _part(part: PreparedPart, labels: tuple[str, ...]) -> m.Allegato:
    request = part.request
    return m.Allegato(
        chiave=request.key,
        nome=request.name,
        titolo=request.title,
        file=request.file,
        originale=original_name(part),
        sha256=part.sha256,
        pagine=part.source_pages,
        etichette=labels,
        trattamento_chiesto=request.treatment.value,
        trattamento=part.treatment.value,
        motivi=part.reasons,
        firmato=part.is_signed,
        avvisi=tuple(map(_told, part.findings)),
    )


def _for_press(name: str, files: Mapping[str, Digest]) -> m.FileDiStampa:
    path = f"{PRESS}/{name}"
    return m.FileDiStampa(nome=path, sha256=files[path].sha256)


def _told(finding: Finding) -> m.Avviso:
    return m.Avviso(
        regola=finding.rule,
        gravita=finding.severity.value,
        dove=str(finding.where),
        messaggio=finding.message,
        rimedio=finding.hint,
    )


def _is_of_parts(finding: Finding, parts: Iterable[PreparedPart]) -> bool:
    return any(finding in part.findings for part in parts)
