"""What a map of comuni says, in Italian words and as a table: provinces by groups of classes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from report_pdf.charts.chart import DataTable
from report_pdf.italian import list_of, number, percent
from report_pdf.territory.territory import DemographicClass, Province, Territory


def map_words(form: str, territory: Territory) -> str:
    """The alternative text of a map.

    Args:
        form: the kind of map, without a full stop.
        territory: the comuni.
    """
    groups = list_of([f"{territory.count(one)} ({one.spoken})" for one in territory.groups])
    return (
        f"{form}: {territory.name}, {number(len(territory.comuni))} comuni. "
        f"Per classe demografica: {groups}. {_range(territory)}{_largest(territory)}"
    )


def by_name(territory: Territory) -> Sequence[Province]:
    """The provinces in the order in which a reader looks a name up."""
    return sorted(territory.provinces, key=lambda province: province.name)


def map_table(territory: Territory) -> DataTable:
    """Columns `provincia`, one for each group of classes, `comuni`; a row a province and one of sums."""
    headings = ("provincia", *(group.label for group in territory.groups), "comuni")
    rows = [
        (
            f"{province.name} ({province.code})",
            *(number(_count(territory, province, group)) for group in territory.groups),
            number(territory.count_in(province)),
        )
        for province in by_name(territory)
    ]
    sums = ("totale", *(number(territory.count(group)) for group in territory.groups))
    return DataTable(headings, (*rows, (*sums, number(len(territory.comuni)))))


def _range(territory: Territory) -> str:
    """Where the smallest comuni are least and most of all, unless that is everywhere the same."""
    small = territory.groups[0]
    shares = {
        province: Decimal(_count(territory, province, small)) / territory.count_in(province)
        for province in territory.provinces
        if territory.count_in(province)
    }
    least, most = min(shares, key=lambda p: shares[p]), max(shares, key=lambda p: shares[p])
    if shares[least] == shares[most]:
        return ""
    return (
        f"La quota di quelli con {small.spoken} va da {percent(shares[least])} (provincia di "
        f"{least.name}) a {percent(shares[most])} ({most.name}). "
    )


def _largest(territory: Territory) -> str:
    """The provinces with the most and the fewest comuni."""
    counts = {province: territory.count_in(province) for province in territory.provinces}
    most, fewest = max(counts, key=lambda p: counts[p]), min(counts, key=lambda p: counts[p])
    return (
        f"Comuni per provincia: da {number(counts[most])} ({most.name}) a {number(counts[fewest])} "
        f"({fewest.name})."
    )


def _count(territory: Territory, province: Province, group: DemographicClass) -> int:
    """How many comuni of a province are in a group."""
    return sum(
        comune.province_code == province.code and comune.residents in group for comune in territory.comuni
    )
