from __future__ import annotations

import pikepdf
import pytest
from outside_files import drawn_pdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from report_pdf.parts.opening.examine import Facts, examine


def signature_field(pdf: Pdf) -> None:
    value = pdf.make_indirect(Dictionary(Type=Name.Sig, Contents=String("x")))
    parent = pdf.make_indirect(Dictionary(FT=Name.Sig, T=String("firma")))
    kid = pdf.make_indirect(Dictionary(Parent=parent, V=value))
    parent["/Kids"] = Array([kid, parent])
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([parent]))


def text_field(pdf: Pdf) -> None:
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, V=String("x")))
    field["/Parent"] = field
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([field]))


def test_a_plain_file() -> None:
    with drawn_pdf(2) as pdf:
        assert examine(pdf) == Facts(
            pages=2, is_tagged=False, is_signed=False, is_encrypted=False, is_portfolio=False, is_bomb=False
        )


@pytest.mark.parametrize(("change", "is_signed"), [(signature_field, True), (text_field, False)])
def test_a_signature_is_found_below_its_field(change: object, is_signed: bool) -> None:  # noqa: FBT001
    assert callable(change)
    with drawn_pdf() as pdf:
        change(pdf)
        assert examine(pdf).is_signed is is_signed


def test_an_empty_signature_field_is_no_signature() -> None:
    with drawn_pdf() as pdf:
        field = pdf.make_indirect(Dictionary(FT=Name.Sig, T=String("firma")))
        pdf.Root["/AcroForm"] = Dictionary(Fields=Array([field]))
        assert not examine(pdf).is_signed


def test_tags_and_portfolios_are_seen() -> None:
    with pikepdf.new() as pdf:
        pdf.Root["/StructTreeRoot"], pdf.Root["/Collection"] = Dictionary(), Dictionary()
        facts = examine(pdf)
    assert (facts.is_tagged, facts.is_portfolio) == (True, True)


def test_a_form_of_wrong_types_is_no_signature() -> None:
    with drawn_pdf() as pdf:
        pdf.Root["/AcroForm"] = Dictionary(Fields=Array([3, Name.X, Dictionary(FT=3, V=3)]))
        pdf.pages[0].obj["/Annots"] = Name.X
        assert not examine(pdf).is_signed
