from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from book import Book
from pikepdf import Array, Dictionary, Name, Pdf

from report_pdf.binding.regraft import regraft


@pytest.fixture
def tagged() -> Pdf:
    """Two pages whose structure, links and outline refer to both."""
    pdf = Pdf.new()
    for number in range(2):
        pdf.add_blank_page(page_size=(200, 100 + number))
        pdf.pages[number].obj["/StructParents"] = number
    first, second = (page.obj for page in pdf.pages)
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    part = pdf.make_indirect(Dictionary(S=Name.Part, P=root, Pg=second, K=0))
    link = pdf.make_indirect(Dictionary(Subtype=Name.Link, P=first, Dest=Array([second, Name.XYZ, 0, 9, 0])))
    first["/Annots"] = Array([link])
    root["/K"] = part
    pdf.Root["/StructTreeRoot"] = root
    return pdf


def regrafted(pdf: Pdf, folder: Path) -> Pdf:
    pdf.save(folder / "source.pdf")
    regraft(folder / "source.pdf", folder / "target.pdf")
    return pikepdf.open(folder / "target.pdf")


def test_a_catalog_that_binding_would_stumble_over_is_not_written(tagged: Pdf, tmp_path: Path) -> None:
    fonts = Dictionary(ProcSet=Array([Name.PDF]))
    tagged.Root["/AcroForm"] = Dictionary(Fields=Array([]), DR=fonts)
    with pytest.raises(AssertionError):
        regrafted(tagged, tmp_path)


def test_what_leads_to_a_page_leads_to_the_same_page(tagged: Pdf, tmp_path: Path) -> None:
    after = regrafted(tagged, tmp_path)
    first, second = (page.obj for page in after.pages)
    assert [page["/MediaBox"][3] for page in (first, second)] == [100, 101]
    assert [page["/StructParents"] for page in (first, second)] == [0, 1]
    part = after.Root.StructTreeRoot.K
    assert part.Pg.objgen == second.objgen
    assert part.P.objgen == after.Root.StructTreeRoot.objgen
    (link,) = first["/Annots"]
    assert link.P.objgen == first.objgen
    assert link.Dest[0].objgen == second.objgen


def test_no_second_page_tree_comes_along(tagged: Pdf, tmp_path: Path) -> None:
    stray = tagged.make_indirect(Dictionary(Type=Name.Page, Parent=tagged.Root.Pages))
    tagged.pages[0].obj["/Annots"][0]["/Stray"] = stray
    after = regrafted(tagged, tmp_path)
    pages = [o for o in after.objects if isinstance(o, Dictionary) and o.get("/Type") == "/Page"]
    trees = [o for o in after.objects if isinstance(o, Dictionary) and o.get("/Type") == "/Pages"]
    assert (len(pages), len(trees)) == (2, 1)
    assert "/Stray" not in after.pages[0].obj["/Annots"][0]


def test_strings_and_streams_come_byte_for_byte(tagged: Pdf, tmp_path: Path) -> None:
    binary = bytes(range(256))
    texts = [binary, "à → 漢".encode("utf-16"), b"\xfe\xff\xd8", b"\x00a", "é".encode(), b"(\\)\r\n"]
    tagged.Root["/Kept"] = Array([pikepdf.String(text) for text in texts])
    tagged.Root["/Raw"] = tagged.make_stream(binary)
    after = regrafted(tagged, tmp_path)
    assert [bytes(text) for text in after.Root["/Kept"]] == texts
    assert after.Root["/Raw"].read_bytes() == binary


def test_a_chain_of_thousands_of_objects_needs_no_stack(tagged: Pdf, tmp_path: Path) -> None:
    link = tagged.Root
    for _step in range(5000):
        link["/Further"] = tagged.make_indirect(Dictionary())
        link = link["/Further"]
    link["/End"] = True
    after = regrafted(tagged, tmp_path)
    link = after.Root
    for _step in range(5000):
        link = link["/Further"]
    assert link["/End"]


def test_an_array_longer_than_pypdf_likes_comes_whole(tagged: Pdf, tmp_path: Path) -> None:
    tagged.Root["/Long"] = tagged.make_indirect(Array([0] * 100_001))
    after = regrafted(tagged, tmp_path)
    assert len(after.Root["/Long"]) == 100_001


def test_the_real_book_looks_the_same(report: Book, tmp_path: Path) -> None:
    regraft(report.path, tmp_path / "again.pdf")
    before, after = pypdfium2.PdfDocument(report.path), pypdfium2.PdfDocument(tmp_path / "again.pdf")
    for one, other in zip(before, after, strict=True):
        assert bytes(one.render(scale=0.3).buffer) == bytes(other.render(scale=0.3).buffer)
    assert (tmp_path / "again.pdf").read_bytes().startswith(b"%PDF-1.7")
