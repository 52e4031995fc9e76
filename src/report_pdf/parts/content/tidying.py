"""Content that stands for itself: without marks, and with an end to all that begins in it."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf

from report_pdf.parts.content.marks import OPENS, Instruction, bare, operand, operator, read_instructions
from report_pdf.parts.objects.entries import entry, listed
from report_pdf.parts.objects.names import name
from report_pdf.parts.objects.values import stream_bytes


def stripped(instructions: Sequence[Instruction]) -> list[Instruction]:
    """The content without marks but those of layers."""
    kept: list[Instruction] = []
    stack: list[bool] = []
    for instruction in instructions:
        found = operator(instruction)
        if found in OPENS:
            stack.append(name(operand(instruction)) == "OC")
            is_kept = stack[-1]
        elif found == "EMC":
            is_kept = stack.pop() if stack else False
        else:
            is_kept = True
        if is_kept:
            kept.append(instruction)
    return kept + [bare("EMC")] * sum(stack)


def balanced_content(page: pikepdf.Page) -> bytes:
    """The content of a page without marks but those of layers; what begins in it ends in it."""
    if _is_plain(page):
        return b"\n".join(stream_bytes(each) for each in listed(entry(page.obj, "/Contents")))
    return pikepdf.unparse_content_stream(balanced(stripped(read_instructions(page))))


def _is_plain(page: pikepdf.Page) -> bool:
    """Whether there is nothing to strip or to balance."""
    found = [operator(each) for each in read_instructions(page, "q Q BT ET BDC BMC EMC")]
    depth = 0
    for each in found:
        depth += {"q": 1, "Q": -1}.get(each, 0)
        if depth < 0 or each in {"BDC", "BMC", "EMC"}:
            return False
    texts = [each for each in found if each in {"BT", "ET"}]
    return depth == 0 and texts == ["BT", "ET"] * (len(texts) // 2)


def balanced(instructions: Sequence[Instruction]) -> list[Instruction]:
    """The content with each q ended by a Q and each BT by an ET."""
    result: list[Instruction] = []
    saved, in_text = 0, False
    for instruction in instructions:
        found = operator(instruction)
        if (found == "Q" and not saved) or (found == "ET" and not in_text):
            continue
        if found == "BT" and in_text:
            result.append(bare("ET"))
        saved += {"q": 1, "Q": -1}.get(found, 0)
        in_text = found == "BT" or (in_text and found != "ET")
        result.append(instruction)
    return result + [bare("ET")] * in_text + [bare("Q")] * saved
