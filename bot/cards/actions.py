"""The buttons of a card, and the data that each carries back."""

from collections.abc import Iterator

from microsoft_teams.cards import ActionSet, ExecuteAction, SubmitAction

from bot.cards.escape import one_line
from domain.form import Group
from domain.messages import Button, FormPage

SAVE, SEND, BACK, ADD = "save", "send", "back", "add"


def page_actions(page: FormPage) -> Iterator[ExecuteAction]:
    if page.card.number < page.of:
        yield _action(page, SAVE, "Spara och fortsätt")
    else:
        yield _action(page, SEND, "Lämna in")
    if page.card.number > 1:
        yield _action(page, BACK, "Tillbaka")


def add_item(page: FormPage, group: Group) -> ActionSet:
    return ActionSet(actions=[_action(page, ADD, group.add, group=group.key)])


def say(button: Button) -> SubmitAction:
    return SubmitAction(title=one_line(button.title), data={"say": button.says})


def _action(page: FormPage, verb: str, title: str, **more: str) -> ExecuteAction:
    """An Execute for clients that know it (card version 1.4), a Submit with the same data for the others."""
    data = {
        "verb": verb,
        "request": page.request,
        "round": page.round,
        "unit": page.unit,
        "card": page.card.key,
        "revision": str(page.revision),
        **more,
    }
    words = one_line(title)
    return ExecuteAction(
        title=words, verb=verb, data=data, fallback=SubmitAction(title=words, data=dict(data))
    )
