"""A mail for each owner whose figures are late: what we have, what we wait for, by when, and how to
deliver.

A coordinator reads it over and sends it. Nobody is asked for what a service gives, or for what was
accepted as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from report_builder.model.catalogue import DELIVERY
from report_builder.model.state import EditionStatus, IndicatorState
from report_builder.registers.decision_route import step_name
from report_builder.wording.awaiting import due_words
from report_builder.wording.periods import date_text, period_text


def owners_to_ask(status: EditionStatus) -> dict[str, list[IndicatorState]]:
    """What is late of each owner that delivers or publishes it, the figures that are due first in
    front.
    """
    asked = {
        owner: [state for state in owned if state.is_late and state.is_asked]
        for owner, owned in status.owners.items()
    }
    return {owner: sorted(states, key=_when) for owner, states in asked.items() if states}


def delivers(states: Sequence[IndicatorState]) -> bool:
    """Whether an owner sends its figures, on the form or as a table of its own; others publish
    them.
    """
    return any(state.door == DELIVERY for state in states)


def mail_text(
    status: EditionStatus, owner: str, states: Sequence[IndicatorState], form: str
) -> str:
    """The mail to an owner; `form` is the name of the form that goes with it, empty where there is
    none.
    """
    return "\n".join(
        [
            *_opening(status, owner, states),
            *_timing(status, states),
            *_way(status, owner, form),
            *_END,
        ]
    )


def _when(state: IndicatorState) -> tuple[date, str]:
    return state.indicator.expected_on or date.max, state.indicator.title


_END = (
    "Lukt het niet, of klopt er iets niet in dit overzicht? Laat het ons dan weten.",
    "",
    "Met vriendelijke groet,",
    "",
    "[uw naam en telefoonnummer]",
    "",
)


def _opening(status: EditionStatus, owner: str, states: Sequence[IndicatorState]) -> Iterator[str]:
    edition, count = status.edition, len(states)
    source = status.catalogue.sources.get(owner)
    yield f"Aan: {(source and source.contact) or status.name_of(owner)}"
    yield f"Onderwerp: cijfers voor {edition.title} ({owner})"
    yield ""
    yield "Geachte collega,"
    yield ""
    waited = "1 cijfer" if count == 1 else f"{count} cijfers"
    yellow = "Dit cijfer is" if count == 1 else "Deze cijfers zijn"
    yield (
        f"Voor {edition.title} (verslagjaar {edition.reporting_year}) wachten wij nog op "
        f"{waited} van uw organisatie. "
        f"{yellow} in het concept geel, omdat er nog geen update is:"
    )
    yield ""
    yield from (f"- {_asked(state)}" for state in states)
    yield ""


def _asked(state: IndicatorState) -> str:
    indicator = state.indicator
    have = (
        f"wij hebben cijfers t/m {period_text(state.last)}"
        if state.last
        else "wij hebben nog geen cijfers"
    )
    is_known = indicator.expected_on or indicator.publication
    due = f"; {due_words(indicator)}" if is_known else ""
    return f"{state.title} ({indicator.id}): {have}, nodig t/m {period_text(state.expected)}{due}."


def _timing(status: EditionStatus, states: Sequence[IndicatorState]) -> Iterator[str]:
    """By when, as the decision route says."""
    coming = [step for step in status.route if step[1] >= status.day]
    if coming:
        name, due = coming[0]
        yield (
            f"De volgende stap in de besluitvorming is {step_name(name)}, op {date_text(due)}. "
            "Wij ontvangen de cijfers graag "
            f"{'vandaag nog' if due == status.day else 'voor die dag'}."
        )
        if any(
            state.indicator.expected_on and state.indicator.expected_on >= due for state in states
        ):
            yield (
                "Sommige cijfers worden pas op of na die dag verwacht. Laat het ons weten als "
                "het eerder kan."
            )
    elif status.route:
        name, due = status.route[-1]
        yield (
            f"De besluitvorming is voorbij: {step_name(name)} was op {date_text(due)}. "
            "Wij ontvangen de cijfers graag zo snel mogelijk."
        )
    else:
        yield "Wij ontvangen de cijfers graag zo snel mogelijk."
    yield ""


def _way(status: EditionStatus, owner: str, form: str) -> Iterator[str]:
    """How the figures come to us."""
    if not form:
        yield (
            "Wij nemen over wat u publiceert; u hoeft niets in te vullen. "
            "Wilt u ons laten weten waar het staat, of wanneer het verschijnt?"
        )
    else:
        yield (
            f"Vul de cijfers in op het formulier in de bijlage ({form}), en stuur het terug. "
            "Een eigen tabel in Excel of CSV mag ook."
        )
        if any(_is_extra(state) for state in status.owners[owner]):
            yield (
                "Het formulier noemt ook cijfers die nu niet in het rapport staan, of oud mogen "
                "zijn. "
                "Wat u daarvan niet heeft, laat u leeg."
            )
    yield ""


def _is_extra(state: IndicatorState) -> bool:
    """Whether the form asks for it although the report does not wait for it."""
    is_open = state.state != "fresh" and not state.is_ended
    return is_open and state.is_asked and not state.is_late
