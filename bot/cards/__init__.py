"""Messages as Adaptive Cards. ``bot.cards.card.render`` is the door; the rest says how."""
