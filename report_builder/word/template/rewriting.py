"""From what a drafter wrote to what is run: the parsed template with every step put in our hands.

Jinja would lose the trace in `and`, `==`, `if … else` and `~`, and would say nothing of a branch
that was not taken. So each such node is replaced by a call to the recorder, and names in all
branches are looked up here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from report_builder.model.expression import Answer
from report_builder.problems import Fault, nearest
from report_builder.word.template.name_scopes import find_unset_names
from report_builder.wording.typed_numbers import typed_numbers

Tell = Callable[[Fault, int], None]
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
}
_OPERATORS = {
    "eq": "==",
    "ne": "!=",
    "lt": "<",
    "gt": ">",
    "lteq": "<=",
    "gteq": ">=",
    "in": "in",
    "notin": "not in",
}
LINE_HINT = "kies uit if, elif, else, for en set; tekst hoort gewoon naast de tag"


class Rewriter(NodeTransformer):
    """Rewrites a parsed template and tells every fault that can be seen without running it."""

    def __init__(
        self, words: Mapping[str, object], filters: Mapping[str, object], tell: Tell
    ) -> None:
        self.words = words
        self.filters = filters
        self.tell = tell
        self.own: set[str] = {"loop"}
        self.fixed: dict[str, nodes.Node] = {}
        self.refused = False

    def check(self, template: nodes.Template) -> None:
        """Tell what is wrong with any branch of the template, taken or not."""
        self.own |= {name.name for name in template.find_all(nodes.Name) if name.ctx == "store"}
        self.fixed = {
            each.target.name: each.node
            for each in template.find_all(nodes.Assign)
            if isinstance(each.target, nodes.Name)
        }
        for name in find_unset_names(template):
            hint = "een naam geldt vanaf {% set %}, en die van een lus alleen binnen de {% for %}"
            self.tell(Fault("naam", f"'{name.name}' bestaat hier niet", hint), name.lineno)
        for node in _walk(template):
            self._check_node(node)

    def _check_node(self, node: nodes.Node) -> None:
        word = next((word for kind, word in _REFUSED.items() if isinstance(node, kind)), None)
        if word and not _is_target(node):
            self.refused = True
            self.tell(Fault("taal", f"'{word}' bestaat hier niet", LINE_HINT), node.lineno)
        if isinstance(node, nodes.Filter) and node.name not in self.filters:
            hint = nearest(node.name, self.filters) or f"kies uit: {', '.join(self.filters)}"
            self.tell(Fault("filter", f"onbekend filter '{node.name}'", hint), node.lineno)
        if isinstance(node, nodes.Output):
            for child in node.nodes:
                self._check_typed(child)
        if isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem | nodes.Call) and _is_read(
            node
        ):
            try:
                self._resolve(node)
            except Fault as fault:
                self.tell(fault, node.lineno)

    def _check_typed(self, node: nodes.Node) -> None:
        """A number in a tag has no more source than one in the text."""
        if isinstance(node, nodes.Name):
            node = self.fixed.get(node.name, node)
        parts = [node, *_walk(node)]
        if any(isinstance(part, nodes.Name) for part in parts):
            return
        for value in (part.value for part in parts if isinstance(part, nodes.Const)):
            for number in typed_numbers(value) if isinstance(value, str) else [str(value)]:
                hint = 'gebruik een indicator, of vast("…", bron="…")'
                self.tell(Fault("getal", f"getal zonder bron: {number}", hint), node.lineno)

    def _resolve(self, node: nodes.Node) -> object:
        """What an expression comes to as far as that needs no figures; None where it does."""
        match node:
            case nodes.Name(name=name):
                if name not in self.words and name not in self.own:
                    raise Fault("naam", f"onbekende naam '{name}'", nearest(name, self.words))
                return None if name in self.own else self.words[name]
            case nodes.Getattr():
                value = self._resolve(node.node)
                return value.attribute(node.attr) if isinstance(value, Answer) else None
            case nodes.Getitem(arg=nodes.Const(value=key)):
                value = self._resolve(node.node)
                return value.item(key) if isinstance(value, Answer) else None
            case nodes.Call(args=args, kwargs=named, dyn_args=None, dyn_kwargs=None):
                value = self._resolve(node.node)
                if isinstance(value, Answer) and all(
                    isinstance(part, nodes.Const) for part in _values(node)
                ):
                    fixed = {part.key: part.value.value for part in named}  # type: ignore[attr-defined]
                    return value.call([part.value for part in args], fixed)  # type: ignore[attr-defined]
        return None

    # What follows replaces nodes; the recorder's methods have the same names.

    def visit_Output(self, node: nodes.Output) -> nodes.Output:
        """Every expression that is printed is preceded by where it stands."""
        self.generic_visit(node)
        node.nodes = [
            child if isinstance(child, nodes.TemplateData) else _call("show", _at(child), child)
            for child in node.nodes
        ]
        return node

    def visit_If(self, node: nodes.If) -> list[nodes.Node]:
        """What stands in a branch rests on the conditions that led to it, also when no branch is
        taken.
        """
        touched = [_touched(name) for name in dict.fromkeys(_assigned(node))]
        for branch in (node, *node.elif_):
            branch.test = _call("decide", _at(branch.test), self.visit(branch.test))
            branch.body = _scoped(self._visited(branch.body))
        node.else_ = _scoped(self._visited(node.else_))
        return [_statement("begin"), node, *touched, _statement("end")]

    def _visited(self, body: list[nodes.Node]) -> list[nodes.Node]:
        made = [self.visit(child) for child in body]
        return [kept for part in made for kept in (part if isinstance(part, list) else [part])]

    def visit_For(self, node: nodes.For) -> list[nodes.Node]:
        """A loop rests on the ranking that it goes through; its rounds are counted."""
        if node.test is not None:
            node.test = _call("decide", _at(node.test), self.visit(node.test))
        node.iter = _call("loop", _at(node.iter), self.visit(node.iter))
        node.body = _scoped(self._visited(node.body))
        node.else_ = _scoped(self._visited(node.else_))
        return [_statement("begin"), node, _statement("end")]

    def visit_Assign(self, node: nodes.Assign) -> nodes.Assign:
        """A name that is set in a branch rests on the conditions of that branch."""
        node.node = _call("assigned", _at(node.node), self.visit(node.node))
        return node

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Call:
        """`a if test else b` rests on its test."""
        self.generic_visit(node)
        other = node.expr2 if node.expr2 is not None else nodes.Const("", lineno=node.lineno)
        return _call("choose", node.test, node.expr1, other)

    def visit_And(self, node: nodes.And) -> nodes.Call:
        """Both sides decide."""
        self.generic_visit(node)
        return _call("both", node.left, node.right)

    def visit_Or(self, node: nodes.Or) -> nodes.Call:
        """Both sides decide."""
        self.generic_visit(node)
        return _call("either", node.left, node.right)

    def visit_Not(self, node: nodes.Not) -> nodes.Call:
        """The opposite is as fresh as what it denies."""
        self.generic_visit(node)
        return _call("denied", node.node)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Call:
        """`a < b < c` is both of its comparisons."""
        self.generic_visit(node)
        left, made = node.expr, None
        for operand in node.ops:
            operator = nodes.Const(_OPERATORS[operand.op], lineno=node.lineno)
            compared = _call("compared", left, operator, operand.expr)
            made = compared if made is None else _call("both", made, compared)
            left = operand.expr
        assert made is not None
        return made

    def visit_Filter(self, node: nodes.Filter) -> nodes.Call:
        """A filter is called by name, so that its faults are told like any other."""
        self.generic_visit(node)
        subject = node.node if node.node is not None else nodes.Const("", lineno=node.lineno)
        name = nodes.Const(node.name, lineno=node.lineno)
        return _call("filtered", name, subject, *node.args, named=node.kwargs)


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    for child in node.iter_child_nodes():
        yield child
        yield from _walk(child)


def _assigned(node: nodes.Node) -> Iterator[str]:
    """The names that are set below a node; what is set in a loop stays there."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Assign) and isinstance(child.target, nodes.Name):
            yield child.target.name
        elif not isinstance(child, nodes.For):
            yield from _assigned(child)


