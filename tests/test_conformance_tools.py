from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from weasyprint import HTML

TAGGED = '<html lang="it"><head><title>Prova</title></head><body><h1>Prova</h1><p>Testo.</p></body></html>'


@pytest.mark.parametrize(("variant", "flavour"), [("pdf/a-2a", "2a"), ("pdf/ua-1", "ua1")])
def test_verapdf_passes_what_conforms(
    verapdf: Callable[[Path, str], list[str]], tmp_path: Path, variant: str, flavour: str
) -> None:
    pdf = tmp_path / "conforms.pdf"
    HTML(string=TAGGED).write_pdf(pdf, pdf_variant=variant)
    assert verapdf(pdf, flavour) == []


def test_verapdf_names_each_rule_that_an_untagged_file_breaks(
    verapdf: Callable[[Path, str], list[str]], tmp_path: Path
) -> None:
    pdf = tmp_path / "untagged.pdf"
    HTML(string="<p>no tags").write_pdf(pdf)
    failed = verapdf(pdf, "ua1")
    assert any(rule.startswith("ISO 14289-1:2014 7.1-3: Content shall be marked") for rule in failed)
