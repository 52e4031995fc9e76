"""Pictures, forms and graphics states: what only presses used is left out (ISO 19005-2, 6.2.5 to 6.2.10)."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from report_pdf.messages import _
from report_pdf.parts.archival.jpx import is_archival_jpx
from report_pdf.parts.archival.storage import filters_of
from report_pdf.parts.archival.syntax import INTENTS
from report_pdf.parts.content.walk import Content
from report_pdf.parts.faults import Found
from report_pdf.parts.objects.broken import BROKEN
from report_pdf.parts.objects.entries import entry
from report_pdf.parts.objects.names import exact_name
from report_pdf.parts.objects.walks import indirect

_BLENDS = frozenset(
    f"/{name}"
    for name in (
        *(
            "Normal",
            "Compatible",
            "Multiply",
            "Screen",
            "Overlay",
            "Darken",
            "Lighten",
            "ColorDodge",
            "ColorBurn",
        ),
        *("HardLight", "SoftLight", "Difference", "Exclusion", "Hue", "Saturation", "Color", "Luminosity"),
    )
)
_DEPTHS = frozenset({1, 2, 4, 8, 16})
# Old print servers, halftones and pictures in place of pictures: no viewer draws them.
_PRESS_ONLY_IMAGE = ("/Alternates", "/OPI", "/Interpolate")
_PRESS_ONLY_FORM = ("/OPI", "/PS", "/Ref")
_PRESS_ONLY_STATE = ("/HTP", "/HT")
_IDENTITY = frozenset({"/Identity", "/Default"})


def mend_graphics(pdf: Pdf) -> None:
    """Leave out what no viewer draws; say in allowed words what viewers understand anyway."""
    for page in pdf.pages:
        if "/PresSteps" in page.obj:
            del page.obj["/PresSteps"]
    for found in indirect(pdf):
        if isinstance(found, Stream):
            _mend_stream(found)


def _mend_stream(stream: Stream) -> None:
    kind = exact_name(entry(stream, "/Subtype"))
    if kind == "/Image":
        mend_image(stream)
    elif kind == "/Form":
        _drop(stream, _PRESS_ONLY_FORM)
        if exact_name(entry(stream, "/Subtype2")):
            del stream["/Subtype2"]
    elif kind == "/PS":
        # Only a PostScript printer would draw it.
        stream.write(b"")
        stream["/Subtype"] = Name.Form
        stream["/BBox"] = Array([0, 0, 1, 1])
        stream["/Resources"] = Dictionary()


def _drop(owner: Stream | Dictionary, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in owner:
            del owner[key]


def mend_image(image: Stream) -> None:
    """Leave out of an image what no viewer draws."""
    _drop(image, _PRESS_ONLY_IMAGE)
    intent = entry(image, "/Intent")
    if intent is not None and exact_name(intent) not in INTENTS:
        del image["/Intent"]
    if entry(image, "/ImageMask") is True and entry(image, "/BitsPerComponent") != 1:
        image["/BitsPerComponent"] = 1


def mend_states(content: Content) -> None:
    """Leave out of the graphics states that a content stream sets what only presses used."""
    for name in content.scan.used["/ExtGState"] if content.scan else ():
        state = content.resource("/ExtGState", name)
        if isinstance(state, Dictionary):
            _mend_state(state)


def _mend_state(state: Dictionary) -> None:
    _drop(state, _PRESS_ONLY_STATE)
    for key in ("/TR", "/TR2"):
        if key in state and _is_identity(state[key]):
            del state[key]
    if "/RI" in state and exact_name(state["/RI"]) not in INTENTS:
        state["/RI"] = Name.RelativeColorimetric
    # It has a meaning for DeviceCMYK alone (ISO 32000-1, 11.7.4.3), of which none is left.
    if entry(state, "/OPM") not in (None, 0):
        state["/OPM"] = 0
    if "/BM" in state:
        _mend_blend(state)


def _is_identity(function: object) -> bool:
    values = list(function) if isinstance(function, Array) else [function]
    return all(exact_name(value) in _IDENTITY for value in values)


def _mend_blend(state: Dictionary) -> None:
    """Viewers take the first blend mode that they know, or none."""
    value = state["/BM"]
    names = [exact_name(each) for each in (list(value) if isinstance(value, Array) else [value])]
    known = next((name for name in names if name in _BLENDS), "/Normal")
    if names != [known] or isinstance(value, Array):
        state["/BM"] = Name(known)


def drawing_faults(stream: Stream) -> Iterator[Found]:
    """What cannot be archived of a picture or form."""
    kind = exact_name(entry(stream, "/Subtype"))
    forbidden = {"/Image": _PRESS_ONLY_IMAGE, "/Form": (*_PRESS_ONLY_FORM, "/Subtype2")}.get(kind)
    if forbidden is None or any(key in stream for key in forbidden):
        yield "6.2.9", _("a drawing has parts meant for a printer alone")
    if kind == "/Image":
        yield from _image_faults(stream)


def state_faults(state: object) -> Iterator[Found]:
    """What cannot be archived of a graphics state."""
    if not isinstance(state, Dictionary):
        yield "6.2.5", _("a drawing asks for something that is not what it says")
        return
    if any(key in state for key in ("/TR", "/TR2")):
        yield "6.2.5", _("colours are changed by a curve meant for one printer")
    if any(key in state for key in _PRESS_ONLY_STATE) or entry(state, "/OPM") not in (None, 0):
        yield "6.2.5", _("a drawing has parts meant for a printer alone")
    if "/RI" in state and exact_name(state["/RI"]) not in INTENTS:
        yield "6.2.6", _("a drawing asks for colours in a way that is not known")
    if "/BM" in state and exact_name(state["/BM"]) not in _BLENDS:
        yield "6.2.10", _("colours are mixed in a way that is not known")


def _image_faults(image: Stream) -> Iterator[Found]:
    if "/JPXDecode" in filters_of(image):
        if not _is_archival_jpx(image):
            yield "6.2.8.3", _("a picture is stored in a kind of JPEG 2000 that archives refuse")
    elif entry(image, "/BitsPerComponent") not in {None, *_DEPTHS}:
        yield "6.2.8", _("a picture has a number of colour levels that archives refuse")
    mask, soft = entry(image, "/Mask"), entry(image, "/SMask")
    if isinstance(mask, Stream) and entry(mask, "/BitsPerComponent") not in (None, 1):
        yield "6.2.8", _("the mask of a picture has more than two levels")
    for other in (mask, soft):
        if isinstance(other, Stream):
            yield from _mask_faults(other)
    if exact_name(entry(image, "/Intent")) not in INTENTS | {""}:
        yield "6.2.6", _("a picture asks for colours in a way that is not known")


def _mask_faults(mask: Stream) -> Iterator[Found]:
    if "/Mask" in mask or "/SMask" in mask:
        yield "6.2.8", _("the mask of a picture has a mask of its own")
    else:
        yield from drawing_faults(mask)


def _is_archival_jpx(image: Stream) -> bool:
    try:
        return is_archival_jpx(image.read_raw_bytes(), has_space="/ColorSpace" in image)
    except BROKEN:
        return False
