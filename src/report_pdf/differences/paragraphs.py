"""The texts of a book in reading order: from its structure, or from its pages where that has no words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_pdf.differences.book_reading import Paragraph
from report_pdf.readback.pdf_view import Content, Element

# What is read on within its paragraph; all else begins a text of its own.
_INLINE = frozenset({"Span", "Link", "Reference", "Quote", "Code", "Annot", "Em", "Strong", "Sub", "Lbl"})
# A text is named after the innermost of these that it stands in.
_TELLING = frozenset({"H", "H1", "H2", "H3", "H4", "H5", "H6", "Caption", "Note", "LI", "TOCI"})
_WHOLE = frozenset({"TR", "Figure", "Formula", "Form"})
_BETWEEN_CELLS = " · "
_NOT_DECODED = "\N{REPLACEMENT CHARACTER}"
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"


def paragraphs_of(
    document: Element | None, shown: Sequence[str], labels: Sequence[str]
) -> tuple[Paragraph, ...]:
    """The texts of a book.

    Args:
        document: the top of its structure; None if it has none.
        shown: what a viewer finds on each page: one text for each page without words in the structure.
        labels: of the pages; a line that says nothing else is a folio.
    """
    told = [one for one in _walk(document, "P") if one.text] if document else []
    unread = {one.page for one in told if _NOT_DECODED in one.text}
    read = [one for one in told if one.page not in unread]
    silent = set(range(len(shown))) - {one.page for one in read if one.role != "Figure"}
    whole = (Paragraph(page=n, role="", text=_words_of_page(shown[n], labels[n])) for n in sorted(silent))
    return tuple(sorted([*read, *(one for one in whole if one.text)], key=lambda one: one.page))


def _words_of_page(shown: str, label: str) -> str:
    return _one_line(" ".join(line for line in shown.splitlines() if line.strip() != label))


def _walk(element: Element, role: str) -> Iterator[Paragraph]:
    """The texts in an element; those that stand directly in it are named after `role`."""
    if element.role in _WHOLE or (element.role == "LI" and not any(element.elements("L", "Table"))):
        yield _paragraph(element.role, [element])
        return
    role = element.role if element.role in _TELLING else role
    run: list[Element | Content] = []
    for kid in element.kids:
        if isinstance(kid, Content) or kid.role in _INLINE:
            run.append(kid)
            continue
        yield _paragraph(role, run)
        run = []
        yield from _walk(kid, role)
    yield _paragraph(role, run)


def _paragraph(role: str, parts: Sequence[Element | Content]) -> Paragraph:
    page = next((part.page for part in parts if part.page is not None), 0)
    return Paragraph(page=max(page, 0), role=role, text=_one_line("".join(map(_read, parts))))


def _read(part: Element | Content) -> str:
    if isinstance(part, Content) or part.role != "TR":
        return part.text
    return _BETWEEN_CELLS.join(_one_line(cell.text) for cell in part.elements("TH", "TD"))


def _one_line(text: str) -> str:
    """With single spaces for all blanks, without what no reader sees, and fit to be written anywhere."""
    words = text.replace(_SOFT_HYPHEN, "").split()
    return " ".join(words).encode(errors="replace").decode()
