"""All answers before they are sent in, on one card: to read through, and to go back into."""

from collections.abc import Iterator

from microsoft_teams.cards import CardElement, Choice, ChoiceSetInput, Container

from bot.cards.escape import one_line
from bot.cards.texts import BOLD, SMALL, SUBTITLE, TITLE, heading, named, paragraphs
from domain.messages import Summary
from forms.wording import problem_line, to_review

_LONGEST = 280
"""Characters of an answer here: the whole text stands on its own card, and Teams takes about 80 KB in all."""


def summary_body(summary: Summary) -> Iterator[CardElement]:
    if summary.comment:
        yield Container(style="attention", items=list(paragraphs(f"Återsänd av {summary.comment}", BOLD)))
    yield heading(summary.title, TITLE)
    if summary.open:
        items = list(paragraphs(to_review(summary.open), BOLD))
        items += [line for problem in summary.open for line in paragraphs(problem_line(problem))]
        yield Container(style="attention", items=items)
    else:
        yield from paragraphs("Läs igenom svaren. De är inte inlämnade förrän du trycker på ”Lämna in”.")
    for card in summary.cards:
        yield heading(f"{card.number} {card.title}", SUBTITLE)
        facts = summary.facts.get(card.key, ())
        if not facts:
            yield from paragraphs("Inga svar på det här kortet.", SMALL)
        for name, words in facts:
            yield named(name, _cut(words))
    yield ChoiceSetInput(
        id="goto",
        label="Vill du ändra något? Välj kort:",
        placeholder="Välj",
        choices=[Choice(title=one_line(f"{c.number} {c.title}"), value=c.key) for c in summary.cards],
        value=_first_open(summary),
    )


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"


def _first_open(summary: Summary) -> str | None:
    """The card of the first thing to look at."""
    number = summary.open[0].number.split(".")[0] if summary.open else ""
    return next((card.key for card in summary.cards if str(card.number) == number), None)
