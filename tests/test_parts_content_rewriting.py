from __future__ import annotations

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from part_input import drawn_part

from report_pdf.parts.content.marks import operator, read_instructions
from report_pdf.parts.content.rewriting import Claims, Remarked, remark

PROPERTIES = "/Properties << /Three << /MCID 3 >> /Layer << /Type /OCG /Name (x) >> >>"


def remarked(content: bytes, *claimed: int, own_forms: frozenset[str] = frozenset()) -> Remarked:
    pdf = drawn_part(content, PROPERTIES)
    resources = pdf.pages[0].obj.Resources
    roles = dict.fromkeys(claimed, "P")
    return remark(read_instructions(pdf.pages[0].obj), resources, Claims(roles, own_forms))


def written(content: bytes, *claimed: int) -> bytes:
    return b" ".join(pikepdf.unparse_content_stream(remarked(content, *claimed).instructions).split())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # what is claimed is numbered as it is painted
        (b"/X <</MCID 9>> BDC (a) Tj EMC", b"/P << /MCID 0 >> BDC (a) Tj EMC"),
        (b"/X /Three BDC (a) Tj EMC", b"/P << /MCID 0 >> BDC (a) Tj EMC"),
        # what is not becomes decoration, paths with what they are made of
        (b"/X <</MCID 1>> BDC 0 0 m 1 1 l S EMC", b"/Artifact BMC 0 0 m 1 1 l S EMC"),
        (b"0 0 9 9 re W n (a) Tj", b"0 0 9 9 re W n /Artifact BMC (a) Tj EMC"),
        (b"(a) Tj 1 0 0 rg (b) Tj", b"/Artifact BMC (a) Tj 1 0 0 rg (b) Tj EMC"),
        # marks nest with text objects
        (b"BT (a) Tj ET f", b"BT /Artifact BMC (a) Tj EMC ET /Artifact BMC f EMC"),
        (
            b"BT /P <</MCID 3>> BDC (a) Tj ET BT (b) Tj EMC ET",
            b"BT /P << /MCID 0 >> BDC (a) Tj EMC ET BT /P << /MCID 1 >> BDC (b) Tj EMC ET",
        ),
        # decoration in content: the content goes on with another number
        (
            b"/P <</MCID 3>> BDC (a) Tj /Artifact BMC f EMC (b) Tj EMC",
            b"/P << /MCID 0 >> BDC (a) Tj EMC /Artifact BMC f EMC /P << /MCID 1 >> BDC (b) Tj EMC",
        ),
        # content in decoration is content
        (b"/Artifact BMC /P <</MCID 3>> BDC (a) Tj EMC EMC", b"/P << /MCID 0 >> BDC (a) Tj EMC"),
        # layers stay
        (b"/OC /Layer BDC f EMC", b"/OC /Layer BDC /Artifact BMC f EMC EMC"),
        # what says how content reads stays in content, and goes where there is none
        (
            b"/P <</MCID 3>> BDC /Span <</ActualText (b)>> BDC (a) Tj EMC EMC",
            b"/P << /MCID 0 >> BDC /Span << /ActualText (b) >> BDC (a) Tj EMC EMC",
        ),
        (b"/Span <</ActualText (b)>> BDC (a) Tj EMC", b"/Artifact BMC (a) Tj EMC"),
        # heads and feet stay what they are
        (
            b"/Artifact <</Type /Pagination /Subtype /Header>> BDC (a) Tj EMC",
            b"/Artifact << /Subtype /Header /Type /Pagination >> BDC (a) Tj EMC",
        ),
        # what never begins or ends
        (b"EMC EMC Q ET (a) Tj", b"/Artifact BMC (a) Tj EMC"),
        (b"q BT /P <</MCID 3>> BDC (a) Tj", b"q BT /P << /MCID 0 >> BDC (a) Tj EMC ET Q"),
    ],
)
def test_marks_agree_with_the_structure(content: bytes, expected: bytes) -> None:
    assert written(content, 3, 9) == expected


def test_the_numbers_of_a_mark_that_was_parted_follow_each_other() -> None:
    done = remarked(b"/P <</MCID 3>> BDC f EMC /P <</MCID 5>> BDC f EMC /P <</MCID 3>> BDC f EMC", 3, 5)
    assert (done.numbers, done.count) == ({3: [0, 2], 5: [1]}, 3)


def test_a_form_whose_content_is_in_the_structure_is_left_bare() -> None:
    done = remarked(b"(a) Tj /F Do /G Do", own_forms=frozenset({"F"}))
    assert b" ".join(pikepdf.unparse_content_stream(done.instructions).split()) == (
        b"/Artifact BMC (a) Tj EMC /F Do /Artifact BMC /G Do EMC"
    )


PAINTS = {"Tj", "Do", "f"}
OPERATORS = st.sampled_from(
    b"q|Q|BT|ET|EMC|/P <</MCID 0>> BDC|/P <</MCID 1>> BDC|/Artifact BMC|/Span <</ActualText (x)>> BDC|"
    b"/OC /Layer BDC|(a) Tj|0 0 9 9 re|f|n|/X Do".split(b"|")
)


@given(st.lists(OPERATORS, max_size=25))
def test_whatever_the_source_paints_is_marked_once_and_in_order(operators: list[bytes]) -> None:
    done = remarked(b" ".join(operators), 0).instructions
    painted = [operator(each) for each in done if operator(each) in PAINTS]
    assert painted == [last for each in operators if (last := each.split()[-1].decode()) in PAINTS]
    marks: list[bool] = []
    for each in done:
        if operator(each) in {"BDC", "BMC"}:
            marks.append(str(each.operands[0]) != "/OC")
        elif operator(each) == "EMC":
            marks.pop()
        assert any(marks) or operator(each) not in PAINTS
    assert marks == []


@given(st.lists(OPERATORS, max_size=25))
def test_what_begins_ends_and_marks_nest_with_text(operators: list[bytes]) -> None:
    saved, text, marks = 0, False, list[tuple[bool, bool]]()
    for each in remarked(b" ".join(operators), 0).instructions:
        match operator(each):
            case "q" | "Q" as found:
                saved += 1 if found == "q" else -1
                assert saved >= 0
            case "BT" | "ET" as found:
                assert text == (found == "ET")
                text = not text
            case "BDC" | "BMC":
                marks.append((str(each.operands[0]) != "/OC", text))
            case "EMC":
                is_ours, began_in_text = marks.pop()
                assert not is_ours or began_in_text == text
    assert (saved, text, marks) == (0, False, [])
