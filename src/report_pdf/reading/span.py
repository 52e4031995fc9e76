"""The time that an edition is about, as `edition.toml` declares it."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo

from report_pdf.messages import _
from report_pdf.periods import Period
from report_pdf.reading.declared import Declared, Month, PeriodName, Text, month_number
from report_pdf.reading.toml_models import Refused


def _cover_the_span(periods: tuple[Period, ...], info: ValidationInfo) -> tuple[Period, ...]:
    expected = month_number(info.data["start"]) if "start" in info.data else None
    for period in periods:
        first, last = _months_of(period)
        if expected is not None and first != expected:
            message = _("{period} does not begin where the one before it, or the start, leaves off")
            raise Refused(message.format(period=period.id))
        expected = last + 1
    if "end" in info.data and expected != month_number(info.data["end"]) + 1:
        message = _("the last period, {period}, does not end with {end}")
        raise Refused(message.format(period=periods[-1].id, end=info.data["end"]))
    return periods


def _months_of(period: Period) -> tuple[int, int]:
    start = period.year * 12 + (6 if period.half == 2 else 0)  # noqa: PLR2004  # the second half year
    return start, start + (5 if period.half else 11)


class Stretch(Declared):
    """Periods that something speaks of: a bracket in the strip of the edition's time."""

    label: Text
    """what, in Italian; the years are added to it"""
    first: PeriodName
    """the period it begins with"""
    last: PeriodName
    """the period it ends with, included"""


def _of_the_span(stretches: tuple[Stretch, ...], info: ValidationInfo) -> tuple[Stretch, ...]:
    known: tuple[Period, ...] = info.data.get("periods", ())
    for stretch in stretches:
        if known and not known[0] <= stretch.first <= stretch.last <= known[-1]:
            message = _('"{label}" does not lie within the periods of the edition')
            raise Refused(message.format(label=stretch.label))
    return stretches


class Span(Declared):
    """The time that the edition is about."""

    start: Month
    """first month"""
    end: Month
    """last month"""
    periods: Annotated[tuple[PeriodName, ...], Field(min_length=1), AfterValidator(_cover_the_span)]
    """the columns of the tables, without gaps from `start` to `end`"""
    stretches: Annotated[tuple[Stretch, ...], AfterValidator(_of_the_span)] = ()
    """parts of it that the nota metodologica tells apart"""

    @property
    def months(self) -> int:
        """How many months the edition covers."""
        return month_number(self.end) - month_number(self.start) + 1
