"""What a file really is, by its first bytes, when it is not a PDF."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from report_pdf.messages import _

_HEADER_WITHIN = 1024
"""viewers look for the header of a PDF in the first kilobyte"""

_OFFICE_FOLDERS = (("word/", "Word (.docx)"), ("xl/", "Excel (.xlsx)"), ("ppt/", "PowerPoint (.pptx)"))
_OPEN_DOCUMENTS = (
    (b"opendocument.text", "Writer (.odt)"),
    (b"opendocument.spreadsheet", "Calc (.ods)"),
    (b"opendocument.presentation", "Impress (.odp)"),
)
_IMAGES = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"RIFF", "WebP"),
)


def has_header(start: bytes) -> bool:
    """Whether the first bytes hold the header of a PDF."""
    return b"%PDF-" in start[:_HEADER_WITHIN]


def other_kind(data: bytes) -> str:
    """What the file is instead of a PDF, in words; "" if that cannot be said."""
    start = data[:_HEADER_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        return _("an empty file")
    return _container(data, start) or _image(start) or _written(start)


def _container(data: bytes, start: bytes) -> str:
    if start.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return _("a document of an old Office (.doc, .xls, .ppt)")
    if start[:1] == b"\x30" and start[1:2] in {b"\x80", b"\x81", b"\x82", b"\x83", b"\x84"}:
        return _("a signed envelope (.p7m)")
    return ""


def _zipped(data: bytes) -> str:
    """Office documents are zip archives: their folders say of which program."""
    for words, program in _OPEN_DOCUMENTS:
        if words in data[:200]:
            return _("a document of {program}").format(program=program)
    try:
        names = ZipFile(BytesIO(data)).namelist()
    except (
        BadZipFile,
        ValueError,
        NotImplementedError,
        OSError,
    ):  # the last but one: a zip of a later version
        names = []
    for folder, program in _OFFICE_FOLDERS:
        if any(name.startswith(folder) for name in names):
            return _("a document of {program}").format(program=program)
    return _("a zip archive")


def _image(start: bytes) -> str:
    for magic, name in _IMAGES:
        if start.startswith(magic):
            return _("a picture ({format})").format(format=name)
    return ""


def _written(start: bytes) -> str:
    head = start[:200].lower()
    if start.startswith(b"{\\rtf"):
        return _("a document in RTF")
    if start.startswith(b"%!PS"):
        return _("a PostScript file")
    if head.startswith((b"<!doctype html", b"<html")):
        return _("a web page (HTML)")
    if head.startswith(b"<"):
        return _("a file of markup (XML)")
    return ""
