"""What parent and child leave for each other in their folder."""

from __future__ import annotations

import json
import pickle
from dataclasses import asdict
from enum import Enum
from pathlib import Path

from report_pdf.parts.part import PartRequest, PreparedPart

SOURCE, LOG = "source.pdf", "log.txt"
_REQUEST, _ANSWER = "request.pickle", "answer.json"


def leave_request(work: Path, request: PartRequest) -> None:
    """Leave what is asked for the child."""
    (work / _REQUEST).write_bytes(pickle.dumps(request))


def take_request(work: Path) -> PartRequest:
    """What the parent asks."""
    request = pickle.loads((work / _REQUEST).read_bytes())  # noqa: S301  # our own parent wrote it
    assert isinstance(request, PartRequest)  # noqa: S101  # as above
    return request


def leave_answer(work: Path, part: PreparedPart) -> None:
    """Leave the answer for the parent: whole, or not at all."""
    aside = work / f"{_ANSWER}.part"
    aside.write_text(written(part), encoding="utf-8")
    aside.replace(work / _ANSWER)


def written(part: PreparedPart) -> str:
    """A part as one line of JSON; `part_of` reads it."""
    return json.dumps(asdict(part), default=_plain)


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else str(value)


def take_answer(work: Path) -> PreparedPart | None:
    """The child's answer; None if there is none, or not a whole one: it is not trusted to be one."""
    try:
        return part_of((work / _ANSWER).read_bytes())
    except OSError:
        return None


def part_of(told: bytes) -> PreparedPart | None:
    """The part that `told` is the JSON of; None if it is not."""
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415  # children need no checks, and load faster

    try:
        return TypeAdapter(PreparedPart).validate_json(told)
    except ValidationError:
        return None
