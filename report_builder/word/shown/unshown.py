"""What Word shows and the PDF and the web edition cannot: each with what it is and the way out.

Seen in the file itself, before anything is made of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree

from report_builder.problems import Fault, Problem, Severity
from report_builder.word.hidden_text import hidden_runs
from report_builder.word.ooxml import (
    Element,
    R,
    find_around,
    local_name,
)
from report_builder.word.package import WordFile, root_of, stories, styles_of
from report_builder.word.places import Places, find_places, heading_levels, place_near
from report_builder.word.run_looks import RunLooks
from report_builder.word.shown.alternatives import is_shown, shown_elements
from report_builder.word.shown.drawings import DRAWN, LOST, Unshown, unshown_in
from report_builder.word.shown.formulas import find_fault, is_in_edge
from report_builder.word.shown.omml import FORMULA
from report_builder.word.shown.page_looks import find_page_looks
from report_builder.word.shown.result_less_fields import fields_without_result
from report_builder.word.shown.symbols import (
    SYMBOL,
    find_symbol,
    read_symbols,
    texts_in_symbols,
)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PASTED = "open dat bestand, en plak de tekst zelf in het sjabloon"
_FILES = {
    f"{_W}altChunk": Fault(LOST, "een ingevoegd bestand komt niet in PDF en webversie", _PASTED),
    f"{_W}subDoc": Fault(LOST, "een subdocument komt niet in PDF en webversie", _PASTED),
}
_NAMESPACES = {
    "w": _W.strip("{}"),
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
_IN_RUNS = (
    "rPr t tab br cr ptab noBreakHyphen softHyphen sym ruby fldChar instrText delText delInstrText "
    "footnoteReference endnoteReference commentReference annotationRef footnoteRef endnoteRef "
    "separator continuationSeparator lastRenderedPageBreak drawing pict object"
)
_AROUND_RUNS = (
    "pPr r hyperlink sdt ins del moveFrom moveTo smartTag customXml fldSimple dir bdo subDoc "
    "bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd proofErr permStart permEnd "
    "moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd "
    "customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd "
    "customXmlMoveFromRangeStart customXmlMoveFromRangeEnd "
    "customXmlMoveToRangeStart customXmlMoveToRangeEnd"
)
_OTHERS = "*[not(self::mc:AlternateContent or self::m:oMath or self::m:oMathPara)]"


def _all_but(names: str) -> str:
    return "".join(f"[not(self::w:{name})]" for name in names.split())


_UNKNOWN = etree.XPath(
    f".//w:r/{_OTHERS}{_all_but(_IN_RUNS)} | .//w:p/{_OTHERS}{_all_but(_AROUND_RUNS)}",
    namespaces=_NAMESPACES,
)
"""What stands in runs and paragraphs that this program does not know."""


def find_unshown(part: Part, root: Element) -> Iterator[Unshown]:
    """All that a part holds and that is shown by Word alone."""
    for file in shown_elements(root, *_FILES):
        yield Unshown(file, _FILES[str(file.tag)], "ingevoegd bestand")
    for element in shown_elements(root, *DRAWN):
        # The picture in an object goes with the object.
        if find_around(element, qn("w:object")) is None:
            yield from unshown_in(part, element)
    for code, fault in fields_without_result(root):
        yield Unshown(code, fault)
    yield from _unknown_symbols(root)
    yield from _unknown_formulas(root)
    for element in _UNKNOWN(root):
        if is_shown(element):
            message = (
                f"dit programma kent '{local_name(element)}' van Word niet; het komt niet in PDF "
                "en webversie"
            )
            yield Unshown(element, Fault(LOST, message, "schrijf het als gewone tekst"))


def _unknown_formulas(root: Element) -> Iterator[Unshown]:
    for formula in shown_elements(root, FORMULA):
        if is_in_edge(formula):
            message = "een formule in een kop- of voettekst komt niet in PDF en webversie"
            yield Unshown(formula, Fault(LOST, message, "zet haar in de tekst zelf"))
        elif (fault := find_fault(formula)) is not None:
            yield Unshown(formula, fault)


def _unknown_symbols(root: Element) -> Iterator[Unshown]:
    hint = "voeg een ander teken in, uit een gewoon lettertype"
    for symbol in shown_elements(root, SYMBOL):
        if find_symbol(symbol) is None:
            font = symbol.get(qn("w:font"), "")
            message = f"een teken uit het lettertype {font} komt niet in PDF en webversie"
            yield Unshown(symbol, Fault(LOST, message, hint), f"teken uit {font}")
    for text, font in texts_in_symbols(root):
        if is_shown(text) and read_symbols(text, font) is None:
            message = f"tekens uit het lettertype {font} komen anders in PDF en webversie"
            yield Unshown(text, Fault(LOST, message, hint), f"tekens uit {font}")


def find_all_unshown(document: WordFile, file: str) -> Iterator[Problem]:
    """The same of all parts of a Word file, as warnings with their places."""
    styles = styles_of(document)
    levels, looks = heading_levels(styles), RunLooks(styles)
    for story in stories(document):
        unshown = _in_order(find_unshown(story.part, story.root), story.root)
        # What Word hides is shown nowhere, and told as such.
        hidden = set(hidden_runs(story.root, looks)) if unshown else set()
        places = find_places(story.root, levels) if unshown else {}
        told = (one for one in unshown if hidden.isdisjoint(one.element.iterancestors(R)))
        yield from dict.fromkeys(_problem(one, places, file) for one in told)
    yield from _page_problems(document, file)


def _in_order(unshown: Iterable[Unshown], root: Element) -> list[Unshown]:
    """What is not shown, in the order in which it stands in its part."""
    by_element: dict[Element, list[Unshown]] = {}
    for one in unshown:
        by_element.setdefault(one.element, []).append(one)
    elements = root.iter() if by_element else ()
    return [one for element in elements for one in by_element.get(element, ())]


def _page_problems(document: WordFile, file: str) -> Iterator[Problem]:
    looks = list(find_page_looks(document))
    root = root_of(document.part)
    places = find_places(root, heading_levels(styles_of(document))) if looks else {}
    for section, fault in looks:
        place = place_near(section, places) if section is not None else "1"
        yield fault.at(file, place, Severity.WARNING)


def _problem(unshown: Unshown, places: Places, file: str) -> Problem:
    return unshown.fault.at(file, place_near(unshown.element, places), Severity.WARNING)
