from __future__ import annotations

from io import BytesIO

import pikepdf
import PIL.Image
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, PdfInlineImage

from report_pdf.parts.archival.inline import as_xobject, is_simple


def _image(said: bytes, data: bytes = b"a") -> PdfInlineImage:
    pdf = Pdf.new()
    stream = pdf.make_stream(b"BI " + said + b" ID " + data + b" EI Q")
    found = pikepdf.parse_content_stream(stream)[0].operands[0]
    assert isinstance(found, PdfInlineImage)
    return found


@pytest.mark.parametrize(
    ("said", "is_kept"),
    [
        (b"/W 1 /H 1 /BPC 8 /CS /G", True),
        (b"/W 1 /H 1 /IM true /D [1 0]", True),
        (b"/W 1 /H 1 /BPC 8 /CS /RGB /F [/AHx /Fl]", True),
        (b"/W 1 /H 1 /BPC 8 /CS /CMYK", False),
        (b"/W 1 /H 1 /BPC 8 /CS /Named", False),
        (b"/W 1 /H 1 /BPC 8 /CS /G /F /LZW", False),
        (b"/W 1 /H 1 /BPC 8 /CS /G /I true", False),
        (b"/W 1 /H 1 /BPC 3 /CS /G", False),
    ],
)
def test_what_may_stay_in_the_content(said: bytes, is_kept: bool) -> None:  # noqa: FBT001  # the expected value
    assert is_simple(_image(said)) is is_kept


def test_an_image_whose_data_seem_to_end_early() -> None:
    assert not is_simple(_image(b"/W 5 /H 1 /BPC 8 /CS /G", b"\x80 EI \x81\xffzz"))


def test_an_image_becomes_an_object() -> None:
    pdf = Pdf.new()
    spaces = Dictionary(ColorSpace=Dictionary(Named=Array([Name.Indexed, Name.DeviceRGB, 0, b"abc"])))
    made = as_xobject(pdf, _image(b"/W 1 /H 1 /BPC 8 /CS /Named /F /AHx", b"41>"), spaces)
    assert made.read_bytes() == b"A"
    assert made["/Subtype"] == Name.Image
    assert made["/Width"] == 1
    assert made["/ColorSpace"][0] == Name.Indexed


def test_a_jpeg_behind_a_line_end_of_two_characters_begins_as_one() -> None:
    jpeg = BytesIO()
    PIL.Image.new("L", (8, 8), 90).save(jpeg, "JPEG")
    pdf = Pdf.new()
    stream = pdf.make_stream(b"BI /W 8 /H 8 /BPC 8 /CS /G /F [/DCT] ID\r\n%b\nEI Q" % jpeg.getvalue())
    image = pikepdf.parse_content_stream(stream)[0].operands[0]
    assert isinstance(image, PdfInlineImage)
    made = as_xobject(pdf, image, Dictionary())
    assert made.read_raw_bytes().rstrip() == jpeg.getvalue()
