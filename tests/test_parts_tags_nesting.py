from __future__ import annotations

import pytest
from tag_drawing import Drawing, drawing_of, tree

from report_pdf.parts.tags.nesting import mend_nesting


@pytest.mark.parametrize(
    ("found", "mended"),
    [
        # what stands outside its home
        (
            ("Part", ("LI", ("LBody", 0)), ("LI", ("LBody", 1))),
            ("Part", ("L", ("LI", ("LBody", 0)), ("LI", ("LBody", 1)))),
        ),
        (("Part", ("LBody", ("P", 0))), ("Part", ("Div", ("P", 0)))),
        (("Part", ("TOCI", ("P", 0))), ("Part", ("TOC", ("TOCI", ("P", 0))))),
        (("Part", ("TD", 0), ("TH", 1)), ("Part", ("Table", ("TR", ("TD", 0), ("TH", 1))))),
        (("Part", ("THead", ("TR", ("TH", 0)))), ("Part", ("Table", ("TR", ("TH", 0))))),
        # lists
        (
            ("Part", ("L", ("P", 0), ("LI", 1))),
            ("Part", ("L", ("LI", ("LBody", ("P", 0))), ("LI", ("LBody", 1)))),
        ),
        (
            ("Part", ("L", ("LI", ("Lbl", 0), ("P", 1), 2))),
            ("Part", ("L", ("LI", ("Lbl", 0), ("LBody", ("P", 1), 2)))),
        ),
        (
            ("Part", ("L", ("LI", ("LBody", 0)), ("Caption", 1))),
            ("Part", ("L", ("Caption", 1), ("LI", ("LBody", 0)))),
        ),
        # contents
        (("Part", ("TOC", ("P", 0))), ("Part", ("TOC", ("TOCI", ("P", 0))))),
        (("Part", ("TOC", ("TOCI", 0), ("Caption", 1))), ("Part", ("TOC", ("Caption", 1), ("TOCI", 0)))),
        # content and words alone in a group
        (("Part", 0, ("Span", 1), ("H1", 2), 3), ("Part", ("P", 0, ("Span", 1)), ("H1", 2), ("P", 3))),
        # what holds nothing
        (
            ("Part", ("P", "Span"), ("Sect", "Div"), ("Table", ("TR", "TD", ("TD", 0)))),
            ("Part", ("Table", ("TR", "TD", ("TD", 0)))),
        ),
        # types that nobody knows
        (
            ("Part", ("", 0), ("", ("P", 1)), ("P", ("", 2))),
            ("Part", ("P", 0), ("Div", ("P", 1)), ("P", ("Span", 2))),
        ),
    ],
)
def test_elements_nest_as_they_may(found: Drawing, mended: Drawing) -> None:
    top = tree(found)
    mend_nesting(top)
    assert drawing_of(top) == mended


def test_a_picture_around_pictures_is_a_group_unless_it_speaks() -> None:
    silent = tree(("Part", ("Figure", ("Figure", 0), ("Caption", 1))))
    mend_nesting(silent)
    assert drawing_of(silent) == ("Part", ("Div", ("Figure", 0), ("Caption", 1)))
    speaking = tree("Part")
    speaking.kids.append(tree(("Figure", ("Figure", 0)), Alt="Due mappe"))
    mend_nesting(speaking)
    assert drawing_of(speaking) == ("Part", ("Figure", ("Figure", 0)))


def test_what_says_something_stays_though_it_holds_nothing() -> None:
    top = tree("Part")
    top.kids = [tree("Span", ActualText="ciao"), tree("P", Lang="it")]
    mend_nesting(top)
    assert drawing_of(top) == ("Part", ("P", "Span"))
