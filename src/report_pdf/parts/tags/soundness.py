"""Whether a part's own tags can be kept: whoever listens must get all that the page shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pikepdf import Dictionary, Pdf

from report_pdf.messages import _
from report_pdf.parts.content.char_codes import UNREADABLE
from report_pdf.parts.content.hearing import Heard, Hearing
from report_pdf.parts.content.marks import Kind
from report_pdf.parts.objects.entries import Identity
from report_pdf.parts.tags.reading import TagsRead, has_parent_tree, read_tags
from report_pdf.parts.tags.tree import Linked, Marked, Node

_MOST_UNREADABLE = 0.02
"""Share of the characters: a stray bullet does not hide a text."""
_FURNITURE_PAGES = 3
"""What stands on as many pages, and on a third of them all, is their running head or foot."""
_PAGE_NUMBER = "# 1"
"""A number that is the page's own, counted from 1."""
_LONGEST_FOLIO = 4
_NUMBER = re.compile(r"\d+")


@dataclass(slots=True)
class _Told:
    """What the pages show, sorted by whether the tags know it.

    Attributes:
        tagged: text in the tags, without spaces.
        decoration: text that is marked as decoration.
        outside: by 0-based page, text that is in no tag.
        bare: 0-based pages that have nothing in the tags.
        bare_pictures: those of them that show a picture.
        unclaimed: how many stretches have a number that no element knows.
        texts: the text of each number, by the page or form that it is in.
    """

    tagged: list[str] = field(default_factory=list)
    decoration: list[str] = field(default_factory=list)
    outside: list[tuple[int, str]] = field(default_factory=list)
    bare: set[int] = field(default_factory=set)
    bare_pictures: list[int] = field(default_factory=list)
    unclaimed: int = 0
    texts: dict[tuple[Identity, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """A part's own tags, and what was found of them.

    Attributes:
        faults: why they cannot be kept, in the office's words; empty if they can.
        top: the tree.
        texts: the text of each number, by the page or form that it is in.
    """

    faults: tuple[str, ...]
    top: Node = field(default_factory=lambda: Node(""))
    texts: Mapping[tuple[Identity, int], str] = field(default_factory=dict)


def judge_tags(pdf: Pdf) -> Judged:
    """Whether the tags can be kept."""
    if not isinstance(pdf.Root.get("/StructTreeRoot"), Dictionary):
        return Judged((_("it is not tagged"),))
    tags = read_tags(pdf)
    claims = _claims(tags.top)
    if not claims:
        return Judged((_("its tags hold nothing of what the pages show"),), tags.top)
    told = _listen(pdf, tags, set(claims))
    faults = (*_tree_faults(pdf, tags, claims), *_content_faults(told, tags, len(pdf.pages)))
    return Judged(faults, tags.top, told.texts)


def _claims(top: Node) -> Counter[tuple[Identity, int]]:
    return Counter((each.stream, each.mcid) for each in top.contents() if isinstance(each, Marked))


def _tree_faults(pdf: Pdf, tags: TagsRead, claims: Counter[tuple[Identity, int]]) -> Iterator[str]:
    if not has_parent_tree(pdf):
        yield _("its tags have no way back from the pages (no parent tree)")
    if tags.is_tangled or claims.most_common(1)[0][1] > 1:
        yield _("its tags go in circles, or share what they hold")
    if tags.is_too_deep:
        yield _("its tags are nested deeper, or are more, than those of any document")
    if tags.tagged_objects:
        yield _("pictures in it are tagged without a place in the page's content")
    linked = Counter(each.annotation for each in tags.top.contents() if isinstance(each, Linked))
    if linked and linked.most_common(1)[0][1] > 1:
        yield _("its tags share a link or a field")


def _listen(pdf: Pdf, tags: TagsRead, claims: set[tuple[Identity, int]]) -> _Told:
    hearing, told = Hearing(), _Told()
    for index, page in enumerate(pdf.pages):
        heard = hearing.page(page.obj)
        is_tagged = False
        for each in heard:
            is_tagged |= _sort(each, index, tags, claims, told)
        if not is_tagged:
            told.bare.add(index)
        if not is_tagged and any(not each.text and each.mark.kind is not Kind.ARTIFACT for each in heard):
            told.bare_pictures.append(index)
    return told


def _sort(heard: Heard, index: int, tags: TagsRead, claims: set[tuple[Identity, int]], told: _Told) -> bool:
    """Put a stretch where it belongs; returns whether the tags know it."""
    number = (heard.stream, heard.mark.mcid)
    text = _squeezed(heard.text)
    if heard.mark.kind is Kind.CONTENT:
        told.texts[number] = told.texts.get(number, "") + heard.text
    if heard.mark.kind is Kind.CONTENT and number in claims:
        told.tagged.append(text)
        return True
    if heard.mark.kind is Kind.ARTIFACT or number in tags.decoration:
        told.decoration.append(text)
    elif text:
        told.unclaimed += heard.mark.kind is Kind.CONTENT
        told.outside.append((index, text))
    return False


def _squeezed(text: str) -> str:
    return "".join(text.split()).replace("\xad", "")


def _content_faults(told: _Told, tags: TagsRead, page_count: int) -> Iterator[str]:
    tagged = "".join(told.tagged)
    if not tagged and not told.bare_pictures and told.outside:
        yield _("its tags hold nothing of what the pages show")
    unreadable = tagged.count(UNREADABLE)
    if unreadable > len(tagged) * _MOST_UNREADABLE:
        yield _("its text cannot be read aloud: fonts that do not say which letters they show")
    if lost := _lost(told, tagged + "".join(_said(tags.top)), page_count):
        page, text = lost
        if told.unclaimed:
            yield _("text on page {page} belongs to no tag: {text}").format(page=page + 1, text=text[:60])
        else:
            yield _("text on page {page} is outside the tags: {text}").format(page=page + 1, text=text[:60])
    if told.bare_pictures:
        yield _("page {page} shows a picture and is not in the tags").format(page=told.bare_pictures[0] + 1)
    if sum(map(len, told.decoration)) > len(tagged):
        yield _("most of its text is marked as decoration")


def _said(top: Node) -> Iterator[str]:
    for node in top.walk():
        yield _squeezed(node.says.get("ActualText", "") + node.says.get("Alt", ""))


def _lost(told: _Told, known: str, page_count: int) -> tuple[int, str] | None:
    """The first text that no tag holds, with its page; running heads and feet are furniture.

    Those stand on tagged pages too: what repeats on pages without any tag is what these pages have to say.
    """
    masked = [(index, text, _mask(text, index)) for index, text in told.outside]
    pages = Counter(mask for _index, mask in {(index, mask) for index, _text, mask in masked})
    beside_tags = {mask for index, _text, mask in masked if index not in told.bare}
    fewest = max(_FURNITURE_PAGES, page_count / 3)
    for index, text, mask in masked:
        is_furniture = mask == _PAGE_NUMBER or (pages[mask] >= fewest and mask in beside_tags)
        if not is_furniture and text not in known and text.strip(UNREADABLE):
            return index, text
    return None


def _mask(text: str, index: int) -> str:
    """What a head or foot has in common on all pages: its words; how far its number is from the page's."""
    if text.isdecimal() and len(text) <= _LONGEST_FOLIO:
        return f"# {int(text) - index}"
    return _NUMBER.sub("#", text)
