"""A mail for each owner that must deliver what is late: what we have, what we wait for, by when,
and how to deliver.

A coordinator reads it over and sends it. Nobody is asked for what a service or a publication gives,
for what its source does not show, or for what was accepted as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from report_builder.model.catalogue import DELIVERY
from report_builder.model.state import EditionStatus, IndicatorState
from report_builder.registers.decision_route import wanted_text
from report_builder.registers.mail_file import mail_file
from report_builder.wording.awaiting import due_words
from report_builder.wording.periods import period_text


def owners_to_ask(status: EditionStatus) -> dict[str, list[IndicatorState]]:
    """What is late of each owner that must deliver it, the figures that are due first in front."""
    asked = {
        owner: [state for state in owned if state.is_asked]
        for owner, owned in status.owners.items()
    }
    return {owner: sorted(states, key=_when) for owner, states in asked.items() if states}


def owners_without_mail(status: EditionStatus) -> list[str]:
    """The owners that must deliver and whose address is not known."""
    sources = status.catalogue.sources
    return [
        owner for owner in owners_to_ask(status) if owner not in sources or not sources[owner].mail
    ]


def make_mail(
    status: EditionStatus, owner: str, states: Sequence[IndicatorState], form: tuple[str, bytes]
) -> bytes:
    """The mail to an owner as a file, with its form: the name and the content."""
    source = status.catalogue.sources.get(owner)
    subject = f"Cijfers voor {status.edition.title} ({owner})"
    text = _mail_text(status, owner, states, form[0])
    return mail_file(status.name_of(owner), source.mail if source else "", subject, text, form)


def _mail_text(
    status: EditionStatus, owner: str, states: Sequence[IndicatorState], form: str
) -> str:
    """The mail to an owner; `form` is the name of the form that goes with it."""
    return "\n".join(
        [
            *_opening(status, owner, states),
            *_timing(status, states),
            *_way(status, owner, form),
            *CLOSING,
        ]
    )


def _when(state: IndicatorState) -> tuple[date, str]:
    return state.indicator.expected_on or date.max, state.indicator.title


CLOSING = (
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
    yield wanted_text(status.route, status.day)
    due = next((due for _, due in status.route if due >= status.day), None)
    expected = [state.indicator.expected_on for state in states]
    if due and any(day and day >= due for day in expected):
        yield (
            "Sommige cijfers worden pas op of na die dag verwacht. Laat het ons weten als "
            "het eerder kan."
        )
    if any(not (one.indicator.expected_on or one.indicator.publication) for one in states):
        yield (
            "Staat er bij een cijfer geen moment, dan weten wij niet wanneer het komt. "
            "Laat u ons dat weten?"
        )
    yield ""


def _way(status: EditionStatus, owner: str, form: str) -> Iterator[str]:
    """How the figures come to us."""
    yield (
        f"Vul de cijfers in op het formulier in de bijlage ({form}), en stuur het terug. "
        "Een eigen tabel in Excel of CSV mag ook."
    )
    if any(_is_extra(state) for state in status.owners[owner]):
        yield (
            "Het formulier noemt ook cijfers die nu niet in het rapport staan, of oud mogen zijn. "
            "Wat u daarvan niet heeft, laat u leeg."
        )
    yield ""


def _is_extra(state: IndicatorState) -> bool:
    """Whether the form asks for it although the report does not wait for it."""
    is_open = state.state != "fresh" and not state.is_ended
    return is_open and state.door == DELIVERY and not state.is_late
