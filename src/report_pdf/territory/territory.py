"""The territory of an edition: its comuni with their residents, classes, tiles and boundaries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from report_pdf.findings import Where
from report_pdf.italian import EN_DASH, date_long, number

Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Comune:
    """A comune and its place in the tile map.

    Attributes:
        istat: the six digits of its Istat code.
        name: as printed.
        province_code: two letters ("FI").
        province: the name of the province ("Firenze").
        residents: on the date of the territory.
        column: 0-based, from the west.
        row: 0-based, from the north.
    """

    istat: str
    name: str
    province_code: str
    province: str
    residents: int
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class Province:
    """A province: its two letters, its name and the Istat code of its capital."""

    code: str
    name: str
    capital: str


@dataclass(frozen=True, slots=True)
class DemographicClass:
    """Comuni by number of residents, closed on the left as in art. 156 TUEL.

    Attributes:
        start: the first number of residents in the class.
        end: the first number above it; None for the last class.
    """

    start: int
    end: int | None

    def __contains__(self, residents: int) -> bool:
        """Whether a comune of so many residents belongs to the class."""
        return self.start <= residents and (self.end is None or residents < self.end)

    @property
    def label(self) -> str:
        """For a chart: `meno di 1.000`, `1.000–2.999`, `60.000 e oltre`."""
        if self.end is None:
            return f"{number(self.start)} e oltre"
        if self.start == 0:
            return f"meno di {number(self.end)}"
        return f"{number(self.start)}{EN_DASH}{number(self.end - 1)}"

    @property
    def spoken(self) -> str:
        """In words: `meno di 1.000 abitanti`, `da 1.000 a 2.999 abitanti`, `60.000 abitanti e oltre`."""
        if self.end is None:
            return f"{number(self.start)} abitanti e oltre"
        if self.start == 0:
            return f"meno di {number(self.end)} abitanti"
        return f"da {number(self.start)} a {number(self.end - 1)} abitanti"


def classes_of(limits: Iterable[int]) -> tuple[DemographicClass, ...]:
    """The classes that begin at the rising `limits`; the last one has no end."""
    return tuple(
        DemographicClass(start, end) for start, end in pairwise((*limits, None)) if start is not None
    )


@dataclass(frozen=True)
class Territory:
    """The comuni of a region and how they are classed.

    Attributes:
        name: of the region.
        comuni: in the order of their Istat codes.
        provinces: in the order of their letters.
        classes: all classes, from the smallest comuni on.
        groups: the same, coarser: each is a run of whole classes.
        counted_by: who counted the residents.
        licence: under which the residents are published.
        reference_date: the day the residents were counted.
        map_credits: to be printed under every map.
        boundaries: Istat code to closed rings of degrees east and north, holes among them.
        headline: the indicator that says how many comuni there are.
        headline_where: where it is named.
    """

    name: str
    comuni: tuple[Comune, ...]
    provinces: tuple[Province, ...]
    classes: tuple[DemographicClass, ...]
    groups: tuple[DemographicClass, ...]
    counted_by: str
    licence: str
    reference_date: date
    map_credits: tuple[str, ...]
    boundaries: Mapping[str, tuple[Ring, ...]]
    headline: str
    headline_where: Where

    @property
    def source(self) -> str:
        """Of the residents: `ANPR, Ministero dell’Interno, 10 gennaio 2024 (CC0)`."""
        return f"{self.counted_by}, {date_long(self.reference_date)} ({self.licence})"

    @property
    def credit(self) -> str:
        """Of the boundaries, sentences with their full stop."""
        return " ".join(f"{credit.rstrip('.')}." for credit in self.map_credits)

    @cached_property
    def by_istat(self) -> Mapping[str, Comune]:
        """The comuni by Istat code."""
        return {comune.istat: comune for comune in self.comuni}

    def count(self, demographic_class: DemographicClass) -> int:
        """How many comuni are in the class."""
        return sum(comune.residents in demographic_class for comune in self.comuni)

    def count_in(self, province: Province) -> int:
        """How many comuni are in the province."""
        return sum(comune.province_code == province.code for comune in self.comuni)
