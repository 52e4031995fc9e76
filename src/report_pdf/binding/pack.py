"""The book packed: only what is reached, in object streams, with identifiers that depend on it alone."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pikepdf


def pack(book: Path, packed: Path, document_id: UUID) -> None:
    """Store the file as it is to be.

    Args:
        book: the bound file, or a body that nothing is bound to.
        packed: where it goes.
        document_id: the lasting half of the file's identifier; the other half comes from its content.
    """
    with pikepdf.open(book) as pdf:
        pdf.trailer["/ID"] = pikepdf.Array([pikepdf.String(document_id.bytes)] * 2)
        pdf.save(
            packed,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
        )
