"""Sentences with tags to start from: whole Dutch sentences that fit an indicator, by its unit, its
frequency and the slice that was chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from report_builder.desk.tag_wordings import (
    TagChoice,
    quoted,
    series_expression,
    top_with_numbers,
)
from report_builder.model.catalogue import PERCENT, TOTAL, Indicator
from report_builder.model.period import Frequency
from report_builder.model.series import Slice
from report_builder.wording.history import noun_of

_LED_BY = {
    Frequency.YEAR: ("In ", ""),
    Frequency.HALF: ("In het ", "het "),
    Frequency.QUARTER: ("In het ", "het "),
    Frequency.MONTH: ("In ", ""),
    Frequency.DAY: ("Op ", ""),
}
"""What stands before a period at the start of a sentence, and after "vergeleken met"."""
_LEAST_ROUNDED = 1_000
"""Smaller numbers are not approached: they are short enough."""
_PLACES = frozenset({"land", "nationaliteit", "geboorteland", "herkomst", "woonland"})
"""The dimensions whose slices have the names of countries; others have labels."""


class SentenceMaker:
    """Makes the sentences for one choice; `largest` are the largest slices of the dimension that is
    split, `amount` is the value now, where there is one.
    """

    def __init__(self, choice: TagChoice, largest: Sequence[Slice], amount: Decimal | None) -> None:
        self.choice = choice
        self.largest = largest
        self.amount = amount
        self.indicator: Indicator = choice.indicator

    def sentences(self) -> Iterator[str]:
        """Every sentence that fits."""
        yield f"{self._opening()}."
        yield f"{self._opening()} ({self._change()})."
        yield f"{self._opening()}{{% if {self._x}.voorlopig %}} (voorlopig cijfer){{% endif %}}."
        yield f"{self._opening()}, {{{{ {self._x}|uiterste }}}}."
        yield from self._approached()
        yield f"{self._subject()} is vergeleken met {self._before()} {{{{ {self._x}|veranderd }}}}."
        yield f"{self._subject()} is {{{{ {self._x}|op_rij }}}}."
        yield from self._shares()
        yield from self._rankings()

    @property
    def _x(self) -> str:
        return self.choice.series

    def _opening(self, number: str = "") -> str:
        """The period, what it is about, and the number with its unit."""
        led = _LED_BY[self.indicator.frequency][0]
        number = number or f"{{{{ {self._x} }}}}"
        if self.indicator.unit == PERCENT:
            words = f"was het percentage{self._about()} {number}"
        else:
            words = f"ging het{self._about()} om {number} {self.indicator.unit}"
        return f"{led}{{{{ {self._x}.periode }}}} {words}"

    def _about(self) -> str:
        """The slice, as the sentence names it; nothing for the indicator itself."""
        names = [_named(*part) for part in self._parts if part[1] != TOTAL]
        return f" voor {' en '.join(names)}" if names else ""

    @property
    def _parts(self) -> list[tuple[str, str]]:
        """The part of each dimension that was chosen."""
        return list(zip(self.indicator.dimensions, self.choice.key, strict=True))

    def _subject(self) -> str:
        return f"Het {noun_of(self.indicator.unit)}{self._about()}"

    def _before(self) -> str:
        led = _LED_BY[self.indicator.frequency][1]
        return f"{led}{{{{ {self._x}.vorig.periode }}}}"

    def _change(self) -> str:
        return f"{{{{ {self._x}|verandering }}}} vergeleken met {self._before()}"

    def _approached(self) -> Iterator[str]:
        """The number rounded to its first two digits."""
        if self.amount is None or self.indicator.unit == PERCENT:
            return
        if abs(self.amount) >= _LEAST_ROUNDED:
            step = 10 ** (self.amount.adjusted() - 1)
            yield f"{self._opening(f'{{{{ {self._x}|benaderd({step}) }}}}')}."

    def _shares(self) -> Iterator[str]:
        """A slice as a share of its total."""
        if not self.choice.whole or not self._about():
            return
        share = f"{self._x}|aandeel(van={self.choice.whole})"
        yield f"{self._opening()}, {{{{ {share}|in_woorden }}}} van het totaal."
        yield f"{self._opening()}, {{{{ {share} }}}} van het totaal."

    def _rankings(self) -> Iterator[str]:
        """The largest slices, and which way they went; with a single one there is no order."""
        split = self.choice.split
        if not split or len(self.largest) < 2:
            return
        top = f"{self._whole()}.top({len(self.largest)}, {quoted(split)})"
        yield f"De grootste groepen naar {_spaced(split)} zijn {{{{ {top}|opsomming }}}}."
        yield f"De grootste groepen naar {_spaced(split)} zijn {top_with_numbers(top)}."
        first, *others = (series_expression(self.indicator, key) for key in self.largest)
        joined = f'{first}|richtingen({", ".join(others)}, met="voor")'
        yield f"Het {noun_of(self.indicator.unit)} is {{{{ {joined} }}}}."
        part = dict(self._parts)[split]
        if part != TOTAL:
            name = _named(split, part)
            yield f"{name[:1].upper()}{name[1:]} {{{{ {self._x}|rang({quoted(split)}) }}}}."

    def _whole(self) -> str:
        """What was chosen, with all of the dimension that is split."""
        key = tuple(TOTAL if name == self.choice.split else part for name, part in self._parts)
        return series_expression(self.indicator, key)


def _named(dimension: str, part: str) -> str:
    """A slice in a sentence: the name of a country, or a label between quotes."""
    return part if dimension in _PLACES else f"‘{part}’"


def _spaced(dimension: str) -> str:
    """A dimension as a word."""
    return dimension.replace("_", " ")
