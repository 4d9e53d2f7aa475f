"""What changed since the previous edition and since the concept that went round, for those who
review.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import zip_longest

from report_builder.build.edition_differences import find_printed_revisions, held_values
from report_builder.build.release_setup import Setup
from report_builder.build.review_items import Earlier
from report_builder.build.review_summaries import Row, brought, change_rows, changed_keys
from report_builder.fingerprint import read_bytes
from report_builder.intake.circulation_files import read_circulated
from report_builder.intake.remark_files import read_remarks
from report_builder.model.circulation import Circulated
from report_builder.model.edition import GROUND
from report_builder.model.remarks import Remark
from report_builder.model.review import Compared, Link, ReviewItem, Shown, Since
from report_builder.privacy.masking import Withholding
from report_builder.problems import Problem, Severity
from report_builder.registers.edition_pair import Comparison, Side
from report_builder.registers.number_changes import NumberChange, Pair, compare
from report_builder.registers.number_register import PrintedRow, read_numbers
from report_builder.web.review_places import Paragraph
from report_builder.workspace import CIRCULATED_NUMBERS, Workspace

NAME = "review.html"
"""The file, as the contract calls it."""
_PREVIOUS = "vorige ronde"


@dataclass(frozen=True)
class Before:
    """What stands before this concept: what the previous edition published, the concept that
    went round last, and the remarks of earlier rounds.
    """

    edition: str = ""
    rows: tuple[PrintedRow, ...] = ()
    circulated: Circulated | None = None
    remarks: tuple[Remark, ...] = ()


def read_before(workspace: Workspace, edition: str) -> tuple[Before, list[Problem]]:
    """What a concept is compared with: files of the project only, so that the same project gives
    the same page.

    A file that cannot be read is a warning: it hinders the comparison alone.
    """
    file = workspace.choose_edition(edition)
    circulated, problems_of_round = read_circulated(workspace, file)
    remarks, unread = read_remarks(workspace, file)
    name, rows, problems = _published_before(workspace, edition)
    warnings = [replace(one, severity=Severity.WARNING) for one in (*unread, *problems)]
    before = Before(name, rows, circulated, () if unread else remarks)
    return before, [*problems_of_round, *warnings]


def _published_before(
    workspace: Workspace, edition: str
) -> tuple[str, tuple[PrintedRow, ...], list[Problem]]:
    """The edition before this one that was published last, what it printed, and what is wrong with
    its register; empty when there is none.
    """
    for name in workspace.published_before(edition):
        path = workspace.published / f"{name}.csv"
        rows, problems = read_numbers(read_bytes(path), workspace.name(path))
        return name, () if problems else tuple(rows), problems
    return "", (), []


def find_earlier(
    setup: Setup,
    titles: Mapping[str, str],
    before: Before,
    rows: Sequence[PrintedRow],
    keys: Mapping[object, str],
) -> tuple[Earlier, tuple[Row, ...]]:
    """The previous edition, and the rows of what changed since it was published.

    To fill it again would double a build: what it published is read, and else the rows that it
    holds.
    """
    vintage = setup.project.vintages[-1] if setup.project.vintages else None
    held = held_values(setup.project.catalogue, vintage.series) if vintage else {}
    title = vintage.title if vintage else ""
    if not before.rows:
        return Earlier(title, held), ()
    title = f"editie {before.edition}"
    year = setup.project.edition.reporting_year
    own = int(before.edition[:4]) - 1 if before.edition[:4].isdigit() else year
    comparison = _compared(setup, titles, before.edition, before.rows, rows, year - own)
    return Earlier(title, held, changed_keys(comparison, keys)), change_rows(comparison, keys)


def _compared(
    setup: Setup,
    titles: Mapping[str, str],
    name: str,
    old: Sequence[PrintedRow],
    new: Sequence[PrintedRow],
    years: int,
) -> Comparison:
    year = setup.project.edition.reporting_year
    sides = [
        Side(side, own, tuple(rows), titles, {}, None, project, is_published=True, has_own=False)
        for side, own, rows, project in (
            (name, year - years, old, None),
            (setup.version, year, new, setup.project),
        )
    ]
    pairs = compare(old, new, years)
    return Comparison(sides[0], sides[1], tuple(pairs), tuple(find_printed_revisions(old, new)))


def find_since(
    setup: Setup,
    titles: Mapping[str, str],
    circulated: Circulated | None,
    now: tuple[Sequence[PrintedRow], Mapping[object, str]],
    figures: Sequence[ReviewItem],
    paragraphs: Sequence[Paragraph],
) -> Since:
    """What changed since the concept that went round last; `now` has the numbers, and the item of
    each.
    """
    if circulated is None:
        return Since()
    version, day = circulated.last.version, circulated.last.date
    rows, keys = now
    withheld = Withholding(setup.project.edition.personal, GROUND)
    paragraphs_withheld = [
        replace(item, place=withheld.text(item.place), text=withheld.text(item.text))
        for item in paragraphs
    ]
    before = [Paragraph("", item.document, item.place, item.text) for item in circulated.texts]
    texts = tuple(_changed_texts(before, paragraphs_withheld, titles))
    drawn, was = _changed_figures(circulated.figures, figures)
    old, _ = read_numbers(circulated.numbers, CIRCULATED_NUMBERS)
    comparison = _compared(setup, titles, _PREVIOUS, old, rows, 0)
    comparison = replace(
        comparison, pairs=tuple(pair for pair in comparison.pairs if _reads_otherwise(pair))
    )
    for key, (change, number) in changed_keys(comparison, keys).items():
        if change not in (NumberChange.SAME, NumberChange.REWORDED):
            was[key] = number.text
    return Since(version, day, (*change_rows(comparison, keys, brought), *drawn), texts, was)


def _reads_otherwise(pair: Pair) -> bool:
    """Whether a reader sees a change: a revision that rounding hides is none."""
    old, new = pair.old, pair.new
    return not (old and new) or (old.text, old.periods) != (new.text, new.periods)


def _changed_figures(
    digests: Mapping[str, str], figures: Sequence[ReviewItem]
) -> tuple[tuple[tuple[Shown, ...], ...], dict[str, str]]:
    """The figures and tables that say something else, and those that came or went."""
    now = {figure.key: figure for figure in figures}
    rows: list[tuple[Shown, ...]] = []
    for key, figure in now.items():
        if digests.get(key) != figure.digest:
            word = "gewijzigd" if key in digests else "nieuw"
            rows.append((word, figure.name, "", "", "", "", "", (Link(figure.text, key),)))
    rows += [("vervallen", key, "", "", "", "", "", "") for key in digests if key not in now]
    changed = {
        key: "andere cijfers of een andere titel"
        for key in now
        if digests.get(key, "") not in ("", now[key].digest)
    }
    return tuple(rows), changed


def _changed_texts(
    old: Sequence[Paragraph], new: Sequence[Paragraph], titles: Mapping[str, str]
) -> Iterator[tuple[Shown, ...]]:
    """The paragraphs that say something else, document by document; those at the same place side by
    side.
    """
    for document in dict.fromkeys(paragraph.document for paragraph in [*new, *old]):
        before, after = (
            [item for item in side if item.document == document] for side in (old, new)
        )
        matcher = SequenceMatcher(
            None, [item.text for item in before], [item.text for item in after], autojunk=False
        )
        for tag, a, b, c, d in matcher.get_opcodes():
            if tag != "equal":
                for was, now in zip_longest(before[a:b], after[c:d]):
                    yield _text_row(titles.get(document, document), was, now)


def _text_row(title: str, was: Paragraph | None, now: Paragraph | None) -> tuple[Shown, ...]:
    place: Shown = (Link(now.place, now.key),) if now else was.place if was else ""
    if was and now:
        return "gewijzigd", title, place, *_compared_texts(was.text.split(), now.text.split())
    return (
        "nieuw" if now else "vervallen",
        title,
        place,
        was.text if was else "",
        now.text if now else "",
    )


def _compared_texts(was: Sequence[str], now: Sequence[str]) -> tuple[Compared, Compared]:
    """Two texts in words, each with what the other lacks."""
    old: list[tuple[str, bool]] = []
    new: list[tuple[str, bool]] = []
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        for stretches, words in ((old, was[a:b]), (new, now[c:d])):
            if words:
                stretches.append((" ".join(words), tag != "equal"))
    return Compared(tuple(old), is_old=True), Compared(tuple(new), is_old=False)
