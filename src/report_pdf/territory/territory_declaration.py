"""`territorio.toml`: what the tables of a territory must agree with, and how its comuni are classed."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from report_pdf.messages import _
from report_pdf.reading.toml_models import Refused


def _rising_from_zero(limits: tuple[int, ...]) -> tuple[int, ...]:
    if limits[0] != 0 or any(low >= high for low, high in pairwise(limits)):
        raise Refused(_("the limits must rise from 0"))
    return limits


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Limits = Annotated[tuple[int, ...], Field(min_length=1), AfterValidator(_rising_from_zero)]
ProvinceCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DeclaredProvince(_Strict):
    """A province as the declaration names it."""

    name: Text
    capital: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
    """Istat code of the comune that is its capital"""


class TerritoryDeclaration(_Strict):
    """The whole file."""

    name: Text
    """of the region"""
    comuni: int = Field(ge=1)
    """how many there are"""
    headline: Text
    """the indicator that says so in print, and that pages divide by"""
    class_limits: Limits
    """number of residents at which each class begins"""
    group_limits: Limits
    """those of the class limits at which a group of classes begins"""
    credits: tuple[Text, ...]
    """to be printed under every map"""
    provinces: Mapping[ProvinceCode, DeclaredProvince]
    """by their two letters"""

    @model_validator(mode="after")
    def _groups_are_runs_of_classes(self) -> TerritoryDeclaration:
        if not set(self.group_limits) <= set(self.class_limits):
            raise Refused(_("each of group_limits must be one of class_limits"))
        return self
