from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from report_pdf.typeset.page_labels import label_ranges, page_labels


def test_covers_have_names_and_the_interior_counts_from_one() -> None:
    named = {0: "Copertina", 1: "Seconda di copertina", 4: "Terza di copertina", 5: "Quarta di copertina"}
    assert page_labels(named, 6) == (
        "Copertina",
        "Seconda di copertina",
        "1",
        "2",
        "Terza di copertina",
        "Quarta di copertina",
    )
    assert list(label_ranges(named, 6))[2] == (2, "", 1)


@given(st.dictionaries(st.integers(0, 12), st.just("nome"), max_size=5), st.integers(0, 12))
def test_the_ranges_say_the_same_as_the_labels(named: dict[int, str], pages: int) -> None:
    told: list[str] = []
    ranges = [*label_ranges(named, pages), (pages, "", 0)]
    for (first, name, folio), (after, _name, _folio) in pairwise(ranges):
        told += [name] if name else [str(folio + step) for step in range(after - first)]
    assert tuple(told) == page_labels(named, pages)
