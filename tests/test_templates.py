from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from chart_input import STYLE, TOKENS, headline

from report_pdf.charts.chart import Chart
from report_pdf.charts.mosaic import mosaic
from report_pdf.layout.templates import (
    TEMPLATE_ERRORS,
    PlacedLoader,
    is_bug,
    sandbox,
    template_finding,
    write_places,
)


@pytest.mark.parametrize(
    ("source", "placed"),
    [
        ("<p>uno</p>", '<p data-at="f.html:1">uno</p>'),
        ("\n<h{{ level }} id=a>x</h{{ level }}>", '\n<h{{ level }} data-at="f.html:2" id=a>x</h{{ level }}>'),
        ("{# <b> #}{{ '<i>' }}<br>", "{# <b> #}{{ '<i>' }}<br data-at=\"f.html:1\">"),
        ("<!-- <p> -->1 < 2", "<!-- <p> -->1 < 2"),
        ("{% if a %}\n<td>{% endif %}", '{% if a %}\n<td data-at="f.html:2">{% endif %}'),
    ],
)
def test_each_opening_tag_gets_its_place(source: str, placed: str) -> None:
    assert write_places(source, "f.html") == placed


def render(root: Path, files: dict[str, str], **names: object) -> str:
    for name, content in files.items():
        path = root / "layouts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return sandbox(PlacedLoader(root / "layouts", root)).get_template("book.html").render(known=1, **names)


def test_an_included_template_names_itself(tmp_path: Path) -> None:
    html = render(tmp_path, {"book.html": '\n{% include "s/part.html" %}', "s/part.html": "\n\n<em>x</em>"})
    assert html == '\n\n\n<em data-at="layouts/s/part.html:3">x</em>'


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("segreto")
    root = tmp_path / "project"
    (root / "layouts").mkdir(parents=True)
    (root / "layouts" / "part.html").symlink_to(tmp_path / "secret.html")
    with pytest.raises(TEMPLATE_ERRORS) as stopped:
        render(root, {"book.html": '{% include "part.html" %}'})
    finding = template_finding(stopped.value, root)
    assert str(finding.where) == "layouts/part.html:1"
    assert "outside the project" in finding.message


@pytest.mark.parametrize(
    ("files", "place", "words"),
    [
        ({"book.html": "<p>\n{{ unknown }}</p>"}, "layouts/book.html:2", "unknown"),
        ({"book.html": "<p>\n\n{% fi %}"}, "layouts/book.html:3", "fi"),
        ({"book.html": '\n{% include "absent.html" %}'}, "layouts/book.html:2", "absent.html"),
        ({"book.html": '{% include "book.html" %}'}, "layouts/book.html:1", "includes itself"),
        (
            {
                "book.html": '{% include "a.html" %}',
                "a.html": '{{ 1 }}\n{{ "x" | upper }}{% include "a.html" %}',
            },
            "layouts/a.html:2",
            "includes itself",
        ),
        ({"book.html": '{% include "a.html" %}', "a.html": "\n{{ known.x.y }}"}, "layouts/a.html:2", "x"),
        ({"book.html": "{{ 1 // 0 }}"}, "layouts/book.html:1", "zero"),
        ({"book.html": "{{ ''.__class__.__mro__ }}"}, "layouts/book.html:1", "__class__"),
        ({"book.html": "{{ range(99999999) | list }}"}, "layouts/book.html:1", "Range too big"),
    ],
)
def test_a_template_error_names_file_and_line(
    tmp_path: Path, files: dict[str, str], place: str, words: str
) -> None:
    with pytest.raises(TEMPLATE_ERRORS) as caught:
        render(tmp_path, files)
    finding = template_finding(caught.value, tmp_path)
    assert str(finding.where) == place
    assert words in finding.message


def test_a_template_in_another_encoding_names_itself(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "a.html").write_bytes("<p>\ncittà".encode("cp1252"))
    with pytest.raises(TEMPLATE_ERRORS) as caught:
        render(tmp_path, {"book.html": '{% include "a.html" %}'})
    finding = template_finding(caught.value, tmp_path)
    assert (str(finding.where), finding.message) == ("layouts/a.html:2", "byte 0xe0 is not UTF-8")


def test_a_template_cannot_read_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("secret")
    with pytest.raises(TEMPLATE_ERRORS) as caught:
        render(tmp_path, {"book.html": '{% include "../secret.html" %}'})
    assert "secret.html" in template_finding(caught.value, tmp_path).message


class Touch:
    """Unpickled, it makes a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.path,)


@pytest.mark.parametrize(
    "attack",
    [
        "{{ style.styles_dir.joinpath(victim).write_text('x') }}",
        "{{ (style.styles_dir | attr('joinpath'))(victim) | attr('touch') }}",
        "{{ [style.styles_dir] | map(attribute='parent') | first }}",
        "{{ '{0.parent}'.format(style.styles_dir) }}",
        "{{ tokens.parse_raw(pickled, proto='pickle', allow_pickle=True) }}",
        "{{ tokens.model_copy() }}",
        "{{ kind.cwd() }}",
    ],
)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_our_values_lead_to_no_file_and_no_code(tmp_path: Path, attack: str) -> None:
    victim = tmp_path / "victim"
    names = {"style": STYLE, "tokens": TOKENS, "kind": Path, "pickled": pickle.dumps(Touch(victim))}
    with pytest.raises(TEMPLATE_ERRORS) as caught:
        render(tmp_path, {"book.html": attack}, victim=str(victim), **names)
    assert "unsafe" in template_finding(caught.value, tmp_path).message
    assert not victim.exists()


def draw(key: str) -> Chart:
    """A mosaic of 13."""
    if key == "absent":
        raise LookupError(key)
    return mosaic(headline("13"), None if key == "bug" else STYLE, width_mm=9)  # type: ignore[arg-type]  # the bug


@pytest.mark.parametrize(
    ("source", "ours"),
    [
        ("{{ draw('bug') }}", True),
        ("{{ draw('absent') }}", False),
        ("{{ draw() }}", False),
        ("{{ draw('good').svgg }}", False),
        ("{{ 1 + 'x' }}", False),
    ],
)
def test_a_bug_of_ours_is_not_the_designer_s_fault(tmp_path: Path, source: str, ours: bool) -> None:  # noqa: FBT001
    with pytest.raises(TEMPLATE_ERRORS) as caught:
        render(tmp_path, {"book.html": source}, draw=draw)
    assert is_bug(caught.value) == ours
