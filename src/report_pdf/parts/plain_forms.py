"""Form XObjects without marks: what draws them says what they are."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Object, Pdf, Stream

from report_pdf.parts.content_marks import read_instructions
from report_pdf.parts.content_rewriting import stripped
from report_pdf.parts.objects import Identity, dictionary, entry, identity, keys, name, stream_bytes


def forms_in(resources: Object) -> Iterator[Stream]:
    """The form XObjects that the resources name, and those inside them, each once."""
    waiting: list[Object] = [resources]
    seen: set[Identity] = set()
    while waiting:
        drawn = dictionary(waiting.pop(), "/XObject")
        for key in keys(drawn):
            form = entry(drawn, key)
            if (
                isinstance(form, Stream)
                and name(entry(form, "/Subtype")) == "Form"
                and identity(form) not in seen
            ):
                seen.add(identity(form))
                yield form
                waiting.append(dictionary(form, "/Resources"))


def strip_forms(pdf: Pdf, *, besides: frozenset[Identity] = frozenset()) -> None:
    """Take the marks out of all form XObjects that pages draw, those of layers apart."""
    done = set(besides)
    for page in pdf.pages:
        for form in forms_in(dictionary(page.obj, "/Resources")):
            if identity(form) not in done:
                done.add(identity(form))
                _strip(form)


def _strip(form: Stream) -> None:
    if any(mark in stream_bytes(form) for mark in (b"BDC", b"BMC")):
        form.write(pikepdf.unparse_content_stream(stripped(read_instructions(form))))
