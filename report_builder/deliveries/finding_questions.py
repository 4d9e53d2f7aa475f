"""What a deliverer is asked about each kind of finding, in words that need no knowledge of the
program: what a coordinator can do about it stands in the hint of the problem.
"""

from __future__ import annotations

from report_builder.deliveries.arrivals import NoticeKind

MEANT = "Is dat zo bedoeld?"
TAKEN_OVER = "Wij namen dit over. Laat het ons weten als het niet klopt."
_CHECK = "Wilt u dit nakijken en zo nodig verbeteren?"
_RESAVE = "Wilt u het bestand opnieuw opslaan en sturen?"
_AS_WORKBOOK = "Wilt u het opslaan als Excel-werkmap (.xlsx) zonder wachtwoord, en opnieuw sturen?"
_AS_VALUES = "Wilt u de cijfers als waarden overnemen in een nieuwe werkmap, en die sturen?"
_SMALLER = "Wilt u alleen de tabellen sturen die nodig zijn?"
_LABEL = "Wat bedoelt u hiermee, en over welk deel van de cijfers gaat het?"
_PERIOD = (
    "Over welke periode gaat dit? Schrijf haar voluit, bijvoorbeeld 2025, 2e kwartaal 2025 of "
    "31 december 2025."
)
_PROBLEMS = {
    "beschadigd": _RESAVE,
    "buiten": "Horen deze cijfers bij de levering, en waar gaan zij dan over?",
    "codering": _AS_WORKBOOK,
    "csv": "Wilt u de regel nakijken: heeft elk veld zijn eigen kop?",
    "decimalen": "Klopt dit cijfer, en in welke eenheid is het?",
    "deel": _LABEL,
    "dimensie": _LABEL,
    "dubbel": "Welk van deze cijfers is juist?",
    "eenheid": "In welke eenheid zijn deze cijfers?",
    "grenzen": "Klopt dit cijfer?",
    "indicator": "Over welk cijfer gaat dit?",
    "ingesloten": "Wilt u de ingesloten bestanden weghalen en apart sturen?",
    "koppeling": _AS_VALUES,
    "leeg": "Wilt u het cijfer invullen, of aangeven waarom het er niet is?",
    "macro": _AS_VALUES,
    "oud": _AS_WORKBOOK,
    "periode": _PERIOD,
    "samengevoegd": "Wilt u de cel splitsen en elk cijfer apart invullen?",
    "soort": _AS_WORKBOOK,
    "status": "Is dit cijfer definitief, voorlopig, geschat, of ontbreekt het?",
    "te-groot": _SMALLER,
    "tekst": "Wilt u de naam verbeteren?",
    "vijandig": "Waar komt dit bestand vandaan? Wilt u de cijfers in een nieuw bestand sturen?",
    "voorbehoud": "Wanneer mogen wij dit gebruiken en publiceren?",
    "waarde": "Wilt u het cijfer als gewoon getal invullen?",
}
_NOTICES = {
    NoticeKind.REVISED: "Klopt deze herziening, en wat is de reden ervan?",
    NoticeKind.GONE: "Is dit cijfer vervallen, en waarom?",
    NoticeKind.STATUS: "Klopt deze status?",
    NoticeKind.SUPPRESSED: "U hoeft hier niets aan te doen.",
    NoticeKind.PART: "Is dit een nieuw onderdeel, of heet het anders dan eerder?",
    NoticeKind.EARLY: "Is deze periode al helemaal geteld?",
    NoticeKind.REMOTE: "Klopt deze periode?",
    NoticeKind.JUMP: "Klopt dit cijfer, en hoe is het verschil te verklaren?",
    NoticeKind.UNIT: "Klopt dit cijfer, en is het in dezelfde eenheid als eerder?",
    NoticeKind.SIGN: "Klopt het teken van dit cijfer?",
    NoticeKind.REPEATED: "Is dit het cijfer van deze periode, of een overgenomen ouder cijfer?",
    NoticeKind.TOTAL: "Klopt het totaal, en zijn alle onderdelen erbij?",
    NoticeKind.TRACEABLE: "Mag dit getoond worden naast het onderdeel dat niet getoond is?",
}


def problem_question(code: str) -> str:
    """What is asked about a problem of a delivered file, by its code."""
    return _PROBLEMS.get(code, _CHECK)


def notice_question(kind: NoticeKind) -> str:
    """What is asked about something that a delivery changes or that is doubtful about it."""
    return _NOTICES.get(kind, _CHECK)
