"""Messages as whole HTML pages. Everything that people wrote is text, whatever it looks like."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup

from dialogs import asking
from domain import swedish
from domain.answers import Problem
from domain.messages import Action, FormPage, Message, Panel, Summary
from forms import raising
from forms.wording import problem_line, to_review, which
from web.drawing import parts, shown_keys, unchanged
from web.fields import field_id, ticked
from web.static import CSS, JS
from web.wording import paragraphs

if TYPE_CHECKING:
    from jinja2 import Environment

REVIEW = "granska"
HOMES: Mapping[str, str] = {raising.CARD: "medskick", **{key: key for key in asking.CARDS}}
"""Where each card that is not of the form is shown, by its key."""

_WORDS = "Besked"
_UNSEEN_SIGNS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Control signs, orders to turn the reading direction, half signs: nothing that a page should hold."""


@dataclass(frozen=True)
class Who:
    """Whose link a page was opened with, in words."""

    person: str
    unit: str
    quarter: str


@dataclass(frozen=True)
class Place:
    """Where a page lives. ``base`` is the form's address; ``guard`` goes with every form."""

    base: str
    guard: str
    who: Who

    def card(self, key: str) -> str:
        return f"{self.base}/kort/{quote(key, safe='')}"


Rows = tuple[tuple[str, str], ...]
"""Names and values to read."""


@dataclass(frozen=True)
class Given:
    """For a page that answers a form by itself. ``again``: the way back to it is not to send the form anew.

    ``unsaved``: it holds what is kept nowhere. ``written``: what was sent, where no field holds it.
    """

    again: bool = False
    unsaved: bool = False
    written: Rows = ()


NOTHING = Given()


def draw(message: Message, place: Place, given: Given = NOTHING) -> str:
    """The page that shows ``message``: a card, the summary, or something to read that leads to the form."""
    if message.page:
        return _card(message.page, message.text, place, given)
    if message.summary:
        return _summary(message.summary, message.text, place, given)
    changes = any(button.title == "Ändra" for button in message.buttons)
    return _read(message, place, "Ändra svaren" if changes else "Till formuläret", given)


def only_read(message: Message, place: Place, given: Given = NOTHING) -> str:
    """Something to read where the form would be: no use in leading there."""
    return _read(message, place, "", given)


def _read(message: Message, place: Place, onward: str, given: Given) -> str:
    panel = message.panel or Panel(_WORDS, tuple(message.text.split("\n\n")))
    notice = message.text if message.panel else ""
    return drawn("panel.html", place, panel=panel, notice=notice, onward=onward, given=given)


def spot(message: Message, action: Action) -> str:
    """Where on a long card to go on reading: the repeated question, or the item that was added."""
    page, group = message.page, action.data.get("group", "")
    if not page or page.problems or action.verb not in {"add", "same"}:
        return ""
    last = page.items.get(group, 0) - 1
    added = [part for part in page.card.groups if part.key == group and last >= 0]
    key = added[0].item(last)[0].key if added else group
    return _fragment(key) if key in shown_keys(page) else ""


def said(title: str, text: str, written: Rows = ()) -> str:
    """A page of words, with no way on. ``written``: what the reader wrote, to be copied."""
    return drawn("said.html", None, title=title, text=text, written=written)


def home(key: str, place: Place) -> str:
    """Where a card is shown, and sent to."""
    return f"{place.base}/{HOMES[key]}" if key in HOMES else place.card(key)


def _card(page: FormPage, text: str, place: Place, given: Given) -> str:
    shown = shown_keys(page)
    return drawn(
        "card.html",
        place,
        page=page,
        which=which(page),
        notice="\n\n".join(words for words in (text, page.notice) if words),
        to_review=to_review(page.problems),
        problems=[
            (problem_line(one), _fragment(one.key) if one.key in shown else "") for one in page.problems
        ],
        fields=list(parts(page)),
        unchanged=unchanged(page),
        unchanged_words=swedish.upper_first(swedish.count(unchanged(page), "fråga", "frågor")),
        onward="send" if page.card.number == page.of else "save",
        action=home(page.card.key, place),
        form=_hidden(page, place) | {"card": page.card.key},
        given=given,
    )


def _summary(summary: Summary, text: str, place: Place, given: Given) -> str:
    return drawn(
        "summary.html",
        place,
        summary=summary,
        notice=text,
        to_review=to_review(summary.open),
        problems=[(problem_line(one), _home(one, summary, place)) for one in summary.open],
        cards=[(card, place.card(card.key)) for card in summary.cards],
        action=f"{place.base}/{REVIEW}",
        form=_hidden(summary, place) | {"step": str(summary.step)},
        given=given,
    )


def _home(problem: Problem, summary: Summary, place: Place) -> str:
    """The address of the field that a problem speaks of; of the first card's when no card has it."""
    for card in summary.cards:
        asked = {
            question.key for question in card.questions({group.key: group.most for group in card.groups})
        }
        if problem.key in asked | {group.key for group in card.groups}:
            return place.card(card.key) + _fragment(problem.key)
    return place.card(summary.cards[0].key)


def _fragment(key: str) -> str:
    return "#" + quote(field_id(key), safe="~.-_")


def _hidden(shown: FormPage | Summary, place: Place) -> dict[str, str]:
    return {
        "guard": place.guard,
        "request": shown.request,
        "revision": str(shown.revision),
        "round": shown.round,
        "unit": shown.unit,
        "form": shown.form,
    }


def drawn(template: str, place: Place | None, **what: object) -> str:
    """A template filled in; ``place``: where in the form it is shown, None outside it."""
    around = {"place": place, "who": place and place.who, "css": CSS.address, "js": JS.address}
    return _templates().get_template(template).render(**around, **what)


def _harmless(value: Any) -> Any:  # noqa: ANN401 - whatever a template shows
    if isinstance(value, str) and not isinstance(value, Markup):
        return _UNSEEN_SIGNS.sub("", value)
    return value


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - loaded with the first page

    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["paragraphs"] = paragraphs
    made.filters["day"] = swedish.day
    made.filters["moment"] = swedish.moment
    made.tests["ticked"] = ticked
    return made
