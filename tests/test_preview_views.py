"""The views of the preview in a real browser: digital, print, draft, comparison, and through other eyes.

One server and one page for all tests: the second edition, in which a figure is not that of the last commit.
"""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from PIL import Image, ImageCms, ImageColor
from playwright.sync_api import Locator
from preview_input import WAIT_MS, Open, open_preview
from projects import SECOND_EDITION, second_project

from report_pdf.colour_sight import VIEWS, as_seen, contrast

COTTO, COTTO_INKS, SOLE = "#EA5034", (0, 80, 82, 0), "#FFCD33"
FIGURES = f"{SECOND_EDITION}/indicators/prestiti.csv"
TEXT = f"{SECOND_EDITION}/texts/prestiti.md"
READY = "#strip:not(.busy):not([hidden])"
CHAPTER = "la sala"
"""A page that is cotto all over."""


def git(project: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Ufficio", "-c", "user.email=ufficio@example.org")
    subprocess.run(["git", "-C", project, *who, *arguments], check=True, capture_output=True)  # noqa: S603, S607


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    project = second_project(tmp_path_factory.mktemp("preview-views"))
    git(project, "init", "--quiet")
    git(project, "add", "data", "layouts", "styles")
    git(project, "commit", "--quiet", "--message", "Le cifre dell’ufficio")
    figures = (project / FIGURES).read_text(encoding="utf-8")
    (project / FIGURES).write_text(figures.replace(",1846,", ",1746,", 1), encoding="utf-8")
    with open_preview(project, 1280, 800, LANG="it_IT.UTF-8", LANGUAGE="it") as shown:
        yield shown


def view(preview: Open, key: str) -> None:
    preview.page.locator("#book").focus()
    preview.page.keyboard.press(key)


def place_of(preview: Open, name: str) -> int:
    """Where the page of a heading stands in the view."""
    preview.page.locator("#go-to").fill(name)
    preview.page.locator("#go-to").press("Enter")
    preview.page.keyboard.press("Escape")
    current = preview.page.locator("#thumbs button[aria-current]")
    return int(current.evaluate("button => [...document.querySelectorAll('#thumbs button')].indexOf(button)"))


def paper(preview: Open, at: int) -> Locator:
    found = preview.page.locator(f".paper[data-page='{at}']")
    preview.page.wait_for_selector(f".paper[data-page='{at}'][data-shown]", timeout=WAIT_MS)
    return found


def picture_of(element: Locator) -> Image.Image:
    """What is on screen where the element stands."""
    return Image.open(io.BytesIO(element.screenshot(timeout=WAIT_MS))).convert("RGB")


def colour(element: Locator, across: float, down: float) -> str:
    """What is on screen at a spot of an element, told in shares of its width and height."""
    picture = picture_of(element)
    red, green, blue = picture.getpixel((int(picture.width * across), int(picture.height * down)))  # type: ignore[misc]
    return f"#{red:02X}{green:02X}{blue:02X}"


def apart(one: str, other: str) -> int:
    """How far apart two colours are in the channel in which they differ most, 0 to 255."""
    return max(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) for at in (1, 3, 5))


@pytest.mark.parametrize("width", [1280, 1600])
def test_the_bar_is_one_line(preview: Open, width: int) -> None:
    preview.page.set_viewport_size({"width": width, "height": 800})
    controls = preview.page.locator(".bar fieldset").all()
    boxes = [box for control in controls if (box := control.bounding_box())]
    assert len(boxes) == len(controls)
    middles = {round(box["y"] + box["height"] / 2) for box in boxes}
    assert max(middles) - min(middles) <= 1
    assert max(box["x"] + box["width"] for box in boxes) <= width
    assert all(left["x"] + left["width"] < right["x"] for left, right in pairwise(boxes))
    preview.page.set_viewport_size({"width": 1280, "height": 800})


COLOURS = """() => [...document.querySelectorAll('body *')].flatMap(element => {
  const words = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  if (!words || !element.checkVisibility() || element.closest('.paper, option, script')) return [];
  const filled = one => getComputedStyle(one).backgroundColor !== 'rgba(0, 0, 0, 0)';
  let behind = element;
  while (behind.parentElement && !filled(behind)) behind = behind.parentElement;
  const [ink, paper] = [getComputedStyle(element).color, getComputedStyle(behind).backgroundColor];
  return [[element.textContent.trim().slice(0, 30), ink, paper]];
})"""


