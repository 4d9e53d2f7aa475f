"""Which of the alternatives in a Word file is shown: it holds some things twice, for newer and for
older programs.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import qn

from report_builder.word.ooxml import Element, remove

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES, CHOICE, FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"
# Ink and models in three dimensions: what stands there for older programs is a picture of them.
_PICTURED = frozenset({"aink", "am3d", "wpi"})
_PICTURES = (qn("a:blip"), "{urn:schemas-microsoft-com:vml}imagedata")


def shown_branch(alternatives: Element) -> Element | None:
    """The branch that counts: the one that Word shows, or the picture of it where that is all that
    others can show.
    """
    choice, fallback = alternatives.find(CHOICE), alternatives.find(FALLBACK)
    if choice is None:
        return fallback
    if fallback is not None and _is_pictured(choice, fallback):
        return fallback
    return choice


def _is_pictured(choice: Element, fallback: Element) -> bool:
    has_ink = not _PICTURED.isdisjoint(choice.get("Requires", "").split())
    return has_ink and next(fallback.iter(*_PICTURES), None) is not None


def is_shown(element: Element) -> bool:
    """Whether an element stands in no alternative, or in the one that counts."""
    branch: Element = element
    for around in element.iterancestors():
        if around.tag == ALTERNATIVES and shown_branch(around) is not branch:
            return False
        branch = around
    return True


def shown_elements(root: Element, *tags: str) -> Iterator[Element]:
    """The elements with one of these (full) tags below a root, in order, of each alternative the
    one that counts.
    """
    has_alternatives = next(root.iter(ALTERNATIVES), None) is not None
    for element in root.iter(*tags):
        if not has_alternatives or is_shown(element):
            yield element


def settle_alternatives(root: Element) -> None:
    """Put what is shown in the place of its alternatives."""
    for alternatives in list(root.iter(ALTERNATIVES)):
        branch = shown_branch(alternatives)
        for child in list(branch) if branch is not None else ():
            alternatives.addprevious(child)
        remove(alternatives)
