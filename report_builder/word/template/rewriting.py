"""From what a drafter wrote to what is run: the parsed template with every step put in our hands.

Jinja would lose the trace in `and`, `==`, `if … else` and `~`, and would say nothing of a branch
that was not taken. So each such node is replaced by a call to the recorder.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

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


class Rewriter(NodeTransformer):
    """Replaces nodes by calls of the recorder, whose methods have the names given here."""

    def visit_Output(self, node: nodes.Output) -> nodes.Output:
        """Every expression that is printed is preceded by where it stands."""
        self.generic_visit(node)
        node.nodes = list(map(_shown, node.nodes))
        return node

    def visit_If(self, node: nodes.If) -> list[nodes.Node]:
        """What stands in a branch rests on the conditions that led to it, also when no branch is
        taken.
        """
        # A name that a branch would have set keeps its old value because of the same conditions.
        touched = [_touched(name) for name in dict.fromkeys(_assigned(node))]
        for branch in (node, *node.elif_):
            branch.test = _call("decide", _at(branch.test), self.visit(branch.test))
            branch.body = _scoped(self._visited(branch.body))
        node.else_ = _scoped(self._visited(node.else_))
        return [_statement("begin"), node, *touched, _statement("end")]

    def _visited(self, body: list[nodes.Node]) -> list[nodes.Node]:
        """A body after rewriting; a statement may have become several."""
        statements: list[nodes.Node] = []
        for child in body:
            rewritten = self.visit(child)
            statements += rewritten if isinstance(rewritten, list) else [rewritten]
        return statements

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
        left, chain = node.expr, None
        for operand in node.ops:
            operator = nodes.Const(_OPERATORS[operand.op], lineno=node.lineno)
            comparison = _call("compared", left, operator, operand.expr)
            chain = comparison if chain is None else _call("both", chain, comparison)
            left = operand.expr
        assert chain is not None
        return chain

    def visit_Filter(self, node: nodes.Filter) -> nodes.Call:
        """A filter is called by name, so that its faults are told like any other."""
        self.generic_visit(node)
        subject = node.node if node.node is not None else nodes.Const("", lineno=node.lineno)
        name = nodes.Const(node.name, lineno=node.lineno)
        return _call("filtered", name, subject, *node.args, named=node.kwargs)


def _shown(child: nodes.Expr) -> nodes.Expr:
    """A part of what is printed: text as it is, an expression by way of the recorder."""
    return child if isinstance(child, nodes.TemplateData) else _call("show", _at(child), child)


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
