"""The signs before the items of a list, as characters that every font has.

Word takes bullets from fonts of symbols, in which a check mark stands where others have a letter.
"""

from __future__ import annotations

PLAIN = "•"
"""The bullet that a list has by itself, and that needs no writing."""
_ROUND_OR_SQUARE = frozenset("•·●○◦∙⚫⚪■□▪▫◼◻⬛⬜o§")
_SYMBOL_AREA = 0xF000
"""Word writes the signs of a font of symbols above this point of Unicode's private area."""
_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x73: "◆", 0x74: "◆",
    0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xDF: "←",
    0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x4A: "☺",
    0x46: "☞", 0x50: "✏", 0x28: "☎", 0x2A: "✉", 0x22: "✂", 0x21: "✏", 0xAB: "★",
}  # fmt: skip
_SYMBOL = {
    0xB7: "•", 0xAE: "→", 0xDE: "⇒", 0x2D: "–", 0xA8: "♦", 0xA7: "♣", 0xD7: "⋅", 0xAC: "←",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "symbol": _SYMBOL}


def unicode_bullet(sign: str, font: str) -> str:
    """A bullet as a character; the plain one where it is round or square, empty or not known."""
    text = "".join(_character(part, font.lower()) for part in sign.strip())
    if len(text) <= 1 and (not text or text in _ROUND_OR_SQUARE):
        return PLAIN
    return text


def _character(sign: str, font: str) -> str:
    code = ord(sign)
    is_symbol = _SYMBOL_AREA <= code < _SYMBOL_AREA + 0x100
    if is_symbol:
        code -= _SYMBOL_AREA
    table = _FONTS.get(font, _SYMBOL if is_symbol else {})
    if is_symbol or code in table:
        return table.get(code, PLAIN)
    return sign
