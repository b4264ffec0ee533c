"""What a Teams client does with a card: its fields hold what they show, and a button sends them."""

from collections.abc import Iterator, Mapping
from typing import Any

Card = Mapping[str, Any]


def elements(card: Card) -> Iterator[Mapping[str, Any]]:
    """All body elements of a card, also inside containers."""
    for element in card.get("body") or card.get("items") or ():
        yield element
        yield from elements(element)


def fields(card: Card) -> dict[str, str]:
    """The card's inputs and what they hold. Empty ones are left out, as the clients leave them out."""
    inputs = (element for element in elements(card) if str(element.get("type")).startswith("Input."))
    return {element["id"]: str(element["value"]) for element in inputs if element.get("value")}


def words(card: Card) -> str:
    """All that the card says, in order, for reading and for tests."""
    told = []
    for element in elements(card):
        told.append(str(element.get("text") or element.get("label") or ""))
        told.extend("".join(run.get("text", "") for run in element.get("inlines", ())).splitlines())
        told.extend(f"{fact['title']}: {fact['value']}" for fact in element.get("facts", ()))
    return "\n".join(line for line in told if line)


def buttons(card: Card) -> list[Mapping[str, Any]]:
    """The card's actions, those inside its body too."""
    inside = [action for element in elements(card) for action in element.get("actions", ())]
    return [*inside, *card.get("actions", ())]


def press(card: Card, verb: str, values: Mapping[str, str], group: str = "") -> dict[str, Any]:
    """What the client sends when the button with that verb is pressed. Raises LookupError without one."""
    for button in buttons(card):
        data = button.get("data", {})
        if data.get("verb") == verb and data.get("group", "") == group:
            filled = {**fields(card), **values}
            return {**data, **{name: value for name, value in filled.items() if value}}
    raise LookupError(f"the card has no button with verb {verb!r} {group}")
