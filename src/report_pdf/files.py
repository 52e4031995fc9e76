"""Files of the project: read within bounds; written aside first, so that none is ever seen half-written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _

_PIECE_BYTES = 1 << 20


def read_inside(
    path: Path, root: Path, most_bytes: int, area: str = "data"
) -> tuple[bytes | None, tuple[Finding, ...]]:
    """What stands in a file of the project, or why it is not read: a link out of the project is not followed.

    Args:
        path: the file, below `root`.
        root: the project's folder.
        most_bytes: a larger file is refused.
        area: the first word of the rules: whose work the file is.
    """
    file = _place(path, root)
    if not is_inside(path, root):
        return None, (_outside(file, area),)
    return read_bounded(path, file, most_bytes, area)


def copy_inside(
    path: Path, root: Path, target: Path, most_bytes: int, area: str = "data"
) -> tuple[Finding, ...]:
    """Copy a file of the project piece by piece, or say why not; otherwise as `read_inside`.

    Raises:
        OSError: `target` cannot be written.
    """
    file = _place(path, root)
    if not is_inside(path, root):
        return (_outside(file, area),)
    pieces, size = _pieces(path), 0
    with target.open("wb") as copy:
        while True:
            try:
                piece = next(pieces, b"")
            except OSError as error:
                return (_unread(error, file, area),)
            size += len(piece)
            if size > most_bytes:
                return (_too_large(file, most_bytes, area),)
            if not piece:
                return ()
            copy.write(piece)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE_BYTES):
            yield piece


def _outside(file: str, area: str) -> Finding:
    message = _("the file lies outside the project")
    return Finding(f"{area}.outside-project", Severity.BLOCK, message, Where(file))


def _unread(error: OSError, file: str, area: str) -> Finding:
    if isinstance(error, FileNotFoundError):
        return Finding(f"{area}.missing-file", Severity.BLOCK, _("the file does not exist"), Where(file))
    reason = error.strerror or type(error).__name__
    message = _("the file cannot be read: {reason}").format(reason=reason)
    return Finding(f"{area}.unreadable-file", Severity.BLOCK, message, Where(file))


def _too_large(file: str, most_bytes: int, area: str) -> Finding:
    message = _("the file is larger than {bytes} bytes").format(bytes=most_bytes)
    return Finding(f"{area}.too-large", Severity.BLOCK, message, Where(file))


def is_inside(path: Path, root: Path) -> bool:
    """Whether what `path` leads to, links followed, stands below `root`."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except RuntimeError:  # older Pythons say so of a link to itself, which leads nowhere
        return False


def read_bounded(
    path: Path, file: str, most_bytes: int, area: str = "data"
) -> tuple[bytes | None, tuple[Finding, ...]]:
    """What stands in a file wherever it is, called `file` in findings; for a file that the user names."""
    try:
        with path.open("rb") as stream:
            content = stream.read(most_bytes + 1)
    except OSError as error:
        return None, (_unread(error, file, area),)
    if len(content) > most_bytes:
        return None, (_too_large(file, most_bytes, area),)
    return content, ()


def write_aside(path: Path, data: bytes, root: Path, keep: Path | None = None) -> tuple[Finding, ...]:
    """Write `data` to `path`, or leave what stands there as it was and say why.

    Args:
        path: the file.
        data: its new content.
        root: the project's folder.
        keep: where the old content goes if it is another; it is not kept when this is None.
    """
    try:
        _replace(path, data, keep)
    except OSError as error:
        message = _("cannot write: {reason}").format(reason=error.strerror or type(error).__name__)
        hint = _("make room on the disk or allow writing there; the file of the last build is untouched")
        return (Finding("tool.cannot-write", Severity.BLOCK, message, Where(_place(path, root)), hint),)
    return ()


def _replace(path: Path, data: bytes, keep: Path | None = None) -> None:
    # Two builds may write at once: each has a name of its own.
    aside = path.with_name(f".{path.name}.{token_hex(8)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("xb") as stream:
            stream.write(data)
        # The old is kept when the new is sure to be whole, and before it is gone.
        if keep and path.exists() and (old := path.read_bytes()) != data:
            _replace(keep, old)
        aside.replace(path)
    finally:
        _forget(aside)


def _place(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _forget(aside: Path) -> None:
    try:
        aside.unlink(missing_ok=True)
    except OSError:
        return
