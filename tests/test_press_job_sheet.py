from __future__ import annotations

import io
from decimal import Decimal
from hashlib import sha256

import pikepdf
from hypothesis import given
from hypothesis import strategies as st

from report_pdf.press.job_sheet import job_file, plain


def sheets(width_mm: float, height_mm: float, pages: int) -> bytes:
    """Pages of that trim with 3 mm of bleed."""
    document = pikepdf.new()
    trim = [side * 72 / 25.4 for side in (3, 3, 3 + width_mm, 3 + height_mm)]
    for _page in range(pages):
        document.add_blank_page(page_size=(trim[2] + 9, trim[3] + 9)).TrimBox = pikepdf.Array(trim)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_file_is_told_as_it_is_read_back() -> None:
    content = sheets(422.88, 297, 2)
    file = job_file("cover.pdf", content)
    assert (file.pages, file.width_mm, file.height_mm) == (2, Decimal("422.88"), Decimal("297.00"))
    assert file.sha256 == sha256(content).hexdigest()


@given(st.decimals(0, 1000, places=3))
def test_a_measure_keeps_its_value_and_loses_noughts(value: Decimal) -> None:
    told = plain(value)
    assert told == value
    assert "E" not in str(told)
    assert "." not in str(told) or str(told)[-1] != "0"
