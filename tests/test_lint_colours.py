from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from report_pdf.layout.lint_colours import lint_colours
from report_pdf.tokens import Tokens

ROOT = Path(__file__).parents[1]
TOKENS = Tokens.model_validate(tomllib.loads((ROOT / "styles" / "tokens.toml").read_text(encoding="utf-8")))


def lint(root: Path, name: str, content: str) -> list[tuple[str, str, str]]:
    (root / name).write_text(content, encoding="utf-8")
    findings = lint_colours([root / name], TOKENS, root)
    assert {f.rule for f in findings} <= {"layout.literal-colour"}
    return [(str(f.where), f.message.split()[2], f.hint.split()[-1]) for f in findings]


@pytest.mark.parametrize(
    ("css", "place", "colour", "hint"),
    [
        ("a {\n  color: #EA5034 }", "s.css:2:10", "#EA5034", "var(--cotto)"),
        ("a { color: #fff }", "s.css:1:12", "#fff", "var(--bianco)"),
        ("a { border: 1pt solid navy }", "s.css:1:23", "navy", "var(--notte)"),
        ("a { fill: rgb(1 93 156 / 50%) }", "s.css:1:11", "rgb(1", "var(--tirreno)"),
        ("a { --dot: hsl(46, 100%, 60%) }", "s.css:1:12", "hsl(46,", "var(--sole)"),
        ("a { color: var(--x, Red) }", "s.css:1:21", "Red", "var(--cotto)"),
        ("a { background: linear-gradient(var(--a), #c4e3db) }", "s.css:1:43", "#c4e3db", "var(--menta)"),
        ("@page :left { @top-left { background: black } }", "s.css:1:39", "black", "var(--nero)"),
        ("@media print { a b { c: d; stroke: #000 } }", "s.css:1:36", "#000", "var(--nero)"),
        (
            "a { color: color-mix(in srgb, var(--a), white) }",
            "s.css:1:12",
            "color-mix(in",
            "styles/tokens.toml",
        ),
        ("a { color: oklch(40% 0.2 30) }", "s.css:1:12", "oklch(40%", "styles/tokens.toml"),
        ("a { color: device-cmyk(0 1 1 0) }", "s.css:1:12", "device-cmyk(0", "styles/tokens.toml"),
        (
            "a { background: url(\"data:image/svg+xml,<path fill='%23abcdef'/>\") }",
            "s.css:1:21",
            '"data:image',
            "toml",
        ),
    ],
)
def test_a_colour_in_a_style_sheet_is_refused(
    tmp_path: Path, css: str, place: str, colour: str, hint: str
) -> None:
    (found,) = lint(tmp_path, "s.css", css)
    assert found[0] == place
    assert found[1].startswith(colour)
    assert found[2].endswith(hint)


@pytest.mark.parametrize(
    "css",
    [
        "a { color: var(--cotto); border-color: transparent; fill: currentColor; stroke: none }",
        "#add, #fff { width: 1mm }",
        "a { font-family: Linen; page: gold; string-set: red attr(a) }",
        "/* #fff */ a::before { content: '#fff red' }",
        "a { background: url(tan.svg#fff) }",
    ],
)
def test_what_is_no_colour_is_left_alone(tmp_path: Path, css: str) -> None:
    assert lint(tmp_path, "s.css", css) == []


def test_inks_are_written_in_the_press_style_sheet_alone(tmp_path: Path) -> None:
    assert lint(tmp_path, "print.css", "a { color: device-cmyk(0 1 1 0) }") == []
    assert lint(tmp_path, "print.css", "a { color: red }") != []


@pytest.mark.parametrize(
    ("html", "place", "colour"),
    [
        ('<p\n  style="width: {{ w }}mm;\n color: red">', "t.html:3:9", "red"),
        ('<rect fill="#ABCDEF"/>', "t.html:1:13", "#ABCDEF"),
        ("<b>\n<style>\n a { color: red }</style>", "t.html:3:13", "red"),
        ('{{ figure(colour="#abcdef") }}', "t.html:1:19", "#abcdef"),
    ],
)
def test_a_colour_in_a_layout_is_refused(tmp_path: Path, html: str, place: str, colour: str) -> None:
    ((where, seen, _hint),) = lint(tmp_path, "t.html", html)
    assert (where, seen) == (place, colour)


def test_tokens_and_words_in_a_layout_are_left_alone(tmp_path: Path) -> None:
    html = (
        '<p style="color: var(--cotto)" class="red">#fff {{ key("red") }}</p><g fill="{{ c }}" stroke=none>'
    )
    assert lint(tmp_path, "t.html", html) == []


def test_a_drawing_may_write_the_value_of_a_token(tmp_path: Path) -> None:
    svg = '<svg><path fill="#ea5034"/><path stroke="#EA5035"/></svg>'
    assert lint(tmp_path, "d.svg", svg) == [("d.svg:1:42", "#EA5035", "#EA5034")]


def test_our_styles_and_layouts_name_all_their_colours() -> None:
    files = [*ROOT.glob("styles/*.css"), *ROOT.glob("layouts/**/*.html")]
    assert lint_colours(files, TOKENS, ROOT) == ()
    assert len(files) > 10


def test_nesting_without_end_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "s.css").write_text("a { b: " + "(" * 9000)
    assert [f.rule for f in lint_colours([tmp_path / "s.css"], TOKENS, tmp_path)] == ["layout.nesting"]
