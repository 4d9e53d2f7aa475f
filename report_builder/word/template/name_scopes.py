"""Where the names that a template gives itself may be read: after `set`, and within their loop."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes


def find_unset_names(template: nodes.Template) -> Iterator[nodes.Name]:
    """The names that a template sets somewhere, where they are read but not set.

    Jinja would print nothing there. What is set in a branch holds behind it, as in Jinja; what is
    set in a loop does not.
    """
    names = list(template.find_all(nodes.Name))
    set_somewhere = {name.name for name in names if name.ctx == "store"} | {"loop"}
    is_any_read = any(name.ctx == "load" and name.name in set_somewhere for name in names)
    for name in _read_names(template, set()) if is_any_read else ():
        if name.name in set_somewhere:
            yield name


def _read_names(node: nodes.Node, names: set[str]) -> Iterator[nodes.Name]:
    """The names below a node that are read and not in `names`, to which it adds what it sets."""
    match node:
        case nodes.For():
            yield from _read_names(node.iter, names)
            # A set of its own: what the loop sets is gone behind it.
            inside = names | _targets(node.target) | {"loop"}
            for child in [node.test, *node.body]:
                yield from _read_names(child, inside) if child is not None else ()
            for child in node.else_:
                yield from _read_names(child, names)
        case nodes.Assign():
            yield from _read_names(node.node, names)
            names |= _targets(node.target)
        case nodes.Name(ctx="load") if node.name not in names:
            yield node
        case _:
            for child in node.iter_child_nodes():
                yield from _read_names(child, names)


def _targets(target: nodes.Node) -> set[str]:
    names = [target] if isinstance(target, nodes.Name) else target.find_all(nodes.Name)
    return {name.name for name in names}
