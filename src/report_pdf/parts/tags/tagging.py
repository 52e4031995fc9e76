"""Keeping a part's own tags: whether they are sound, and their normal form."""

from __future__ import annotations

import pikepdf
from pikepdf import Object, Pdf, Stream

from report_pdf.findings import Finding
from report_pdf.parts.content.marks import read_instructions
from report_pdf.parts.content.plain_forms import strip_forms
from report_pdf.parts.content.rewriting import Claims, Remarked, remark
from report_pdf.parts.objects.entries import Identity, dictionary, entry, identity, keys
from report_pdf.parts.part import PartRequest
from report_pdf.parts.tags.alternatives import name_pictures
from report_pdf.parts.tags.headings import renumber_headings
from report_pdf.parts.tags.list_labels import find_labels
from report_pdf.parts.tags.nesting import mend_nesting
from report_pdf.parts.tags.soundness import Judged
from report_pdf.parts.tags.split_tables import join_tables
from report_pdf.parts.tags.tagged_annotations import place_annotations, tagged_annotations
from report_pdf.parts.tags.tree import Linked, Marked, Node
from report_pdf.parts.tags.writing import forget_tags, write_tags

Roles = dict[Identity, dict[int, str]]
"""For each page or form, the structure types by the numbers that elements claim there."""


def keep_tags(pdf: pikepdf.Pdf, request: PartRequest, own: Judged) -> tuple[Finding, ...]:
    """Bring the part's own structure into the normal form of a sound part.

    What the pages mark is made to agree with the elements: each stretch has a number of its own, the parent
    tree is made from the elements, and what no element claims is decoration.

    Args:
        pdf: the part, as it was when its tags were judged.
        request: what was asked.
        own: its tags, which are used up.
    """
    top = _top(own.top, request)
    annotations = tagged_annotations(pdf)
    _drop_second_claims(top)
    place_annotations(top, annotations)
    mend_nesting(top)
    find_labels(top, own.texts)
    join_tables(top, own.texts)
    renumber_headings(top, request.heading_level)
    findings = name_pictures(top, request)
    numbers = _remark_all(pdf, _roles(top))
    for node in top.walk():
        node.kids = [new for kid in node.kids for new in _renumbered(kid, numbers)]
    forget_tags(pdf)
    write_tags(pdf, top, request.key, annotations)
    return findings


def _top(read: Node, request: PartRequest) -> Node:
    """The part, in the place of the source's document."""
    is_one_document = [kid.role for kid in read.nodes] == ["Document"] and len(read.kids) == 1
    top = Node("Part", read.nodes[0].kids if is_one_document else read.kids)
    for node in top.walk():
        node.says.pop("T", None)
        if node.role == "Document":
            node.role = "Sect"
    top.says = {"T": request.name, "Lang": request.language}
    return top


def _drop_second_claims(top: Node) -> None:
    """Content belongs to the first element that claims it."""
    seen: set[tuple[Identity, int]] = set()
    for node in top.walk():
        kept: list[Node | Marked | Linked] = []
        for kid in node.kids:
            if isinstance(kid, Marked):
                if (kid.stream, kid.mcid) in seen:
                    continue
                seen.add((kid.stream, kid.mcid))
            kept.append(kid)
        node.kids = kept


def _roles(top: Node) -> Roles:
    roles: Roles = {}
    for node in top.walk():
        for kid in node.kids:
            if isinstance(kid, Marked):
                roles.setdefault(kid.stream, {})[kid.mcid] = node.role
    return roles


def _remark_all(pdf: Pdf, roles: Roles) -> dict[tuple[Identity, int], list[int]]:
    """Mark all pages anew; returns the new numbers of each old one."""
    numbers: dict[tuple[Identity, int], list[int]] = {}
    pages = {identity(page.obj) for page in pdf.pages}
    own_forms = frozenset(roles) - pages
    strip_forms(pdf, besides=own_forms)
    for page in pdf.pages:
        remarked = _remarked(page.obj, roles, own_forms)
        page.obj["/Contents"] = pdf.make_stream(pikepdf.unparse_content_stream(remarked.instructions))
        numbers |= {(identity(page.obj), old): new for old, new in remarked.numbers.items()}
    for number in sorted(own_forms):
        form = pdf.get_object(number)
        if isinstance(form, Stream):
            remarked = _remarked(form, roles, own_forms)
            form.write(pikepdf.unparse_content_stream(remarked.instructions))
            numbers |= {(number, old): new for old, new in remarked.numbers.items()}
    return numbers


def _remarked(content: Object, roles: Roles, own_forms: frozenset[Identity]) -> Remarked:
    resources = dictionary(content, "/Resources")
    drawn = dictionary(resources, "/XObject")
    own = {
        key[1:]
        for key in keys(drawn)
        if (form := entry(drawn, key)) is not None and _number(form) in own_forms
    }
    claims = Claims(roles.get(identity(content), {}), frozenset(own))
    return remark(read_instructions(content), resources, claims)


def _number(found: object) -> Identity:
    return identity(found) if isinstance(found, Object) else (0, 0)


def _renumbered(
    kid: Node | Marked | Linked, numbers: dict[tuple[Identity, int], list[int]]
) -> list[Node | Marked | Linked]:
    if not isinstance(kid, Marked):
        return [kid]
    return [Marked(kid.page, kid.stream, new) for new in numbers.get((kid.stream, kid.mcid), [])]
