"""The kinds of check that an edition can declare: what each one takes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from report_pdf.findings import Severity
from report_pdf.messages import _
from report_pdf.reading.declared import (
    Declared,
    FigureId,
    Flag,
    IndicatorId,
    Month,
    Name,
    Operand,
    PeriodName,
    Text,
)
from report_pdf.reading.toml_models import Refused


class _Check(Declared):
    id: Name
    """unique among the checks; waivers name it"""
    severity: Severity
    """what a failure does: "block" stops every build, "warn" the final one, "note" is only told"""
    title: Text
    """what is compared, in Italian, for the list of checks"""
    statement: str = ""
    """what the reader is told when the check fails, in Italian; figures as `{eventi.totale}`,
    `{servizi.enti@2023}`, `{expected}` or `{found}`, never typed"""
    sections: tuple[Name, ...] = ()
    """the sections whose pages print the statement"""


class SumCheck(_Check):
    """The periods of a series of flows add up to a published total."""

    kind: Literal["sum"]
    of: IndicatorId
    """the series; only a flow can be summed"""
    total: FigureId
    """the published total"""
    half_years: Flag = False
    """whether the total covers the half years too"""


class IdentityCheck(_Check):
    """Figures added and taken away give another figure."""

    kind: Literal["identity"]
    plus: Annotated[tuple[FigureId, ...], Field(min_length=1)]
    """figures added"""
    minus: tuple[FigureId, ...] = ()
    """figures taken away"""
    equals: FigureId
    """the result as published"""


class EqualityCheck(_Check):
    """Two figures, or two whole series, are the same."""

    kind: Literal["equality"]
    of: FigureId
    """a figure or a series"""
    equals: FigureId
    """another of the same shape"""


class RangeCheck(_Check):
    """A figure, or each cell of a series, lies between two limits, both allowed."""

    kind: Literal["range"]
    of: FigureId
    """a figure or a series"""
    min: Operand | None = None
    """the smallest value allowed"""
    max: Operand | None = None
    """the largest value allowed"""

    @model_validator(mode="after")
    def _has_a_limit(self) -> RangeCheck:
        if self.min is None and self.max is None:
            raise Refused(_("a range needs a min, a max or both"))
        return self


class ListLengthCheck(_Check):
    """A list in a text has as many items as a figure says."""

    kind: Literal["list-length"]
    text: Name
    """the text, by the name of its file without `.md`"""
    part: Text
    """the part of the text that holds the list"""
    equals: FigureId
    """how many items there should be"""


class OrderCheck(_Check):
    """One series never exceeds another."""

    kind: Literal["order"]
    lower: IndicatorId
    """the smaller series"""
    upper: IndicatorId
    """the larger series"""


class NonDecreasingCheck(_Check):
    """A series never goes down."""

    kind: Literal["non-decreasing"]
    of: IndicatorId
    """the series"""


class OutlierCheck(_Check):
    """No full year is more than some times the median of the full years."""

    kind: Literal["outlier"]
    of: IndicatorId
    """the series"""
    factor: Operand
    """how many times the median is still ordinary"""


class NotExactFractionCheck(_Check):
    """A period is not exactly a fraction of another, as a value guessed in advance would be."""

    kind: Literal["not-exact-fraction"]
    of: IndicatorId
    """the series"""
    period: PeriodName
    """the period that may have been guessed"""
    fraction: Operand
    """the suspect fraction, such as 0.5"""
    of_period: PeriodName
    """the period it would have been guessed from"""


class DistinctPairsCheck(_Check):
    """Two groups of series are in no period the same, as a copying mistake would make them."""

    kind: Literal["distinct-pairs"]
    first: Annotated[tuple[IndicatorId, ...], Field(min_length=1)]
    """series of one group"""
    second: Annotated[tuple[IndicatorId, ...], Field(min_length=1)]
    """series of the other group, in the same order"""

    @model_validator(mode="after")
    def _are_pairs(self) -> DistinctPairsCheck:
        if len(self.first) != len(self.second):
            raise Refused(_("first and second should name as many series"))
        return self


class TrendClaimCheck(_Check):
    """The text says that something grew or shrank, and the series say so too."""

    kind: Literal["trend-claim"]
    of: Annotated[tuple[IndicatorId, ...], Field(min_length=1)]
    """the series that the claim is about"""
    claim: Literal["increase", "decrease"]
    """what the text says"""
    since: PeriodName
    """the first period compared"""
    until: PeriodName
    """the last period compared"""


class RecordClaimCheck(_Check):
    """The text says that something has never been so large, and the series says so too."""

    kind: Literal["record-claim"]
    of: IndicatorId
    """the series"""
    period: PeriodName
    """the period that should be at least as large as all before it"""


class SpanClaimCheck(_Check):
    """The text says how many years something lasts, and the period agrees."""

    kind: Literal["span-claim"]
    claim: Operand
    """years, as the text says"""
    start: Month | None = None
    """first month; by default the edition's"""
    end: Month | None = None
    """last month; by default the edition's"""
    relation: Literal["equal", "at-most"] = "equal"
    """whether the claim may also be shorter than the span"""


class CompleteCheck(_Check):
    """No cell of these series is unknown."""

    kind: Literal["complete"]
    of: Annotated[tuple[IndicatorId, ...], Field(min_length=1)]
    """the series"""


Check = Annotated[
    SumCheck
    | IdentityCheck
    | EqualityCheck
    | RangeCheck
    | ListLengthCheck
    | OrderCheck
    | NonDecreasingCheck
    | OutlierCheck
    | NotExactFractionCheck
    | DistinctPairsCheck
    | TrendClaimCheck
    | RecordClaimCheck
    | SpanClaimCheck
    | CompleteCheck,
    Field(discriminator="kind"),
]
