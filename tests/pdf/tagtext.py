"""The tags of a PDF as text."""

from pikepdf import Array, Dictionary, Name


def kids(tag):
    found = tag.get(Name.K, Array())
    return list(found) if isinstance(found, Array) else [found]


def told(tag, depth=0):
    """A line for each tag, but for the spans that hold plain text; with what it says of itself."""
    lines = []
    for kid in kids(tag):
        if not isinstance(kid, Dictionary) or Name.S not in kid:
            continue
        attributes = kid.get(Name.A, Dictionary())
        said = [
            str(attributes[key])
            for key in ("/Scope", "/ListNumbering", "/ColSpan", "/Headers")
            if key in attributes
        ]
        said += [str(kid[key]) for key in ("/Lang", "/Alt", "/ID") if key in kid]
        below = told(kid, depth + 1)
        if str(kid.S) != "/Span" or said or below:
            lines += [" ".join(["  " * depth + str(kid.S)[1:], *said]), *below]
        else:
            lines += below
    return lines
