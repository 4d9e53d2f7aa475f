"""Whether yellow is exactly what the trace says, after every change of the newest figures.

Of each indicator the newest observation goes, changes, becomes empty or gets a later one beside it; every document that
prints it is filled again. What must be yellow is worked out here from the rows and the rule of the contract (section 2),
without the program's own: the program says which observations a value was made from, and nothing more is believed of it.

`python -m tests.mutations [PROJECT [EDITION [CHANGE...]]]` does this for a whole project, which takes some minutes.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from operator import attrgetter
from pathlib import Path
from time import monotonic

from docx.oxml.ns import qn
from lxml import etree, html

from report_builder.build.document_tasks import fill
from report_builder.build.figure_tasks import check_figure, make_any
from report_builder.build.plan import Reading, read_all
from report_builder.build.release_setup import Job, Setup, share
from report_builder.model.catalogue import Indicator
from report_builder.model.document import FilledDocument
from report_builder.model.edition import Release
from report_builder.model.period import Period
from report_builder.model.population import INHABITANTS
from report_builder.model.series import Observation, Series, Slice, Status
from report_builder.model.trace import Observed, OperationKind
from report_builder.model.value import Freshness, Input, TracedValue
from report_builder.problems import Problem
from report_builder.values.dataset import Dataset
from report_builder.values.plotted_series import select_rows
from report_builder.web.cleanup import clean, parse_body, to_text
from report_builder.web.conversion import convert
from report_builder.word.bind.print_view import print_view
from report_builder.word.package import read_docx, stories
from report_builder.wording.sentences import sentence_spans
from report_builder.workspace import Workspace

EVERY = 4
"""Of so many documents the web page of one is made: that takes longest."""
Observations = tuple[Observation, ...]
Mutation = Callable[[Indicator, Observations, int], Observations]


def newest(indicator: Indicator, observations: Observations, year: int) -> int | None:
    """Which of the observations of a slice stands for the reporting year, by its number; None when there is none."""
    known = [number for number, item in enumerate(observations) if item.value is not None]
    if indicator.frequency == "D":
        ends = date(year, 12, 31)
        turn = [
            number
            for number in known
            if date(year, 12, 1) <= observations[number].period.first <= date(year + 1, 1, 15)
        ]
        if turn:
            return min(
                turn,
                key=lambda number: (
                    abs((observations[number].period.first - ends).days),
                    -observations[number].period.first.toordinal(),
                ),
            )
    past = [number for number in known if observations[number].period.last <= date(year, 12, 31)]
    return past[-1] if past else None


def dropped(indicator: Indicator, observations: Observations, year: int) -> Observations:
    """Without the newest one."""
    number = newest(indicator, observations, year)
    return observations if number is None else observations[:number] + observations[number + 1 :]


def blanked(indicator: Indicator, observations: Observations, year: int) -> Observations:
    """With the newest one empty."""
    return _with(
        indicator, observations, year, lambda item: Observation(item.period, None, Status.MISSING)
    )


def changed(indicator: Indicator, observations: Observations, year: int) -> Observations:
    """With another number for the newest one."""
    return _with(
        indicator, observations, year, lambda item: replace(item, value=_other(indicator, item))
    )


def added(indicator: Indicator, observations: Observations, year: int) -> Observations:
    """With one a period later, in the reporting year or after it."""
    number = newest(indicator, observations, year)
    if number is None:
        return observations
    last = observations[number]
    step = 365 if indicator.frequency == "D" else 1
    later = replace(last, period=last.period.shifted(step), value=_other(indicator, last))
    if any(item.period >= later.period for item in observations):
        return observations
    return (*observations, later)


def _with(
    indicator: Indicator,
    observations: Observations,
    year: int,
    change: Callable[[Observation], Observation],
) -> Observations:
    number = newest(indicator, observations, year)
    if number is None:
        return observations
    return (*observations[:number], change(observations[number]), *observations[number + 1 :])


def _other(indicator: Indicator, item: Observation) -> Decimal:
    """A number near to one, within the bounds of the indicator."""
    assert item.value is not None
    step = Decimal(1).scaleb(-indicator.decimals)
    is_room = indicator.maximum is None or item.value + step <= indicator.maximum
    return item.value + step if is_room else item.value - step


AS_IT_IS = "as it is"
CHANGES: Mapping[str, Mutation] = {
    "drop": dropped,
    "blank": blanked,
    "change": changed,
    "add": added,
}


@dataclass
class Outcome:
    """What a run came to: what was looked at, and every difference between yellow and the rule."""

    differences: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def expect(self, kind: str, where: str, is_so: bool, should_be: bool) -> None:
        """Count one thing, and keep it when it is not as it should be."""
        self.counts[kind] += 1
        if is_so != should_be:
            self.differences.append(f"{where}: {kind} {is_so}, should be {should_be}")


class Rule:
    """The rule of the contract over the rows of a project."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.year = setup.project.edition.reporting_year
        self.indicators = setup.project.catalogue.indicators
        self.series = {
            (key, self.indicators[key].slice_text(part)): items
            for key, series in setup.project.series.items()
            for part, items in series.slices.items()
        }

    def is_old(self, indicator: str, period: Period) -> bool:
        """Whether figures up to a period lie before what is expected."""
        known = self.indicators[indicator]
        if known.frequency == "D":
            first = date(self.year, 12, 1).toordinal() - known.lag
            return period.first.toordinal() < first
        per_year = 12 // known.frequency.months
        number = period.year * per_year + period.part - 1
        return number < self.year * per_year + per_year - 1 - known.lag

    def last(self, name: str) -> Period:
        """The newest period of a slice, which is named as `theme.indicator[slice]`."""
        key, _, part = name.removesuffix("]").partition("[")
        items = self.series[key, part]
        number = newest(self.indicators[key], items, self.year)
        assert number is not None
        return items[number].period

    def is_slice_old(self, observed: Observed) -> bool:
        """Whether the slice of an observation is stale."""
        items = self.series.get(observed.thing, ())
        number = newest(self.indicators[observed.indicator], items, self.year)
        return number is None or self.is_old(observed.indicator, items[number].period)

    def is_input_old(self, given: Input, value: TracedValue) -> bool:
        """Whether an observation is stale in a value: inhabitants are where the count goes on that they are laid
        beside, whatever else is known of them.
        """
        if self.indicators[given.indicator].unit != INHABITANTS:
            return self.is_slice_old(given.observed)
        beside = [one for one in value.inputs if one.observed.slice == given.observed.slice]
        counted = [one for one in beside if one.indicator != given.indicator]
        if not counted:
            return self.is_slice_old(given.observed)
        lasts = [self.last(f"{one.indicator}[{one.observed.slice}]") for one in counted]
        return max(last.year for last in lasts) > given.period.year

    def is_stale(self, value: TracedValue) -> bool:
        """Whether a value rests on a current observation that is stale, or on a common moment that is."""
        current = [given for given in value.inputs if given.freshness is not Freshness.HISTORY]
        return self.is_moment_old(value) or any(
            self.is_input_old(given, value) for given in current
        )

    def is_moment_old(self, value: TracedValue) -> bool:
        """Whether the moment that all current observations of a value have in common is stale."""
        current = [given for given in value.inputs if given.freshness is not Freshness.HISTORY]
        # A moment that all have in common is held against the source that runs furthest behind.
        moment = value.as_of
        frequencies = {self.indicators[given.indicator].frequency for given in current}
        if moment is None or frequencies != {moment.frequency}:
            return False
        return all(self.is_old(given.indicator, moment) for given in current)

    def state(self, given: Input, value: TracedValue) -> Freshness:
        """How fresh a current observation is in a value."""
        if not self.is_input_old(given, value):
            return Freshness.FRESH
        is_accepted = given.indicator in self.setup.project.accepted
        return Freshness.ACCEPTED if is_accepted else Freshness.STALE

    def amount(self, observed: Observed) -> Decimal | None:
        """What the rows say."""
        items = self.series.get(observed.thing, ())
        return next((item.value for item in items if item.period == observed.period), None)


