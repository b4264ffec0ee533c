"""The buttons of a card, and the data that each carries back."""

from collections.abc import Iterator

from microsoft_teams.cards import Action, ActionSet, ExecuteAction, OpenUrlAction, SubmitAction

from bot.cards.escape import one_line
from domain.form import Group
from domain.messages import Button, FormPage, Summary

SAVE, SEND, BACK, ADD, SAME, GOTO, CONFIRM = "save", "send", "back", "add", "same", "goto", "confirm"

MOST_ACTIONS = 6
"""Teams shows no more on a card; those in the body count too."""

_IN_BROWSER = "Öppna i webbläsaren"


def page_actions(page: FormPage) -> Iterator[Action]:
    if page.card.number == page.of:
        yield _action(page, SEND, page.sends)
    else:
        yield _action(page, SAVE, "Spara och fortsätt" if page.card.number else "Spara")
    if page.card.number > 1:
        yield _action(page, BACK, "Tillbaka")
    if page.same and not page.card.groups:
        yield _action(page, SAME, "Oförändrat sedan förra kvartalet")
    yield from in_browser(page.link)


def in_browser(link: str) -> Iterator[Action]:
    if link:
        yield OpenUrlAction(title=_IN_BROWSER, url=link)


def summary_actions(summary: Summary) -> Iterator[Action]:
    if not summary.open:
        yield _execute(_of_summary(summary, CONFIRM), "Lämna in")
    yield _execute(_of_summary(summary, GOTO), "Gå till kortet")
    yield from in_browser(summary.link)


def _of_summary(summary: Summary, verb: str) -> dict[str, str]:
    return {
        "verb": verb,
        "request": summary.request,
        "round": summary.round,
        "unit": summary.unit,
        "form": summary.form,
        "revision": str(summary.revision),
        "step": str(summary.step),
    }


def add_item(page: FormPage, group: Group) -> ActionSet:
    return ActionSet(actions=[_action(page, ADD, group.add, group=group.key)])


def say(button: Button) -> Action:
    if button.opens:
        return OpenUrlAction(title=one_line(button.title), url=button.opens)
    return SubmitAction(title=one_line(button.title), data={"say": button.says})


def _action(page: FormPage, verb: str, title: str, **more: str) -> ExecuteAction:
    data = {
        "verb": verb,
        "request": page.request,
        "round": page.round,
        "unit": page.unit,
        "form": page.form,
        "card": page.card.key,
        "revision": str(page.revision),
        **more,
    }
    return _execute(data, title)


def _execute(data: dict[str, str], title: str) -> ExecuteAction:
    """An Execute for clients that know it (card version 1.4), a Submit with the same data for the others."""
    words, said = one_line(title), {name: value for name, value in data.items() if value}
    return ExecuteAction(
        title=words, verb=said["verb"], data=said, fallback=SubmitAction(title=words, data=dict(said))
    )
