"""Spot colours: one name, one meaning in the whole file (ISO 19005-2, 6.2.4.4)."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from pikepdf import Array, Dictionary, Name, Object, ObjectSet, Pdf, Stream

from report_pdf.messages import _
from report_pdf.parts.archival_faults import Found
from report_pdf.parts.archival_objects import BROKEN, entries, exact_name, indirect, is_plain, plain_name
from report_pdf.parts.objects import entry

_PROCESS = frozenset({"/Cyan", "/Magenta", "/Yellow", "/Black", "/None"})
_SEPARATION = 4
_DEVICE_N = 4
_MOST_COLORANTS = 32
_DEEPEST = 12
_MOST_PARTS = 1000


def mend_spots(pdf: Pdf) -> None:
    """Give spots of one name one definition; those that look otherwise get another name."""
    known: dict[str, dict[bytes, Array]] = {}
    for found in _arrays(pdf, "/Separation", _SEPARATION):
        _mend_separation(pdf, found, known)
    for found in _arrays(pdf, "/DeviceN", _DEVICE_N):
        _mend_colorants(pdf, found, known)


def _arrays(pdf: Pdf, kind: str, least: int) -> list[Array]:
    found: list[Array] = []
    for value in indirect(pdf):
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


def _mend_separation(pdf: Pdf, found: Array, known: dict[str, dict[bytes, Array]]) -> None:
    name = exact_name(found[1])
    if not name:
        return
    if not _is_readable(name):
        name = plain_name(name)
        found[1] = Name(name)
    look = _fingerprint(found[2], 0) + _fingerprint(found[3], 0)
    looks = known.setdefault(name, {})
    same = looks.get(look)
    if same is not None:
        found[1], found[2], found[3] = same[1], same[2], same[3]
        return
    if looks and name != "/All":
        found[1] = Name(f"{name}.{len(looks) + 1}")
    for place in (2, 3):
        if isinstance(found[place], Array | Dictionary) and not found[place].is_indirect:
            found[place] = pdf.make_indirect(found[place])
    looks[look] = found


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
    return value.unparse() if isinstance(value, Object) else str(value).encode()


def _content(value: object) -> bytes:
    try:
        return sha256(value.read_bytes()).digest() if isinstance(value, Stream) else b""
    except BROKEN:
        return b"?"


def _mend_colorants(pdf: Pdf, found: Array, known: dict[str, dict[bytes, Array]]) -> None:
    """Describe each spot of a DeviceN space in its attributes; viewers draw by its tint alone."""
    names = found[1]
    if not isinstance(names, Array) or not 0 < len(names) <= _MOST_COLORANTS:
        return
    for index, value in enumerate(list(names)):
        if not _is_readable(exact_name(value)):
            names[index] = Name(plain_name(exact_name(value)))
    missing = [exact_name(value) for value in list(names) if exact_name(value) not in _PROCESS | _told(found)]
    if not missing:
        return
    attributes = found[4] if len(found) > _DEVICE_N and isinstance(found[4], Dictionary) else Dictionary()
    colorants = attributes.get("/Colorants")
    told = colorants if isinstance(colorants, Dictionary) else Dictionary()
    for name in missing:
        told[name] = _separation(pdf, name, known)
    attributes["/Colorants"] = told
    if len(found) > _DEVICE_N:
        found[4] = attributes
    else:
        found.append(attributes)


def _separation(pdf: Pdf, name: str, known: dict[str, dict[bytes, Array]]) -> Array:
    looks = known.setdefault(name, {})
    if not looks:
        tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1], C1=[0], N=1)
        looks[b""] = Array([Name.Separation, Name(name), Name.DeviceGray, pdf.make_indirect(tint)])
    return next(iter(looks.values()))


def _told(found: Array) -> set[str]:
    """The colorants that the attributes of a DeviceN space describe."""
    attributes = found[4] if len(found) > _DEVICE_N else None
    names = {name for name, _value in entries(entry(attributes, "/Colorants"))}
    components = entry(entry(attributes, "/Process"), "/Components")
    return names | {
        exact_name(value) for value in (list(components) if isinstance(components, Array) else [])
    }


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
