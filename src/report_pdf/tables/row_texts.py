"""The cells that describe a row: its name, what it counts, and who counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_pdf.findings import Finding, Where
from report_pdf.indicators import Nature, State
from report_pdf.italian import when_label
from report_pdf.messages import _
from report_pdf.nearest import nearest_hint
from report_pdf.tables.sheet import Kind, RawCell, blocked

_MAY_BE_BLANK = frozenset({"group", "note"})
_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_INSIDE_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def read_nature(cell: RawCell | None) -> Nature | None:
    """The nature that the cell names; None when it names none."""
    names = {nature.value: nature for nature in Nature}
    return names.get(cell.text) if cell else None


def read_known(cell: RawCell | None) -> str | None:
    """The text, or None where the office wrote that it is not known."""
    return cell.text if cell and cell.text and cell.text != State.UNKNOWN.value else None


def wrong_text(title: str, cell: RawCell) -> Iterator[Finding]:
    """What is wrong with a cell that describes the row."""
    if cell.kind is Kind.REFUSED:
        return
    name, text = cell.address or title, cell.text
    if not text:
        if title not in _MAY_BE_BLANK:
            yield _blank(title, name, cell.where)
    elif _INSIDE_LINE.search(text):
        message = _("{cell}: a line break or another control character inside the text").format(cell=name)
        yield blocked("control-character", message, cell.where, _("write the text on one line"))
    elif title == "id" and not _ID.fullmatch(text):
        message = _("{cell}: {value} is not an identifier").format(cell=name, value=text[:40])
        hint = _("write section.name with lower-case letters, digits and _, such as eventi.partecipanti")
        yield blocked("wrong-id", message, cell.where, hint)
    elif title == "nature" and read_nature(cell) is None:
        natures = [nature.value for nature in Nature]
        message = _("{cell}: unknown nature {value}").format(cell=name, value=text[:40])
        hint = nearest_hint(text.casefold(), natures) or _("the natures are {natures}").format(
            natures=", ".join(natures)
        )
        yield blocked("unknown-nature", message, cell.where, hint)
    elif title == "when" and not _is_when(text):
        message = _("{cell}: {value} is neither a date nor a period").format(cell=name, value=text[:40])
        yield blocked("wrong-when", message, cell.where, _when_hint())


def _blank(title: str, name: str, where: Where) -> Finding:
    if title == "label":
        hint = _("each row has its own label: none is taken from the row above")
        return blocked("unlabelled-row", _("{cell}: the row has no label").format(cell=name), where, hint)
    hints = {"unit": _("write n.d. if the source does not give the unit"), "when": _when_hint()}
    message = _("{cell}: the cell is blank").format(cell=name)
    return blocked("blank-cell", message, where, hints.get(title, ""))


def _when_hint() -> str:
    return _("write 2024-01-10, 2024, 2024-H1, 2019/2024-H1, or n.d. if the source does not say")


def _is_when(text: str) -> bool:
    if text == State.UNKNOWN.value:
        return True
    try:
        when_label(text)
    except ValueError:
        return False
    return True
