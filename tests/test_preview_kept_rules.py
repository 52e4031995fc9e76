from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from report_pdf.preview.kept_rules import KeptRules
from report_pdf.typeset.engine_log import engine_log
from report_pdf.typeset.fetch import ProjectFetcher
from report_pdf.typeset.layout_engine import Rules, Sheet

FACE = Sheet("styles/tokens.toml", "@font-face { font-family: x; src: url(x.ttf) }")
TYPE = Sheet("styles/type.css", "p { color: red }")
PAGE = Sheet("styles/page.css", "@page { size: A4 }")


@pytest.fixture
def kept() -> Iterator[KeptRules]:
    rules = KeptRules()
    yield rules
    rules.close()


def parsed(kept: KeptRules, *sheets: Sheet, font: int = 1) -> Rules:
    fetcher = ProjectFetcher(Path.cwd(), ["styles"], {})
    with engine_log() as log:
        return kept.parse(sheets, (("styles/x.ttf", font, 1, 1),), fetcher, log)


def test_only_the_sheet_that_was_saved_is_parsed_again(kept: KeptRules) -> None:
    face, page, old = parsed(kept, FACE, PAGE, TYPE).sheets
    again = parsed(kept, FACE, PAGE, Sheet(TYPE.file, "p { color: blue }")).sheets
    assert again[0] is face
    assert again[1] is page
    assert again[2] is not old


def test_the_order_of_the_cascade_is_that_of_the_sheets(kept: KeptRules) -> None:
    page, style = parsed(kept, PAGE, TYPE).sheets
    assert parsed(kept, TYPE, PAGE).sheets == (style, page)


@pytest.mark.parametrize(("face", "font"), [(FACE, 2), (Sheet(FACE.file, FACE.css.replace(": x", ": y")), 1)])
def test_other_fonts_are_fonts_for_all_sheets(kept: KeptRules, face: Sheet, font: int) -> None:
    before = parsed(kept, FACE, TYPE)
    after = parsed(kept, face, TYPE, font=font)
    assert after.fonts is not before.fonts
    assert after.sheets[1] is not before.sheets[1]
