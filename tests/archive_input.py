"""Small packages: the second edition with an appendix, its book three empty pages: enough to be kept."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pikepdf
from projects import REAL_EDITION, SECOND_EDITION, real_project, second_project

from report_pdf.archive.chain import version_before
from report_pdf.archive.deposit import deposit_book
from report_pdf.archive.describe import Deposit
from report_pdf.archive.manifest import Verifica
from report_pdf.archive.pdf_facts import PdfFacts, read_facts
from report_pdf.build import BoundBook, bound_book
from report_pdf.parts.part import PartRequest, PreparedPart, Treatment
from report_pdf.project import Project, find_project
from report_pdf.reading.edition import Edition, read_edition
from report_pdf.reading.tokens_file import load_tokens
from report_pdf.sources import read_sources
from report_pdf.tables.tables import load_indicators
from report_pdf.typeset.xmp import BookMeta

EDITION_NAME = Path(SECOND_EDITION).name
VERSION = "2.1"
PDF_NAME = f"libri-aperti-{EDITION_NAME}-{VERSION}.pdf"
LABELS = ("Copertina", "1", "B-1")
CHECKED = Verifica(strumento="report_pdf", versione="0.1.0", profilo="struttura", esito="conforme")

_APPENDIX = """
[[appendices]]
letter = "B"
title = "elenco dei volontari"
file = "appendices/elenco volontari.pdf"
"""


def archive_project(folder: Path) -> Path:
    """The second edition with an appendix, in `folder`."""
    project = second_project(folder)
    edition = project / SECOND_EDITION
    (edition / "appendices").mkdir()
    (edition / "appendices" / "elenco volontari.pdf").write_bytes(empty_pdf("B-1"))
    toml = edition / "edition.toml"
    chapter = 'id = "biblioteca"\n'
    text = toml.read_text(encoding="utf-8").replace(chapter, f"{chapter}appendices = true\n")
    toml.write_text(text + _APPENDIX, encoding="utf-8")
    return project


def next_version(project: Path, version: str, supersedes: str, **others: str) -> None:
    """Declare another version in `edition.toml`, and change other values of its first keys."""
    toml = project / SECOND_EDITION / "edition.toml"
    known = ("version = ", "supersedes = ", "reason = ", *(f"{key} = " for key in others))
    values = {"version": version, "supersedes": supersedes, "reason": "Un nome era scritto male.", **others}
    head, section, rest = toml.read_text(encoding="utf-8").partition("\n[")
    kept = [line for line in head.splitlines() if not line.startswith(known)]
    first = [f'{key} = "{value}"' for key, value in values.items()]
    toml.write_text("\n".join([*first, *kept]) + section + rest, encoding="utf-8")


def empty_pdf(*labels: str) -> bytes:
    """A file of empty pages with these labels."""
    document = pikepdf.new()
    numbers: list[object] = []
    for index, label in enumerate(labels):
        document.add_blank_page()
        numbers += [index, pikepdf.Dictionary(P=pikepdf.String(label))]
    document.Root.PageLabels = pikepdf.Dictionary(Nums=numbers)
    stream = io.BytesIO()
    document.save(stream, static_id=True)
    return stream.getvalue()


def declared(project: Path) -> tuple[Project, Edition]:
    """What `edition.toml` declares."""
    found = find_project(project / SECOND_EDITION)
    edition, findings = read_edition(found.edition, found.root)
    assert edition is not None, findings
    return found, edition


def small_deposit(project: Path, archive: Path) -> Deposit:
    """What would be deposited of the project, its book three empty pages."""
    found, edition = declared(project)
    tokens, _ = load_tokens(found.styles, found.root)
    indicators, _ = load_indicators(found.edition, edition.table_ids, edition.period.periods, found.root)
    assert tokens is not None
    assert indicators is not None
    book = BoundBook(
        project=found,
        edition=edition,
        indicators=indicators,
        sources=read_sources(found),
        tokens=tokens,
        meta=BookMeta(
            "Libri aperti", "it", edition.publisher, edition.identifier, edition.version, "2024-03-01"
        ),
        name=f"libri-aperti-{EDITION_NAME}",
        pdf=empty_pdf(*LABELS) + f"% {edition.version}\n".encode(),
        labels=LABELS,
        anchors={},
        parts=(_part(found),),
        findings=(),
    )
    before = version_before(edition, archive / EDITION_NAME)
    return Deposit(book, PdfFacts(LABELS, ()), (CHECKED,), before)


def _part(project: Project) -> PreparedPart:
    file = f"{SECOND_EDITION}/appendices/elenco volontari.pdf"
    request = PartRequest(
        "B", "Allegato B", "elenco dei volontari", file, "it", Treatment.AUTO, 3, (210, 297)
    )
    sha256 = hashlib.sha256((project.root / file).read_bytes()).hexdigest()
    return PreparedPart(
        request,
        sha256,
        1,
        Path("part.pdf"),
        treatment=Treatment.FIGURE,
        reasons=("the file has no tags",),
        is_signed=True,
    )


def real_deposit(folder: Path) -> Deposit:
    """What would be deposited of the real edition, built in `folder`."""
    project = real_project(folder / "project")
    book = bound_book(project / REAL_EDITION, draft=False, report=lambda _doing: None)
    (folder / "book.pdf").write_bytes(book.pdf)
    facts = read_facts(folder / "book.pdf")
    assert facts is not None
    return Deposit(book, facts, (CHECKED,), None)


def put(project: Path, archive: Path) -> Path:
    """Deposit the version that the project declares; its package."""
    return deposited(small_deposit(project, archive), archive)


def deposited(ready: Deposit, archive: Path) -> Path:
    """Deposit it; its package."""
    package, findings = deposit_book(ready, archive)
    assert findings == ()
    assert package is not None
    return package
