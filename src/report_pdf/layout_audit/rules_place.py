"""Rules of place: nothing outside type area, safe zone, box or sheet; charts at the size they were drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from report_pdf.layout_audit.page_items import Block, Fault, LaidBook, LaidPage, Rect, Run
from report_pdf.layout_audit.reach import SLACK_MM, beyond, farthest, grown, runs_of
from report_pdf.messages import _

_SCALED_MM = 0.1


def outside_type_area(book: LaidBook) -> Iterator[Fault]:
    """Text or a picture beyond the margins of its page; display type may hang out on the left."""
    rule, hint = "outside-type-area", _("move it in, or give the page no margins")
    for page in book.pages:
        if page.bleeds:
            continue
        for block in page.blocks:
            if (out := farthest(runs_of(block), page.type_area)) is not None:
                message = _("text reaches {mm:.1f} mm beyond the type area: {text}")
                message = message.format(mm=out.mm, text=out.run.text.strip())
                yield Fault(rule, page.index, out.run.ink, block.number, message, out.run.where, hint)
        for picture in page.pictures:
            mm = beyond(picture.rect, page.type_area)
            if mm > SLACK_MM:
                message = _("the picture reaches {mm:.1f} mm beyond the type area").format(mm=mm)
                yield Fault(rule, page.index, picture.rect, picture.block, message, picture.where, hint)


def outside_safe_zone(book: LaidBook) -> Iterator[Fault]:
    """Text so near to the trim of a page without margins that the knife may reach it."""
    safe = book.tokens.grid.safe
    hint = _("text keeps {mm:g} mm from the trim").format(mm=safe)
    for page in book.pages:
        zone = grown(page.rect, -safe)
        if not page.bleeds:
            continue
        for block in page.blocks:
            # What is beyond the sheet is told as clipped.
            inside = [run for run in runs_of(block) if beyond(run.ink, page.rect) <= SLACK_MM]
            if (out := farthest(inside, zone, hanging=False)) is not None:
                message = _("text stands {mm:.1f} mm from the trim: {text}")
                message = message.format(mm=max(safe - out.mm, 0), text=out.run.text.strip())
                where = out.run.where
                yield Fault("outside-safe-zone", page.index, out.run.ink, block.number, message, where, hint)


def clipped_text(book: LaidBook) -> Iterator[Fault]:
    """Text beyond the sheet, or beyond a box that cuts off what leaves it."""
    hint = _("make the box larger or the text shorter")
    for page in book.pages:
        windows = _windows(page)
        for block in page.blocks:
            if (out := farthest(runs_of(block), windows[block.number], hanging=False)) is not None:
                message = _("{mm:.1f} mm of the text are cut off: {text}")
                message = message.format(mm=out.mm, text=out.run.text.strip())
                where = out.run.where
                yield Fault("clipped-text", page.index, out.run.ink, block.number, message, where, hint)


def _windows(page: LaidPage) -> dict[int, Rect]:
    """What can be seen of each block: the sheet, less what boxes around it cut off."""
    windows = {-1: page.rect}
    for block in page.blocks:
        around = windows[block.parent]
        windows[block.number] = _common(around, block.rect) if block.clips else around
    return windows


def _common(one: Rect, other: Rect) -> Rect:
    return Rect(
        max(one.left, other.left),
        max(one.top, other.top),
        min(one.right, other.right),
        min(one.bottom, other.bottom),
    )


def overflowing_box(book: LaidBook) -> Iterator[Fault]:
    """Content that leaves a box of fixed height, or that such a box carries over to the next page."""
    inside = [_contents(page) for page in book.pages]
    for page in book.pages:
        for block in page.blocks:
            if block.fixed_height or block.placed:
                yield from _carried_over(block, page, book, inside)
            # What leaves a box as large as the sheet is told as clipped.
            if block.fixed_height and not block.clips and beyond(page.rect, block.rect) > 0:
                yield from _leaving(block, inside[page.index][block.number], page)


def _leaving(block: Block, inside: Iterable[Run], page: LaidPage) -> Iterator[Fault]:
    if (out := farthest(inside, block.rect)) is not None:
        message = _("{mm:.1f} mm too much for the box {box}: {text}")
        message = message.format(mm=out.mm, box=_called(block), text=out.run.text.strip())
        hint = _("shorten the text, or give the box more room")
        yield Fault("overflowing-box", page.index, out.run.ink, block.number, message, block.where, hint)


def _carried_over(
    block: Block, page: LaidPage, book: LaidBook, inside: Sequence[Mapping[int, Sequence[Run]]]
) -> Iterator[Fault]:
    """A box that stands on one page by its design, and goes on on the next."""
    if not block.begins or block.ends:
        return
    mm = 0.0
    for later in book.pages[page.index + 1 :]:
        rest = next((other for other in later.blocks if _goes_on(block, other)), None)
        if rest is None:
            break
        mm += (
            max((run.ink.bottom for run in inside[later.index][rest.number]), default=0) - later.type_area.top
        )
    if mm > SLACK_MM:
        message = _("{mm:.1f} mm too much for the page: the box {box} goes on overleaf")
        message = message.format(mm=mm, box=_called(block))
        hint = _("shorten the text, or let the box flow")
        yield Fault("overflowing-box", page.index, block.rect, block.number, message, block.where, hint)


def _goes_on(block: Block, other: Block) -> bool:
    same = (block.tag, block.names, block.id, block.where) == (other.tag, other.names, other.id, other.where)
    return same and not other.begins


def _contents(page: LaidPage) -> dict[int, list[Run]]:
    """The text in each block, that of the blocks inside it included."""
    inside: dict[int, list[Run]] = defaultdict(list)
    # Blocks inside come after those around them.
    for block in reversed(page.blocks):
        inside[block.number] += runs_of(block)
        inside[block.parent] += inside[block.number]
    return inside


def _called(block: Block) -> str:
    return f"#{block.id}" if block.id else ".".join([block.tag, *sorted(block.names)])


def scaled_picture(book: LaidBook) -> Iterator[Fault]:
    """A chart shown larger or smaller than it was drawn: its type and its tiles lose their size."""
    for page in book.pages:
        for picture in page.pictures:
            chart = book.charts.get(picture.name)
            if chart is None:
                continue
            width, height = picture.rect.width, picture.rect.height
            if max(abs(width - chart.width_mm), abs(height - chart.height_mm)) > _SCALED_MM:
                message = _("the chart is shown at {width:.1f} by {height:.1f} mm, drawn at {own}")
                own = f"{chart.width_mm:.1f} × {chart.height_mm:.1f} mm"
                message = message.format(width=width, height=height, own=own)
                hint = _("draw it at the size it is shown at, and let no style sheet size it")
                where = picture.where
                yield Fault("scaled-picture", page.index, picture.rect, picture.block, message, where, hint)
