"""Who has which task, from when to when: what a person is given, and what ends."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from bot.mailbox import mailbox
from bot.roster_words import task_words
from domain import swedish
from domain.county import County, OrgUnit, UnitKind
from domain.errors import SamradError
from domain.experts import group_called
from domain.people import ANSWERING, Assignment, Person, Role
from forms.typed import folded

_ID = re.compile(r"[a-z0-9åäö][a-z0-9åäö._-]{0,63}")
_LONGEST_NAME = 100
_ALIKE = 0.7
_OF_THE_COUNTY = frozenset({Role.COORDINATOR, Role.DECIDER})


class NotEnrolled(SamradError):
    """The person cannot be enrolled as told; the words say what to write instead. Nothing was changed."""


@dataclass(frozen=True)
class Words:
    """A person and one task, as written on the command line or in a row of a file.

    ``unit``: of an expert the group. ``account``: see ``bot.binding``.
    """

    id: str
    name: str
    role: str
    unit: str = ""
    mail: str = ""
    since: str = ""
    until: str = ""
    account: str = ""


def enrolled(words: Words, before: Person | None, county: County) -> Person:
    """The person with the task that ``words`` tell of, beside those held before.

    The same role for the same unit over the same days is the same task: it gets the new days. An empty
    address leaves the one there is. Raise NotEnrolled.
    """
    if before and before.invented:
        raise NotEnrolled(f"”{words.id}” är en påhittad person i det lokala läget. Välj ett annat id.")
    held = list(before.assignments) if before else []
    new = _assignment(words, county)
    same = [place for place, one in enumerate(held) if _is_same(one, new)]
    if len(same) > 1:
        raise NotEnrolled(f"{words.id} har redan {new.role.value} under flera av dagarna. Skriv andra dagar.")
    if same:
        held[same[0]] = new
    else:
        held.append(new)
    mail = _mail(words.mail) or (before.mail if before else "")
    return holding(Person(_id(words.id), _name(words.name), new.role, mail=mail), held)


def ended(person: Person, task: tuple[str, str], day: date, county: County) -> Person:
    """The person without the task after ``day``. ``task``: role and unit as written, empty for any.

    Raise NotEnrolled unless it is one task, begun and not ended by then.
    """
    role, unit = task
    wanted = (role_of(role) if role else None, _place_of(unit, county) if unit else None)
    tasks = list(person.assignments)
    found = [place for place, one in enumerate(tasks) if _matches(one, wanted) and _goes_on(one, day)]
    if len(found) != 1:
        held = "; ".join(task_words(tasks[place], county) for place in found or range(len(tasks)))
        advice = "Välj ett med --role och --unit" if found else "Inget av dem pågår då"
        raise NotEnrolled(f"{person.name} har de här uppdragen: {held}. {advice}.")
    tasks[found[0]] = replace(tasks[found[0]], until=day)
    return holding(person, tasks)


def holding(person: Person, held: Sequence[Assignment]) -> Person:
    """The person with those tasks and no others; at least one."""
    first, *rest = held
    return replace(person, **vars(first), also=tuple(rest))


def role_of(words: str) -> Role:
    """Raise NotEnrolled for a role that there is none of."""
    try:
        return Role(words.strip().lower())
    except ValueError:
        raise NotEnrolled(f"rollen ”{words.strip()}” finns inte. {_instead(words)}") from None


def _instead(words: str) -> str:
    """The role that may have been meant, or all of them."""
    roles = {folded(role): role for role in Role}
    close = get_close_matches(folded(words), roles, n=1, cutoff=_ALIKE)
    *first, last = Role
    return f"Menar du {roles[close[0]]}?" if close else f"Skriv {', '.join(first)} eller {last}."


def unit_of(words: str, county: County) -> OrgUnit:
    """By name, id, code or what it is commonly called. Raise NotEnrolled for an unknown one."""
    called = {way.casefold(): unit for unit in county.units() for way in _ways(unit)}
    if found := called.get(words.strip().casefold()):
        return found
    close = get_close_matches(words.strip().casefold(), list(called), n=1)
    advice = (
        f"Menar du {called[close[0]].name}?" if close else "Skriv en delregion, en aktör eller en kommun."
    )
    raise NotEnrolled(f"enheten ”{words.strip()}” finns inte i länet. {advice}")


def day_of(words: str) -> date | None:
    """None when nothing is written. Raise NotEnrolled for what is no day."""
    try:
        return date.fromisoformat(words.strip()) if words.strip() else None
    except ValueError:
        raise NotEnrolled(f"”{words.strip()}” är ingen dag. Skriv till exempel 2027-01-31.") from None


def _assignment(words: Words, county: County) -> Assignment:
    role = role_of(words.role)
    place = _group(words.unit, county) if role is Role.EXPERT else _unit(role, words.unit, county)
    since, until = day_of(words.since), day_of(words.until)
    if since and until and until < since:
        raise NotEnrolled(f"uppdraget slutar {swedish.day(until)}, innan det börjar {swedish.day(since)}.")
    return Assignment(role, place, since, until)


def _unit(role: Role, words: str, county: County) -> str | None:
    """Whom the role is for. Raise NotEnrolled for a unit that the role is never for."""
    unit = unit_of(words, county) if words.strip() else None
    if role in ANSWERING and not (unit and unit.form):
        raise NotEnrolled(f"en {role.value} svarar för en enhet med formulär. Skriv vilken.")
    if role is Role.LEADER and unit and unit.kind is not UnitKind.SUB_REGION:
        raise NotEnrolled("en samrådsledare leder ett delregionalt samråd. Skriv delregionen som enhet.")
    if unit and role in _OF_THE_COUNTY:
        raise NotEnrolled(f"en {role.value} arbetar för hela länet. Lämna enheten tom.")
    return unit.id if unit else None


def _group(words: str, county: County) -> str:
    """An expert's group. Raise NotEnrolled when it is left out or unknown, naming those there are."""
    if found := group_called(words, county.expert_groups):
        return found.key
    keys = ", ".join(group.key for group in county.expert_groups)
    what = f"gruppen ”{words.strip()}” finns inte" if words.strip() else "en sakkunnig hör till en grupp"
    raise NotEnrolled(f"{what}. Skriv som enhet någon av {keys}.")


