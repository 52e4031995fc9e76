"""A package verified: every byte as it was deposited, in its chain, keeping its standards, and made again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from report_pdf.archive import checksums, sources_zip
from report_pdf.archive.checksums import digest_of
from report_pdf.archive.conformance import VERAPDF, validate
from report_pdf.archive.files_check import CheckedFiles, check_files
from report_pdf.archive.index import contradictions, has_index, joined, packages_in, read_index, stale_files
from report_pdf.archive.manifest import NAME as MANIFEST
from report_pdf.archive.manifest import Manifest, manifest_in
from report_pdf.archive.pdf_facts import PdfFacts, read_facts
from report_pdf.archive.rebuild import rebuild as rebuild_book
from report_pdf.archive.store import versions_in
from report_pdf.console import shown
from report_pdf.findings import Finding, Severity, Where, exit_code
from report_pdf.messages import _

Report = Callable[[str], None]
"""Called with what is being done, before it is done."""


def verify(package: Path, *, rebuild: bool, report: Report) -> tuple[Finding, ...]:
    """Everything wrong with a package, its place in the archive, and its book.

    What is altered is not judged further, nor run.

    Args:
        package: the folder of a version.
        rebuild: whether the book is made again from the package's own sources by the package's own program,
            which then runs on this machine.
        report: told what is being done.
    """
    package = Path(os.path.normpath(package.absolute()))  # a link stays a link: it is told
    report(_("check the files"))
    checked = check_integrity(package)
    if checked.manifest is None or exit_code(checked.findings):
        return checked.findings
    report(_("validate"))
    findings = checked.findings + tuple(_book(package, checked.manifest))
    if rebuild and not exit_code(findings):
        findings += rebuild_book(package, checked.manifest, report)
    return findings


def check_integrity(package: Path) -> CheckedFiles:
    """The files of a package, what the archive's index says of it, the versions before and after it."""
    checked = check_files(package)
    if checked.manifest is None:
        return checked
    is_archived = has_index(package.parent.parent)
    wrong = (_archived if is_archived else _alone)(package, checked.manifest)
    chain = _chain(package, checked.manifest, checked.sums, is_archived=is_archived)
    return CheckedFiles(checked.manifest, checked.sums, (*checked.findings, *wrong, *chain))


def _alone(package: Path, _described: Manifest) -> Iterator[Finding]:
    message = _("no index stands beside the package: nothing vouches for {name} itself").format(
        name=checksums.NAME
    )
    hint = _("compare its hash with the one that the archive's index shows: {sha256}").format(
        sha256=digest_of(package / checksums.NAME).sha256 if (package / checksums.NAME).is_file() else "-"
    )
    yield Finding("integrity.no-index", Severity.NOTE, message, Where(shown(package)), hint)


def _archived(package: Path, described: Manifest) -> Iterator[Finding]:
    archive, folder = package.parent.parent, f"{package.parent.name}/{package.name}"
    if (described.cartella, described.versione) != (package.parent.name, package.name):
        message = _("the folder was renamed: the package is {version} of {edition}")
        told = message.format(version=described.versione, edition=described.cartella)
        yield _altered("renamed-package", told, package)
    known, found = read_index(archive), packages_in(archive)
    yield from contradictions(archive, known, found)
    if known is None or known.version(folder) is None:
        yield _unlisted(archive, _("the index does not know the package"))
    elif stale := next(stale_files(archive, joined(known, found)), None):
        yield _unlisted(archive / stale, _("the file does not say what the packages say"))


def _unlisted(path: Path, message: str) -> Finding:
    hint = _("report-pdf archive writes the index anew; it may have been interrupted before")
    return Finding("integrity.stale-index", Severity.WARN, message, Where(shown(path)), hint)


def _chain(package: Path, described: Manifest, sums: str, *, is_archived: bool) -> Iterator[Finding]:
    """The version before must be the one that was superseded, the version after must name this one."""
    before = described.versione_precedente
    if before and before.sha256:
        earlier = package.with_name(before.versione) / checksums.NAME
        if earlier.is_file() and digest_of(earlier).sha256 != before.sha256:
            message = _("version {version} is not the one that {later} took the place of")
            told = message.format(version=before.versione, later=described.versione)
            yield _altered("broken-chain", told, earlier.parent)
        elif is_archived and not earlier.is_file():
            message = _("version {version}, which was superseded, is missing").format(version=before.versione)
            yield _altered("missing-version", message, earlier.parent)
    for later in _later(package, described.versione):
        named = later.versione_precedente
        if named and named.sha256 != sums:
            message = _("the package is not the one that version {later} took the place of")
            yield _altered("broken-chain", message.format(later=later.versione), package)


def _later(package: Path, version: str) -> Iterator[Manifest]:
    for name in versions_in(package.parent):
        described = manifest_in(package.with_name(name))
        if described and described.versione_precedente and described.versione_precedente.versione == version:
            yield described


def _book(package: Path, described: Manifest) -> Iterator[Finding]:
    """Whether the book and the sources are what the manifest says, and the book conforms."""
    path = package / described.file.nome
    facts = read_facts(path) if path.is_file() else None
    if facts is None:
        yield _untrue(package, described.file.nome)
        return
    yield from _untruths(package, described, facts)
    yield from _conformance(path, described, facts)


def _untruths(package: Path, described: Manifest, facts: PdfFacts) -> Iterator[Finding]:
    listed = {one.nome: (one.sha256, one.dimensione) for one in described.contenuto}
    pdf = described.file
    told = (pdf.pagine, pdf.etichette, pdf.profili, (pdf.sha256, pdf.dimensione))
    if told != (len(facts.labels), facts.labels, facts.profiles, listed.get(pdf.nome)):
        yield _untrue(package, pdf.nome)
    if sources_zip.fingerprint_in(package / sources_zip.NAME) != described.generazione.impronta_sorgenti:
        yield _untrue(package, sources_zip.NAME)
    kept = [(part.originale, part.sha256) for part in described.allegati]
    for name, sha256 in [*kept, *((table.nome, table.sha256) for table in described.dati)]:
        if listed.get(name, ("", 0))[0] != sha256:
            yield _untrue(package, name)


def _untrue(package: Path, name: str) -> Finding:
    message = _("what the manifest says of {name} is not so").format(name=name)
    return _altered("untrue-manifest", message, package / MANIFEST)


def _conformance(path: Path, described: Manifest, facts: PdfFacts) -> Iterator[Finding]:
    validation = validate(path, facts, shown(path))
    was_judged = any(check.strumento == VERAPDF for check in described.verifiche)
    for finding in validation.findings:
        if finding.rule == "unchecked.no-verapdf" and was_judged:
            message = _("veraPDF judged the book when it was deposited, and cannot now: none is installed")
            yield Finding(finding.rule, Severity.WARN, message, finding.where, finding.hint)
        else:
            yield finding


def _altered(what: str, message: str, path: Path) -> Finding:
    hint = _("put the package back from a copy: what is deposited is never changed")
    return Finding(f"integrity.{what}", Severity.BLOCK, message, Where(shown(path)), hint)
