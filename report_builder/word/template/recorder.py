"""What happens while a template is run: values that are printed, decisions that are taken, faults
that show.

Printed values and decisions leave marks in the text (private-use characters); the marking turns
these into content controls and yellow afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from report_builder.model.document import StaleChoice
from report_builder.model.expression import Answer, Decision, Placement, run_checked
from report_builder.model.own_marks import has_own_mark, has_tag
from report_builder.model.value import Freshness, Input, TracedValue, worst
from report_builder.problems import Fault, Problem, Severity
from report_builder.word.template.marks import BRANCH, BRANCH_END, MIDDLE, VALUE, VALUE_END
from report_builder.word.template.stale_choices import (
    Choice,
    Unknown,
    argument,
    bare,
    chosen,
    compare,
)

MOST_ROUNDS = 10_000
"""A template goes round its loops so often at most."""
MOST_STEPS = 100_000
"""A template asks and calculates so often at most; the largest chapter does not come to 1,000."""


NO_OUTCOME = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What Python raises where an expression has no outcome."""


class TooMuch(Fault):
    """The fault of a template that would run without end: it stops there."""


def cannot_work_out(error: Exception) -> Fault:
    """The fault that an expression has no outcome, for a reason that only Python names."""
    message = f"dit is niet uit te rekenen ({type(error).__name__})"
    return Fault("taal", message, "schrijf de tag eenvoudiger")


@dataclass
class _Scope:
    """The conditions that led to a branch: how fresh their worst value is, and what is stale of
    them.
    """

    number: int
    freshness: Freshness = Freshness.HISTORY
    is_open: bool = False
    stale_inputs: tuple[Input, ...] = ()

    @property
    def choice(self) -> Choice:
        """What stands in the branch rests on this."""
        return Choice(self.freshness, self.stale_inputs)


