from __future__ import annotations

from pikepdf import Object, String

from report_pdf.parts.objects.entries import array, dictionary, entry, keys, listed
from report_pdf.parts.objects.names import name
from report_pdf.parts.objects.values import integer, number, text

WRONG = Object.parse(b"<< /A /B /C (c) /D [1 2.5] /E 3 /F true /G << /H 1 >> /#e9 1 /N /#e9 >>")


def test_what_is_of_another_type_counts_as_absent() -> None:
    assert [entry(3, "/A"), entry(WRONG, "/Z"), array(WRONG, "/A")] == [None, None, []]
    assert not list(dictionary(WRONG, "/A").keys())
    assert [name(WRONG.C), text(WRONG.A)] == ["", ""]
    assert [integer(WRONG.F, 7), number(WRONG.F), number(WRONG.C, 5)] == [7, 0, 5]
    assert (listed(None), listed(WRONG.E), listed(WRONG.D)[0]) == ([], [3], 1)


def test_names_that_are_no_text_do_not_stop_the_reading() -> None:
    assert "/A" in keys(WRONG)
    assert name(entry(WRONG, "/N")) == "\ufffd"
    assert text(String(b"\xef\xbb\xbf\xff")) == ""
