"""Raising an issue: in one message with named lines, or on one card. Nothing is kept until it is whole."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from dialogs import raised_pages as pages
from dialogs import refilling, rights
from dialogs.desk import Desk
from dialogs.rights import Filler
from domain.answers import Problem
from domain.errors import NotAllowed
from domain.form import Card
from domain.messages import Action, Button, FormPage, Message, Panel
from domain.people import Person
from domain.quarter import Quarter
from domain.raised import Content, RaisedIssue, Said, coming
from domain.workdays import STOCKHOLM
from forms import checking, filled, parsing, personal, raising, typed

_EMPTY = "Fyll i kortet, eller skriv ”medskick: Rubrik. Beskrivning” och i samma meddelande rader som:"
_ALMOST = (
    "Inget är sparat ännu. Fyll i det som saknas i kortet, eller skriv medskicket igen med de här raderna:"
)

UNADDRESSED = (
    "Medskicket gäller nationell nivå men har ingen mottagare. "
    "Lägg gärna till en: ”medskick {}: mottagare: regeringen”."
)
"""V29, in the chat."""


@dataclass(frozen=True)
class Raiser:
    """Who raises an issue for which unit, at one moment (aware)."""

    desk: Desk
    filler: Filler
    now: datetime

    @property
    def round(self) -> str:
        return coming(self.desk.store.rounds.all(), self.now)

    @property
    def said(self) -> Said:
        person = self.filler.person
        name = f"{person.name} (för enhetens räkning)" if self.filler.on_behalf else person.name
        return Said(self.round, person.id, name, self.now)

    def card(self) -> Card:
        return raising.card(self.desk.county.areas_in(Quarter.from_key(self.round)))

    def typed(self, text: str, *, again: bool = False) -> Message:
        """From words; without any, the empty card. What is already raised is not raised twice unasked.

        ``again``: another with the same title is wanted.
        """
        card = self.card()
        raw = raising.raw_values(card, text)
        if not raw:
            return self.page(
                card, raising.defaults(card), (), _how(_EMPTY, card, ("kind", "area", "level", "outcome"))
            )
        if not again and (known := self.titled(raw.get("title", ""))):
            return Message(
                f"Ni har redan {known.name} med samma rubrik. Inget är sparat. "
                f"Skriv ”medskick {known.name}: …” för att ändra det, eller börja med ”nytt medskick:” för "
                "att lyfta ett till.",
                buttons=(Button(f"Visa {known.name}", f"medskick {known.name}"),),
            )
        return self.raised({**raising.defaults(card), **raw}, secrets.token_urlsafe(9))

    def titled(self, title: str) -> RaisedIssue | None:
        """The unit's open issue with that title, whatever case and accents."""
        known = self.desk.store.raised.open_for(self.filler.respondent.id)
        return next((one for one in known if typed.folded(one.content.title) == typed.folded(title)), None)

    def pressed(self, action: Action) -> Message:
        """The card came back; delivered again it leads to the same issue."""
        return self.raised(action.values, action.request or secrets.token_urlsafe(9))

    def renewed(self, action: Action) -> Message:
        """A card that was too old, anew, with what was written on it. Nothing is raised by that."""
        return self.page(self.card(), action.values, (), refilling.OLD)

    def raised(self, raw: Mapping[str, str], source: str) -> Message:
        card = self.card()
        content, problems = read(card, raw, self.now)
        if problems:
            keys = [problem.key for problem in problems]
            return self.page(card, raw, problems, _how(_ALMOST, card, keys))
        issue = self.desk.store.raised.raise_(self.filler.respondent.id, source, content, self.said)
        return self.receipt(issue)

    def page(self, card: Card, raw: Mapping[str, str], problems: tuple[Problem, ...], notice: str) -> Message:
        """The card as filled in so far. What looks like personal data is not even shown back."""
        shown = {one.key: personal.masked(raw[one.key]) for one in card.questions() if one.key in raw}
        page = FormPage(
            card=card,
            of=1,
            round=self.round,
            unit=self.filler.respondent.id,
            unit_name=self.filler.respondent.title,
            request=secrets.token_urlsafe(9),
            revision=0,
            values=shown,
            items={},
            problems=problems,
            notice=notice,
            sends="Skicka medskicket",
        )
        return Message(page=page)

    def receipt(self, issue: RaisedIssue) -> Message:
        paragraphs = [f"Tack! {issue.name} följs från kvartal till kvartal tills det är besvarat."]
        if issue.content.lacks_addressee:
            paragraphs.append(UNADDRESSED.format(issue.name))
        facts = pages.content_facts(issue, self.card())
        panel = Panel(f"Medskick {issue.name}: {issue.content.title}", tuple(paragraphs), facts)
        see = Button(f"Visa {issue.name}", f"medskick {issue.name}")
        return Message(panel=panel, buttons=(see, Button("Våra medskick", "våra medskick")))


def raiser(named: str | None, person: Person, desk: Desk, now: datetime) -> Raiser:
    """For the unit named, else the first that the person answers for. Raise NotAllowed when there is none."""
    unit = named or next(person.answers_for(), None)
    if unit is None and person.coordinates:
        raise NotAllowed("Skriv vem det gäller, till exempel: medskick för Fyrbodal: Rubrik. Beskrivning.")
    if unit is None:
        raise NotAllowed("Du svarar inte för någon enhet. Be er uppgiftslämnare att skicka med frågan.")
    return Raiser(desk, rights.filler(person, unit, desk), now)


def read(card: Card, raw: Mapping[str, str], now: datetime) -> tuple[Content, tuple[Problem, ...]]:
    """The content, and all that stands in its way: what cannot be read, then what is missing."""
    today = now.astimezone(STOCKHOLM).date()
    parsed = parsing.parse(card, raw, parsing.Window(today, today))
    refused = {problem.key for problem in parsed.problems}
    missing = [one for one in checking.missing_on(card, parsed.answers) if one.key not in refused]
    return Content.of(parsed.answers), (*parsed.problems, *missing)


def changed(card: Card, content: Content, text: str, now: datetime) -> tuple[Content, tuple[Problem, ...]]:
    """The content with what the named lines of ``text`` say put in place of what it said."""
    _, named = raising.lines(text)
    before = {key: filled.raw(value) for key, value in content.answers().items()}
    said = {key: typed.raw(raising.question(card, key), words) for key, words in named.items()}
    return read(card, {**before, **said}, now)


def told(problems: Iterable[Problem]) -> str:
    return " ".join(f"{problem.number}: {problem.words}" for problem in problems)


def _how(words: str, card: Card, keys: Iterable[str]) -> str:
    """The words, and lines that can be typed for the questions in question."""
    return f"{words}\n\n{raising.example(keys, card)}"
