"""What a build keeps for the next one: values of kinds that are named here.

Python's pickles may call anything when they are read; these build values of the kinds below and nothing else.
"""

from __future__ import annotations

import io
import pickle
from typing import Any

_BY_MODULE = {
    "builtins": "range set frozenset bytearray",
    "pydyf": "Array Dictionary Object Stream String",
    "report_pdf.findings": "Where",
    "report_pdf.layout_audit.page_items": "Block LaidPage Line Picture Rect Run Stroke",
    "report_pdf.typeset.font_programs": "FontUse",
    "report_pdf.typeset.galleys": "Galley GalleyLink GalleyPage",
    "report_pdf.typeset.kept_galleys": "KeptGalley",
    "report_pdf.typeset.segments": "Segment Surroundings Target",
    "report_pdf.typeset.tag_tree": "Leaf Mark Node",
}
_KINDS = frozenset((module, name) for module, names in _BY_MODULE.items() for name in names.split())


class UnreadableError(Exception):
    """A record that is damaged, or holds what no record may."""


def record(value: object) -> bytes:
    """A value as bytes."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def recorded(content: bytes) -> Any:  # noqa: ANN401  # whatever was recorded
    """The value that was recorded.

    Raises:
        UnreadableError: it is not one that `record` gave, or of a kind that is not known here.
    """
    try:
        return _Reader(io.BytesIO(content)).load()
    except Exception as error:
        raise UnreadableError from error


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401  # a class
        if (module, name) not in _KINDS:
            message = f"{module}.{name}"
            raise UnreadableError(message)
        return super().find_class(module, name)
