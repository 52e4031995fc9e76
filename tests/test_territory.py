"""The territory: its own rules on a small one, and the real one of the region."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_pdf.findings import NOWHERE, Severity
from report_pdf.indicators import Cell, Headline, Indicators, Nature, State, Table
from report_pdf.territory.boundaries import simplified
from report_pdf.territory.territory import DemographicClass, Point, Territory, classes_of
from report_pdf.territory.territory_checks import count_findings
from report_pdf.territory.territory_files import load_territory

ROOT = Path(__file__).parents[1]

FILES = {
    "territorio.toml": """\
name = "Terra"
comuni = 3
class_limits = [0, 1000, 5000]
group_limits = [0, 5000]
credits = ["Confini: ufficio tecnico"]
headline = "evidenza.comuni"
[provinces]
AA = { name = "Alta", capital = "001001" }
BB = { name = "Bassa", capital = "002001" }
""",
    "comuni.csv": "istat,name,province\n001001,Acqua,AA\n001002,Bosco,AA\n002001,Colle,BB\n",
    "residenti.csv": """\
istat,residents,source,licence,date
001001,999,Anagrafe,CC0,2024-01-10
001002,1000,Anagrafe,CC0,2024-01-10
002001,5000,Anagrafe,CC0,2024-01-10
""",
    "tessere.csv": "istat,column,row\n001001,0,0\n001002,1,0\n002001,1,1\n",
    "comuni.geojson": """\
{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"istat": "001001"}, "geometry": {"type": "Polygon", "coordinates":
  [[[10, 43], [11, 43], [11, 44], [10, 44], [10, 43]]]}},
{"type": "Feature", "properties": {"istat": "001002"}, "geometry": {"type": "Polygon", "coordinates":
  [[[11, 43], [12, 43], [12, 44], [11, 44], [11, 43]]]}},
{"type": "Feature", "properties": {"istat": "002001"}, "geometry": {"type": "MultiPolygon", "coordinates":
  [[[[11, 42], [12, 42], [12, 43], [11, 43], [11, 42]]]]}}
]}
""",
}


def _load(
    tmp_path: Path, file: str = "comuni.csv", change: tuple[str, str] = ("", "")
) -> tuple[Territory | None, list[tuple[str, str, str]]]:
    """The small territory, one text replaced in one of its files."""
    folder = tmp_path / "edition" / "territory"
    folder.mkdir(parents=True)
    assert change[0] in FILES[file]
    for name, text in FILES.items():
        (folder / name).write_text(text.replace(*change, 1) if name == file else text, encoding="utf-8")
    territory, findings = load_territory(tmp_path / "edition", tmp_path)
    return territory, [(f.rule, str(f.where).removeprefix("edition/territory/"), f.message) for f in findings]


def test_files_are_joined_by_istat_code(tmp_path: Path) -> None:
    territory, findings = _load(tmp_path)
    assert findings == []
    assert territory is not None
    assert [
        (c.name, c.province_code, c.province, c.residents, c.column, c.row) for c in territory.comuni
    ] == [
        ("Acqua", "AA", "Alta", 999, 0, 0),
        ("Bosco", "AA", "Alta", 1000, 1, 0),
        ("Colle", "BB", "Bassa", 5000, 1, 1),
    ]
    assert [territory.count(one) for one in territory.classes] == [1, 1, 1]
    assert [territory.count(one) for one in territory.groups] == [2, 1]
    assert [territory.count_in(province) for province in territory.provinces] == [2, 1]
    assert territory.source == "Anagrafe, 10\N{NO-BREAK SPACE}gennaio 2024 (CC0)"
    assert territory.credit == "Confini: ufficio tecnico."


def test_an_edition_may_have_no_territory(tmp_path: Path) -> None:
    assert load_territory(tmp_path, tmp_path) == (None, ())


@pytest.mark.parametrize(
    ("file", "change", "finding"),
    [
        (
            "territorio.toml",
            ("comuni = 3", "comuni = 4"),
            ("data.wrong-count", "territorio.toml:2:1", "4 comuni are declared, the tables have 3"),
        ),
        (
            "territorio.toml",
            ("[0, 1000, 5000]", "[0, 5000, 1000]"),
            ("data.wrong-value", "territorio.toml:3:1", "the limits must rise from 0"),
        ),
        (
            "territorio.toml",
            ("[0, 5000]", "[0, 2000]"),
            ("data.wrong-value", "territorio.toml:1:1", "each of group_limits must be one of class_limits"),
        ),
        (
            "territorio.toml",
            ('"002001"', '"001002"'),
            (
                "data.wrong-capital",
                "territorio.toml:9:24",
                "the capital of BB, 001002, is not one of its comuni",
            ),
        ),
        (
            "comuni.csv",
            ("Colle,BB", "Colle,CC"),
            ("data.unknown-province", "comuni.csv:4", "no province is called CC"),
        ),
        (
            "comuni.csv",
            ("istat,name", "codice,name"),
            ("data.wrong-columns", "comuni.csv:1", "the columns are codice,name,province"),
        ),
        (
            "comuni.csv",
            ("001001", "1001"),
            (
                "data.wrong-value",
                "comuni.csv:2",
                'istat should be the six digits of an Istat code, not "1001"',
            ),
        ),
        (
            "comuni.csv",
            ("001002", "001001"),
            ("data.duplicate", "comuni.csv:3", "001001 is already in line 2"),
        ),
        (
            "residenti.csv",
            ("999", "0"),
            (
                "data.wrong-value",
                "residenti.csv:2",
                'residents should be a whole number, without a dot, not "0"',
            ),
        ),
        (
            "residenti.csv",
            ("1000,", "1.000,"),
            (
                "data.wrong-value",
                "residenti.csv:3",
                'residents should be a whole number, without a dot, not "1.000"',
            ),
        ),
        (
            "residenti.csv",
            ("5000,Anagrafe", "5000,Istat"),
            ("data.mixed-sources", "residenti.csv:4", 'source changes from "Anagrafe" to "Istat"'),
        ),
        (
            "residenti.csv",
            ("002001", "002002"),
            ("data.missing-comune", "residenti.csv", "the comune 002001 is missing"),
        ),
        (
            "residenti.csv",
            ("002001", "002002"),
            ("data.unknown-comune", "residenti.csv", "the comune 002002 is not one of the territory"),
        ),
        (
            "tessere.csv",
            ("002001,1,1", "002001,1,0"),
            ("data.duplicate", "tessere.csv:4", "1,0 is already in line 3"),
        ),
        (
            "tessere.csv",
            ("001002,1", "001002,-1"),
            ("data.wrong-value", "tessere.csv:3", 'column should be a whole number, from 0, not "-1"'),
        ),
        (
            "comuni.csv",
            ("\n002001,Colle,BB", ""),
            ("data.unknown-comune", "comuni.geojson", "the comune 002001 is not one of the territory"),
        ),
    ],
)
def test_what_does_not_agree_is_found(
    tmp_path: Path, file: str, change: tuple[str, str], finding: tuple[str, str, str]
) -> None:
    territory, findings = _load(tmp_path, file, change)
    assert territory is None
    assert finding in findings


def _figure(value: int | None, name: str = "evidenza.comuni") -> Indicators:
    cell = Cell(None, State.UNKNOWN, NOWHERE) if value is None else Cell(Decimal(value), State.VALUE, NOWHERE)
    figure = Headline(name, "", "comuni", "comuni", Nature.TOTAL, "Ente", "", None, cell, NOWHERE)
    return Indicators.of((), (Table("evidenza", "evidenza.csv", (figure,)),))


@pytest.mark.parametrize(
    ("indicators", "rule", "message"),
    [
        (_figure(4), "data.territory-count", "evidenza.comuni is 4, the territory has 3 comuni"),
        (_figure(None), "data.territory-count", "evidenza.comuni is n.d., the territory has 3 comuni"),
        (
            _figure(3, "evidenza.comune"),
            "data.unknown-indicator",
            "there is no single figure evidenza.comuni",
        ),
    ],
)
def test_the_printed_number_of_comuni_is_that_of_the_territory(
    tmp_path: Path, indicators: Indicators, rule: str, message: str
) -> None:
    territory, findings = _load(tmp_path)
    assert territory is not None
    assert findings == []
    (finding,) = count_findings(territory, indicators)
    place = "edition/territory/territorio.toml:6:1"
    assert (finding.rule, str(finding.where), finding.message) == (rule, place, message)
    assert finding.severity is Severity.BLOCK
    assert list(count_findings(territory, _figure(3))) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "data.bad-json"),
        ("{", "data.bad-json"),
        ("[" * 100_000, "data.bad-json"),
        ("[]", "data.bad-geojson"),
        ('{"type": "FeatureCollection", "features": [{}]}', "data.bad-geojson"),
        (FILES["comuni.geojson"].replace("[10, 44]", "[1000, 44]"), "data.bad-geojson"),
        (FILES["comuni.geojson"].replace("002001", "001001"), "data.duplicate"),
    ],
)
def test_a_broken_map_is_a_finding(tmp_path: Path, text: str, rule: str) -> None:
    _load(tmp_path)
    (tmp_path / "edition/territory/comuni.geojson").write_text(text, encoding="utf-8")
    territory, findings = load_territory(tmp_path / "edition", tmp_path)
    assert territory is None
    assert rule in {f.rule for f in findings}


def test_each_missing_file_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "territory").mkdir()
    territory, findings = load_territory(tmp_path, tmp_path)
    assert territory is None
    assert [(f.rule, f.where.file) for f in findings] == [
        ("data.missing-file", f"territory/{name}")
        for name in ("territorio.toml", "comuni.csv", "residenti.csv", "tessere.csv", "comuni.geojson")
    ]


def test_classes_speak_for_themselves() -> None:
    first, middle, last = classes_of([0, 1000, 60000])
    assert (first.label, first.spoken) == ("meno di 1.000", "meno di 1.000 abitanti")
    assert (middle.label, middle.spoken) == ("1.000–59.999", "da 1.000 a 59.999 abitanti")
    assert (last.label, last.spoken) == ("60.000 e oltre", "60.000 abitanti e oltre")


@given(st.sets(st.integers(1, 10**6), max_size=8), st.integers(1, 10**6))
def test_every_comune_is_in_one_class(limits: set[int], residents: int) -> None:
    classes = classes_of(sorted({0, *limits}))
    assert [residents in one for one in classes].count(True) == 1
    assert residents in DemographicClass(residents, residents + 1)
    assert residents not in DemographicClass(0, residents)


def test_region_is_whole(region: Territory) -> None:
    assert len(region.comuni) == 273
    assert sum(comune.residents for comune in region.comuni) == 3_691_422
    assert [region.count(one) for one in region.classes] == [21, 63, 35, 66, 49, 28, 11]
    assert [region.count(one) for one in region.groups] == [119, 115, 39]
    assert {province.code: region.count_in(province) for province in region.provinces} == {
        "AR": 36, "FI": 41, "GR": 28, "LI": 19, "LU": 33, "MS": 17, "PI": 37, "PO": 7, "PT": 20, "SI": 35,
    }  # fmt: skip
    assert region.source == "ANPR, Ministero dell’Interno, 10\N{NO-BREAK SPACE}gennaio 2024 (CC0)"


ISLANDS = {
    "Capraia": {"Capraia Isola"},
    "Giglio": {"Isola del Giglio"},
    "Elba": {
        "Campo nell’Elba", "Capoliveri", "Marciana", "Marciana Marina", "Porto Azzurro", "Portoferraio",
        "Rio",
    },
}  # fmt: skip


def _places(region: Territory) -> dict[str, tuple[int, int]]:
    return {comune.istat: (comune.column, comune.row) for comune in region.comuni}


def _apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Steps of a king from tile to tile."""
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))


