"""The mailboxes of organisations that deliver: of a role, never of a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from report_builder.intake.toml_files import TomlFile
from report_builder.model.catalogue import Source
from report_builder.problems import Problem

_MAILBOX = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_INITIALS = re.compile(r"([A-Za-z][.])+[A-Za-z._-]+@")
"""How the address of a person often begins: j.achternaam@."""


def check_mails(lines: TomlFile, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """What is wrong with the `mail` of each source."""
    for key, source in sources.items():
        if not source.mail:
            continue
        if not _MAILBOX.fullmatch(source.mail):
            hint = 'schrijf één adres, zoals mail = "cijfers@dienst.example"'
            yield lines.problem("adres", (key, "mail"), "mail is geen e-mailadres", hint)
        elif _INITIALS.match(source.mail):
            hint = "noem een functionele postbus, zoals cijfers@dienst.example"
            message = "mail lijkt het adres van een persoon"
            yield lines.problem("adres", (key, "mail"), message, hint)
