"""What the labels of a table mean: which indicator, which part of it and which period.

Nothing is guessed: what a label means must be known, and each dimension must be named by the rows,
the columns or the profile.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from report_builder.deliveries.grid import Value, fold
from report_builder.deliveries.period_notation import (
    NoPeriod,
    PeriodNotation,
    is_period,
    read_period,
)
from report_builder.deliveries.profile_file import ProfileFault
from report_builder.deliveries.unknown_labels import UnknownLabel
from report_builder.model.catalogue import TOTAL, Indicator
from report_builder.model.period import Frequency, Period
from report_builder.model.profile import INDICATOR, PERIOD, SKIPPED, Profile, TableSpec
from report_builder.model.series import Slice, Status
from report_builder.problems import Fault, find_nearest, nearest

Labels = Mapping[str, Value]
"""What the labels beside and above a figure say, by what they are of: a dimension, PERIOD or
INDICATOR.
"""


@dataclass(frozen=True)
class KnownNames:
    """What labels can mean: the indicators, and the names of the parts that each has by
    dimension.
    """

    indicators: Mapping[str, Indicator]
    parts: Mapping[str, Mapping[str, frozenset[str]]]


class LabelMeanings:
    """What the labels of one table mean, by its profile."""

    def __init__(self, profile: Profile, spec: TableSpec, known: KnownNames) -> None:
        self.spec = spec
        self.known = known
        self.notation = PeriodNotation(profile.dates, profile.split_years)
        labels = {**profile.labels, **spec.labels}
        self.names = {fold(text): name for text, name in labels.items()}
        """What the profile says that labels mean."""
        self.met: set[str] = set()
        """The labels that stood beside or above a figure."""
        self.passed: list[str] = []
        """The period of each figure that `skip_periods` passed over."""

    def find_indicator(self, labels: Labels) -> Indicator | None:
        """The indicator that the table is of, or that a label names; None where the profile skips
        the label.
        """
        indicators = self.known.indicators
        if self.spec.indicator:
            if self.spec.indicator not in indicators:
                message = f"'{self.spec.indicator}' is geen indicator"
                hint = nearest(self.spec.indicator, indicators)
                raise ProfileFault(("indicator",), "indicator", message, hint)
            return indicators[self.spec.indicator]
        text = _text(labels.get(INDICATOR))
        name = self._find_name(text, {fold(key): key for key in indicators})
        if name == SKIPPED:
            return None
        if name is None:
            way_out = f'zeg in het profiel wat het is: [tables.labels] "{text}" = "thema.naam"'
            near = find_nearest(text, indicators)
            hint = nearest(text, indicators) or way_out
            raise UnknownLabel("indicator", f"'{text}' is geen indicator", hint, text, near)
        if name not in indicators:
            message = f"'{name}' is geen indicator"
            raise ProfileFault(("labels", text), "indicator", message, nearest(name, indicators))
        return indicators[name]

    def find_slice(self, indicator: Indicator, labels: Labels) -> Slice | None:
        """The slice that the labels name; None where the profile skips a label."""
        stray = (labels.keys() | self.spec.fixed.keys()) - {
            PERIOD,
            INDICATOR,
            *indicator.dimensions,
        }
        if stray:
            name = min(stray)
            message = f"{indicator.id} heeft geen dimensie '{name}'"
            hint = nearest(name, indicator.dimensions) or "verbeter rows of columns in het profiel"
            raise ProfileFault((self._key_of(name),), "dimensie", message, hint)
        key: list[str] = []
        for dimension in indicator.dimensions:
            part = self._part(indicator, dimension, labels)
            if part == SKIPPED:
                return None
            key.append(part)
        return tuple(key)

    def find_period(self, indicator: Indicator, labels: Labels) -> tuple[Period, Status] | None:
        """The period, provisional where a mark says so; None where the profile skips the label."""
        if PERIOD not in labels:
            if self.spec.period:
                return self._read_said(("period",), self.spec.period, indicator)
            message = "het profiel zegt niet over welke periode de tabel gaat"
            raise ProfileFault((), "periode", message, "zet period in het profiel")
        label = labels[PERIOD]
        text = fold(_text(label))
        plain = text.rstrip("*").rstrip()
        name = self.names.get(text, self.names.get(plain))
        self.met |= {text, plain}
        if name == SKIPPED:
            return None
        if self._is_passed_over(label, indicator):
            self.passed.append(_text(label))
            return None
        if not text:
            raise _empty_label("periode", PERIOD, "")
        if name is None:
            return self._read_label(label, indicator)
        marks = "" if text in self.names else text[len(plain) :]
        return self._read_said(("labels", _text(label)), name + marks, indicator)

    def passed_notes(self) -> Iterator[str]:
        """A note of how many figures `skip_periods` passed over, with the first and the last."""
        if self.passed:
            first, last = self.passed[0], self.passed[-1]
            span = first if first == last else f"{first} t/m {last}"
            count = len(self.passed)
            figures = "cijfer" if count == 1 else "cijfers"
            yield f"skip_periods: {count} {figures} overgeslagen, {span}"

    def _read_label(self, label: Value, indicator: Indicator) -> tuple[Period, Status]:
        """The period of a label. Raises Fault with the ways to pass it over or translate it."""
        try:
            return read_period(label, indicator.frequency, self.notation)
        except NoPeriod as fault:
            other = [kind for kind in Frequency if is_period(label, kind, self.notation)]
            if other:
                hint = f'sla zulke perioden over met skip_periods = ["{other[0]}"] in het profiel'
                raise Fault("periode", fault.message, hint) from fault
            text = _text(label)
            message = f"'{text}' is geen periode"
            way_out = f'{fault.hint}, of sla haar over: [tables.labels] "{text}" = ""'
            raise UnknownLabel("periode", message, way_out, text, "") from fault

    def _read_said(
        self, key: tuple[str, ...], text: str, indicator: Indicator
    ) -> tuple[Period, Status]:
        """A period that the profile says. Raises ProfileFault when it is none."""
        try:
            return read_period(text, indicator.frequency, self.notation)
        except Fault as fault:
            raise ProfileFault(key, fault.code, fault.message, fault.hint) from fault

    def _key_of(self, name: str) -> str:
        """The key of the profile that says a name."""
        if name in self.spec.fixed:
            return "fixed"
        if name in self.spec.columns:
            return "columns"
        if name == self.spec.sheet_says:
            return "sheet_says"
        return "by_head" if self.spec.by_head else "rows"

    def _is_passed_over(self, label: Value, indicator: Indicator) -> bool:
        return any(
            is_period(label, frequency, self.notation)
            for frequency in self.spec.skip_periods
            if frequency is not indicator.frequency
        )

    def _part(self, indicator: Indicator, dimension: str, labels: Labels) -> str:
        if dimension not in labels:
            return self._fixed_part(dimension)
        text = _text(labels[dimension])
        parts = self.known.parts[indicator.id][dimension]
        names = {"totaal": TOTAL, "total": TOTAL, **{fold(part): part for part in parts}}
        name = self._find_name(text, names)
        if name is None:
            raise _unknown_part(text, dimension, indicator, find_nearest(text, parts))
        return name

    def _fixed_part(self, dimension: str) -> str:
        if dimension not in self.spec.fixed:
            message = f"het profiel zegt niet wat de dimensie '{dimension}' is"
            hint = f'noem haar in rows of columns, of zet fixed = {{ {dimension} = "TOTAL" }}'
            raise ProfileFault((), "dimensie", message, hint)
        return self.spec.fixed[dimension]

    def _find_name(self, text: str, names: Mapping[str, str]) -> str | None:
        """What a label means: as the profile says, or a name itself."""
        self.met.add(fold(text))
        return self.names.get(fold(text), names.get(fold(text)))


def _unknown_part(text: str, dimension: str, indicator: Indicator, near: str) -> Fault:
    if not text:
        hint = 'is het een totaal, zet dan in het profiel: [tables.labels] "" = "TOTAL"; '
        return _empty_label("deel", dimension, hint)
    way_out = (
        f'zeg in het profiel wat het is: [tables.labels] "{text}" = "…" (of "" om het over te '
        "slaan)"
    )
    message = f"'{text}' is geen bekende {dimension} van {indicator.id}"
    hint = f"bedoelt u '{near}'? {way_out}" if near else way_out
    return UnknownLabel("deel", message, hint, text, near)


def _empty_label(code: str, name: str, hint: str) -> Fault:
    way_out = "staat een kop één keer boven zijn groep, zet dan repeat_heads = true in het profiel"
    return Fault(code, f"het opschrift voor {name} is leeg", hint + way_out)


def _text(value: Value) -> str:
    """A label as plain text, white space as single spaces."""
    return "" if value is None else " ".join(str(value).split())
