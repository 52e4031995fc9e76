"""veraPDF, the validator of PDF/A and PDF/UA: found where it is installed, run with a time limit."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

SECONDS = 600
"""A book is judged in seconds; what takes longer has gone wrong."""

_PROJECT = Path(__file__).parents[3]
_TELLS_RULES = frozenset({0, 1})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What veraPDF says of a file.

    Attributes:
        version: veraPDF's.
        is_compliant: whether the file keeps the profile.
        broken: the rules that it breaks, with the number of places.
    """

    version: str
    is_compliant: bool
    broken: tuple[str, ...]


class VeraPdfFailed(Exception):  # noqa: N818  # named for what happened, not for an error in the program
    """veraPDF gave no judgement; the text says why."""


def find_verapdf() -> str | None:
    """The command of veraPDF: what `VERAPDF` names, or what `make verapdf` installed beside this program.

    Raises:
        VeraPdfFailed: `VERAPDF` names no program.
    """
    if named := os.environ.get("VERAPDF"):
        if found := shutil.which(named):
            return found
        raise VeraPdfFailed(f"VERAPDF={named}")
    installed = _PROJECT / "tools" / "verapdf" / "verapdf"
    jar = _PROJECT / ".tools" / "verapdf" / "greenfield-apps.jar"
    return str(installed) if installed.is_file() and jar.is_file() and shutil.which("java") else None


def judge(command: str, pdf: Path, flavour: str, seconds: float = SECONDS) -> Judgement:
    """What veraPDF says of the file under a profile ("2a", "ua1").

    Raises:
        VeraPdfFailed: it did not end within `seconds`, or ended without a judgement.
    """
    arguments = [command, "--format", "json", "--flavour", flavour, str(pdf.absolute())]
    try:
        ran = subprocess.run(arguments, capture_output=True, text=True, timeout=seconds, check=False)  # noqa: S603  # our own arguments
    except (subprocess.TimeoutExpired, OSError) as error:
        raise VeraPdfFailed(str(error)) from error
    if ran.returncode not in _TELLS_RULES:
        raise VeraPdfFailed(" ".join(ran.stderr.split())[-300:] or str(ran.returncode))
    try:
        return _judgement(ran.stdout)
    except (ValueError, KeyError, TypeError) as error:
        raise VeraPdfFailed(str(error)) from error


def _judgement(output: str) -> Judgement:
    report = json.loads(output)["report"]
    (job,) = report["jobs"]
    (result,) = job["validationResult"]
    version = report["buildInformation"]["releaseDetails"][0]["version"]
    return Judgement(
        version,
        result["compliant"],
        tuple(
            "{specification} {clause}-{testNumber} ({failedChecks})".format_map(rule)
            for rule in result["details"]["ruleSummaries"]
        ),
    )
