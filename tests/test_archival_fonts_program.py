from __future__ import annotations

import pytest
from archival_input import cff, truetype

from report_pdf.parts.archival.fonts.program import (
    OutlineProgram,
    TrueTypeProgram,
    read_cff,
    read_sfnt,
    read_truetype,
)


def test_a_truetype_program() -> None:
    found = read_truetype(truetype())
    assert found.widths == (500, 600, 700)
    assert found.cmaps == {(3, 1): {65: 1, 66: 2}}
    assert (found.by_name("A"), found.by_name("C"), found.by_code(65)) == (1, 0, 0)
    assert found.texts == {1: "A", 2: "B"}


@pytest.mark.parametrize(
    ("cmap", "first", "index"), [((3, 0), 0xF000, 1), ((3, 0), 0, 1), ((3, 0), 0xE000, 0), ((1, 0), 0, 1)]
)
def test_codes_that_lead_to_glyphs_by_themselves(cmap: tuple[int, int], first: int, index: int) -> None:
    assert read_truetype(truetype(cmap=cmap, page_of_codes=first)).by_code(65) == index


def test_names_lead_through_the_codes_of_the_mac() -> None:
    assert read_truetype(truetype(cmap=(1, 0))).by_name("B") == 2


def test_names_of_the_program_are_the_last_way() -> None:
    program = TrueTypeProgram((500, 600), names={"g12": 1, "A": 1})
    assert (program.by_name("g12"), program.texts) == (1, {1: "A"})


def test_a_cff_program() -> None:
    found = read_cff(cff())
    assert isinstance(found, OutlineProgram)
    assert {name: found.widths[name] for name in found.order} == {".notdef": 500, "A": 600, "B": 700}
    assert found.encoding[65] == "A"


def test_outlines_of_the_kind_that_is_asked_for() -> None:
    assert isinstance(read_sfnt(truetype(), is_cff=False), TrueTypeProgram)
    with pytest.raises(KeyError):
        read_sfnt(truetype(), is_cff=True)


@pytest.mark.parametrize("table", [b"head", b"hhea", b"hmtx", b"maxp", b"glyf"])
def test_programs_without_their_tables(table: bytes) -> None:
    with pytest.raises((ValueError, KeyError)):
        read_truetype(truetype().replace(table, b"none", 1))


def test_what_is_no_program() -> None:
    for data in (b"", b"OTTO" + truetype()[4:], truetype()[:200]):
        with pytest.raises(Exception):  # noqa: B017, PT011  # fontTools raises what it likes
            read_truetype(data)
