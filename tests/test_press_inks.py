from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from report_pdf.findings import Where
from report_pdf.press.inks import Ink, Luminosity, hex_of, token_inks, too_much_ink
from report_pdf.reading.tokens_file import load_tokens
from report_pdf.tokens import Colour, Tokens

ROOT = Path(__file__).parents[1]
BYTE = st.integers(0, 255)


def design(**colours: Colour) -> Tokens:
    tokens, findings = load_tokens(ROOT / "styles", ROOT)
    assert findings == ()
    assert tokens
    return tokens.model_copy(update={"colours": colours})


INKS = token_inks(
    design(
        nero=Colour(srgb="#1F1F1D", cmyk=(0, 0, 0, 100)),
        rosso=Colour(srgb="#C8102E", cmyk=(0, 100, 80, 5), spot="PANTONE 186 C"),
    )
)


def test_a_token_is_found_by_exactly_its_srgb() -> None:
    assert INKS.ink("DeviceRGB", (0.121569, 0.121569, 0.113725)) == Ink((0, 0, 0, 1))
    assert INKS.ink("DeviceRGB", (0.121569, 0.121569, 0.117647)) is None
    assert INKS.ink("DeviceRGB", (0.1236, 0.121569, 0.113725)) is None
    assert INKS.ink("DeviceGray", (0,)) is None
    assert INKS.ink("Lab", (50, 0, 0)) is None


def test_a_spot_colour_has_its_plate() -> None:
    assert INKS.ink("DeviceRGB", (0.784314, 0.062745, 0.180392)) == Ink((0, 1, 0.8, 0.05), "PANTONE 186 C")


def test_only_black_alone_overprints() -> None:
    assert Ink((0, 0, 0, 1)).is_black
    assert not Ink((0, 0, 0, 0.7)).is_black
    assert not Ink((0.1, 0, 0, 1)).is_black
    assert not Ink((0, 0, 0, 1), "nero 2").is_black


@given(BYTE, BYTE, BYTE)
def test_what_the_typesetter_writes_of_a_colour_leads_back_to_it(red: int, green: int, blue: int) -> None:
    written = tuple(float(f"{part / 255:.6f}") for part in (red, green, blue))
    assert hex_of("DeviceRGB", written) == f"#{red:02X}{green:02X}{blue:02X}"


@given(st.integers(0, 254), st.floats(0.05, 0.95))
def test_what_lies_between_two_colours_is_none(step: int, beyond: float) -> None:
    assert hex_of("DeviceGray", ((step + beyond) / 255,)) == ""


def test_a_mask_hides_as_much_as_its_colours_are_dark() -> None:
    assert Luminosity().ink("DeviceGray", (1,)) == Ink((0, 0, 0, 0))
    assert Luminosity().ink("DeviceRGB", (0, 1, 0)) == Ink((0, 0, 0, 0.41))
    assert Luminosity().ink("Lab", (1, 0, 0)) is None


def test_more_ink_than_the_paper_takes_is_told_by_name() -> None:
    tokens = design(
        notte=Colour(srgb="#0D3053", cmyk=(100, 78, 30, 45)),
        fondo=Colour(srgb="#000001", cmyk=(90, 80, 70, 70)),
    )
    (finding,) = too_much_ink(tokens, 300, Where("styles/tokens.toml"))
    assert finding.rule == "layout.too-much-ink"
    assert "fondo takes 310 %" in finding.message
    assert list(too_much_ink(tokens, 310, Where())) == []