def _parts(tiles: Iterable[tuple[int, int]]) -> list[int]:
    """Sizes of the groups of tiles that share sides, largest first."""
    left, sizes = set(tiles), []
    while left:
        reached = [left.pop()]
        for column, row in reached:
            near = {(column + 1, row), (column - 1, row), (column, row + 1), (column, row - 1)} & left
            left -= near
            reached += near
        sizes.append(len(reached))
    return sorted(sizes, reverse=True)


def test_tiles_of_a_province_hang_together(region: Territory) -> None:
    parts = {
        province.code: _parts((c.column, c.row) for c in region.comuni if c.province_code == province.code)
        for province in region.provinces
    }
    assert parts == {
        "AR": [36], "FI": [41], "GR": [27, 1], "LI": [11, 7, 1], "LU": [33], "MS": [17], "PI": [37],
        "PO": [7], "PT": [20], "SI": [35],
    }  # fmt: skip


def test_islands_stand_in_the_sea(region: Territory) -> None:
    named = {comune.name: (comune.column, comune.row) for comune in region.comuni}
    for island in ISLANDS.values():
        mainland = {place for name, place in named.items() if name not in island}
        assert min(_apart(named[name], place) for name in island for place in mainland) >= 2
    assert _parts(named[name] for name in ISLANDS["Elba"]) == [7]


