"""The tiles of the real region lie as its comuni do; the measured numbers are the bars."""

from __future__ import annotations

from math import cos, radians

from report_pdf.territory.boundaries import simplified
from report_pdf.territory.territory import Territory

Place = tuple[int, int]
# North of this row, and east of this column, what is no tile is another region and not the sea.
NORTH, EAST = 5, 14
INLAND_ON_THE_SHORE = {
    "Campiglia Marittima", "Collesalvetti", "Fauglia", "Fosdinovo", "Lucca", "Vicopisano",
}  # fmt: skip
ON_THE_SEA = {
    "Bibbona", "Camaiore", "Capalbio", "Carrara", "Castagneto Carducci", "Castiglione della Pescaia",
    "Cecina", "Follonica", "Forte dei Marmi", "Grosseto", "Livorno", "Magliano in Toscana", "Massa",
    "Monte Argentario", "Montignoso", "Orbetello", "Pietrasanta", "Piombino", "Pisa", "Rosignano Marittimo",
    "San Giuliano Terme", "San Vincenzo", "Scarlino", "Vecchiano", "Viareggio",
}  # fmt: skip
ISLANDS = {
    "Campo nell’Elba", "Capoliveri", "Capraia Isola", "Isola del Giglio", "Marciana", "Marciana Marina",
    "Porto Azzurro", "Portoferraio", "Rio",
}  # fmt: skip


def _mainland(region: Territory) -> dict[Place, str]:
    return {(one.column, one.row): one.name for one in region.comuni if one.name not in ISLANDS}


def _near(place: Place, *, corners: bool) -> set[Place]:
    x, y = place
    steps = ((a, b) for a in (-1, 0, 1) for b in (-1, 0, 1) if (a or b) and (corners or not (a and b)))
    return {(x + a, y + b) for a, b in steps}


def _touching_the_sea(tiles: dict[Place, str], *, corners: bool) -> set[str]:
    return {
        name
        for place, name in tiles.items()
        if any(
            beside not in tiles and beside[0] <= EAST and beside[1] >= NORTH
            for beside in _near(place, corners=corners)
        )
    }


def test_comuni_on_the_sea_stand_on_the_shore(region: Territory) -> None:
    assert _touching_the_sea(_mainland(region), corners=True) >= ON_THE_SEA


def test_few_inland_comuni_stand_on_the_shore(region: Territory) -> None:
    shore = _touching_the_sea(_mainland(region), corners=False)
    assert shore - ON_THE_SEA - {"Manciano", "Pitigliano", "Sorano"} <= INLAND_ON_THE_SHORE


def test_neighbours_keep_their_direction(region: Territory) -> None:
    outlines = simplified(region.boundaries, 0)
    middle = {}
    for istat, rings in outlines.rings.items():
        xs, ys = zip(*max(rings, key=len), strict=True)
        middle[istat] = (min(xs) + max(xs)) / 2 * cos(radians(43.4)), (min(ys) + max(ys)) / 2
    pairs = {(min(sides), max(sides)) for sides in outlines.borders.values() if len(sides) == 2}
    turned = 0
    for one, other in pairs:
        east, north = (middle[other][axis] - middle[one][axis] for axis in (0, 1))
        across = region.by_istat[other].column - region.by_istat[one].column
        down = region.by_istat[other].row - region.by_istat[one].row
        turned += east * across - north * down < 0
    assert len(pairs) == 723
    assert turned / len(pairs) < 0.01
