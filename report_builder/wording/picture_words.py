"""What stands below a picture to explain what is drawn in it: signs, gaps, breaks and scales."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from report_builder.model.period import Frequency, Period
from report_builder.model.series import SIGNS, Status
from report_builder.wording.numbers import list_text
from report_builder.wording.periods import period_text

NO_FIGURE = "geen cijfer"
WHY_EMPTY = {
    Status.SUPPRESSED: "te klein om te tonen",
    Status.IMPOSSIBLE: "kan niet voorkomen",
}
"""Why there is no figure, where that is known."""
_MEANINGS = {Status.PROVISIONAL: "voorlopig cijfer", Status.ESTIMATED: "raming"}
UNSETTLED_SIGNS = {status: SIGNS[status] for status in _MEANINGS}
"""What stands behind a period, or a name, whose figure is not settled."""
OWN_SCALES = "elk diagram heeft zijn eigen schaal"
SAME_SCALES = "alle diagrammen hebben dezelfde schaal"
UNEVEN_DAYS = "de peildata liggen niet even ver uit elkaar"
BREAK = "reeksbreuk"


def unsettled_text(status: Status, look: str, *, has_sign: bool) -> str:
    """What a look and a sign mean: gearceerd en *: voorlopig cijfer. A look may be empty."""
    marks = [*([look] if look else []), *([SIGNS[status]] if has_sign else [])]
    return f"{' en '.join(marks)}: {_MEANINGS[status]}"


def breaks_text(breaks: Mapping[Period, Sequence[str]]) -> str:
    """From when the counting of which series changed: reeksbreuk vanaf 2021 (Terugkeerbesluiten).
    No names where it is all of them.
    """
    told = [
        f"vanaf {period_text(period)}{_named(list_text(names))}" for period, names in breaks.items()
    ]
    return f"stippellijn: {BREAK} {list_text(told)}"


def uncompared_text(period: Period, names: Sequence[str]) -> str:
    """Which series are not comparable since a period: geen lijn: reeksbreuk na 2021 (Emigratie)."""
    return f"geen lijn: {BREAK} na {period_text(period)}{_named(list_text(names))}"


def gaps_text(opening: str, gaps: Mapping[str, Sequence[Period]]) -> str:
    """When which series lacks a figure: onderbroken lijn: geen cijfer over 2024 (Emigratie); a
    single series has no name.
    """
    told = [f"over {spans_text(periods)}{_named(name)}" for name, periods in gaps.items()]
    return f"{opening}: {NO_FIGURE} {'; '.join(told)}"


def spans_text(periods: Sequence[Period]) -> str:
    """Periods in order, those that follow each other together: 2016 en 2022 tot en met 2024."""
    spans: list[list[Period]] = []
    for period in periods:
        if spans and period.frequency is not Frequency.DAY and spans[-1][-1].shifted(1) == period:
            spans[-1].append(period)
        else:
            spans.append([period])
    return list_text(
        f"{period_text(span[0])} tot en met {period_text(span[-1])}"
        if len(span) > 1
        else period_text(span[0])
        for span in spans
    )


def _named(name: str) -> str:
    return f" ({name})" if name else ""


def key_sentence(parts: Iterable[str]) -> str:
    """The parts of an explanation as one text, with a capital and a stop."""
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""
