"""The Python packages that the lock file pins, kept with a version: the only step that uses the network."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from report_pdf.environment import LOCK
from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _

_SECONDS = 3600


def fetch_wheels(root: Path, folder: Path) -> tuple[Finding, ...]:
    """Download the pinned packages of the project in `root` for this system and Python into `folder`."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "download", "--quiet"]
    options = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--dest", str(folder)]
    try:
        ran = subprocess.run(  # noqa: S603  # our own arguments
            [*pip, *options, "--requirement", LOCK],
            cwd=root,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return (_failed(str(error)),)
    return () if ran.returncode == 0 else (_failed((ran.stderr or ran.stdout).strip().splitlines()[-1:]),)


def _failed(reason: str | list[str]) -> Finding:
    told = reason if isinstance(reason, str) else " ".join(reason)
    message = _("the packages of {lock} cannot be fetched: {reason}").format(lock=LOCK, reason=told)
    hint = _("see that there is a network, or deposit without --with-wheels")
    return Finding("tool.no-wheels", Severity.BLOCK, message, Where(LOCK), hint)
