"""Transformations of pages (ISO 32000-1, 8.3.3)."""

from __future__ import annotations

from pypdf.generic import DictionaryObject

from report_pdf.binding.graft import array, number

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does what `inner` does, and then what `outer` does."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def matrix_of(owner: DictionaryObject) -> Matrix:
    """The `/Matrix` of a form or a pattern."""
    if "/Matrix" not in owner:
        return IDENTITY
    a, b, c, d, e, f = map(number, array(owner["/Matrix"]))
    return a, b, c, d, e, f
