"""Characters of symbol fonts as characters that every font knows: ticks, arrows, Greek letters.

Word writes them as w:sym, or as text in such a font, where the letter ü is a tick.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import qn

from report_builder.word.ooxml import Element, R, T, make, parent_of, remove, run_of, set_text

SYMBOL = qn("w:sym")
FONTS = frozenset({"Symbol", "Webdings", "Wingdings", "Wingdings 2", "Wingdings 3"})
_FONT_NAMES = (qn("w:ascii"), qn("w:hAnsi"))
# Fonts keep their symbols here, or at the same place among the letters.
_PRIVATE = range(0xF000, 0xF100)
_LAST_IN_FONTS = 0xFFFF
"""Beyond this, characters are in no typeface that we have."""
_NEARER = {
    ("Wingdings", 0x6F): "\u25a1",
    ("Wingdings", 0x6E): "\u25a0",
    ("Wingdings", 0xA8): "\u2610",
    ("Wingdings", 0xFB): "\u2717",
    ("Wingdings", 0xFD): "\u2612",
    ("Wingdings", 0xFE): "\u2611",
    ("Wingdings 2", 0x4F): "\u2717",
    ("Wingdings 2", 0x50): "\u2713",
    ("Wingdings 2", 0x51): "\u2612",
    ("Wingdings 2", 0x52): "\u2611",
    ("Wingdings 2", 0x53): "\u2612",
    ("Wingdings 2", 0x54): "\u2612",
    ("Wingdings 2", 0xA3): "\u2610",
}
"""Boxes and ticks, for which the table of mammoth has characters that few typefaces know."""


def find_symbol(symbol: Element) -> str | None:
    """The character that a w:sym stands for; None where it is not known."""
    font, code = symbol.get(qn("w:font"), ""), symbol.get(qn("w:char"), "")
    try:
        number = int(code, 16)
    except ValueError:
        return None
    if font not in FONTS and number not in _PRIVATE:
        return chr(number)
    return _find_character(font, number)


def _find_character(font: str, number: int) -> str | None:
    """The character at a number of a symbol font."""
    # Loading mammoth takes a tenth of a second, and few files have symbols.
    from mammoth.docx.dingbats import dingbats

    if number in _PRIVATE:
        number -= _PRIVATE.start
    if (font, number) in _NEARER:
        return _NEARER[font, number]
    character = dingbats.get((font, number))
    is_drawable = character is not None and character <= _LAST_IN_FONTS
    return chr(character) if is_drawable else None


def symbol_font(text: Element) -> str:
    """The symbol font that a w:t is in; empty where it is in none."""
    fonts = parent_of(text).find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    if fonts is None:
        return ""
    names = (fonts.get(name, "") for name in _FONT_NAMES)
    return next((name for name in names if name in FONTS), "")


def read_symbols(text: Element, font: str) -> str | None:
    """What a text in a symbol font reads as; None where one of its characters is not known."""
    characters = [_find_character(font, ord(sign)) for sign in text.text or ""]
    known = [sign for sign in characters if sign is not None]
    return "".join(known) if len(known) == len(characters) else None


def texts_in_symbols(root: Element) -> Iterator[tuple[Element, str]]:
    """The texts below a root that are in a symbol font, with that font."""
    for fonts in root.iter(qn("w:rFonts")):
        run = parent_of(parent_of(fonts))
        if run.tag != R or FONTS.isdisjoint(fonts.get(name, "") for name in _FONT_NAMES):
            continue
        for text in run.iter(T):
            if run_of(text) is run and (font := symbol_font(text)):
                yield text, font


def write_symbols(root: Element) -> None:
    """Put the character of each symbol in its place, where it is known."""
    for symbol in list(root.iter(SYMBOL)):
        character = find_symbol(symbol)
        if character is not None:
            text = make("w:t")
            set_text(text, character)
            symbol.addprevious(text)
            remove(symbol)
    for text, font in list(texts_in_symbols(root)):
        characters = read_symbols(text, font)
        if characters is not None:
            set_text(text, characters)
