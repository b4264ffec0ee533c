"""An invented statute, in the form that statutes are published in."""

TITLE = "Lag (2099:1) om rådhusklockor"

HEAD = f"""\
{TITLE}

Departement:  Klockdepartementet K

Utfärdad:  2099-01-10

Ändring införd:  t.o.m. SFS 2099:7

Ikraft:  2099-02-01 överg.best.
"""

WHOLE = f"""\
{HEAD}
Lagens innehåll

1 § Denna lag gäller klockor som hänger i rådhus enligt
2 § andra stycket och
4 § tornlagen (2098:9).

Med klocka avses

1. en klocka som slår, och

2. ett urverk. Lag (2099:4).

Tid för slag och annat m.m.

2 § Klockan ska slå varje timme.

2 a § /Upphör att gälla U:2100-01-01/
Klockan får slå varje kvart.

2 a § /Träder i kraft I:2100-01-01/
Klockan får slå varje halvtimme. Lag (2099:7).

3 § Har upphävts genom lag (2099:7).

Avgifter

4 § /Upphör att gälla U:2101-01-01 genom lag (2099:7)./
Avgift tas ut med följande belopp.

Slag   	Belopp
Timme  	10
Kvart  	5

Övergångsbestämmelser

2099:1

1. Denna lag träder i kraft den 1 februari 2099.

2099:7

5 § i den äldre lydelsen gäller fortfarande.

Bilaga

Förteckning över klockor
"""

CHAPTERS = """\
Förordning (2099:2) om klockor

SFS nr: 2099:2
Departement/myndighet: Klockdepartementet
Utfärdad: 2099-03-01
Ändrad: t.o.m. SFS 2100:3
Upphävd: 2101-01-01

1 kap. Inledande bestämmelser

1 § Här finns bestämmelser om klockor.

2 kap. Slag

Om slagen

1 §   Klockan slår.

2 §

/Träder i kraft I:den dag regeringen bestämmer/

Klockan slår två gånger.

3 a kap. Har upphävts genom förordning (2100:3).

4 kap.

Urverk

1 § Urverket ska gå.
"""

INCOMPLETE = """\
OBS: ofullständig återgivning, vissa paragrafer är avkortade eller hopskrivna.

Lag (2099:3) om torn

Utfärdad:  2099-01-10
Källa:  https://data.riksdagen.se/dokument/sfs-2099-3.html
Läst:  2099-05-04

1 § Ett torn är högt enligt

4 kap.

2 § Ett torn har trappa enligt

3 a § första stycket tornlagen. Tillsyn

5 § Ett torn ses till. Övergångsbestämmelser 2099:3 1. Denna lag träder i kraft den 1 maj 2099.
"""


def amended(text: str, *changed: tuple[str, str], to: str = "2100:2") -> str:
    """The text with words in the place of others, amended by ``to``."""
    for old, new in changed:
        assert old in text
        text = text.replace(old, new)
    return text.replace("t.o.m. SFS 2099:7", f"t.o.m. SFS {to}")
