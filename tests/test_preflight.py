"""The command on real files in processes of their own: what it says, how it ends, whatever the file does."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
import pytest
from print_input import paint, saved, sound
from projects import ROOT, report_pdf

from report_pdf.findings import ExitCode
from report_pdf.preflight.order import Order
from report_pdf.preflight.preflight import preflight
from report_pdf.preflight.profiles import DIGITAL, PROFILES


@pytest.fixture(scope="module")
def sound_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(sound(), tmp_path_factory.mktemp("sound") / "sound.pdf")


def rules(path: Path) -> list[str]:
    return [finding.rule for finding in preflight(path, order=Order()).findings]


def test_a_sound_file_passes_and_is_told_with_its_ink(sound_file: Path, tmp_path: Path) -> None:
    ran = report_pdf(tmp_path, "preflight", str(sound_file), "--json")
    outcome = json.loads(ran.stdout)
    assert (ran.returncode, outcome["findings"]) == (ExitCode.OK, [])
    assert outcome["data"]["condition"] == "FOGRA39"
    (first, _second) = outcome["data"]["pages"]
    assert first["trim_mm"] == [100, 148]
    assert 20 < first["coverage"]["Cyan"] < 25
    assert first["most_ink"] == pytest.approx(253, abs=1)


def test_a_faulty_file_does_not_conform(sound_file: Path, tmp_path: Path) -> None:
    with pikepdf.open(sound_file) as pdf:
        paint(pdf, "1 0 0 rg 60 60 20 20 re f")
        path = saved(pdf, tmp_path / "faulty.pdf")
    ran = report_pdf(tmp_path, "preflight", str(path))
    assert ran.returncode == ExitCode.CONFORMANCE
    assert "#FF0000" in ran.stdout
    assert "[print.colour-space]" in ran.stdout


def test_without_ghostscript_all_else_is_checked(sound_file: Path, tmp_path: Path) -> None:
    with pikepdf.open(sound_file) as pdf:
        paint(pdf, "0 0 0 1 K 0.05 w 60 60 m 90 60 l S")
        path = saved(pdf, tmp_path / "thin.pdf")
    ran = report_pdf(tmp_path, "preflight", str(path), "--json", GHOSTSCRIPT="/none/gs")
    found = {finding["rule"] for finding in json.loads(ran.stdout)["findings"]}
    assert found == {"print.line-thin", "unchecked.no-ghostscript"}
    ran = report_pdf(tmp_path, "preflight", str(sound_file), GHOSTSCRIPT="/none/gs")
    assert ran.returncode == ExitCode.NOT_FULLY_CHECKED


def test_a_ghostscript_that_fails_leaves_the_plates_unchecked(sound_file: Path, tmp_path: Path) -> None:
    broken = tmp_path / "gs"
    broken.write_text("#!/bin/sh\necho no such luck\nexit 1\n")
    broken.chmod(0o755)
    ran = report_pdf(tmp_path, "preflight", str(sound_file), GHOSTSCRIPT=str(broken))
    assert ran.returncode == ExitCode.NOT_FULLY_CHECKED
    assert "no such luck" in ran.stdout


def locked(data: bytes, path: Path) -> None:
    source = path.with_suffix(".source")
    source.write_bytes(data)
    with pikepdf.open(source) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))


def without_pages(_data: bytes, path: Path) -> None:
    pikepdf.new().save(path)


def bomb(_data: bytes, path: Path) -> None:
    """Forms that draw each other twice each, twenty deep: a million and more."""
    pdf = sound()
    content, below = b"0 0 1 1 re f " * 64, None
    for _depth in range(20):
        form = pdf.make_stream(content, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        form.BBox = pikepdf.Array([0, 0, 99, 99])
        if below is not None:
            form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(B=below))
        content, below = b"/B Do /B Do", form
    resources = pdf.pages[0].obj.Resources
    resources.XObject = pikepdf.Dictionary(Photo=resources.XObject.Photo, B=below)
    paint(pdf, "/B Do", page=0)
    saved(pdf, path)


HOSTILE: Sequence[tuple[str, Callable[[bytes, Path], object], str]] = (
    ("a picture", lambda _data, path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 64), "not-pdf"),
    ("an empty file", lambda _data, path: path.write_bytes(b""), "not-pdf"),
    ("words", lambda _data, path: path.write_bytes(b"%PDF-1.6 and no more"), "unreadable"),
    ("half a file", lambda data, path: path.write_bytes(data[: len(data) // 3]), "damaged"),
    ("a locked file", locked, "password"),
    ("no pages", without_pages, "no-pages"),
    ("a bomb of forms", bomb, "too-heavy"),
)


@pytest.mark.parametrize(
    ("spoil", "rule"), [pytest.param(spoil, rule, id=name) for name, spoil, rule in HOSTILE]
)
def test_a_hostile_file_is_a_finding(
    sound_file: Path,
    tmp_path: Path,
    spoil: Callable[[bytes, Path], object],
    rule: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GHOSTSCRIPT", "/none/gs")
    path = tmp_path / "hostile.pdf"
    spoil(sound_file.read_bytes(), path)
    assert f"print.{rule}" in rules(path)


@pytest.mark.parametrize("seed", range(0, 12, 3))
def test_corrupted_bytes_never_break_it(
    sound_file: Path, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every hundredth byte or so is another: whatever comes of it, it is told."""
    monkeypatch.setenv("GHOSTSCRIPT", "/none/gs")
    data = bytearray(sound_file.read_bytes())
    for number in range(seed * 7 % 97, len(data), 997 + 31 * seed):
        data[number] = (data[number] * 31 + seed) % 256
    path = tmp_path / "corrupt.pdf"
    path.write_bytes(data)
    report = preflight(path)
    assert all(not finding.rule.startswith("tool.") for finding in report.findings)


def test_the_report_is_the_same_for_the_same_file(sound_file: Path, tmp_path: Path) -> None:
    written = []
    for number, zone in enumerate(("UTC", "Pacific/Apia")):
        folder = tmp_path / str(number)
        ran = report_pdf(
            tmp_path,
            "preflight",
            str(sound_file),
            "--html",
            "--out",
            str(folder),
            TZ=zone,
            PYTHONHASHSEED=str(number),
        )
        assert ran.returncode == ExitCode.OK, ran.stdout + ran.stderr
        written.append((folder / "sound-preflight.html").read_bytes())
    assert written[0] == written[1]


def test_the_profiles_of_the_command_are_those_of_the_table(tmp_path: Path) -> None:
    told = report_pdf(tmp_path, "preflight", "--help").stdout
    assert "|".join(PROFILES) in told.replace("\n", "").replace(" ", "")


def test_a_digital_book_is_no_file_for_the_press(sound_file: Path) -> None:
    assert preflight(sound_file, DIGITAL).findings == ()


def test_what_was_ordered_is_read_from_the_project(sound_file: Path) -> None:
    """The file is smaller than the book."""
    path = os.path.relpath(sound_file, ROOT)
    ran = report_pdf(ROOT, "preflight", path, "--edition", "data/2019-2024", "--json")
    found = {finding["rule"] for finding in json.loads(ran.stdout)["findings"]}
    assert found == {"print.order-trim"}
    assert ran.returncode == ExitCode.CONFORMANCE


def test_ghostscript_is_there() -> None:
    if shutil.which("gs") is None:
        pytest.fail("plates NOT checked: no Ghostscript")
