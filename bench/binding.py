"""What binding costs: its time against that of typesetting the body, its memory against the largest source.

`binding.py EDITION` builds the edition some times, each in a process of its own, and compares the CPU time of
preparing and binding with that of typesetting. Then it binds a scan of some hundred MB, made on the fly,
and adds up the memory of all processes meanwhile. Exit code 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import pikepdf
from PIL import Image

ROOT = Path(__file__).parents[1]
TIME_BAR = 0.5
"""of typesetting"""
MEMORY_BAR = 2.0
"""times the largest source, beyond what a build without it takes"""
SCAN_PAGES = 60
_TYPESET, _BIND = "typeset", "bind"
_MIB = 1024 * 1024


class Clock:
    """The processor's seconds of each stage, of this process; those of the children, which prepare parts."""

    def __init__(self) -> None:
        self._stages: dict[str, float] = {}
        self._stage, self._since = "", time.process_time()

    def begin(self, stage: str) -> None:
        """A stage begins; what other threads say is no stage."""
        if threading.current_thread() is threading.main_thread():
            now = time.process_time()
            self._stages[self._stage] = self._stages.get(self._stage, 0) + now - self._since
            self._stage, self._since = stage, now

    def told(self) -> dict[str, float]:
        """Seconds by what they were spent on."""
        self.begin("")
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        prepare = children.ru_utime + children.ru_stime
        return {"typeset": self._stages[_TYPESET], "prepare": prepare, "bind": self._stages[_BIND]}


def build_by_the_clock(edition: Path) -> None:
    """Build once, with nothing kept, and print the seconds.

    On one core: copies of the process that draw and paint would be counted as what prepares parts.
    """
    gc.disable()  # as the command does
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    shutil.rmtree(ROOT / ".cache", ignore_errors=True)
    os.environ["LANGUAGE"] = "en"  # the stages are known by their names
    from report_pdf.build import build  # noqa: PLC0415  # a build loads what it needs as it goes

    clock = Clock()
    with tempfile.TemporaryDirectory() as out:
        build(edition.resolve(), draft=True, out=Path(out), report=clock.begin)
    sys.stdout.write(json.dumps(clock.told()))


def time_of(edition: Path, rounds: int) -> tuple[str, float]:
    """The medians as a Markdown table, and the part of typesetting that binding takes."""
    command = [sys.executable, __file__, str(edition), "--once"]
    runs = []
    for _round in range(rounds):
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)  # noqa: S603  # our own command
        runs.append(json.loads(ran.stdout))
    median = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    lines = ["| | CPU s | of typesetting |", "|---|---|---|"]
    lines += [
        f"| {name} | {seconds:.2f} | {seconds / median['typeset']:.0%} |" for name, seconds in median.items()
    ]
    share = statistics.median((run["prepare"] + run["bind"]) / run["typeset"] for run in runs)
    lines.append(f"| prepare and bind | {median['prepare'] + median['bind']:.2f} | {share:.0%} |")
    return "\n".join(lines), share


def write_scan(path: Path, pages: int) -> None:
    """A scan as a copier sends it, some MB a page, no two pages alike."""
    noise = np.random.default_rng(1).integers(0, 256, (3508, 2480), np.uint8)
    jpeg = path.with_suffix(".jpg")
    Image.fromarray(noise).save(jpeg, quality=60)
    with pikepdf.new() as pdf:
        for number in range(pages):
            page = pdf.add_blank_page(page_size=(595, 842))
            image = pikepdf.Stream(pdf, jpeg.read_bytes() + bytes([number]))
            image.update(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.XObject,
                    Subtype=pikepdf.Name.Image,
                    Width=2480,
                    Height=3508,
                    BitsPerComponent=8,
                    ColorSpace=pikepdf.Name.DeviceGray,
                    Filter=pikepdf.Name.DCTDecode,
                )
            )
            page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=pdf.make_indirect(image)))
            page.contents_add(b"q 595 0 0 842 0 0 cm /Scan Do Q")
        pdf.save(path)
    jpeg.unlink()


def memory_of(edition: Path, pages: int) -> tuple[str, float]:
    """The peaks as a Markdown table, and what the scan adds as a multiple of its size."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for name in ("src", "layouts", "styles"):
            shutil.copytree(ROOT / name, project / name)
        here = project / "data" / edition.name
        shutil.copytree(edition, here)
        usual = _peak(project, here)
        largest = max((here / "appendices").glob("*.pdf"), key=lambda file: file.stat().st_size)
        write_scan(largest, pages)
        size = largest.stat().st_size / _MIB
        with_scan = _peak(project, here)
    added = (with_scan - usual) / size
    lines = ["| | MiB | times the scan |", "|---|---|---|", f"| the scan, {pages} pages | {size:.0f} | 1 |"]
    lines += [f"| the build as it is | {usual:.0f} | {usual / size:.2f} |"]
    lines += [f"| the build with it | {with_scan:.0f} | {with_scan / size:.2f} |"]
    return "\n".join([*lines, f"| what it adds | {with_scan - usual:.0f} | {added:.2f} |"]), added


def _peak(project: Path, edition: Path) -> float:
    """The most memory that a build and its children have at one time, MiB."""
    command = [sys.executable, "-m", "report_pdf", "build", "--draft", "--edition", str(edition)]
    environment = os.environ | {"PYTHONPATH": str(project / "src")}
    process = subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603  # our own command
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, sum(_resident(pid) for pid in _family(process.pid)))
        time.sleep(0.02)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return peak


def _family(pid: int) -> Iterator[int]:
    """A process and those that it started."""
    yield pid
    with suppress(OSError):  # it may end meanwhile
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in _read(children).split():
                yield from _family(int(child))


def _resident(pid: int) -> float:
    """Memory of a process, shared pages divided among those that share them, MiB."""
    rows = _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines()
    return sum(int(row.split()[1]) for row in rows if row.startswith("Pss:")) / 1024


def _read(path: Path) -> str:
    """What Linux tells of a process; nothing when it has ended."""
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure both."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("edition", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pages", type=int, default=SCAN_PAGES, help="of the scan, 5 MB each")
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.once:
        build_by_the_clock(given.edition)
        return 0
    times, share = time_of(given.edition, given.rounds)
    sys.stdout.write(f"{times}\n\n")
    memory, added = memory_of(given.edition.resolve(), given.pages)
    sys.stdout.write(f"{memory}\n")
    return int(share > TIME_BAR or added > MEMORY_BAR)


if __name__ == "__main__":
    sys.exit(main())
