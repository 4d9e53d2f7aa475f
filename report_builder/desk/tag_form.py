"""What somebody chose in the form of the tag maker, and what there is to choose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from report_builder.desk.tag_wordings import CURRENT, EARLIER, TagChoice
from report_builder.model.catalogue import PERCENT, TOTAL, Catalogue, Indicator
from report_builder.model.population import find_population_fault
from report_builder.model.series import Slice
from report_builder.problems import Fault
from report_builder.values.dataset import Dataset
from report_builder.values.operands import SliceReading
from report_builder.values.ranking import rank
from report_builder.values.rates import has_inhabitants
from report_builder.wording.numbers import number_text
from report_builder.wording.periods import period_text

FITTING = ""
"""The choice of what fits by itself, and so goes along with the slice that is chosen."""
STEPS = ("0.5", "1", "5", "10", "50", "100", "500", "1000", "5000", "10000", "50000", "100000")
COUNTS = ("2", "3", "4", "5", "10")
_MOST_PERIODS = 400
_FEWEST = 3

Option = tuple[str, str]
"""What a choice sends, and what it is called."""


@dataclass(frozen=True)
class FormField:
    """One choice in the form: its name, its label, what there is to choose and what was chosen."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: str


@dataclass(frozen=True)
class TagForm:
    """The form as it was filled in; `refused` says what was chosen that is not there (any more)."""

    choice: TagChoice
    fields: tuple[FormField, ...]
    largest: tuple[Slice, ...]
    """The largest slices of the dimension that is split."""
    amount: Decimal | None
    """The value now of what was chosen."""
    refused: tuple[str, ...]