def hexadecimal(css: str) -> str:
    red, green, blue = (int(part) for part in css.removeprefix("rgb(").removesuffix(")").split(","))
    return f"#{red:02X}{green:02X}{blue:02X}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_can_be_read_on_what_is_behind_them(preview: Open, scheme: str) -> None:
    preview.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    preview.page.keyboard.press("v")
    seen = preview.page.evaluate(COLOURS)
    preview.page.keyboard.press("Escape")
    preview.page.emulate_media(color_scheme="light")
    assert len(seen) > 30
    weak = [
        (words, ink, behind)
        for words, ink, behind in seen
        if contrast(hexadecimal(ink), hexadecimal(behind)) < 4.5
    ]
    assert weak == []


@pytest.mark.parametrize("sight", VIEWS)
def test_through_other_eyes_a_colour_becomes_what_is_computed(preview: Open, sight: str) -> None:
    page = paper(preview, place_of(preview, CHAPTER))
    assert colour(page, 0.5, 0.95) == COTTO
    preview.page.locator("#sight").select_option(sight)
    seen = colour(page, 0.5, 0.95)
    preview.page.locator("#sight").select_option("plain")
    assert apart(seen, as_seen(COTTO, sight)) <= 1, (seen, as_seen(COTTO, sight))


def test_menus_are_opened_and_used_by_keys_alone(preview: Open) -> None:
    page = preview.page
    page.locator("#book").focus()
    page.keyboard.press("v")
    menu = page.locator("#over-menu")
    menu.locator("input:focus").wait_for()
    page.keyboard.press("Space")
    assert page.locator("body.over-grid").count() == 1
    assert page.locator("#over-count").inner_text() == "3"
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    menu.wait_for(state="hidden")
    page.keyboard.press("?")
    page.locator("#keys-menu").wait_for()
    assert "segnalazione" in page.locator("#keys-menu").inner_text()
    page.keyboard.press("Escape")


def test_what_has_focus_is_seen_to_have_it(preview: Open) -> None:
    page = preview.page
    page.locator("#go-to").focus()
    for _control in range(3):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "() => { const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);"
            " return [outlineStyle, parseFloat(outlineWidth)] }"
        )
        assert outline[0] == "solid"
        assert outline[1] >= 2


def test_findings_stand_in_four_groups_and_the_print_is_not_called_sound_unseen(preview: Open) -> None:
    groups = preview.page.locator("#findings details")
    assert [group.get_attribute("data-group") for group in groups.all()] == [
        "data",
        "layout",
        "accessibility",
        "print",
    ]
    printed = groups.last.locator("summary")
    assert "–" in printed.inner_text()


def test_the_next_finding_is_a_key_away_on_screen_in_the_list_and_in_the_ear(preview: Open) -> None:
    page = preview.page
    view(preview, "1")
    page.keyboard.press("n")
    current = page.locator("#findings li.current")
    assert current.count() == 1
    assert current.is_visible()
    assert page.locator("#news").inner_text().strip() == current.locator(".jump").inner_text().strip()
    told = current.locator(".place span").inner_text()
    assert page.evaluate("document.activeElement.querySelector('figcaption').innerText") == told


def test_a_draft_is_marked_at_once_and_the_book_is_not_any_more(preview: Open) -> None:
    page = paper(preview, place_of(preview, "prestiti"))
    assert not has_mark(page)
    for key, is_draft in (("3", True), ("1", False)):
        before = page.get_attribute("data-shown") or ""
        view(preview, key)
        preview.becomes_another(int(page.get_attribute("data-page") or 0), before)
        assert has_mark(page) == is_draft
    preview.settle()


