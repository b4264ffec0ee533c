"""Other words for what can be said here: each is heard as the command that it means."""

import re
from collections.abc import Mapping

from forms.typed import folded

_LONGEST = 300
"""Characters of a text that may be a command said in other words: a longer one is an answer or a question."""

_COMMANDS: Mapping[str, tuple[str, ...]] = {
    "status": (
        "va ska jag göra nu", "va ska jag göra", "vad ska jag göra nu", "vad ska jag göra", "vad gör jag nu",
        "vad händer nu", "vad ska jag ändra", "vad behöver jag ändra", "vad ska vi ändra", "vad ska vi göra",
        "vad är kvar", "vad är kvar att göra", "vad återstår", "hur ligger vi till", "hur ligger jag till",
        "hur långt har vi kommit", "när är deadline", "när är det deadline", "när ska vi vara klara",
        "vem har inte svarat", "vilka har inte svarat", "vem har inte lämnat in", "vilka har inte lämnat in",
        "vem har lämnat in", "vilka har lämnat in", "vem är försenad", "vilka är försenade", "vilka saknas",
    ),
    "oförändrat": ("samma som sist", "samma som förra gången", "samma som förra kvartalet", "som sist"),
    "anstånd": (
        "kan vi få mer tid", "kan jag få mer tid", "kan vi få anstånd", "vi behöver längre tid",
        "vi hinner inte", "jag hinner inte", "mer tid",
    ),
    "rapportera": (
        "jag vill ändra", "vi vill ändra", "jag vill rapportera", "vi vill rapportera", "fortsätta", "börja",
        "ändra svar",
    ),
    "lämna in": ("klar", "klart", "vi är klara", "jag är klar", "färdig", "vi är färdiga"),
    "vad skulle skickas": (
        "vad ska skickas", "vad ska skickas ut", "vad kommer att skickas ut", "vad kommer skickas",
        "vad kommer skickas ut", "vad skickas", "vad skulle skickas ut",
    ),
}  # fmt: skip

_BEGINNINGS: Mapping[str, tuple[str, ...]] = {
    "inget att rapportera": ("ingenting att rapportera", "inget nytt att rapportera"),
    "påminn": (
        "skicka påminnelse till", "skicka en påminnelse till", "skicka påminnelse", "skicka en påminnelse",
        "påminnelse till",
    ),
    "bevilja anstånd": ("förläng för", "förläng tiden för", "förläng", "ge anstånd till", "ge anstånd åt"),
    "utvärdering": ("hur gick omgången",),
    "utkast": ("öppna utkastet", "visa utkastet", "läsa utkastet"),
    "lägesrapporten": (
        "öppna rapporten", "öppna lägesrapporten", "rapporten", "var finns rapporten", "var är rapporten",
        "kan jag få rapporten", "kan vi få rapporten", "visa rapporten", "läsa rapporten",
    ),
    "faktagranska": ("skicka på faktagranskning", "skicka till faktagranskning"),
    "flytta faktagranskningen": ("förläng faktagranskningen", "förläng faktagranskning"),
    "stämmer": ("stämmer",),
    "åtgärdat": ("åtgärdat", "åtgärdad"),
    "besvarat synpunkt": ("svara synpunkt", "svara på synpunkt", "besvara synpunkt", "besvara synpunkten"),
}  # fmt: skip

_WHOLE = {folded(phrase): command for command, phrases in _COMMANDS.items() for phrase in phrases}
_FIRST = sorted(
    (
        (folded(phrase).split(), command)
        for command, phrases in _BEGINNINGS.items()
        for phrase in phrases
    ),
    key=lambda one: -len(one[0]),
)  # fmt: skip
_FILLED_IN = (
    (
        re.compile(
            r"(?i)synpunkt (?P<n>\d{1,4}) (?!är |åtgärda|klar|besvara|avvis|avslå|ingen ändring)"
            r"(?P<words>[^:]+)"
        ),
        "synpunkt {n}: {words}",
    ),
    (
        re.compile(
            r"(?i)(?:på )?stycke(?:t)? (?P<n>\d{1,4}) (?P<words>(?:är fel|stämmer inte|ska vara)[^:]*)"
        ),
        "synpunkt {n}: {words}",
    ),
    (re.compile(r"(?i)vad har (?P<unit>\w[^:?\n]{0,40}?) (?:svarat|skrivit)[?.!]?"), "visa svar {unit}"),
    (re.compile(r"(?i)vad svarade (?P<unit>\w[^:?\n]{0,40})[?.!]?"), "visa svar {unit}"),
    (
        re.compile(r"(?i)ge (?!oss |mig )(?P<unit>\w[^:\n]{0,40}?) (?:anstånd|mer tid)\b(?P<rest>[^\n]*)"),
        "bevilja anstånd {unit}{rest}",
    ),
)
_POLITE = (" tack", " tack!", " tack.", " snälla", " please")


def meant(text: str) -> str:
    """The command that the text means, with what was said after it; the text itself when it is none."""
    said = _plain(text)
    if len(said) > _LONGEST:
        return text
    if command := _WHOLE.get(folded(said)):
        return command
    words = said.split()
    for first, command in _FIRST:
        if [folded(word) for word in words[: len(first)]] == first:
            return " ".join([command + _colon(words[len(first) - 1]), *words[len(first) :]])
    for pattern, command in _FILLED_IN:
        if found := pattern.fullmatch(said):
            return command.format(**found.groupdict())
    return said


def _colon(word: str) -> str:
    return ":" if word.endswith(":") else ""


def _plain(text: str) -> str:
    """Without "tack" and its like at the end. A text with a colon may end so itself."""
    said = text.strip()
    if ":" in said or len(said) > _LONGEST:
        return text
    for word in _POLITE:
        if said.lower().endswith(word):
            return said[: -len(word)].rstrip(" ,")
    return text
