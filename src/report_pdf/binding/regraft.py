"""A part bound alone, to see what becomes of it before it is in the book."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from report_pdf.binding.catalog import unite_catalogs
from report_pdf.binding.graft import add_places, dictionary, forget, graft, new_book, sound_files


def regraft(source: Path, target: Path, *, leaves_out: Collection[str] = ()) -> None:
    """Write the pages of `source` as binding would, alone; a picture of the result shows what pypdf loses.

    What binding would stumble over, this does.

    Args:
        source: a sound part.
        target: where the result goes.
        leaves_out: entries of the catalog that do not come along.
    """
    with sound_files(), source.open("rb") as file:
        writer = new_book()
        reader = PdfReader(file)
        places = add_places(writer, len(reader.pages))
        grafted = graft(reader, writer, places, leaves_out)
        for place, page in zip(places, grafted.pages, strict=True):
            dictionary(place).update(page)
        writer.root_object.update(grafted.catalog)
        unite_catalogs(DictionaryObject(), grafted, "")
        writer.write(target)
        forget(writer)
