"""What the program says, for who works in the browser: where it names a command or an option of the
terminal, the page and the button that do the same.
"""

from __future__ import annotations

import re

_RUNNING = re.compile(r" \(report-builder [a-z-]+(?: [a-z-]+)*(?:, proces \d+)?\)")
"""A command behind what it does: that says enough."""
_LOCK = "‘Leg de gegevens vast’ op Uitgave"
_UNLOCK = "‘Geef vrij’ op Uitgave"
_PHRASES = (
    # Whole sentences, where only another one says it well.
    (r"herstel wat report-builder check noemt", "herstel wat op Vandaag onder de meldingen staat"),
    (
        r"beantwoord ze in opmerkingen\.xlsx, en lees dat in met report-builder review",
        "beantwoord ze op Reacties",
    ),
    (
        r"vul in opmerkingen\.xlsx de stand in, en geef het terug: report-builder review \S+",
        "kies op Reacties bij de opmerking een stand",
    ),
    (r"report-builder catalogue geeft de lijst", "de lijst staat op Cijfers"),
    (
        r"bekijk ze hierboven; klopt het, gebruik dan --accept-revisions",
        "bekijk ze hieronder; klopt het, vink ze dan aan",
    ),
    (
        r"bekijk ze hierboven; klopt het volgens de leverancier, gebruik dan --accept-doubts",
        "bekijk ze hieronder; klopt het volgens de leverancier, vink ze dan aan",
    ),
    (
        r"neem de cijfers toch over met --accept-breaks",
        "vink aan dat u de cijfers toch overneemt",
    ),
    (r"gebruik dan --accept-doubts met --reason", "vink het dan aan, met een reden"),
    (r"geef er een, bijvoorbeeld --reason (\"[^\"]*\")", r"geef er een, bijvoorbeeld \1"),
    (r"geef een reden, bijvoorbeeld --reason (\"[^\"]*\")", r"geef een reden, bijvoorbeeld \1"),
    (r"noem een profiel met --profile", "kies een profiel bij Anders lezen"),
    (
        r"controleer --from en --profile",
        "kies bij Anders lezen van wie het is en hoe het gelezen wordt",
    ),
    (r"controleer --from,", "controleer van wie het bestand is,"),
    (r"gebruik dan --profile (\S+)", r"kies dan bij Anders lezen het profiel \1"),
    (
        r"geef met --output de map waarin de versie staat die rondgaat",
        "bouw op Uitgave het concept, en laat dat rondgaan",
    ),
    (
        r"gaat deze versie toch rond, noem haar dan: --version \S+",
        "gaat deze versie toch rond, vink dat dan aan",
    ),
    (r"verwerk ze in Word, of geef --accept-changes mee", "verwerk ze eerst in Word"),
    (r",? ?of een deel ervan met --indicator", ""),
    (
        r"maak haar met build --release definitief",
        "maak haar met ‘Maak de definitieve versie’ op Uitgave",
    ),
    (r", of kies de editie met --edition", ""),
    (r"kies de editie met --edition, of laat dit bestand weg", "laat dit bestand weg"),
    (r", of een eerdere editie met --from", ""),
    (r"haal haar werklijst op met --worklist", "haal haar werklijst op bij Uitgave"),
    (r"met new-edition \S+ --worklist", "met ‘Maak de werklijst’ op Uitgave"),
    # What the settings of the edition are changed with.
    (
        r"neem de indicator op onder \[\[accepted_stale\]\]",
        "accepteer het op Uitgave, bij Verouderde cijfers accepteren",
    ),
    (
        r"of accepteer ze onder \[\[accepted_stale\]\]",
        "of accepteer ze bij Verouderde cijfers accepteren",
    ),
    (r"vul name in onder \[\[signatories\]\]", "vul de naam in bij Instellingen van de editie"),
    (r"vul name in$", "vul de naam in bij Instellingen van de editie"),
    (r"vul de datum in onder \[decision_route\]", "vul de datum in bij Instellingen van de editie"),
    (
        r"vul (\w+) in onder \[decision_route\]",
        r"vul de datum van de \1 in bij Instellingen van de editie",
    ),
    (
        r"zet state op \"akkoord\" zodra",
        "zet de stand bij Instellingen van de editie op akkoord zodra",
    ),
    # A command by itself, with all that it is given.
    (r"met report-builder lock\b", f"met {_LOCK}"),
    (r"met report-builder unlock(?: --reason \"…\")?", f"met {_UNLOCK}"),
    (
        r"dan: report-builder unlock --indicator (\S+) --reason \"…\"",
        r"geef \1 dan vrij op Uitgave",
    ),
    (r"gaat via report-builder unlock(?: --reason \"…\")?", f"gaat via {_UNLOCK}"),
    (r"met report-builder circulate", "met ‘Laat rondgaan’ op Reacties"),
    (r"met report-builder build\b", "met ‘Bouw het concept’ op Uitgave"),
    (r"gebruik report-builder import", "gebruik het vak op Leveringen"),
    (r"zoals report-builder review het schreef", "zoals het bureau het schreef"),
    (r"die report-builder review voor", "die het bureau voor"),
    (r"zie report-builder check", "zie de meldingen op Vandaag"),
    (
        r"report-builder request --owner (\S+)",
        r"het formulier van \1 op Leveringen",
    ),
    (r"start de opdracht opnieuw", "start het bureau opnieuw"),
)
_TABLE = tuple((re.compile(pattern, re.MULTILINE), words) for pattern, words in _PHRASES)


def in_desk_words(text: str) -> str:
    """A text of the program as the desk says it."""
    text = _RUNNING.sub("", text)
    for pattern, words in _TABLE:
        text = pattern.sub(words, text)
    return text
