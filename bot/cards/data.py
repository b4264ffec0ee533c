"""What a pressed button carries back, known without loading the package that draws cards."""

DATA_KEYS = frozenset(
    {"verb", "request", "round", "unit", "card", "revision", "step", "group", "say", "msteams"}
)
"""What is ours in the data of a pressed button; every other name is the key of a question."""
