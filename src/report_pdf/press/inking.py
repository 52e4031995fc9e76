"""All that a file paints turned into inks: pages, forms, patterns, glyphs, masks, each once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

from report_pdf.binding.graft import add, array, number, put
from report_pdf.operators import Malformed
from report_pdf.press.graphics import DEVICE_SPACES
from report_pdf.press.inks import Conversion, Ink, Luminosity
from report_pdf.press.recolour import KNOCKOUT, OVERPRINT, Recoloured, recolour
from report_pdf.press.shadings import NoInk, ink_shading

Pictures = Callable[[StreamObject], None]
"""Turns a picture into inks, in place; raises `NoInk` for one that cannot be."""


@dataclass(slots=True)
class Inked:
    """What is known of a stream that was turned into inks.

    Attributes:
        inherits: in which colours of what draws it it paints: "fill", "stroke".
        is_transparent: whether something in it lets what lies below be seen.
        groups: all within it that is painted as a group.
    """

    inherits: Collection[str] = ()
    is_transparent: bool = False
    groups: list[DictionaryObject] = field(default_factory=list)

    def take_in(self, inner: Inked) -> None:
        """Add what is known of something drawn within."""
        self.is_transparent |= inner.is_transparent
        self.groups += inner.groups


class Inking:
    """The work on one file.

    Attributes:
        without_ink: what has no ink: index of the page where it was met first, the colour as written.
    """

    def __init__(self, writer: PdfWriter, conversion: Conversion, pictures: Pictures) -> None:
        self._writer = writer
        self._conversion = conversion
        self._pictures = pictures
        self._done: dict[int, Inked] = {}
        self._states: dict[str, PdfObject] = {}
        self._plates: dict[str, PdfObject] = {}
        self._page = 0
        self._pages: list[Inked] = []
        self.without_ink: dict[tuple[int, str], None] = {}

    def page(self, index: int, page: DictionaryObject, content: bytes) -> bytes:
        """The content of a page in inks; its resources are turned with it.

        Args:
            index: of the page, from 0.
            page: the page.
            content: its decoded content.
        """
        self._page = index
        inked, recoloured = self._stream(page, DictionaryObject(), content, is_page=True)
        inked.groups.append(page)
        self._pages.append(inked)
        return recoloured.content

    def settle_groups(self) -> None:
        """Take away the groups that nothing needs, once all pages are done; blend the others in CMYK."""
        needed = {id(group) for page in self._pages if page.is_transparent for group in page.groups}
        for page in self._pages:
            for owner in page.groups:
                if id(owner) not in needed:
                    owner.pop("/Group", None)
                elif "/Group" in owner:
                    _dictionary(owner["/Group"])[NameObject("/CS")] = NameObject("/DeviceCMYK")

    def _stream(
        self,
        owner: DictionaryObject,
        outer: DictionaryObject,
        content: bytes,
        *,
        is_page: bool,
        conversion: Conversion | None = None,
    ) -> tuple[Inked, Recoloured]:
        """Turn one content stream and what it uses; `outer` are the resources of what draws it."""
        own = _dictionary(owner["/Resources"]) if "/Resources" in owner else outer
        inked = Inked()
        around = _Surroundings(self, own, inked)
        used_conversion = conversion or self._conversion
        recoloured = recolour(content, used_conversion, around, is_page=is_page, overprint=conversion is None)
        inked.inherits = recoloured.inherits
        for colour in recoloured.without_ink:
            self.refuse(colour)
        self._resources(owner, own, recoloured, inked, used_conversion)
        return inked, recoloured

    def refuse(self, colour: str) -> None:
        """Remember what has no ink."""
        self.without_ink.setdefault((self._page, colour))

    def _resources(
        self,
        owner: DictionaryObject,
        own: DictionaryObject,
        recoloured: Recoloured,
        inked: Inked,
        conversion: Conversion,
    ) -> None:
        """Leave to a stream what it uses, in inks."""
        kept = DictionaryObject()
        for kind, names in sorted(recoloured.used.items()):
            found = _entries(own, kind)
            chosen = DictionaryObject()
            for name in sorted(names):
                made = self._made(kind, name)
                if made is not None:
                    chosen[NameObject(name)] = made
                elif name in found:
                    chosen[NameObject(name)] = found.raw_get(name)
                    self._use(kind, found[name], own, inked, conversion)
            kept[NameObject(kind)] = chosen
        owner[NameObject("/Resources")] = kept

    def _made(self, kind: str, name: str) -> PdfObject | None:
        """What was not there before: the states of overprinting, the plates of spot colours."""
        if kind == "/ExtGState" and name in {OVERPRINT, KNOCKOUT}:
            if name not in self._states:
                self._states[name] = add(self._writer, _overprint(on=name == OVERPRINT))
            return self._states[name]
        return self._plates.get(name) if kind == "/ColorSpace" else None

    def _use(
        self, kind: str, found: PdfObject, own: DictionaryObject, inked: Inked, conversion: Conversion
    ) -> None:
        found = _dictionary(found)
        if kind == "/Pattern":
            inked.take_in(self._pattern(found, own, conversion))
        elif kind == "/Shading":
            self._shading(found, conversion)
        elif kind == "/Font" and found.get("/Subtype") == "/Type3":
            for glyph in _entries(found, "/CharProcs").values():
                inked.take_in(self.form(_stream(glyph), own, found))
        elif kind == "/ExtGState":
            inked.is_transparent |= _is_transparent(found)
            if mask := _entries(found, "/SMask"):
                self._mask(_stream(mask["/G"]), own, is_luminosity=str(mask["/S"]) == "/Luminosity")

    def _pattern(self, pattern: DictionaryObject, own: DictionaryObject, conversion: Conversion) -> Inked:
        if isinstance(pattern, StreamObject):
            return self.form(pattern, own, is_page=True, conversion=conversion)
        if "/Shading" in pattern:
            self._shading(_dictionary(pattern["/Shading"]), conversion)
        return Inked()

    def _shading(self, shading: DictionaryObject, conversion: Conversion) -> None:
        try:
            ink_shading(shading, conversion)
        except NoInk as refused:
            self.refuse(str(refused))

    def _mask(self, group: StreamObject, own: DictionaryObject, *, is_luminosity: bool) -> None:
        """A mask is a group for ever; what it paints is seen through it alone."""
        self.form(group, own, is_page=True, conversion=Luminosity() if is_luminosity else None)
        if "/Group" in group:
            _dictionary(group["/Group"])[NameObject("/CS")] = NameObject("/DeviceCMYK")

    def form(
        self,
        form: StreamObject,
        outer: DictionaryObject,
        owner: DictionaryObject | None = None,
        *,
        is_page: bool = False,
        conversion: Conversion | None = None,
    ) -> Inked:
        """Turn a form, pattern, glyph or mask into inks.

        Args:
            form: its stream.
            outer: the resources of what draws it, for one without its own.
            owner: what has its resources, if it is not the stream itself.
            is_page: whether it begins in black.
            conversion: how colours become inks, if not as on pages.
        """
        number = form.indirect_reference.idnum if form.indirect_reference else -id(form)
        if number not in self._done:
            self._done[number] = Inked()  # what draws itself is drawn once
            inked, recoloured = self._stream(
                owner if owner is not None else form,
                outer,
                form.get_data(),
                is_page=is_page,
                conversion=conversion,
            )
            put(form, recoloured.content)
            if "/Group" in form:
                inked.groups.append(form)
            self._done[number] = inked
        return self._done[number]

    def picture(self, picture: StreamObject) -> Inked:
        """Turn a picture into inks."""
        number = picture.indirect_reference.idnum if picture.indirect_reference else -id(picture)
        if number not in self._done:
            is_mask = picture.get("/ImageMask") == BooleanObject(True)  # noqa: FBT003  # what a PDF object holds
            self._done[number] = Inked(["fill"] if is_mask else (), is_transparent="/SMask" in picture)
            picture.pop("/Interpolate", None)
            try:
                if not is_mask:
                    self._pictures(picture)
            except NoInk as refused:
                self.refuse(str(refused))
        return self._done[number]

    def plate(self, ink: Ink) -> str:
        """The name of the Separation space of a spot colour."""
        for name, plate in self._plates.items():
            if array(plate)[1] == f"/{ink.plate}":
                return name
        name = f"/PressPlate{len(self._plates)}"
        self._plates[name] = add(self._writer, _separation(ink))
        return name


class _Surroundings:
    """The resources of one stream, as the recolouring sees them."""

    def __init__(self, inking: Inking, resources: DictionaryObject, inked: Inked) -> None:
        self._inking = inking
        self._resources = resources
        self._inked = inked

    def space(self, name: str) -> str:
        family = name.removeprefix("/")
        if family in {*DEVICE_SPACES, "Pattern"}:
            return family
        found = _entry(_entries(self._resources, "/ColorSpace"), name)
        found = found[0] if isinstance(found, ArrayObject) and found else found
        return str(found).removeprefix("/")

    def alphas(self, name: str) -> Mapping[str, float]:
        state = _entries(_entries(self._resources, "/ExtGState"), name)
        return {key: number(state[key]) for key in ("/ca", "/CA") if key in state}

    def draws(self, name: str) -> Collection[str]:
        found = _entry(_entries(self._resources, "/XObject"), name)
        if not isinstance(found, StreamObject):
            return ()
        if found.get("/Subtype") == "/Image":
            inked = self._inking.picture(found)
        else:
            inked = self._inking.form(found, self._resources)
        self._inked.take_in(inked)
        return inked.inherits

    def plate(self, ink: Ink) -> str:
        return self._inking.plate(ink)


def _overprint(*, on: bool) -> DictionaryObject:
    """Only what is filled overprints, and of that only what its colour leaves blank (ISO 32000-1, 8.6.7)."""
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/ExtGState"),
            NameObject("/OP"): BooleanObject(False),  # noqa: FBT003  # what a PDF object holds
            NameObject("/op"): BooleanObject(on),
            NameObject("/OPM"): NumberObject(int(on)),
        }
    )


def _separation(ink: Ink) -> ArrayObject:
    """A plate of its own, and what it looks like where there is none (ISO 32000-1, 8.6.6.4)."""
    looks = DictionaryObject(
        {
            NameObject("/FunctionType"): NumberObject(2),
            NameObject("/Domain"): ArrayObject([NumberObject(0), NumberObject(1)]),
            NameObject("/C0"): ArrayObject([NumberObject(0)] * 4),
            NameObject("/C1"): ArrayObject([FloatObject(part) for part in ink.cmyk]),
            NameObject("/N"): NumberObject(1),
        }
    )
    name = NameObject(f"/{ink.plate}")
    return ArrayObject([NameObject("/Separation"), name, NameObject("/DeviceCMYK"), looks])


def _is_transparent(state: DictionaryObject) -> bool:
    alphas = (number(state[key]) for key in ("/ca", "/CA") if key in state)
    blends = state.get("/BM", "/Normal") not in {"/Normal", "/Compatible"}
    return blends or bool(_entries(state, "/SMask")) or any(alpha < 1 for alpha in alphas)


def _entry(owner: DictionaryObject, key: str) -> PdfObject | None:
    """What an entry leads to; pypdf's own `get` stops at the reference."""
    return owner[key].get_object() if key in owner else None


def _entries(owner: DictionaryObject, key: str) -> DictionaryObject:
    found = _entry(owner, key)
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _dictionary(value: PdfObject) -> DictionaryObject:
    found = value.get_object()
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _stream(value: PdfObject) -> StreamObject:
    found = value.get_object()
    if not isinstance(found, StreamObject):
        raise Malformed(str(found))
    return found
