from __future__ import annotations

import os
from pathlib import Path

import pytest

from report_pdf.cache import FOLDER, Cache, prune

KEY, OTHER = b"k" * 32, b"o" * 32


def files(root: Path) -> list[Path]:
    return sorted(path for path in (root / FOLDER).rglob("*") if path.is_file())


def test_what_is_kept_is_found_by_its_key_alone(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "charts")
    assert cache.get(KEY) is None
    cache.put(KEY, b"drawn")
    assert cache.get(KEY) == b"drawn"
    assert cache.get(OTHER) is None
    assert Cache(tmp_path, "other").get(KEY) is None


@pytest.mark.parametrize("damage", [b"", b"x", b"x" * 40], ids=["empty", "short", "another"])
def test_what_is_damaged_is_not_there_and_is_written_anew(tmp_path: Path, damage: bytes) -> None:
    cache = Cache(tmp_path, "charts")
    cache.put(KEY, b"drawn")
    (file,) = files(tmp_path)
    file.write_bytes(damage)
    assert cache.get(KEY) is None
    cache.put(KEY, b"drawn")
    assert cache.get(KEY) == b"drawn"


def test_what_is_cut_short_or_changed_in_one_bit_is_not_there(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "charts")
    cache.put(KEY, b"drawn")
    (file,) = files(tmp_path)
    whole = file.read_bytes()
    for damaged in (whole[:-1], whole + b" ", whole[:-1] + bytes([whole[-1] ^ 1])):
        file.write_bytes(damaged)
        assert cache.get(KEY) is None


def test_what_lies_under_another_s_name_is_not_there(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "charts")
    cache.put(KEY, b"drawn")
    (file,) = files(tmp_path)
    file.rename(file.with_name(OTHER.hex()))
    assert cache.get(OTHER) is None


def test_where_nothing_can_be_written_nothing_is_kept_and_nothing_is_wrong(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file in the way")
    cache = Cache(tmp_path, "charts")
    cache.put(KEY, b"drawn")
    assert cache.get(KEY) is None
    prune(tmp_path)


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "charts")
    keys = [bytes([number]) * 32 for number in range(8)]
    for age, key in enumerate(keys):
        cache.put(key, b"x" * 1000)
        used = 1_000_000 - age
        os.utime(tmp_path / FOLDER / "charts" / key.hex(), (used, used))
    assert cache.get(keys[-1]) == b"x" * 1000  # the oldest is used again
    prune(tmp_path, most_bytes=9_000)
    assert len(files(tmp_path)) == 8
    prune(tmp_path, most_bytes=5_000)
    assert [cache.get(key) is not None for key in keys] == [True, True, True, *[False] * 4, True]