def check_document(setup: Setup, job: Job, document: FilledDocument, outcome: Outcome) -> None:
    """Hold the values of a document, its Word file and its web page against the rule."""
    rule = Rule(setup)
    stale: dict[str, bool] = {}
    for printed in document.values:
        value, where = printed.value, f"{job.label} {printed.place} {printed.value.text!r}"
        is_stale = rule.is_stale(value)
        outcome.expect("value stale", where, value.freshness.is_stale, is_stale)
        for given in value.inputs:
            if given.freshness is not Freshness.HISTORY:
                is_right = given.freshness is rule.state(given, value) or rule.is_moment_old(value)
                outcome.expect("input as the rows say", f"{where} {given.observed}", is_right, True)
        for given in value.chosen_by:
            outcome.expect("chosen by stale", where, rule.is_slice_old(given.observed), True)
        if value.operation.kind is OperationKind.VALUE and len(value.inputs) == 1:
            is_right = value.amount == rule.amount(value.inputs[0].observed)
            outcome.expect("amount as in the rows", where, is_right, True)
        stale[value.key] = is_stale or bool(value.chosen_by)
    _check_word(setup, job, document, stale, outcome)
    if outcome.counts["documents"] % EVERY == 0:
        _check_web(job, document, outcome)
    for figure in document.placed:
        spec = setup.project.figures[figure.figure]
        if spec.traits.is_account:
            continue
        content = make_any(setup, figure.figure, Dataset(setup.project))
        rows = select_rows(spec, Dataset(setup.project))
        is_stale = spec.until is None and any(
            rule.is_slice_old(Observed.of(row.indicator, row.key, row.last))
            or rule.is_old(row.indicator.id, row.stands_until)
            for row in rows
        )
        where = f"{job.label} {figure.noun} {figure.number} ({figure.figure})"
        outcome.expect("figure stale", where, content.freshness.is_stale, is_stale)
        if figure.noun == "Tabel":  # pictures are not drawn here, and each tile is yellow by itself
            outcome.expect("caption yellow", where, figure.is_stale, is_stale)


