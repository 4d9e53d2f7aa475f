"""Functions by name, imported when they are called: the one way to what is slow to import."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def load(path: str) -> Callable[..., Any]:
    """The function that `module:name` names."""
    module, _, name = path.partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function
