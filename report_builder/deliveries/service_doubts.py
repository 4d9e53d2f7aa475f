"""What may be wrong with a whole answer of a service, though each of its cells can be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from report_builder.deliveries.service_memory import LastAnswer, Titles
from report_builder.model.period import Period
from report_builder.model.series import Observation, Series, Slice
from report_builder.problems import Fault
from report_builder.services.cells import Fetched
from report_builder.wording.periods import period_text

TOTAL = "TOTAL"
_CONSENT = "gebruik dan --accept-doubts met --reason"


def find_answer_doubts(fetched: Fetched, last: LastAnswer | None, known: Series) -> Iterator[Fault]:
    """An answer older than the last one, a code that is called something else, and slices or
    periods that are known and that the service has no figure of any more.
    """
    if last:
        yield from _older(fetched.updated, last.updated)
        yield from _renamed(fetched.titles, last.titles)
    yield from _lost_slices(fetched, known)
    yield from _lost_periods(fetched, known)


def _older(updated: str, before: str) -> Iterator[Fault]:
    moment, last = _moment(updated), _moment(before)
    if moment and last and moment < last:
        message = (
            f"de stand is van {updated[:16]}, ouder dan die van de vorige keer ({before[:16]})"
        )
        hint = f"vraag het later opnieuw; horen de cijfers zo te zijn, {_CONSENT}"
        yield Fault("dienst-ouder", message, hint)
    if last and not moment:
        message = f"de dienst zegt niet meer van wanneer de stand is; vorige keer {before[:16]}"
        yield Fault("dienst-ouder", message, f"ga na of de cijfers nieuw zijn, en {_CONSENT}")


def _moment(text: str) -> datetime | None:
    """The moment that a service writes, as UTC where it names no zone; None when it is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _renamed(titles: Titles, before: Titles) -> Iterator[Fault]:
    for name, codes in titles.items():
        for code, title in before.get(name, {}).items():
            now = codes.get(code, "")
            if now.casefold() != title.casefold():
                called = f"heet nu '{now}'" if now else "heeft nu geen naam meer"
                message = f"de code '{code}' van '{name}' heette '{title}' en {called}"
                hint = f"ga na of de code nog hetzelfde betekent, en {_CONSENT}"
                yield Fault("dienst-titel", message, hint)


def _lost_slices(fetched: Fetched, known: Series) -> Iterator[Fault]:
    for key, row in fetched.slices.items():
        lost = _with_value(known.of(key), fetched)
        if lost and not _with_value(row, fetched):
            message = f"de dienst geeft geen enkel cijfer meer van {_slice_name(key)}"
            yield _incomplete(message, [one.period for one in lost])


def _lost_periods(fetched: Fetched, known: Series) -> Iterator[Fault]:
    """The periods that are known of what is asked for, and of which there is nothing now."""
    given = _periods(fetched.slices, fetched)
    before = _periods({key: known.of(key) for key in fetched.slices}, fetched)
    lost = sorted(before - given)
    if lost and given:
        yield _incomplete("de dienst geeft geen enkel cijfer meer over deze perioden", lost)


def _periods(slices: Mapping[Slice, Sequence[Observation]], fetched: Fetched) -> set[Period]:
    return {one.period for row in slices.values() for one in _with_value(row, fetched)}


def _with_value(row: Sequence[Observation], fetched: Fetched) -> list[Observation]:
    """The observations with a value, from the first period on that is asked for."""
    mapping = fetched.indicator.service
    since = (mapping and mapping.since) or ""
    return [one for one in row if one.value is not None and str(one.period) >= since]


def _slice_name(key: Slice) -> str:
    parts = [part for part in key if part != TOTAL]
    return f"'{', '.join(parts)}'" if parts else "het totaal"


def _incomplete(message: str, periods: Sequence[Period]) -> Fault:
    first, last = period_text(periods[0]), period_text(periods[-1])
    which = first if len(periods) == 1 else f"{first} t/m {last}, {len(periods)} perioden"
    hint = (
        "het antwoord is wellicht niet compleet: vraag het later opnieuw; klopt het volgens de "
        f"bron, {_CONSENT}"
    )
    return Fault("dienst-onvolledig", f"{message}, die er wel al waren: {which}", hint)


def find_lagging_total(fetched: Fetched) -> Iterator[str]:
    """A note when the total ends before its parts do: it is then the older figure of the two."""
    total = tuple(TOTAL for _ in fetched.indicator.dimensions)
    if not total or total not in fetched.slices:
        return
    ends = {
        key: max(one.period for one in row)
        for key, observations in fetched.slices.items()
        if (row := _with_value(observations, fetched))
    }
    newest = max(ends.values())
    if ends.get(total) != newest:
        count = sum(end == newest for end in ends.values())
        yield (
            f"{fetched.indicator.id}: over {period_text(newest)} geeft de dienst nog geen totaal, "
            f"wel {count} {'deel' if count == 1 else 'delen'}"
        )
