"""The numbers, figures and tables of an edition as items to judge: what each is made of and where
it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from report_builder.model.catalogue import Catalogue
from report_builder.model.document import PrintedValue
from report_builder.model.review import Ingredient, PrintedPlace, ReviewItem, SeriesAccount
from report_builder.model.series import Status
from report_builder.model.state import IndicatorState
from report_builder.model.trace import Observed, OperationKind
from report_builder.model.value import Freshness, Input, TracedValue
from report_builder.registers.number_changes import Number, NumberChange
from report_builder.registers.revisions import HeldValue
from report_builder.registers.trace_report import STATES
from report_builder.wording.numbers import quantity_text
from report_builder.wording.periods import date_text, period_text

NUMBER, FIGURE, TABLE = "number", "figure", "table"
SPOKEN = "alternatieve tekst"
_HOW = {
    OperationKind.VALUE: "de waarde zoals geleverd",
    OperationKind.PERIOD: "de periode van een cijfer",
}
_MARKS = {
    Status.PROVISIONAL: " (voorlopig)",
    Status.ESTIMATED: " (geschat)",
    Status.BREAK: " (breuk in de reeks)",
}


@dataclass(frozen=True)
class Earlier:
    """The previous edition: its name and the observations that it held.

    Where it was published, `numbers` tells what became of them, by the key of the number now.
    """

    title: str = ""
    values: Mapping[Observed, HeldValue] = field(default_factory=dict)
    numbers: Mapping[str, tuple[NumberChange, Number]] = field(default_factory=dict)

    @cached_property
    def last(self) -> Mapping[tuple[str, str], Observed]:
        """The last observation with a value of each part of an indicator."""
        held = (observed for observed, held in self.values.items() if held.value is not None)
        return {observed.thing: observed for observed in held}


def _is_revised(then: HeldValue | None, now: HeldValue | None) -> bool:
    """Whether an observation had another value than it has now."""
    if then is None or then.value is None:
        return False
    return now is None or now.value != then.value


class Items:
    """Makes items of what is printed, from the catalogue, the observations of today and the
    previous edition.
    """

    def __init__(
        self, catalogue: Catalogue, values: Mapping[Observed, HeldValue], earlier: Earlier
    ) -> None:
        self.catalogue = catalogue
        self.values = values
        self.earlier = earlier
        self._ingredients: dict[Input, Ingredient] = {}

    def numbers(self, values: Iterable[PrintedValue]) -> Iterator[ReviewItem]:
        """One item for each different value, in the order in which they are first printed."""
        by_key: dict[str, list[PrintedValue]] = {}
        for printed in values:
            by_key.setdefault(printed.value.key, []).append(printed)
        for key, same in by_key.items():
            places = tuple(PrintedPlace(printed.document, printed.place) for printed in same)
            yield self._number(key, same[0].value, places)

    def _number(self, key: str, value: TracedValue, places: tuple[PrintedPlace, ...]) -> ReviewItem:
        ingredients = [self._ingredient(given) for given in value.inputs]
        earlier, is_revised = self._before(key, value)
        return ReviewItem(
            key=key,
            kind=NUMBER,
            text=value.text,
            name=self._name(value),
            how=_HOW.get(value.operation.kind, value.operation.formula),
            period=period_text(value.period) if value.period else "",
            state=value.freshness.value,
            source=", ".join(map(self.source, value.sources)),
            inputs=tuple(ingredients),
            places=places,
            owners=tuple(
                dict.fromkeys(
                    self.catalogue.indicators[part.indicator].deliverer for part in value.inputs
                )
            ),
            earlier=earlier,
            is_revised=is_revised or any(part.earlier for part in ingredients),
            is_aside=value.operation.kind is OperationKind.PERIOD
            or all(place.place.endswith(SPOKEN) for place in places),
        )

    def source(self, key: str) -> str:
        """The name of a source; of a number by hand what its drafter wrote."""
        source = self.catalogue.sources.get(key)
        return source.name if source else key

    def _name(self, value: TracedValue) -> str:
        if not value.inputs:
            return "vast getal, met de hand ingevuld"
        things = {given.observed.thing: given.observed for given in value.inputs}
        return "; ".join(map(self.thing, things.values()))

    def thing(self, observed: Observed) -> str:
        """What is counted, with the part of it."""
        title = self.catalogue.indicators[observed.indicator].title
        return f"{title} ({observed.part})" if observed.part else title

    def _ingredient(self, given: Input) -> Ingredient:
        if given not in self._ingredients:
            observed = given.observed
            now, then = self.values.get(observed), self.earlier.values.get(observed)
            before = ""
            if _is_revised(then, now):
                before = f"{self.earlier.title}: {self.amount(observed, then)}"
            name, period = self.thing(observed), period_text(given.period)
            value = self.amount(observed, now)
            self._ingredients[given] = Ingredient(
                given.indicator, name, period, value, given.freshness.value, before
            )
        return self._ingredients[given]

    def amount(self, observed: Observed, held: HeldValue | None) -> str:
        """An observation as it is written; a dash where there is none."""
        if held is None or held.value is None:
            return "–"
        indicator = self.catalogue.indicators[observed.indicator]
        mark = _MARKS.get(held.status, "") if held.status else ""
        return quantity_text(held.value, indicator.unit, indicator.decimals) + mark

    def _before(self, key: str, value: TracedValue) -> tuple[str, bool]:
        """What the previous edition printed for a number, else the last that it knew of the same
        thing.
        """
        if key in self.earlier.numbers:
            change, number = self.earlier.numbers[key]
            periods = ", ".join(dict.fromkeys(map(period_text, number.periods)))
            is_revised = change is NumberChange.REVISED
            return f"{self.earlier.title}: {number.text} ({periods})", is_revised
        if (
            value.operation.kind is not OperationKind.VALUE
            or value.freshness is Freshness.HISTORY
            or len(value.inputs) != 1
        ):
            return "", False
        last = self.earlier.last.get(value.inputs[0].observed.thing)
        if last is None:
            return "", False
        was = self.amount(last, self.earlier.values[last])
        return f"{self.earlier.title}: {was} ({period_text(last.period)})", False


def _coming(state: IndicatorState) -> str:
    """Up to when figures are expected, and when these come as far as that is known."""
    indicator = state.indicator
    if state.is_ended:
        return "niets meer: beëindigd door de bron"
    if indicator.expected_on:
        return f"{period_text(state.expected)} (verschijnt op {date_text(indicator.expected_on)})"
    moment = f" (verschijnt {indicator.publication})" if indicator.publication else ""
    return period_text(state.expected) + moment


def account_of(state: IndicatorState, catalogue: Catalogue) -> SeriesAccount:
    """Where the figures of an indicator come from, and how far they are."""
    indicator = state.indicator
    source, deliveries = catalogue.sources.get(indicator.source), catalogue.newest(indicator.id)
    table = f", {indicator.table}" if indicator.table else ""
    files = "; ".join(f"{one.file} ({one.sha256[:12]})" for one in deliveries)
    brought = f"{date_text(deliveries[0].delivered_on)}, {files}" if deliveries else ""
    return SeriesAccount(
        id=indicator.id,
        title=indicator.title,
        unit=indicator.unit,
        source=(source.name if source else indicator.source) + table,
        delivery=brought,
        owner=indicator.deliverer,
        about=" ".join(part.strip() for part in (indicator.definition, indicator.note) if part),
        last=period_text(state.last) if state.last else "geen waarnemingen",
        expected=_coming(state),
        state=STATES[state.state],
    )
