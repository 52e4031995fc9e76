"""Form XObjects without marks: what draws them says what they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pikepdf
from pikepdf import Dictionary, Object, Pdf, Stream

from report_pdf.parts.content.marks import read_instructions
from report_pdf.parts.content.tidying import stripped
from report_pdf.parts.objects.entries import Identity, dictionary, entry, identity, keys
from report_pdf.parts.objects.names import name
from report_pdf.parts.objects.values import stream_bytes


def forms_in(resources: Object, drawn: Iterable[Stream] = ()) -> Iterator[Stream]:
    """The forms `drawn` and those that the resources name, with those inside them, each once."""
    waiting: list[Stream | Object] = [*drawn, *_named(resources)]
    seen: set[Identity] = set()
    while waiting:
        form = waiting.pop()
        if isinstance(form, Stream) and identity(form) not in seen:
            seen.add(identity(form))
            yield form
            waiting += _named(dictionary(form, "/Resources"))


def _named(resources: Object) -> Iterator[Stream]:
    drawn = dictionary(resources, "/XObject")
    for key in keys(drawn):
        form = entry(drawn, key)
        if isinstance(form, Stream) and name(entry(form, "/Subtype")) == "Form":
            yield form


def strip_forms(
    pdf: Pdf, *, besides: frozenset[Identity] = frozenset(), looks: Sequence[Stream] = ()
) -> None:
    """Take the marks out of all form XObjects that pages draw, those of layers apart.

    Args:
        pdf: the part.
        besides: forms whose content is in the structure.
        looks: the looks of annotations that will be drawn into pages.
    """
    done = set(besides)
    everywhere = [dictionary(page.obj, "/Resources") for page in pdf.pages]
    for form in (*forms_in(Dictionary(), looks), *(each for found in everywhere for each in forms_in(found))):
        if identity(form) not in done:
            done.add(identity(form))
            _strip(form)


def _strip(form: Stream) -> None:
    if any(mark in stream_bytes(form) for mark in (b"BDC", b"BMC")):
        form.write(pikepdf.unparse_content_stream(stripped(read_instructions(form))))
