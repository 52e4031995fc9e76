"""Whether a book keeps the standards that it declares: by veraPDF where it is found, by our own checks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from report_pdf import __version__
from report_pdf.archive.manifest import Verifica
from report_pdf.archive.pdf_facts import PdfFacts
from report_pdf.archive.verapdf import Judgement, VeraPdfFailed, find_verapdf, judge
from report_pdf.findings import Finding, Severity, Where, exit_code
from report_pdf.messages import _
from report_pdf.readback.readback import check_structure

VERAPDF = "veraPDF"
PROGRAM = "report_pdf"
STRUCTURE = "struttura"


@dataclass(frozen=True, slots=True)
class Validation:
    """What the checks of a book gave.

    Attributes:
        checks: who checked what, with which outcome.
        findings: what is wrong, and what could not be checked.
    """

    checks: tuple[Verifica, ...]
    findings: tuple[Finding, ...]


def validate(pdf: Path, facts: PdfFacts, file: str) -> Validation:
    """Check a book against the standards that it declares, and its structure.

    Args:
        pdf: the book.
        facts: what it says of itself.
        file: what it is called in findings.
    """
    found = check_structure(pdf.read_bytes())
    passed = not exit_code(found)
    own = Verifica(strumento=PROGRAM, versione=__version__, profilo=STRUCTURE, esito=_outcome(passed=passed))
    judged = _by_verapdf(pdf, facts, file)
    return Validation((*judged.checks, own), (*judged.findings, *found))


def _by_verapdf(pdf: Path, facts: PdfFacts, file: str) -> Validation:
    try:
        command = find_verapdf()
        if command is None:
            return Validation((), (_not_installed(file),))
        with ThreadPoolExecutor() as threads:
            judgements = tuple(threads.map(partial(judge, command, pdf), facts.flavours))
    except VeraPdfFailed as error:
        return Validation((), (_failed(error, file),))
    told = tuple(zip(facts.flavours, judgements, strict=True))
    findings = tuple(_broken(flavour, one, file) for flavour, one in told if not one.is_compliant)
    return Validation(tuple(_check(flavour, one) for flavour, one in told), findings)


def _check(flavour: str, judgement: Judgement) -> Verifica:
    esito = _outcome(passed=judgement.is_compliant)
    return Verifica(strumento=VERAPDF, versione=judgement.version, profilo=flavour, esito=esito)


def _outcome(*, passed: bool) -> str:
    return "conforme" if passed else "non conforme"


def _broken(flavour: str, judgement: Judgement, file: str) -> Finding:
    message = _("the file does not keep the profile {flavour}: {rules}").format(
        flavour=flavour, rules="; ".join(judgement.broken)
    )
    return Finding("conformance.verapdf", Severity.BLOCK, message, Where(file))


def _not_installed(file: str) -> Finding:
    message = _("no veraPDF is installed: only the program's own checks looked at the file")
    hint = _("make verapdf installs it")
    return Finding("unchecked.no-verapdf", Severity.NOTE, message, Where(file), hint)


def _failed(error: VeraPdfFailed, file: str) -> Finding:
    message = _("veraPDF gave no judgement: {reason}").format(reason=error)
    hint = _("mend its installation, or name another in VERAPDF")
    return Finding("unchecked.verapdf-failed", Severity.WARN, message, Where(file), hint)
