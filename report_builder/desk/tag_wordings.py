"""The tags that print a figure: which of them fit an indicator, for what somebody chose of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from report_builder.model.catalogue import PERCENT, TOTAL, Indicator
from report_builder.model.period import Frequency
from report_builder.model.series import Slice

CURRENT, EARLIER = "", "vorig"
"""The choices of a period that follow the figures; any other names it."""


@dataclass(frozen=True)
class TagChoice:
    """What somebody wants to print of an indicator: a slice, a period, and what goes with wordings
    that ask for more.
    """

    indicator: Indicator
    key: Slice
    period: str = CURRENT
    against: str = EARLIER
    """The period that it is compared with."""
    step: str = "1000"
    """What it is rounded to."""
    whole: str = ""
    """The expression that it is a share of; empty where there is none."""
    population: str = ""
    """The indicator with its inhabitants; empty where there is none."""
    count: int = 3
    """How many of the largest slices are named."""
    split: str = ""
    """The dimension that these are of; empty without one."""

    @property
    def series(self) -> str:
        """The slice as an expression, at no period of its own."""
        return series_expression(self.indicator, self.key)

    @property
    def subject(self) -> str:
        """The slice at the period, as an expression."""
        if self.period == EARLIER:
            return f"{self.series}.vorig"
        return self.series + (_index(self.indicator, self.period) if self.period else "")

    @property
    def comparison(self) -> str:
        """What a filter that compares gets between its brackets; empty for a year earlier."""
        is_named = self.against not in (EARLIER, CURRENT)
        return self.series + _index(self.indicator, self.against) if is_named else ""


@dataclass(frozen=True)
class TagWording:
    """One way to print a figure: what it is called, and the tag."""

    name: str
    tag: str


def series_expression(indicator: Indicator, key: Slice) -> str:
    """A slice of an indicator as a tag names it."""
    parts = zip(indicator.dimensions, key, strict=True)
    chosen = [f"{dimension}={quoted(part)}" for dimension, part in parts if part != TOTAL]
    return f"{indicator.id}({', '.join(chosen)})" if chosen else indicator.id


def quoted(text: str) -> str:
    """A text between quotes that it does not hold itself."""
    quote = "'" if '"' in text else '"'
    return f"{quote}{text}{quote}"


def _index(indicator: Indicator, period: str) -> str:
    return f"[{period}]" if indicator.frequency is Frequency.YEAR else f'["{period}"]'


def fitting_wordings(choice: TagChoice) -> Iterator[TagWording]:
    """Every wording that fits an indicator, in the order in which they are looked for."""
    yield TagWording("Het getal", _tag(choice.subject))
    yield TagWording("De periode", _tag(f"{choice.subject}.periode"))
    yield from _compared(choice)
    yield from _rounded(choice)
    yield from _shares(choice)
    if choice.population:
        rate = f"per_duizend({choice.population})"
        yield TagWording("Per duizend inwoners", _filtered(choice, rate))
    yield from _looked_back(choice)
    yield from _places(choice)
    yield from _rankings(choice)
    yield TagWording("Voorlopig of definitief", _tag(f"{choice.subject}.voorlopig"))


def _compared(choice: TagChoice) -> Iterator[TagWording]:
    """The change since another period, by default a year earlier."""
    against = choice.comparison
    brackets = f"({against})" if against else ""
    named = f"(ten_opzichte_van={against})" if against else ""
    yield TagWording("De verandering", _filtered(choice, f"verandering{brackets}"))
    yield TagWording("De verandering in woorden", _filtered(choice, f"veranderd{brackets}"))
    yield TagWording("De richting", _filtered(choice, f"richting{brackets}"))
    yield TagWording("Het verschil", _filtered(choice, f"verschil{brackets}"))
    yield TagWording("De grootte van de verandering", _filtered(choice, f"procentueel{named}"))
    old = against or f"{choice.subject}.vorig"
    yield TagWording("Het getal waarmee u vergelijkt", _tag(old))
    yield TagWording("De periode waarmee u vergelijkt", _tag(f"{old}.periode"))


def _rounded(choice: TagChoice) -> Iterator[TagWording]:
    yield TagWording("Afgerond", _filtered(choice, f"afgerond({choice.step})"))
    yield TagWording("Met ruim of bijna ervoor", _filtered(choice, f"benaderd({choice.step})"))


def _shares(choice: TagChoice) -> Iterator[TagWording]:
    """A percentage is a share by itself; of a count one is made."""
    if choice.indicator.unit == PERCENT:
        share = ""
    elif choice.whole:
        share = f"aandeel(van={choice.whole})|"
        yield TagWording("Het aandeel", _filtered(choice, share.rstrip("|")))
    else:
        return
    yield TagWording("Het aandeel in woorden", _filtered(choice, f"{share}in_woorden"))
    begin = _filtered(choice, f"{share}in_woorden|hoofdletter")
    yield TagWording("Het aandeel aan het begin van een zin", begin)
    yield TagWording("Een op de zoveel", _filtered(choice, f"{share}een_op"))


def _looked_back(choice: TagChoice) -> Iterator[TagWording]:
    yield TagWording("Voor het hoeveelste jaar op rij", _filtered(choice, "op_rij"))
    yield TagWording("Aantal jaren op rij", _filtered(choice, "jaren_op_rij"))
    yield TagWording("Hoogste of laagste sinds", _filtered(choice, "uiterste"))
    yield TagWording("Aantal jaren dat het overtreft", _filtered(choice, "jaren_uiterste"))


def _places(choice: TagChoice) -> Iterator[TagWording]:
    """The place of a slice among the others, which has to be current."""
    chosen = [
        dimension
        for dimension, part in zip(choice.indicator.dimensions, choice.key, strict=True)
        if part != TOTAL
    ]
    if choice.period:
        return
    for dimension in chosen:
        asked = f"({quoted(dimension)})" if len(chosen) > 1 else ""
        name = f"De plaats naar {dimension}"
        yield TagWording(name, _filtered(choice, f"rang{asked}"))


def _rankings(choice: TagChoice) -> Iterator[TagWording]:
    """The largest slices of what was chosen, which has to be current."""
    if not choice.split or choice.period:
        return
    whole = tuple(
        TOTAL if dimension == choice.split else part
        for dimension, part in zip(choice.indicator.dimensions, choice.key, strict=True)
    )
    series = series_expression(choice.indicator, whole)
    top = f"{series}.top({choice.count}, {quoted(choice.split)})"
    yield TagWording(f"De {choice.count} grootste", _tag(f"{top}|opsomming"))
    yield TagWording(f"De {choice.count} grootste met hun getal", top_with_numbers(top))


def top_with_numbers(top: str) -> str:
    """A ranking as an enumeration of names, each with its number."""
    return (
        f"{{% for p in {top} %}}{{{{ p.naam }}}} ({{{{ p.waarde }}}})"
        "{% if not loop.last %}, {% endif %}{% endfor %}"
    )


def _filtered(choice: TagChoice, filters: str) -> str:
    return _tag(f"{choice.subject}|{filters}")


def _tag(expression: str) -> str:
    return f"{{{{ {expression} }}}}"
