"""The sources of a book: every file that it is made of, and one fingerprint of them all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from report_pdf.files import is_inside
from report_pdf.project import LAYOUTS, STYLES, Project

PROGRAM = "src/report_pdf"
"""Where the program stands in a project, and in an archived one."""

VALIDATOR = "tools/verapdf"
"""Where that stands which installs and runs the validator."""

BESIDE = ("Makefile", "README.md", "pyproject.toml", "requirements*.lock", "tools/setup", "tools/lock")
"""What sets the program up, as far as it stands in the project."""

_OUR_PROGRAM = Path(__file__).parent
_GENERATED_FOLDERS = frozenset({"__pycache__"})
_GENERATED_ENDINGS = (".mo", ".pyc", "~")
_LEFT_BY_PROGRAMS = (".", "~$")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that the book is made of.

    Attributes:
        path: where it stands in an archived project, with `/`: "layouts/index.html".
        sha256: of its content, hexadecimal.
        size: bytes.
        origin: where it stands now; no part of what it is.
    """

    path: str
    sha256: str
    size: int
    origin: Path = field(compare=False)


@dataclass(frozen=True, slots=True)
class Sources:
    """What a book is made of.

    Attributes:
        files: sorted by path.
        fingerprint: SHA-256 of their listing, hexadecimal; the same wherever they stand.
    """

    files: tuple[SourceFile, ...]
    fingerprint: str


def read_sources(project: Project) -> Sources:
    """The edition of `project`, layouts, styles, the program that runs, and what sets it up.

    What programs generate or leave lying about is no source: the same sources are found again after they
    have been copied, built or unzipped.
    """
    found = (_read(path, origin) for path, origin in _origins(project))
    files = tuple(sorted(found, key=lambda file: file.path))
    return Sources(files, fingerprint_of((file.path, file.sha256) for file in files))


def fingerprint_of(listing: Iterable[tuple[str, str]]) -> str:
    """SHA-256 of paths and hashes, in the form that `sha256sum` prints, sorted by path."""
    lines = "".join(f"{sha256}  {path}\n" for path, sha256 in sorted(listing))
    return hashlib.sha256(lines.encode()).hexdigest()


def _read(path: str, origin: Path) -> SourceFile:
    with origin.open("rb") as stream:
        return SourceFile(path, hashlib.file_digest(stream, "sha256").hexdigest(), stream.tell(), origin)


def _origins(project: Project) -> Iterator[tuple[str, Path]]:
    """Path in the archived project and on this disk of each source."""
    for folder in (project.edition, project.root / LAYOUTS, project.root / STYLES, project.root / VALIDATOR):
        for origin in _files_below(folder, project.root):
            yield project.relative(origin), origin
    for origin in _files_below(_OUR_PROGRAM, _OUR_PROGRAM):
        yield f"{PROGRAM}/{origin.relative_to(_OUR_PROGRAM).as_posix()}", origin
    for pattern in BESIDE:
        for origin in project.root.glob(pattern):
            if origin.is_file() and is_inside(origin, project.root):
                yield project.relative(origin), origin


def _files_below(folder: Path, limit: Path) -> Iterator[Path]:
    """The files below `folder`; links are followed to files within `limit` only."""
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if _is_source(name)]
        for name in filter(_is_source, names):
            path = Path(here, name)
            if path.is_file() and (not path.is_symlink() or is_inside(path, limit)):
                yield path


def _is_source(name: str) -> bool:
    return (
        name not in _GENERATED_FOLDERS
        and not name.startswith(_LEFT_BY_PROGRAMS)
        and not name.endswith(_GENERATED_ENDINGS)
        and _is_text(name)
    )


def _is_text(name: str) -> bool:
    """Whether a name can be written down; one that is no text can be named by no edition and no layout."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
