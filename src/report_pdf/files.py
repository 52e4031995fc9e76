"""Writing a result: aside first, then in its place, so that no half-written file is ever seen."""

from __future__ import annotations

from pathlib import Path

from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _


def write_aside(path: Path, data: bytes, root: Path) -> tuple[Finding, ...]:
    """Write `data` to `path`, or leave what stands there as it was and say why."""
    aside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(data)
        aside.replace(path)
    except OSError as error:
        message = _("cannot write: {reason}").format(reason=error.strerror or type(error).__name__)
        hint = _("make room on the disk or allow writing there; the file of the last build is untouched")
        return (Finding("tool.cannot-write", Severity.BLOCK, message, Where(_place(path, root)), hint),)
    finally:
        _forget(aside)
    return ()


def _place(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _forget(aside: Path) -> None:
    try:
        aside.unlink(missing_ok=True)
    except OSError:
        return
