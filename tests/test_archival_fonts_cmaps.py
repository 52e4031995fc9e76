from __future__ import annotations

import pytest
from archival_input import page, put, truetype_font
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Name, Pdf

from report_pdf.parts.archival.fonts.cmaps import CMap, read_to_unicode, write_cid_map, write_to_unicode

CODES = st.tuples(st.integers(0, 0xFFFF), st.just(2))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=3)


@given(st.dictionaries(CODES, TEXTS, max_size=250))
def test_what_is_written_reads_the_same(texts: dict[tuple[int, int], str]) -> None:
    pdf = Pdf.new()
    found = CMap.of(write_to_unicode(pdf, texts).read_bytes())
    assert {code: found.text(code[0]) for code in texts} == texts


@given(st.dictionaries(CODES, st.integers(1, 0xFFFF), max_size=250))
def test_codes_lead_to_the_same_glyphs(cids: dict[tuple[int, int], int]) -> None:
    pdf = Pdf.new()
    made = write_cid_map(pdf, cids, ("Adobe", "Identity", 0), 1)
    found = CMap.of(made.read_bytes())
    assert {code: found.cid(code[0]) for code in cids} == cids
    assert found.lengths == {2}
    assert made["/WMode"] == 1


@pytest.mark.parametrize(
    ("cmap", "code", "text"),
    [
        (b"1 beginbfchar <41> <0041> endbfchar", 0x41, "A"),
        (b"1 beginbfchar\n< 0041 >\r<D835DC00>\nendbfchar % comment <41>", 0x41, "\U0001d400"),
        (b"1 beginbfchar <41> <66> endbfchar", 0x41, "f"),
        (b"1 beginbfrange <0041> <0043> <0061> endbfrange", 0x43, "c"),
        (b"1 beginbfrange <41> <43> [<0061> <00660069> <0063>] endbfrange", 0x42, "fi"),
        (b"2 beginbfrange <01> <02> [<0061>] <03> <03> <0062> endbfrange", 3, "b"),
        (b"/CMapName (a <41> b) def 1 beginbfchar <41> <0042> endbfchar", 0x41, "B"),
        (b"1 beginbfchar <41> /A endbfchar", 0x41, None),
        (b"1 beginbfrange <41> <43> endbfrange", 0x41, None),
        (b"<", 0x41, None),
    ],
)
def test_texts_as_producers_write_them(cmap: bytes, code: int, text: str | None) -> None:
    assert CMap.of(cmap).text(code) == text


def test_glyphs_as_producers_write_them() -> None:
    found = CMap.of(b"begincidrange <00> <ff> 5 endcidrange begincidchar <41> 7 endcidchar")
    assert [found.cid(code) for code in (0, 0x41, 0x100)] == [5, 7, None]


@pytest.mark.parametrize("cmap", [b"/Identity-H usecmap", b"begincidchar <41> <42> endcidchar"])
def test_what_is_not_understood_is_said(cmap: bytes) -> None:
    assert not CMap.of(cmap).is_whole


@given(st.binary(max_size=100))
def test_nothing_is_too_strange_to_read(rest: bytes) -> None:
    CMap.of(b"1 beginbfrange <41> <43> " + rest + b" endbfrange endbfchar endcidrange")


def test_identity_reads_codes_as_characters() -> None:
    pdf = Pdf.new()
    font = put(truetype_font(pdf), ToUnicode=Name("/Identity-H"))
    page(b"", {}, pdf)
    assert read_to_unicode(font).text(0x41) == "A"
    assert read_to_unicode(put(font, ToUnicode=7)).text(0x41) is None
