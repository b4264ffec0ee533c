"""The fact check: a unit reads what rests on its own answer, says that it is right or what is not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus

from aiohttp.web import Response

from dialogs import report_acts
from dialogs.report_acts import Remarked
from dialogs.status_report import BadText
from domain import swedish
from domain.errors import Conflict, NotAllowed
from domain.report_life import ReportAct, allowed
from reports.extracts import JOINT
from web.fields import PREFIX, Field, field_id
from web.headers import clear
from web.refusals import UNREADABLE, Refused
from web.report_frame import framed, hidden
from web.report_given_back import given_back
from web.report_passages import Check, Passage
from web.report_remark_drawing import told
from web.report_rooms import Room


@dataclass(frozen=True)
class Given:
    """A remark that was not taken: on which passage, its words, and why not."""

    passage: str = ""
    words: str = ""
    why: str = ""


_NOTHING = Given()


def shown(room: Room) -> Response:
    return _page(Check(room), _NOTHING)


def accepted(room: Room) -> Response:
    """The unit says that all of it is right."""
    if room.guest.over:
        return given_back(room.guest, "")
    check = Check(room)
    try:
        report_acts.accept(room.desk, room.round, room.author, check.unit)
    except (Conflict, NotAllowed) as refused:
        return _page(Check(room.anew()), Given(why=str(refused)))
    return clear(HTTPStatus.SEE_OTHER, location=room.guest.base)


def remarked(room: Room, fields: Mapping[str, str]) -> Response:
    """What the unit says of one paragraph. The paragraph is looked up: nothing sent is taken for a quote."""
    check = Check(room)
    id_ = fields.get("passage", "")
    words = fields.get(PREFIX + _key(id_), "").strip()
    if room.guest.over:
        return given_back(room.guest, words)
    passage = check.passage(id_)
    if passage is None:
        raise Refused(UNREADABLE)
    try:
        said = Remarked(check.unit, passage.section, passage.quote, words)
        report_acts.remark(room.desk, room.round, room.author, said)
    except BadText as wrong:
        return _page(check, Given(id_, words, str(wrong)))
    except (Conflict, NotAllowed) as refused:
        return given_back(room.guest, words, str(refused))
    return clear(HTTPStatus.SEE_OTHER, location=f"{room.guest.base}#plats-{id_}")


def _page(check: Check, given: Given) -> Response:
    room = check.room
    html = framed(
        "report_check.html",
        room.guest,
        "",
        heading=f"Faktagranska: {check.name}",
        problems=[(given.why, f"#{field_id(_key(given.passage))}" if given.passage else "")]
        if given.why
        else [],
        lines=list(_lines(check)),
        accepts=_accepts(check),
        mine=[told(one, room.desk) for one in check.mine],
        watermark=check.document.watermark if check.document else "",
        sections=[
            (section.title, [_drawn(check, one, given) for one in check.passages[section.key]])
            for section in check.sections
        ],
        form=hidden(room.guest),
    )
    return clear(HTTPStatus.CONFLICT if given.why else HTTPStatus.OK, html)


def _lines(check: Check) -> Iterator[str]:
    """What is asked of the unit, or how it went."""
    life = check.room.life
    until = swedish.day(life.checked_until) if life.checked_until else ""
    if not check.document or check.unit not in life.asked:
        yield "Det finns inget att granska nu. Du får ett meddelande om rapporten skickas på faktagranskning."
    elif check.unit in life.accepted and (made := len(check.mine)):
        left = sum(not one.settled for one in check.mine)
        them = "synpunkten" if left == 1 else "synpunkterna"
        yield f"Ni har lämnat {swedish.count(made, 'synpunkt', 'synpunkter')}. Resten stämmer."
        if left:
            yield f"Samordnaren svarar på {them}."
    elif check.unit in life.accepted:
        yield "Ni har svarat att allt stämmer. Tack! Ni behöver inte göra något mer."
    elif check.runs:
        yield (
            "Här är det i utkastet till lägesrapporten som bygger på bara ert svar. Läs igenom det. Stämmer "
            "något inte, lämna en synpunkt under stycket."
        )
        yield JOINT
        yield f"Svara senast {until}. Svarar ni inte räknas det som att ni har godtagit uppgifterna."
    elif check.mine:
        yield f"Faktagranskningen slutade {until}. Era synpunkter och vad som blev av dem står här."
    else:
        yield (
            f"Faktagranskningen slutade {until}. Ni lämnade inga synpunkter, så uppgifterna räknas som "
            "godtagna."
        )


def _accepts(check: Check) -> bool:
    return (
        check.runs
        and allowed(check.room.life, ReportAct.ACCEPT, check.room.now)
        and (check.unit not in check.room.life.accepted)
    )


def _drawn(check: Check, passage: Passage, given: Given) -> Passage:
    """With a field for a remark while there is time, and how many the unit has made on it."""
    made = sum(one.section == passage.section and one.quote == passage.quote for one in check.mine)
    remarked_ = (
        swedish.upper_first(swedish.count(made, "synpunkt lämnad", "synpunkter lämnade")) if made else ""
    )
    field = _field(passage, given) if passage.takes_remarks and check.runs else None
    return replace(passage, field=field, remarked=remarked_)


def _field(passage: Passage, given: Given) -> Field:
    mine = given.passage == passage.id
    return Field(
        _key(passage.id),
        "text",
        "Vad stämmer inte, och hur ska det vara?",
        given.words if mine else "",
        hint="Skriv inga personuppgifter. Samordnaren läser och svarar.",
        rows=3,
        wrong=(given.why,) if mine and given.why else (),
    )


def _key(passage: str) -> str:
    return f"synpunkt-{passage}"
