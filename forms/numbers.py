"""Numbers as Swedish people write them: "1 234" and "1 234,5"."""

import re

_SPACES = re.compile(r"(?<=\d)[\u0020\u00a0\u202f\u2009](?=\d{3}(?:\D|$))")
_PLAIN = re.compile(r"^[+-]?\d+(?:[.,]\d+)?$")
# "1.234" and "1,234" are a thousand to some and one to others: nothing is guessed.
_THOUSANDS = re.compile(r"^[+-]?\d{1,3}(?:[.,]\d{3})+$")
_LONGEST = 20
_DIGITS = re.compile(r"\d[\d \u00a0]*(?:[.,]\d+)?")


UNSURE = "Är talet osäkert? Lämna fältet tomt och skriv i kommentaren."
MAY_LACK = "Osäker? Välj ”Uppgift saknas” och skriv varför."
"""What to do about a number that nobody knows: where the question has no such choice, and where it has."""


def parse(words: str, decimals: int, unsure: str = UNSURE) -> int | float:
    """An int, or a float when ``decimals`` allows one. Raises ValueError with Swedish words that help.

    ``unsure``: what those words end with.
    """
    written = words.strip().replace("\u2212", "-")
    plain = _SPACES.sub("", written)
    if len(plain) > _LONGEST or _THOUSANDS.match(plain) or not _PLAIN.match(plain):
        raise ValueError(f"{_how(written, decimals)} {unsure}")
    whole, _, fraction = plain.replace(",", ".").partition(".")
    fraction = fraction.rstrip("0")
    if not fraction:
        return int(whole)
    if len(fraction) > decimals:
        raise ValueError(f"{_how(written, decimals)} {unsure}")
    return float(f"{whole}.{fraction}")


def whole(number: float) -> int | float:
    """A number without decimals as an int: figures are stored as floats, and 240.0 people are 240."""
    return int(number) if number == int(number) else number


def show(number: float) -> str:
    """The number with a decimal comma and a no-break space before each three digits: 1 234,5."""
    return f"{whole(number):,}".replace(",", "\u00a0").replace(".", ",")


def _how(written: str, decimals: int) -> str:
    found = [number.strip() for number in _DIGITS.findall(written)]
    guess = found[0] if len(found) == 1 and _PLAIN.match(_SPACES.sub("", found[0])) else ""
    if len(guess) > _LONGEST or "." in guess or ("," in guess and not decimals):
        guess = ""
    wanted = "ett tal, till exempel 1 234,5" if decimals else "ett heltal, till exempel 1 234"
    if guess and guess != written:
        return f"Skriv bara siffror: {guess}."
    return f"Skriv {wanted}."
