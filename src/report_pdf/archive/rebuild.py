"""A book made again from the sources in its package, by the program in it, and compared."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from report_pdf.archive import sources_zip
from report_pdf.archive.environment import Environment, environment_of
from report_pdf.archive.manifest import Manifest
from report_pdf.archive.same_pages import unlike_pages
from report_pdf.archive.sources_zip import UnsafeZip, unzip
from report_pdf.console import shown
from report_pdf.failures import machine_finding
from report_pdf.findings import ExitCode, Finding, Severity, Where
from report_pdf.messages import _, ngettext

SECONDS = 3600
_KEPT = ("PATH", "SYSTEMROOT", "DYLD_LIBRARY_PATH", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
_MOST_PAGES_NAMED = 20
_MOST_SAID = 500
"""characters of what the program said"""


def rebuild(package: Path, described: Manifest, report: Callable[[str], None]) -> tuple[Finding, ...]:
    """What the comparison gave: a note when the bytes are the same, else what is different and why.

    Args:
        package: the folder of the version, found unaltered.
        described: its manifest.
        report: told what is being done.
    """
    report(_("make the book again from its sources"))
    then, now = _environments(described)
    differences = now.differences(then)
    told = tuple(_other_version(package, *difference) for difference in differences)
    with tempfile.TemporaryDirectory(prefix="report-pdf-") as work:
        folder, home = Path(work, "sources"), Path(work, "home")
        folder.mkdir()
        home.mkdir()
        try:
            unzip(package / sources_zip.NAME, folder)
            pdf = _made_again(folder, home, described.generazione.edizione)
        except (UnsafeZip, RebuildFailed) as error:
            return (*told, _failed(package, str(error), same=not differences))
        except RebuildStopped as error:
            return (*told, _stopped(package, str(error)))
        except OSError as error:
            if finding := machine_finding(error):
                return (*told, finding)
            raise
        report(_("compare the books"))
        return (*told, *_compared(package, described, pdf, same=not differences))


class RebuildFailed(Exception):  # noqa: N818  # named for what happened, not for an error in the program
    """The archived program made no book; the text says why."""


class RebuildStopped(Exception):  # noqa: N818  # named for what happened, not for an error in the program
    """This machine kept the archived program from making the book; the text says why."""


def _environments(described: Manifest) -> tuple[Environment, Environment]:
    making = described.generazione
    then = Environment(making.python, making.piattaforma, making.librerie, making.pacchetti)
    return then, environment_of(frozenset(making.pacchetti))


def _made_again(folder: Path, home: Path, edition: str) -> Path:
    """The book that the program among the sources makes of them in an environment without memories."""
    if PurePosixPath(edition).is_absolute() or ".." in PurePosixPath(edition).parts:
        message = _("the manifest names an edition that is not among the sources: {folder}")
        raise RebuildFailed(message.format(folder=edition))
    out = home / "out"
    command = [
        sys.executable,
        "-P",
        "-m",
        "report_pdf",
        "--lang",
        "it",
        "build",
        "--edition",
        edition,
        "--out",
        str(out),
    ]
    ran = _run(command, folder, _environment(folder, home))
    made = sorted(out.glob("*.pdf"))
    if ran.returncode or len(made) != 1:
        raise _reason(ran, len(made))
    return made[0]


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(  # noqa: S603  # the program of the package, as the caller asked
            command,
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise RebuildStopped(_("not ended after {n} minutes").format(n=SECONDS // 60)) from error


def _reason(ran: subprocess.CompletedProcess[str], made: int) -> RebuildFailed | RebuildStopped:
    """Why there is no book: what the machine lacked or stopped is no fault of the package."""
    if ran.returncode < 0:
        return RebuildStopped(_("the system ended it: {signal}").format(signal=_signal(-ran.returncode)))
    said = " ".join((ran.stdout + ran.stderr).split())[-_MOST_SAID:]
    if ran.returncode:
        told = said or _("the program ended with code {code} and said nothing").format(code=ran.returncode)
        return (RebuildStopped if ran.returncode == ExitCode.TOOL else RebuildFailed)(told)
    return RebuildFailed(_("the program wrote no book") if not made else _("the program wrote several books"))


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)


def _environment(folder: Path, home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    own = {"HOME": str(home), "XDG_CACHE_HOME": str(home), "MPLCONFIGDIR": str(home), "TMPDIR": str(home)}
    return {
        **kept,
        **own,
        "PYTHONPATH": str(folder / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONNOUSERSITE": "1",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
    }


def _compared(package: Path, described: Manifest, pdf: Path, *, same: bool) -> Iterator[Finding]:
    archived = package / described.file.nome
    where = Where(shown(archived))
    if pdf.read_bytes() == archived.read_bytes():
        message = _("made again from its sources, the book is the same, byte for byte")
        yield Finding("integrity.rebuilt", Severity.NOTE, message, where)
        return
    unlike = unlike_pages(archived, pdf)
    if same:
        message = _("made again with the same tools, the book has other bytes, though its pages are alike")
        if unlike:
            told = _("made again with the same tools, the book is another: {pages}")
            message = told.format(pages=_pages(unlike))
        yield Finding("integrity.other-book", Severity.BLOCK, message, where)
    elif unlike:
        message = _("made again with other tools, the book is another: {pages}").format(pages=_pages(unlike))
        hint = _("rebuild with the versions that the manifest names")
        yield Finding("unchecked.other-pages", Severity.WARN, message, where, hint)
    else:
        message = _("made again with other tools, the book has other bytes and the same pages")
        yield Finding("integrity.rebuilt", Severity.NOTE, message, where)


def _pages(unlike: tuple[str, ...]) -> str:
    more = "..." if len(unlike) > _MOST_PAGES_NAMED else ""
    named = ", ".join(unlike[:_MOST_PAGES_NAMED]) + more
    return ngettext("page {labels}", "pages {labels}", len(unlike)).format(labels=named)


def _other_version(package: Path, name: str, then: str, now: str) -> Finding:
    message = _("{name} is {now}; the book was made with {then}").format(name=name, now=now, then=then)
    return Finding("unchecked.other-tool", Severity.NOTE, message, Where(shown(package)))


def _failed(package: Path, reason: str, *, same: bool) -> Finding:
    message = _("the book cannot be made again: {reason}").format(reason=reason)
    where, hint = (
        Where(shown(package / sources_zip.NAME)),
        _("rebuild with the versions that the manifest names"),
    )
    if same:
        return Finding("integrity.no-rebuild", Severity.BLOCK, message, where)
    return Finding("unchecked.no-rebuild", Severity.WARN, message, where, hint)


def _stopped(package: Path, reason: str) -> Finding:
    message = _("this machine could not make the book again: {reason}").format(reason=reason)
    hint = _("the package is not at fault; free space and memory, then try again")
    return Finding("tool.no-rebuild", Severity.BLOCK, message, Where(shown(package / sources_zip.NAME)), hint)
