"""What can be seen wrong in the HTML before it is typeset: pictures, links, names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from weasyprint.urls import iri_to_uri

from report_pdf.findings import NOWHERE, Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.nearest import nearest_hint
from report_pdf.typeset.fetch import PROJECT, ProjectFetcher
from report_pdf.typeset.html_places import Places
from report_pdf.typeset.tag_roles import FORCED_ROLES, SVG, alternative, is_hidden


def check_html(
    root: Element, places: Places, fetcher: ProjectFetcher, elsewhere: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Pictures without alternative text, dead links, names given twice or unknown.

    Pictures that cannot be loaded are told by `fetcher`, which learns here where they stand.

    Args:
        root: the HTML.
        places: where each element was written.
        fetcher: loads what pages show.
        elsewhere: ids in the rest of the book, if this is a part of it.
    """
    return (*_pictures(root, places, fetcher), *_anchors(root, places, elsewhere), *_tags(root, places))


def _pictures(root: Element, places: Places, fetcher: ProjectFetcher) -> Iterator[Finding]:
    for picture in (*root.iter("img"), *root.iter(SVG)):
        source = picture.get("src", "")
        if source:
            fetcher.load(_address(source), places.of(picture))
        if not alternative(picture) and not is_hidden(picture) and picture.get("alt") is None:
            message = _("picture without alternative text: {source}").format(source=source or "svg")
            hint = _('say what it shows in alt="…"; aria-hidden="true" if it is decoration')
            yield Finding("layout.no-alternative", Severity.WARN, message, places.of(picture), hint)


def _address(source: str) -> str:
    """The address that WeasyPrint will ask for."""
    address: str = iri_to_uri(urljoin(PROJECT, source))
    return address


def check_drawn(
    root: Element, places: Places, fetcher: ProjectFetcher, unusable: Mapping[str, str]
) -> tuple[Finding, ...]:
    """Pictures that were loaded and could not be drawn; `unusable` tells why, by address."""
    where: dict[str, list[Where]] = {}
    for picture in root.iter("img"):
        where.setdefault(_address(picture.get("src", "")), []).append(places.of(picture))
    broken = {url: reason for url, reason in unusable.items() if not fetcher.has_refused(url)}
    return tuple(
        _undrawn(url, reason, place) for url, reason in broken.items() for place in where.get(url, [NOWHERE])
    )


def _undrawn(url: str, reason: str, where: Where) -> Finding:
    names = {"picture": url.removeprefix(PROJECT), "reason": reason or "-"}
    message = _("the picture {picture} cannot be drawn: {reason}").format(**names)
    return Finding("layout.broken-picture", Severity.WARN, message, where)


def _anchors(root: Element, places: Places, elsewhere: Collection[str]) -> Iterator[Finding]:
    anchors = Counter(name for element in root.iter() if (name := element.get("id")))
    for element in root.iter():
        name = element.get("id", "")
        if anchors[name] > 1:
            message = _("the id {name} is given more than once").format(name=name)
            yield Finding("layout.duplicate-id", Severity.WARN, message, places.of(element))
    for link in root.iter("a"):
        target = link.get("href", "")
        if target.startswith("#") and target[1:] not in anchors and target[1:] not in elsewhere:
            message = _("link to nowhere: {target}").format(target=target)
            hint = nearest_hint(target[1:], anchors)
            yield Finding("layout.dead-link", Severity.WARN, message, places.of(link), hint)


def _tags(root: Element, places: Places) -> Iterator[Finding]:
    for element in root.iter():
        role = element.get("data-tag")
        if role is not None and role not in FORCED_ROLES:
            message = _("no such structure element: {role}").format(role=role)
            hint = nearest_hint(role, FORCED_ROLES)
            yield Finding("layout.unknown-tag", Severity.WARN, message, places.of(element), hint)
