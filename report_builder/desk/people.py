"""Who asks: whom a proxy before the desk names, and else nobody by name."""

from __future__ import annotations

from starlette.requests import Request

_LONGEST = 80


def find_person(request: Request, user_header: str) -> str:
    """The name under which what somebody does is logged; empty where no proxy names anybody.

    Anyone can send a header, so that it counts only when whoever started the desk said which one a
    proxy sets.
    """
    if not user_header:
        return ""
    name = " ".join(request.headers.get(user_header, "").split())
    return "".join(character for character in name if character.isprintable())[:_LONGEST]
