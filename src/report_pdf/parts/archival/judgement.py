"""Which page draws with what, so that a fault is told of the pages where it shows and of no other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from pikepdf import Pdf, Stream

from report_pdf.messages import _
from report_pdf.parts.archival.colours import default_faults, painted_faults, space_faults
from report_pdf.parts.archival.fonts.shown import ShownFonts, add, judge_font, shown_by
from report_pdf.parts.archival.graphics import drawing_faults, state_faults
from report_pdf.parts.archival.spots import mixed_twice, spot_faults, spot_looks
from report_pdf.parts.archival.syntax import content_faults
from report_pdf.parts.content.walk import Content, contents, drawn, roots
from report_pdf.parts.faults import Blocker, Found
from report_pdf.parts.objects.broken import BROKEN
from report_pdf.parts.objects.entries import Identity, entries, entry, identity
from report_pdf.parts.objects.names import exact_name


@dataclass(slots=True)
class _Judgement:
    """What is known of each content stream, by the number of its object.

    Attributes:
        faults: what is wrong with it, without what it draws with.
        drawn: the content streams that it draws with.
        fonts: what it shows.
        spots: the content streams that use a spot colour, by its name and its definition.
    """

    faults: dict[Identity, set[Found]] = field(default_factory=dict)
    drawn: dict[Identity, set[Identity]] = field(default_factory=dict)
    fonts: dict[Identity, ShownFonts] = field(default_factory=dict)
    spots: defaultdict[str, defaultdict[bytes, set[Identity]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )


def page_faults(pdf: Pdf) -> Iterator[Blocker]:
    """What keeps each page from being archived."""
    judgement = _Judgement()
    for content in contents(pdf):
        _judge(judgement, content)
    _judge_fonts(judgement)
    _judge_spots(judgement)
    for number, page in enumerate(pdf.pages, 1):
        for rule, message in _faults_of(judgement, {identity(each.owner) for each in roots(page)}):
            yield Blocker(number, rule, message)


def _judge(judgement: _Judgement, content: Content) -> None:
    number = identity(content.owner)
    faults = judgement.faults[number] = set()
    try:
        faults.update(content_faults(content), default_faults(content), _resource_faults(content))
        painted, drawn_in = list(_resources(content, "/ColorSpace")), list(_drawn_in(content))
        faults.update(*map(painted_faults, painted), *map(space_faults, drawn_in))
        faults.update(*map(spot_faults, _named(content)))
        for space in (*painted, *drawn_in):
            for name, look in spot_looks(space):
                judgement.spots[name][look].add(number)
        judgement.fonts[number] = shown_by(content)
        judgement.drawn[number] = {identity(each.owner) for each in drawn(content)}
    except BROKEN:
        faults.add(("6.1", _("a part of the page is damaged")))


def _resources(content: Content, category: str) -> Iterator[object]:
    """The resources of a category that a content stream uses."""
    for name in sorted(content.scan.used[category]) if content.scan else ():
        yield content.resource(category, name)


def _resource_faults(content: Content) -> Iterator[Found]:
    for drawing in _resources(content, "/XObject"):
        if isinstance(drawing, Stream):
            yield from drawing_faults(drawing)
    for state in _resources(content, "/ExtGState"):
        if state is not None:
            yield from state_faults(state)


def _named(content: Content) -> Iterator[object]:
    """The colour spaces in resources: names of spots are read even of those that nothing uses (6.1.8)."""
    yield from (space for _name, space in entries(entry(content.resources, "/ColorSpace")))


def _drawn_in(content: Content) -> Iterator[object]:
    """The colour spaces of pictures, shadings and groups."""
    shadings = [*_resources(content, "/Shading")]
    shadings += [entry(each, "/Shading") for each in _resources(content, "/Pattern")]
    images = [
        each for each in _resources(content, "/XObject") if exact_name(entry(each, "/Subtype")) == "/Image"
    ]
    found = [entry(each, "/ColorSpace") for each in (*shadings, *images)]
    found.append(entry(entry(content.owner, "/Group"), "/CS"))
    yield from (space for space in found if space is not None)


def _judge_fonts(judgement: _Judgement) -> None:
    """Each font is judged once, by all that is shown in it; each content stream by what it shows."""
    everything: ShownFonts = {}
    for fonts in judgement.fonts.values():
        add(everything, fonts)
    verdicts = {number: judge_font(shown) for number, shown in everything.items()}
    for owner, fonts in judgement.fonts.items():
        for number, shown in fonts.items():
            judgement.faults[owner].update(verdicts[number].faults(shown))


def _judge_spots(judgement: _Judgement) -> None:
    for name, looks in judgement.spots.items():
        if len(looks) > 1:
            for owner in set().union(*looks.values()):
                judgement.faults[owner].add(mixed_twice(name))


def _faults_of(judgement: _Judgement, owners: set[Identity]) -> set[Found]:
    """The faults of content streams and of all that they draw with."""
    found: set[Found] = set()
    seen: set[Identity] = set()
    waiting = set(owners)
    while waiting:
        owner = waiting.pop()
        seen.add(owner)
        found |= judgement.faults.get(owner, set())
        waiting |= judgement.drawn.get(owner, set()) - seen
    return found
