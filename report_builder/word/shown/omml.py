"""Formulas of Word (OMML, ECMA-376 part 1, section 22.1), read for what they say."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping

from docx.oxml.ns import qn

from report_builder.model.formula import ACCENTS, FENCES, LARGE_SIGNS, NOTHING, Formula, FormulaKind
from report_builder.problems import Fault
from report_builder.word.ooxml import Element, T, local_name

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FORMULA = f"{_M}oMath"
_PASSED = (
    *("ctrlPr", "argPr", "rPr", "bookmarkStart", "bookmarkEnd", "proofErr", "br"),
    *("commentRangeStart", "commentRangeEnd", "lastRenderedPageBreak", "del", "moveFrom"),
)
_AROUND = (
    *("box", "borderBox", "phant", "oMath", "e"),
    *("ins", "moveTo", "smartTag", "sdt", "sdtContent"),
)
_UNKNOWN = {
    "m": "een matrix",
    "eqArr": "een stelsel van vergelijkingen",
    "groupChr": "een accolade boven of onder de formule",
}
_DEEPEST, _MOST_SIGNS = 40, 2000
_OFF = ("0", "false", "off")


def read_formula(element: Element) -> Formula:
    """What an m:oMath says. Raises Fault for what this program cannot draw."""
    texts = list(element.iter(f"{_M}t"))
    is_long = sum(len(text.text or "") for text in texts) > _MOST_SIGNS
    if is_long or any(_depth(text, element) > _DEEPEST for text in texts):
        message = "een formule is te lang of te diep genest om te tekenen"
        raise Fault("omzetting", message, "schrijf haar in delen")
    return _row(element)


def _depth(text: Element, formula: Element) -> int:
    """How many elements stand around a text within its formula."""
    depth = 0
    for around in text.iterancestors():
        if around is formula:
            break
        depth += 1
    return depth


def formula_text(element: Element) -> str:
    """The signs of a formula, one behind the other."""
    return "".join(text.text or "" for text in element.iter(f"{_M}t", T))


def _row(element: Element | None) -> Formula:
    if element is None:
        return NOTHING
    parts = tuple(_parts(element))
    return parts[0] if len(parts) == 1 else Formula(FormulaKind.ROW, parts)


def _parts(element: Element) -> Iterable[Formula]:
    for child in element:
        name = local_name(child)
        if not isinstance(child.tag, str) or name in _PASSED or name.endswith("Pr"):
            continue
        if name in _READERS:
            yield _READERS[name](child)
        elif name in _AROUND:
            yield _row(child)
        else:
            raise _undrawable(_UNKNOWN.get(name, f"het onderdeel '{name}'"))


def _undrawable(noun: str) -> Fault:
    hint = "voeg haar in als afbeelding (SVG of PNG) met alternatieve tekst"
    return Fault("omzetting", f"een formule met {noun} is niet te tekenen", hint)


def _drawable(sign: str, signs: Iterable[str], noun: str) -> str:
    """A sign, when it is among those that can be drawn. Raises Fault for another."""
    if sign not in signs:
        raise _undrawable(f"{noun} '{sign}'")
    return sign


def _child(element: Element, name: str) -> Formula:
    return _row(element.find(_M + name))


def _setting(element: Element, name: str, default: str = "") -> str:
    """A setting from the properties of an element: chr, type, degHide, …"""
    for properties in element:
        if local_name(properties).endswith("Pr"):
            setting = properties.find(_M + name)
            if setting is not None:
                return setting.get(f"{_M}val", "")
    return default


def _is_on(element: Element, name: str) -> bool:
    return _setting(element, name, "0") not in _OFF


def _run(run: Element) -> Formula:
    text = unicodedata.normalize("NFKC", formula_text(run))
    properties = run.find(f"{_M}rPr")
    is_normal = properties is not None and properties.find(f"{_M}nor") is not None
    is_upright = is_normal or run.tag == qn("w:r") or _is_plain(properties)
    is_word = is_upright and any(map(str.isalpha, text))
    return Formula(FormulaKind.WORDS if is_word else FormulaKind.SIGNS, text=text)


def _is_plain(properties: Element | None) -> bool:
    style = properties.find(f"{_M}sty") if properties is not None else None
    return style is not None and style.get(f"{_M}val") in ("p", "b")


def _fraction(element: Element) -> Formula:
    top, bottom = _child(element, "num"), _child(element, "den")
    kind = _setting(element, "type", "bar")
    if kind == "lin":
        slash = Formula(FormulaKind.SIGNS, text="/")
        return Formula(FormulaKind.ROW, (top, slash, bottom))
    has_bar = kind != "noBar"
    return Formula(FormulaKind.FRACTION if has_bar else FormulaKind.STACK, (top, bottom))


def _scripts(element: Element) -> Formula:
    parts = _child(element, "e"), _child(element, "sub"), _child(element, "sup")
    is_before = local_name(element) == "sPre"
    return Formula(FormulaKind.BEFORE if is_before else FormulaKind.SCRIPTS, parts)


def _root(element: Element) -> Formula:
    degree = NOTHING if _is_on(element, "degHide") else _child(element, "deg")
    return Formula(FormulaKind.ROOT, (_child(element, "e"), degree))


def _large(element: Element) -> Formula:
    start = NOTHING if _is_on(element, "subHide") else _child(element, "sub")
    end = NOTHING if _is_on(element, "supHide") else _child(element, "sup")
    sign = _drawable(_setting(element, "chr", "\u222b"), LARGE_SIGNS, "het teken")
    return Formula(FormulaKind.LARGE, (start, end, _child(element, "e")), sign)


def _fence(element: Element) -> Formula:
    parts = tuple(_row(part) for part in element.findall(f"{_M}e"))
    signs = [
        _setting(element, name, default)
        for name, default in (("begChr", "("), ("sepChr", "|"), ("endChr", ")"))
    ]
    # A sign that is not there keeps its place, so that there are always three.
    opening, between, closing = (sign or " " for sign in signs)
    for sign in (opening, closing):
        _drawable(sign, FENCES, "het haakje")
    return Formula(FormulaKind.FENCE, parts, f"{opening}{between}{closing}")


def _function(element: Element) -> Formula:
    return Formula(FormulaKind.FUNCTION, (_child(element, "fName"), _child(element, "e")))


def _limit(element: Element) -> Formula:
    is_low = local_name(element) == "limLow"
    parts = _child(element, "e"), _child(element, "lim")
    return Formula(FormulaKind.BELOW if is_low else FormulaKind.ABOVE, parts)


def _accent(element: Element) -> Formula:
    sign = _drawable(_setting(element, "chr", "\u0302"), ACCENTS, "het accent")
    return Formula(FormulaKind.ACCENT, (_child(element, "e"),), sign)


def _bar(element: Element) -> Formula:
    if _setting(element, "pos", "bot") != "top":
        raise _undrawable("een streep eronder")
    return Formula(FormulaKind.LINE, (_child(element, "e"),))


_READERS: Mapping[str, Callable[[Element], Formula]] = {
    "r": _run,
    "f": _fraction,
    "sSub": _scripts,
    "sSup": _scripts,
    "sSubSup": _scripts,
    "sPre": _scripts,
    "rad": _root,
    "nary": _large,
    "d": _fence,
    "func": _function,
    "limLow": _limit,
    "limUpp": _limit,
    "acc": _accent,
    "bar": _bar,
}
