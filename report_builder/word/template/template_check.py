"""What is wrong with a parsed template, in the branches that are not taken as well."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from jinja2 import nodes

from report_builder.model.expression import Answer
from report_builder.problems import Fault, nearest
from report_builder.word.template.name_scopes import find_unset_names
from report_builder.wording.typed_number_words import numbers_in_words
from report_builder.wording.typed_numbers import typed_numbers

Tell: TypeAlias = Callable[[Fault, int], None]
"""Takes a fault and the line of the template source that it is on."""

_REFUSED: dict[type[nodes.Node], str] = {
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "import",
    nodes.Extends: "extends",
    nodes.Block: "block",
    nodes.Macro: "macro",
    nodes.CallBlock: "call",
    nodes.FilterBlock: "filter",
    nodes.With: "with",
    nodes.AssignBlock: "set … endset",
    nodes.ScopedEvalContextModifier: "autoescape",
    nodes.ExprStmt: "do",
    nodes.Test: "is",
    nodes.Concat: "~",
    nodes.List: "[ … ]",
    nodes.Tuple: "( … , … )",
    nodes.Dict: "{ … }",
    nodes.NSRef: "namespace",
    nodes.Slice: "[ : ]",
}
_WAYS_OUT: dict[type[nodes.Node], str] = {
    nodes.Tuple: "noem één gegeven; schrijf een getal zonder komma: 25000 of 2.5",
    nodes.List: "noem de gegevens na elkaar, elk in een eigen tag",
    nodes.Slice: 'noem één periode: [2019] of ["2019-11"]',
    nodes.Concat: "zet de tags na elkaar",
    nodes.Test: "vergelijk met == of !=",
}
"""What to do instead, where it is more than another word."""
_DEEPEST = 30
"""An expression has so many parts within each other at most; Python itself stops at a hundred."""
_LOOKED_UP = (nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Call)
LINE_HINT = "kies uit if, elif, else, for en set; tekst hoort gewoon naast de tag"


class TemplateCheck:
    """Tells every fault of a parsed template that can be seen without running it, in all of its
    branches. It must not be run when it is `refused`.
    """

    def __init__(
        self, words: Mapping[str, object], filters: Mapping[str, object], tell: Tell
    ) -> None:
        self.words = words
        self.filters = filters
        self.tell = tell
        self.set_names: set[str] = {"loop"}
        """The names that the template itself gives."""
        self.assigned: dict[str, nodes.Node] = {}
        """What each of these was set to last."""
        self.refused = False

    def check(self, template: nodes.Template) -> None:
        """Tell what is wrong with any branch of the template, taken or not."""
        parts = _walk(template)
        for part in parts:
            self._keep_name(part)
        for unset in find_unset_names(template):
            hint = "een naam geldt vanaf {% set %}, en die van een lus alleen binnen de {% for %}"
            self.tell(Fault("naam", f"'{unset.name}' bestaat hier niet", hint), unset.lineno)
        for expression in _expressions(template):
            if _is_deeper(expression, _DEEPEST):
                self.refused = True
                hint = "verdeel de formule met {% set %} over meer tags"
                self.tell(Fault("taal", "deze tag is te diep genest", hint), expression.lineno)
        if self.refused:
            return
        for part in parts:
            self._check_node(part)

    def check_parts(self, tree: nodes.Node) -> None:
        """Tell what is wrong with each part of a tree, whatever stands around it."""
        for node in _walk(tree):
            self._check_node(node)

    def _keep_name(self, node: nodes.Node) -> None:
        """Keep a name that the template gives itself, and what it was set to."""
        if isinstance(node, nodes.Name) and node.ctx == "store":
            self.set_names.add(node.name)
        elif isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
            self.assigned[node.target.name] = node.node

    def _check_node(self, node: nodes.Node) -> None:
        fault = _find_refusal(node)
        if fault:
            self.refused = True
            self.tell(fault, node.lineno)
        if isinstance(node, nodes.Filter):
            self._check_filter(node)
        if isinstance(node, nodes.Output):
            for child in node.nodes:
                self._check_typed(child)
        if isinstance(node, _LOOKED_UP) and _is_read(node):
            try:
                self._resolve(node)
            except Fault as fault:
                self.tell(fault, node.lineno)

    def _check_filter(self, node: nodes.Filter) -> None:
        if node.name not in self.filters:
            hint = nearest(node.name, self.filters) or f"kies uit: {', '.join(self.filters)}"
            self.tell(Fault("filter", f"onbekend filter '{node.name}'", hint), node.lineno)

    def _check_typed(self, node: nodes.Node) -> None:
        """A number in a tag has no more source than one in the text."""
        if isinstance(node, nodes.Name):
            node = self.assigned.get(node.name, node)
        parts = [node, *_walk(node)]
        if any(isinstance(part, nodes.Name) for part in parts):
            return
        constants = [part.value for part in parts if isinstance(part, nodes.Const)]
        for constant in constants:
            for number in _numbers_in(constant):
                hint = 'gebruik een indicator, of vast("…", bron="…")'
                self.tell(Fault("getal", f"getal zonder bron: {number}", hint), node.lineno)

    def _resolve(self, node: nodes.Node) -> object:
        """What an expression comes to as far as that needs no figures; None where it does."""
        match node:
            case nodes.Name(name=name):
                if name not in self.words and name not in self.set_names:
                    raise Fault("naam", f"onbekende naam '{name}'", nearest(name, self.words))
                return None if name in self.set_names else self.words[name]
            case nodes.Getattr():
                value = self._resolve(node.node)
                return value.attribute(node.attr) if isinstance(value, Answer) else None
            case nodes.Getitem(arg=nodes.Const(value=key)):
                value = self._resolve(node.node)
                return value.item(key) if isinstance(value, Answer) else None
            case nodes.Call(dyn_args=None, dyn_kwargs=None):
                value = self._resolve(node.node)
                arguments = _constant_arguments(node)
                if isinstance(value, Answer) and arguments is not None:
                    return value.call(*arguments)
        return None


def _find_refusal(node: nodes.Node) -> Fault | None:
    """What is wrong with a node that the language does not have, as a drafter would call it."""
    for kind, word in _REFUSED.items():
        if isinstance(node, kind):
            return Fault("taal", f"'{word}' bestaat hier niet", _WAYS_OUT.get(kind, LINE_HINT))
    if getattr(node, "dyn_args", None) or getattr(node, "dyn_kwargs", None):
        hint = "noem elk argument zelf"
        return Fault("taal", "een ster voor een argument bestaat hier niet", hint)
    if twice := _find_named_twice(node):
        hint = "noem elk argument één keer"
        return Fault("argument", f"het argument '{twice}' staat er twee keer", hint)
    number = node.value if isinstance(node, nodes.Const) else None
    if isinstance(number, float) and not math.isfinite(number):
        return Fault("taal", "dit getal is te groot", "kies een kleiner getal")
    if isinstance(node, nodes.For) and node.recursive:
        return Fault("taal", "'recursive' bestaat hier niet", LINE_HINT)
    return None


def _find_named_twice(node: nodes.Node) -> str | None:
    """The name of an argument that a call or filter gives more than once."""
    if not isinstance(node, nodes.Call | nodes.Filter):
        return None
    names = [keyword.key for keyword in node.kwargs if isinstance(keyword, nodes.Keyword)]
    return next((name for name in names if names.count(name) > 1), None)


def _expressions(template: nodes.Template) -> Iterator[nodes.Node]:
    """The outermost expressions of a template."""
    waiting: list[nodes.Node] = [template]
    while waiting:
        for child in waiting.pop().iter_child_nodes():
            if isinstance(child, nodes.Expr):
                yield child
            else:
                waiting.append(child)


def _is_deeper(expression: nodes.Node, most: int) -> bool:
    """Whether an expression has more than so many parts within each other."""
    level = [expression]
    for _ in range(most):
        level = [child for node in level for child in node.iter_child_nodes()]
        if not level:
            return False
    return True


def _numbers_in(constant: object) -> list[str]:
    if constant is None or isinstance(constant, bool):
        return []
    if not isinstance(constant, str):
        return [str(constant)]
    return [*typed_numbers(constant), *numbers_in_words(constant)]


def _constant_arguments(call: nodes.Call) -> tuple[list[object], dict[str, object]] | None:
    """The arguments of a call that need no figures; None where one does."""
    positional = [node.value for node in call.args if isinstance(node, nodes.Const)]
    named: dict[str, object] = {}
    for keyword in call.kwargs:
        if isinstance(keyword, nodes.Keyword) and isinstance(keyword.value, nodes.Const):
            named[keyword.key] = keyword.value.value
    is_constant = len(positional) == len(call.args) and len(named) == len(call.kwargs)
    return (positional, named) if is_constant else None


def _walk(tree: nodes.Node) -> list[nodes.Node]:
    """All nodes below a node, each before those that stand in it."""
    found: list[nodes.Node] = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting += reversed(list(node.iter_child_nodes()))
    return found[1:]


def _is_read(node: nodes.Node) -> bool:
    return getattr(node, "ctx", "load") == "load"
