from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Name, Object

from report_pdf.parts.objects.entries import entries, entry
from report_pdf.parts.objects.names import exact_name, is_plain, plain_name


def test_names_keep_every_byte() -> None:
    named = Object.parse(b"<< /F#e9 /V#ff >>")
    ((key, value),) = entries(named)
    assert (key, exact_name(value)) == ("/F\udce9", "/V\udcff")
    assert exact_name(entry(named, "/F\udce9")) == "/V\udcff"
    assert entry(named, "/F") is None
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
