"""What `edition.toml` says of PDFs made elsewhere: the covers of a designer, the appendices of the office."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo

from report_pdf.messages import _
from report_pdf.nearest import nearest_hint
from report_pdf.reading.declared import Declared, Flag, Text
from report_pdf.reading.toml_models import Refused

FOLDER = "folder"
"""The key of the validation context that holds the folder of the edition."""


def _below_the_edition(name: str, info: ValidationInfo) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or path.suffix.lower() != ".pdf" or "\\" in name:
        message = _('"{file}" is not a PDF in the folder of the edition')
        raise Refused(message.format(file=name), hint=_('write it as "appendices/elenco.pdf"'))
    folder: Path | None = (info.context or {}).get(FOLDER)
    if folder is not None and not (folder / name).is_file():
        known = (file.relative_to(folder).as_posix() for file in (folder / name).parent.glob("*.pdf"))
        message = _("there is no file {file}").format(file=name)
        raise Refused(message, rule="missing-file", hint=nearest_hint(name, known))
    return name


PdfFile = Annotated[Text, AfterValidator(_below_the_edition)]
"""path below the folder of the edition, with `/`"""
Letter = Annotated[str, StringConstraints(pattern=r"^[A-Z]$")]
"""one capital letter"""
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")]
"""`it`, `en-GB`"""
AskedTreatment = Literal["auto", "tags", "figure", "text", "image", "attach"]
"""a `Treatment` by name"""


class Appendix(Declared):
    """A PDF made elsewhere that is bound after the body."""

    letter: Letter
    """unique in the edition: its pages are labelled B-1, B-2"""
    title: Text
    """what it is, in Italian, for its divider and the contents"""
    file: PdfFile
    """where it lies: `appendices/elenco.pdf`"""
    language: Language = "it"
    """of its words, as in BCP 47"""
    treatment: AskedTreatment = "auto"
    """how its pages come into the book; `auto` looks at the file and says what it did"""
    fit: Flag = False
    """whether its pages are scaled to the size of the book"""
    alternatives: Mapping[Annotated[int, Field(ge=1)], Text] = Field(default_factory=dict)
    """page of the file, from 1, to what is read in the place of its picture"""

    @property
    def name(self) -> str:
        """`Allegato B`: the label of its divider."""
        return f"Allegato {self.letter}"

    @property
    def section_id(self) -> str:
        """`allegato-b`: the anchor of its divider."""
        return f"allegato-{self.letter.lower()}"

    def label(self, page: int) -> str:
        """`B-3`: the label of a 1-based page of it."""
        return f"{self.letter}-{page}"


class CoverFiles(Declared):
    """Covers made by a designer, in the place of those that are typeset."""

    front: PdfFile | None = None
    """the front cover, and if it has two pages its inside; by default typeset from `layouts/cover.html`"""
    front_alternative: str | None = None
    """what is read in its place; by default title, time and publisher; "" if it says nothing"""
    back: PdfFile | None = None
    """the back cover, the last of two pages; by default typeset from `layouts/back-cover.html`"""
    back_alternative: str = ""
    """what is read in its place; "" if it says nothing"""
