from __future__ import annotations

from pathlib import Path

from typeset_input import typeset_body


def test_broken_pictures_and_dead_links_are_found_at_their_element(tmp_path: Path) -> None:
    body = """<h1 data-at="layouts/a.html:1">T</h1>
      <div data-at="layouts/a.html:2">
        <img src="asset:drawin" alt="x"><img src="http://example.org/a.png" alt="x"></div>
      <img data-at="layouts/a.html:3" src="/etc/passwd" alt="x">
      <img data-at="layouts/a.html:4" src="asset:drawing">
      <img data-at="layouts/a.html:5" src="asset:broken" alt="x">
      <p data-at="layouts/a.html:6"><a href="#tt">t</a></p>
      <p data-at="layouts/a.html:7" data-tag="Prat" id="t">t</p><p data-at="layouts/a.html:8" id="t">t</p>"""
    done = typeset_body(tmp_path, body, assets={"broken": b"<svg"})
    found = {(f.rule, str(f.where)) for f in done.findings}
    assert found >= {
        ("layout.missing-file", "layouts/a.html:2"),
        ("layout.remote-resource", "layouts/a.html:2"),
        ("layout.outside-project", "layouts/a.html:3"),
        ("layout.no-alternative", "layouts/a.html:4"),
        ("layout.broken-picture", "layouts/a.html:5"),
        ("layout.dead-link", "layouts/a.html:6"),
        ("layout.unknown-tag", "layouts/a.html:7"),
        ("layout.duplicate-id", "layouts/a.html:7"),
        ("layout.duplicate-id", "layouts/a.html:8"),
    }
    hints = {f.rule: f.hint for f in done.findings}
    assert "drawing" in hints["layout.missing-file"]
    assert "Part" in hints["layout.unknown-tag"]
