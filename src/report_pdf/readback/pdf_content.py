"""What a page of a finished PDF paints: its marked content, and the text in each mark."""

from __future__ import annotations

import re
from binascii import unhexlify
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream, String

from report_pdf.operators import Malformed, Step, cut
from report_pdf.readback.pdf_fonts import Decoder, read_decoder

_OPERATORS = frozenset(b"BDC BMC EMC Tf Tr Tj TJ ' \" Do q Q".split())
_HEX = re.compile(rb"<((?:[0-9A-Fa-f]{2})*+)>")
_NUMBERED = re.compile(rb"<<\s*/MCID\s+(\d+)\s*>>")
_INVISIBLE = [b"3"]
"""text that is there to be searched, over a scan: its font may be missing (ISO 19005-2, 6.2.11.4.1)"""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of marked content, or of text outside any mark.

    Attributes:
        tag: "Span", "Artifact", ...; "" outside any mark.
        mcid: its number on the page; None if it has none.
        subtype: of an artifact: "Header", "Footer" or "".
        text: what is shown, as its font says it reads.
        stream: the number of the form XObject that it stands in; 0 for the page itself.
    """

    tag: str
    mcid: int | None = None
    subtype: str = ""
    text: str = ""
    stream: int = 0


@dataclass(slots=True)
class _Open:
    tag: str = ""
    mcid: int | None = None
    subtype: str = ""
    text: list[str] = field(default_factory=list)

    @property
    def says_what_it_is(self) -> bool:
        return self.mcid is not None or self.tag == "Artifact"


@dataclass(frozen=True, slots=True)
class _Painted:
    marks: tuple[Mark, ...] = ()
    outside: str = ""


@dataclass(frozen=True, slots=True)
class _Selected:
    """The font that text is shown in, and how its codes read."""

    decoder: Decoder
    font: Object | None = None


_NO_FONT = _Selected(Decoder())


class ContentReader:
    """Reads pages; forms and fonts that several pages use are read once."""

    def __init__(self) -> None:
        self._shown: dict[int, Object] = {}
        self._selected: dict[int, _Selected] = {}
        self._forms: dict[int, _Painted] = {}

    @property
    def fonts(self) -> tuple[Object, ...]:
        """All in which text was seen, in order: programs name others too, and show nothing in them."""
        return tuple(self._shown.values())

    def marks(self, page: pikepdf.Page) -> tuple[Mark, ...]:
        """The marks of a page in the order of painting; text outside them comes last, as one."""
        painted = self._read(page, _inner(page.obj, "/Resources"), 0)
        return (*painted.marks, Mark("", text=painted.outside)) if painted.outside else painted.marks

    def _read(self, content: pikepdf.Page | Object, resources: Object, stream: int) -> _Painted:
        painter = _Painter(stream, resources)
        fonts = self._fonts(resources)
        for step in _steps(content):
            match step.operator:
                case b"Tf":
                    painter.selected = fonts.get(_name(step.operands), _NO_FONT)
                case b"Do":
                    painter.paint(self._form(_name(step.operands), resources))
                case operator:
                    painter.step(operator, step.operands)
        self._shown |= painter.shown
        return painter.painted()

    def _fonts(self, resources: Object) -> dict[str, _Selected]:
        fonts = _inner(resources, "/Font")
        known = ((name, fonts[name]) for name in fonts.keys())  # noqa: SIM118  # not their values
        return {name: self._font(font) for name, font in known if isinstance(font, Dictionary)}

    def _font(self, font: Object) -> _Selected:
        number = font.objgen[0]
        if number not in self._selected or not number:
            self._selected[number] = _Selected(read_decoder(font), font)
        return self._selected[number]

    def _form(self, name: str, resources: Object) -> _Painted:
        form = _inner(resources, "/XObject").get(name)
        if not isinstance(form, Stream) or form.get("/Subtype") != "/Form":
            return _Painted()
        number = form.objgen[0]
        if number not in self._forms:
            self._forms[number] = _Painted()  # one that draws itself draws nothing more
            own = form.get("/Resources", resources)
            self._forms[number] = self._read(form, own, number)
        painted = self._forms[number]
        # A form with a key of its own is one piece of content: its element refers to the form.
        return _Painted(painted.marks) if "/StructParent" in form else painted


class _Painter:
    """What has been painted so far, and the marks that are open."""

    def __init__(self, stream: int, resources: Object) -> None:
        self.selected = _NO_FONT
        self._is_invisible = False
        self.shown: dict[int, Object] = {}
        self._stream = stream
        self._properties = _inner(resources, "/Properties")
        self._saved: list[tuple[_Selected, bool]] = []
        self._open = [_Open()]
        self._marks: list[Mark] = []

    def step(self, operator: bytes, operands: Sequence[bytes]) -> None:
        match operator:
            case b"BDC" | b"BMC":
                self._open.append(self._opened(*operands[-2:]))
            case b"EMC":
                self._close()
            case b"q":
                self._saved.append((self.selected, self._is_invisible))
            case b"Q" if self._saved:
                self.selected, self._is_invisible = self._saved.pop()
            case b"Tr":
                self._is_invisible = [*operands] == _INVISIBLE
            case b"Tj" | b"TJ" | b"'" | b'"':
                self._show(operands[-1] if operands else b"()")

    def _show(self, string: bytes) -> None:
        self._open[-1].text.append(self.selected.decoder.text(_codes(string)))
        if self.selected.font is not None and not self._is_invisible:
            self.shown.setdefault(id(self.selected), self.selected.font)

    def paint(self, form: _Painted) -> None:
        self._open[-1].text.append(form.outside)
        self._marks += form.marks

    def painted(self) -> _Painted:
        return _Painted(tuple(self._marks), "".join(self._open[0].text))

    def _opened(self, tag: bytes = b"/", written: bytes = b"") -> _Open:
        numbered = _NUMBERED.fullmatch(written)
        if numbered:
            return _Open(_read_name(tag)[1:], int(numbered[1]))
        properties = Object.parse(written) if written else None
        if isinstance(properties, Name):
            properties = self._properties.get(str(properties))
        if not isinstance(properties, Dictionary):
            return _Open(_read_name(tag)[1:])
        mcid = properties.get("/MCID")
        return _Open(
            _read_name(tag)[1:], None if mcid is None else int(mcid), str(properties.get("/Subtype", ""))[1:]
        )

    def _close(self) -> None:
        """A mark that does not say what it is, as those of layers, leaves its text to what is around it."""
        if len(self._open) == 1:
            return
        mark = self._open.pop()
        text = "".join(mark.text)
        if mark.says_what_it_is:
            self._marks.append(Mark(mark.tag, mark.mcid, mark.subtype, text, self._stream))
        else:
            self._open[-1].text.append(text)


def _inner(owner: Object, key: str) -> Object:
    """The entry as a dictionary: parts from outside may hold anything where nothing is drawn with it."""
    found = owner[key] if isinstance(owner, Dictionary) and key in owner else None
    return found if isinstance(found, Dictionary) else Dictionary()


def _steps(content: pikepdf.Page | Object) -> Iterable[Step]:
    """What `_OPERATORS` do in a content stream; a broken one is read as QPDF mends it."""
    try:
        return list(cut(_written(content), _OPERATORS))
    except Malformed:
        mended = pikepdf.parse_content_stream(content, b" ".join(_OPERATORS).decode())
        return cut(pikepdf.unparse_content_stream(mended))


def _written(content: pikepdf.Page | Object) -> bytes:
    """The bytes of a content stream, or of all those of a page."""
    found = content.obj.get("/Contents", Array()) if isinstance(content, pikepdf.Page) else content
    streams: Iterable[Object] = iter(found) if isinstance(found, Array) else iter([found])
    return b"\n".join(stream.read_bytes() for stream in streams if isinstance(stream, Stream))


def _name(operands: Sequence[bytes]) -> str:
    """The name that comes first; "" if none does."""
    return _read_name(operands[0]) if operands else ""


@lru_cache(maxsize=1024)
def _read_name(written: bytes) -> str:
    return str(Object.parse(written))


def _codes(written: bytes) -> bytes:
    """What is shown: the strings of an array, or one string."""
    in_hex = _HEX.findall(written)
    if len(in_hex) == written.count(b"<") and b"(" not in written:
        return unhexlify(b"".join(in_hex))  # nearly all: some twenty strings to a line, none made an object
    read = Object.parse(written)
    strings: Iterable[Object] = iter(read) if isinstance(read, Array) else iter([read])
    return b"".join(bytes(item) for item in strings if isinstance(item, String))
