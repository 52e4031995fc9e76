from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from book import Book, headings, one_line
from PIL import Image
from projects import ROOT, real_project, report_pdf
from typeset_input import small_project, typeset_body

from report_pdf.specimen import FILE, GUIDE, PICTURES, pictures
from report_pdf.specimen_guide import BEGIN, END, read_piece, reference, signatures, with_reference

LAYOUTS = ROOT / "layouts"
KNOWN = signatures(LAYOUTS)
PIECES = sorted(path.stem for path in (LAYOUTS / "specimen").glob("*.*.html"))
SNIPPETS = {name: read_piece(name, LAYOUTS) for name in PIECES}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project whose guide has lost the part that the specimen writes."""
    root = real_project(tmp_path_factory.mktemp("specimen"))
    (root / "docs").mkdir()
    shutil.copy(ROOT / GUIDE, root / GUIDE)
    emptied = with_reference((root / GUIDE).read_text(encoding="utf-8"), "")
    (root / GUIDE).write_text(emptied, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def specimen(project: Path) -> Book:
    """The specimen book of the real edition."""
    ran = report_pdf(project, "specimen")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return Book(project / FILE, ran.stdout)


def test_nothing_is_wrong_in_the_specimen(specimen: Book) -> None:
    assert "0 errors, 0 warnings" in specimen.told


def test_every_component_and_every_form_of_chart_is_in_the_specimen(specimen: Book) -> None:
    shown = {heading.text for heading in headings(specimen.view.document)}
    assert {"words.hero", "figures.figure", "tables.series", "draw.columns", "draw.tile_map"} <= set(KNOWN)
    assert set(KNOWN) - shown == set()


def test_nothing_is_kept_in_the_specimen_that_layouts_no_longer_have(specimen: Book) -> None:
    shown = {heading.text for heading in headings(specimen.view.document) if "." in heading.text}
    assert set(PIECES) == shown
    assert shown - set(KNOWN) == set()


def test_the_template_that_is_printed_is_the_one_that_was_used(specimen: Book) -> None:
    assert [name for name, piece in SNIPPETS.items() if one_line(piece.example) not in specimen.text] == []
    assert [name for name, piece in SNIPPETS.items() if f"{name}(" not in piece.example] == []


def test_every_argument_has_a_meaning() -> None:
    told = {name: set(piece.arguments) for name, piece in SNIPPETS.items()}
    assert {name: set(KNOWN[name]) ^ told[name] for name in PIECES if set(KNOWN[name]) != told[name]} == {}
    assert [name for name, piece in SNIPPETS.items() if not piece.about] == []


def test_the_specimen_shows_every_step_of_type_and_every_colour(specimen: Book) -> None:
    tokens = (ROOT / "styles" / "tokens.toml").read_text(encoding="utf-8")
    type_steps = re.findall(r"^([a-z0-9-]+) += \{ face", tokens, re.MULTILINE)
    colours = re.findall(r'^([a-z0-9-]+) += \{ srgb = "(#......)"', tokens, re.MULTILINE)
    assert len(type_steps) > 15
    assert len(colours) > 15
    assert [step for step in type_steps if f"{step} " not in specimen.read("caratteri")] == []
    assert [colour for colour in colours if " ".join(colour) not in specimen.read("colori")] == []


def test_contrast_decides_what_a_colour_may_carry(specimen: Book) -> None:
    told = specimen.read("colori")
    assert "su bianco 16,5: testo e segni" in told  # nero
    assert re.search(r"sole #FFCD33 .*? su bianco 1,4: solo fondo", told)


def test_the_guide_has_the_words_of_every_piece(specimen: Book, project: Path) -> None:
    guide = (project / GUIDE).read_text(encoding="utf-8")
    assert specimen.path.is_file()
    for name, piece in SNIPPETS.items():
        (entry,) = re.findall(rf"#### `{re.escape(name)}\(.*?(?=\n###|{END})", guide, re.DOTALL)
        assert piece.about in entry
        assert f"```jinja\n{piece.example}\n```" in entry
        assert f"(img/{name}.png)" in entry
        assert [argument for argument in KNOWN[name] if f"| `{argument}` |" not in entry] == []


def test_the_guide_that_is_kept_is_up_to_date(specimen: Book, project: Path) -> None:
    assert specimen.path.is_file()
    assert (project / GUIDE).read_bytes() == (ROOT / GUIDE).read_bytes(), "run `make specimen`"


def test_each_piece_has_its_picture(specimen: Book, project: Path) -> None:
    assert specimen.path.is_file()
    made = {path.name for path in (project / PICTURES).glob("*.png")}
    assert made == {f"{name}.png" for name in PIECES}
    kept = {path.name for path in (ROOT / PICTURES).glob("*.*.png")}
    assert made == kept, "run `make specimen`"


@pytest.mark.parametrize("name", PIECES)
def test_a_picture_is_small_and_shows_something(specimen: Book, project: Path, name: str) -> None:
    assert specimen.path.is_file()
    data = (project / PICTURES / f"{name}.png").read_bytes()
    assert len(data) < 25_000
    with Image.open(BytesIO(data)) as picture:
        colours = picture.convert("RGB").getcolors(maxcolors=1000)
        assert colours is not None
        assert len(colours) > 1


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_the_specimen_conforms(
    specimen: Book, verapdf: Callable[[Path, str], list[str]], flavour: str
) -> None:
    assert verapdf(specimen.path, flavour) == []


def test_only_pieces_are_pictured_wherever_an_id_leads(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    (project.layouts / "specimen").mkdir()
    (project.layouts / "specimen" / "words.seal.html").write_text("{# Un sigillo. #}", encoding="utf-8")
    ids = ("picture-words.seal", "picture-words.lost", "picture-../../outside", "words.seal")
    done = typeset_body(tmp_path, "".join(f'<p id="{one}">testo</p>' for one in ids))
    drawn = pictures(done.pdf, done.anchors, project.layouts)
    assert [name for name, _picture in drawn] == ["words.seal"]


def test_a_guide_without_marks_is_left_alone() -> None:
    assert with_reference("# Guida\n", "nuovo") == "# Guida\n"
    assert with_reference(f"prima\n{BEGIN}\nvecchio\n{END}\ndopo\n", "nuovo\n") == (
        f"prima\n{BEGIN}\n\nnuovo\n\n{END}\ndopo\n"
    )


def test_the_reference_is_written_from_layouts_alone(tmp_path: Path) -> None:
    (tmp_path / "components").mkdir()
    (tmp_path / "specimen").mkdir()
    component = (
        '{% macro seal(id, class="round", plain=False, at=tokens.page) %}<p>{{ id }}</p>{% endmacro %}'
    )
    (tmp_path / "components" / "words.html").write_text(component, encoding="utf-8")
    example = "{# Un sigillo.\n   id: il nome\n   class: la forma\n#}\n{{ words.seal(1) }}\n"
    (tmp_path / "specimen" / "words.seal.html").write_text(example, encoding="utf-8")
    written = reference(["words.seal"], tmp_path)
    assert '#### `words.seal(id, class="round", plain=False, at=…)`\n\nUn sigillo.\n' in written
    assert "| `class` | la forma |" in written
    assert "```jinja\n{{ words.seal(1) }}\n```" in written
