"""Files of the project: read within bounds; written aside first, so that none is ever seen half-written."""

from __future__ import annotations

from pathlib import Path
from secrets import token_hex

from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _


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
        rule = f"{area}.outside-project"
        return None, (Finding(rule, Severity.BLOCK, _("the file lies outside the project"), Where(file)),)
    return read_bounded(path, file, most_bytes, area)


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
    except FileNotFoundError:
        problem = "missing-file", _("the file does not exist")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problem = "unreadable-file", _("the file cannot be read: {reason}").format(reason=reason)
    else:
        if len(content) <= most_bytes:
            return content, ()
        problem = "too-large", _("the file is larger than {bytes} bytes").format(bytes=most_bytes)
    rule, message = problem
    return None, (Finding(f"{area}.{rule}", Severity.BLOCK, message, Where(file)),)


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
