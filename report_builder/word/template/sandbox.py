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
from report_builder.word.template.jinja_dutch import in_dutch
from report_builder.word.template.recorder import NO_OUTCOME, Recorder, cannot_work_out
from report_builder.word.template.rewriting import Rewriter
from report_builder.word.template.stale_choices import Unknown
from report_builder.word.template.template_check import TemplateCheck

_LOOP = frozenset({"index", "index0", "first", "last", "length", "revindex", "revindex0"})
_JINJA_ARGUMENTS = ("_loop_vars", "_block_vars")
"""Jinja gives these to every call, for functions that ask for the context."""
_MOST_TEXT = 50_000_000
"""The characters of XML that a part of a template may become: a chapter has less than a million."""


class _Refused(Exception):
    """The template may not be run; why has been told."""


class Language(SandboxedEnvironment):
    """Runs templates; whatever they may not do is told to the recorder and comes to nothing."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})
    intercepted_unops = frozenset({"+", "-"})

    def __init__(self, words: Mapping[str, object], recorder: Recorder) -> None:
        # Not optimized: that would work out constants before anything is run, so without a place.
        super().__init__(undefined=Unknown, autoescape=True, cache_size=0, optimized=False)
        # What Jinja offers of its own loses the trace, or reaches further than a template may.
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()
        self.words = words
        self.recorder = recorder

    # Here Jinja's parser has read the template and its compiler has not seen it yet.
    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        check = TemplateCheck(self.words, self.recorder.filters, self.recorder.tell)
        check.check(template)
        if check.refused:
            raise _Refused
        rewritten: nodes.Template = Rewriter().visit(template)
        return rewritten

    def run(self, source: str) -> str | None:
        """The text of a template, or None when it cannot be run; what is wrong has then been
        told.
        """
        try:
            template: Template = self.from_string(source)
            return self._text_of(template)
        except _Refused:
            return None
        except TemplateError as error:
            line = getattr(error, "lineno", None) or self.recorder.line
            told = in_dutch(error.message)
            self.recorder.tell(Fault("taal", told.message, told.hint), line)
        except Fault as fault:
            self.recorder.tell(fault)
        except (RecursionError, SyntaxError, MemoryError):  # of Python, on what Jinja made
            hint = "verdeel de formule met {% set %} over meer tags"
            self.recorder.tell(Fault("taal", "deze tag is te diep genest", hint))
        except NO_OUTCOME as error:
            self.recorder.tell(cannot_work_out(error))
        return None

    def _text_of(self, template: Template) -> str:
        """What a template prints. Raises Fault when that is more than any document holds."""
        parts: list[str] = []
        length = 0
        for part in template.generate(self.words):
            length += len(part)
            if length > _MOST_TEXT:
                message = f"dit sjabloon wordt groter dan {_MOST_TEXT // 10**6} MB"
                raise Fault("taal", message, "laat een {% for %} minder vaak rondlopen")
            parts.append(part)
        return "".join(parts)

    # What follows is called by the code that Jinja makes of a template, with whatever the template
    # came to: hence Any.

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What stands behind a point; nothing of Python itself can be reached."""
        if isinstance(obj, Unknown):
            return obj
        if isinstance(obj, Answer):
            return self.recorder.applied(lambda subject: _answer(subject).attribute(attribute), obj)
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return getattr(obj, attribute)
        return self._refuse("naam", f"hier bestaat '.{attribute}' niet")

    def getitem(self, obj: Any, argument: Any) -> Any:
        """What stands between square brackets."""
        if isinstance(obj, Unknown) or isinstance(argument, Unknown):
            return Unknown()
        if isinstance(obj, Answer):
            return self.recorder.applied(_item, obj, argument)
        if _is_index(obj, argument):
            return obj[argument]
        noun = argument.noun if isinstance(argument, Answer) else argument
        return self._refuse("taal", f"hier bestaat [{noun}] niet")

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """What comes of round brackets: only answers and the recorder itself can be called."""
        for name in _JINJA_ARGUMENTS:
            kwargs.pop(name, None)
        if getattr(__obj, "__self__", None) is __self.recorder:
            return __obj(*args, **kwargs)
        if any(isinstance(part, Unknown) for part in (__obj, *args, *kwargs.values())):
            return Unknown()
        if isinstance(__obj, Answer):
            return __self.recorder.applied(_call, __obj, *args, **kwargs)
        return __self._refuse("taal", "dit kan niet met ( ) gebruikt worden")

    def _refuse(self, code: str, message: str) -> Unknown:
        """What comes of something that the language does not have: the fault is told."""
        self.recorder.tell(Fault(code, message))
        return Unknown()

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic: with a traced number, or between whole numbers such as years."""
        if isinstance(left, Unknown) or isinstance(right, Unknown):
            return Unknown()
        return self.recorder.joined(
            lambda first, second: _operate(first, operator, second), left, right
        )

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:
        """A sign before a number."""
        if operator == "+" or isinstance(arg, Unknown):
            return arg
        if isinstance(arg, int | float) and not isinstance(arg, bool):
            return -arg
        if not isinstance(arg, Answer):
            return self._refuse("taal", f"'{operator}' rekent alleen met getallen uit de data")
        return self.call_binop(context, "*", arg, -1)


def _answer(value: object) -> Answer:
    if not isinstance(value, Answer):
        message = f"'{value}' is een vaste tekst of een vast getal, geen cijfer"
        raise Fault("taal", message, "noem een indicator")
    return value


def _item(subject: object, key: object) -> object:
    return _answer(subject).item(key)


def _call(subject: object, /, *arguments: object, **named: object) -> object:
    return _answer(subject).call(arguments, named)


def _is_index(subject: object, argument: object) -> bool:
    if not isinstance(subject, list) or not isinstance(argument, int):
        return False
    return -len(subject) <= argument < len(subject)


def _operate(left: object, operator: str, right: object) -> object:
    if isinstance(left, Answer):
        return left.operate(operator, right, is_right=False)
    if isinstance(right, Answer):
        return right.operate(operator, left, is_right=True)
    if isinstance(left, int) and isinstance(right, int):
        if operator == "+":
            return left + right
        if operator == "-":
            return left - right
    raise Fault("taal", f"'{operator}' rekent alleen met getallen uit de data")