@dataclass(frozen=True)
class _Stretch:
    """A piece of the text of a paragraph: whether it is yellow, and of which value it is."""

    text: str
    is_yellow: bool
    key: str


def _check_word(
    setup: Setup, job: Job, document: FilledDocument, stale: Mapping[str, bool], outcome: Outcome
) -> None:
    """Each stale value makes its sentence or cell yellow, and nothing else is, apart from what a stale value chose."""
    opened = read_docx(document.data)
    is_account = any(setup.project.figures[key].traits.is_account for key in document.figures)
    explained = bool(document.stale_choices) or is_account
    for story in stories(opened):
        for paragraph in story.root.iter(qn("w:p")):
            stretches = list(_stretches(paragraph))
            cell = next(paragraph.iterancestors(qn("w:tc")), None)
            row = next(paragraph.iterancestors(qn("w:tr")), None)
            table = next(paragraph.iterancestors(qn("w:tbl")), None)
            text = "".join(one.text for one in stretches)
            spans = [(0, len(text))] if cell is not None else sentence_spans(text)
            for start, end in spans:
                inside = _within(stretches, start, end)
                is_due = any(stale.get(one.key, False) for one in inside if one.key)
                lit = [one.is_yellow for one in inside if one.text.strip()]
                where = f"{job.label} {text[start:end][:70]!r}"
                if is_due:
                    outcome.expect("yellow as a whole", where, all(lit), True)
                elif any(lit):
                    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
                    name = style.get(qn("w:val")) if style is not None else ""
                    # What is awaited is an empty cell behind the last value, or below it.
                    around = table if text.strip() in _SIGNS else row
                    is_block = name in _BLOCK_STYLES or _has_stale(around, stale)
                    outcome.expect("yellow with a reason", where, is_block or explained, True)
                else:
                    outcome.counts["sentences and cells that are white"] += 1


_BLOCK_STYLES = ("Caption", "caption", "Bijschrift", "Bron")


_SIGNS = (".", "x", "–")


def _has_stale(around: etree._Element | None, stale: Mapping[str, bool]) -> bool:
    """Whether a row or a table holds a stale value."""
    if around is None:
        return False
    return any(stale.get(str(tag.get(qn("w:val"))), False) for tag in around.iter(qn("w:tag")))


def _stretches(paragraph: etree._Element) -> Iterator[_Stretch]:
    for run in paragraph.iter(qn("w:r")):
        if next(run.iterancestors(qn("w:p"))) is not paragraph:
            continue
        text = "".join(t.text or "" for t in run.iter(qn("w:t")))
        control = next(run.iterancestors(qn("w:sdt")), None)
        tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}") if control is not None else None
        highlight = run.find(f"{qn('w:rPr')}/{qn('w:highlight')}")
        key = str(tag.get(qn("w:val"))) if tag is not None else ""
        yield _Stretch(text, highlight is not None, key)


def _within(stretches: Sequence[_Stretch], start: int, end: int) -> list[_Stretch]:
    position, inside = 0, []
    for one in stretches:
        first, last = max(position, start), min(position + len(one.text), end)
        if first < last:
            inside.append(replace(one, text=one.text[first - position : last - position]))
        position += len(one.text)
    return inside