class FormReader:
    """Reads what somebody chose of one indicator."""

    def __init__(
        self, indicator: Indicator, dataset: Dataset, catalogue: Catalogue, query: Mapping[str, str]
    ) -> None:
        self.indicator = indicator
        self.dataset = dataset
        self.catalogue = catalogue
        self.query = query
        self.fields: list[FormField] = []
        self.refused: list[str] = []

    def read(self) -> TagForm:
        """The form; what cannot be chosen is left as it is by itself, and that is said."""
        key = self._key()
        last = self.dataset.last(self.indicator, key)
        amount = last.value if last else None
        period, against = self._moments(key)
        step = self._step(amount)
        whole = self._whole(key)
        split, count = self._split()
        choice = TagChoice(
            self.indicator,
            key,
            period,
            against,
            step,
            whole,
            count=int(count),
            split=split,
            population=self._population(key),
        )
        largest = self._largest(choice) if split else ()
        return TagForm(choice, tuple(self.fields), largest, amount, tuple(self.refused))

    def _moments(self, key: Slice) -> tuple[str, str]:
        """The period, and the one that it is compared with."""
        named = self._periods(key)
        earlier = (EARLIER, "een jaar eerder (loopt mee)")
        current = (CURRENT, "de laatste (loopt mee)")
        period = self._pick("periode", "Periode", (current, earlier, *named), CURRENT)
        return period, self._pick("tegen", "Vergelijk met", (earlier, *named), EARLIER)

    def _pick(self, name: str, label: str, options: Sequence[Option], usual: str) -> str:
        """What was chosen for a field, and keep the field."""
        asked = self.query.get(name, usual)
        known = [value for value, _ in options]
        chosen = asked if asked in known else usual
        if asked not in known:
            self.refused.append(f"{label}: ‘{asked[:80]}’ is hier niet te kiezen")
        self.fields.append(FormField(name, label, tuple(options), chosen))
        return chosen

    def _key(self) -> Slice:
        """The slice that was chosen, dimension by dimension; by itself the total, else the largest
        slice.
        """
        slices = self.dataset.slices(self.indicator)
        usual = usual_slice(self.indicator, self.dataset)
        parts = []
        for place, dimension in enumerate(self.indicator.dimensions):
            names = sorted({key[place] for key in slices} - {TOTAL})
            has_total = any(key[place] == TOTAL for key in slices)
            total = [(TOTAL, "totaal")] if has_total else []
            options = [*total, *((name, name) for name in names)]
            label = dimension.replace("_", " ").capitalize()
            parts.append(self._pick(f"deel.{dimension}", label, options, usual[place]))
        return tuple(parts)

    def _periods(self, key: Slice) -> tuple[Option, ...]:
        known = (item for item in self.dataset.all(self.indicator, key) if item.value is not None)
        periods = [item.period for item in known][-_MOST_PERIODS:]
        return tuple((str(period), period_text(period)) for period in reversed(periods))

    def _whole(self, key: Slice) -> str:
        """The expression that it is to be a share of."""
        if self.indicator.unit == PERCENT:
            return ""
        has_total = self.indicator.total in self.dataset.slices(self.indicator)
        is_part = has_total and key != self.indicator.total
        fitting = (FITTING, "het totaal van dit cijfer" if is_part else "niets")
        chosen = self._pick("van", "Aandeel van", (fitting, *self._others()), FITTING)
        return chosen or (self.indicator.id if is_part else "")

    def _population(self, key: Slice) -> str:
        """The first indicator that has the inhabitants of what was chosen."""
        for name, other in sorted(self.catalogue.indicators.items()):
            fits = find_population_fault(self.indicator, other) is None
            if fits and has_inhabitants(self.indicator, key, other, self.dataset):
                return name
        return ""

    def _step(self, amount: Decimal | None) -> str:
        """What it is rounded to."""
        usual = fitting_step(amount, self.indicator)
        fitting = (FITTING, f"passend ({_dutch(usual)})")
        options = (fitting, *((step, _dutch(step)) for step in STEPS))
        return self._pick("stap", "Rond af op", options, FITTING) or usual

    def _others(self) -> Iterator[Option]:
        """The indicators that count the same, as often, and have a total."""
        mine = (self.indicator.unit, self.indicator.frequency)
        for key, other in sorted(self.catalogue.indicators.items()):
            has_total = other.total in self.dataset.slices(other)
            if (
                has_total
                and other.id != self.indicator.id
                and mine == (other.unit, other.frequency)
            ):
                yield key, f"{other.title} ({key})"

    def _split(self) -> tuple[str, str]:
        """The dimension whose largest slices are named, and how many."""
        dimensions = self.indicator.dimensions
        if not dimensions:
            return "", COUNTS[1]
        names = tuple((dimension, dimension.replace("_", " ")) for dimension in dimensions)
        split = dimensions[0]
        if len(dimensions) > 1:
            split = self._pick("naar", "De grootste naar", names, split)
        counts = tuple((count, count) for count in COUNTS)
        return split, self._pick("aantal", "Hoeveel van de grootste", counts, COUNTS[1])

    def _largest(self, choice: TagChoice) -> tuple[Slice, ...]:
        place = self.indicator.dimensions.index(choice.split)
        whole = (*choice.key[:place], TOTAL, *choice.key[place + 1 :])
        return largest_slices(self.indicator, whole, choice.split, self.dataset)


def _dutch(step: str) -> str:
    return number_text(Decimal(step), 1 if "." in step else 0)


def largest_slices(
    indicator: Indicator, whole: Slice, split: str, dataset: Dataset
) -> tuple[Slice, ...]:
    """The largest slices of a dimension within the rest of a slice; none where they cannot be
    ranked.
    """
    for count in range(_FEWEST, 0, -1):
        try:
            standing = rank(SliceReading(indicator, whole), count, split, dataset)
        except Fault:
            continue
        return tuple(reading.key for _, reading in standing.places)
    return ()


def usual_slice(indicator: Indicator, dataset: Dataset) -> Slice:
    """What an indicator is shown by: its total, else the slice with the highest current value."""
    slices = dataset.slices(indicator)
    if not slices or indicator.total in slices:
        return indicator.total

    def height(key: Slice) -> Decimal:
        last = dataset.last(indicator, key)
        return last.value if last and last.value is not None else Decimal("-Infinity")

    return max(slices, key=height)


def fitting_step(amount: Decimal | None, indicator: Indicator) -> str:
    """A step that leaves the first two digits of a number."""
    if indicator.unit == PERCENT or amount is None or abs(amount) < Decimal(100):
        return "1"
    step = str(10 ** (abs(amount).adjusted() - 1))
    return step if step in STEPS else STEPS[-1]
