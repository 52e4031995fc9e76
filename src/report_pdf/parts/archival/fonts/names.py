"""Characters behind names and codes that the Adobe Glyph List does not know: signs, TeX's mathematics."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from fontTools import agl

# Adobe's Symbol encoding, which Symbol fonts of other makers share, by its first code.
_SYMBOL_ROWS = {
    0x20: " !∀#∃%&∋()∗+,−./0123456789:;<=>?",
    0x40: "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    0x60: "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    0xA0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵",
    0xC0: "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
    0xE0: "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪",
    0xF1: "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
}
_WINGDINGS_ROWS = {
    0x6C: "●",
    0x6E: "■□",
    0x71: "❑❒⬧⧫◆❖⬥",
    0x9F: "•",
    0xA7: "▪◻",
    0xD8: "➢",
    0xDF: "←→",
    0xE8: "➔",
    0xF0: "⇨",
    0xFB: "✗✓☒☑",
}
# The marks that combine stand alone here: nobody reads them with what they stand on.
_TEX_WORDS = """
    epsilon1 ϵ  pi1 ϖ  rho1 ϱ  lscript ℓ  circlecopyrt ◯  openbullet ◦  harpoonleftup ↼
    harpoonleftdown ↽  harpoonrightup ⇀  harpoonrightdown ⇁  slurbelow ⌣  slurabove ⌢  diamondmath ⋄
    minusplus ∓  circleminus ⊖  circledivide ⊘  circledot ⊙  equivasymptotic ≍  precedesequal ⪯
    follows ≻  followsequal ⪰  lessmuch ≪  greatermuch ≫  similarequal ≃  owner ∋  arrownortheast ↗
    arrowsoutheast ↘  arrownorthwest ↖  arrowsouthwest ↙  triangle △  triangleinv ▽  negationslash ̸
    mapsto ↦  latticetop ⊤  unionmulti ⊎  turnstileleft ⊢  turnstileright ⊣  floorleft ⌊
    floorright ⌋  ceilingleft ⌈  ceilingright ⌉  angbracketleft ⟨  angbracketright ⟩  bardbl ‖
    arrowbothv ↕  arrowdblbothv ⇕  wreathproduct ≀  coproduct ∐  unionsq ⊔  intersectionsq ⊓
    subsetsqequal ⊑  supersetsqequal ⊒  logicalandtext ∧  logicalortext ∨  contintegral ∮  star ⋆
    tie ⁀  vextendsingle ⏐  vextenddouble ‖  tildewide ˜  tildewider ˜  hatwide ˆ  hatwider ˆ
    dotlessj ȷ  visiblespace ␣
""".split()  # noqa: SIM905  # pairs of words, as in TeX's own list
_TEX = MappingProxyType(dict(zip(_TEX_WORDS[::2], _TEX_WORDS[1::2], strict=True)))
_VARIANT = re.compile(r"(?:[bB]igg?|text|display|v\d|small|oldstyle|superior|inferior)\Z")
_PRIVATE = range(0xE000, 0xF900)


def _by_code(rows: Mapping[int, str]) -> Mapping[int, str]:
    return MappingProxyType(
        {first + step: text for first, row in rows.items() for step, text in enumerate(row)}
    )


_BY_FONT = MappingProxyType({"symbol": _by_code(_SYMBOL_ROWS), "wingdings": _by_code(_WINGDINGS_ROWS)})


def text_of_symbol(font_name: str, code: int) -> str | None:
    """What a code of a font of signs reads, None if the font or the sign is not known."""
    name = font_name.lower()
    return next((table.get(code) for key, table in _BY_FONT.items() if key in name), None)


def text_of_name(name: str) -> str:
    """What a glyph of that name reads, or its plain form where it is a variant; "" if it is not known."""
    base = name.partition(".")[0]
    for each in (base, _VARIANT.sub("", base)):
        text = agl.toUnicode(each) or _TEX.get(each, "")
        if text and not any(ord(character) in _PRIVATE for character in text):
            return text
    return ""
