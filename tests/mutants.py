"""Files of the zoo with something in them changed at random, the same for the same number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from random import Random

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

MOST_CHANGES = 4


def mutant(sources: Sequence[bytes], number: int) -> bytes:
    """One of the sources, changed; the number decides which and how."""
    chance = Random(number)  # noqa: S311  # the same each time
    content = sources[number % len(sources)]
    kinds = (_flipped, _cut, _swapped, _without_a_piece, _objects_changed, _objects_changed, _objects_changed)
    changed = chance.choice(kinds)(content, chance)
    return changed if changed != content else _flipped(content, chance)


def _flipped(content: bytes, chance: Random) -> bytes:
    """Some bytes are others."""
    changed = bytearray(content)
    for _byte in range(chance.randint(1, 20)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(content: bytes, chance: Random) -> bytes:
    """The end is missing."""
    return content[: chance.randrange(1, len(content))]


def _swapped(content: bytes, chance: Random) -> bytes:
    """Two pieces have changed their places."""
    begin, middle, end = sorted(chance.randrange(len(content)) for _place in range(3))
    return content[:begin] + content[middle:end] + content[begin:middle] + content[end:]


def _without_a_piece(content: bytes, chance: Random) -> bytes:
    """Some bytes are gone, some are there twice."""
    begin = chance.randrange(len(content))
    end = min(len(content), begin + chance.randint(1, 300))
    return content[:begin] + content[begin:end] * chance.choice((0, 2)) + content[end:]


def _objects_changed(content: bytes, chance: Random) -> bytes:
    """Values of the wrong kind, entries missing, references that lead elsewhere, in a well written file."""
    file = BytesIO()
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            for _change in range(chance.randint(1, MOST_CHANGES)):
                _change_object(pdf, chance)
            pdf.save(file, deterministic_id=True)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, RuntimeError):
        return _flipped(content, chance)
    return file.getvalue()


def _change_object(pdf: Pdf, chance: Random) -> None:
    holders = [
        found for found in pdf.objects if isinstance(found, Dictionary | Stream | Array) and len(found)
    ]
    holder = chance.choice(holders)
    for _level in range(chance.randrange(3)):
        inner = [kid for kid in _kids(holder) if isinstance(kid, Dictionary | Array) and len(kid)]
        holder = chance.choice(inner) if inner else holder
    key = chance.randrange(len(holder)) if isinstance(holder, Array) else chance.choice(sorted(holder.keys()))
    if isinstance(key, str) and chance.random() < 1 / 3:
        del holder[key]
    else:
        holder[key] = chance.choice(_VALUES)(pdf, chance)


def _kids(holder: Object) -> list[Object]:
    return list(holder) if isinstance(holder, Array) else [holder[key] for key in sorted(holder.keys())]


_VALUES: tuple[Callable[[Pdf, Random], object], ...] = (
    lambda _pdf, chance: chance.choice((0, -1, 3, 255, 99999, 2**31 - 1, -(2**31))),
    lambda _pdf, chance: chance.uniform(-1000, 1000),
    lambda _pdf, _chance: Name.Sbagliato,
    lambda _pdf, _chance: String("sbagliato"),
    lambda _pdf, _chance: Array([]),
    lambda _pdf, _chance: Array([1, Name.x, String("y")]),
    lambda _pdf, _chance: Dictionary(),
    lambda _pdf, _chance: True,
    lambda pdf, chance: chance.choice(list(pdf.objects)),
    lambda pdf, chance: chance.choice(list(pdf.objects)),
    lambda pdf, chance: pdf.make_stream(chance.randbytes(50)),
)
