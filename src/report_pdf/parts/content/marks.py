"""The marks in a content stream: what each says of the content between it and its end."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

import pikepdf
from pikepdf import ContentStreamInlineImage, ContentStreamInstruction, Dictionary, Name, Object

from report_pdf.parts.objects.entries import dictionary, entry, is_dictionary
from report_pdf.parts.objects.names import name
from report_pdf.parts.objects.values import integer, text

Instruction = ContentStreamInstruction | ContentStreamInlineImage

TEXT = frozenset({"Tj", "TJ", "'", '"'})
PATH_START = frozenset({"m", "re"})
PATH_PAINT = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"})
INLINE_IMAGE = "INLINE IMAGE"
OTHER_PAINT = frozenset({"sh", "Do", INLINE_IMAGE})
PAINT = TEXT | PATH_PAINT | OTHER_PAINT
OPENS = frozenset({"BDC", "BMC"})


class Kind(Enum):
    """What a mark is for.

    `CONTENT` has a number that elements refer to; `ARTIFACT` is decoration; `LAYER` belongs to optional
    content; `SPAN` says how a stretch inside content reads; `OTHER` says nothing that is kept.
    """

    CONTENT = auto()
    ARTIFACT = auto()
    LAYER = auto()
    SPAN = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """The beginning of marked content.

    Attributes:
        kind: what it is for.
        mcid: its number; -1 for none.
        says: its texts by key: "ActualText", "Alt", "E", "Lang".
        subtype: of an artifact: "Header", "Footer" or "".
    """

    kind: Kind
    mcid: int = -1
    says: tuple[tuple[str, str], ...] = ()
    subtype: str = ""


def read_instructions(content: Object | pikepdf.Page, operators: str = "") -> list[Instruction]:
    """The operators of a page or a form, all or those named; empty where it cannot be read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a content that ends too early is drawn as far as it goes
        try:
            return list(pikepdf.parse_content_stream(content, operators))
        except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
            return []


def operator(instruction: Instruction) -> str:
    """Its operator; "INLINE IMAGE" for a picture inside the content."""
    return str(instruction.operator)


def operand(instruction: Instruction, index: int = 0) -> object:
    """One of its operands, counted from 0; None where it has not that many."""
    operands = instruction.operands
    try:
        return operands[index] if index < len(operands) else None
    except (ValueError, TypeError):
        return None


def read_mark(instruction: Instruction, resources: Object) -> Mark:
    """What BMC or BDC opens."""
    tag = name(operand(instruction))
    properties = operand(instruction, 1)
    if isinstance(properties, Name):
        properties = entry(dictionary(resources, "/Properties"), f"/{name(properties)}")
    if tag == "OC":
        return Mark(Kind.LAYER)
    if tag == "Artifact":
        return Mark(Kind.ARTIFACT, subtype=name(entry(properties, "/Subtype")))
    says = tuple(_says(properties))
    mcid = integer(entry(properties, "/MCID"), -1) if is_dictionary(properties) else -1
    if mcid >= 0:
        return Mark(Kind.CONTENT, mcid, says)
    return Mark(Kind.SPAN, says=says) if says else Mark(Kind.OTHER)


def _says(properties: object) -> Iterator[tuple[str, str]]:
    for key in ("ActualText", "Alt", "E", "Lang"):
        if is_dictionary(properties) and f"/{key}" in properties:  # type: ignore[operator]  # a dictionary now
            said = text(entry(properties, f"/{key}"))
            if said or key == "ActualText":
                yield key, said


def paints(instructions: Sequence[Instruction], index: int) -> bool:
    """Whether the path that starts here is painted; one may be for clipping alone."""
    for following in range(index, len(instructions)):
        found = operator(instructions[following])
        if found in PATH_PAINT:
            return True
        if found in {"n", "BT", "Do", "Q"}:
            return False
    return False


def opened(tag: str, properties: Dictionary | None = None) -> ContentStreamInstruction:
    """BDC, or BMC where there is nothing to say."""
    operands: list[Object] = [Name(f"/{tag}")] if properties is None else [Name(f"/{tag}"), properties]
    return ContentStreamInstruction(operands, pikepdf.Operator("BMC" if properties is None else "BDC"))


def bare(operator_name: str) -> ContentStreamInstruction:
    """An operator without operands."""
    return ContentStreamInstruction([], pikepdf.Operator(operator_name))
