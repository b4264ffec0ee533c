"""What is shown and done at each address of the handbook."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from aiohttp.web import Response

from dialogs import editing
from dialogs.restoring import ORIGIN, restore
from domain.errors import Conflict, NotAllowed
from domain.proposals import Proposal
from web import handbook_edit, handbook_pages, proposal_pages
from web.handbook_clash import overtaken
from web.handbook_edit import Editing, Typed
from web.handbook_entrance import Guest
from web.handbook_rooms import Keeper, number_in
from web.headers import clear
from web.proposal_pages import Refusal
from web.refusals import UNREADABLE, Refused


@dataclass(frozen=True)
class Call:
    """What a guest asks for. ``path``: below the handbook's address; ``named``: the names in it.

    ``fields``: of the query, or of the form that was sent.
    """

    guest: Guest
    keeper: Keeper
    path: str
    named: Mapping[str, str]
    fields: Mapping[str, str]

    def edit(self, form: Editing) -> Response:
        page = handbook_pages.edit(self.guest, self.keeper, self.path, form)
        return clear(handbook_pages.status(form), page)


Act = Callable[[Call], Response]


def _list(call: Call) -> Response:
    asked = " ".join(call.fields.get("q", "").split())
    page = handbook_pages.listing(call.guest, call.keeper, asked, call.fields.get("grupp", ""))
    return clear(HTTPStatus.OK, page)


def _entry(call: Call) -> Response:
    return clear(HTTPStatus.OK, handbook_pages.entry(call.guest, call.keeper, call.named["key"]))


def _proposals(call: Call) -> Response:
    return clear(HTTPStatus.OK, proposal_pages.listing(call.guest, call.keeper))


def _proposal(call: Call) -> Response:
    proposal = call.keeper.proposal(call.named["number"])
    return clear(HTTPStatus.OK, proposal_pages.one(call.guest, call.keeper, proposal))


def _begin(call: Call) -> Response:
    return call.edit(handbook_edit.begun(call.keeper, call.named["key"]))


def _begin_new(call: Call) -> Response:
    return call.edit(handbook_edit.begun_new(call.keeper))


def _begin_again(call: Call) -> Response:
    """A proposal that waits, joined with what was published since it was written."""
    proposal = call.keeper.proposal(call.named["number"])
    if not proposal.is_open:
        raise Conflict(f"Förslag {proposal.id} är redan {proposal.status}, så det går inte att ändra.")
    typed = handbook_edit.of_proposal(proposal)
    form = overtaken(call.keeper, typed) or Editing(typed)
    return clear(HTTPStatus.OK, handbook_pages.edit(call.guest, call.keeper, call.path, form))


def _sent(call: Call) -> Response:
    """A form that somebody filled in: looked at, saved, or given back with why not."""
    typed, new = _typed(call), call.path == NEW
    if call.guest.over:
        return clear(HTTPStatus.CONFLICT, handbook_pages.given_back(call.guest, typed))
    if clash := overtaken(call.keeper, typed):
        return call.edit(clash)
    if call.fields.get("press") == "preview":
        return call.edit(handbook_edit.looked_at(call.keeper, typed, new=new))
    try:
        done = handbook_edit.saved(call.keeper, typed, new=new)
    except Conflict:
        if clash := overtaken(call.keeper, typed):
            return call.edit(clash)
        raise
    return call.edit(done) if isinstance(done, Editing) else _to(call, done)


def _restored(call: Call) -> Response:
    """An older version, chosen in the history, as a proposal."""
    if call.guest.over:
        return clear(HTTPStatus.CONFLICT, handbook_pages.given_back(call.guest, Typed({})))
    press = call.fields.get("press", "")
    number = number_in(press)
    if number is None and press != ORIGIN:
        raise Refused(UNREADABLE)
    keeper = call.keeper
    return _to(call, restore(keeper.desk, call.named["key"], number, keeper.person, keeper.now))


def _typed(call: Call) -> Typed:
    """Whose entry it is stands in the address; only of a new one the key is typed."""
    number = call.named.get("number")
    key = call.keeper.proposal(number).key if number else call.named.get("key", "")
    return handbook_edit.typed_in(call.fields, key)


def _to(call: Call, proposal: Proposal) -> Response:
    return clear(HTTPStatus.SEE_OTHER, location=f"{call.guest.base}/forslag/{proposal.id}")


def _decided(call: Call) -> Response:
    """Publish or reject. What stands in the way is told on the proposal's page, with the words kept."""
    proposal = call.keeper.proposal(call.named["number"])
    words, press = call.fields.get("q.words", ""), call.fields.get("press")
    if call.guest.over:
        given_back = handbook_pages.given_back(call.guest, Typed({}, words))
        return clear(HTTPStatus.CONFLICT, given_back)
    if press not in _DECISIONS:
        raise Refused(UNREADABLE)
    try:
        decided = _DECISIONS[press](call.keeper.desk, proposal.id, call.keeper.person, call.keeper.now, words)
    except editing.NoReason:
        return _refused(call, Refusal(_NO_REASON, words, "words"))
    except (Conflict, NotAllowed) as refused:
        return _refused(call, Refusal(str(refused), words))
    return _to(call, decided)


def _refused(call: Call, refusal: Refusal) -> Response:
    now = Keeper(call.keeper.desk, call.keeper.person, call.keeper.now)
    page = proposal_pages.one(call.guest, now, now.proposal(call.named["number"]), refusal)
    return clear(HTTPStatus.CONFLICT, page)


_NO_REASON = "Fyll i Kommentar: skriv varför."
_DECISIONS = {"publish": editing.publish, "reject": editing.reject}

_ENTRY = "/svar/{key:[a-z0-9_]+}"
_PROPOSAL = "/forslag/{number:[0-9]+}"
NEW = "/nytt"

SHOWN: Mapping[str, Act] = {
    "": _list,
    _ENTRY: _entry,
    f"{_ENTRY}/andra": _begin,
    NEW: _begin_new,
    "/forslag": _proposals,
    _PROPOSAL: _proposal,
    f"{_PROPOSAL}/andra": _begin_again,
}
"""By the address below the handbook's own."""

TAKEN: Mapping[str, Act] = {
    f"{_ENTRY}/andra": _sent,
    f"{_ENTRY}/aterstall": _restored,
    NEW: _sent,
    f"{_PROPOSAL}/andra": _sent,
    _PROPOSAL: _decided,
}
"""What is sent there, by the same addresses."""
