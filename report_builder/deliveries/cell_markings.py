"""What a person sees of the cells of a table and a figure does not say: comments, what is struck
through, what a number format adds, what is hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from report_builder.deliveries.grid import Area, Grid, column_name

NO_RESULT = "een formule zonder opgeslagen uitkomst: open het bestand in {} en sla het op"
RAISED = "een getal dat als noot is opgemaakt, in superscript of subscript: zet het gewoon"
STRUCK = "is doorgehaald"
UNSEEN = "staan witte letters op wit"
FORMAT = "zet de getalnotatie er '{}' bij, wat niet gelezen is"
"""What is said of a cell, by those who read one."""
_MOST_PLACES = 12
_MOST_COMMENTS = 20
_LONGEST_COMMENT = 200


def marking_notes(sheet: Grid, area: Area) -> Iterator[str]:
    """A line for each kind of marking in an area of a sheet, with its places, and one for each
    comment on the sheet.
    """
    yield from _hidden_notes(sheet, area)
    for text, places in _told_places(sheet, area).items():
        yield f"{marking_start(sheet, text)}{_few(places)}"
    yield from _comment_notes(sheet)


def marking_start(sheet: Grid, text: str) -> str:
    """What the line begins with that tells where cells of a sheet are marked so."""
    return f"let op: op blad '{sheet.name}' {text}: "


def comment_start(sheet: Grid) -> str:
    """What the lines begin with that tell of the comments on a sheet."""
    place, _, _ = sheet.place(1, 1).rpartition(" ")
    return f"let op: opmerking bij {place}"


def _told_places(sheet: Grid, area: Area) -> dict[str, list[str]]:
    """Where something is to be told of cells, by what that is."""
    places: dict[str, list[str]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if area.holds(row, column):
            for text in cell.told:
                places.setdefault(text, []).append(f"{column_name(column)}{row}")
    return places


def _comment_notes(sheet: Grid) -> Iterator[str]:
    comments = sorted(sheet.comments.items())
    for (row, column), comment in comments[:_MOST_COMMENTS]:
        text = " ".join(comment.split())
        if len(text) > _LONGEST_COMMENT:
            text = f"{text[:_LONGEST_COMMENT]} …"
        yield f"let op: opmerking bij {sheet.place(row, column)}: {text}"
    if len(comments) > _MOST_COMMENTS:
        rest = len(comments) - _MOST_COMMENTS
        yield f"let op: op blad '{sheet.name}' staan nog {rest} opmerkingen"


def _hidden_notes(sheet: Grid, area: Area) -> Iterator[str]:
    """What of an area cannot be seen in the workbook and was read all the same."""
    rows = sorted(row for row in sheet.hidden_rows if area.top <= row <= area.bottom)
    columns = sorted(column for column in sheet.hidden_columns if area.left <= column <= area.right)
    if sheet.is_hidden:
        yield f"let op: het blad '{sheet.name}' is verborgen; het is meegelezen"
    if rows:
        yield f"let op: verborgen rijen op blad '{sheet.name}' zijn meegelezen: {_few(rows)}"
    if columns:
        letters = _few(map(column_name, columns))
        yield f"let op: verborgen kolommen op blad '{sheet.name}' zijn meegelezen: {letters}"


def _few(places: Iterable[str | int]) -> str:
    """The first of some places, and how many more there are."""
    names = [str(place) for place in places]
    more = len(names) - _MOST_PLACES
    rest = [f"en nog {more}"] if more > 0 else []
    return ", ".join(names[:_MOST_PLACES]) + "".join(f" {text}" for text in rest)
