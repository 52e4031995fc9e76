from __future__ import annotations

import re
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
from typeset_input import typeset_body

# Two pages: one with a gradient, a group and a picture, one with text alone.
BODY = """<p style="opacity: 0.5">a</p><p style="background: linear-gradient(#0D3053, #FFFFFF)">b</p>
<img src="asset:drawing" alt="Disegno"><p class="page">c</p>"""


def test_a_page_has_what_its_content_names_and_nothing_of_other_pages(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(typeset_body(tmp_path, BODY).pdf)) as pdf:
        one, two = pdf.pages
        for page in (one, two):
            named = set(re.findall(rb"/(\S+) (?:gs|Do|sh)\b", page.Contents.read_bytes()))
            kinds = [page.Resources.ExtGState, page.Resources.XObject, page.Resources.Shading]
            held = {name.removeprefix("/").encode() for kind in kinds for name in kind.keys()}  # noqa: SIM118
            assert named <= held
        assert one.Resources.XObject
        assert one.Resources.Shading or one.Resources.Pattern
        assert not two.Resources.XObject
        assert not two.Resources.Shading


def test_colours_that_srgb_lacks_find_the_spaces_of_the_book(tmp_path: Path) -> None:
    done = typeset_body(tmp_path, '<p style="color: lab(50% 40 20)">rosso</p>')
    with pikepdf.open(BytesIO(done.pdf)) as pdf:
        (page,) = pdf.pages
        assert b"/lab-d50 cs" in page.Contents.read_bytes()
        assert page.Resources.ColorSpace["/lab-d50"][0] == "/Lab"
        assert page.Resources.ColorSpace["/srgb"][0] == "/ICCBased"


def test_content_is_deflated(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(typeset_body(tmp_path, "<p>a</p>").pdf)) as pdf:
        contents = pdf.pages[0].Contents
        assert contents.Filter == "/FlateDecode"
        assert b"BT" in zlib.decompress(contents.read_raw_bytes())
