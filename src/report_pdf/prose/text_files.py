"""Files of prose: read as UTF-8 whatever the office's editor did, or refused with the reason."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from report_pdf.enough import enough
from report_pdf.files import read_inside
from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _

MAX_BYTES = 200_000
"""More than any section's text; a file that is larger is not one."""

# Controls but tab and newline, and the private characters that stand for figures while a text is set.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff\ufffe\uffff]")


def read_text_file(path: Path, root: Path) -> tuple[str | None, tuple[Finding, ...]]:
    """The text at `path`, its letters composed (NFC), its lines ended by LF; None if there is none to use."""
    file = path.relative_to(root).as_posix()
    content, unread = read_inside(path, root, MAX_BYTES)
    if content is None:
        return None, unread
    return _text_of(content, file)


def _text_of(content: bytes, file: str) -> tuple[str | None, tuple[Finding, ...]]:
    try:
        text = content.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        return None, (_not_utf8(error, file),)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    findings = enough((*_byte_order_mark(content, file), *_unprintable(text, file), *_empty(text, file)))
    blocked = any(finding.severity is Severity.BLOCK for finding in findings)
    return None if blocked else text, findings


def _not_utf8(error: UnicodeDecodeError, file: str) -> Finding:
    where = Where(file, error.object.count(b"\n", 0, error.start) + 1)
    message = _("byte {byte:#04x} is not UTF-8").format(byte=error.object[error.start])
    return _finding("encoding", message, where, _("save the file again, with the encoding UTF-8"))


def _byte_order_mark(content: bytes, file: str) -> Iterator[Finding]:
    if content.startswith(codecs.BOM_UTF8):
        message = _("the file begins with a byte order mark")
        yield Finding("data.bom", Severity.WARN, message, Where(file, 1), _("save it as UTF-8 without BOM"))


def _unprintable(text: str, file: str) -> Iterator[Finding]:
    for number, line in enumerate(text.split("\n"), start=1):
        if match := _UNPRINTABLE.search(line):
            message = _("the character U+{code:04X} cannot be printed").format(code=ord(match[0]))
            yield _finding(
                "control-character", message, Where(file, number, match.start() + 1), _("delete it")
            )


def _empty(text: str, file: str) -> Iterator[Finding]:
    if not text.strip():
        hint = _("write the text, or take the file's name out of edition.toml")
        yield _finding("empty-file", _("the file is empty"), Where(file), hint)


def _finding(rule: str, message: str, where: Where, hint: str = "") -> Finding:
    return Finding(f"data.{rule}", Severity.BLOCK, message, where, hint)
