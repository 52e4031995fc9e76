from __future__ import annotations

import tomllib
from pathlib import Path

from report_pdf.tokens import Tokens, css_of

ROOT = Path(__file__).parent.parent
TOKENS = tomllib.loads((ROOT / "styles" / "tokens.toml").read_text())


def test_the_type_area_is_twelve_columns_and_their_gutters() -> None:
    tokens = Tokens.model_validate(TOKENS)
    assert tokens.grid.type_width == 175.5
    assert tokens.grid.span(8) == 115.5
    margins = tokens.grid.margin_inner + tokens.grid.margin_outer
    assert tokens.page.width == tokens.grid.type_width + margins


def test_style_sheets_get_every_token() -> None:
    css = css_of(Tokens.model_validate(TOKENS))
    for name in TOKENS["colours"]:
        assert f"  --{name}: #" in css
    for name in TOKENS["type"]:
        assert f"  --type-{name}-size: " in css
    for expected in (
        "--page-width: 210mm;",
        "--grid-columns: 12;",
        "--span-8: 115.5mm;",
        "--line-rule: 0.75pt;",
    ):
        assert expected in css


def test_each_face_stands_in_the_project_with_its_licence() -> None:
    for face in Tokens.model_validate(TOKENS).faces.values():
        file = ROOT / "styles" / face.file
        assert file.is_file()
        assert "SIL Open Font License" in (file.parent / "OFL.txt").read_text().replace(
            "SIL OPEN FONT LICENSE", "SIL Open Font License"
        )
