from __future__ import annotations

from pathlib import Path

import pytest

from report_pdf.layout.templates import TEMPLATE_ERRORS, PlacedLoader, sandbox, template_finding, write_places


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


def render(root: Path, files: dict[str, str]) -> str:
    for name, content in files.items():
        path = root / "layouts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return sandbox(PlacedLoader(root / "layouts", root)).get_template("book.html").render(known=1)


def test_an_included_template_names_itself(tmp_path: Path) -> None:
    html = render(tmp_path, {"book.html": '\n{% include "s/part.html" %}', "s/part.html": "\n\n<em>x</em>"})
    assert html == '\n\n\n<em data-at="layouts/s/part.html:3">x</em>'


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
