"""The files of a package against its two listings: any change of any byte or name is found and told apart."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from report_pdf.archive import checksums, manifest
from report_pdf.archive.checksums import digest_of, read_sums, sums_text
from report_pdf.archive.manifest import Manifest, read_manifest
from report_pdf.console import shown
from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _

MOST_LISTING_BYTES = 64 * 2**20
_LISTINGS = frozenset({checksums.NAME, manifest.NAME})


@dataclass(frozen=True, slots=True)
class CheckedFiles:
    """What the check of a package's files gave.

    Attributes:
        manifest: as it is read; None when it cannot be.
        sums: SHA-256 of SHA256SUMS, which stands for the whole package; "" when there is none.
        findings: everything that is not as it was deposited.
    """

    manifest: Manifest | None
    sums: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Listed:
    """Hashes by path: of the files that are there, as SHA256SUMS has them, as the manifest has them."""

    there: Mapping[str, str]
    sums: Mapping[str, str]
    manifest: Mapping[str, str]

    @property
    def expected(self) -> Mapping[str, str]:
        """What both listings, or the only one that knows the path, say was deposited."""
        return {**self.sums, **self.manifest}


def check_files(package: Path) -> CheckedFiles:
    """Everything in the folder of a package that is missing, added, renamed, swapped or changed."""
    if not package.is_dir():
        message = _("there is no package")
        return CheckedFiles(None, "", (_finding("no-package", message, package),))
    if not any(os.path.lexists(package / name) for name in _LISTINGS):
        return CheckedFiles(None, "", (_no_package(package),))
    findings = list(_foreign(package))
    there = dict(_hashes(package))
    sums, described = _listing(package / checksums.NAME), _listing(package / manifest.NAME)
    read = read_manifest(described) if described is not None else None
    listed = _Listed(
        {name: sha256 for name, sha256 in there.items() if name not in _LISTINGS},
        {name: sha256 for name, sha256 in read_sums(sums or b"").items() if name not in _LISTINGS},
        {one.nome: one.sha256 for one in read.contenuto} if read else {},
    )
    findings += _wrong_listings(package, there, sums, read)
    findings += _wrong_files(package, listed, both=sums is not None and read is not None)
    return CheckedFiles(read, there.get(checksums.NAME, ""), tuple(findings))


def _no_package(folder: Path) -> Finding:
    """A folder without listings may be any, of any size: it is not read."""
    message = _("the folder is no package: it holds neither {sums} nor {manifest}")
    hint = _("name the folder of a version; if this was one, put it back from a copy")
    told = message.format(sums=checksums.NAME, manifest=manifest.NAME)
    return Finding("integrity.no-package", Severity.BLOCK, told, Where(_text(shown(folder))), hint)


def _listing(path: Path) -> bytes | None:
    """The content of a listing; None when there is none, or one too large to be any."""
    if not path.is_file():  # a pipe would never end
        return None
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_LISTING_BYTES + 1)
    except OSError:
        return None
    return content if len(content) <= MOST_LISTING_BYTES else None


def _hashes(package: Path) -> Iterator[tuple[str, str]]:
    for path in _walk(package):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(package).as_posix(), digest_of(path).sha256


def _walk(folder: Path) -> Iterator[Path]:
    """Everything below a folder, links not followed."""
    for here, folders, names in os.walk(folder):
        yield from (Path(here, name) for name in sorted((*folders, *names)))


def _foreign(package: Path) -> Iterator[Finding]:
    """What is neither a file nor a folder with files in it."""
    if package.is_symlink():
        yield _finding("foreign-entry", _("the package is a link"), package)
    for path in _walk(package):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            yield _finding(
                "foreign-entry", _("neither a file nor a folder: a package holds no such thing"), path
            )
        elif path.is_dir() and not any(path.iterdir()):
            yield _finding("empty-folder", _("an empty folder was added"), path)


def _wrong_listings(
    package: Path, there: Mapping[str, str], sums: bytes | None, read: Manifest | None
) -> Iterator[Finding]:
    """What the two listings say of themselves and of each other."""
    if sums is None:
        yield _finding("missing-file", _("the file is missing"), package / checksums.NAME)
    elif sums_text(read_sums(sums)) != sums:
        yield _finding(
            "changed-file", _("the file was changed: lines that no deposit writes"), package / checksums.NAME
        )
    if manifest.NAME not in there:
        yield _finding("missing-file", _("the file is missing"), package / manifest.NAME)
    elif read is None:
        yield _finding(
            "changed-file", _("the file was changed: it is no manifest any more"), package / manifest.NAME
        )
    if sums is None or manifest.NAME not in there:
        return
    if read_sums(sums).get(manifest.NAME) != there[manifest.NAME]:
        message = _("the file was changed, or {other} was: they do not agree")
        for name, other in ((checksums.NAME, manifest.NAME), (manifest.NAME, checksums.NAME)):
            yield _finding("changed-file", message.format(other=other), package / name)


def _wrong_files(package: Path, listed: _Listed, *, both: bool) -> Iterator[Finding]:
    expected = listed.expected
    missing = {name for name in expected if name not in listed.there}
    added = {name for name in listed.there if name not in expected}
    changed = {name for name, sha256 in listed.there.items() if expected.get(name, sha256) != sha256}
    renamed = _pairs(missing, added, expected, listed.there)
    swapped = _pairs(changed, changed, expected, listed.there)
    for name in sorted(missing | added | changed):
        yield from _wrong_file(package, name, listed, renamed | swapped)
    for name in sorted(expected) if both else ():
        yield from _disagreement(package, name, listed)


def _pairs(
    olds: set[str], news: set[str], expected: Mapping[str, str], there: Mapping[str, str]
) -> dict[str, str]:
    """For each path whose content now stands under another, that other path."""
    places = {there[name]: name for name in sorted(news)}
    return {name: places[expected[name]] for name in sorted(olds) if expected[name] in places}


def _wrong_file(package: Path, name: str, listed: _Listed, moved: Mapping[str, str]) -> Iterator[Finding]:
    path = package / name
    if name not in listed.there:
        if name in moved:
            message = _("the file was renamed: it is now {new}").format(new=_text(moved[name]))
            yield _finding("renamed-file", message, path)
        else:
            yield _finding("missing-file", _("the file is missing"), path)
    elif name not in listed.expected:
        yield _finding("added-file", _("the file was added: no listing knows it"), path)
    elif name in moved:
        message = _("the file was swapped: it has the content of {other}, or {other} has its")
        yield _finding("swapped-file", message.format(other=moved[name]), path)
    elif listed.there[name] not in {listed.sums.get(name), listed.manifest.get(name)}:
        yield _finding("changed-file", _("the file was changed: its hash is another"), path)


def _disagreement(package: Path, name: str, listed: _Listed) -> Iterator[Finding]:
    """A listing that says otherwise than the file and the other listing do was itself changed."""
    by_sums, by_manifest = listed.sums.get(name), listed.manifest.get(name)
    if by_sums == by_manifest:
        return
    guilty = checksums.NAME if listed.there.get(name) == by_manifest else manifest.NAME
    message = _("the file was changed: what it says of {name} is not so").format(name=_text(name))
    yield _finding("changed-file", message, package / guilty)


def _finding(what: str, message: str, path: Path) -> Finding:
    hint = _("put the package back from a copy: what is deposited is never changed")
    return Finding(f"integrity.{what}", Severity.BLOCK, message, Where(_text(shown(path))), hint)


def _text(name: str) -> str:
    """A file name as text: it may hold bytes that are none."""
    return name.encode(errors="backslashreplace").decode()
