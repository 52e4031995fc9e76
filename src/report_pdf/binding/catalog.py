"""What the catalog of a part says beside its pages and structure: layers, form, files."""

from __future__ import annotations

import re

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    PdfObject,
    TextStringObject,
)

from report_pdf.binding.graft import Grafted, array, dictionary, inner, listed
from report_pdf.binding.trees import unite_names


def unite_catalogs(ours: DictionaryObject, part: Grafted, key: str) -> None:
    """Add to the catalog of the book what that of a part says; names of the part begin with its key."""
    theirs = part.catalog
    names = inner(ours, "/Names")
    for tree in ("/Dests", "/EmbeddedFiles"):
        unite_names(names, inner(theirs, "/Names"), tree)
    if not names:
        del ours["/Names"]
    if "/AF" in theirs:
        listed(ours, "/AF").extend(array(theirs["/AF"]))
    if "/OCProperties" in theirs:
        _unite_layers(ours, inner(theirs, "/OCProperties"))
    if "/AcroForm" in theirs:
        _unite_forms(inner(ours, "/AcroForm"), inner(theirs, "/AcroForm"), part, key)


def _unite_layers(ours: DictionaryObject, theirs: DictionaryObject) -> None:
    layers, shown = array(theirs["/OCGs"]), inner(theirs, "/D")
    known = inner(ours, "/OCProperties")
    state = inner(known, "/D")
    state.setdefault(NameObject("/Name"), shown.get("/Name", TextStringObject("-")))
    listed(known, "/OCGs").extend(layers)
    listed(state, "/OFF").extend(_hidden(layers, shown))
    # PDF/A wants every layer in the list that readers see (ISO 19005-2, 6.9).
    listed(state, "/Order").extend(array(shown.get("/Order", layers)))
    for key in ("/RBGroups", "/Locked"):
        if key in shown:
            listed(state, key).extend(array(shown[key]))


def _hidden(layers: ArrayObject, shown: DictionaryObject) -> list[PdfObject]:
    if shown.get("/BaseState") != "/OFF":
        return list(array(shown.get("/OFF", ArrayObject())))
    seen = array(shown.get("/ON", ArrayObject()))
    return [layer for layer in layers if layer not in seen]


def _unite_forms(ours: DictionaryObject, theirs: DictionaryObject, part: Grafted, key: str) -> None:
    fields = array(theirs["/Fields"])
    listed(ours, "/Fields").extend(fields)
    for inherited in ("/DA", "/Q"):  # of the whole form: what they say goes on for the fields of this part
        if inherited in theirs:
            for field in fields:
                dictionary(field).setdefault(NameObject(inherited), theirs[inherited])
    renamed = _unite_resources(inner(ours, "/DR"), inner(theirs, "/DR"), key)
    described = {id(field): field for field in (*part.fields, *map(dictionary, fields)) if "/DA" in field}
    for field in described.values():
        field[NameObject("/DA")] = TextStringObject(_with_names(str(field["/DA"]), renamed))


def _unite_resources(ours: DictionaryObject, theirs: DictionaryObject, key: str) -> dict[str, str]:
    """Add resources; those whose name already stands for another get the key of the part before it."""
    renamed: dict[str, str] = {}
    for kind in theirs:
        known = inner(ours, kind)
        for name, value in inner(theirs, kind).items():
            if known.get(name, value) != value:
                renamed[name] = f"/{key}_{name[1:]}"
            known[NameObject(renamed.get(name, name))] = value
    return renamed


def _with_names(appearance: str, renamed: dict[str, str]) -> str:
    """A default appearance ("/Helv 12 Tf 0 g") with the new names of its fonts."""
    return re.sub(r"/[^\s/\[\]()<>]+", lambda name: renamed.get(name[0], name[0]), appearance)
