"""The output intent: for which printing condition the file was made (ISO 15930-7, 6.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pikepdf import Dictionary, Name, Stream

from report_pdf.messages import _
from report_pdf.parts.objects.entries import array, entry
from report_pdf.parts.objects.values import integer, stream_bytes, text
from report_pdf.preflight.faults import Fault
from report_pdf.preflight.job import Job

REGISTRY = "http://www.color.org"
_SIGNATURE, _CLASS, _SPACE = slice(36, 40), slice(12, 16), slice(16, 20)
"""in the header of a profile (ICC.1:2010, 7.2)"""
_CONDITION = re.compile(r"FOGRA\d{2}[A-Z]?|CGATS TR ?\d{3}|JC\d{6}|IFRA\d{2}|PSO.*|EUROSB\d+")
_NUMBERED = re.compile(rb"FOGRA ?(\d\d)")
# Profiles in wide use that do not name their condition.
_MADE_FOR = {
    b"ISO Coated v2": "39",
    b"PSO Coated v3": "51",
    b"PSO Uncoated v3": "52",
    b"PSO Uncoated ISO12647": "47",
}


def intent(job: Job) -> Iterator[Fault]:
    """The one intent, its condition and its profile."""
    found = press_intents(job)
    if len(found) != 1:
        message = _("the file has {n} output intents for print (GTS_PDFX) and needs one").format(n=len(found))
        hint = _("choose the printing condition when you export it as PDF/X-4")
        yield Fault("output-intent", message, hint)
        return
    profile = stream_bytes(entry(found[0], "/DestOutputProfile"))
    yield from _profile(found[0], profile)
    yield from _condition(job, text(entry(found[0], "/OutputConditionIdentifier")), profile)
    if text(entry(found[0], "/RegistryName")) != REGISTRY:
        message = _("the output intent does not say in which registry its condition stands")
        hint = _("RegistryName is {registry}").format(registry=REGISTRY)
        yield Fault("registry-name", message, hint)


def press_intents(job: Job) -> list[Dictionary]:
    """The output intents for print."""
    intents = [one for one in array(job.pdf.Root, "/OutputIntents") if isinstance(one, Dictionary)]
    return [one for one in intents if entry(one, "/S") == Name.GTS_PDFX]


def press_profile(job: Job) -> bytes:
    """The output profile of the file, where it is one for a press in CMYK; else empty."""
    for found in press_intents(job):
        profile = stream_bytes(entry(found, "/DestOutputProfile"))
        if (profile[_SIGNATURE], profile[_CLASS], profile[_SPACE]) == (b"acsp", b"prtr", b"CMYK"):
            return profile
    return b""


def _profile(found: Dictionary, profile: bytes) -> Iterator[Fault]:
    hint = _("embed the profile of the print shop's condition, such as FOGRA39 for coated paper")
    stream = entry(found, "/DestOutputProfile")
    if not isinstance(stream, Stream) or profile[_SIGNATURE] != b"acsp":
        yield Fault("embedded-profile", _("no output profile is embedded that can be read"), hint)
        return
    if profile[_CLASS] != b"prtr":
        kind = profile[_CLASS].decode("latin-1")
        message = _("the output profile does not describe a press: its class is {kind}").format(kind=kind)
        yield Fault("profile-class", message, hint)
    if profile[_SPACE] != b"CMYK" or integer(entry(stream, "/N")) != 4:  # noqa: PLR2004  # inks
        space = profile[_SPACE].decode("latin-1").strip()
        message = _("the output profile is for {space}, not for CMYK").format(space=space)
        yield Fault("profile-space", message, hint)


def _condition(job: Job, name: str, profile: bytes) -> Iterator[Fault]:
    hint = _("use the profile and the name of one condition, the print shop's")
    if not _CONDITION.fullmatch(name):
        message = _("“{name}” is not the name of a printing condition in the registry").format(name=name)
        yield Fault("condition", message, hint)
    elif job.order.condition and name != job.order.condition:
        message = _("the file is for {name}, and {ordered} was ordered")
        yield Fault("condition", message.format(name=name, ordered=job.order.condition), hint)
    elif (number := name[5:7] if name.startswith("FOGRA") else "") and number not in (
        _numbers(profile) or number
    ):
        others = ", ".join(f"FOGRA{one}" for one in sorted(_numbers(profile)))
        message = _("the output intent says {name}, and its profile was made for {others}")
        yield Fault("condition", message.format(name=name, others=others), hint)


def _numbers(profile: bytes) -> set[str]:
    """The numbers of the FOGRA conditions that a profile names, in letters of one byte or of two."""
    letters = profile.replace(b"\0", b"")
    named = {number.decode() for number in _NUMBERED.findall(letters)}
    return named or {number for words, number in _MADE_FOR.items() if words in letters}
