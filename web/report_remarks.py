"""The remarks of the fact check, for who coordinates: each with its paragraph, and an answer to write."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from aiohttp.web import Response

from dialogs import report_acts
from dialogs.remark_answers import Outcome, kept
from dialogs.status_report import BadText
from domain import swedish
from domain.errors import Conflict, NotAllowed, NotFound
from domain.report_life import Remark, silent_accepts
from reports.anchors import section_anchor, text_anchor
from web.fields import PREFIX, Field, field_id
from web.handbook_rooms import number_in
from web.headers import clear
from web.report_frame import framed, hidden
from web.report_given_back import given_back
from web.report_remark_drawing import Told, told
from web.report_rooms import Room


@dataclass(frozen=True)
class Row:
    """A remark in the list. ``place``: where its paragraph is; ``field``: for the answer, while it waits."""

    told: Told
    section: str
    title: str
    place: str
    editable: bool
    field: Field | None


@dataclass(frozen=True)
class Given:
    """An answer that was not taken: to which remark, what was written, and why not."""

    remark: int = 0
    words: str = ""
    why: str = ""


_NOTHING = Given()


def listing(room: Room, given: Given = _NOTHING) -> Response:
    waiting = [_row(room, one, given) for one in room.remarks if not one.settled]
    done = [_row(room, one, given) for one in reversed(room.remarks) if one.settled]
    groups = {"Väntar på svar": waiting, "Avslutade": done}
    html = framed(
        "report_remarks.html",
        room.guest,
        "/synpunkter",
        problems=[(given.why, f"#{field_id(_key(given.remark))}")] if given.why else [],
        told=_summed(len(waiting), len(done)),
        standing=list(_standing(room)),
        groups=[(title, rows) for title, rows in groups.items() if rows],
        form=hidden(room.guest),
    )
    return clear(HTTPStatus.CONFLICT if given.why else HTTPStatus.OK, html)


def settled(room: Room, number: str, fields: Mapping[str, str]) -> Response:
    """What was done about a remark, kept. Raise NotFound for one of another report."""
    remark = _of_this_report(room, number)
    words = fields.get(PREFIX + _key(remark.id), "").strip()
    outcome = Outcome.UNCHANGED if fields.get("press") == "unchanged" else Outcome.CHANGED
    if room.guest.over:
        return given_back(room.guest, words)
    try:
        report_acts.settle(room.desk, remark.id, room.author, kept(outcome, words))
    except BadText as wrong:
        return listing(room, Given(remark.id, words, str(wrong)))
    except (Conflict, NotAllowed) as refused:
        return given_back(room.guest, words, str(refused))
    return clear(HTTPStatus.SEE_OTHER, location=f"{room.guest.base}/synpunkter#synpunkt-{remark.id}")


def _of_this_report(room: Room, number: str) -> Remark:
    wanted = number_in(number)
    for remark in room.remarks:
        if remark.id == wanted:
            return remark
    raise NotFound("Det finns ingen sådan synpunkt på rapporten. Se dem som finns under ”Synpunkter”.")


def _row(room: Room, remark: Remark, given: Given) -> Row:
    mine = remark.id == given.remark
    words = given.words if mine else ""
    wrong = (given.why,) if mine and given.why else ()
    open_ = remark.settled is None and room.person.coordinates
    return Row(
        told(remark, room.desk),
        remark.section,
        room.title(remark.section),
        text_anchor(remark.section, remark.quote) if remark.quote else section_anchor(remark.section),
        room.editable,
        _field(remark, words, wrong) if open_ else None,
    )


def _field(remark: Remark, words: str, wrong: tuple[str, ...]) -> Field:
    return Field(
        _key(remark.id),
        "text",
        f"Vad gjordes med synpunkt {remark.id}?",
        words,
        hint="Läses av den som lämnade synpunkten. Skriv vad som rättades, eller varför texten står kvar.",
        rows=2,
        wrong=wrong,
    )


def _key(number: int) -> str:
    return f"svar-{number}"


def _summed(waiting: int, done: int) -> str:
    if not waiting and not done:
        return "Ingen har lämnat någon synpunkt."
    lines = [
        f"{swedish.count(waiting, 'synpunkt väntar', 'synpunkter väntar')} på svar." if waiting else "",
        f"{swedish.count(done, 'synpunkt är avslutad', 'synpunkter är avslutade')}." if done else "",
    ]
    return " ".join(swedish.upper_first(line) for line in lines if line)


def _standing(room: Room) -> Iterator[tuple[str, str]]:
    """Who has answered the fact check, who has not, and who has thereby accepted."""
    life = room.life
    if not life.checked_until:
        return
    said = room.remarking
    others = [unit for unit in life.asked if unit not in said]
    rows = {
        "Allt stämmer": [unit for unit in others if unit in life.accepted],
        "Har lämnat synpunkter": [unit for unit in life.asked if unit in said],
        "Har godtagit genom att inte svara": silent_accepts(life, others, room.now),
        "Har inte svarat": [unit for unit in life.waits_for(room.now) if unit not in said],
    }
    yield "Sista dag", swedish.day(life.checked_until)
    yield from ((title, room.names(units)) for title, units in rows.items() if units)