def _check_web(job: Job, document: FilledDocument, outcome: Outcome) -> None:
    """What is yellow in Word is marked in the page, letter by letter, and nothing else."""
    view = print_view(document.data)
    sections = clean(parse_body(convert(view.data, job.file).html), job.label)
    page = html.fromstring("<div>" + "".join(to_text(one.element) for one in sections) + "</div>")
    marks = page.xpath('//mark[contains(@class, "stale")]')
    marked = Counter(letter for mark in marks for letter in mark.text_content() if letter.isalnum())
    yellow = Counter(
        letter
        for story in stories(read_docx(document.data))
        for paragraph in story.root.iter(qn("w:p"))
        for one in _stretches(paragraph)
        if one.is_yellow
        for letter in one.text
        if letter.isalnum()
    )
    is_same = marked == yellow
    if not is_same:
        where = f"{job.label}: only in Word {yellow - marked}, only on the page {marked - yellow}"
        outcome.differences.append(where)
    outcome.counts["pages as the Word file"] += is_same


def mutated(reading: Reading, keys: Sequence[str], mutation: Mutation) -> Setup:
    """The setup with the newest figures of some indicators changed."""
    project = reading.setup.project
    year = project.edition.reporting_year
    series = dict(project.series)
    for key in keys:
        indicator = project.catalogue.indicators[key]
        slices: dict[Slice, Observations] = {}
        for part, items in project.series[key].slices.items():
            if kept := mutation(indicator, items, year):
                slices[part] = kept
        series[key] = Series(key, slices, f"{mutation} {slices}")
    return replace(reading.setup, project=replace(project, series=series))


def run(
    reading: Reading, keys: Sequence[str], name: str, jobs: Sequence[Job], outcome: Outcome
) -> dict[str, FilledDocument]:
    """Mutate some indicators at once, and look at the documents; one with a sentence that cannot be filled is tried with
    each of them alone.
    """
    setup = mutated(reading, keys, CHANGES[name]) if keys else reading.setup
    reference = share(setup)
    documents = {}
    for job in jobs:
        document = documents[job.label] = fill(reference, job)
        if document.data:
            outcome.counts["documents"] += 1
            before = len(outcome.differences)
            check_document(setup, job, document, outcome)
            new = outcome.differences[before:]
            outcome.differences[before:] = [f"{name} {', '.join(keys[:3])}: {line}" for line in new]
        elif len(keys) > 1:
            for key in (key for key in keys if key in document.used):
                run(reading, [key], name, [job], outcome)
        else:
            is_told = any(
                map(attrgetter("is_error"), (*document.problems, *_figure_problems(setup)))
            )
            outcome.expect("documents that say what is missing", f"{name} {keys}", is_told, True)
    return documents


def _figure_problems(setup: Setup) -> list[Problem]:
    """What is told of figures and tables, at their own files."""
    reference = share(setup)
    problems = [check_figure(reference, figure) for figure in setup.project.figures]
    return [problem for problem in problems if problem]


def _printing(
    reading: Reading,
    documents: Mapping[str, FilledDocument],
    key: str,
    accounts: Collection[Job],
) -> list[Job]:
    """The documents that print an indicator, apart from the accounts."""
    jobs = [job for job in reading.jobs if key in documents[job.label].used]
    return [job for job in jobs if job not in accounts]


def main(project: str = ".", edition: str | None = None, *names: str) -> int:
    """The run over a whole project; prints what was looked at, and every difference."""
    os.environ["REPORT_BUILDER_CACHE"] = tempfile.mkdtemp(prefix="mutations-")
    reading = read_all(Workspace.open(Path(project)), edition, Release.CONCEPT)
    assert isinstance(reading, Reading)
    outcome, start = Outcome(), monotonic()
    documents = run(reading, [], AS_IT_IS, reading.jobs, outcome)
    keys = sorted(set().union(*(document.used for document in documents.values())))
    accounts = [job for job in reading.jobs if len(documents[job.label].used) == len(keys)]
    for name in names or CHANGES:
        # What gives account of all figures is filled once, with all of them changed.
        run(reading, keys, name, accounts, outcome)
        for key in keys:
            run(reading, [key], name, _printing(reading, documents, key, accounts), outcome)
        outcome.counts["mutations"] += len(keys)
        done = f"{monotonic() - start:.0f} s, {name}"
        print(f"{done}: {len(outcome.differences)} differences", flush=True)
    for kind, number in sorted(outcome.counts.items()):
        print(f"{number:>8}  {kind}")
    print("\n".join(outcome.differences[:200]))
    return 1 if outcome.differences else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
