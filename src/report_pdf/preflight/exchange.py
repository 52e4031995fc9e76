"""What parent and child leave for each other in their folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from report_pdf.preflight.order import Order
from report_pdf.preflight.report import PreflightReport

_REQUEST, _ANSWER = "request.json", "answer.json"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the child.

    Attributes:
        pdf: path of the file.
        shown: what it is called in findings.
        profile: name of a profile.
        order: what was ordered.
        draws: whether pictures of the pages are wanted.
    """

    pdf: str
    shown: str
    profile: str
    order: Order
    draws: bool


_REQUESTS, _ANSWERS = TypeAdapter(Request), TypeAdapter(PreflightReport)


def leave_request(work: Path, request: Request) -> None:
    """Leave what is asked for the child."""
    (work / _REQUEST).write_bytes(_REQUESTS.dump_json(request))


def take_request(work: Path) -> Request:
    """What the parent asks."""
    return _REQUESTS.validate_json((work / _REQUEST).read_bytes())


def leave_answer(work: Path, report: PreflightReport) -> None:
    """Leave the answer for the parent."""
    (work / _ANSWER).write_bytes(_ANSWERS.dump_json(report))


def take_answer(work: Path) -> PreflightReport | None:
    """The child's answer; None if there is none, or not a whole one."""
    try:
        return _ANSWERS.validate_json((work / _ANSWER).read_bytes())
    except (OSError, ValidationError):
        return None
