"""How long a question and an answer may be, and which acts on reception a newer one has replaced."""

LONGEST = 500
"""Characters of a question that are read."""

LONGEST_SHORT = 60
LONGEST_DETAILS = 120
"""Words of the short answer and of the details: what people read on a phone."""

RECEPTION = frozenset({"1994:137", "1994:361", "2022:1008"})
"""The acts on the reception of asylum seekers that a new one took the place of on 1 October 2026."""

NEW_RECEPTION = ("mottagandelag", "1 oktober 2026")
"""What an answer that rests on those must say."""
