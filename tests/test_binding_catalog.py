from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from sound_parts import bound, sound_part
from typeset_input import BOOK

from report_pdf.binding.bind import BookFacts
from report_pdf.readback.readback import check_structure


def with_layers(pdf: Pdf, key: str, *, base: str) -> None:
    """Two layers, the second hidden: said outright, or by a file that hides all but the first."""
    layers = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(f"{key} - {n}"))) for n in "xy"]
    shown = Dictionary(Name=String(key), Order=Array(layers))
    if base == "/OFF":
        shown["/BaseState"], shown["/ON"] = Name.OFF, Array(layers[:1])
    else:
        shown["/OFF"] = Array(layers[1:])
    pdf.Root["/OCProperties"] = Dictionary(OCGs=Array(layers), D=shown)
    page = pdf.pages[0].obj
    page["/Resources"]["/Properties"] = Dictionary(L1=layers[0], L2=layers[1])
    content = page["/Contents"].read_bytes()
    page["/Contents"] = pdf.make_stream(
        content
        + b"\n/Artifact BMC /OC /L2 BDC 0 0 9 9 re f EMC EMC /Artifact BMC /OC /L1 BDC 9 9 9 9 re f EMC EMC"
    )


def with_field(pdf: Pdf, key: str, font: str) -> None:
    """A field with its look, tagged; the font's name stands for another font in each part."""
    page = pdf.pages[0].obj
    fonts = page["/Resources"]["/Font"]
    drawn = fonts[next(iter(fonts.keys()))]
    look = pdf.make_stream(b"/Tx BMC EMC", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 50, 20]))
    top = pdf.make_indirect(Dictionary(T=String(key)))
    field = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, Parent=top, F=4, P=page)
    )
    field["/T"], field["/TU"], field["/DA"] = String("nome"), String("Il nome"), String(f"{font} 9 Tf 0 g")
    field["/Rect"], field["/AP"] = Array([20, 20, 70, 40]), Dictionary(N=look)
    top["/Kids"] = Array([field])
    page["/Annots"].append(field)
    structure = pdf.Root.StructTreeRoot
    key_of_field = int(structure["/ParentTreeNextKey"])
    element = pdf.make_indirect(Dictionary(S=Name.Form, P=structure.K, Pg=page))
    element["/K"] = Dictionary(Type=Name.OBJR, Obj=field, Pg=page)
    structure.K["/K"].append(element)
    field["/StructParent"] = key_of_field
    structure["/ParentTree"]["/Nums"].extend(Array([key_of_field, element]))
    structure["/ParentTreeNextKey"] = key_of_field + 1
    pdf.Root["/AcroForm"] = Dictionary(
        Fields=Array([top]), DR=Dictionary(Font=Dictionary({font: drawn})), DA=String(f"{font} 0 Tf 0 g")
    )


def with_file(pdf: Pdf, key: str) -> None:
    data = pdf.make_stream(b"a,b", Type=Name.EmbeddedFile, Subtype=Name("/text/csv"))
    data["/Params"] = Dictionary(ModDate=String("D:20240101"))
    name = String(f"{key}-dati.csv")
    file = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec, F=name, UF=name, AFRelationship=Name.Data, EF=Dictionary(F=data, UF=data)
        )
    )
    pdf.Root["/AF"] = Array([file])
    pdf.Root.Names["/EmbeddedFiles"] = Dictionary(Names=Array([name, file]))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Two parts with layers, a form and a file each."""

    def rich(key: str, base: str) -> Callable[[Pdf], None]:
        def change(pdf: Pdf) -> None:
            with_layers(pdf, key, base=base)
            with_field(pdf, key, "/Helv")
            with_file(pdf, key)

        return change

    root = tmp_path_factory.mktemp("rich")
    parts = [
        sound_part(root / "B", "B", 1, rich("B", "/ON")),
        sound_part(root / "C", "C", 1, rich("C", "/OFF")),
    ]
    return bound(root, parts, BookFacts(BOOK, "pdf/a-3a"))


def test_it_is_sound(book: bytes, tmp_path: Path, verapdf: Callable[[Path, str], list[str]]) -> None:
    assert check_structure(book) == ()
    (tmp_path / "book.pdf").write_bytes(book)
    assert verapdf(tmp_path / "book.pdf", "3a") == verapdf(tmp_path / "book.pdf", "ua1") == []


def names(layers: Object) -> list[str]:
    return [str(layer.Name) for layer in layers]


def test_layers_are_united_and_what_was_hidden_stays_hidden(book: bytes) -> None:
    with pikepdf.open(BytesIO(book)) as pdf:
        layers = pdf.Root.OCProperties
        assert names(layers.OCGs) == names(layers.D.Order) == ["B - x", "B - y", "C - x", "C - y"]
        assert names(layers.D.OFF) == ["B - y", "C - y"]
        assert "/BaseState" not in layers.D


def test_each_part_fills_its_fields_in_its_own_font(book: bytes) -> None:
    with pikepdf.open(BytesIO(book)) as pdf:
        form = pdf.Root.AcroForm
        assert [str(field.T) for field in form.Fields] == ["B", "C"]
        assert [str(field.Kids[0].DA) for field in form.Fields] == ["/Helv 9 Tf 0 g", "/C_Helv 9 Tf 0 g"]
        assert [str(field.DA) for field in form.Fields] == ["/Helv 0 Tf 0 g", "/C_Helv 0 Tf 0 g"]
        assert set(form.DR.Font.keys()) == {"/Helv", "/C_Helv"}
        for field, page in zip(form.Fields, (pdf.pages[3], pdf.pages[5]), strict=True):
            assert field.Kids[0].P.objgen == page.obj.objgen


def test_files_are_united(book: bytes) -> None:
    with pikepdf.open(BytesIO(book)) as pdf:
        assert [str(name) for name in list(pdf.Root.Names.EmbeddedFiles.Names)[::2]] == [
            "B-dati.csv",
            "C-dati.csv",
        ]
        assert [str(file.UF) for file in pdf.Root.AF] == ["B-dati.csv", "C-dati.csv"]
