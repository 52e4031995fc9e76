"""Whether the file says of itself what PDF/X-4 asks (ISO 15930-7, 6.1 to 6.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from pikepdf import Array, Name, Object, String
from pikepdf.models.metadata import PdfMetadata, decode_pdf_date

from report_pdf.messages import _
from report_pdf.parts.objects.broken import BROKEN
from report_pdf.parts.objects.entries import dictionary, entry
from report_pdf.parts.objects.values import text
from report_pdf.preflight.faults import Fault
from report_pdf.preflight.job import Job

_HEADER = re.compile(rb"%PDF-(\d\.\d)")
_VERSIONS = frozenset({"1.3", "1.4", "1.5", "1.6"})
_PDFX = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
_REQUIRED = {
    "document-id": "xmpMM:DocumentID",
    "rendition-class": "xmpMM:RenditionClass",
    "version-id": "xmpMM:VersionID",
    "document-title": "dc:title",
}
_DATES = {"/CreationDate": "xmp:CreateDate", "/ModDate": "xmp:ModifyDate"}
_METADATA_DATE = "xmp:MetadataDate"


def identity(job: Job) -> Iterator[Fault]:
    """Header, trailer, metadata."""
    yield from _version(job)
    if job.pdf.is_encrypted:
        hint = _("save it without password and without restrictions")
        yield Fault("encryption", _("the file is encrypted"), hint)
    numbers = entry(job.pdf.trailer, "/ID")
    if not isinstance(numbers, Array) or len(numbers) != 2 or not all(bytes(_string(one)) for one in numbers):  # noqa: PLR2004  # first and last
        yield Fault("file-id", _("the trailer has no /ID that tells versions of the file apart"), _x4_hint())
    yield from _metadata(job)


def _string(found: object) -> String:
    return found if isinstance(found, String) else String("")


def _x4_hint() -> str:
    return _("export it as PDF/X-4")


def _version(job: Job) -> Iterator[Fault]:
    found = _HEADER.search(job.head)
    written = found[1].decode() if found else ""
    later = entry(job.pdf.Root, "/Version")
    version = max(written, str(later)[1:] if isinstance(later, Name) else "")
    if version not in _VERSIONS:
        message = _("the file is PDF {version}, and PDF/X-4 ends at 1.6").format(version=version or "?")
        yield Fault("pdf-version", message, _x4_hint())


def _metadata(job: Job) -> Iterator[Fault]:
    stream = entry(job.pdf.Root, "/Metadata")
    known = _read(job)
    if stream is None or not known:
        yield Fault("xmp", _("the file has no XMP metadata that can be read"), _x4_hint())
        return
    if entry(stream, "/Filter") is not None:
        yield Fault("xmp-compressed", _("the XMP metadata are compressed"), _x4_hint())
    if (found := known.get(_PDFX, "")) != "PDF/X-4":
        message = _("the metadata do not say PDF/X-4 but “{found}”").format(found=found)
        yield Fault("xmp-pdfx", message, _x4_hint())
    for rule, name in _REQUIRED.items():
        if not known.get(name):
            yield Fault(rule, _("the metadata lack {name}").format(name=name), _x4_hint())
    missing = [name for name in (*_DATES.values(), _METADATA_DATE) if _instant(known.get(name, "")) is None]
    if missing:
        message = _("the metadata lack a date: {names}").format(names=", ".join(missing))
        yield Fault("document-dates", message, _x4_hint())
    yield from _information(job, known)


def _read(job: Job) -> Mapping[str, str]:
    """The entries that are looked at, as text; none where the metadata cannot be read."""
    names = [_PDFX, *_REQUIRED.values(), *_DATES.values(), _METADATA_DATE, "pdf:Trapped"]
    try:
        metadata: PdfMetadata = job.pdf.open_metadata(set_pikepdf_as_editor=False, strict=True)
        return {name: str(value) for name in names if (value := metadata.get(name)) is not None}
    except (*BROKEN, SyntaxError):  # what the parser of XML raises
        return {}


def _information(job: Job, known: Mapping[str, str]) -> Iterator[Fault]:
    """The document information dictionary, which older programs read, and whether it says the same."""
    information = dictionary(job.pdf.trailer, "/Info")
    trapped = entry(information, "/Trapped")
    if trapped not in {Name.true, Name.false, Name("/True"), Name("/False")} or not isinstance(
        trapped, Object
    ):
        hint = _("say that it is not trapped: the print shop does that")
        yield Fault("trapped", _("the file does not say whether it is trapped"), hint)
    elif (in_metadata := known.get("pdf:Trapped")) and in_metadata != str(trapped)[1:]:
        yield Fault("trapped", _("information and metadata disagree over trapping"), _x4_hint())
    title = text(entry(information, "/Title"))
    if not title or title != known.get("dc:title", title):
        message = _("the title in the information, “{title}”, is not that of the metadata").format(
            title=title
        )
        yield Fault("info-title", message, _x4_hint())
    wrong = [
        key for key, name in _DATES.items() if not _agree(text(entry(information, key)), known.get(name))
    ]
    if wrong:
        message = _("dates in the information are missing or not those of the metadata: {names}")
        yield Fault("info-dates", message.format(names=", ".join(key[1:] for key in wrong)), _x4_hint())


def _agree(written: str, in_metadata: str | None) -> bool:
    """Whether a date of PDF is the date of the metadata; any will do where they have none."""
    try:
        told = decode_pdf_date(written)
    except (ValueError, OverflowError):
        return False
    other = _instant(in_metadata or "")
    return other is None or _aware(told) == other


def _instant(written: str) -> datetime | None:
    try:
        return _aware(datetime.fromisoformat(written))
    except ValueError:
        return None


def _aware(when: datetime) -> datetime:
    return when if when.tzinfo else when.replace(tzinfo=UTC)
