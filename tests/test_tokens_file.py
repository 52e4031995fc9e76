from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from report_pdf.findings import ExitCode, exit_code
from report_pdf.reading.tokens_file import load_tokens

ROOT = Path(__file__).parents[1]
STYLES = ROOT / "styles"


def test_the_tokens_of_the_project_are_read_without_findings() -> None:
    tokens, findings = load_tokens(STYLES, ROOT)
    assert findings == ()
    assert tokens is not None
    assert tokens.srgb("notte") == "#0D3053"


def changed(folder: Path, *changes: tuple[str, str]) -> list[str]:
    shutil.copytree(STYLES, folder / "styles")
    file = folder / "styles" / "tokens.toml"
    source = file.read_text()
    for old, new in changes:
        assert old in source
        source = source.replace(old, new, 1)
    file.write_text(source)
    tokens, findings = load_tokens(folder / "styles", folder)
    assert tokens is None
    assert exit_code(findings) is ExitCode.LAYOUT
    assert all(finding.where.file == "styles/tokens.toml" for finding in findings)
    lines = source.splitlines()
    return [f"{f.rule} in {lines[f.where.line - 1].split()[0]} hint: {f.hint}" for f in findings]


def test_a_misspelt_key_and_a_bad_colour_are_both_found_in_the_designers_file(tmp_path: Path) -> None:
    changes = (("margin_inner =", "margin_iner ="), ("#EA5034", "#ea5034"), ("size = 300", 'size = "big"'))
    assert changed(tmp_path, *changes) == [
        "layout.missing-key in [grid] hint: ",
        "layout.unknown-key in margin_iner hint: did you mean margin_inner?",
        "layout.wrong-value in cotto hint: ",
        "layout.wrong-type in cover hint: ",
    ]


def test_a_font_that_is_not_in_the_folder_is_found(tmp_path: Path) -> None:
    face = "fonts/manrope/Manrope-ExtraBold.ttf"
    hint = f"layout.missing-file in display hint: did you mean {face}?"
    assert changed(tmp_path, (face, "fonts/manrope/Manrope-Extrabold.ttf")) == [hint]


def test_a_font_outside_the_folder_is_refused(tmp_path: Path) -> None:
    shutil.copy(STYLES / "fonts" / "manrope" / "Manrope-Bold.ttf", tmp_path / "Bold.ttf")
    (found,) = changed(tmp_path, ("fonts/manrope/Manrope-Bold.ttf", "../Bold.ttf"))
    assert found.startswith("layout.missing-file in display-bold")


BOLD = (STYLES / "fonts" / "manrope" / "Manrope-Bold.ttf").read_bytes()


@pytest.mark.parametrize(
    "content",
    [b"", b"garbage", b"<html>not found</html>", BOLD[:4], BOLD[:200], BOLD[: len(BOLD) // 2], BOLD[:-1000]],
)
def test_a_file_that_is_no_whole_font_is_found_at_its_face(tmp_path: Path, content: bytes) -> None:
    shutil.copytree(STYLES, tmp_path / "styles")
    (tmp_path / "styles" / "fonts" / "manrope" / "Manrope-Bold.ttf").write_bytes(content)
    tokens, (finding,) = load_tokens(tmp_path / "styles", tmp_path)
    assert tokens is None
    assert finding.rule == "layout.bad-font"
    line = (STYLES / "tokens.toml").read_text().splitlines()[finding.where.line - 1]
    assert "Manrope-Bold.ttf" in line


def test_a_broken_font_never_stops_us(tmp_path: Path) -> None:
    shutil.copytree(STYLES, tmp_path / "styles")
    font = tmp_path / "styles" / "fonts" / "manrope" / "Manrope-Bold.ttf"
    for position in range(0, 400, 31):
        font.write_bytes(BOLD[:position] + b"\xff\x00\x80" + BOLD[position + 3 :])
        _tokens, findings = load_tokens(tmp_path / "styles", tmp_path)
        assert {finding.rule for finding in findings} <= {"layout.bad-font"}


def test_a_type_step_needs_a_face_and_a_colour_its_own_value(tmp_path: Path) -> None:
    source = (ROOT / "styles" / "tokens.toml").read_text(encoding="utf-8")
    shutil.copytree(ROOT / "styles" / "fonts", tmp_path / "fonts")
    source += '\n[type.h9]\nface = "gotico"\nsize = 9\nline = 4\ntracking = 0\n'
    cotto = tomllib.loads(source)["colours"]["cotto"]["srgb"]
    source += f'\n[colours.rosso]\nsrgb = "{cotto}"\ncmyk = [0, 0, 0, 0]\n'
    (tmp_path / "tokens.toml").write_text(source, encoding="utf-8")
    tokens, findings = load_tokens(tmp_path, tmp_path)
    lines = source.splitlines()
    assert tokens is None
    assert [(f.rule, f.message, lines[f.where.line - 1]) for f in findings] == [
        ("layout.wrong-value", "no face is called gotico", 'face = "gotico"'),
        ("layout.wrong-value", f"{cotto} is already the colour cotto", f'srgb = "{cotto}"'),
    ]
