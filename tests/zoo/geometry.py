"""Pages of odd sizes and places."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Pdf

from zoo.animal import BOUND, DRAWN, FIGURE, Animal, animal, array, bred, first_page, pages, put
from zoo.bases import A3, A4, plain, tagged

LANDSCAPE = (A4[1], A4[0])


def _mixed(pdf: Pdf) -> None:
    for number, entries in enumerate(
        (
            "/MediaBox [0 0 1190 842]",
            "/MediaBox [0 0 300 200]",
            "/Rotate 90 /CropBox [50 50 400 600]",
            "/UserUnit 2",
        )
    ):
        put(pdf.pages[number].obj, entries)


def _inherited(pdf: Pdf) -> None:
    """What pages have, their parent has instead."""
    for page in pdf.pages:
        for key in ("/MediaBox", "/Resources", "/Rotate"):
            if key in page.obj:
                pdf.Root.Pages[key] = page.obj[key]
                del page.obj[key]
    put(pdf.Root.Pages, "/Rotate 90 /CropBox [20 30 500 700]")


def _indirect_boxes(pdf: Pdf) -> None:
    for page in pdf.pages:
        page.obj.MediaBox = pdf.make_indirect(array("0 0 400 600"))


def _empty_page(pdf: Pdf) -> None:
    pdf.pages[1].obj.Contents = pdf.make_stream(b"")


def _no_contents(pdf: Pdf) -> None:
    put(pdf.pages[1].obj, "/Contents null /Resources null")


def _split_contents(pdf: Pdf) -> None:
    """One operator stands in two streams, cut where the specification allows."""
    content = pdf.pages[0].Contents.read_bytes()
    middle = content.index(b" ", len(content) // 2)
    pdf.pages[0].obj.Contents = Array(
        [pdf.make_stream(half) for half in (content[:middle], content[middle:])]
    )


def _nested_tree(pdf: Pdf) -> None:
    """The page tree is a thousand deep."""
    inner = pdf.Root.Pages
    for _level in range(1000):
        outer = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=2, Kids=[inner]))
        inner.Parent = outer
        inner = outer
    pdf.Root.Pages = inner


ANIMALS: tuple[Animal, ...] = (
    animal("a3", bred(lambda: plain(1, A3)), FIGURE),
    animal("landscape", bred(lambda: plain(1, LANDSCAPE)), FIGURE),
    *(
        animal(f"rotated-{angle}", bred(plain, pages(f"/Rotate {angle}")), FIGURE)
        for angle in (90, 180, 270, -90)
    ),
    animal("rotated-450", bred(plain, pages("/Rotate 450")), FIGURE),
    animal("rotated-oblique", bred(plain, pages("/Rotate 45")), BOUND),
    animal("rotated-tagged", bred(tagged, pages("/Rotate 90")), BOUND),
    animal("cropped", bred(plain, pages("/CropBox [100 200 400 700]")), FIGURE),
    animal("cropped-rotated", bred(plain, pages("/CropBox [100 200 400 700] /Rotate 270")), FIGURE),
    animal("cropped-tagged", bred(tagged, pages("/CropBox [20 100 400 700]")), BOUND),
    animal("crop-outside", bred(plain, pages("/CropBox [-100 -100 9000 700]")), BOUND),
    animal("crop-apart", bred(plain, pages("/CropBox [1000 1000 2000 2000]")), BOUND),
    animal("crop-empty", bred(plain, pages("/CropBox [100 100 100 100]")), BOUND),
    animal("media-offset", bred(plain, pages("/MediaBox [-100 50 495.28 891.89]")), FIGURE),
    animal("media-upside-down", bred(plain, pages("/MediaBox [595 842 0 0]")), FIGURE),
    animal("media-missing", bred(plain, pages("/MediaBox null")), BOUND),
    animal("media-wrong-type", bred(plain, pages("/MediaBox (A4)")), BOUND),
    animal("media-zero", bred(plain, first_page("/MediaBox [0 0 0 0]")), BOUND),
    animal("media-indirect", bred(plain, _indirect_boxes), FIGURE),
    animal("user-unit", bred(plain, pages("/UserUnit 2.5")), FIGURE),
    animal(
        "user-unit-cropped-rotated",
        bred(plain, pages("/UserUnit 2 /CropBox [100 200 400 700] /Rotate 90")),
        FIGURE,
    ),
    animal("user-unit-nonsense", bred(plain, pages("/UserUnit -3")), BOUND),
    animal("huge", bred(lambda: plain(1, (20_000, 15_000))), DRAWN),
    animal("tiny", bred(plain, pages("/MediaBox [0 0 10 10]")), BOUND),
    animal("long", bred(lambda: plain(1, (100, 10_000))), BOUND),
    animal("mixed-sizes", bred(lambda: plain(4), _mixed), FIGURE),
    animal("inherited", bred(plain, _inherited), FIGURE),
    animal("empty-page", bred(plain, _empty_page), BOUND),
    animal("no-contents", bred(plain, _no_contents), BOUND),
    animal("split-contents", bred(plain, _split_contents), FIGURE),
    animal("deep-page-tree", bred(plain, _nested_tree), BOUND),
)
