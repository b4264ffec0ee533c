"""The list of the handbook, one entry, and the form of it, as HTML."""

from http import HTTPStatus

from dialogs.restoring import ORIGIN, versions
from domain import swedish
from knowledge.fields import LABELS
from web.entry_drawing import fields, told, words_field
from web.handbook_edit import Editing, Typed
from web.handbook_entrance import Guest
from web.handbook_frame import framed, hidden
from web.handbook_rooms import Keeper, facts, notes, sections


def listing(guest: Guest, keeper: Keeper, asked: str, group: str) -> str:
    return framed(
        "handbook_list.html",
        guest,
        "",
        asked=asked,
        chosen=group,
        groups=keeper.groups,
        count=len(keeper.handbook.entries),
        sections=sections(keeper, asked, group),
    )


def entry(guest: Guest, keeper: Keeper, key: str) -> str:
    """Raise NotFound."""
    found = keeper.entry(key)
    return framed(
        "handbook_entry.html",
        guest,
        f"/svar/{key}",
        entry=found,
        finding=keeper.handbook.preview(found),
        facts=facts(keeper, found),
        notes=notes(keeper, found),
        proposals=keeper.attention.open.get(key, ()),
        back=[(ORIGIN if one is None else str(one)) for one in versions(keeper.desk, key)],
        form=hidden(guest),
        history=list(reversed(keeper.desk.store.proposals.of_key(key))),
    )


def edit(guest: Guest, keeper: Keeper, path: str, form: Editing) -> str:
    """The form at ``path``, below the handbook's address, where it is sent too."""
    typed, beside = form.typed, form.clash.beside if form.clash else {}
    drawn = list(fields(typed.values, form.faults, keeper.groups, beside))
    return framed(
        "handbook_edit.html",
        guest,
        path,
        heading=_heading(form, keeper),
        to_review=_to_review(form),
        problems=[*told(form.faults), *([(form.refused, "")] if form.refused else [])],
        clash=form.clash,
        finding=form.finding,
        unsaved=form.unsaved,
        fields=[*(one for one in drawn if form.new or one.key != "key"), words_field(typed.words)],
        action=guest.base + path,
        form=hidden(guest, base=str(typed.base or ""), replaces=str(typed.replaces or "")),
    )


def _heading(form: Editing, keeper: Keeper) -> str:
    if form.new:
        return "Nytt svar"
    if form.typed.replaces:
        return f"Ändra förslag {form.typed.replaces}"
    return f"Ändra svaret ”{keeper.handbook.entries[form.typed.key].question}”"


def _to_review(form: Editing) -> str:
    if form.finding:
        return "Det här behöver rättas innan svaret kan publiceras"
    return "Förslaget är inte sparat"


def status(form: Editing) -> HTTPStatus:
    """How a form that was not saved is given back."""
    if form.clash:
        return HTTPStatus.CONFLICT
    refused = form.refused or (form.faults and not form.finding)
    return HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK


def given_back(guest: Guest, typed: Typed) -> str:
    """What was sent when the link's time was out, to be copied."""
    return framed(
        "handbook_given_back.html",
        guest,
        "",
        title="Inget sparades",
        text="Länken har gått ut. Kopiera det du skrev. Skriv sedan ”handbok länk” till Samråd i Teams, "
        "öppna den nya länken och klistra in det där.",
        facts=[*_named(typed), *([("Kommentar", typed.words)] if typed.words else [])],
    )


def _named(typed: Typed) -> list[tuple[str, str]]:
    return [(swedish.upper_first(LABELS[name]), words) for name, words in typed.values.items() if words]
