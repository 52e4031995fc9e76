"""What reading raises where an object is not what it claims to be."""

from __future__ import annotations

import struct
import zlib

import pikepdf
from fontTools.ttLib import TTLibError

# Whatever pikepdf, zlib and fontTools raise on what is not what it claims to be;
# pikepdf's NotImplementedError is for pictures and filters that it does not decode.
BROKEN = (
    pikepdf.PdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    ImportError,
    LookupError,
    NotImplementedError,
    RecursionError,
    RuntimeError,
    TTLibError,
    TypeError,
    ValueError,
    Warning,
    struct.error,
    zlib.error,
)
