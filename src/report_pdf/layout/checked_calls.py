"""The border between layouts and our code: what a template passes is checked before it goes on."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import getmembers, isfunction, signature
from typing import TypeVar

from pydantic import ConfigDict, ValidationError, validate_call
from pydantic_core import ErrorDetails

from report_pdf.messages import _
from report_pdf.nearest import nearest_hint

Class = TypeVar("Class")
_LONGEST_VALUE_SHOWN = 40


def checked(kind: type[Class]) -> type[Class]:
    """Have the public methods of a class refuse what is not as their annotations say.

    They raise ValueError with a sentence for the designer, which becomes a finding at the template's line;
    a TypeError from deep inside would look like an error of ours.
    """
    for name, method in getmembers(kind, isfunction):
        if not name.startswith("_"):
            setattr(kind, name, _checked(name, method))
    return kind


def _checked(name: str, method: Callable[..., object]) -> Callable[..., object]:
    parameters = list(signature(method).parameters)
    # A template that writes "50" for 50 has made a slip: nothing is converted.
    validated = validate_call(config=ConfigDict(strict=True))(method)

    @wraps(method)
    def call(*args: object, **kwargs: object) -> object:
        try:
            return validated(*args, **kwargs)
        except ValidationError as error:
            found = error.errors(include_url=False)
        raise ValueError("; ".join(f"{name}(): {_reading(one, parameters)}" for one in found))

    return call


def _reading(error: ErrorDetails, parameters: list[str]) -> str:
    first, *inside = error["loc"]
    argument = parameters[first] if isinstance(first, int) and first < len(parameters) else str(first)
    place = argument + "".join(f"[{part}]" for part in inside)
    match error["type"]:
        case "missing_argument" | "missing_keyword_only_argument":
            return _("{argument} is missing").format(argument=place)
        case "unexpected_keyword_argument":
            said = _("there is no argument {argument}").format(argument=place)
            hint = nearest_hint(argument, parameters)
            return f"{said}, {hint}" if hint else said
        case "unexpected_positional_argument":
            return _("there are too many arguments")
        case _:
            message = _("{argument} is {value}: {reason}")
            value = repr(error["input"])[:_LONGEST_VALUE_SHOWN]
            return message.format(argument=place, value=value, reason=_lower(error["msg"]))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
