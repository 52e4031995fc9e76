"""Spot colours: one name, one meaning in the whole book (ISO 19005-2, 6.2.4.4).

Parts are mended one by one and do not know of each other: a name that tells the mixture too is the same in
two parts only where the mixture is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256

from pikepdf import Array, Dictionary, Name, Object, ObjectSet, Pdf, Stream

from report_pdf.messages import _
from report_pdf.parts.faults import Found
from report_pdf.parts.objects.broken import BROKEN
from report_pdf.parts.objects.entries import entries, entry
from report_pdf.parts.objects.names import exact_name, is_plain, plain_name
from report_pdf.parts.objects.walks import mentioning

_PROCESS = frozenset({"/Cyan", "/Magenta", "/Yellow", "/Black", "/None"})
_EVERY_OR_NONE = frozenset({"/All", "/None"})
_LOOK_LENGTH = 6
_SEPARATION = 4
_DEVICE_N = 4
_MOST_COLORANTS = 32
_DEEPEST = 12
_MOST_PARTS = 1000


def mend_spots(pdf: Pdf) -> None:
    """Give each spot a name that tells its mixture, and each mixture one definition."""
    known: dict[str, Array] = {}
    for found in _arrays(pdf, "/Separation", _SEPARATION):
        _mend_separation(pdf, found, known)
    for found in _arrays(pdf, "/DeviceN", _DEVICE_N):
        _mend_colorants(pdf, found, known)


def _arrays(pdf: Pdf, kind: str, least: int) -> list[Array]:
    found: list[Array] = []
    for value in mentioning(pdf, re.compile(rb"%b\b" % kind.encode())):
        _collect(value, kind, least, found, 0)
    return found


def _collect(value: object, kind: str, least: int, found: list[Array], depth: int) -> None:
    if depth > _DEEPEST:
        return
    if isinstance(value, Array):
        if len(value) >= least and exact_name(value[0]) == kind:
            found.append(value)
        inner = list(value)
    else:
        inner = [each for _name, each in entries(value) if isinstance(each, Object)]
    for each in inner:
        if isinstance(each, Array | Dictionary) and not each.is_indirect:
            _collect(each, kind, least, found, depth + 1)


def _mend_separation(pdf: Pdf, found: Array, known: dict[str, Array]) -> None:
    name = exact_name(found[1])
    if not name:
        return
    if name in _EVERY_OR_NONE:
        # All inks, or none: what stands for them on a screen is black, or nothing.
        found[2], found[3] = Name.DeviceGray, _from_white_to_black()
        return
    look = sha256(_fingerprint(found[2], 0) + _fingerprint(found[3], 0)).hexdigest()[:_LOOK_LENGTH]
    base = (name if is_plain(name) else plain_name(name)).removesuffix(f".{look}")
    found[1] = Name(f"{base}.{look}")
    same = known.setdefault(exact_name(found[1]), found)
    if same is found:
        _store_alike(pdf, found)
    else:
        found[2], found[3] = same[2], same[3]


def _from_white_to_black() -> Dictionary:
    return Dictionary(FunctionType=2, Domain=[0, 1], C0=[1], C1=[0], N=1)


def _store_alike(pdf: Pdf, found: Array) -> None:
    """Equal definitions in two files are stored in the same way: a validator compares them byte by byte."""
    for place in (2, 3):
        value = found[place]
        if isinstance(value, Stream):
            value.write(value.read_bytes())
        elif isinstance(value, Array | Dictionary) and not value.is_indirect:
            found[place] = pdf.make_indirect(value)


def _is_readable(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _fingerprint(value: object, depth: int) -> bytes:
    """The same bytes for what is written the same way."""
    if depth > _DEEPEST:
        return b"..."
    if isinstance(value, Array):
        return b"[" + b" ".join(_fingerprint(each, depth + 1) for each in list(value)) + b"]"
    if isinstance(value, Dictionary | Stream):
        parts = [
            name.encode("utf-8", "surrogateescape") + b" " + _fingerprint(each, depth + 1)
            for name, each in sorted(entries(value), key=lambda pair: pair[0])
            if name not in {"/Length", "/Filter", "/DecodeParms"}
        ]
        return b"<" + b" ".join(parts) + _content(value) + b">"
    return value.unparse(resolved=True) if isinstance(value, Object) else str(value).encode()


def _content(value: object) -> bytes:
    try:
        return sha256(value.read_bytes()).digest() if isinstance(value, Stream) else b""
    except BROKEN:
        return b"?"


def _mend_colorants(pdf: Pdf, found: Array, known: dict[str, Array]) -> None:
    """Describe each spot of a DeviceN space in its attributes; viewers draw by its tint alone."""
    names = found[1]
    if not isinstance(names, Array) or not 0 < len(names) <= _MOST_COLORANTS:
        return
    attributes = found[4] if len(found) > _DEVICE_N and isinstance(found[4], Dictionary) else Dictionary()
    colorants = attributes.get("/Colorants")
    told = dict(entries(colorants))
    components = _components(attributes)
    described = Dictionary()
    for index, name in enumerate(map(exact_name, list(names))):
        if name not in _PROCESS and name not in components:
            space = _described(pdf, name, told.get(name), known)
            names[index] = space[1]
            described[exact_name(space[1])] = space
    if len(described):
        attributes["/Colorants"] = described
        if len(found) > _DEVICE_N:
            found[4] = attributes
        else:
            found.append(attributes)


def _described(pdf: Pdf, name: str, told: object, known: dict[str, Array]) -> Array:
    """A Separation space for a spot of a DeviceN space: one of the file, else one that says black."""
    if isinstance(told, Array) and len(told) >= _SEPARATION and exact_name(told[0]) == "/Separation":
        return told
    base = name if is_plain(name) else plain_name(name)
    for known_name, space in sorted(known.items(), key=lambda pair: pair[0]):
        if known_name.rpartition(".")[0] == base:
            return space
    space = Array([Name.Separation, Name(base), Name.DeviceGray, _from_white_to_black()])
    _mend_separation(pdf, space, known)
    return space


def _told(found: Array) -> set[str]:
    """The colorants that the attributes of a DeviceN space describe."""
    attributes = found[4] if len(found) > _DEVICE_N else None
    return {name for name, _value in entries(entry(attributes, "/Colorants"))} | _components(attributes)


def _components(attributes: object) -> set[str]:
    listed = entry(entry(attributes, "/Process"), "/Components")
    return {exact_name(value) for value in (list(listed) if isinstance(listed, Array) else [])}


def spot_faults(space: object) -> Iterator[Found]:
    """Spot colours of a colour space that have no name, or that it does not describe."""
    for found in _arrays_in(space, "/Separation", _SEPARATION):
        if not exact_name(found[1]) or not _is_readable(exact_name(found[1])):
            yield "6.1.8", _("a spot colour has a name that is no text")
    for found in _arrays_in(space, "/DeviceN", _DEVICE_N):
        names = [exact_name(value) for value in list(found[1])] if isinstance(found[1], Array) else [""]
        if len(names) > _MOST_COLORANTS or set(names) - _PROCESS - _told(found):
            yield "6.2.4.4", _("a mixture of spot colours does not say what they are")


def spot_looks(space: object) -> Iterator[tuple[str, bytes]]:
    """The name of each spot colour in a colour space, and what tells its definition from others."""
    for found in _arrays_in(space, "/Separation", _SEPARATION):
        yield exact_name(found[1]), _fingerprint(found[2], 0) + _fingerprint(found[3], 0)


def mixed_twice(name: str) -> Found:
    """The fault of a spot colour with two definitions."""
    message = _("the spot colour {name} is mixed in two ways")
    return "6.2.4.4", message.format(name=name[1:] if is_plain(name) else plain_name(name)[2:])


def _arrays_in(space: object, kind: str, least: int) -> list[Array]:
    """The colour spaces of a kind in a colour space, wherever they are kept."""
    seen, found, waiting = ObjectSet(), list[Array](), [space]
    while waiting and len(seen) < _MOST_PARTS:
        value = waiting.pop()
        if not isinstance(value, Array | Dictionary) or not seen.add(value):
            continue
        if isinstance(value, Array) and len(value) >= least and exact_name(value[0]) == kind:
            found.append(value)
        waiting += list(value) if isinstance(value, Array) else [each for _name, each in entries(value)]
    return found
