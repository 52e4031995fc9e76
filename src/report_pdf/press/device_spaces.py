"""Colour spaces of pages made elsewhere, brought back to the device spaces where these say the same."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image, ImageCms
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    PdfObject,
    StreamObject,
)

from report_pdf.binding.graft import integer
from report_pdf.messages import _
from report_pdf.press.graphics import DEVICE_SPACES

_NAMES = {count: NameObject(f"/{name}") for name, count in DEVICE_SPACES.items()}
_KEPT = frozenset({*_NAMES.values(), "/Pattern"})
_DEFAULTS = frozenset({"/DefaultGray", "/DefaultRGB", "/DefaultCMYK"})
_NOT_PAINTED = frozenset({"/Parent", "/P", "/Annots", "/ColorSpace", "/CS"})
_SAME = 6
"""of 255: what a profile's colours may differ by from sRGB's and still be the same to the eye"""
_STEPS = (0, 51, 102, 153, 204, 255)


class NotFaithful(ValueError):  # noqa: N818  # said of a page
    """Raised for what cannot be turned into print colours operator by operator; the text says why."""


def reduce_spaces(page: DictionaryObject) -> None:
    """Name by device spaces, in place, what a page and all it draws says by profiles that mean the same.

    CMYK by a profile was meant for a press as it is: its numbers are kept. Pictures keep their profiles, and
    are converted through them.

    Raises:
        NotFaithful: a colour space has no equal among the device spaces.
    """
    waiting: list[PdfObject] = [value for key, value in page.items() if key not in _NOT_PAINTED]
    seen: set[int] = set()
    while waiting:
        value = waiting.pop()
        if isinstance(value, IndirectObject):
            if value.idnum in seen:
                continue
            seen.add(value.idnum)
        found = value.get_object()
        if isinstance(found, DictionaryObject):
            is_picture = found.get("/Subtype") == "/Image"
            _reduce_in(found, is_picture=is_picture)
            waiting += [held for key, held in found.items() if key not in _NOT_PAINTED]
        elif isinstance(found, ArrayObject):
            waiting += list(found)


def _reduce_in(owner: DictionaryObject, *, is_picture: bool) -> None:
    for key in ("/ColorSpace", "/CS"):
        if key not in owner:
            continue
        space = owner[key].get_object()
        if isinstance(space, DictionaryObject):
            _reduce_named(space)
        elif isinstance(space, ArrayObject | NameObject):
            owner[NameObject(key)] = _of_picture(space) if is_picture else _reduced(space)


def _reduce_named(spaces: DictionaryObject) -> None:
    for name in list(spaces):
        space = spaces[name].get_object()
        if name in _DEFAULTS:
            _reduced(space)
            del spaces[name]
        else:
            spaces[NameObject(name)] = _reduced(space)


def _reduced(space: PdfObject | None) -> PdfObject:
    """The device space that says the same.

    Raises:
        NotFaithful: there is none.
    """
    if isinstance(space, NameObject) and space in _KEPT:
        return space
    if isinstance(space, ArrayObject) and space:
        if space[0] in _KEPT and len(space) == 1:
            return NameObject(str(space[0]))
        if space[0] == "/ICCBased" and (name := _by_profile(space[1].get_object())):
            return name
    raise NotFaithful(_why(space))


def _of_picture(space: PdfObject) -> PdfObject:
    """The same for a picture, which may keep its profile, and its palette."""
    if isinstance(space, ArrayObject) and space and space[0] == "/ICCBased":
        return _by_profile(space[1].get_object()) or space
    if isinstance(space, ArrayObject) and space and space[0] == "/Indexed":
        base = space[1].get_object()
        return ArrayObject([space[0], _of_picture(base or NullObject()), *space[2:]])
    return _reduced(space)


def _by_profile(profile: PdfObject | None) -> NameObject | None:
    if not isinstance(profile, StreamObject):
        return None
    count = integer(profile["/N"])
    is_same = count == DEVICE_SPACES["DeviceCMYK"] or _is_like_srgb(profile.get_data(), count)
    return _NAMES[count] if is_same else None


def _is_like_srgb(profile: bytes, count: int) -> bool:
    """Whether the colours of a profile are those of sRGB, or its greys."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = {1: "L", 3: "RGB"}[count]
        transform = ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB")
    except (ImageCms.PyCMSError, OSError, KeyError):
        return False
    steps = np.array(np.meshgrid(*[_STEPS] * count), np.uint8).reshape(count, -1).T
    colours = Image.fromarray(steps[None] if count > 1 else steps.T, mode)
    shown = ImageCms.applyTransform(colours, transform)
    return shown is not None and bool(
        np.abs(np.asarray(shown).astype(int) - np.asarray(colours.convert("RGB")).astype(int)).max() <= _SAME
    )


def _why(space: PdfObject | None) -> str:
    kind = str(space[0] if isinstance(space, ArrayObject) and space else space).removeprefix("/")
    if kind in {"Separation", "DeviceN"}:
        return _("it is painted in spot colours")
    return _("its colours are said by {space}, which no ink equals").format(space=kind)
