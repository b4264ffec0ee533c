"""A message as an Adaptive Card 1.5."""

from collections.abc import Iterator
from typing import Any

from microsoft_teams.cards import Action, AdaptiveCard, CardElement, Fact, FactSet

from bot.cards.actions import MOST_ACTIONS, page_actions, say, summary_actions
from bot.cards.escape import inert, one_line
from bot.cards.page import page_body
from bot.cards.plain import STOP, CardTooLarge, plain, size_of
from bot.cards.summary import summary_body
from bot.cards.texts import BOLD, TITLE, heading, named, paragraphs
from bot.seals import room_for_seals
from domain.messages import File, Message, Panel

_FALLBACK = "Ditt Teams kan inte visa det här kortet. Uppdatera Teams, eller öppna chatten på en dator."


def render(message: Message) -> dict[str, Any] | None:
    """The card as JSON, or None when the message is text alone.

    The card carries the message's text too: Teams splits a message that has both. Raise CardTooLarge over
    80 KB in UTF-16, ValueError for more than six actions.
    """
    if not (message.page or message.summary or message.panel or message.buttons or message.file):
        return None
    card = plain(
        AdaptiveCard(
            version="1.5",
            lang="sv",
            fallback_text=_FALLBACK,
            body=list(_body(message)),
            actions=list(_actions(message)),
        )
    )
    _refuse_unfit(card, message)
    return card


def _body(message: Message) -> Iterator[CardElement]:
    if message.text:
        yield from paragraphs(message.text)
    if message.page:
        yield from page_body(message.page)
    if message.summary:
        yield from summary_body(message.summary)
    if message.panel:
        yield from _panel(message.panel)
    if message.file:
        yield from _file(message.file)


def _actions(message: Message) -> Iterator[Action]:
    if message.page:
        yield from page_actions(message.page)
    if message.summary:
        yield from summary_actions(message.summary)
    for button in message.buttons:
        yield say(button)


def _panel(panel: Panel) -> Iterator[CardElement]:
    yield heading(panel.title, TITLE)
    for paragraph in panel.paragraphs:
        yield from paragraphs(paragraph)
    facts = [(one_line(name), one_line(value)) for name, value in panel.facts]
    if all(inert(text) for row in facts for text in row):
        if facts:
            yield FactSet(facts=[Fact(title=name, value=value) for name, value in facts])
    else:
        # A FactSet is Markdown, and has no Markdown-free form.
        yield from (named(name, value) for name, value in facts)


def _file(file: File) -> Iterator[CardElement]:
    yield from paragraphs(f"Filen {file.name} är klar.", BOLD)
    yield from paragraphs(file.where)


def _refuse_unfit(card: dict[str, Any], message: Message) -> None:
    actions = len(card.get("actions", [])) + sum(
        len(part.get("actions", [])) for part in card.get("body", [])
    )
    if actions > MOST_ACTIONS:
        raise ValueError(f"a card takes {MOST_ACTIONS} actions, this one has {actions}; take some away")
    size = size_of(card) + room_for_seals(card)
    if size > STOP:
        raise CardTooLarge(
            f"Kortet blev för stort för Teams: {size // 1024} kB. Högst {STOP // 1024} kB går att skicka. "
            + _what_to_shorten(message)
        )


def _what_to_shorten(message: Message) -> str:
    if message.page:
        questions = list(message.page.card.questions(dict(message.page.items)))
        values = message.page.values
        longest = max(questions, key=lambda question: len(values.get(question.key, "")), default=None)
        if longest:
            return f"Korta svaret på {longest.number} {longest.label}."
    return "Dela upp det i flera meddelanden."
