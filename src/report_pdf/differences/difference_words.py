"""What a comparison says, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from report_pdf.differences.comparison import Comparison, FigureChange, Kind, PageChange, TextChange
from report_pdf.look.sheet_words import page_title
from report_pdf.messages import _, ngettext


def title(comparison: Comparison) -> str:
    """What is compared."""
    return _("What changes from {old} to {new}").format(old=comparison.old.name, new=comparison.new.name)


def kind_name(kind: Kind) -> str:
    """What happened, as a noun: it is said of figures, texts and pages alike."""
    names = {
        Kind.CHANGED: _("change"),
        Kind.ADDED: _("addition"),
        Kind.REMOVED: _("removal"),
        Kind.MOVED: _("move"),
        Kind.RENUMBERED: _("other page number"),
    }
    return names[kind]


def role_name(role: str) -> str:
    """What a text is, by its structure element; "" for a plain paragraph."""
    names = {
        "": _("text of the page"),
        "Caption": _("caption"),
        "Figure": _("description of a figure"),
        "Form": _("field"),
        "Formula": _("formula"),
        "LI": _("entry of a list"),
        "Note": _("note"),
        "P": _("paragraph"),
        "TOCI": _("entry of the contents"),
        "TR": _("row of a table"),
    }
    return names.get(role, _("heading"))


def column_name(column: str) -> str:
    """What a column of a data table says: a period is its own name."""
    names = {
        "group": _("group"),
        "label": _("label"),
        "nature": _("nature"),
        "note": _("note"),
        "source": _("source"),
        "unit": _("unit"),
        "value": _("value"),
        "when": _("date or time"),
    }
    return names.get(column, column)


def pages_of(change: TextChange | PageChange) -> str:
    """Where it was and where it is, said once if that is the same."""
    if isinstance(change, TextChange):
        labels = [label for label in (change.page_before, change.page_now) if label is not None]
    else:
        labels = [page.label for page in (change.before, change.now) if page]
    return " → ".join(dict.fromkeys(map(page_title, labels)))


def areas_counted(areas: int) -> str:
    """How many areas of a page differ."""
    return ngettext("{n} area differs", "{n} areas differ", areas).format(n=areas)


def summary(comparison: Comparison) -> tuple[str, ...]:
    """How many of each differ, of what differs at all."""
    counted = (*_figures(comparison.figures), *_texts(comparison.texts), *_pages(comparison.pages))
    return tuple(told.format(n=n) for n, told in counted if n) or (_("no difference"),)


Counted = Iterable[tuple[int, str]]


def _figures(changes: tuple[FigureChange, ...]) -> Counted:
    cells = [change for change in changes if change.kind is Kind.CHANGED]
    figures = sum(change.is_figure for change in cells)
    said = len(cells) - figures
    new, gone = (
        len({change.indicator for change in changes if change.kind is kind})
        for kind in (Kind.ADDED, Kind.REMOVED)
    )
    return (
        (figures, ngettext("{n} figure changed", "{n} figures changed", figures)),
        (new, ngettext("{n} indicator new", "{n} indicators new", new)),
        (gone, ngettext("{n} indicator taken out", "{n} indicators taken out", gone)),
        (said, ngettext("{n} remark on figures changed", "{n} remarks on figures changed", said)),
    )


def _texts(changes: tuple[TextChange, ...]) -> Counted:
    of = _by_kind(changes)
    return (
        (n := of[Kind.CHANGED], ngettext("{n} text changed", "{n} texts changed", n)),
        (n := of[Kind.ADDED], ngettext("{n} text new", "{n} texts new", n)),
        (n := of[Kind.REMOVED], ngettext("{n} text taken out", "{n} texts taken out", n)),
        (n := of[Kind.MOVED], ngettext("{n} text moved", "{n} texts moved", n)),
        (
            n := of[Kind.RENUMBERED],
            ngettext("{n} text with another page number", "{n} texts with other page numbers", n),
        ),
    )


def _pages(changes: tuple[PageChange, ...]) -> Counted:
    of = _by_kind(changes)
    return (
        (n := of[Kind.CHANGED], ngettext("{n} page changed", "{n} pages changed", n)),
        (n := of[Kind.ADDED], ngettext("{n} page new", "{n} pages new", n)),
        (n := of[Kind.REMOVED], ngettext("{n} page taken out", "{n} pages taken out", n)),
        (
            n := of[Kind.RENUMBERED],
            ngettext("{n} page only renumbered", "{n} pages only renumbered", n),
        ),
    )


def _by_kind(changes: Iterable[TextChange | PageChange]) -> Mapping[Kind, int]:
    kinds = [change.kind for change in changes]
    return {kind: kinds.count(kind) for kind in Kind}


def page_words() -> Mapping[str, str]:
    """The words of the page of HTML, by the names that its template has for them."""
    return {
        "language": _("en"),
        "skip": _("go to the differences"),
        "summary": _("In short"),
        "book": _("Book"),
        "file": _("file"),
        "before": _("before"),
        "now": _("now"),
        "pages": _("Pages"),
        "figures": _("Figures"),
        "texts": _("Texts"),
        "indicator": _("indicator"),
        "column": _("period or remark"),
        "what": _("what happened"),
        "no_tables": _(
            "The tables of figures can be compared only between two versions of the archive. "
            "Figures in the pages are among the texts."
        ),
        "same_figures": _("All figures in the tables are the same."),
        "same_texts": _("All texts are the same."),
        "same_pages": _("All pages look the same."),
        "inserted": _("inserted:"),
        "deleted": _("deleted:"),
        "end": _("end"),
        "other_numbers": _("Only page numbers differ"),
        "other_labels": _("Only renumbered"),
        "mark_areas": _("mark what differs"),
        "size": _("Pictures"),
        "fitting": _("fitting"),
        "large": _("large"),
        "not_pictured": _("without a picture: too many pages differ"),
        "not_listed": _("Further texts, not listed here: {n}. All are in the output of --json."),
        "texts_here": _("Texts of this page:"),
    }
