"""What an expression in a template comes to: the only objects that a template can reach.

Each answer says itself what may be asked of it; whatever it does not know is a fault with a hint,
never an attribute of Python. Plain texts, whole numbers and lists of answers are the only other
things a template sees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from inspect import signature

from report_builder.model.value import Freshness, Input, TracedValue
from report_builder.problems import Fault, nearest


class Answer:
    """The answer to an expression; `noun` is what messages call it."""

    noun = "dit"
    is_text = False
    """Whether it counts as its text where it is an argument."""

    def attributes(self) -> Mapping[str, Callable[[], object]]:
        """What may be asked with a point, by name."""
        return {}

    def attribute(self, name: str) -> object:
        """What stands behind the point. Raises Fault with the nearest name when there is no such
        thing.
        """
        known = self.attributes()
        if name not in known:
            hint = nearest(name, known) or (
                f"kies uit: {', '.join(sorted(known))}" if known else ""
            )
            raise Fault("naam", f"{self.noun} heeft geen '{name}'", hint)
        return known[name]()

    def item(self, key: object) -> object:
        """What stands between square brackets."""
        raise Fault("taal", f"{self.noun} heeft geen onderdelen tussen [ ]")

    def call(self, arguments: Sequence[object], named: Mapping[str, object]) -> object:
        """What comes of round brackets."""
        raise Fault("taal", f"{self.noun} kan niet met ( ) gebruikt worden")

    def operate(self, operator: str, other: object, is_right: bool) -> object:
        """The outcome of an operator; `is_right` when this stands on its right side."""
        raise Fault("taal", f"met {self.noun} kan niet gerekend worden")

    def compare(self, operator: str, other: object, is_right: bool) -> Answer:
        """Whether a comparison holds, as a decision that keeps its trace."""
        raise Fault("taal", f"{self.noun} kan niet vergeleken worden")

    def decide(self) -> Decision:
        """Whether this counts as true in an `{% if %}`."""
        raise Fault(
            "taal", f"{self.noun} is geen voorwaarde", "vergelijk met < of >, of gebruik .voorlopig"
        )

    def items(self) -> Iterator[object]:
        """What a `{% for %}` goes through."""
        raise Fault("taal", f"{self.noun} is geen lijst", 'gebruik .top(3, "dimensie")')

    def printed(self) -> TracedValue | Placement | str:
        """What `{{ }}` puts on paper. Raises Fault where that is nothing."""
        raise Fault("taal", f"{self.noun} kan niet afgedrukt worden")


def called(value: object) -> str:
    """What messages call anything that a template may hold: an answer by its noun, the rest as it
    is written.
    """
    return value.noun if isinstance(value, Answer) else repr(value)


@dataclass(frozen=True)
class Decision(Answer):
    """Whether something holds, and how fresh the values are that decided it."""

    holds: bool
    freshness: Freshness = Freshness.HISTORY
    words: tuple[str, str] | None = None
    """What is printed when it holds and when it does not, if it can be printed."""
    cause: TracedValue | None = None
    chosen_by: tuple[Input, ...] = ()
    """The stale observations behind the decisions that it was made of."""

    noun = "een voorwaarde"

    @property
    def stale_inputs(self) -> tuple[Input, ...]:
        """The stale observations that decided it."""
        return (*(self.cause.stale_inputs if self.cause else ()), *self.chosen_by)

    def decide(self) -> Decision:
        """Itself."""
        return self

    def printed(self) -> TracedValue:
        """The word for it, traced to what decided it."""
        if not self.words or not self.cause:
            raise Fault(
                "taal",
                "een voorwaarde kan niet afgedrukt worden",
                "gebruik {% if … %} … {% endif %}",
            )
        text = self.words[0 if self.holds else 1]
        return replace(self.cause, text=text, amount=None, unit="", freshness=self.freshness)


class Block(StrEnum):
    """What can be placed in a document."""

    FIGURE = "figuur"
    TABLE = "tabel"
    DASHBOARD = "dashboard"
    OVERVIEW = "overzicht"
    REFERENCE = "verwijzing"


@dataclass(frozen=True)
class Placement(Answer):
    """A figure or table to be placed, or a reference to one."""

    block: Block
    figure: str

    noun = "een figuur of tabel"

    def printed(self) -> Placement:
        """Itself: the document decides its number."""
        return self


@dataclass(frozen=True)
class Function(Answer):
    """A function that a template may call."""

    name: str
    run: Callable[..., object]

    @property
    def noun(self) -> str:  # type: ignore[override]
        """What messages call it."""
        return f"{self.name}(…)"

    def call(self, arguments: Sequence[object], named: Mapping[str, object]) -> object:
        """What the function returns."""
        return run_checked(self.name, self.run, arguments, named)

    def printed(self) -> TracedValue:
        """Nothing: brackets were forgotten."""
        raise Fault("taal", f"achter {self.name} ontbreken de haakjes", f"schrijf {self.name}(…)")


def run_checked(
    name: str, run: Callable[..., object], arguments: Sequence[object], named: Mapping[str, object]
) -> object:
    """The outcome of a function of the template language. Raises Fault when the arguments do not
    fit.
    """
    try:
        signature(run).bind(*arguments, **named)
    except TypeError as error:
        wanted = ", ".join(signature(run).parameters)
        raise Fault(
            "argument",
            f"{name}: onjuiste argumenten",
            f"{name} kent: {wanted or 'geen argumenten'}",
        ) from error
    return run(*arguments, **named)
