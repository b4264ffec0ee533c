"""What is wrong in the writing of a TOML file, in Swedish: the parser itself says it in English."""

import re
from tomllib import TOMLDecodeError

_SAID = re.compile(r"(?P<what>.*) \(at (?:line (?P<row>\d+), column (?P<column>\d+)|end of document)\)")

_VALUE = (
    "värdet saknas eller går inte att läsa. Skriv text inom citattecken, ett datum som 2026-12-10, ett tal "
    "med siffror, eller true eller false."
)
_UNENDED = "texten saknar sitt sista citattecken. Sätt det på samma rad som det första."
_TWICE = "namnet har redan ett värde. Ta bort det ena."
_TABLE_TWICE = "tabellen står redan i filen. Skriv allt i den första, eller [[namn]] om det ska vara flera."
_INVISIBLE = "här står ett tecken som inte syns. Ta bort det."

_WORDS = (
    ("Invalid value", _VALUE),
    (
        "Invalid statement",
        "raden går inte att läsa. Skriv namn = värde, där namnet bara har a–z, siffror, _ och -.",
    ),
    (
        "Expected newline",
        'här ska raden ta slut. Skriv bara ett värde på varje rad, och \\" för ett citattecken i en text.',
    ),
    (
        "Expected '='",
        "= saknas efter namnet. Skriv namn = värde, där namnet bara har a–z, siffror, _ och -.",
    ),
    ("Expected ']'", "] saknas efter tabellens namn, som bara får ha a–z, siffror, _ och -."),
    ("Expected ']]'", "]] saknas efter tabellens namn, som bara får ha a–z, siffror, _ och -."),
    ("Cannot overwrite", _TWICE),
    ("Duplicate inline table key", _TWICE),
    ("Cannot declare", _TABLE_TWICE),
    ("Cannot redefine", _TABLE_TWICE),
    ("Cannot mutate", _TABLE_TWICE),
    ("Invalid initial character", "ett namn saknas, eller har annat än a–z, siffror, _ och -."),
    ("Unclosed array", "] saknas efter listan, eller ett komma mellan två värden i den."),
    ("Unclosed inline table", "} saknas efter tabellen, eller ett komma mellan två värden i den."),
    ("Unescaped", "\\ i en text betyder något särskilt. Skriv \\\\ för tecknet självt."),
    ("Invalid hex value", "efter \\u eller \\U ska ett teckens nummer stå. Skriv hellre tecknet självt."),
    ("Escaped character", "det tecknet finns inte. Skriv hellre tecknet självt."),
    ("Unterminated string", _UNENDED),
    ("Illegal character '\\n'", _UNENDED),
    ("Found invalid character '\\n'", _UNENDED),
    ("Illegal character", _INVISIBLE),
    ("Found invalid character", _INVISIBLE),
    ("Expected", _UNENDED),
    ("Invalid date", "dagen finns inte. Skriv ett datum som 2026-12-10."),
)
"""By how the parser's message begins. The first that fits is taken."""
_ANY = "det som står här går inte att läsa."


def told(error: TOMLDecodeError) -> str:
    """As in "rad 3, kolumn 9: värdet saknas …"; row and column count from 1."""
    said = _SAID.fullmatch(str(error))
    what = said["what"] if said else str(error)
    words = next((words for start, words in _WORDS if what.startswith(start)), _ANY)
    if said is None:
        return words
    place = f"rad {said['row']}, kolumn {said['column']}" if said["row"] else "filens slut"
    return f"{place}: {words}"
