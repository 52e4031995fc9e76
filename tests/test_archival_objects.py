from __future__ import annotations

import pytest
from archival_input import page
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Dictionary, Name, Object, Pdf

from report_pdf.parts.archival_objects import (
    entries,
    exact_name,
    indirect,
    inherited,
    is_plain,
    look,
    plain_name,
)


def test_names_keep_every_byte() -> None:
    named = Object.parse(b"<< /F#e9 /V#ff >>")
    ((key, value),) = entries(named)
    assert (key, exact_name(value)) == ("/F\udce9", "/V\udcff")
    assert exact_name(look(named, "/F\udce9")) == "/V\udcff"
    assert look(named, "/F") is None
    assert exact_name(7) == ""


@given(st.binary(min_size=1, max_size=200).filter(lambda raw: b"\0" not in raw))
def test_any_name_has_a_plain_one(raw: bytes) -> None:
    made = plain_name("/" + raw.decode("utf-8", "surrogateescape"))
    assert is_plain(made)
    assert exact_name(Name(made)) == made


def test_a_plain_name_may_be_taken() -> None:
    assert plain_name("/è") == "/x_C3_A8"
    assert plain_name("/è", {"/x_C3_A8"}) == "/x_C3_A8.2"


@pytest.mark.parametrize("name", ["/a b", "/a#b", "/", "/è", "/" + "n" * 101, "/a\n"])
def test_what_is_not_plain(name: str) -> None:
    assert not is_plain(name)


def test_entries_are_inherited_even_from_a_circle() -> None:
    pdf = page(b"")
    parent = pdf.Root["/Pages"]
    parent["/Parent"] = parent
    leaf = pdf.pages[0].obj
    parent["/Resources"] = Dictionary(A=1)
    del leaf["/Resources"]
    assert entries(inherited(leaf, "/Resources")) == [("/A", 1)]
    assert inherited(leaf, "/Nothing") is None


def test_bare_values_have_no_parts() -> None:
    pdf = Pdf.new()
    pdf.Root["/A"] = pdf.make_indirect(Dictionary(B=1))
    assert all(found.is_indirect for found in indirect(pdf))
    assert pdf.Root["/A"].objgen in {found.objgen for found in indirect(pdf)}
