from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from typeset_input import CSS, DRAWING, FACES, ROOT, typeset_pieces

from report_pdf.cache import Cache
from report_pdf.typeset.fetch import ProjectFetcher
from report_pdf.typeset.kept_galleys import KIND, FilesNow, KeptGalleys
from report_pdf.typeset.layout_engine import Sheet
from report_pdf.typeset.segments import Surroundings

PIECES = (
    "<section><p>Uno</p></section>",
    '<section class="page"><img src="asset:drawing" alt="x"></section>',
)


def kept_in(root: Path, book: str = "data", css: str = CSS, drawing: bytes = DRAWING) -> KeptGalleys:
    sheets = (Sheet("styles/tokens.toml", css),)
    return KeptGalleys(Cache(root, KIND), book, sheets, FACES, ROOT / "styles", {"drawing": drawing})


def around_of(root: Path) -> Surroundings:
    return typeset_pieces(root, PIECES, kept=False).surroundings


def test_a_book_is_known_by_its_design(tmp_path: Path) -> None:
    known = kept_in(tmp_path).learn(around_of(tmp_path), 3)
    assert kept_in(tmp_path).book() == known
    assert kept_in(tmp_path, book="data/other").book() is None
    assert kept_in(tmp_path, css=CSS + "p { color: #FF0000 }").book() is None


def test_a_galley_is_found_while_all_that_it_is_made_of_is_the_same(tmp_path: Path) -> None:
    typeset_pieces(tmp_path, PIECES)
    found = [path for path in (tmp_path / ".cache" / KIND).iterdir() if path.is_file()]
    kept = kept_in(tmp_path)
    known = kept.learn(around_of(tmp_path), 3)
    assert kept.galley(known, 0, "<p>none of this kind</p>", lambda _loaded: True) is None
    assert len(found) >= 3, "the book, its galleys, the font"


def test_what_is_known_of_a_book_has_another_name_when_it_changes(tmp_path: Path) -> None:
    kept, around = kept_in(tmp_path), around_of(tmp_path)
    assert kept.learn(around, 3).name != kept.learn(replace(around, total=9), 3).name


def test_files_are_as_they_were_or_not(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    file = tmp_path / "styles" / "a.svg"
    file.write_bytes(b"<svg/>")
    first = ProjectFetcher(tmp_path, ["styles"], {})
    first.load("file:///styles/a.svg")
    assert set(first.loaded) == {"file:///styles/a.svg"}

    def as_before() -> bool:
        return FilesNow(ProjectFetcher(tmp_path, ["styles"], {})).are_as_in(first.loaded)

    assert as_before()
    file.write_bytes(b"<svg />")
    assert not as_before()
    file.unlink()
    assert not as_before()
