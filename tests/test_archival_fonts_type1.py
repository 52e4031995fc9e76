from __future__ import annotations

import pytest
from archival_input import type1
from fontTools.misc import eexec

from report_pdf.parts.archival.fonts.type1 import read_type1


def test_glyphs_widths_and_codes() -> None:
    found = read_type1(type1())
    assert dict(found.widths) == {".notdef": 500, "A": 600, "B": 700}
    assert (found.encoding[65], found.encoding[67]) == ("A", ".notdef")


def test_the_standard_encoding() -> None:
    clear, rest = type1().split(b"/Encoding", 1)
    found = read_type1(clear + b"/Encoding StandardEncoding def " + rest[rest.index(b"currentdict") :])
    assert found.encoding[0xC1] == "grave"


def test_another_size() -> None:
    found = read_type1(type1().replace(b"[0.001 0 0 0.001", b"[0.0005 0 0 0.0005"))
    assert found.widths["A"] == 300


def test_widths_may_be_fractions_and_have_a_height() -> None:
    whole = type1(widths={"A": 1})
    start = whole.index(b"eexec\n") + 6
    private, _key = eexec.decrypt(whole[start:-75], 55665)
    before = private.index(b"/A ")
    for code, width in (
        (bytes([139, 149, 142, 12, 12, 13]), 10 / 3),
        (bytes([139, 139, 149, 139, 12, 7]), 10),
    ):
        secret, _key = eexec.encrypt(b"\0\0\0\0" + code, 4330)
        glyph = b"/A %d RD %s ND\nend" % (len(secret), secret)
        again, _key = eexec.encrypt(private[:before] + glyph, 55665)
        assert read_type1(whole[:start] + again).widths["A"] == pytest.approx(width)


def test_a_damage_that_stops_strict_readers() -> None:
    for damaged in (type1().replace(b"9 dict", b"\xf9 dict"), type1().replace(b"dup 65 /A", b"dup 65 A")):
        with pytest.raises(ValueError):  # noqa: PT011  # the message is of no interest
            read_type1(damaged)


@pytest.mark.parametrize(
    "data", [b"", b"\x80\x01\0\0\0\0%!", b"%!PS eexec 0011223344", b"%!PS eexec \x80\x81\x82\x83"]
)
def test_what_few_programs_read(data: bytes) -> None:
    with pytest.raises((ValueError, IndexError)):
        read_type1(data)
