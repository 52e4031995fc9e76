"""TOML data checked against a pydantic model: every error a finding at its line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from report_pdf.enough import enough
from report_pdf.findings import Finding, Severity
from report_pdf.messages import _
from report_pdf.nearest import nearest_hint
from report_pdf.reading.toml_places import KeyPath, TomlFile

Model = TypeVar("Model", bound=BaseModel)
Schema = Mapping[str, object]
_LONGEST_VALUE_SHOWN = 40


class Refused(ValueError):  # noqa: N818  # said of a value; it becomes a finding, not an error of the program
    """Raised by a validator of ours that knows the rule and the cure."""

    def __init__(self, message: str, *, rule: str = "wrong-value", hint: str = "") -> None:
        super().__init__(message)
        self.rule = rule
        self.hint = hint


def validate(
    model: type[Model], toml: TomlFile, *, area: str = "data", context: Mapping[str, object] | None = None
) -> tuple[Model | None, tuple[Finding, ...]]:
    """The data as a `model`, or everything that is wrong with it, in the order of the file.

    Args:
        model: what the data should be.
        toml: the file.
        area: the first word of the rules: whose work the file is.
        context: what the model's own validators need to know.
    """
    try:
        return model.model_validate(toml.data, context=context), ()
    except ValidationError as error:
        errors = [one for one in error.errors(include_url=False) if not _is_echo(one)]
    schema = model.model_json_schema()
    # each member of a union reports the same value: one finding is enough
    findings = {(f.rule, f.where): f for f in (_finding(e, toml, schema, area) for e in reversed(errors))}
    return None, enough(sorted(findings.values(), key=lambda f: (f.where, f.rule)))


def _is_echo(error: ErrorDetails) -> bool:
    """True for what pydantic says only because something inside or beside the value is wrong."""
    if error["type"] == "too_short":
        return bool(error["input"])
    return error["type"] == "default_factory_not_called"


def _finding(error: ErrorDetails, toml: TomlFile, schema: Schema, area: str) -> Finding:
    discriminator = error.get("ctx", {}).get("discriminator", "").strip("'")
    path = _written_path((*error["loc"], discriminator), toml.data)
    rule, message, hint = _reading(error, path, schema)
    return Finding(f"{area}.{rule}", Severity.BLOCK, message, toml.where(path), hint)


def _written_path(loc: tuple[int | str, ...], data: object) -> KeyPath:
    """The path in the file: `loc` also names members of unions, which are not written there."""
    path: list[str | int] = []
    for part in loc:
        inside = (
            part in data if isinstance(data, Mapping) else isinstance(data, list) and part in range(len(data))
        )
        if inside:
            data = data[part]  # type: ignore[index]  # a table or a list, as seen above
            path.append(part)
    return tuple(path)


def _reading(error: ErrorDetails, path: KeyPath, schema: Schema) -> tuple[str, str, str]:
    """Rule, message and hint of one of pydantic's errors."""
    match error["type"]:
        case "extra_forbidden":
            return _unknown_key(error["loc"], schema)
        case "missing":
            return _missing_key(str(error["loc"][-1]))
        case "union_tag_not_found":
            return _missing_key(error["ctx"]["discriminator"].strip("'"))
        case "union_tag_invalid" | "literal_error" | "enum":
            return _unknown_word(error, path)
        case _:
            return _wrong(error, path)


def _unknown_key(loc: tuple[int | str, ...], schema: Schema) -> tuple[str, str, str]:
    key = str(loc[-1])
    return (
        "unknown-key",
        _("unknown key {key}").format(key=key),
        nearest_hint(key, _known_keys(schema, loc[:-1])),
    )


def _missing_key(key: str) -> tuple[str, str, str]:
    return "missing-key", _("the key {key} is missing").format(key=key), ""


def _unknown_word(error: ErrorDetails, path: KeyPath) -> tuple[str, str, str]:
    context = error["ctx"]
    word = context.get("tag", error["input"])
    key = _name(path)
    expected = context.get("expected_tags") or context["expected"].replace(" or ", ", ")
    words = [part.strip().strip("'") for part in expected.split(",")]
    message = _("{key} should be one of {words}, not {value}")
    message = message.format(key=key, words=", ".join(words), value=_shown(word))
    return "wrong-value", message, nearest_hint(str(word), words)


def _wrong(error: ErrorDetails, path: KeyPath) -> tuple[str, str, str]:
    kind, context = error["type"], error.get("ctx", {})
    key, value = _name(path), _shown(error["input"])
    reason = context.get("error", error["msg"])
    if isinstance(reason, Refused):
        return reason.rule, str(reason), reason.hint
    wanted = _wanted().get(kind.partition("_")[0], "")
    if wanted and kind.endswith(("_type", "_parsing", "_from_float")):
        message = _("{key} should be {wanted}, not {value}").format(key=key, wanted=wanted, value=value)
        return "wrong-type", message, ""
    if kind == "string_pattern_mismatch":
        message = _("{key} should match {pattern}, not {value}")
        return "wrong-value", message.format(key=key, pattern=context["pattern"], value=value), ""
    if kind in ("string_too_short", "too_short"):
        return "wrong-value", _("{key} is empty").format(key=key), ""
    if not path:
        return "wrong-value", str(reason), ""
    return "wrong-value", _("{key} is refused: {reason}").format(key=key, reason=reason), ""


def _wanted() -> dict[str, str]:
    """The first word of pydantic's error types to what the author should write."""
    return {
        "string": _("a text in quotes"),
        "int": _("a whole number"),
        "float": _("a number"),
        "decimal": _("a number"),
        "is": _("a number"),
        "bool": _("true or false"),
        "tuple": _("a list in square brackets"),
        "list": _("a list in square brackets"),
        "dict": _("a table"),
        "mapping": _("a table"),
        "model": _("a table"),
        "date": _("a date like 2026-11-22, without quotes"),
    }


def _name(path: KeyPath) -> str:
    return ".".join(part for part in path if isinstance(part, str))


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return _("a table")
    if isinstance(value, list):
        return _("a list")
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= _LONGEST_VALUE_SHOWN else text[:_LONGEST_VALUE_SHOWN] + "…"


def _known_keys(schema: Schema, loc: tuple[int | str, ...]) -> tuple[str, ...]:
    """The keys that the model knows at `loc`, read from its JSON Schema."""
    here: object = schema
    for part in loc:
        here = _step(_resolved(here, schema), part)
    properties = _resolved(here, schema).get("properties", {})
    return tuple(properties) if isinstance(properties, Mapping) else ()


def _step(here: Schema, part: int | str) -> object:
    for choices in (here.get("properties"), _mapping_of(here)):
        if isinstance(choices, Mapping) and part in choices:
            found = choices[part]
            return {"$ref": found} if isinstance(found, str) else found
    return here.get("items") if isinstance(part, int) else here.get("additionalProperties")


def _mapping_of(here: Schema) -> object:
    discriminator = here.get("discriminator")
    return discriminator.get("mapping") if isinstance(discriminator, Mapping) else None


def _resolved(here: object, schema: Schema) -> Schema:
    if not isinstance(here, Mapping):
        return {}
    definitions = schema.get("$defs")
    if isinstance(definitions, Mapping) and "$ref" in here:
        return _resolved(definitions[str(here["$ref"]).rpartition("/")[2]], schema)
    return here
