from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from press_input import raw_pages
from pypdf import PageObject, PdfReader, PdfWriter

from report_pdf.parts.part import PartRequest, PreparedPart, Treatment
from report_pdf.press.interior import BLANK, blanks, interior

COVER = ("Copertina", "Seconda di copertina")
BACK = ("Terza di copertina", "Quarta di copertina")


def body(*words: str) -> bytes:
    """A page for each word."""
    pages = raw_pages("".join(f"<p style='break-after:page'>{word}</p>" for word in words[:-1]) + words[-1])
    file = BytesIO()
    pages.write(file)
    return file.getvalue()


def appendix(*words: str) -> bytes:
    """Pages of the size of the trim, a word on each, with bleed cut away."""
    pages = PdfReader(BytesIO(body(*words)))
    writer = PdfWriter()
    for page in pages.pages:
        kept = writer.add_page(page)
        kept.mediabox = kept.trimbox
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def part(key: str, pages: int) -> PreparedPart:
    request = PartRequest(key, key, key, f"{key}.pdf", "it", Treatment.AUTO, 3, (100, 80))
    return PreparedPart(request, source_pages=pages, pdf=Path(f"{key}.pdf"))


def words_of(pages: PdfWriter) -> list[str]:
    return [page.extract_text().strip() for page in pages.pages]


def size(page: PageObject) -> tuple[float, float]:
    return round(float(page.trimbox.width) * 25.4 / 72, 2), round(float(page.trimbox.height) * 25.4 / 72, 2)


@given(st.integers(1, 400), st.sampled_from([2, 4]))
def test_blanks_fill_the_last_sheet_and_no_page_changes_sides(pages: int, multiple: int) -> None:
    book = [*range(pages)]
    for index in blanks(pages, multiple):
        book.insert(index, -1)
    assert len(book) % multiple == 0
    assert len(book) < pages + multiple
    assert [page for page in book if page >= 0] == [*range(pages)]
    assert all((place - page) % 2 == 0 for place, page in enumerate(book) if page >= 0)


def test_the_pages_of_the_cover_go_out() -> None:
    labels = (*COVER, "1", "2", *BACK)
    pages, inside = interior(
        body("f", "", "uno", "due", "", "q"), labels, (), lambda _part, _labels: b"", "perfect"
    )
    assert inside == ("1", "2")
    assert words_of(pages) == ["uno", "due"]


def test_a_stapled_book_is_a_multiple_of_four() -> None:
    labels = (*COVER, "1", "2", "3", "4", "5", "6", *BACK)
    words = ("f", "", "uno", "due", "tre", "quattro", "cinque", "sei", "", "q")
    pages, inside = interior(body(*words), labels, (), lambda _part, _labels: b"", "saddle")
    assert inside == ("1", "2", "3", "4", BLANK, BLANK, "5", "6")
    assert words_of(pages) == ["uno", "due", "tre", "quattro", "", "", "cinque", "sei"]
    assert {size(page) for page in pages.pages} == {(100, 80)}


def test_an_odd_book_ends_with_a_blank_page() -> None:
    pages, inside = interior(
        body("uno", "due", "tre"), ("1", "2", "3"), (), lambda _part, _labels: b"", "perfect"
    )
    assert inside == ("1", "2", "3", BLANK)
    assert words_of(pages) == ["uno", "due", "tre", ""]


def test_the_pages_of_an_appendix_come_under_what_was_typeset_on_theirs() -> None:
    made: list[str] = []

    def appendix_pages(found: PreparedPart, _labels: tuple[str, ...]) -> bytes:
        made.append(found.request.key)
        return appendix("elenco", "fine")

    parts = [(part("front", 1), ("Copertina",)), (part("B", 2), ("B-1", "B-2")), (part("C", 0), ())]
    labels = ("Copertina", "1", "B-1", "B-2", "5", "6")
    words = ("f", "uno", "Allegato B-1", "Allegato B-2", "due", "tre")
    pages, inside = interior(body(*words), labels, parts, appendix_pages, "perfect")
    assert made == ["B"]
    assert inside == (*labels[1:], BLANK)
    assert "elenco" in words_of(pages)[1]
    assert "Allegato B-1" in words_of(pages)[1]
    assert "fine" in words_of(pages)[2]
    assert {size(page) for page in pages.pages} == {(100, 80)}


@pytest.mark.parametrize(
    ("pages", "multiple", "places"), [(46, 2, ()), (46, 4, (44, 44)), (45, 4, (44, 44, 47))]
)
def test_where_blanks_are_inserted(pages: int, multiple: int, places: tuple[int, ...]) -> None:
    assert blanks(pages, multiple) == places