def has_mark(page: Locator) -> bool:
    """Whether the page has the field of a draft's mark, 3 to 9 mm from its head."""
    picture = picture_of(page)
    head = picture.crop((0, 0, picture.width, picture.height * 10 // 297))
    return any(
        colour == ImageColor.getrgb(SOLE) for _times, colour in head.getcolors(head.width * head.height) or ()
    )


def test_the_print_is_shown_as_it_will_look_with_its_trim(preview: Open) -> None:
    page = preview.page
    view(preview, "2")
    page.wait_for_selector(".paper .cut.trim", timeout=WAIT_MS, state="attached")
    labels = page.locator("#thumbs button span").all_inner_texts()
    assert labels[0] == "Copertina"
    assert "Quarta di copertina" not in labels
    sheet = paper(preview, place_of(preview, CHAPTER))
    expected = printed(preview.project, COTTO_INKS)
    assert expected != COTTO
    assert apart(colour(sheet, 0.5, 0.95), expected) <= 2
    # 3 mm of bleed around an A4 page: its colour reaches the edge of the sheet.
    assert apart(colour(sheet, 0.5, 0.998), expected) <= 2
    around, cut = sheet.bounding_box(), sheet.locator(".cut.trim").bounding_box()
    assert around
    assert cut
    assert (cut["x"] - around["x"]) / around["width"] == pytest.approx(3 / 216, abs=0.003)
    assert cut["width"] / around["width"] == pytest.approx(210 / 216, abs=0.003)


def printed(project: Path, inks: tuple[int, ...]) -> str:
    """What inks look like through the profile of the press, by littlecms alone."""
    profile = ImageCms.getOpenProfile(str(project / "styles/icc/FOGRA39L_coated.icc"))
    screen = ImageCms.createProfile("sRGB")
    spot = Image.new("CMYK", (1, 1), tuple(round(255 * ink / 100) for ink in inks))
    seen = ImageCms.profileToProfile(spot, profile, screen, outputMode="RGB")
    assert seen
    return "#{:02X}{:02X}{:02X}".format(*seen.getpixel((0, 0)))  # type: ignore[misc]


def test_a_plate_is_shown_alone(preview: Open) -> None:
    sheet = paper(preview, place_of(preview, CHAPTER))
    before = sheet.locator("img").get_attribute("src")
    preview.page.locator("#sight").select_option("plate Magenta")
    sheet.locator(f"img:not([src='{before}'])").wait_for(timeout=WAIT_MS)
    # 80 % of magenta is a grey of 20 %.
    assert apart(colour(sheet, 0.5, 0.95), "#333333") <= 2
    preview.page.locator("#sight").select_option("plain")


def test_what_the_preflight_sees_stands_with_the_findings_on_print(preview: Open) -> None:
    page = preview.page
    page.wait_for_selector(f"{READY} #told:not(:empty)", timeout=WAIT_MS)
    assert "profilo di stampa" in page.locator("#told").inner_text()
    shown = page.locator("#findings details[data-group=print]")
    assert "–" not in shown.locator("summary").inner_text()


def test_a_proof_that_is_older_than_the_files_says_so(preview: Open) -> None:
    preview.edit(TEXT, "ha prestato", "ha dato in prestito")
    preview.page.wait_for_selector("#strip.stale", timeout=WAIT_MS)
    assert preview.page.locator("#again").is_visible()
    preview.settle()
    assert preview.page.locator("#strip.stale").count() == 1


def test_the_last_commit_is_shown_beside_the_book_with_what_has_changed(preview: Open) -> None:
    page = preview.page
    view(preview, "4")
    page.wait_for_selector("#changes:not([hidden])", timeout=WAIT_MS)
    assert "ultimo commit" in page.locator("#with option:checked").inner_text()
    figures = page.locator("#differences details[data-group=changed_figures]").inner_text()
    assert "1846" in figures
    assert "1746" in figures
    texts = page.locator("#differences details[data-group=changed_texts]").inner_text()
    assert "1.746" in texts
    page.locator("#differences details[data-group=changed_pages] button").first.click()
    row = page.locator("#book .spread:has(.tagged)").first
    before, now = (side.bounding_box() for side in row.locator(".paper").all())
    assert before
    assert now
    assert (before["y"], before["width"], before["height"]) == (now["y"], now["width"], now["height"])
    assert row.locator(".change").count() >= 2
    assert "modifica" in row.locator("figcaption").last.inner_text()
    # All pages can be seen, and most are as they were.
    assert page.locator("#book .spread").count() > page.locator("#book .spread:has(.tagged)").count() * 2


def test_the_next_change_is_a_key_away(preview: Open) -> None:
    page = preview.page
    page.locator("#thumbs button").first.click()
    page.keyboard.press("n")
    assert page.locator("#thumbs .tagged[aria-current]").count() == 1


@pytest.mark.parametrize("key", ["2.0", "../../etc/passwd", "HEAD~1", ""])
def test_only_versions_that_there_are_can_be_compared_with(preview: Open, key: str) -> None:
    asked = Request(f"{preview.address}compare", data=json.dumps({"key": key}).encode())  # noqa: S310  # loopback
    with pytest.raises(OSError, match="404"):
        urlopen(asked)  # noqa: S310  # loopback


def test_nothing_went_wrong_in_the_browser_and_no_request_left_the_machine(preview: Open) -> None:
    view(preview, "1")
    assert preview.complaints == []
    assert all(url.startswith((preview.address, "data:")) for url in preview.asked)
