"""Bind every PDF of a folder as an appendix, and tell what came of each.

Ends with 0 when every file was assembled soundly or refused with a reason; with 1 when one made a traceback,
took too long, gave an invalid book, or looks otherwise in it and no finding says so; with 8 when a
validator is missing or gave up.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import click
import records
from judges import FLAVOURS, UNCHECKED, Broken, broken_rules, qpdf_complaints
from small_body import ROOT

from report_pdf.archive.verapdf import find_verapdf
from report_pdf.findings import ExitCode

AT_ONCE = 2
BATCH = 24
"""files whose books lie on the disk at once, until the validators have seen them"""
_BIND_ONE = Path(__file__).with_name("bind_one.py")


@dataclass(frozen=True, slots=True)
class Run:
    """How files are tried.

    Attributes:
        work: a folder that is removed in the end.
        program: hash of the program that binds.
        seconds: what one file may take.
        most_pages: files with more are refused; 0 for no limit.
        verapdf: the validator; None when there is none.
        keep: where books go that something is wrong with; None for nowhere.
    """

    work: Path
    program: str
    seconds: int
    most_pages: int
    verapdf: str | None
    keep: Path | None


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--report", type=click.Path(path_type=Path), help="The records, JSON lines; where a run goes on from."
)
@click.option("--json", "as_json", is_flag=True, help="Print the records instead of lines for people.")
@click.option("--pages", default=0, help="Refuse files with more pages; no limit by default.")
@click.option("--seconds", default=600, help="What one file may take.")
@click.option(
    "--keep", type=click.Path(path_type=Path), help="Keep the books that something is wrong with here."
)
def main(  # noqa: PLR0913  # options of a command
    folder: Path, report: Path | None, *, as_json: bool, pages: int, seconds: int, keep: Path | None
) -> None:
    """Try the files that the report does not know yet, and add up all."""
    signal.signal(
        signal.SIGTERM, lambda _signal, _frame: sys.exit(ExitCode.INTERRUPTED)
    )  # leaving nothing behind
    report = report or ROOT / "build" / "corpus.jsonl"
    files = sorted(found for found in ([folder] if folder.is_file() else folder.rglob("*")) if _is_pdf(found))
    base = folder.parent if folder.is_file() else folder
    report.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="corpus-") as work:
        (Path(work) / "bodies").mkdir()
        run = Run(Path(work), _program(), seconds, pages, find_verapdf(), keep)
        known = {_key(record): record for record in records.read(report)}
        wanted = [(file, (_name(file, base), _hash(file), run.program)) for file in files]
        open_files = [(file, key) for file, key in wanted if key not in known]
        for number, record in enumerate(_tried(run, open_files), len(wanted) - len(open_files) + 1):
            known[_key(record)] = record
            with report.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(record) + "\n")
            click.echo(json.dumps(record) if as_json else f"{number}/{len(files)} {records.line(record)}")
    done = [known[key] for _file, key in wanted]
    click.echo(records.totals(done), err=as_json)
    sys.exit(_exit_code(done))


Key = tuple[str, str, str]


def _is_pdf(file: Path) -> bool:
    return file.suffix.lower() == ".pdf" and file.is_file()


def _name(file: Path, base: Path) -> str:
    """The file's path in letters that can be printed."""
    return os.fsencode(file.relative_to(base)).decode(errors="replace")


def _key(record: records.Record) -> Key:
    return record["file"], record["source_sha256"], record["program"]


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


def _tried(run: Run, files: Sequence[tuple[Path, Key]]) -> Iterator[dict[str, Any]]:
    """The records, batch by batch."""
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for begin in range(0, len(files), BATCH):
            folder = run.work / "batch"
            batch = [
                (file, key, folder / str(number))
                for number, (file, key) in enumerate(files[begin : begin + BATCH])
            ]
            found = list(threads.map(partial(_bound, run), batch))
            complaints = _complaints(run, threads, [place / "book.pdf" for _file, _key, place in batch])
            for (_file, _key, place), record in zip(batch, found, strict=True):
                if (place / "book.pdf") in complaints:
                    structure = [f"{text} ({n})" for text, n in record.pop("structure", {}).items()]
                    record["complaints"] = complaints[place / "book.pdf"] | {"structure": structure}
                    _keep(run, place / "book.pdf", record)
                yield record
            shutil.rmtree(folder)


def _bound(run: Run, job: tuple[Path, Key, Path]) -> dict[str, Any]:
    """What came of one file, but for the validators."""
    source, (name, digest, program), place = job
    place.mkdir(parents=True)
    given = (source.absolute(), name, place, run.work / "bodies", run.most_pages)
    said, told = _run_one([sys.executable, str(_BIND_ONE), *map(str, given)], run.seconds)
    facts = place / "record.json"
    record = (
        json.loads(facts.read_text(encoding="utf-8"))
        if facts.exists()
        else {"outcome": said, "traceback": told}
    )
    if record["outcome"] != "bound":
        (place / "book.pdf").unlink(missing_ok=True)
    return {"file": name, "source_sha256": digest, "program": program} | record


def _run_one(command: Sequence[str], seconds: int) -> tuple[str, str]:
    """Run a process and end it, with all that it started, when its time is up."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "LANGUAGE": "en"}
    process = subprocess.Popen(  # noqa: S603  # our own command
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        env=environment,
        start_new_session=True,
    )
    try:
        return "died", process.communicate(timeout=seconds)[1][-2000:] + f" exit code {process.returncode}"
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return "timeout", f"{seconds} s"


def _complaints(
    run: Run, threads: ThreadPoolExecutor, books: Sequence[Path]
) -> dict[Path, dict[str, Sequence[str]]]:
    """What each judge finds wrong with each book."""
    made = [book for book in books if book.exists()]
    by_flavour: list[Broken] = [dict.fromkeys(made, (UNCHECKED,))] * len(FLAVOURS)
    if run.verapdf is not None:
        by_flavour = list(threads.map(partial(broken_rules, run.verapdf, made), FLAVOURS))
    qpdf = dict(zip(made, threads.map(qpdf_complaints, made), strict=True))
    judged = [*zip(FLAVOURS, by_flavour, strict=True), ("qpdf", qpdf)]
    return {book: {judge: rules[book] for judge, rules in judged} for book in made}


def _keep(run: Run, book: Path, record: records.Record) -> None:
    if run.keep and set(records.verdicts(record)) & {*records.FAULTS, "differs"}:
        run.keep.mkdir(parents=True, exist_ok=True)
        shutil.copy(book, run.keep / f"{record['file'].replace('/', '_')}.book.pdf")


def _exit_code(done: Sequence[records.Record]) -> int:
    if records.faults(done):
        return ExitCode.BUG
    return ExitCode.NOT_FULLY_CHECKED if records.unchecked(done) else ExitCode.OK


if __name__ == "__main__":
    main()
