"""Pictures in inks: converted through the output profile, as fine as the press needs them and no finer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from io import BytesIO

from PIL import Image, ImageChops
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, NameObject, NumberObject, StreamObject

from report_pdf.binding.graft import integer, put, stored
from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.press.finish import content_of
from report_pdf.press.placements import Placement, placements
from report_pdf.press.profile_inks import ProfileInks
from report_pdf.press.samples import is_bilevel, is_photograph, samples

WANTED_PPI, LEAST_PPI, COARSE_PPI = 300, 250, 150
"""what pictures are brought down to; what is less is seen to be coarse; what is far less cannot be printed"""
MOST_PPI = 450
QUALITY = 95
"""of JPEG, without chroma subsampling"""
_OVERSHOOT = {True: 6, False: 1}
"""percent of ink that JPEG may add to what it was given, and that rounding may"""
_SPACES = {"L": "/DeviceGray", "CMYK": "/DeviceCMYK"}


class PressPictures:
    """Turns the pictures of a file into inks, each once.

    Attributes:
        findings: the pictures that are too coarse where they stand.
    """

    def __init__(
        self,
        inks: ProfileInks,
        placed: Mapping[int, Sequence[Placement]],
        where: Callable[[Placement], Where],
        area: str = "layout",
        done: Collection[int] = (),
    ) -> None:
        """Prepare the work.

        Args:
            inks: how colours become inks.
            placed: where each picture is painted, by the number of its object.
            where: the place of a picture, for findings.
            area: whose work the pictures are, as the rules of findings say it.
            done: numbers of the objects of pictures that are in inks already.
        """
        self._inks = inks
        self._placed = placed
        self._where = where
        self._area = area
        self._done = done
        self.findings: list[Finding] = []

    def __call__(self, picture: StreamObject) -> None:
        """Turn a picture into inks, in place.

        Raises:
            NoInk: it is of a kind that is not read.
        """
        if picture.indirect_reference and picture.indirect_reference.idnum in self._done:
            return
        ppi = self._judged(picture)
        if is_bilevel(picture):
            return
        image, profile = samples(picture)
        _flatten(picture)
        if not is_photograph(picture) and _is_drawn_in_black(image):
            put(picture, image.convert("1", dither=Image.Dither.NONE).tobytes())
            _describe(picture, image.size, "/DeviceGray", 1)
            return
        shrunk = _shrunk(image, ppi)
        if image.mode == "L":
            converted = self._inks.black_picture(shrunk)
        else:
            limit = self._inks.limit - _OVERSHOOT[is_photograph(picture)]
            converted = self._inks.picture(shrunk, limit, profile)
        if converted.mode != image.mode or converted.tobytes() != image.tobytes():
            _store(picture, converted, is_jpeg=is_photograph(picture))

    def _judged(self, picture: StreamObject) -> float:
        """How fine a picture is where it is largest, ppi; told if it is too coarse."""
        reference = picture.indirect_reference
        places = self._placed.get(reference.idnum, ()) if reference else ()
        width, height = integer(picture["/Width"]), integer(picture["/Height"])
        if not places:
            return 0
        place = min(places, key=lambda one: one.ppi(width, height))
        ppi = place.ppi(width, height)
        if ppi < LEAST_PPI:
            message = _("a picture has {ppi:.0f} pixels an inch where it stands, and print needs {wanted}")
            hint = _("use the picture with at least {width} x {height} pixels, or show it smaller")
            share = WANTED_PPI / ppi if ppi else 1
            self.findings.append(
                Finding(
                    f"{self._area}.coarse-picture",
                    Severity.BLOCK if ppi < COARSE_PPI else Severity.WARN,
                    message.format(ppi=ppi, wanted=WANTED_PPI),
                    self._where(place),
                    hint.format(width=round(width * share), height=round(height * share)),
                )
            )
        return ppi


def pictures_of(
    pages: PdfWriter, labels: Sequence[str], inks: ProfileInks, done: Collection[int] = ()
) -> PressPictures:
    """The work on the pictures of typeset pages.

    Args:
        pages: they, each with a TrimBox.
        labels: what findings call each.
        inks: how colours become inks.
        done: numbers of the objects of pictures that are in inks already.
    """

    def where(place: Placement) -> Where:
        return Where(page=labels[place.page], at_mm=place.at_mm)

    contents = [content_of(page) for page in pages.pages]
    return PressPictures(inks, placements(pages, contents), where, done=done)


def pictures_on(pages: PdfWriter, indexes: Collection[int]) -> set[int]:
    """The numbers of the objects that are pictures on these pages and on no others."""
    placed = placements(pages, [content_of(page) for page in pages.pages])
    return {number for number, places in placed.items() if all(at.page in indexes for at in places)}


def pictures_in(pages: PdfWriter) -> set[int]:
    """The numbers of the objects that are pictures."""
    return {
        found.indirect_reference.idnum
        for found in stored(pages)
        if isinstance(found, StreamObject)
        and found.get("/Subtype") == "/Image"
        and found.indirect_reference is not None
    }


def _shrunk(image: Image.Image, ppi: float) -> Image.Image:
    """A picture that is finer than any press shows, brought down to what it does."""
    if ppi <= MOST_PPI:
        return image
    share = WANTED_PPI / ppi
    size = max(round(image.width * share), 1), max(round(image.height * share), 1)
    return image.resize(size, Image.Resampling.LANCZOS)


def _store(picture: StreamObject, image: Image.Image, *, is_jpeg: bool) -> None:
    picture.pop("/Decode", None)
    if is_jpeg:
        file = BytesIO()
        image.save(file, "JPEG", quality=QUALITY, subsampling=0)
        put(picture, file.getvalue(), is_jpeg=True)
        if image.mode == "CMYK":  # Pillow keeps it turned over, as Adobe does
            picture[NameObject("/Decode")] = ArrayObject(map(NumberObject, (1, 0) * 4))
    else:
        put(picture, image.tobytes())
    _describe(picture, image.size, _SPACES[image.mode], 8)


def _describe(picture: StreamObject, size: tuple[int, int], space: str, bits: int) -> None:
    picture[NameObject("/Width")], picture[NameObject("/Height")] = map(NumberObject, size)
    picture[NameObject("/BitsPerComponent")] = NumberObject(bits)
    picture[NameObject("/ColorSpace")] = NameObject(space)


def _is_drawn_in_black(image: Image.Image) -> bool:
    """Whether all of a picture is black or white: the typesetter keeps such pictures in RGB."""
    if image.mode not in {"L", "RGB"}:
        return False
    grey = image.convert("L")
    is_grey = ImageChops.difference(image, grey.convert(image.mode)).getbbox() is None
    return is_grey and not any(grey.histogram()[1:255])


def _flatten(picture: StreamObject) -> None:
    """Take away a soft mask through which all is seen."""
    mask = picture["/SMask"].get_object() if "/SMask" in picture else None
    if isinstance(mask, StreamObject):
        shown, _profile = samples(mask)
        if shown.getextrema() == (255, 255):
            del picture["/SMask"]
