"""Files that are damaged, that are no PDF, or that were made to do harm."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf

from zoo.animal import (
    BOUND,
    IMAGE,
    REFUSED,
    Animal,
    animal,
    annotated,
    bred,
    catalog,
    put,
    resource,
    stream,
    written,
)
from zoo.bases import plain, tagged

ANY = BOUND | REFUSED
_UNREADABLE = "data.appendix-unreadable"


def _wrong_xref() -> bytes:
    """Lines were lost in front: nothing is where the file says."""
    return plain().replace(b"%PDF-", b"%PDF-1.4\n% persi 30 byte per strada\n%%PDF-", 1)


def _no_xref() -> bytes:
    content = plain()
    return content[: content.rindex(b"xref\n")]


def _no_trailer() -> bytes:
    content = plain()
    return content[: content.rindex(b"trailer")]


def _start_nowhere() -> bytes:
    content = plain()
    return content[: content.rindex(b"startxref")] + b"startxref\n99999999\n%%EOF\n"


def _start_in_a_ring() -> bytes:
    """The table of objects names itself as the one before."""
    content = plain()
    place = int(content[content.rindex(b"startxref") :].split()[1])
    return content.replace(b"trailer\n<<", b"trailer\n<< /Prev %d" % place)


def _cut(share: float) -> Callable[[], bytes]:
    return lambda: plain()[: int(len(plain()) * share)]


def _letter() -> bytes:
    """A document of Word that somebody gave the name of a PDF."""
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    return file.getvalue()


def _no_pages(pdf: Pdf) -> None:
    del pdf.pages[:]


def _pages_in_a_ring(pdf: Pdf) -> None:
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)


def _page_twice() -> bytes:
    """The same page is in the tree twice."""
    return plain().replace(b"/Count 2", b"/Count 3").replace(b"/Kids [ ", b"/Kids [ 3 0 R ")


def _pages_nonsense(pdf: Pdf) -> None:
    for kid in (3, Name.x, Dictionary(), Array([])):
        pdf.Root.Pages.Kids.append(kid)


def _wrong_count(pdf: Pdf) -> None:
    pdf.Root.Pages.Count = 1_000_000


@cache
def _bomb() -> bytes:
    """Some kilobytes that unpack to ten thousand million zeros, packed three times."""
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    million = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    zeros = 10_000 * 1_000_000
    checksum = (zeros % 65521 << 16 | 1).to_bytes(4)
    return zlib.compress(zlib.compress(b"\x78\xda" + million * 10_000 + b"\x03\x00" + checksum, 9), 9)


def _armed(kind: str) -> Callable[[Path], None]:
    """A bomb as the content of a page, as a picture on it, or as what its font's letters mean."""

    def make(path: Path) -> None:
        with pikepdf.open(BytesIO(plain())) as pdf:
            page, bomb = pdf.pages[0], pdf.make_stream(_bomb())
            put(bomb, "/Filter [/FlateDecode /FlateDecode /FlateDecode]")
            match kind:
                case "content":
                    page.obj.Contents = bomb
                case "image":
                    put(
                        bomb,
                        "/Subtype /Image /Width 99999 /Height 33333 /BitsPerComponent 8 "
                        "/ColorSpace /DeviceRGB",
                    )
                    resource(pdf, "/XObject", "/Bomb", bomb)
                    page.contents_add(b"q 100 0 0 100 100 100 cm /Bomb Do Q")
                case _:
                    for font in page.resources.Font.values():
                        font.ToUnicode = bomb
            pdf.save(path, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)

    return make


def _nested(depth: int) -> Callable[[], bytes]:
    """Arrays in arrays, deeper than a program's stack."""
    return lambda: plain().replace(
        b"/Type /Catalog", b"/X " + b"[" * depth + b"]" * depth + b" /Type /Catalog"
    )


def _strings_unbalanced() -> bytes:
    return plain().replace(b"/Type /Catalog", b"/X (((((( /Type /Catalog")


