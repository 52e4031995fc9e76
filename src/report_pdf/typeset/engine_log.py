"""What WeasyPrint says in its log, as findings."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tinycss2.ast import QualifiedRule

from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _

_PLACE = re.compile(r" at (?P<line>\d+):(?P<column>\d+)")
_PICTURE = "Failed to load image at"
# Told better elsewhere, with the place of the element: by the fetcher, the HTML checks, the glyph check.
_TOLD_ELSEWHERE = (
    _PICTURE,
    "Failed to load stylesheet at",
    "No anchor #",
    "Content discarded: target points to undefined anchor",
    "Anchor defined twice",
    ".notdef glyph rendered",
)


class EngineLog(logging.Handler):
    """Collects what WeasyPrint logs while it is installed."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._said: list[tuple[str, str]] = []
        self._file = ""
        self.unusable: dict[str, str] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record; a picture that is not one goes to `unusable`, by its address, with the reason."""
        # While it paints a drawing WeasyPrint catches, and only logs, even what must stop the program.
        if isinstance(error := sys.exception(), (KeyboardInterrupt, MemoryError)):
            raise error
        if record.getMessage().startswith(_PICTURE) and isinstance(record.args, tuple):
            url, reason = record.args
            self.unusable[str(url)] = str(reason)
        self._said.append((self._file, record.getMessage() + _place_of_selector(record)))

    @contextmanager
    def reading(self, file: str) -> Iterator[None]:
        """Whatever is said inside is said of `file`, a path relative to the project."""
        self._file = file
        try:
            yield
        finally:
            self._file = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was said, once each."""
        told = dict.fromkeys(self._said)
        return tuple(_finding(f, said) for f, said in told if not said.startswith(_TOLD_ELSEWHERE))


def _place_of_selector(record: logging.LogRecord) -> str:
    """` at LINE:COLUMN` for a wrong selector: WeasyPrint has its rule at hand and does not say where."""
    error = record.args[0] if isinstance(record.args, tuple) and record.args else None
    if not isinstance(error, ValueError) or error.__traceback__ is None:
        return ""
    rule = error.__traceback__.tb_frame.f_locals.get("rule")
    return f" at {rule.source_line}:{rule.source_column}" if isinstance(rule, QualifiedRule) else ""


@contextmanager
def engine_log() -> Iterator[EngineLog]:
    """Listen to WeasyPrint inside this context."""
    log, logger = EngineLog(), logging.getLogger("weasyprint")
    logger.addHandler(log)
    try:
        yield log
    finally:
        logger.removeHandler(log)


def _finding(file: str, said: str) -> Finding:
    place = _PLACE.search(said)
    where = Where(file, int(place["line"]), int(place["column"])) if place else Where(file)
    if place is None:
        message = _("the typesetter says: {message}").format(message=said)
        return Finding("layout.weasyprint", Severity.WARN, message, where)
    message = _("style ignored: {message}").format(message=_PLACE.sub("", said, count=1))
    return Finding("layout.css-ignored", Severity.WARN, message, where)
