"""Signs that people type out of habit and that mean something else here, or nothing."""

import re
from collections.abc import Callable

_LEAD = re.compile(r"^(?:- |> )?\*\*.+?\*\*(?:\s+|$)")

_TELLING: tuple[tuple[Callable[[str], object], str], ...] = (
    (
        re.compile(r"#+[^#\s]").match,
        "”{}”: skriv ett mellanslag efter tecknen, till exempel ”## Rubrik”.",
    ),
    (
        re.compile(r"\[?\[?(?:Tabell|Figur): [^\]]*\]?\]?").fullmatch,
        "”{}” ska ha två hakparenteser på var sida, precis som i den framtagna texten här under.",
    ),
    (
        re.compile(r"\|.*\|").match,
        "Tabeller kan inte skrivas här. Ta bort raden ”{}”, eller skriv den som en mening.",
    ),
    (
        re.compile(r"[*•–] ").match,
        "”{}”: skriv ett bindestreck och ett mellanslag för en punkt i en lista, till exempel ”- Text”.",
    ),
    (
        re.compile(r"\[[^\[\]]+\]\([^)\[]*\)").search,
        "”{}”: en länk går inte att skriva så. Skriv adressen som den är.",
    ),
    (
        lambda line: "**" in _LEAD.sub("", line, count=1),
        "”{}”: fetstil går bara i början av ett stycke, till exempel ”**Läget.** Text”.",
    ),
)
"""What a line must not be, and what to do about it. The line stands in the words."""

_SHOWN = 80


def mistaken(line: str) -> str:
    """What is wrong with the line, with what to write instead; empty for a line that is as it should be."""
    for is_so, words in _TELLING:
        if is_so(line):
            return words.format(line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…")
    return ""