def _saved(**options: object) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with pikepdf.open(BytesIO(tagged())) as pdf:
            pdf.save(path, deterministic_id=True, **options)  # type: ignore[arg-type]

    return make


def _unknown_encryption() -> bytes:
    encrypt = b"trailer\n<< /Encrypt << /Filter /Ignoto /V 9 /R 9 /O (x) /U (y) /P -1 >>"
    return plain().replace(b"trailer\n<<", encrypt)


def _remote_stream(pdf: Pdf) -> None:
    """A stream that stands in another file."""
    remote = stream(pdf, b"", "/F (/etc/passwd) /FFilter /FlateDecode")
    pdf.pages[0].obj.Contents = Array([pdf.pages[0].obj.Contents, remote])


def _many_objects(pdf: Pdf) -> None:
    pdf.Root.Molti = Array([pdf.make_indirect(Dictionary(N=number)) for number in range(150_000)])


def _many_notes(pdf: Pdf) -> None:
    annotated(
        *(
            f"/Subtype /Link /Rect [{n} 0 {n + 1} 9] /A << /S /URI /URI (https://x.example/{n}) >>"
            for n in range(3000)
        )
    )(pdf)


ANIMALS: tuple[Animal, ...] = (
    animal("xref-wrong", written(_wrong_xref), ANY),
    animal("xref-missing", written(_no_xref), ANY),
    animal("trailer-missing", written(_no_trailer), ANY),
    animal("start-nowhere", written(_start_nowhere), ANY),
    animal("start-in-a-ring", written(_start_in_a_ring), ANY),
    animal("rubbish-before", written(lambda: b"Content-Type: application/pdf\r\n\r\n" + plain()), BOUND),
    animal("rubbish-after", written(lambda: plain() + b"\0" * 3000), BOUND),
    animal("line-ends-changed", written(lambda: plain().replace(b"\n", b"\r\n")), ANY),
    *(
        animal(f"cut-at-{share:.0%}".rstrip("%"), written(_cut(share)), ANY)
        for share in (0.1, 0.5, 0.9, 0.99)
    ),
    animal("word", written(_letter), REFUSED, "data.appendix-not-pdf"),
    animal("empty", written(lambda: b""), REFUSED),
    animal("only-header", written(lambda: b"%PDF-1.7\n"), REFUSED, _UNREADABLE),
    animal("only-text", written(lambda: b"Allegato B\n" * 50), REFUSED),
    animal("no-pages", bred(plain, _no_pages), REFUSED, "data.appendix-no-pages"),
    animal("pages-in-a-ring", bred(plain, _pages_in_a_ring), ANY),
    animal("page-twice", written(_page_twice), BOUND),
    animal("pages-nonsense", bred(plain, _pages_nonsense), ANY),
    animal("pages-wrong-count", bred(plain, _wrong_count), ANY),
    animal("pages-missing", bred(plain, catalog("/Pages null")), REFUSED),
    animal("pages-wrong-type", bred(plain, catalog("/Pages 3")), REFUSED),
    *(animal(f"bomb-in-{kind}", _armed(kind), IMAGE | REFUSED) for kind in ("content", "image", "font")),
    animal("nested-deep", written(_nested(100_000)), ANY),
    animal("nested", written(_nested(400)), ANY),
    animal("strings-unbalanced", written(_strings_unbalanced), ANY),
    animal("object-streams", _saved(object_stream_mode=ObjectStreamMode.generate), BOUND),
    animal("linearized", _saved(linearize=True), BOUND),
    animal("old", _saved(force_version="1.2", object_stream_mode=ObjectStreamMode.disable), BOUND),
    animal("encryption-unknown", written(_unknown_encryption), REFUSED),
    animal("remote-stream", bred(plain, _remote_stream), ANY),
    Animal("many-objects", bred(plain, _many_objects), BOUND, is_long=True),
    Animal("many-links", bred(plain, _many_notes), BOUND, is_long=True),
    Animal("many-pages", written(lambda: plain(3000)), BOUND, is_long=True),
)
