"""What is said when a PostgreSQL database cannot be used. An error's own words may quote data."""

from psycopg import Error, OperationalError

from store.postgresql_engine import NotUtf8

_BY_STATE = {
    "28P01": "släpper inte in användaren: lösenordet är fel. Skriv rätt lösenord i adressen",
    "28": "släpper inte in användaren. Se till att användaren finns och får logga in på databasen",
    "3D000": "finns inte. Skapa den, eller skriv rätt namn sist i adressen",
    "42501": "ger inte användaren rätt att göra detta. Gör användaren till databasens ägare",
    "53100": "får inte plats: databasserverns disk är full. Gör plats och försök igen",
    "53300": "har inga lediga anslutningar. Höj max_connections på databasservern, eller stäng andra program",
    "53": "saknar minne eller annat utrymme på databasservern. Gör plats och försök igen",
    "55P03": "är upptagen av ett annat program, kanske en uppgradering. Försök igen om en stund",
    "57014": "svarade inte i tid. Försök igen om en stund",
    "57": "startar om eller stänger. Försök igen om en stund",
    "08": "gick inte att nå. Se till att databasservern är igång och försök igen",
    "25006": "går bara att läsa. Skriv adressen till den databasserver som tar emot ändringar",
    "58": "kan inte läsa eller skriva på databasserverns disk. Se till att den är hel",
    "XX": "är skadad. Lägg tillbaka en säkerhetskopia",
}
_UNSAFE = (
    "tar inte emot krypterade anslutningar. Slå på TLS där, eller skriv ?sslmode=disable sist i adressen"
    " om nätet är ert eget"
)
_BY_WORDS = (
    ("password authentication failed", _BY_STATE["28P01"]),
    ("no password supplied", "kräver ett lösenord. Skriv det i adressen, efter användaren och ett kolon"),
    ("does not support ssl", _UNSAFE),
    ("certificate", "visar ett certifikat som inte går att lita på. Skriv rätt sslrootcert i adressen"),
    ("too many clients", _BY_STATE["53300"]),
    ("connection slots", _BY_STATE["53300"]),
    ("starting up", _BY_STATE["57"]),
    ("shutting down", _BY_STATE["57"]),
    ('role "', _BY_STATE["28"]),
    ("pg_hba.conf", _BY_STATE["28"]),
    ("permission denied for database", _BY_STATE["42501"]),
    ('database "', _BY_STATE["3D000"]),
    ("resolve host", "går inte att hitta: datorns namn i adressen är okänt. Skriv rätt namn"),
    ("translate host", "går inte att hitta: datorns namn i adressen är okänt. Skriv rätt namn"),
)
"""Who is not let in gets no code, just words: in English on most servers. Others get the general ones."""
_AWAY = (
    "gick inte att nå. Se till att databasservern är igång, och att adress, användare och lösenord är rätt"
)
_OTHER = "går inte att använda ({name}). Se till att databasservern är hel och försök igen"


def said(error: BaseException | None) -> str:
    """The end of a sentence that begins with the database; empty for what is no error of the driver's."""
    if not isinstance(error, Error):
        return ""
    if isinstance(error, NotUtf8):
        return "är inte i UTF-8. Skapa den på nytt med ENCODING 'UTF8'"
    if error.sqlstate is None:
        return _unnumbered(error)
    known = _BY_STATE.get(error.sqlstate) or _BY_STATE.get(error.sqlstate[:2])
    return known or _OTHER.format(name=type(error).__name__)


def _unnumbered(error: Error) -> str:
    words = str(error).casefold()
    found = next((said for part, said in _BY_WORDS if part in words), "")
    return found or (
        _AWAY if isinstance(error, OperationalError) else _OTHER.format(name=type(error).__name__)
    )
