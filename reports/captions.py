"""What a table or figure is called, "Tabell 3.", and what it shows: told apart wherever it stands."""


def caption_parts(caption: str) -> tuple[str, str]:
    """The name with its full stop, empty for a caption without one, and the words."""
    name, _, words = caption.partition(". ")
    return (f"{name}.", words) if words else ("", name)
