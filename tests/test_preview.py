"""The preview in a real browser: one server and one page for all tests, on the second edition."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.request import Request, urlopen

import pytest
from preview_input import WAIT_MS, Open, open_preview
from projects import SECOND_EDITION, second_project


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    with open_preview(second_project(tmp_path_factory.mktemp("preview"))) as shown:
        yield shown


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (f"{SECOND_EDITION}/texts/prestiti.md", "ha prestato", "ha dato in prestito"),
        (f"{SECOND_EDITION}/indicators/prestiti.csv", ",1846,", ",1746,"),
        ("layouts/sections/section.html", "height_mm=54", "height_mm=63"),
        (
            "styles/type.css",
            ".remark { display: block }",
            ".remark { display: block } .lead { color: #123456 }",
        ),
        ("styles/tokens.toml", 'nero        = { srgb = "#1F1F1D"', 'nero        = { srgb = "#2F1F1D"'),
    ],
    ids=["text", "figure", "layout", "style", "token"],
)
def test_what_is_saved_is_on_screen_as_the_whole_book_then_has_it(
    preview: Open, file: str, old: str, new: str
) -> None:
    at = preview.section
    before = preview.go_to(at)
    ink = preview.ink(at)
    preview.edit(file, old, new)
    preview.becomes_another(at, before)
    at_once = preview.shown(at)
    drawn_alone = preview.ink(at)
    assert drawn_alone != ink
    preview.becomes_another(at, at_once)
    preview.settle()
    assert preview.ink(at) == drawn_alone


def test_an_error_leaves_the_page_and_is_told_with_its_line_until_it_is_mended(preview: Open) -> None:
    layout = "layouts/sections/section.html"
    before = preview.go_to(preview.section)
    preview.edit(layout, "label(section.headline)", "lable(section.headline)")
    stopped = preview.page.locator("#stopped li").first
    stopped.wait_for()
    assert f"{layout}:8" in stopped.inner_text()
    # What else is known about the book stopped nothing: it stays in the list.
    assert preview.page.locator("#stopped li:not(.block)").count() == 0
    assert preview.shown(preview.section) == before
    preview.edit(layout, "lable(", "label(")
    preview.page.locator("#stopped").wait_for(state="hidden", timeout=WAIT_MS)
    preview.settle()


def test_a_click_tells_layout_style_indicator_and_row(preview: Open) -> None:
    preview.go_to(preview.section)
    paper = preview.page.locator(f".paper[data-page='{preview.section}']")
    preview.page.keyboard.press("b")
    paper.locator(".box").first.wait_for(state="attached")
    preview.page.keyboard.press("b")
    told = preview.told_of("span.numeral")
    assert "layouts/components/words.html:" in told
    assert "layouts/sections/section.html" in told
    assert "styles/type.css:" in told
    assert "prestiti.totale" in told
    assert f"{SECOND_EDITION}/indicators/cifre.csv:2" in told


def test_it_is_worked_by_keys_alone(preview: Open) -> None:
    page = preview.page
    page.locator("#book").focus()
    page.keyboard.press("g")
    assert page.locator("body.over-grid").count() == 1
    page.keyboard.press("g")
    page.keyboard.press("/")
    page.keyboard.type("Copertina")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.locator("#thumbs [aria-current]").get_attribute("title") == "p. 2"
    page.keyboard.press("p")
    assert page.locator(".spread.open").count() == 0
    page.keyboard.press("d")


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("{origin}/", {}),
        ("{origin}/wrong-token/events", {}),
        ("{address}", {"Host": "example.org"}),
        ("{address}", {"Origin": "https://example.org"}),
        ("{address}static/../app.py", {}),
        ("{address}static/%2e%2e/app.py", {}),
        ("{address}pages/1-0.bmp?width=999999999", {}),
        ("{address}proof", {}),
        ("{address}proof/1-0.bmp?width=50", {}),
        ("{address}other/1-0.bmp?width=50", {}),
    ],
)
def test_others_are_told_nothing(preview: Open, path: str, headers: dict[str, str]) -> None:
    origin = preview.address.rsplit("/", 2)[0]
    asked = Request(path.format(origin=origin, address=preview.address), headers=headers)  # noqa: S310  # loopback
    with pytest.raises(OSError, match="404"):
        urlopen(asked)  # noqa: S310  # loopback


def test_nothing_went_wrong_in_the_browser_and_no_request_left_the_machine(preview: Open) -> None:
    assert preview.complaints == []
    assert all(url.startswith((preview.address, "data:")) for url in preview.asked)
