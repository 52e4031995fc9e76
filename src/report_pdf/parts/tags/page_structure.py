"""Structure for pages that have none: each becomes one picture, one paragraph, or decoration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Dictionary, Name, Pdf, Stream

from report_pdf.findings import Finding, Severity
from report_pdf.messages import _
from report_pdf.parts.content.marks import PAINT, operator, read_instructions
from report_pdf.parts.content.plain_forms import strip_forms
from report_pdf.parts.content.tidying import balanced_content
from report_pdf.parts.interactive.drawn_annotations import Drawn, drop_fields, painted, take_annotations
from report_pdf.parts.objects.entries import identity
from report_pdf.parts.objects.values import numbers
from report_pdf.parts.objects.walks import inherited, own_resources
from report_pdf.parts.part import PartRequest, Treatment
from report_pdf.parts.refusals import told
from report_pdf.parts.tags.alternatives import ITALIAN, page_alternative
from report_pdf.parts.tags.tagged_annotations import tagged_annotations
from report_pdf.parts.tags.tree import Linked, Marked, Node
from report_pdf.parts.tags.writing import forget_tags, write_tags

_A4_PT = (0.0, 0.0, 595.28, 841.89)


def wrap_pages(
    pdf: Pdf, request: PartRequest, treatment: Treatment, words: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """Give pages without usable tags a structure, and draw their fields and comments into them.

    Args:
        pdf: the part, normalised.
        request: what was asked.
        treatment: `FIGURE`, `TEXT`, `IMAGE` or `ARTIFACT`.
        words: of each page, where they are to be read in the place of what it shows; none for pictures.

    Of a part that is decoration alone, without links, no structure is left.
    """
    forget_tags(pdf)
    looks = [take_annotations(page) for page in pdf.pages]
    strip_forms(pdf, looks=[look.form for page in looks for look in page])
    links = tagged_annotations(pdf)
    top = Node("Part", says={"T": request.name, "Lang": request.language})
    for index, page in enumerate(pdf.pages):
        node = _page_node(request, treatment, index, len(pdf.pages), words[index] if words else "")
        is_empty = not looks[index] and not _shows(page)
        _wrap(pdf, page, looks[index], "" if node is None or is_empty else node.role)
        if node is not None and not is_empty:
            _place(node, page, index)
            top.kids.append(node)
        top.kids += [Node("Link", [Linked(link)]) for link, on in links.items() if on.page == index]
    drop_fields(pdf)
    if top.kids:
        write_tags(pdf, top, request.key, links)
    return tuple(_told(request, drew=any(looks)))


def _page_node(request: PartRequest, treatment: Treatment, index: int, pages: int, words: str) -> Node | None:
    """The element of a page; None where it is decoration."""
    if treatment is Treatment.ARTIFACT:
        return None
    if words:
        return Node("P", says={"ActualText": words})
    said = page_alternative(request, index + 1, pages, treatment)
    is_given = request.alternatives.get(index + 1, "").strip()
    in_italian = {} if is_given or request.language.partition("-")[0] == ITALIAN else {"Lang": ITALIAN}
    return Node("Figure", says={"Alt": said, **in_italian})


def _place(node: Node, page: pikepdf.Page, index: int) -> None:
    node.kids.append(Marked(index, identity(page.obj), 0))
    if node.role == "Figure":
        box = numbers(inherited(page.obj, "/CropBox"), 4) or _media_box(page)
        node.attributes = {"Layout": {"Placement": "/Block", "BBox": box}}


def _media_box(page: pikepdf.Page) -> tuple[float, ...]:
    return numbers(inherited(page.obj, "/MediaBox"), 4) or _A4_PT


def _shows(page: pikepdf.Page) -> bool:
    """Whether anything is painted."""
    return any(operator(each) in PAINT for each in read_instructions(page))


def _wrap(pdf: Pdf, page: pikepdf.Page, looks: list[Drawn], role: str) -> None:
    """Move what the page paints into a form, which keeps its graphics state to itself, and draw that."""
    form = Stream(
        pdf,
        balanced_content(page),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=pikepdf.Array(_media_box(page)),
        Resources=own_resources(page),
    )
    forms, over = painted(looks, "A")
    mark = f"/{role} <</MCID 0>> BDC" if role else "/Artifact BMC"
    page.obj["/Contents"] = pdf.make_stream(b"%b\nq /X Do Q\n%b\nEMC" % (mark.encode(), over))
    page.obj["/Resources"] = Dictionary(XObject=Dictionary({"/X": form, **forms}))


def _told(request: PartRequest, *, drew: bool) -> Iterator[Finding]:
    if drew:
        message = _("{name}: fields and comments are drawn into the pages as they were filled")
        yield told(request, "fields-drawn", Severity.NOTE, message.format(name=request.name))
