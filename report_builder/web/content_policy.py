"""What a page that we make may run and load: nothing but what stands in it."""

from __future__ import annotations

import base64
import hashlib
from html import escape


def policy_of(style: str, script: str = "") -> str:
    """The Content-Security-Policy of a page with one style and at most one script, each by its
    hash; a typeface may stand in the style.
    """
    script_rule = f"script-src {_hash(script)}; " if script else ""
    font_rule = "font-src data:; " if "@font-face" in style else ""
    return (
        f"default-src 'none'; {script_rule}style-src {_hash(style)}; {font_rule}img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def styled_head(style: str, script: str = "") -> str:
    """The policy and the style of a page, for its head; the policy comes first, for it holds for
    what follows it. The script that it allows, if any, stands elsewhere in the page.
    """
    policy = escape(policy_of(style, script))
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}"><style>{style}</style>'


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
