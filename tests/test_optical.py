from __future__ import annotations

import pytest
from chart_input import STYLE
from fontTools.ttLib import TTFont

from report_pdf.layout.optical import hang_em


# Left side bearings of Manrope ExtraBold, read in the font with another library.
@pytest.mark.parametrize("line", ["552", "14", "273", "i comuni", "organi"])
def test_the_ink_of_the_first_letter_stands_at_the_margin(line: str) -> None:
    font = TTFont(STYLE.styles_dir / STYLE.face("h1").file)
    bearing = font["hmtx"][font.getBestCmap()[ord(line[0])]][1]
    assert hang_em(STYLE, line) == round(-bearing / font["head"].unitsPerEm, 4) < 0


def test_nothing_to_hang() -> None:
    assert hang_em(STYLE, "") == 0
    assert hang_em(STYLE, "\N{SNOWMAN}") == 0
