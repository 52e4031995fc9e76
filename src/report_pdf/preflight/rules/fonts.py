"""Fonts: the print shop has none of ours (ISO 15930-7, 6.4)."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Dictionary, Name

from report_pdf.messages import _
from report_pdf.parts.objects.entries import array, dictionary, entry
from report_pdf.preflight.faults import Fault
from report_pdf.preflight.job import Job

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


def fonts(job: Job) -> Iterator[Fault]:
    """Each font in which text is shown, on the page where it is shown."""
    for sheet, content in zip(job.sheets, job.contents, strict=True):
        for font in content.fonts:
            name = _name(font)
            if not _is_embedded(font):
                message = _("the font {name} is not embedded").format(name=name)
                hint = _("embed all fonts when you export, or turn the text into outlines")
                yield Fault("font-not-embedded", message, hint, sheet.index)
            if "courier" in name.casefold():
                message = _("text is set in {name}, which programs put in the place of a font they lack")
                hint = _("look whether a font was missing when the file was made")
                yield Fault("font-courier", message.format(name=name), hint, sheet.index)


def _name(font: Dictionary) -> str:
    found = entry(font, "/BaseFont")
    return str(found)[1:] if isinstance(found, Name) else "?"


def _is_embedded(font: Dictionary) -> bool:
    if entry(font, "/Subtype") == Name.Type3:  # its glyphs are drawn in the file
        return True
    described = next(iter(array(font, "/DescendantFonts")), font)
    descriptor = dictionary(described, "/FontDescriptor")
    return any(entry(descriptor, key) is not None for key in _PROGRAMS)
