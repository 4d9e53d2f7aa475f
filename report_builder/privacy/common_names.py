"""Surnames that say little by themselves: ordinary Dutch words, and those of very many people."""

from __future__ import annotations

_TRADES = """
bakker bakkers boer boerman brouwer brouwers visser vissers mulder mulders smit smits smid meijer
meier schipper schippers kuiper kuipers timmerman molenaar slager koster kosters dekker dekkers
wever wevers kramer kramers koopman snijder snijders schouten schout jager jagers ridder prins
koning koningin keizer graaf bisschop paus monnik pastoor meester rechter schrijver schilder dokter
bode wachter ruiter zeeman stuurman herder tuinman hovenier metselaar
"""
_PLACES = """
berg bergen dijk dijkstra heuvel veld velden velde heide beek beeks bos bosch bosman brink broek
polder dam dams haven hoek horst huis huizen kamp kampen kerk kerken kolk laan linden meer molen
oever plas poort punt put rijn ruit schans singel sluis stad steen straat toren veen veer vliet
voort water waal weg wal werf wijk wolde woud zand zee zijl land noord oost zuid west tuin hof
"""
_LOOKS = """
groot groote grote klein kleine lang lange langen kort korte dik dikke dun jong jonge oud oude
ouden wit witte zwart rood groen blauw bruin grijs geel goud zilver mooi goed goede hoog laag snel
sterk stout vroom wijs wild vrij vrede blij bont breed smal scherp stil droog nat warm koud
"""
_THINGS = """
appel bal bel bloem boom boon brand bruggen brug dag daag doorn eik engel gans haan haas hamer hart
havik hert hond hout kat kaiser kok koks kool kraan kroon kuil lam leeuw lente maan mol mug muis
nagel nacht noot os pauw peer pen pijl pool pot raaf regen roos schaap schoen slot sneeuw spoor
spiegel ster stam stok storm tak tas vis vink vlam vlieg vogel vos wagen wand wind winter wolf
wolken zomer zon zwaan zwaard vries duin haak helm kan kant keten kist klok knoop lepel mos
"""
_WORDS = """
voorbeeld verzonnen achternaam voornaam bedacht geheim naam nieuw nieuwe over onder voor achter
beleid migratie asiel minister kamer raad staten europa nederland holland turk frank vlaming
duits pools deen jansen janssen jans pieters peters peter hendriks willems jacobs martens maas
dam mei mark bank blok rang stelling staal arts vermeer vermeulen postma post zwart best meent
"""
COMMON_NAMES = frozenset(" ".join((_TRADES, _PLACES, _LOOKS, _THINGS, _WORDS)).split())
