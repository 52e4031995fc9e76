from __future__ import annotations

import pytest
from archival_input import page, tint
from pikepdf import Array, Dictionary, Name, Object, Pdf

from report_pdf.parts.archival.spots import mend_spots, spot_faults, spot_looks


def _spot(pdf: Pdf, name: Object, *colour: float) -> Array:
    return Array([Name.Separation, name, Name.DeviceRGB, tint(pdf, *colour)])


def _mended(*spaces: Object, pdf: Pdf) -> list[Object]:
    page(b"", {"/ColorSpace": Dictionary({f"/S{number}": space for number, space in enumerate(spaces)})}, pdf)
    mend_spots(pdf)
    found = pdf.pages[0].obj["/Resources"]["/ColorSpace"]
    return [found[f"/S{number}"] for number in range(len(spaces))]


def test_a_name_tells_the_mixture() -> None:
    pdf, other = Pdf.new(), Pdf.new()
    green, red, again = _mended(
        _spot(pdf, Name.Verde, 0, 1, 0),
        _spot(pdf, Name.Verde, 1, 0, 0),
        _spot(pdf, Name.Verde, 0, 1, 0),
        pdf=pdf,
    )
    (elsewhere,) = _mended(_spot(other, Name.Verde, 0, 1, 0), pdf=other)
    assert str(green[1]).startswith("/Verde.")
    assert green[1] == again[1] == elsewhere[1]
    assert green[1] != red[1]
    assert green[3].objgen == again[3].objgen


def test_mending_twice_is_mending_once() -> None:
    pdf = Pdf.new()
    (green,) = _mended(_spot(pdf, Name.Verde, 0, 1, 0), pdf=pdf)
    before = green[1]
    mend_spots(pdf)
    assert green[1] == before


@pytest.mark.parametrize("name", [Name.All, Name("/None")])
def test_all_inks_and_none_keep_their_names(name: Object) -> None:
    pdf = Pdf.new()
    first, second = _mended(_spot(pdf, name, 1, 0, 0), _spot(pdf, name, 0, 0, 1), pdf=pdf)
    assert first[1] == second[1] == name
    assert len({look for space in (first, second) for look in spot_looks(space)}) == 1


def test_a_name_that_is_no_text() -> None:
    pdf = Pdf.new()
    space = _spot(pdf, Object.parse(b"/V#e9"), 0, 1, 0)
    assert [rule for rule, _message in spot_faults(space)] == ["6.1.8"]
    (mended,) = _mended(space, pdf=pdf)
    assert list(spot_faults(mended)) == []


def test_mixtures_describe_their_spots() -> None:
    pdf = Pdf.new()
    said = {"/FunctionType": 4, "/Domain": Array([0, 1] * 3), "/Range": Array([0, 1] * 3)}
    names = Array([Name.Verde, Name.Giallo, Name.Black])
    mixture = Array([Name.DeviceN, names, Name.DeviceRGB, pdf.make_stream(b"{}", said)])
    assert [rule for rule, _message in spot_faults(mixture)] == ["6.2.4.4"]
    green, mixed = _mended(_spot(pdf, Name.Verde, 0, 1, 0), mixture, pdf=pdf)
    assert mixed[1][0] == green[1]
    assert mixed[1][2] == Name.Black
    assert sorted(mixed[4]["/Colorants"].keys()) == sorted(map(str, list(mixed[1])[:2]))
    assert list(spot_faults(mixed)) == []


def test_too_many_inks() -> None:
    names = Array([Name(f"/N{number}") for number in range(33)])
    assert list(spot_faults(Array([Name.DeviceN, names, Name.DeviceRGB, Dictionary()])))
