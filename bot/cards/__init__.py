"""Messages as Adaptive Cards. ``render`` is the door; the rest says how."""

from bot.cards.actions import DATA_KEYS
from bot.cards.card import render
from bot.cards.plain import BUDGET, STOP, CardTooLarge, size_of

__all__ = ["BUDGET", "DATA_KEYS", "STOP", "CardTooLarge", "render", "size_of"]
