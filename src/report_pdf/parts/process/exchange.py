"""What parent and child leave for each other in their folder."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from report_pdf.parts.part import PartRequest, PreparedPart

SOURCE, LOG = "source.pdf", "log.txt"
_REQUEST, _ANSWER = "request.json", "answer.json"
_REQUESTS, _ANSWERS = TypeAdapter(PartRequest), TypeAdapter(PreparedPart)


def leave_request(work: Path, request: PartRequest) -> None:
    """Leave what is asked for the child."""
    (work / _REQUEST).write_bytes(_REQUESTS.dump_json(request))


def take_request(work: Path) -> PartRequest:
    """What the parent asks."""
    return _REQUESTS.validate_json((work / _REQUEST).read_bytes())


def leave_answer(work: Path, part: PreparedPart) -> None:
    """Leave the answer for the parent: whole, or not at all."""
    aside = work / f"{_ANSWER}.part"
    aside.write_bytes(_ANSWERS.dump_json(part))
    aside.replace(work / _ANSWER)


def take_answer(work: Path) -> PreparedPart | None:
    """The child's answer; None if there is none, or not a whole one."""
    try:
        return _ANSWERS.validate_json((work / _ANSWER).read_bytes())
    except (OSError, ValidationError):
        return None
