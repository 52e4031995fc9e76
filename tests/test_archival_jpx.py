from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from report_pdf.parts.archival.jpx import is_archival_jpx


def _picture(mode: str) -> bytes:
    file = BytesIO()
    Image.new(mode, (8, 8)).save(file, "JPEG2000")
    return file.getvalue()


@pytest.mark.parametrize(("mode", "is_kept"), [("RGB", True), ("L", True), ("LA", False)])
def test_pictures_as_libraries_write_them(mode: str, is_kept: bool) -> None:  # noqa: FBT001  # the expected value
    assert is_archival_jpx(_picture(mode), has_space=False) is is_kept


def _header(kind: bytes, *, at: int, value: int) -> bytes:
    data = bytearray(_picture("RGB"))
    start = data.index(kind) + 4
    data[start + at] = value
    return bytes(data)


def test_what_the_file_says_of_its_colours_counts_unless_the_pdf_says_it() -> None:
    cmyk = _header(b"colr", at=6, value=12)
    assert not is_archival_jpx(cmyk, has_space=False)
    assert is_archival_jpx(cmyk, has_space=True)


@pytest.mark.parametrize(("at", "value"), [(10, 255), (10, 38), (9, 2)])
def test_channels_and_depths_that_archives_refuse(at: int, value: int) -> None:
    assert not is_archival_jpx(_header(b"ihdr", at=at, value=value), has_space=True)


@given(st.binary(max_size=80))
def test_anything_else_is_refused(rest: bytes) -> None:
    assert not is_archival_jpx(_picture("RGB")[:12] + rest, has_space=True)
    assert not is_archival_jpx(rest, has_space=True)