def _place_of(words: str, county: County) -> str:
    group = group_called(words, county.expert_groups)
    return group.key if group else unit_of(words, county).id


def _is_same(one: Assignment, other: Assignment) -> bool:
    return (one.role, one.unit) == (other.role, other.unit) and (
        (one.since or date.min) <= (other.until or date.max)
        and (other.since or date.min) <= (one.until or date.max)
    )


def _matches(one: Assignment, wanted: tuple[Role | None, str | None]) -> bool:
    role, unit = wanted
    return (role is None or one.role is role) and (unit is None or one.unit == unit)


def _goes_on(one: Assignment, day: date) -> bool:
    return one.holds(day) and one.until != day


def _ways(unit: OrgUnit) -> Iterator[str]:
    yield from (unit.name, unit.id, f"{unit.name} kommun", f"{unit.name}s kommun", *unit.also)
    if unit.code:
        yield unit.code


def _id(words: str) -> str:
    if not _ID.fullmatch(words.strip()):
        raise NotEnrolled(
            f"id ”{words.strip()[:64]}” går inte att använda. Skriv små bokstäver, siffror, punkt och"
            " bindestreck, till exempel fia.fyrbodal."
        )
    return words.strip()


def _name(words: str) -> str:
    name = " ".join(words.split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise NotEnrolled(f"namn saknas eller är längre än {_LONGEST_NAME} tecken. Skriv personens namn.")
    return name


def _mail(words: str) -> str:
    try:
        if words.strip():
            mailbox(words)
    except ValueError as wrong:
        raise NotEnrolled(f"e-postadressen går inte att använda: {wrong}.") from None
    return words.strip()
