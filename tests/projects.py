"""Projects in folders of their own: the real one copied, and a small one with an invented edition."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

ROOT = Path(__file__).parents[1]
REAL_EDITION = "data/2019-2024"
SECOND_EDITION = "data/2021-2023"
SECOND_PDF = "build/libri-aperti-2021-2023.pdf"

WORKSHOPS = (
    ("id", "group", "label", "unit", "nature", "source", "note", "2021", "2022", "2023"),
    ("laboratori.incontri", None, "incontri", "incontri", "flusso", "Sala ragazzi", None, "-", 46, 57),
    ("laboratori.presenze", None, "presenze", "presenze", "flusso", "Sala ragazzi", None, "-", "n.d.", 689),
)
"""The table of the second edition that is kept in a workbook."""


def copy_project(folder: Path) -> Path:
    """The program, the layouts and the styles in `folder`, without any edition."""
    for name in ("src", "layouts", "styles"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def real_project(folder: Path) -> Path:
    """The project as it is, in `folder`."""
    shutil.copytree(ROOT / REAL_EDITION, folder / REAL_EDITION)
    return copy_project(folder)


def second_project(folder: Path) -> Path:
    """The project in `folder` with the second edition in the place of the real one."""
    shutil.copytree(ROOT / "tests" / "second_edition", folder / SECOND_EDITION)
    write_workbook(folder / SECOND_EDITION / "indicators" / "laboratori.xlsx", WORKSHOPS)
    return copy_project(folder)


def write_workbook(path: Path, rows: Sequence[Sequence[object]]) -> None:
    """A workbook whose only sheet is called like its file."""
    path.write_bytes(_workbook(path.stem, tuple(map(tuple, rows))))


@cache
def _workbook(title: str, rows: tuple[tuple[object, ...], ...]) -> bytes:
    """Made once: a workbook holds the time of its making, and books of other sources are other books."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def environment(project: Path, **variables: str) -> dict[str, str]:
    """The environment in which the program of `project` runs and speaks English."""
    kept = {name: value for name, value in os.environ.items() if name not in {"LANGUAGE", "LC_ALL"}}
    return kept | {"PYTHONPATH": str(project / "src"), "LANG": "C.UTF-8"} | variables


def command(*arguments: str) -> list[str]:
    """The command as users give it."""
    return [sys.executable, "-m", "report_pdf", *arguments]


def report_pdf(project: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command in the folder of the project."""
    return subprocess.run(  # noqa: S603  # our own command
        command(*arguments),
        cwd=project,
        env=environment(project, **variables),
        capture_output=True,
        text=True,
        check=False,
    )
