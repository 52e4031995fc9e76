"""Bind every PDF of a folder as an appendix, and tell what came of each.

Ends with 0 when every file was assembled soundly or refused with a reason; with 1 when one made a traceback,
took too long, gave an invalid book, looks otherwise in it and no finding says so, or lost words to those who
listen; with 8 when a validator is missing or gave up.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import click
import records
from small_body import ROOT
from trials import Run, Trial, tried

from report_pdf.archive.verapdf import find_verapdf
from report_pdf.findings import ExitCode

Key = tuple[str, str]


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--report", type=click.Path(path_type=Path), help="The records, JSON lines; a run goes on from it."
)
@click.option("--json", "as_json", is_flag=True, help="Print the records instead of lines for people.")
@click.option("--pages", default=0, help="Refuse files with more pages; no limit by default.")
@click.option("--seconds", default=900, show_default=True, help="What one file may take.")
@click.option(
    "--keep", type=click.Path(path_type=Path), help="A folder for books that something is wrong with."
)
def main(  # noqa: PLR0913  # options of a command
    folder: Path, report: Path | None, *, as_json: bool, pages: int, seconds: int, keep: Path | None
) -> None:
    """Try the files that the report does not know yet, and add up all."""
    signal.signal(signal.SIGTERM, _stop)
    report = report or ROOT / "build" / "corpus.jsonl"
    report.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="corpus-") as work:
        (Path(work) / "bodies").mkdir()
        run = Run(Path(work), _program(), seconds, pages, find_verapdf(), keep)
        known = {_key(record): record for record in records.read(report) if record["program"] == run.program}
        wanted = _trials(folder, Path(work))
        new = [trial for trial in wanted if (trial.name, trial.sha256) not in known]
        for number, record in enumerate(tried(run, new), len(wanted) - len(new) + 1):
            known[_key(record)] = record
            with report.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(record) + "\n")
            click.echo(json.dumps(record) if as_json else f"{number}/{len(wanted)} {records.line(record)}")
    done = [known[trial.name, trial.sha256] for trial in wanted]
    click.echo(records.totals(done), err=as_json)
    sys.exit(_exit_code(done))


def _stop(_signal: int, _frame: object) -> None:
    """End as after an interrupt, leaving nothing behind."""
    sys.exit(ExitCode.INTERRUPTED)


def _trials(folder: Path, work: Path) -> list[Trial]:
    """The PDFs of a folder and of those in it; or one file."""
    base = folder.parent if folder.is_file() else folder
    found = [folder] if folder.is_file() else sorted(folder.rglob("*"))
    files = [file for file in found if file.suffix.lower() == ".pdf" and file.is_file()]
    return [
        Trial(file, _name(file, base), _hash(file), work / str(number)) for number, file in enumerate(files)
    ]


def _name(file: Path, base: Path) -> str:
    """The file's path in letters that can be printed."""
    return os.fsencode(file.relative_to(base)).decode(errors="replace")


def _key(record: records.Record) -> Key:
    return record["file"], record["source_sha256"]


def _hash(file: Path) -> str:
    with file.open("rb") as stream:
        digest = sha256()
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _program() -> str:
    """What binds: a report made by another program is no report on this one."""
    digest = sha256()
    for file in sorted((ROOT / "src").rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _exit_code(done: Sequence[records.Record]) -> int:
    if records.faults(done):
        return ExitCode.BUG
    return ExitCode.NOT_FULLY_CHECKED if records.unchecked(done) else ExitCode.OK


if __name__ == "__main__":
    main()