def _touched(name: str) -> nodes.Assign:
    """The name again, with what decided whether it was set."""
    return nodes.Assign(
        nodes.Name(name, "store", lineno=1),
        _call("touched", nodes.Name(name, "load", lineno=1)),
        lineno=1,
    )


def _is_target(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Tuple) and node.ctx == "store"


def _is_read(node: nodes.Node) -> bool:
    return getattr(node, "ctx", "load") == "load"


def _values(call: nodes.Call) -> list[nodes.Node]:
    return [*call.args, *(part.value for part in call.kwargs)]


def _at(node: nodes.Node) -> nodes.Call:
    """A call that tells the recorder where the next expression stands; it comes before that
    expression.
    """
    return _call("at", nodes.Const(node.lineno, lineno=node.lineno))


def _call(name: str, *arguments: nodes.Expr, named: Sequence[nodes.Node] = ()) -> nodes.Call:
    line = arguments[0].lineno if arguments else 1
    recorder = nodes.EnvironmentAttribute(f"recorder.{name}", lineno=line)
    return nodes.Call(recorder, list(arguments), list(named), None, None, lineno=line)


def _statement(name: str) -> nodes.Output:
    return nodes.Output([_call(name)], lineno=1)


def _scoped(body: list[nodes.Node]) -> list[nodes.Node]:
    return [_statement("opened"), *body, _statement("closed")]
