"""Layers of a part: what is hidden stays hidden; nothing switches by itself (ISO 19005-2, 6.9)."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Pdf, String

from report_pdf.parts.objects.entries import Identity, array, dictionary, entry, identity, listed
from report_pdf.parts.objects.names import name
from report_pdf.parts.objects.values import text


def normalise_layers(pdf: Pdf, called: str) -> None:
    """Leave one state of the layers, which all have names that begin with `called`."""
    properties = dictionary(pdf.Root, "/OCProperties")
    if "/OCProperties" in pdf.Root:
        del pdf.Root["/OCProperties"]
    layers = _layers(properties)
    if not layers:
        return
    hidden = _hidden(dictionary(properties, "/D"), layers)
    for layer in layers.values():
        plain = " ".join(text(entry(layer, "/Name")).split())
        layer["/Name"] = String(f"{called} - {plain}" if plain else called)
        if "/Usage" in layer:
            del layer["/Usage"]
    shown = Dictionary(Name=String(called), Order=Array([String(called), Array(layers.values())]))
    if off := [layer for number, layer in layers.items() if number in hidden]:
        shown["/OFF"] = Array(off)
    pdf.Root["/OCProperties"] = Dictionary(OCGs=Array(layers.values()), D=shown)


def _layers(properties: Dictionary) -> dict[Identity, Dictionary]:
    return {
        identity(layer): layer
        for layer in array(properties, "/OCGs")
        if isinstance(layer, Dictionary) and layer.is_indirect
    }


def _hidden(state: Dictionary, layers: dict[Identity, Dictionary]) -> set[Identity]:
    """The layers that a viewer does not show when it opens the file."""
    is_off = name(entry(state, "/BaseState")) == "OFF"
    hidden = set(layers) - _numbers(state, "/ON") if is_off else _numbers(state, "/OFF")
    for layer, visible in _automatic(state).items():
        hidden = hidden - {layer} if visible else hidden | {layer}
    return hidden


def _numbers(state: Dictionary, key: str) -> set[Identity]:
    return {identity(each) for each in array(state, key) if isinstance(each, Dictionary)}


def _automatic(state: Dictionary) -> dict[Identity, bool]:
    """The layers whose own usage says whether they are seen on screen (ISO 32000-1, 8.11.4.4)."""
    result: dict[Identity, bool] = {}
    for event in array(state, "/AS"):
        is_view = name(entry(event, "/Event")) == "View"
        if is_view and "View" in {name(each) for each in listed(entry(event, "/Category"))}:
            for layer in array(event, "/OCGs"):
                says = name(entry(dictionary(dictionary(layer, "/Usage"), "/View"), "/ViewState"))
                if isinstance(layer, Dictionary) and says:
                    result[identity(layer)] = says != "OFF"
    return result
