"""Words that are kept or sent on to somebody: whole, not too long, and without personal data."""

from domain.errors import NotAllowed
from forms import parsing
from forms.personal import finds, told


def kept(words: str, most: int) -> str:
    """The words as they are kept. Raise NotAllowed, saying where, for personal data or too long a text."""
    said = parsing.clean(words)
    if found := finds(said):
        raise NotAllowed(f"Inget är sparat eller skickat. {told(said, found)}")
    if len(said) > most:
        raise NotAllowed(
            f"Inget är sparat eller skickat. Korta texten till högst {most} tecken. Nu är det {len(said)}."
        )
    return said
