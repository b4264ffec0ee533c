"""What a pressed button carries back, known without loading the package that draws cards."""

SEAL = "seal"
"""Where a button carries the seal over the rest."""

SEALED = frozenset({"verb", "request", "round", "unit", "form", "card", "revision", "step", "group"})
"""What a button says of itself: a change of any of it breaks the seal."""

DATA_KEYS = SEALED | {SEAL, "say", "msteams"}
"""What is ours in the data of a pressed button; every other name is the key of a question."""
