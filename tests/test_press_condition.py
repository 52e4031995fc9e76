from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pytest
from PIL import ImageCms

from report_pdf.findings import Finding, Severity
from report_pdf.press.condition import Condition, conditions_in, fault_of, read_condition
from report_pdf.reading.edition import Edition, read_edition

ROOT = Path(__file__).parents[1]
FOGRA39 = (ROOT / "styles" / "icc" / "FOGRA39L_coated.icc").read_bytes()
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def renamed(profile: bytes, old: str, new: str) -> bytes:
    """The profile with another name of the same length wherever it says one."""
    assert len(old) == len(new)
    for encoding in ("latin-1", "utf-16-be"):
        profile = profile.replace(old.encode(encoding), new.encode(encoding))
    return profile


FOGRA51 = renamed(FOGRA39, "FOGRA39", "FOGRA51")


@pytest.fixture(scope="module")
def edition() -> Edition:
    found, findings = read_edition(ROOT / "data" / "2019-2024", ROOT)
    assert findings == ()
    assert found
    return found


def read(
    tmp_path: Path, edition: Edition, profile: bytes, condition: str
) -> tuple[Condition | None, tuple[Finding, ...]]:
    settings = edition.print.model_copy(update={"icc": "icc/press.icc", "condition": condition})
    (tmp_path / "icc").mkdir()
    (tmp_path / "icc" / "press.icc").write_bytes(profile)
    return read_condition(edition.model_copy(update={"print": settings}), tmp_path, tmp_path)


def test_the_profile_of_the_project_is_that_of_its_condition(edition: Edition) -> None:
    condition, findings = read_condition(edition, ROOT / "styles", ROOT)
    assert findings == ()
    assert condition == Condition("FOGRA39", FOGRA39, 300)
    assert conditions_in(FOGRA39) == {"FOGRA39"}


def test_a_print_shop_may_bring_its_own(tmp_path: Path, edition: Edition) -> None:
    condition, findings = read(tmp_path, edition, FOGRA51, "FOGRA51")
    assert findings == ()
    assert condition
    assert (condition.name, condition.profile) == ("FOGRA51", FOGRA51)


def test_a_profile_of_another_condition_is_refused(tmp_path: Path, edition: Edition) -> None:
    condition, (finding,) = read(tmp_path, edition, FOGRA51, "FOGRA39")
    assert condition is None
    assert (finding.rule, finding.severity) == ("data.wrong-condition", Severity.BLOCK)
    assert "icc/press.icc is for FOGRA51, and the condition says FOGRA39" in finding.message
    assert (finding.where.file, finding.where.line > 0) == ("data/2019-2024/edition.toml", True)


def test_a_profile_that_does_not_say_its_condition_is_told(tmp_path: Path, edition: Edition) -> None:
    condition, (finding,) = read(tmp_path, edition, renamed(FOGRA39, "FOGRA39", "Unknown"), "FOGRA39")
    assert condition
    assert (finding.rule, finding.severity) == ("data.unnamed-profile", Severity.NOTE)


def test_profiles_in_wide_use_are_known_by_their_names() -> None:
    described = renamed(FOGRA39, "FOGRA39L Coated", "PSO Coated v3  ")
    assert conditions_in(renamed(described, "FOGRA39", "press39")) == {"FOGRA51"}


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        (b"no profile at all", "no ICC profile"),
        (SRGB, "of the class mntr"),
        (FOGRA39[:12] + b"prtrGRAY" + FOGRA39[20:], "GRAY, not CMYK"),
        (FOGRA39[:60_000], "cut short"),
        (FOGRA39.replace(b"B2A0", b"none", 1), "damaged"),
        (FOGRA39[:128] + struct.pack(">I", 2**31) + FOGRA39[132:], "damaged"),
        (FOGRA39[:744] + bytes(2_000) + FOGRA39[2_744:], "damaged"),
    ],
)
def test_what_cannot_be_an_output_profile(
    tmp_path: Path, edition: Edition, profile: bytes, words: str
) -> None:
    assert words in fault_of(profile)
    condition, (finding,) = read(tmp_path, edition, profile, "FOGRA39")
    assert condition is None
    assert finding.rule == "data.bad-profile"
    assert words in finding.message


def test_a_profile_that_is_not_there(tmp_path: Path, edition: Edition) -> None:
    shutil.copytree(ROOT / "styles" / "fonts" / "manrope", tmp_path / "icc")
    condition, (finding,) = read_condition(edition, tmp_path, tmp_path)
    assert condition is None
    assert (finding.rule, finding.where.file) == ("data.missing-file", "icc/FOGRA39L_coated.icc")
