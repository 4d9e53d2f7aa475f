"""How the notes of an appended document are counted: from its own start, and as it does alone; its
endnotes stand behind it.
"""

from __future__ import annotations

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from report_builder.word.ooxml import VAL, Element, find_child, make
from report_builder.word.sections import sections_of

_KINDS = ("footnote", "endnote")
_ORDER = ("w:pos", "w:numFmt", "w:numStart", "w:numRestart")
_BEFORE_NOTES = (qn("w:headerReference"), qn("w:footerReference"), qn("w:footnotePr"))
# What Word wants behind w:noEndnote in the properties of a section.
_BEHIND_NO_ENDNOTE = tuple(
    qn(f"w:{name}")
    for name in (
        *("titlePg", "textDirection", "bidi", "rtlGutter", "docGrid"),
        *("printerSettings", "sectPrChange"),
    )
)
# What Word wants behind w:endnotePr in the settings of a document.
_BEHIND_NOTES = tuple(
    qn(name)
    for name in (
        *("w:compat", "w:docVars", "w:rsids", "m:mathPr", "w:attachedSchema", "w:themeFontLang"),
        *("w:clrSchemeMapping", "w:shapeDefaults", "w:decimalSymbol", "w:listSeparator"),
    )
)


def count_own_notes(target: DocxDocument, source: DocxDocument, body: Element) -> None:
    """Let the sections of an appended body say what the settings of its document said of notes, and
    begin anew with its first.
    """
    sections = sections_of(body)
    for kind in _KINDS:
        has_notes = next(body.iter(qn(f"w:{kind}Reference")), None) is not None
        if kind == "endnote" and not has_notes:
            continue
        general = find_child(source.settings.element, f"w:{kind}Pr")
        for place, section in enumerate(sections):
            stated = _stated(general) | _stated(find_child(section, f"w:{kind}Pr"))
            if place == 0 and stated.get("w:numRestart") != "eachPage":
                stated["w:numRestart"] = "eachSect"
            _state(section, kind, stated)
        if kind == "endnote":
            _keep_behind(target, sections)


def _stated(properties: Element | None) -> dict[str, str]:
    children = properties if properties is not None else ()
    values = {str(child.tag): child.get(VAL, "") for child in children}
    return {name: values[qn(name)] for name in _ORDER if qn(name) in values}


def _state(section: Element, kind: str, stated: dict[str, str]) -> None:
    """Write how the notes of a section are counted, in the order that Word wants."""
    if not stated:
        return
    properties = section.find(qn(f"w:{kind}Pr"))
    if properties is None:
        properties = make(f"w:{kind}Pr")
        before = [child for child in section if child.tag in _BEFORE_NOTES]
        section.insert(len(before), properties)
    for child in list(properties):
        properties.remove(child)
    for name in _ORDER:
        if name in stated:
            properties.append(make(name, val=stated[name]))


def _keep_behind(target: DocxDocument, sections: list[Element]) -> None:
    """Endnotes stand at the end of a document's last section, not at that of the whole."""
    settings = target.settings.element
    properties = find_child(settings, "w:endnotePr")
    if properties is None:
        properties = make("w:endnotePr")
        behind = next((child for child in settings if child.tag in _BEHIND_NOTES), None)
        if behind is not None:
            behind.addprevious(properties)
        else:
            settings.append(properties)
    if find_child(properties, "w:pos") is None:
        properties.insert(0, make("w:pos", val="sectEnd"))
    for section in sections[:-1]:
        if find_child(section, "w:noEndnote") is None:
            behind = [child for child in section if child.tag in _BEHIND_NO_ENDNOTE]
            section.insert(len(section) - len(behind), make("w:noEndnote"))
