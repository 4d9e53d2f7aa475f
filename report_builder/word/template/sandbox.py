"""The template language: Jinja, closed but for the answers that a template may ask for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import nodes
from jinja2.environment import Template
from jinja2.exceptions import TemplateError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import SandboxedEnvironment

from report_builder.model.expression import Answer
from report_builder.problems import Fault
from report_builder.word.template.recorder import Recorder
from report_builder.word.template.rewriting import Rewriter
from report_builder.word.template.stale_choices import Unknown

_LOOP = frozenset({"index", "index0", "first", "last", "length", "revindex", "revindex0"})


class Language(SandboxedEnvironment):
    """Runs templates; whatever they may not do is told to the recorder and comes to nothing."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})
    intercepted_unops = frozenset({"+", "-"})

    def __init__(self, words: Mapping[str, object], recorder: Recorder) -> None:
        super().__init__(undefined=Unknown, autoescape=True, cache_size=0)
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()
        self.words = words
        self.recorder = recorder

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        rewriter = Rewriter(self.words, self.recorder.filters, self.recorder.tell)
        rewriter.check(template)
        if rewriter.refused:
            return nodes.Template([], lineno=1)
        rewritten: nodes.Template = rewriter.visit(template)
        return rewritten

    def run(self, source: str) -> str | None:
        """The text of a template, or None when it cannot be run; what is wrong has then been
        told.
        """
        try:
            template: Template = self.from_string(source)
            return template.render(self.words)
        except TemplateError as error:
            line = getattr(error, "lineno", None) or self.recorder.line
            self.recorder.tell(
                Fault(
                    "taal",
                    f"deze tag is niet te lezen: {error}",
                    "controleer haakjes en aanhalingstekens",
                ),
                line,
            )
        except Fault as fault:
            self.recorder.tell(fault)
        except RecursionError:
            self.recorder.tell(
                Fault("taal", "deze tag is te diep genest", "schrijf de formule korter")
            )
        return None

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What stands behind a point; nothing of Python itself can be reached."""
        if isinstance(obj, Unknown):
            return obj
        if isinstance(obj, Answer):
            return self.recorder.applied(lambda bare: _answer(bare).attribute(attribute), obj)
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return getattr(obj, attribute)
        self.recorder.tell(Fault("naam", f"hier bestaat '.{attribute}' niet"))
        return Unknown()

    def getitem(self, obj: Any, argument: Any) -> Any:
        """What stands between square brackets."""
        if isinstance(obj, Unknown) or isinstance(argument, Unknown):
            return Unknown()
        if isinstance(obj, Answer):
            return self.recorder.applied(lambda bare, key: _answer(bare).item(key), obj, argument)
        if isinstance(obj, list) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return obj[argument]
        self.recorder.tell(Fault("taal", f"hier bestaat [{argument}] niet"))
        return Unknown()

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """What comes of round brackets: only answers and the recorder itself can be called."""
        for own in (
            "_loop_vars",
            "_block_vars",
        ):  # Jinja's own, meant for functions that ask for the context
            kwargs.pop(own, None)
        if getattr(__obj, "__self__", None) is __self.recorder:
            return __obj(*args, **kwargs)
        if isinstance(__obj, Unknown) or any(
            isinstance(part, Unknown) for part in (*args, *kwargs.values())
        ):
            return Unknown()
        if isinstance(__obj, Answer):
            return __self.recorder.applied(
                lambda bare, *rest, **named: _answer(bare).call(rest, named), __obj, *args, **kwargs
            )
        __self.recorder.tell(Fault("taal", "dit kan niet met ( ) gebruikt worden"))
        return Unknown()

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic: with a traced number, or between whole numbers such as years."""
        if isinstance(left, Unknown) or isinstance(right, Unknown):
            return Unknown()
        return self.recorder.joined(lambda one, other: _operate(one, operator, other), left, right)

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:
        """A sign before a number."""
        if operator == "+" or isinstance(arg, Unknown):
            return arg
        if isinstance(arg, int | float) and not isinstance(arg, bool):
            return -arg
        return self.call_binop(context, "*", arg, -1)


def _answer(value: object) -> Answer:
    if not isinstance(value, Answer):
        raise Fault(
            "taal",
            f"'{value}' is een vaste tekst of een vast getal, geen cijfer",
            "noem een indicator",
        )
    return value


def _operate(left: object, operator: str, right: object) -> object:
    if isinstance(left, Answer):
        return left.operate(operator, right, is_right=False)
    if isinstance(right, Answer):
        return right.operate(operator, left, is_right=True)
    if isinstance(left, int) and isinstance(right, int) and operator in ("+", "-"):
        return left + right if operator == "+" else left - right
    raise Fault("taal", f"'{operator}' rekent alleen met getallen uit de data")
