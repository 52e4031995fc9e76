"""Page labels: covers and appendices by name, the interior 1, 2, 3."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


def page_labels(named: Mapping[int, str], pages: int) -> tuple[str, ...]:
    """The label of each page.

    Args:
        named: the pages that have a name, by 0-based page index. Those before the first without a name are
            not counted, the others are: a folio is the place of the page in the interior, odd on the right.
        pages: how many there are.
    """
    first = next((index for index in range(pages) if index not in named), pages)
    return tuple(named.get(index) or str(index - first + 1) for index in range(pages))


def label_ranges(named: Mapping[int, str], pages: int) -> Iterator[tuple[int, str, int]]:
    """The labels as a PDF keeps them (ISO 32000-1, 12.4.2).

    Yields:
        0-based index of the first page of a range, the name of its only page or
        "", and the folio of its first page, 0 for a name.
    """
    labels = page_labels(named, pages)
    for index, label in enumerate(labels):
        if index in named:
            yield index, label, 0
        elif index == 0 or index - 1 in named:
            yield index, "", int(label)
