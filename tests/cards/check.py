"""Is this card fit to send? The same check for every card, wherever it is made."""

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from jsonschema import Draft6Validator

from bot.cards.plain import BUDGET, size_of
from tests.cards.renderer import Renderer

_SCHEMA = files("adaptive_cards") / "schemas" / "schema-1.5.json"
_VALIDATOR = Draft6Validator(json.loads(_SCHEMA.read_text(encoding="utf-8-sig")))

_NARROW = 320
"""Pixels: the narrowest phone."""


def check_card(card: dict[str, Any], renderer: Renderer | None = None, *, budget: int = BUDGET) -> None:
    """Fail with all that is wrong with the card: by the schema, by our rules, on the renderer's screen."""
    faults = [*schema_faults(card), *rule_faults(card, budget)]
    if renderer:
        faults += screen_faults(card, renderer)
    assert not faults, "\n".join(faults)


def schema_faults(card: dict[str, Any]) -> Iterator[str]:
    """By the official 1.5 schema, which knows nothing of Teams' own ``msteams``."""
    for error in _VALIDATOR.iter_errors(_without_msteams(card)):
        yield f"schema: {error.json_path}: {error.message[:300]}"


def rule_faults(card: dict[str, Any], budget: int = BUDGET) -> Iterator[str]:
    nodes = list(_nodes(card))
    yield from (f"{name} is not {wanted!r}" for name, wanted in _ALWAYS.items() if card.get(name) != wanted)
    if not card.get("fallbackText"):
        yield "no fallbackText"
    if size_of(card) > budget:
        yield f"{size_of(card)} bytes, over the budget of {budget}"
    actions = [node for node in nodes if node.get("type") in {"Action.Execute", "Action.Submit"}]
    outer = len(actions) - sum("fallback" in action for action in actions)
    if outer > 6:
        yield f"{outer} actions, Teams shows six"
    ids = [node["id"] for node in nodes if "id" in node]
    yield from (f"id {one!r} twice" for one in sorted({one for one in ids if ids.count(one) > 1}))
    for node in nodes:
        yield from _node_faults(node)


_ALWAYS = {
    "type": "AdaptiveCard",
    "version": "1.5",
    "lang": "sv",
    "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
}

_ONE_COLUMN = {"ColumnSet", "Column", "Table", "Image", "ImageSet", "Media"}


def _node_faults(node: dict[str, Any]) -> Iterator[str]:
    kind = str(node.get("type", ""))
    if kind in _ONE_COLUMN:
        yield f"{kind} in a card of one column and no pictures"
    wraps = kind in {"TextBlock", "Input.Toggle"} or node.get("style") == "expanded"
    if wraps and node.get("wrap") is not True:
        yield f"{kind} does not wrap: {node.get('text', node.get('id'))!r}"
    if kind.startswith("Input.") and not node.get("label"):
        yield f"input {node.get('id')!r} has no label"
    if node.get("isRequired"):
        yield f"input {node.get('id')!r} would block saving half a card"
    if kind == "Action.Execute" and node.get("fallback", {}).get("data") != node.get("data"):
        yield f"{node.get('title')!r}: the fallback does not carry the same data"
    if "requires" in node or "schema" in node:
        yield f"the package's own noise is left in {kind}"


def screen_faults(card: dict[str, Any], renderer: Renderer) -> Iterator[str]:
    for markdown in (True, False):
        screen = renderer.render(card, width=_NARROW, markdown=markdown)
        yield from screen.complaints
        yield from (f"a link to {link}" for link in screen.links)
        yield from (f"<{tag}> in a text" for tag in screen.markup)
        yield from (f"input {key!r} has no name on the screen" for key in screen.unlabelled)
        if screen.content_width > _NARROW:
            yield f"{screen.content_width} pixels wide on a screen of {_NARROW}"


def _without_msteams(value: Any) -> Any:  # noqa: ANN401 - JSON of any shape
    if isinstance(value, dict):
        return {key: _without_msteams(part) for key, part in value.items() if key != "msteams"}
    if isinstance(value, list):
        return [_without_msteams(part) for part in value]
    return value


def _nodes(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON of any shape
    if isinstance(value, dict):
        yield value
        for name, part in value.items():
            if name != "data":
                yield from _nodes(part)
    elif isinstance(value, list):
        for part in value:
            yield from _nodes(part)