def test_neighbours_are_near(region: Territory) -> None:
    places = _places(region)
    steps = [_apart(places[one], places[other]) for one, other in _neighbours(region)]
    assert len(steps) == 723
    assert max(steps) <= 3
    assert sum(step <= 2 for step in steps) / len(steps) > 0.99
    assert sum(step <= 1 for step in steps) / len(steps) > 0.80


def _neighbours(region: Territory) -> set[tuple[str, str]]:
    outlines = simplified(region.boundaries, 0)
    return {(min(sides), max(sides)) for sides in outlines.borders.values() if len(sides) == 2}


def _area(ring: tuple[Point, ...]) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def _total(rings: Mapping[str, tuple[tuple[Point, ...], ...]]) -> float:
    return abs(sum(_area(ring) for all_rings in rings.values() for ring in all_rings))


def test_coarser_boundaries_still_fit_together(region: Territory) -> None:
    exact, coarse = simplified(region.boundaries, 0), simplified(region.boundaries, 0.005)
    assert set(coarse.rings) == {comune.istat for comune in region.comuni}
    points = [sum(len(line) for line in outlines.borders) for outlines in (exact, coarse)]
    assert points[1] < points[0] / 2
    assert _total(coarse.rings) == pytest.approx(_total(exact.rings), rel=0.005)
    assert all(ring[0] == ring[-1] and len(ring) >= 4 for rings in coarse.rings.values() for ring in rings)
    assert sorted(map(sorted, coarse.borders.values())) == sorted(map(sorted, exact.borders.values()))
