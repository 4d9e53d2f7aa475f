"""The filters of the template language: changes, shares, rounding and enumerations (contract,
section 3).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from report_builder.model.catalogue import PERCENT
from report_builder.model.expression import Answer
from report_builder.model.trace import Operation, OperationKind
from report_builder.model.value import TracedValue, worst
from report_builder.problems import Fault
from report_builder.values.arguments import a_number, a_step, against, decimals
from report_builder.values.evaluation import Outcome
from report_builder.values.joined_directions import richtingen
from report_builder.values.look_back import jaren_op_rij, jaren_uiterste, op_rij, uiterste
from report_builder.values.operands import Calculation, SliceReading
from report_builder.values.quantity import Layout, Quantity, Ranking, Word
from report_builder.values.rank_changes import rang
from report_builder.values.rates import asked_population, rate_reading, with_known_inhabitants
from report_builder.wording.changes import change_text, changed_text, direction_text
from report_builder.wording.numbers import approached_text, list_text, rounded_to
from report_builder.wording.shares import share_text


def verandering(subject: object, ten_opzichte_van: object = None, decimalen: int = 0) -> Word:
    """The change in words: daling van 25%, nagenoeg gelijk gebleven."""
    number = a_number(subject, "verandering")
    places = decimals(decimalen, "verandering")
    operand = against(OperationKind.CHANGE, number, ten_opzichte_van, "verandering")
    return number.word(
        lambda outcome: change_text(
            outcome.amount.value, outcome.amount.unit, max(places, outcome.amount.decimals)
        ),
        operand,
    )


def richting(subject: object, ten_opzichte_van: object = None) -> Word:
    """The direction of the change: gedaald, gestegen."""
    number = a_number(subject, "richting")
    operand = against(OperationKind.DIRECTION, number, ten_opzichte_van, "richting")
    return number.word(
        lambda outcome: direction_text(outcome.amount.value, outcome.amount.decimals), operand
    )


def veranderd(subject: object, ten_opzichte_van: object = None) -> Word:
    """The change with its size in words: met ruim een kwart gedaald, meer dan verdubbeld."""
    number = a_number(subject, "veranderd")
    operand = against(OperationKind.CHANGE, number, ten_opzichte_van, "veranderd")
    return number.word(
        lambda outcome: changed_text(
            outcome.amount.value, outcome.amount.unit, outcome.amount.decimals
        ),
        operand,
    )


def procentueel(
    subject: object, decimalen: int = 0, teken: bool = False, ten_opzichte_van: object = None
) -> Quantity:
    """The size of the change in percent, with `teken=True` its sign as well."""
    number = a_number(subject, "procentueel")
    kind = OperationKind.SIGNED_PERCENTAGE if teken else OperationKind.PERCENTAGE
    operand = against(kind, number, ten_opzichte_van, "procentueel")
    places = decimals(decimalen, "procentueel") or None
    return Quantity(number.dataset, operand, Layout(decimals=places, has_sign=bool(teken)))


def verschil(subject: object, ten_opzichte_van: object = None) -> Quantity:
    """The size of the difference."""
    number = a_number(subject, "verschil")
    operand = against(OperationKind.DIFFERENCE, number, ten_opzichte_van, "verschil")
    return Quantity(number.dataset, operand)


def afgerond(subject: object, op: object) -> Quantity:
    """The number rounded to a multiple of `op`; what is calculated with it is not rounded."""
    number = a_number(subject, "afgerond")
    step, places = a_step(op, "afgerond")
    return replace(number, layout=replace(number.layout, step=step, decimals=places))


def benaderd(subject: object, op: object) -> Word:
    """The number rounded to a multiple of `op`, and on which side it lies: ruim 24.000, bijna
    24.000.
    """
    number = a_number(subject, "benaderd")
    step, places = a_step(op, "benaderd")

    def make(outcome: Outcome) -> str:
        amount = outcome.amount
        if amount.value and not rounded_to(amount.value, step):
            raise Fault(
                "argument", f"benaderd({op}) rondt dit getal af op nul", "kies een kleinere stap"
            )
        return approached_text(amount.value, step, places, amount.unit)

    return number.word(make)


def aandeel(
    subject: object, van: object, decimalen: int = 0, andere_eenheid: bool = False
) -> Quantity:
    """What share of `van` the number is, in percent; `andere_eenheid=True` says that these count
    different things on purpose, such as persons and places.
    """
    number, whole = a_number(subject, "aandeel"), a_number(van, "aandeel")
    share = Calculation(
        OperationKind.SHARE,
        (number.operand, whole.operand),
        decimals=decimals(decimalen, "aandeel"),
        is_meant=bool(andere_eenheid),
    )
    return Quantity(number.dataset, share)


def per_duizend(subject: object, inwoners: object) -> Quantity:
    """The number per thousand inhabitants: those of its part on 1 January of its year."""
    number = a_number(subject, "per_duizend")
    if not isinstance(number.operand, SliceReading):
        hint = "zet het direct achter een indicator: thema.indicator|per_duizend(thema.inwoners)"
        raise Fault("filter", "het filter 'per_duizend' werkt op een cijfer zelf", hint)
    asked = a_number(inwoners, "per_duizend").operand
    population = asked_population(number.operand, asked, "per_duizend")
    known = with_known_inhabitants(number.operand, population, number.dataset)
    return Quantity(number.dataset, rate_reading(known, population))


def in_woorden(subject: object) -> Word:
    """A share in words: ruim een kwart, bijna de helft; in percent when no simple share is near."""
    number = a_number(subject, "in_woorden")
    return number.word(lambda outcome: share_text(_percentage(outcome, "in_woorden")))


def een_op(subject: object) -> Word:
    """A share of people in words: een op de drie, ruim een op de vier; in percent when no simple
    share is near.
    """
    number = a_number(subject, "een_op")
    return number.word(lambda outcome: share_text(_percentage(outcome, "een_op"), as_people=True))


def _percentage(outcome: Outcome, name: str) -> Decimal:
    if outcome.amount.unit != PERCENT:
        raise Fault(
            "eenheid",
            f"het filter '{name}' werkt op een percentage",
            f"schrijf x|aandeel(van=y)|{name}",
        )
    return outcome.amount.value


def opsomming(subject: object) -> Word:
    """The names of a ranking as an enumeration: Syrië, Eritrea en Turkije."""
    if not isinstance(subject, Ranking):
        raise Fault(
            "filter",
            "het filter 'opsomming' werkt op een rangschikking",
            'gebruik .top(3, "dimensie")|opsomming',
        )
    return Word(lambda: _enumerated(subject))


def _enumerated(ranking: Ranking) -> TracedValue:
    traces = [place.value.printed() for place in ranking.places]
    numbers = [f"#{number}" for number in range(1, len(traces) + 1)]
    return TracedValue(
        list_text(place.name for place in ranking.places),
        None,
        "",
        Operation.applied(OperationKind.RANKING, numbers),
        tuple(dict.fromkeys(input_ for trace in traces for input_ in trace.inputs)),
        worst([trace.freshness for trace in traces]),
        traces[0].period,
        as_of=traces[0].as_of,
        warnings=ranking.warnings,
    )


def hoofdletter(subject: object) -> Word:
    """A word made from figures at the start of a sentence: Ruim een kwart."""
    if not isinstance(subject, Word):
        raise Fault(
            "filter", "het filter 'hoofdletter' werkt op een woord uit cijfers", "zet het achteraan"
        )

    def make() -> TracedValue:
        word = subject.printed()
        return replace(word, text=word.text[:1].upper() + word.text[1:])

    return Word(make)


_FILTERS: tuple[Callable[..., Answer], ...] = (
    verandering,
    richting,
    richtingen,
    veranderd,
    op_rij,
    jaren_op_rij,
    uiterste,
    jaren_uiterste,
    rang,
    procentueel,
    verschil,
    afgerond,
    benaderd,
    aandeel,
    per_duizend,
    in_woorden,
    een_op,
    opsomming,
    hoofdletter,
)
FILTERS: Mapping[str, Callable[..., Answer]] = {
    function.__name__: function for function in _FILTERS
}
