"""The definitive release: a stale figure that was accepted carries its period and a
footnote.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from report_builder.model.period import Period
from report_builder.model.trace import OperationKind
from report_builder.model.value import Input, TracedValue
from report_builder.word.fill.marking import Yellow
from report_builder.word.notes import add_footnote
from report_builder.word.ooxml import VAL, Element, make_run, text_of
from report_builder.word.styles import NOTE_REFERENCE, NOTE_TEXT, StyleIds
from report_builder.wording.periods import period_text


@dataclass(frozen=True)
class Acceptances:
    """A document that gets its notes, and the reason why each figure was accepted."""

    document: DocxDocument
    reasons: Mapping[str, str]
    styles: StyleIds

    def explain(
        self, paragraph: Element, values: Iterable[TracedValue], sentences: Sequence[Yellow]
    ) -> None:
        """Put the period and a footnote behind what is stale in a paragraph; a figure is
        explained once there.

        Text that a stale figure chose has its note behind the sentence. A note goes behind a
        number rather than behind its year: a year with a raised figure behind it is easily misread.
        """
        told = _Told()
        for value in sorted(values, key=_is_period):
            control, last = _control(paragraph, value.key), _last(value)
            if control is not None and last is not None:
                told.ends[control] = behind = _dated(paragraph, control, value, last)
                self._note(behind, last, _causes(value), told)
        for sentence in sentences:
            left = [made for made in sentence.stale_inputs if made.indicator not in told.indicators]
            if left:
                self._note(told.ends.get(sentence.last, sentence.last), _latest(left), left, told)

    def _note(self, behind: Element, last: Period, causes: Sequence[Input], told: _Told) -> None:
        indicators = list(dict.fromkeys(made.indicator for made in causes))
        figures = {(indicator, last) for indicator in indicators}
        if figures <= told.figures:
            return
        told.figures |= figures
        text = _explanation(
            period_text(last), [self.reasons[key] for key in indicators if key in self.reasons]
        )
        add_footnote(
            self.document, behind, text, self.styles[NOTE_REFERENCE], self.styles[NOTE_TEXT]
        )


@dataclass
class _Told:
    """What was explained in a paragraph: figures up to a period, and behind what the notes of a
    control go.
    """

    figures: set[tuple[str, Period]] = field(default_factory=set)
    ends: dict[Element, Element] = field(default_factory=dict)

    @property
    def indicators(self) -> set[str]:
        return {indicator for indicator, _ in self.figures}


def _explanation(period: str, reasons: list[str]) -> str:
    explanation = " ".join(dict.fromkeys(reason.strip().rstrip(".") + "." for reason in reasons))
    return (
        f"Cijfers t/m {period}; bij het vaststellen van deze editie was nog geen update "
        f"beschikbaar. {explanation}"
    ).strip()


def _dated(paragraph: Element, control: Element, value: TracedValue, last: Period) -> Element:
    """A value with its period behind it where its paragraph does not have it; what a note can go
    behind.

    What was only chosen by a stale figure is not of its period, and a period has none.
    """
    period = period_text(
        value.period if value.period and value.operation.kind is OperationKind.VALUE else last
    )
    if _is_chosen(value) or _is_period(value) or period in text_of(paragraph):
        return control
    made = make_run(f" ({period})")
    control.addnext(made)
    return made


def _last(value: TracedValue) -> Period | None:
    """The period up to which the figures go that make a value stale: of `.vorig` that of the
    figure itself.
    """
    return _latest(value.chosen_by) if _is_chosen(value) else value.as_of or value.period


def _causes(value: TracedValue) -> Sequence[Input]:
    """The observations that make a value stale.

    Parts that have only an older period in common make it so without being stale themselves.
    """
    return value.stale_inputs or value.inputs


def _is_chosen(value: TracedValue) -> bool:
    """Whether only the choice for a value is stale, not the value."""
    return bool(value.chosen_by) and not any(made.freshness.is_stale for made in value.inputs)


def _is_period(value: TracedValue) -> bool:
    """Whether it prints the period of a figure: that is its text."""
    return value.operation.kind is OperationKind.PERIOD


def _latest(inputs: Sequence[Input]) -> Period:
    return max((made.period for made in inputs), key=lambda period: period.last)


def _control(paragraph: Element, key: str) -> Element | None:
    """The control in a paragraph that bears a key."""
    tags = (tag for tag in paragraph.iter(qn("w:tag")) if tag.get(VAL) == key)
    found = next(tags, None)
    return found.getparent().getparent() if found is not None else None
