"""The content control around a printed value: it bears the key by which the value is known when the
file comes back.
"""

from __future__ import annotations

from docx.oxml.ns import qn

from report_builder.model.value import KEY_LENGTH, TracedValue
from report_builder.word.ooxml import VAL, Element, make, parent_of


def in_control(run: Element, value: TracedValue) -> Element:
    """A run in a content control that bears the key of a value; its id is given at assembly.

    Word keeps a control when a sentence is rewritten or moved, so a number is found again by its
    key and not by where it stands.
    """
    properties = make("w:sdtPr")
    properties.append(make("w:alias", val=_title(value)))
    properties.append(make("w:tag", val=value.key))
    properties.append(make("w:id", val="0"))
    content = make("w:sdtContent")
    content.append(run)
    control = make("w:sdt")
    control.extend((properties, content))
    return control


def find_control(paragraph: Element, key: str) -> Element | None:
    """The control in a paragraph that bears a key."""
    for tag in paragraph.iter(qn("w:tag")):
        if tag.get(VAL) == key:
            return parent_of(parent_of(tag))
    return None


def keys_in(element: Element) -> list[str]:
    """The keys of the values below an element, in order."""
    return [tag.get(VAL, "") for tag in element.iter(qn("w:tag"))]


def _title(value: TracedValue) -> str:
    """What Word shows above a control: what the value is, in short."""
    if not value.inputs:
        return (value.source or value.operation.formula)[:KEY_LENGTH]
    first = value.inputs[0]
    return f"{first.indicator} {first.period}"[:KEY_LENGTH]
