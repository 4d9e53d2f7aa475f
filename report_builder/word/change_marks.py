"""The elements with which Word keeps track of a change, and what each tells.

ECMA-376 part 1, 17.13.5. Most of them name who made the change, and when.
"""

from __future__ import annotations

from docx.oxml.ns import qn

from report_builder.word.ooxml import Element

_AUTHOR = qn("w:author")
_LOOK, _CELL = "een gewijzigde opmaak", "een samengevoegde of gesplitste cel"
_MOVED, _CONFLICT = "een verplaatste tekst", "een wijziging die met een andere botst"
INSERTIONS = ("ins", "moveTo", "conflictIns")
DELETIONS = ("del", "moveFrom", "conflictDel")
LOOKS = (
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "tblPrExChange",
    "tblGridChange",
    "trPrChange",
    "tcPrChange",
    "numberingChange",
)
_RANGES = (
    "moveFromRange",
    "moveToRange",
    "customXmlInsRange",
    "customXmlDelRange",
    "customXmlMoveFromRange",
    "customXmlMoveToRange",
)
_CONFLICT_RANGES = ("customXmlConflictInsertionRange", "customXmlConflictDeletionRange")
_WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_OF_2010 = {name: f"{_WORD_2010}{name}" for name in ("conflictIns", "conflictDel")}
_NOUNS = {
    **dict.fromkeys(LOOKS, _LOOK),
    "ins": "een ingevoegde tekst",
    "del": "een verwijderde tekst",
    "moveFrom": _MOVED,
    "moveTo": _MOVED,
    "numberingChange": "een gewijzigde nummering",
    "cellIns": "een ingevoegde cel",
    "cellDel": "een verwijderde cel",
    "cellMerge": _CELL,
    **dict.fromkeys((f"{name}Start" for name in _RANGES[:2]), _MOVED),
    **dict.fromkeys((f"{name}Start" for name in _RANGES[2:]), "een gewijzigd element"),
}


def change_tags(names: tuple[str, ...]) -> tuple[str, ...]:
    """The full tags of changes by their names."""
    return tuple(_OF_2010.get(name) or qn(f"w:{name}") for name in names)


NOUNS = {
    **{qn(f"w:{name}"): noun for name, noun in _NOUNS.items()},
    **dict.fromkeys(_OF_2010.values(), _CONFLICT),
    **dict.fromkeys((f"{_WORD_2010}{name}Start" for name in _CONFLICT_RANGES), _CONFLICT),
}
"""What to call each change that waits for a decision, by its tag."""
RANGES = (
    *(qn(f"w:{name}{end}") for name in _RANGES for end in ("Start", "End")),
    *(f"{_WORD_2010}{name}{end}" for name in _CONFLICT_RANGES for end in ("Start", "End")),
)
"""Where a change begins and ends that spans more than one element."""
_COMMENT = qn("w:comment")


def noun_of(element: Element) -> str | None:
    """What to call the change that an element is; None where it is none.

    An element that names an author is one, also where it is not known here.
    """
    noun = NOUNS.get(str(element.tag))
    is_signed = element.get(_AUTHOR) is not None and element.tag != _COMMENT
    return noun or ("een bijgehouden wijziging" if is_signed else None)