@dataclass
class Recorder:
    """Keeps what a template does; the rewritten template calls its methods."""

    file: str
    filters: Mapping[str, Callable[..., Answer]]
    follows: str
    """The code of faults that are not told, because they follow from another."""
    places: list[str] = field(default_factory=list)
    printed: list[TracedValue | Placement] = field(default_factory=list)
    """What was printed, by the number in its mark."""
    problems: list[Problem] = field(default_factory=list)
    line: int = 0
    rounds: int = 0
    steps: int = 0
    begun: int = 0
    scopes: list[_Scope] = field(default_factory=list)
    stale_branches: dict[int, tuple[Input, ...]] = field(default_factory=dict)
    """The stale observations that decided what stands in a branch, by the number in the mark of
    the branch.
    """
    is_whole: bool = True
    """Whether nothing was left out because of a problem that is told elsewhere."""
    stale_choices: list[StaleChoice] = field(default_factory=list)
    """The conditions that a stale value decided which was not accepted."""
    accepted_choices: list[str] = field(default_factory=list)
    """The places of conditions that an accepted stale value decided."""

    def at(self, line: int) -> None:
        """Remember where the next expression stands."""
        self.line = line

    def place(self, line: int | None = None) -> str:
        """Where the tag stands on that line of the source, by default the one that is being run."""
        number = (line or self.line) - 2  # the first tag is on line 2
        return self.places[number] if 0 <= number < len(self.places) else "1"

    def tell(self, fault: Fault, line: int | None = None) -> None:
        """Keep a fault as a problem of the tag on that line of the source, which has one tag a
        line.
        """
        place = self.place(line)
        if fault.code == self.follows:
            self.is_whole = False
        else:
            self.problems.append(fault.at(self.file, place))

    def guarded(self, run: Callable[[], object]) -> object:
        """The outcome of something that may have a fault; the fault is told, and the outcome then
        unknown.
        """
        self.steps += 1
        if self.steps > MOST_STEPS:
            message = f"dit sjabloon rekent meer dan {MOST_STEPS} keer"
            raise TooMuch("taal", message, "haal een {% for %} weg, of verdeel het sjabloon")
        try:
            return run()
        except TooMuch:
            raise
        except Fault as fault:
            self.tell(fault)
        except NO_OUTCOME as error:
            self.tell(cannot_work_out(error))
        return Unknown()

    def applied(
        self, run: Callable[..., object], subject: object, /, *arguments: object, **named: object
    ) -> object:
        """What comes of a subject and arguments; whatever a stale value chose of them, the
        outcome rests on.
        """
        choices: list[Choice] = []

        def run_bare() -> object:
            bare_subject = bare(subject, choices)
            bare_arguments = [argument(part, choices) for part in arguments]
            bare_named = {name: argument(part, choices) for name, part in named.items()}
            return run(bare_subject, *bare_arguments, **bare_named)

        # Whoever calculates sees plain answers; what chose them is put back around the outcome.
        return chosen(self.guarded(run_bare), choices)

    def joined(
        self, run: Callable[[object, object], object], left: object, right: object
    ) -> object:
        """What comes of two equal parts, such as the sides of a comparison."""
        choices: list[Choice] = []
        outcome = self.guarded(lambda: run(bare(left, choices), bare(right, choices)))
        return chosen(outcome, choices)

    # The rewritten template calls these with `at(line)` as first argument: arguments are worked out
    # from left to right, so a fault in the second one is told on the right line.

    def show(self, _: None, value: object) -> Markup:
        """What `{{ }}` prints: a text, or a traced value between marks."""
        if isinstance(value, Unknown):
            return Markup("")
        printed = self.guarded(value.printed) if isinstance(value, Answer) else value
        if isinstance(printed, TracedValue):
            self._warn(printed)
            return self._marked(printed, self._printable(printed.text))
        if isinstance(printed, Placement):
            return self._marked(printed, "")
        if isinstance(printed, str | int) and not isinstance(printed, bool):
            return self._plain(self._printable(str(printed)))
        if not isinstance(printed, Unknown):
            hint = "noem één gegeven, of gebruik {% for %}"
            self.tell(Fault("taal", "dit kan niet afgedrukt worden", hint))
        return Markup("")

    def _warn(self, value: TracedValue | None) -> None:
        """Tell what a drafter should know of a value that is printed, or that decides."""
        for fault in value.warnings if value else ():
            self.problems.append(fault.at(self.file, self.place(), Severity.WARNING))

    def _printable(self, text: str) -> str:
        """A text that can stand in what is handed over: with a tag or a mark in it, none."""
        if not has_tag(text) and not has_own_mark(text):
            return text
        hint = "haal de accolades of het bijzondere teken uit de tekst"
        self.tell(Fault("taal", "deze tag drukt zelf een tag of een eigen teken af", hint))
        return "…"

    def _plain(self, text: str) -> Markup:
        if not text.strip():
            hint = "vul de instelling in, of haal de tag weg"
            self.tell(Fault("leeg", "deze tag drukt niets af", hint))
        return Markup.escape(text)

    def _marked(self, printed: TracedValue | Placement, text: str) -> Markup:
        opening = Markup(f"{VALUE}{len(self.printed)}{MIDDLE}")
        self.printed.append(printed)
        return opening + Markup.escape(text) + Markup(VALUE_END)

    def begin(self) -> Markup:
        """Before an if or a for."""
        self.begun += 1
        self.scopes.append(_Scope(self.begun))
        return Markup("")

    def end(self) -> Markup:
        """After an if or a for."""
        self.scopes.pop()
        return Markup("")

    def opened(self) -> Markup:
        """At the start of a branch: what it holds is as fresh as what decided it."""
        scope = self.scopes[-1]
        scope.is_open = True
        if not scope.freshness.is_stale:
            return Markup("")
        return Markup(f"{BRANCH}{scope.freshness}{scope.number}{MIDDLE}")

    def closed(self) -> Markup:
        """At the end of a branch."""
        scope = self.scopes[-1]
        scope.is_open = False
        return Markup(BRANCH_END if scope.freshness.is_stale else "")

    def decide(self, _: None, value: object) -> bool:
        """Whether a test holds; its freshness counts for every branch of the same `if`."""
        decision = self._decision(value)
        scope = self.scopes[-1]
        scope.freshness = worst([scope.freshness, decision.freshness])
        scope.stale_inputs += decision.stale_inputs
        self.stale_branches[scope.number] = scope.stale_inputs
        # The definitive release waits for these, also where the branch they chose holds no number.
        if decision.freshness is Freshness.STALE:
            refused = [one for one in decision.stale_inputs if one.freshness is Freshness.STALE]
            indicators = dict.fromkeys((one.indicator, one.period) for one in refused)
            self.stale_choices.append(StaleChoice(self.place(), tuple(indicators)))
        elif decision.freshness is Freshness.ACCEPTED:
            self.accepted_choices.append(self.place())
        return decision.holds

    def _decision(self, value: object) -> Decision:
        if not isinstance(value, Answer):
            return Decision(bool(value))
        decision = self.guarded(value.decide)
        if not isinstance(decision, Decision):
            return Decision(holds=False)
        self._warn(decision.cause)
        return decision

    def loop(self, _: None, value: object) -> Iterator[object]:
        """What a `for` goes through. Raises Fault when the template goes round too often."""
        for item in self._items(value):
            self.rounds += 1
            if self.rounds > MOST_ROUNDS:
                message = f"dit sjabloon loopt meer dan {MOST_ROUNDS} keer rond"
                raise TooMuch("taal", message, "haal een {% for %} weg")
            yield item

    def _items(self, value: object) -> Iterable[object]:
        if isinstance(value, Answer):
            items = self.guarded(value.items)
            if not isinstance(items, Unknown):
                self.decide(None, value)
            assert isinstance(items, Iterable)
            return items
        if isinstance(value, list | Unknown):
            return value
        hint = 'gebruik .top(3, "dimensie")'
        self.tell(Fault("taal", "hier staat geen lijst om door te lopen", hint))
        return ()

    def assigned(self, _: None, value: object) -> object:
        """A value that gets a name; chosen by a stale condition it is stale itself."""
        return chosen(value, [scope.choice for scope in self.scopes if scope.is_open])

    def touched(self, value: object) -> object:
        """A value that a branch might have changed: whether it did, the conditions of that branch
        decided.
        """
        return chosen(value, [self.scopes[-1].choice])

    def choose(self, test: object, yes: object, no: object) -> object:
        """`yes if test else no`."""
        if isinstance(test, Unknown):
            return test
        decision = self._decision(test)
        value = yes if decision.holds else no
        return chosen(value, [Choice(decision.freshness, decision.stale_inputs)])

    def both(self, left: object, right: object) -> Decision:
        """Whether both hold."""
        decisions = self._decision(left), self._decision(right)
        return _joined(decisions, holds=all(decision.holds for decision in decisions))

    def either(self, left: object, right: object) -> Decision:
        """Whether one of both holds."""
        decisions = self._decision(left), self._decision(right)
        return _joined(decisions, holds=any(decision.holds for decision in decisions))

    def denied(self, value: object) -> Decision:
        """Whether something does not hold."""
        decision = self._decision(value)
        return Decision(not decision.holds, decision.freshness, chosen_by=decision.stale_inputs)

    def compared(self, left: object, operator: str, right: object) -> object:
        """Whether a comparison holds; texts and whole numbers have no trace."""
        if isinstance(left, Unknown) or isinstance(right, Unknown):
            return Unknown()
        return self.joined(lambda first, second: compare(first, operator, second), left, right)

    # What a template names is its own: our parameters stand before the slash, out of its reach.
    def filtered(
        self, name: str, subject: object, /, *arguments: object, **named: object
    ) -> object:
        """The outcome of a filter."""
        parts = (subject, *arguments, *named.values())
        if name not in self.filters or any(isinstance(part, Unknown) for part in parts):
            return Unknown()

        def run(*positional: object, **keywords: object) -> object:
            return run_checked(name, self.filters[name], positional, keywords)

        return self.applied(run, subject, *arguments, **named)


def _joined(decisions: tuple[Decision, Decision], *, holds: bool) -> Decision:
    """What two decisions come to: both count, whichever of them was needed."""
    left, right = decisions
    freshness = worst([left.freshness, right.freshness])
    # Each once: a condition that is joined with itself again and again must not grow.
    stale_inputs = dict.fromkeys((*left.stale_inputs, *right.stale_inputs))
    return Decision(holds, freshness, chosen_by=tuple(stale_inputs))
