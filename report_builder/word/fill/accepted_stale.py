"""The definitive release: a stale figure that was accepted carries its period and a footnote. What
would say the same a little further on has the number of that footnote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.model.period import Period
from report_builder.model.trace import OperationKind
from report_builder.model.value import Input, TracedValue
from report_builder.word.fill.content_controls import find_control
from report_builder.word.fill.stale_text import StaleText
from report_builder.word.notes import add_footnote
from report_builder.word.ooxml import Element, make_run, text_of
from report_builder.word.repeated_notes import repeat_footnote
from report_builder.word.styles import NOTE_REFERENCE, NOTE_TEXT, StyleIds
from report_builder.wording.periods import period_text

_NO_UPDATE = "bij het vaststellen van deze editie was nog geen update beschikbaar"
_ENDED = "de bron heeft de reeks daarna beëindigd"
_REACH = 2_000
"""Characters of text, well under a page, over which a footnote is in sight. Word alone knows where
its pages end.
"""
_PICTURE = 1_000
"""Characters that would stand in the place of a picture."""


@dataclass(frozen=True)
class Acceptances:
    """A document that gets its notes, and the reason why each figure was accepted."""

    document: DocxDocument
    reasons: Mapping[str, str]
    has_ended: Callable[[Input], bool]
    """Whether the source ended the series of an observation."""
    styles: StyleIds
    label: str
    in_sight: dict[str, _Call] = field(default_factory=dict)
    """The footnotes that may stand on the same page, by their text."""

    def pass_over(self, paragraph: CT_P) -> None:
        """Know of a paragraph that follows what was explained: notes go out of sight behind enough
        of them.
        """
        length = len(text_of(paragraph))
        if next(paragraph.iter(qn("w:drawing")), None) is not None:
            length += _PICTURE
        for note, call in list(self.in_sight.items()):
            call.distance += length
            if call.distance > _REACH:
                del self.in_sight[note]

    def explain(
        self, paragraph: CT_P, values: Iterable[TracedValue], sentences: Iterable[StaleText]
    ) -> None:
        """Put the period and a footnote behind what is stale in a paragraph; a figure is
        explained once there.

        Text that a stale figure chose has its note behind the sentence. A note goes behind a
        number rather than behind its year: a year with a raised figure behind it is easily misread.
        """
        explained = _Explained()
        for value in sorted(values, key=_is_period):
            control, until = find_control(paragraph, value.key), value.stale_until
            if control is not None and until is not None:
                anchor = _dated(paragraph, control, value, until)
                explained.anchors[control] = anchor
                self._note(anchor, until, _causes(value), explained)
        for sentence in sentences:
            causes = explained.not_among(sentence.stale_inputs)
            if causes:
                anchor = explained.anchors.get(sentence.last, sentence.last)
                self._note(anchor, _latest(causes), causes, explained)

    def _note(
        self, anchor: Element, until: Period, causes: Sequence[Input], explained: _Explained
    ) -> None:
        indicators = list(dict.fromkeys(cause.indicator for cause in causes))
        figures = {(indicator, until) for indicator in indicators}
        if figures <= explained.figures:
            return
        explained.figures |= figures
        reasons = [self.reasons[key] for key in indicators if key in self.reasons]
        is_ended = all(map(self.has_ended, causes))
        self._call(anchor, _explanation(period_text(until), reasons, is_ended))

    def _call(self, anchor: Element, text: str) -> None:
        if text in self.in_sight:
            repeat_footnote(self.in_sight[text].run, anchor, self.label)
            return
        reference_style, text_style = self.styles[NOTE_REFERENCE], self.styles[NOTE_TEXT]
        run = add_footnote(self.document, anchor, text, reference_style, text_style)
        self.in_sight[text] = _Call(run)


@dataclass
class _Call:
    """The run that calls a footnote, and how many characters of text have followed it."""

    run: Element
    distance: int = 0


@dataclass
class _Explained:
    """What was explained in a paragraph: figures up to a period, and behind what the notes of a
    control go.
    """

    figures: set[tuple[str, Period]] = field(default_factory=set)
    anchors: dict[Element, Element] = field(default_factory=dict)

    def not_among(self, inputs: Iterable[Input]) -> list[Input]:
        """Those of some observations whose indicator has no note yet."""
        indicators = {indicator for indicator, _ in self.figures}
        return [cause for cause in inputs if cause.indicator not in indicators]


def _explanation(period: str, reasons: Iterable[str], is_ended: bool) -> str:
    sentences = (reason.strip().rstrip(".") + "." for reason in reasons)
    explanation = " ".join(dict.fromkeys(sentences))
    cause = _ENDED if is_ended else _NO_UPDATE
    return f"Cijfers t/m {period}; {cause}. {explanation}".strip()


def _dated(paragraph: CT_P, control: Element, value: TracedValue, until: Period) -> Element:
    """A value with its period behind it where its paragraph does not have it; what a note can go
    behind.

    What was only chosen by a stale figure is not of its period, and a period has none.
    """
    is_plain = value.operation.kind is OperationKind.VALUE
    period = period_text(value.period if value.period and is_plain else until)
    if value.is_only_chosen or _is_period(value) or period in text_of(paragraph):
        return control
    run = make_run(f" ({period})")
    control.addnext(run)
    return run


def _causes(value: TracedValue) -> Sequence[Input]:
    """The observations that make a value stale.

    Parts that have only an older period in common make it so without being stale themselves.
    """
    return value.stale_inputs or value.inputs


def _is_period(value: TracedValue) -> bool:
    """Whether it prints the period of a figure: that is its text."""
    return value.operation.kind is OperationKind.PERIOD


def _latest(inputs: Iterable[Input]) -> Period:
    return max((cause.period for cause in inputs), key=lambda period: period.last)
