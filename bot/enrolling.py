"""What ``samrad people`` and ``samrad link`` do, over the bot's own database."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from bot import binding
from bot.office import Office, at_office
from bot.own_links import link_maker
from bot.roster import NotEnrolled, Words, day_of, ended, enrolled, unit_of
from bot.roster_file import people_in
from bot.roster_words import changes, tasks
from domain import swedish
from domain.county import OrgUnit
from domain.errors import Closed, Conflict, NotAllowed
from domain.life import closes
from domain.people import Person
from domain.rounds import Round
from store.audit import SAMRAD
from store.bindings import Whose
from store.links import Which
from store.people import Changed

_NOT_SAVED = (
    "Inget är sparat. Kör samma kommando med --yes --seen {}, så sparas det, om ingen har ändrat något"
    " emellan."
)


def list_people() -> list[str]:
    """A line for each person: tasks, those that have ended too, and how he or she is reached."""
    with at_office() as office:
        bound = office.store.bindings.bound()
        out = office.store.bindings.codes_out(office.now)
        lines = [_line(person, bound, out, office) for person in office.store.people.everyone()]
    return lines or ["Ingen är upplagd ännu. Lägg upp någon med samrad people add."]


def add_person(words: Words, *, unbind: bool = False) -> list[str]:
    """Give the person the task, and tell what was changed. Raise NotEnrolled, and Taken for the account.

    ``unbind``: take away the accounts there are.
    """
    with at_office() as office:
        before = office.store.people.get(words.id)
        account = binding.account_of(words.account, office.settings) if words.account else None
        if account:
            binding.free(words.id, account, office.store)
        beside = office.store.bindings.of_person(words.id) if account else []
        is_new = account is not None and office.store.bindings.owner(account) is None
        bound = [(words.id, account)] if account and is_new else []
        lines = _saved(before, enrolled(words, before, office.county), office, bound)
        if bound:
            lines += binding.left_beside(words.id, beside)
        if unbind:
            lines += _unbound(words.id, office)
        return lines + ([] if before else _next_step(words.id, office))


def unbind_person(person_id: str) -> list[str]:
    """Take away the person's Teams accounts and code. Raise NotFound."""
    with at_office() as office:
        return _unbound(office.person(person_id).id, office)


def give_code(person_id: str) -> list[str]:
    """A new code that binds who writes it to the person, and how it is used. Raise NotFound."""
    with at_office() as office:
        person = office.person(person_id)
        if person.invented:
            raise NotAllowed(f"{person.name} finns bara i det lokala läget och kan inte få någon kod.")
        code = office.store.bindings.make_code(person.id, SAMRAD, office.now)
        bound = len(office.store.bindings.of_person(person.id))
        return list(binding.code_lines(person, code, bound))


def end_task(person_id: str, task: tuple[str, str], day: str) -> list[str]:
    """End it after ``day``, or today. Raise NotFound and NotEnrolled."""
    with at_office() as office:
        before = office.person(person_id)
        last = day_of(day) or office.now.date()
        return _saved(before, ended(before, task, last, office.county), office)


def import_people(path: Path, *, write: bool, seen: str = "") -> list[str]:
    """Tell what the file changes; with ``write`` do it. Raise NotEnrolled, which names the rows.

    ``seen``: the mark of what was told before. Raise Conflict when something else would be told now.
    """
    with at_office() as office:
        known = {person.id: person for person in office.store.people.everyone()}
        read = people_in(path, known, office.county)
        lines = [line for one in read.values() for line in changes(known.get(one.id), one, office.county)]
        changed = [one for one in read.values() if one != known.get(one.id)]
        bound = binding.accounts_in(path, office.settings, office.store)
        lines += binding.told(bound)
        mark = sha256("\n".join(lines).encode()).hexdigest()[:8]
        others = swedish.alphabetical(known.keys() - read.keys())
        if seen and seen != mark:
            raise Conflict(
                "Inget är sparat: någon har ändrat det som filen ändrar, eller filen, sedan det visades. Kör"
                " kommandot utan --yes och läs vad det nu skulle ändra."
            )
        if write:
            _keep([(known.get(one.id), one) for one in changed], office, bound)
    new = len(read.keys() - known.keys())
    lines.append(f"{new} nya, {len(changed) - new} ändras, {len(read) - len(changed)} är som förut.")
    if others:
        lines.append(f"Står inte i filen och rörs inte: {', '.join(others)}.")
    return [*lines, *([] if not (changed or bound) else ["Sparat."] if write else [_NOT_SAVED.format(mark)])]


