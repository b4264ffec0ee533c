"""A card that was sent, and the answer: on to where it is told, or told at once with nothing lost."""

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus

from aiohttp import web

from dialogs import door, locked
from domain.errors import SamradError
from domain.messages import Action, FormPage, Message
from web import after, pages, posted, rooms
from web.given_back import written
from web.headers import clear
from web.pages import Given, Place
from web.refusals import refusal
from web.rooms import Visitor


def taken(visitor: Visitor, fields: Mapping[str, str], place: Place, *, over: bool) -> web.Response:
    """``over``: the link's time ran out meanwhile. Raise Refused for a button that is not ours."""
    action = posted.action(fields)
    try:
        message = _done(visitor, action, over=over)
    except SamradError as error:
        message = refusal(error, opening=False)
        given = Given(again=True, written=written(fields, visitor.desk.county))
        read = pages.only_read if over else pages.draw
        return clear(HTTPStatus.CONFLICT, read(message, place, given))
    if over or (message.panel and message.panel.title == locked.UNSAVED):
        return _given_back(visitor, fields, message, place)
    if way := after.way(visitor, action, message, place):
        return clear(HTTPStatus.SEE_OTHER, location=way + pages.spot(message, action))
    return _told(visitor, fields, action, message, place)


def _done(visitor: Visitor, action: Action, *, over: bool) -> Message:
    if over:
        return door.take(visitor.desk, visitor.person, visitor.wanted, action, visitor.now)
    return rooms.taken(visitor, action)


def _given_back(visitor: Visitor, fields: Mapping[str, str], message: Message, place: Place) -> web.Response:
    """Nothing is taken any more: what was written stands there to be copied."""
    told = message.panel is not None and message.panel.title == locked.UNSAVED
    rows = () if told else written(fields, visitor.desk.county)
    return clear(HTTPStatus.CONFLICT, pages.only_read(message, place, Given(again=True, written=rows)))


def _told(
    visitor: Visitor, fields: Mapping[str, str], action: Action, message: Message, place: Place
) -> web.Response:
    """Told nowhere but here: it stands nowhere, or somebody else was at it in the same moment."""
    page, given = message.page, Given(again=True)
    if not page:
        return clear(HTTPStatus.OK, pages.draw(message, place, given))
    saved = str(page.revision) != action.data.get("revision")
    if not saved:
        given = replace(given, unsaved=True)
    if not saved and not _holds(page, action):
        given = replace(given, written=written(fields, visitor.desk.county))
    return clear(_status(message, saved=saved), pages.draw(message, place, given))


def _holds(page: FormPage, action: Action) -> bool:
    """Whether all that was written stands in the page's own fields."""
    return all(
        words.split() == page.values.get(key, "").split()
        for key, words in action.values.items()
        if words.strip()
    )


def _status(message: Message, *, saved: bool) -> HTTPStatus:
    if message.page and message.page.problems:
        return HTTPStatus.UNPROCESSABLE_ENTITY
    return HTTPStatus.OK if saved else HTTPStatus.CONFLICT
