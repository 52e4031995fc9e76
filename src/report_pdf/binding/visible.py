"""What is seen of a page: its crop box, turned and scaled."""

from __future__ import annotations

from dataclasses import dataclass

from pypdf.generic import DictionaryObject

from report_pdf.binding.graft import array, number

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Visible:
    """What is seen of a page.

    Attributes:
        left, bottom, right, top: of the crop box, in units of the page.
        turned: how far the page is turned clockwise when it is shown: 0, 90, 180 or 270 degrees.
        unit_pt: how large a unit of the page is.
    """

    left: float
    bottom: float
    right: float
    top: float
    turned: int = 0
    unit_pt: float = 1

    @property
    def top_left(self) -> Point:
        """The corner that is seen at the top left, in units of the page."""
        corners = {
            0: (self.left, self.top),
            90: (self.left, self.bottom),
            180: (self.right, self.bottom),
            270: (self.right, self.top),
        }
        return corners[self.turned]

    @property
    def foot(self) -> Point:
        """The middle of the edge that is seen at the bottom, in units of the page."""
        across, up = (self.left + self.right) / 2, (self.bottom + self.top) / 2
        feet = {
            0: (across, self.bottom),
            90: (self.right, up),
            180: (across, self.top),
            270: (self.left, up),
        }
        return feet[self.turned]

    def placed(self, point: Point) -> tuple[float, float, float, float, float, float]:
        """The matrix that lays upright what is drawn in pt, its `point` on the foot of the page."""
        right, up = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[self.turned]
        a, b = right / self.unit_pt, up / self.unit_pt
        x, y = self.foot
        return a, b, -b, a, x - a * point[0] + b * point[1], y - b * point[0] - a * point[1]


def visible(page: DictionaryObject) -> Visible:
    """What is seen of a page that inherits nothing."""
    media = _box(page, "/MediaBox")
    crop = _box(page, "/CropBox") if "/CropBox" in page else media
    left, bottom = (max(sides) for sides in zip(media[:2], crop[:2], strict=True))
    right, top = (min(sides) for sides in zip(media[2:], crop[2:], strict=True))
    turned = number(page["/Rotate"]) if "/Rotate" in page else 0
    unit = number(page["/UserUnit"]) if "/UserUnit" in page else 1
    return Visible(left, bottom, right, top, int(turned) % 360, unit)


def _box(page: DictionaryObject, name: str) -> tuple[float, float, float, float]:
    """Left, bottom, right, top; a file may give any two opposite corners."""
    x, y, other_x, other_y = (number(side) for side in array(page[name]))
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)
