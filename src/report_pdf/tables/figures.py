"""The figures of a table: the few ways in which a cell may be written, and a cure for the others."""

from __future__ import annotations

import re
from decimal import Decimal

from report_pdf.findings import Finding
from report_pdf.indicators import Cell, Nature, State
from report_pdf.messages import _
from report_pdf.tables.sheet import Kind, RawCell, blocked

COUNTED = frozenset({Nature.FLOW, Nature.STOCK, Nature.DISTINCT})
"""What is counted is never less than nothing."""

WHOLE = COUNTED | {Nature.TOTAL}
"""What is counted comes in whole numbers, unless its unit is a measure."""

MEASURES = frozenset({"euro", "migliaia", "milioni", "miliardi", "ore", "km", "kg", "tonnellate", "%"})
"""First words of the units that may have decimals, whatever the nature."""

_PLAIN = r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?"
_FIGURE = re.compile(rf"({_PLAIN})(?: +(stima|rivisto))?")
_MARKS = frozenset({"stima", "rivisto"})
_ONE_GROUP = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
_GROUPS = re.compile(r"-?[1-9][0-9]{0,2}(?:([.,' \u00a0\u202f’])[0-9]{3})(?:\1[0-9]{3})*(?:[.,][0-9]+)?")
_DECIMAL_COMMA = re.compile(r"-?[0-9]+,[0-9]+")
_MISSING = {State.UNKNOWN.value: State.UNKNOWN, State.NOT_STARTED.value: State.NOT_STARTED}


def read_figure(raw: RawCell, column: str) -> tuple[Cell | None, tuple[Finding, ...]]:
    """The figure written in a cell, or the finding that says why it is none.

    Args:
        raw: the cell.
        column: heading of its column, which names the cell where it has no address.
    """
    if raw.kind is Kind.REFUSED:
        return None, ()
    if raw.text in _MISSING:
        return Cell(None, _MISSING[raw.text], raw.where), ()
    match = _FIGURE.fullmatch(raw.text)
    if match is None or _is_ambiguous(raw, match[1]) or _is_number_as_text(raw, match[2]):
        return None, (_refusal(raw, raw.address or column),)
    return Cell(Decimal(match[1]), State(match[2]) if match[2] else State.VALUE, raw.where), ()


def check_figure(cell: Cell, nature: Nature, unit: str | None, name: str) -> tuple[Finding, ...]:
    """What the nature and the unit of an indicator forbid in the cell called `name`."""
    if cell.value is None:
        return ()
    values = {"cell": name, "value": cell.value, "nature": nature.value}
    if nature in COUNTED and cell.value < 0:
        message = _("{cell}: {value} is negative, and a {nature} cannot be").format(**values)
        return (blocked("negative-count", message, cell.where, _("write n.d. if the figure is not known")),)
    if nature in WHOLE and not _is_measure(unit) and cell.value != cell.value.to_integral_value():
        message = _("{cell}: {value} is not a whole number, and the unit is counted").format(**values)
        hint = _("mend the figure; units that may have decimals: {units}").format(
            units=", ".join(sorted(MEASURES))
        )
        return (blocked("not-whole", message, cell.where, hint),)
    return ()


def _is_measure(unit: str | None) -> bool:
    return unit is not None and unit.split(maxsplit=1)[0].casefold() in MEASURES


def _is_ambiguous(raw: RawCell, digits: str) -> bool:
    """True for a text such as 1.205: 1205 to an Italian, a little over 1 to a program."""
    return raw.kind is not Kind.NUMBER and _is_one_group(digits)


def _is_one_group(digits: str) -> bool:
    return _ONE_GROUP.fullmatch(digits) is not None


def _is_number_as_text(raw: RawCell, mark: str | None) -> bool:
    return raw.kind is Kind.TEXT and mark is None


def _refusal(raw: RawCell, name: str) -> Finding:
    """What is wrong with a cell that holds no figure, by how it is written."""
    rule, message, hint = _reading(raw)
    return blocked(rule, message.format(cell=name, value=raw.text[:40]), raw.where, hint)


def _reading(raw: RawCell) -> tuple[str, str, str]:
    """Rule, message with its placeholders, and hint: those of the first that holds."""
    text = _without_mark(raw.text)
    is_figure = any(form.fullmatch(text) for form in (_FIGURE, _ONE_GROUP, _GROUPS, _DECIMAL_COMMA))
    as_text = raw.kind is Kind.TEXT and text == raw.text and is_figure
    readings = (
        (not text, "blank-cell", _("{cell}: the cell is blank"), _missing_hint()),
        (
            raw.kind is Kind.DATE,
            "date-for-figure",
            _("{cell}: {value} is a date, not a figure"),
            _format_hint(),
        ),
        (text[:1] == "#", "spreadsheet-error", _("{cell}: spreadsheet error {value}"), _missing_hint()),
        (
            text[:1] == "=",
            "formula",
            _("{cell}: formula {value}"),
            _("write the figure that the formula gives"),
        ),
        (as_text, "number-as-text", _("{cell}: {value} is a number kept as text"), _format_hint()),
        (
            _is_one_group(text),
            "ambiguous-number",
            _("{cell}: {value} can be read in two ways"),
            _two_ways_hint(text),
        ),
        (
            _GROUPS.fullmatch(text),
            "thousands",
            _("{cell}: {value} has marks between thousands"),
            _groups_hint(text),
        ),
        (
            _DECIMAL_COMMA.fullmatch(text),
            "decimal-comma",
            _("{cell}: {value} has a decimal comma"),
            _comma_hint(text),
        ),
        (True, "not-a-figure", _("{cell}: {value} is not a figure"), _figure_hint()),
    )
    return next((rule, message, hint) for holds, rule, message, hint in readings if holds)


def _without_mark(text: str) -> str:
    before, _blank, mark = text.rpartition(" ")
    return before.rstrip(" ") if mark in _MARKS else text


def _without_groups(text: str) -> str:
    """The number that stands in `text`, once its groups of three and its decimal mark are told apart."""
    digits = re.sub(r"[^0-9.,-]", "", text)
    mark = max(digits.rfind("."), digits.rfind(","))
    groups = digits[mark + 1 :]
    if mark < 0 or digits.count(digits[mark]) > 1 or len(groups) == 3:  # noqa: PLR2004  # thousands go by three
        return re.sub(r"[.,]", "", digits)
    return re.sub(r"[.,]", "", digits[:mark]) + "." + groups


def _missing_hint() -> str:
    return _(
        "write n.d. if the figure is not known, - if the activity had not started, 0 if zero was counted"
    )


def _format_hint() -> str:
    return _("give the cell the format Numero, then type the figure again")


def _groups_hint(text: str) -> str:
    return _("write {plain}").format(plain=_without_groups(text))


def _comma_hint(text: str) -> str:
    return _("write {plain}").format(plain=text.replace(",", "."))


def _two_ways_hint(text: str) -> str:
    digits = text.replace(",", ".")
    return _("write {whole}, or {decimal}0 if it is a decimal number").format(
        whole=digits.replace(".", ""), decimal=digits
    )


def _figure_hint() -> str:
    return _("write a plain number (1205, 4.33), n.d., -, or a number followed by stima or rivisto")
