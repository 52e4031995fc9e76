"""What `edition.toml` says of the printed book: binding, paper, marks, and the condition it is printed in."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo

from report_pdf.messages import _
from report_pdf.reading.declared import Declared, Flag
from report_pdf.reading.toml_models import Refused

_LEAST_INK, _MOST_INK = 200, 400


def _below_the_styles(name: str) -> str:
    path = PurePosixPath(name)
    inside = not path.is_absolute() and ".." not in path.parts and "\\" not in name
    if not inside or path.suffix.lower() not in {".icc", ".icm"}:
        message = _('"{file}" is not a colour profile in the folder of the styles')
        raise Refused(message.format(file=name), hint=_('write it as "icc/PSOcoated_v3.icc"'))
    return name


def _with_grammage(bulk: float | None, info: ValidationInfo) -> float | None:
    if (bulk is None) != (info.data.get("paper_gsm") is None):
        raise Refused(_("its thickness takes both: paper_gsm and paper_bulk"), rule="missing-key")
    return bulk


ProfileFile = Annotated[str, AfterValidator(_below_the_styles)]
"""path below `styles/`, with `/`"""


class PrintSettings(Declared):
    """The table `[print]`; trim and bleed are the design's, in `tokens.toml`."""

    binding: Literal["perfect", "saddle"] = "perfect"
    """`perfect`: single leaves glued to a spine, an even number of pages; `saddle`: folded sheets, stapled,
    a multiple of four"""
    paper_gsm: Annotated[float, Field(gt=0, le=1000)] | None = None
    """grammage of the paper inside, g/m²; with `paper_bulk` it gives the spine"""
    paper_bulk: Annotated[
        Annotated[float, Field(gt=0, le=5)] | None,
        Field(validate_default=True),
        AfterValidator(_with_grammage),
    ] = None
    """its specific volume («mano»), cm³/g: about 0.8 glossy, 0.9 matt, 1.2 uncoated"""
    spine: Annotated[float, Field(gt=0, le=100)] | None = None
    """width of the spine in mm as the print shop has measured it; it overrides the computed one"""
    marks: Flag = False
    """whether crop marks stand outside the bleed; most shops that print from the web want none"""
    inside_cover: Flag = False
    """whether the inside of the cover is printed"""
    icc: ProfileFile = "icc/FOGRA39L_coated.icc"
    """the output profile, a file below `styles/`; the print shop's own takes its place"""
    condition: Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9_. -]*$")] = "FOGRA39"
    """the printing condition of that profile by its name in the ICC's registry: FOGRA39, FOGRA51, FOGRA52"""
    ink_limit: Annotated[float, Field(ge=_LEAST_INK, le=_MOST_INK)] = 300
    """most ink on one spot, in percent, all plates together; 300 on coated paper, 260-280 on uncoated"""
