"""The small types that the keys of `edition.toml` are made of."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Strict, StringConstraints, WithJsonSchema

from report_pdf.messages import _
from report_pdf.periods import Period, parse_period
from report_pdf.reading.toml_models import Refused

_PERIOD_PATTERN = r"^(19|20)\d{2}(-H[12])?$"
_INDICATOR_PATTERN = r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+"


class Declared(BaseModel):
    """A table of `edition.toml`: unknown keys are refused, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


def _period(value: object) -> Period:
    try:
        return parse_period(value if isinstance(value, str) else "")
    except ValueError:
        message = _("{value} is not a period").format(value=value)
        raise Refused(message, hint=_('write a year ("2023") or a half year ("2024-H1")')) from None


PeriodName = Annotated[
    Period, BeforeValidator(_period), WithJsonSchema({"type": "string", "pattern": _PERIOD_PATTERN})
]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
"""lower-case words joined by hyphens"""
Flag = Annotated[bool, Strict()]
Month = Annotated[str, StringConstraints(pattern=r"^(19|20)\d{2}-(0[1-9]|1[0-2])$")]
"""`2024-06`"""
IndicatorId = Annotated[str, StringConstraints(pattern=rf"^{_INDICATOR_PATTERN}$")]
"""`eventi.totale`"""
FigureId = Annotated[str, StringConstraints(pattern=rf"^{_INDICATOR_PATTERN}(@(19|20)\d{{2}}(-H[12])?)?$")]
"""a headline (`eventi.totale`), or one cell of a series (`servizi.tipologie@2024-H1`)"""
Operand = Annotated[int, Strict()] | Annotated[Decimal, Strict()] | FigureId
"""a number, or the figure that holds it"""


def month_number(month: Month) -> int:
    """Months since the year 0, so that two months can be subtracted."""
    year, _dash, of_year = month.partition("-")
    return int(year) * 12 + int(of_year) - 1