def give_link(person_id: str, unit: str, quarter: str) -> list[str]:
    """The person's own link to the unit's form, and what to know of it. Raise NotAllowed and Closed."""
    with at_office() as office:
        person, round_ = office.person(person_id), office.round(quarter)
        asked = unit_of(unit or _only_unit(person, office), office.county)
        until = _until(person, asked, round_, office)
        link = link_maker(office.settings, office.store).to(person, asked.id, round_, office.now)
    return [
        link,
        f"Länken öppnar formuläret för {asked.name}, {round_.quarter.label}, och är bara för {person.name}.",
        f"Den gäller till {swedish.moment(until)}.",
    ]


def revoke_links(person_id: str, unit: str, quarter: str) -> str:
    """Take back the person's links of the round, for ``unit`` or for all; says how many there were."""
    with at_office() as office:
        person, round_ = office.person(person_id), office.round(quarter)
        asked = unit_of(unit, office.county).id if unit else ""
        which = Which(round_.key, person=person.id, unit=asked)
        taken = office.store.links.revoke(which, SAMRAD, office.now)
    if not taken:
        return f"{person.name} har ingen länk att återkalla för {round_.quarter.label}."
    links = swedish.count(taken, "länk är återkallad", "länkar är återkallade")
    return f"{swedish.upper_first(links)} för {round_.quarter.label}. En ny länk får en annan adress."


def _saved(before: Person | None, after: Person, office: Office, bound: Sequence[Whose] = ()) -> list[str]:
    changed = list(changes(before, after, office.county))
    lines = [*changed, *binding.told(bound)]
    if lines:
        _keep([(before, after)] if changed else [], office, bound)
    return [*lines, "Sparat."] if lines else [f"{after.id} är redan upplagd så. Inget är ändrat."]


def _next_step(person: str, office: Office) -> list[str]:
    """What is left to do before the bot knows the person; nothing for who has an account or a code."""
    bindings = office.store.bindings
    if person in bindings.bound() or person in bindings.codes_out(office.now):
        return []
    return [f"Nästa steg: samrad people code {person} ger en kod, som kopplar personens konto i Teams."]


def _keep(
    changed: Sequence[tuple[Person | None, Person]], office: Office, bound: Sequence[Whose] = ()
) -> None:
    """All or nothing. Raise Conflict, with both as they stand and as was wanted, when another was first."""
    try:
        office.store.people.replace(changed, office.now, bound)
    except Changed as error:
        wanted = next(after for _, after in changed if after.id == error.person_id)
        now = _standing(error.now, office) if error.now else "finns inte"
        raise Conflict(
            f"{error} Så står det nu: {now}. Ditt: {_standing(wanted, office)}. Kör kommandot igen."
        ) from error


def _standing(person: Person, office: Office) -> str:
    mail = f", {person.mail}" if person.mail else ""
    return f"{person.name}{mail}, {tasks(person, office.county)}"


def _unbound(person: str, office: Office) -> list[str]:
    if office.store.bindings.unbind(person, SAMRAD, office.now):
        return [f"Kopplingen mellan {person} och Teams är borttagen. Samråd känner inte igen kontot längre."]
    return [f"{person} har inget Teams-konto här. En kod som inte har använts gäller inte längre."]


def _line(person: Person, bound: frozenset[str], out: Mapping[str, datetime], office: Office) -> str:
    in_teams = office.store.addresses.of_person(person.id)
    ways = (["Teams"] if in_teams else []) + ([person.mail] if person.mail else [])
    reached = f"nås på {' och '.join(ways)}" if ways else "kan inte nås än: e-post saknas"
    account = binding.standing(person.id, bound, written=in_teams is not None) + binding.out(person.id, out)
    return f"{person.id}: {person.name}, {tasks(person, office.county)}; {reached}; {account}"


def _only_unit(person: Person, office: Office) -> str:
    units = list(person.on(office.now.date()).answers_for())
    if len(units) != 1:
        raise NotEnrolled(
            f"{person.name} svarar inte för en enda enhet i dag. Skriv vilken enhet länken gäller."
        )
    return units[0]


def _until(person: Person, asked: OrgUnit, round_: Round, office: Office) -> datetime:
    """Until when the link opens the form for changes."""
    if asked.id not in person.on(office.now.date()).answers_for():
        raise NotAllowed(
            f"{person.name} svarar inte för {asked.name} i dag. Lägg till uppdraget med samrad people add."
        )
    until = closes(office.store.lives.of(round_.key, asked.id), round_)
    if until < office.now:
        raise Closed(
            f"Omgången stängde {swedish.moment(until)} för {asked.name}. Samordnaren kan ge anstånd."
        )
    return until
