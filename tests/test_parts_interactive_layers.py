from __future__ import annotations

import pytest
from part_input import drawn_part
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from report_pdf.parts.interactive.layers import normalise_layers


def layered(state: str) -> Pdf:
    """Layers "a" and "b"; in the state the names /a and /b stand for them."""
    pdf = drawn_part(b"")
    layers = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in "ab"]
    for layer, seen in zip(layers, ("OFF", "ON"), strict=True):
        layer["/Usage"] = Dictionary(View=Dictionary(ViewState=Name(f"/{seen}")))
    by_name = dict(zip(("/a", "/b"), layers, strict=True))
    properties = Object.parse(f"<< /D << {state} >> /Configs [ << >> ] >>".encode())
    shown = properties["/D"]
    for owner in (shown, *(each for each in shown.get("/AS", []) if isinstance(each, Dictionary))):
        for key in ("/ON", "/OFF", "/OCGs"):
            if isinstance(owner.get(key), Array):
                owner[key] = Array([by_name[str(name)] for name in owner[key]])
    pdf.Root["/OCProperties"] = properties
    properties["/OCGs"] = Array([*layers, 3, Dictionary()])
    normalise_layers(pdf, "Allegato B")
    return pdf


@pytest.mark.parametrize(
    ("state", "hidden"),
    [
        ("", ""),
        ("/OFF [/a]", "a"),
        ("/BaseState /OFF", "ab"),
        ("/BaseState /OFF /ON [/a]", "b"),
        ("/AS [ << /Event /View /Category [/View] /OCGs [/a /b] >> ]", "a"),
        ("/OFF [/b] /AS [ << /Event /View /Category [/View] /OCGs [/a /b] >> ]", "a"),
        ("/AS [ << /Event /Print /Category [/Print] /OCGs [/a] >> ]", ""),
        ("/OFF 3 /AS [ 3 ]", ""),
    ],
)
def test_what_is_hidden_stays_hidden(state: str, hidden: str) -> None:
    pdf = layered(state)
    shown = pdf.Root.OCProperties.D
    assert "".join(str(layer.Name)[-1] for layer in shown.get("/OFF", Array())) == hidden
    assert set(shown.keys()) <= {"/Name", "/Order", "/OFF"}


def test_names_say_whose_layers_they_are() -> None:
    pdf = layered("")
    properties = pdf.Root.OCProperties
    assert [str(layer.Name) for layer in properties.OCGs] == ["Allegato B - a", "Allegato B - b"]
    assert str(properties.D.Order[0]) == "Allegato B"
    assert [layer.objgen for layer in properties.D.Order[1]] == [layer.objgen for layer in properties.OCGs]
    assert not any("/Usage" in layer for layer in properties.OCGs)
    assert "/Configs" not in properties


def test_layers_that_are_none_go() -> None:
    pdf = drawn_part(b"")
    pdf.Root["/OCProperties"] = Dictionary(OCGs=3)
    normalise_layers(pdf, "Allegato B")
    assert "/OCProperties" not in pdf.Root
