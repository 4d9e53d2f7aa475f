"""What Word kept track of in a file that came back: who changed what, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from report_builder.model.remarks import RemarkKind
from report_builder.model.returned import (
    ChangeKind,
    ChangeMark,
    Passage,
    PlacedRemark,
    Span,
    TrackedChange,
)
from report_builder.rounds.passage_texts import plain, short
from report_builder.rounds.placement import RemarkContent, Returned, place_remark
from report_builder.rounds.text_changes import (
    REMOVED,
    ROW_REMOVED,
    TextChange,
    change_content,
)
from report_builder.rounds.tracked_moves import TrackedMove, find_moves

_NO_TEXT = "(alleen witruimte, of weer ongedaan gemaakt)"
_TAKES_BACK = "haalt weg wat een andere reviewer invoegde"


def tracked_remarks(returned: Returned) -> Iterator[PlacedRemark]:
    """The tracked changes, passage by passage: those of each reviewer of it, and each new look.

    Every mark of a change in the file is told by one of them, or by what is said of a text that was
    marked by hand.
    """
    passages = returned.word.passages
    moves = find_moves(passages)
    arrivals = {(move.target, move.author) for move in moves.values()}
    for number, passage in enumerate(passages):
        for author in passage.authors:
            move = moves.get((number, author))
            if move is not None:
                yield place_remark(returned, number, _move_content(passages, move))
            elif (number, author) not in arrivals:
                for content in _contents(returned, number, author):
                    yield place_remark(returned, number, content)
        for content in _look_contents(passage):
            yield place_remark(returned, number, content)
    for change, count in Counter(mark.change for mark in returned.word.loose_marks).items():
        content = _look_content("het hele bestand", change, count)
        yield place_remark(returned, None, content)


def _marks_of(passage: Passage, author: str) -> list[ChangeMark]:
    """What an author did to the text and the shape of a passage."""
    marks = [mark for mark in passage.marks if mark.change.author == author]
    return [mark for mark in marks if mark.kind is not ChangeKind.LOOK]


def _last_change(passage: Passage, author: str) -> TrackedChange:
    """An author with the moment of the last of the changes in a passage."""
    stretches = passage.stretches
    changes = [mark.change for mark in passage.marks]
    changes += [change for part in stretches for change in (part.inserted, part.deleted) if change]
    return TrackedChange(
        author, max((one.date for one in changes if one.author == author), default="")
    )


def _contents(returned: Returned, number: int, author: str) -> Iterator[RemarkContent]:
    """What a reviewer did to the text and the shape of a passage; the first tells all marks."""
    passage = returned.word.passages[number]
    marks = _marks_of(passage, author)
    tracked = _last_change(passage, author)
    contents = [
        *_text_contents(passage, tracked, _values(returned, number)),
        *_taken_back(passage, tracked),
    ]
    if marks and not contents:
        contents.append(_shape_content(passage, tracked))
    for position, content in enumerate(contents):
        yield replace(content, marks=0 if position else len(marks))


def _text_contents(
    passage: Passage, tracked: TrackedChange, values: tuple[Span, ...]
) -> Iterator[RemarkContent]:
    old, new = passage.text, passage.changed_by(tracked.author)
    if plain(old) == plain(new):
        return
    shapes = _shapes(passage, tracked.author)
    content = change_content(TextChange(old, new, values, tracked, tuple(shapes)))
    if plain(old) == plain(new.replace("¶", "")):
        yield replace(content, about=short(old), words=f"gesplitst: {plain(new)}")
    elif ChangeKind.ROW_OUT in shapes and not plain(new):
        yield replace(content, words=ROW_REMOVED)
    else:
        yield replace(content, words=content.words.removeprefix("¶ "))


def _taken_back(passage: Passage, tracked: TrackedChange) -> Iterator[RemarkContent]:
    """What an author took out again that another had put in."""
    parts = [
        part
        for part in passage.stretches
        if part.inserted and part.deleted and part.deleted.author == tracked.author
    ]
    others = {part.inserted.author for part in parts if part.inserted} - {tracked.author}
    text = "".join(part.text for part in parts if part.inserted and part.inserted.author in others)
    if others:
        yield RemarkContent(
            kind=RemarkKind.CHANGE,
            about=plain(text),
            words=REMOVED,
            reviewer=tracked.author,
            written=tracked.date,
            new_text=passage.changed_by(tracked.author),
            notes=(_TAKES_BACK,),
            strikes=tuple(sorted(others)),
        )


def _shape_content(passage: Passage, tracked: TrackedChange) -> RemarkContent:
    """What was done where the words stayed the same."""
    shapes = [str(shape) for shape in _shapes(passage, tracked.author, is_text_same=True)]
    return RemarkContent(
        kind=RemarkKind.CHANGE,
        about=short(passage.text),
        words=f"({', '.join(shapes)})" if shapes else _NO_TEXT,
        reviewer=tracked.author,
        written=tracked.date,
    )


def _shapes(passage: Passage, author: str, *, is_text_same: bool = False) -> list[ChangeKind]:
    """What an author did beside changing words; the end of a paragraph that came or went with all
    of its words is no more than that.
    """
    kinds = dict.fromkeys(mark.kind for mark in _marks_of(passage, author))
    hidden = [ChangeKind.TEXT]
    if not is_text_same:
        hidden.append(ChangeKind.BREAK)
    if not is_text_same and not plain(passage.changed_by(author)):
        hidden.append(ChangeKind.JOIN)
    return [kind for kind in kinds if kind not in hidden]


def _move_content(passages: Sequence[Passage], move: TrackedMove) -> RemarkContent:
    source, target = passages[move.source], passages[move.target]
    marks = [*_marks_of(source, move.author), *_marks_of(target, move.author)]
    return replace(move.content(passages, _last_change(target, move.author).date), marks=len(marks))


def _look_contents(passage: Passage) -> Iterator[RemarkContent]:
    """The new looks of a passage but for those that mark a text, which is told by itself."""
    marked = {part.look.change for part in passage.stretches}
    looks = Counter(mark.change for mark in passage.marks if mark.kind is ChangeKind.LOOK)
    for change, count in looks.items():
        if change not in marked:
            yield _look_content(short(passage.text), change, count)


def _look_content(about: str, change: TrackedChange, count: int) -> RemarkContent:
    return RemarkContent(
        kind=RemarkKind.LOOK,
        about=about,
        words=str(ChangeKind.LOOK),
        reviewer=change.author,
        written=change.date,
        marks=count,
    )


def _values(returned: Returned, number: int) -> tuple[Span, ...]:
    """Where values stand in a passage: as its own controls tell, or those of the same passage in
    the report.
    """
    passage, match = returned.word.passages[number], returned.matches[number]
    if passage.values or match is None:
        return passage.values
    printed = returned.report.passages[match.index]
    return printed.values if printed.text == passage.text else ()
