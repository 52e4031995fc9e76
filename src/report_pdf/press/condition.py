"""The printing condition: the output profile, read and checked, and the name it goes by at the print shop."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import ImageCms

from report_pdf.files import read_inside
from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.reading.edition import Edition

MOST_BYTES = 20_000_000
_HEADER = struct.Struct(">I8x4s4s16x4s")
"""length of the file, class, colour space, signature (ICC.1:2010, 7.2)"""
_TAG = struct.Struct(">4sII")
_TAGS_AT = 128
_TABLES = (b"A2B0", b"B2A0")
"""to the eye and from it: without them neither proof nor photograph can be converted"""
_WORDS = (b"desc", b"targ", b"dmdd", b"cprt")
_NAMED = re.compile(r"FOGRA\s?-?\d\d|CGATS\s?TR\s?\d{3}|JC\d{6}", re.IGNORECASE)
# Profiles in wide use that name themselves, and not the condition they were made for.
_BY_DESCRIPTION = {
    "ISO Coated v2": "FOGRA39",
    "PSO Coated v3": "FOGRA51",
    "PSO Uncoated v3": "FOGRA52",
    "PSO Uncoated ISO12647": "FOGRA47",
    "PSO LWC Improved": "FOGRA45",
    "PSO LWC Standard": "FOGRA46",
    "ISO Uncoated Yellowish": "FOGRA30",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """How the book is printed.

    Attributes:
        name: in the registry of the ICC, as the output intent says it: "FOGRA39".
        profile: the output profile: ICC, class prtr, CMYK.
        ink_limit: most ink on one spot, percent.
    """

    name: str
    profile: bytes
    ink_limit: float


def read_condition(
    edition: Edition, styles: Path, root: Path
) -> tuple[Condition | None, tuple[Finding, ...]]:
    """The condition that `[print]` declares, or why it is none."""
    settings = edition.print
    profile, findings = read_inside(styles / settings.icc, root, MOST_BYTES)
    if profile is None:
        return None, findings
    where = edition.where("print", "icc")
    wrong = fault_of(profile)
    if wrong:
        message = _("{file} cannot be the output profile: {reason}").format(file=settings.icc, reason=wrong)
        hint = _("ask the print shop for its profile (.icc), or leave the key out for FOGRA39")
        return None, (Finding("data.bad-profile", Severity.BLOCK, message, where, hint),)
    findings = tuple(_disagreement(settings.condition, conditions_in(profile), where, settings.icc))
    blocked = any(finding.severity is Severity.BLOCK for finding in findings)
    return None if blocked else Condition(settings.condition, profile, settings.ink_limit), findings


def fault_of(profile: bytes) -> str:
    """Why a file is no output profile for CMYK (ISO 15930-7, 6.2.2); "" for one that is."""
    if len(profile) < _TAGS_AT + 4 or profile[36:40] != b"acsp":
        return _("it is no ICC profile")
    length, kind, space, _signature = _HEADER.unpack_from(profile)
    if kind != b"prtr":
        return _("it does not describe a press, but is of the class {kind}").format(kind=_readable(kind))
    if space != b"CMYK":
        return _("its colours are {space}, not CMYK").format(space=_readable(space))
    tags = _tags(profile)
    if length > len(profile) or tags is None or any(table not in tags for table in _TABLES):
        return _("it is damaged or cut short")
    return "" if _converts(profile) else _("it is damaged: no colour can be converted with it")


def conditions_in(profile: bytes) -> frozenset[str]:
    """The conditions that a sound profile names in its description and characterisation, as `FOGRA39`."""
    tags = _tags(profile) or {}
    words = "\n".join(_text(tags[name]) for name in _WORDS if name in tags)
    named = {re.sub(r"[\s-]", "", found).upper() for found in _NAMED.findall(words)}
    described = {name for words_of_it, name in _BY_DESCRIPTION.items() if words_of_it in words}
    return frozenset(named or described)


def _disagreement(name: str, found: frozenset[str], where: Where, file: str) -> Iterator[Finding]:
    if not found:
        message = _("{file} does not say for which condition it was made: taken for {name}")
        hint = _("ask the print shop whether profile and condition belong together")
        yield Finding(
            "data.unnamed-profile", Severity.NOTE, message.format(file=file, name=name), where, hint
        )
    elif re.sub(r"[\s-]", "", name).upper() not in found:
        message = _("{file} is for {found}, and the condition says {name}")
        message = message.format(file=file, found=", ".join(sorted(found)), name=name)
        hint = _("name the condition of the profile in [print], or the profile of the condition")
        yield Finding("data.wrong-condition", Severity.BLOCK, message, where, hint)


def _tags(profile: bytes) -> dict[bytes, bytes] | None:
    """What the profile holds by name; None when the table leads out of the file."""
    (count,) = struct.unpack_from(">I", profile, _TAGS_AT)
    start = _TAGS_AT + 4
    if start + count * _TAG.size > len(profile):
        return None
    tags: dict[bytes, bytes] = {}
    for index in range(count):
        name, offset, size = _TAG.unpack_from(profile, start + index * _TAG.size)
        if offset + size > len(profile):
            return None
        tags[name] = profile[offset : offset + size]
    return tags


def _converts(profile: bytes) -> bool:
    try:
        output = ImageCms.ImageCmsProfile(BytesIO(profile))
        screen = ImageCms.createProfile("sRGB")
        ImageCms.buildTransform(screen, output, "RGB", "CMYK")
        ImageCms.buildTransform(output, screen, "CMYK", "RGB")
    except (ImageCms.PyCMSError, OSError):
        return False
    return True


def _text(tag: bytes) -> str:
    """The letters of a tag, whichever of the ICC's kinds of text it is."""
    if tag.startswith(b"mluc"):
        return tag[16:].decode("utf-16-be", "replace")
    return tag[8:].replace(b"\0", b"").decode("latin-1")


def _readable(signature: bytes) -> str:
    return signature.decode("latin-1").strip()
