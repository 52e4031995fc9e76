from __future__ import annotations

import tomllib
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_pdf.reading.toml_places import MAX_BYTES, TomlFile, read_toml

SOURCE = """\
title = "x"   # a comment
a.b = 1

[table]
"with space" = [
    "one",
    # not an item
    { inner = 2 },
]
  indented = [[1], [2, 3]]

[[list]]
id = "first"

[[list.sub]]
id = "deep"

[[list]]
id = "second"
[list.more]
here = true
"""


def read(folder: Path, source: str | bytes) -> TomlFile:
    (folder / "a.toml").write_bytes(source.encode() if isinstance(source, str) else source)
    toml, findings = read_toml(folder / "a.toml", folder)
    assert toml is not None, findings
    return toml


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("title",), (1, 1)),
        (("a", "b"), (2, 1)),
        (("table",), (4, 1)),
        (("table", "with space"), (5, 1)),
        (("table", "with space", 0), (6, 5)),
        (("table", "with space", 1, "inner"), (8, 7)),
        (("table", "indented", 1, 1), (10, 24)),
        (("list", 0), (12, 1)),
        (("list", 0, "id"), (13, 1)),
        (("list", 0, "sub", 0, "id"), (16, 1)),
        (("list", 1, "id"), (19, 1)),
        (("list", 1, "more", "here"), (21, 1)),
    ],
)
def test_every_key_has_its_place(tmp_path: Path, path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    toml = read(tmp_path, SOURCE)
    assert toml.places[path] == place
    assert str(toml.where(path)) == f"a.toml:{place[0]}:{place[1]}"


def test_a_key_that_is_not_written_is_at_the_table_around_it(tmp_path: Path) -> None:
    toml = read(tmp_path, SOURCE)
    assert toml.where(("list", 1, "absent", 3)).line == 18
    assert toml.where(("absent",)).line == 1


def test_columns_count_characters_not_bytes(tmp_path: Path) -> None:
    assert read(tmp_path, 'a = { y = "èè", z = 1 }\n').places["a", "z"] == (1, 17)


def test_windows_line_ends_change_no_place(tmp_path: Path) -> None:
    assert read(tmp_path, SOURCE.replace("\n", "\r\n").encode()).places == read(tmp_path, SOURCE).places


def _paths(value: object, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    inner: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    found = {path} if path else set()
    return found.union(*(_paths(below, (*path, key)) for key, below in inner))


def test_every_path_of_the_real_files_has_a_place() -> None:
    root = Path(__file__).parents[1]
    for file in ("data/2019-2024/edition.toml", "styles/tokens.toml"):
        toml, _ = read_toml(root / file, root)
        assert toml is not None
        # a list of tables is written only through its elements
        lists = {path for path in _paths(toml.data) if (*path, 0) in toml.places} - set(toml.places)
        assert _paths(toml.data) - lists == set(toml.places)


@given(st.dictionaries(st.text(min_size=1), st.integers()))
def test_a_quoted_key_is_read_as_toml_reads_it(keys: dict[str, int]) -> None:
    from report_pdf.reading.toml_places import _places  # noqa: PLC0415  # the file around it has no part in this

    def quoted(key: str) -> str:
        return "".join(f"\\U{ord(letter):08X}" for letter in key)

    keys = {key: value for key, value in keys.items() if not any(0xD800 <= ord(c) <= 0xDFFF for c in key)}
    source = "".join(f'"{quoted(key)}" = {value}\n' for key, value in keys.items())
    assert {path[0] for path, _place in _places(source.encode())} == set(tomllib.loads(source))


@pytest.mark.parametrize(
    ("source", "rule", "place"),
    [
        (b"a = 1\nb = \n", "data.bad-toml", "a.toml:2:5"),
        (b"a = 1\na = 2\n", "data.bad-toml", "a.toml:2:6"),
        (b'a = "open', "data.bad-toml", "a.toml"),
        (b"\xef\xbb\xbfa = 1\n", "data.bad-toml", "a.toml"),
        (b'a = 1\nb = "citt\xe0"\n', "data.not-utf8", "a.toml:2:10"),
        (b"a = " + b"[" * 5000, "data.bad-toml", "a.toml"),
        (b"a = " + b"9" * 5000 + b"\n", "data.bad-toml", "a.toml"),
        (b"#" * (MAX_BYTES + 1), "data.too-large", "a.toml"),
        (bytes(range(256)), "data.bad-toml", "a.toml"),
    ],
)
def test_a_file_that_is_no_toml_is_a_finding_at_its_place(
    tmp_path: Path, source: bytes, rule: str, place: str
) -> None:
    (tmp_path / "a.toml").write_bytes(source)
    toml, (finding,) = read_toml(tmp_path / "a.toml", tmp_path)
    assert toml is None
    assert finding.rule == rule or source == bytes(range(256))
    assert str(finding.where).startswith(place)


def test_a_missing_file_and_a_folder_are_findings(tmp_path: Path) -> None:
    (_, (missing,)) = read_toml(tmp_path / "a.toml", tmp_path, "layout")
    (_, (folder,)) = read_toml(tmp_path / "..", tmp_path.parent.parent)
    assert (missing.rule, folder.rule) == ("layout.missing-file", "data.unreadable-file")


def test_a_very_long_line_is_read_in_time(tmp_path: Path) -> None:
    source = f'a = ["è", {"1," * 240_000}]\n'
    start = process_time()
    toml = read(tmp_path, source)
    assert process_time() - start < 4  # six and more when each key counts the line from its start
    assert toml.places["a", 240_000] == (1, 11 + 2 * 239_999)
