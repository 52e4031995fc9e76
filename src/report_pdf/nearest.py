"""The name that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from report_pdf.messages import _


def nearest_hint(name: str, known: Iterable[str]) -> str:
    """A question with the nearest of the `known` names; "" when none is near."""
    near = get_close_matches(name, sorted(set(known)), n=1)
    return _("did you mean {name}?").format(name=near[0]) if near else ""
