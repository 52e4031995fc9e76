from __future__ import annotations

from contextlib import suppress

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_pdf.operators import Malformed, cut, steps

OPERANDS = st.sampled_from(
    [
        b"1",
        b"-.5",
        b"+3.",
        b"/Name",
        b"/A#20b",
        b"(a(b)\\)c)",
        b"(\\\\)",
        b"<48 65>",
        b"[<01>-20<02>]",
        b"true",
        b"[(a]b) 3 [/x]]",
        b"<</MCID 3 /L [1 (>>)]>>",
        b"[]",
        b"<>",
        b"null",
    ]
)
OPERATORS = st.sampled_from([b"d", b"f*", b"'", b'"', b"BT", b"T*", b"d0"])
SPACES = st.sampled_from([b" ", b"\n", b"\r\n", b"\t% a comment ( [\n", b"\0"])


@given(st.lists(st.tuples(st.lists(OPERANDS, max_size=4), OPERATORS), max_size=8), SPACES)
def test_operators_come_with_their_operands_and_places(
    written: list[tuple[list[bytes], bytes]], space: bytes
) -> None:
    content = b"".join(space + space.join([*operands, operator]) for operands, operator in written)
    found = list(steps(content))
    assert [(list(step.operands), step.operator) for step in found] == written
    assert [content[step.start : step.end] for step in found] == [
        space.join([*operands, operator]) for operands, operator in written
    ]


@given(st.lists(st.tuples(st.lists(OPERANDS, max_size=4), OPERATORS), max_size=8), SPACES)
def test_qpdf_cuts_them_as_well(written: list[tuple[list[bytes], bytes]], space: bytes) -> None:
    content = b"".join(space + space.join([*operands, operator]) for operands, operator in written)
    with pikepdf.new() as pdf:
        theirs = pikepdf.parse_content_stream(pdf.make_stream(content))
        expected = [(str(one.operator), [repr(operand) for operand in one.operands]) for one in theirs]
    assert [
        (step.operator.decode(), [repr(pikepdf.Object.parse(operand)) for operand in step.operands])
        for step in cut(content)
    ] == expected


def test_only_what_is_wanted_is_told() -> None:
    content = b"q 1 0 0 1 0 0 cm (a\\)) Tj [(q)] TJ Q"
    assert [step.operator for step in cut(content, {b"q", b"Tj"})] == [b"q", b"Tj"]


@pytest.mark.parametrize("content", [b"/A " * 300_000, b"(" * 300_000, b"<<[" * 300_000, b"<0 " * 300_000])
def test_a_stream_without_operators_takes_no_time(content: bytes) -> None:
    with suppress(Malformed):
        assert list(cut(content)) == []


def test_tokens_need_no_space_where_they_delimit_themselves() -> None:
    found = [(step.operator, step.operands) for step in steps(b"/F1 9 Tf[(a)]TJ(b)Tj/GS gs")]
    assert found == [(b"Tf", (b"/F1", b"9")), (b"TJ", (b"[(a)]",)), (b"Tj", (b"(b)",)), (b"gs", (b"/GS",))]


def test_an_inline_image_is_one_step() -> None:
    content = b"q BI /W 2 /H 1 /BPC 8 /CS /RGB /F [/A85 /Fl] ID \x00EI\xff\x01) EI Q"
    found = list(steps(content))
    assert [step.operator for step in found] == [b"q", b"BI", b"Q"]
    assert found[1].operands[:2] == (b"/W", b"2")
    assert content[found[1].start : found[1].end].endswith(b") EI")


@pytest.mark.parametrize(
    "content",
    [
        *[b"(never closed Tj", b"[1 2 TJ", b"<</A 1 gs", b"BI /W 2", b"BI /W 2 ID xx", b"<0g> Tj"],
        *[
            b"Do",
            b"1 0 0 1 cm",
            b"0 0 9 re",
            b"9 Tf",
            b"/Span BDC",
            b"1 0 0 1 0 /F1 cm",
            b"--1 g",
            b"1.2.3 g",
        ],
    ],
)
def test_what_is_no_content_stream(content: bytes) -> None:
    with pytest.raises(Malformed):
        list(steps(content))
