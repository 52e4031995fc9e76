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
from report_pdf.archive.manifest import Manifest
from report_pdf.archive.same_pages import unlike_pages
from report_pdf.archive.sources_zip import UnsafeZip, unzip
from report_pdf.console import shown
from report_pdf.environment import Environment, environment_of
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
    told = [_other_version(package, *difference) for difference in differences]
    with tempfile.TemporaryDirectory(prefix="report-pdf-") as work:
        try:
            for archived, again in _each_made_again(package, described, Path(work)):
                report(_("compare the books"))
                told += _compared(archived, again, same=not differences)
        except (UnsafeZip, RebuildFailed) as error:
            told.append(_failed(package, str(error), same=not differences))
        except RebuildStopped as error:
            told.append(_stopped(package, str(error)))
        except OSError as error:
            finding = machine_finding(error)
            if finding is None:
                raise
            told.append(finding)
    return tuple(told)


class RebuildFailed(Exception):  # noqa: N818  # named for what happened, not for an error in the program
    """The archived program made no book; the text says why."""


class RebuildStopped(Exception):  # noqa: N818  # named for what happened, not for an error in the program
    """This machine kept the archived program from making the book; the text says why."""


def _environments(described: Manifest) -> tuple[Environment, Environment]:
    making = described.generazione
    then = Environment(making.python, making.piattaforma, making.librerie, making.pacchetti)
    return then, environment_of(frozenset(making.pacchetti))


def _each_made_again(package: Path, described: Manifest, work: Path) -> Iterator[tuple[Path, Path]]:
    """Each archived file with the one that the program among the sources makes of them anew.

    First the book, then what the print shop gets; pictures in the reports of the preflight may differ where
    another Ghostscript draws them, and are left out.
    """
    folder, home = work / "sources", work / "home"
    folder.mkdir()
    home.mkdir()
    unzip(package / sources_zip.NAME, folder)
    edition = described.generazione.edizione
    yield package / described.file.nome, _book_again(folder, home, edition)
    pressed = [file.nome for file in described.stampa if file.nome.endswith(".pdf")]
    if pressed:
        made = _pressed_again(folder, home, edition)
        yield from ((package / name, made / PurePosixPath(name).name) for name in pressed)


def _book_again(folder: Path, home: Path, edition: str) -> Path:
    out = home / "out"
    ran = _build_again(folder, home, edition, "--out", str(out))
    made = sorted(out.glob("*.pdf"))
    if ran.returncode or len(made) != 1:
        raise _reason(ran, len(made))
    return made[0]


def _pressed_again(folder: Path, home: Path, edition: str) -> Path:
    out = home / "press"
    ran = _build_again(folder, home, edition, "--target", "print", "--out", str(out))
    if ran.returncode:
        raise _reason(ran, 0)
    return out / "print"


def _build_again(folder: Path, home: Path, edition: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    if PurePosixPath(edition).is_absolute() or ".." in PurePosixPath(edition).parts:
        message = _("the manifest names an edition that is not among the sources: {folder}")
        raise RebuildFailed(message.format(folder=edition))
    program = [sys.executable, "-P", "-m", "report_pdf", "--lang", "it"]
    command = [*program, "build", "--edition", edition, *arguments]
    return _run(command, folder, _environment(folder, home))


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
        of_machine = ran.returncode in {ExitCode.TOOL, ExitCode.NOT_FULLY_CHECKED}
        return (RebuildStopped if of_machine else RebuildFailed)(told)
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


def _compared(archived: Path, pdf: Path, *, same: bool) -> Iterator[Finding]:
    where = Where(shown(archived))
    if not pdf.is_file():
        message = _("made again from its sources, the book comes without this file")
        yield Finding("integrity.other-book", Severity.BLOCK, message, where)
        return
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
