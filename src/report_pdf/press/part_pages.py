"""Pages made elsewhere in print colours: as they were drawn where that is faithful, else as pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
)

from report_pdf.binding.graft import add, array, dictionary, inner, number, sound_files
from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.operators import Malformed
from report_pdf.parts.part import PreparedPart
from report_pdf.press.device_spaces import NotFaithful, reduce_spaces
from report_pdf.press.finish import content_of
from report_pdf.press.images import WANTED_PPI, PressPictures
from report_pdf.press.inking import Inking
from report_pdf.press.placements import Placement, placements
from report_pdf.press.profile_inks import ProfileInks
from report_pdf.press.sheet import move_patterns

_BOXES = ("/MediaBox", "/CropBox", "/TrimBox")
_OF_A_PAGE = frozenset({"/Type", "/Parent", "/Resources", "/Contents", "/Group", *_BOXES})


@dataclass(frozen=True, slots=True)
class PartPages:
    """The pages of a part for the press.

    Attributes:
        pdf: a file of them in inks; upright, the MediaBox is all that is shown.
        findings: how they were turned into print colours, and what is too coarse.
    """

    pdf: bytes
    findings: tuple[Finding, ...]


def part_pages(
    part: PreparedPart, inks: ProfileInks, labels: tuple[str, ...], *, is_upright: bool
) -> PartPages:
    """Turn the pages of a part into print colours.

    Args:
        part: prepared for the press; it has pages.
        inks: how colours become inks.
        labels: of its pages, for findings.
        is_upright: whether the book is higher than wide: wide pages are laid on their side, head to the left.
    """
    assert part.pdf is not None  # noqa: S101  # only parts with pages are bound
    source = part.pdf.read_bytes()

    def where(place: Placement) -> Where:
        return Where(part.request.file, page=labels[place.page], at_mm=place.at_mm)

    drawn: dict[int, str] = {}
    with sound_files():
        while True:
            attempt = _Attempt(source, drawn, inks, where)
            if not attempt.refused:
                break
            drawn |= attempt.refused  # and anew: what a refused page shares with others was half done
        for page in attempt.pages.pages if is_upright else ():
            _lay_on_side(attempt.pages, page)
        file = BytesIO()
        attempt.pages.write(file)
    return PartPages(file.getvalue(), (*_told(part, labels, drawn), *attempt.coarse))


class _Attempt:
    """The pages in inks, some as pictures.

    Attributes:
        pages: they.
        refused: indexes of others that must be pictures, and why; then the pages are worth nothing.
        coarse: what is too coarse on them.
    """

    def __init__(
        self, source: bytes, drawn: Mapping[int, str], inks: ProfileInks, where: Callable[[Placement], Where]
    ) -> None:
        self.pages = PdfWriter(clone_from=BytesIO(source))
        self.refused: dict[int, str] = {}
        self.coarse: list[Finding] = []
        contents = []
        for index, page in enumerate(self.pages.pages):
            page[NameObject("/TrimBox")] = ArrayObject(array(page["/MediaBox"]))
            contents.append(b"" if index in drawn else self._bared(index, page))
        if self.refused:
            return
        pictures = PressPictures(inks, placements(self.pages, contents), where, "data")
        self.coarse = pictures.findings
        inking = Inking(self.pages, inks, pictures)
        for index, page in enumerate(self.pages.pages):
            if index not in drawn:
                self._ink(index, page, contents[index], inking)
        inking.settle_groups()
        with pypdfium2.PdfDocument(source) as shown:
            for index in drawn:
                _show(self.pages, self.pages.pages[index], _picture(shown, index, inks))
        for index, colour in inking.without_ink:
            self.refused.setdefault(index, _("{colour} on it has no equal in inks").format(colour=colour))

    def _bared(self, index: int, page: DictionaryObject) -> bytes:
        """Leave of a page what is printed of it; its content."""
        if _has_drawn_annotations(page):
            self.refused[index] = _("comments or fields lie on it")
        for key in page.keys() - _OF_A_PAGE:
            del page[key]
        try:
            reduce_spaces(page)
        except NotFaithful as why:
            self.refused[index] = str(why)
        return content_of(page)

    def _ink(self, index: int, page: DictionaryObject, content: bytes, inking: Inking) -> None:
        try:
            inked = inking.page(index, page, content)
        except Malformed:
            self.refused[index] = _("it cannot be read operator by operator")
        else:
            page[NameObject("/Contents")] = _stream(self.pages, inked)


def _has_drawn_annotations(page: DictionaryObject) -> bool:
    """Whether something is to be seen on a page that is no part of it."""
    annotations = map(dictionary, array(page["/Annots"]) if "/Annots" in page else ())
    return any(one.get("/Subtype") not in {"/Link", "/Popup"} or "/AP" in one for one in annotations)


def _picture(shown: pypdfium2.PdfDocument, index: int, inks: ProfileInks) -> Image.Image:
    page = shown[index]
    try:
        picture = page.render(scale=WANTED_PPI / 72, rev_byteorder=True).to_pil().convert("RGB")
    finally:
        page.close()
    return inks.picture(picture, inks.limit - 1)


def _show(pages: PdfWriter, page: DictionaryObject, picture: Image.Image) -> None:
    """Show a picture and nothing else."""
    width, height = (float(side) for side in array(page["/MediaBox"])[2:])
    image = DecodedStreamObject()
    image.set_data(picture.tobytes())
    entries = {"/Width": picture.width, "/Height": picture.height, "/BitsPerComponent": 8}
    image.update({NameObject(key): NumberObject(value) for key, value in entries.items()})
    names = {"/Type": "/XObject", "/Subtype": "/Image", "/ColorSpace": "/DeviceCMYK"}
    image.update({NameObject(key): NameObject(value) for key, value in names.items()})
    for key in page.keys() - {"/Type", "/Parent", *_BOXES}:
        del page[key]
    inner(inner(page, "/Resources"), "/XObject")[NameObject("/Page")] = add(pages, image.flate_encode())
    page[NameObject("/Contents")] = _stream(pages, b"q %.4f 0 0 %.4f 0 0 cm /Page Do Q" % (width, height))


def _stream(pages: PdfWriter, content: bytes) -> IndirectObject:
    stream = DecodedStreamObject()
    stream.set_data(content)
    return add(pages, stream.flate_encode())


def _lay_on_side(pages: PdfWriter, page: DictionaryObject) -> None:
    """Turn a page that is wider than high, its head to the left."""
    left, bottom, right, top = map(number, array(page["/MediaBox"]))
    if right - left <= top - bottom:
        return
    page[NameObject("/Contents")] = _stream(
        pages, b"q 0 1 -1 0 %.4f %.4f cm\n%b\nQ" % (top, -left, content_of(page))
    )
    move_patterns(page, (0, 1, -1, 0, top, -left))
    box = ArrayObject(map(FloatObject, (0, 0, round(top - bottom, 4), round(right - left, 4))))
    for name in _BOXES:
        page[NameObject(name)] = ArrayObject(box)


def _told(part: PreparedPart, labels: tuple[str, ...], drawn: Mapping[int, str]) -> tuple[Finding, ...]:
    """How the pages came into print."""
    where, vector = Where(part.request.file), part.pages - len(drawn)
    told = []
    if vector:
        message = _("{name} in print: pages drawn as they were, their colours turned into inks: {count}")
        told.append((message.format(name=part.request.name, count=vector), ""))
    for why in dict.fromkeys(drawn.values()):
        pages = [labels[index] for index, reason in sorted(drawn.items()) if reason == why]
        message = _("{name} in print: {pages} as images of {dpi} dpi: {reason}")
        hint = _("export it with its fonts, in sRGB or CMYK, if its letters are to be as sharp as the book's")
        named = {"name": part.request.name, "pages": ", ".join(pages), "dpi": WANTED_PPI, "reason": why}
        told.append((message.format(**named), hint))
    return tuple(Finding("data.printed-part", Severity.NOTE, message, where, hint) for message, hint in told)
