"""What ``samrad handbook`` does, over the entries of the product and what was published in the database."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bot import handbooks
from bot.clock import system_clock
from bot.own_database import own, own_if_there
from bot.own_links import link_maker
from bot.settings import Settings, read_settings
from counties.reading import read_county
from dialogs import editing
from dialogs.desk import Desk
from domain import swedish
from domain.errors import NotAllowed, NotFound, SamradError
from domain.experts import group_called
from domain.people import Person
from domain.proposals import proposes
from knowledge.building import faults
from knowledge.entries import Entry, EntryError, laid_over, read_entry, read_text, shipped
from knowledge.fields import LABELS
from knowledge.handbook import Handbook
from knowledge.markdown import as_markdown
from knowledge.statute_book import FILE, StatuteBook
from store.audit import SAMRAD
from store.store import Store
from web.handbook_links import HandbookLinkMaker


class BadFiles(SamradError):
    """A file is no entry, or there is none; the words say which and what to do."""


@dataclass(frozen=True)
class Office:
    """What the commands need, opened for one of them."""

    settings: Settings
    desk: Desk
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()

    def person(self, person_id: str) -> Person:
        """With today's assignments. Raise NotFound."""
        if found := self.desk.store.people.get(person_id):
            return found.on(self.today)
        raise NotFound(
            f"Det finns ingen person med id ”{person_id}”. Se vilka som finns: samrad people list."
        )


@contextmanager
def _office() -> Iterator[Office]:
    settings = read_settings()
    county, book = read_county(settings.county).county, StatuteBook(settings.var / FILE)
    with closing(Store.open(own(settings))) as store:

        def load() -> Handbook:
            return handbooks.load(county, store.proposals.published().values(), book)

        yield Office(settings, Desk(store, county, load), system_clock())


def _published(settings: Settings) -> list[tuple[str, str]]:
    """Name and text of what was published; the database is not made when it is missing."""
    place = own_if_there(settings)
    if not place:
        return []
    with closing(Store.open(place)) as store:
        return [(one.name, one.markdown) for one in store.proposals.published().values()]


def standing(settings: Settings) -> tuple[tuple[Entry, ...], list[str]]:
    """The entries as they stand, and a line for each published text that cannot be read."""
    texts, unreadable = [], []
    for name, text in _published(settings):
        try:
            read_text(name, text)
            texts.append(text)
        except EntryError as error:
            unreadable.append(f"{error}")
    return laid_over(shipped(), texts), unreadable


def listed(group: str) -> Iterator[str]:
    """A line for each entry, the one due for review first. Raise NotFound for no such group."""
    settings, today = read_settings(), system_clock().date()
    county = read_county(settings.county).county
    wanted = group_called(group, county.expert_groups) if group else None
    if group and not wanted:
        keys = swedish.listed([one.key for one in county.expert_groups])
        raise NotFound(f"Det finns ingen grupp som heter ”{group}”. Grupperna är {keys}.")
    entries, _ = standing(settings)
    for entry in sorted(entries, key=lambda one: (one.review, one.key)):
        if wanted is None or entry.owner == wanted.key:
            late = " (försenad)" if entry.review < today else ""
            yield f"{entry.key}  {entry.owner}  granskas {entry.review}{late}  {entry.question}"


def checked() -> tuple[list[str], list[str]]:
    """A line for each fault that the build refuses, with today's date; and what else there is to say."""
    settings, today = read_settings(), system_clock().date()
    entries, unreadable = standing(settings)
    found = faults(entries, today)
    lines = [f"{fault.key}: {LABELS.get(fault.field, fault.field)}: {fault.words}" for fault in found]
    wrong = [*unreadable, *lines]
    flags = StatuteBook(settings.var / FILE).flags(entries, today)
    told = [] if wrong else [f"Handboken har {len(entries)} svar. Inget behöver rättas."]
    return wrong, [*told, *_to_read_again(len({flag.entry.key for flag in flags}))]


def _to_read_again(answers: int) -> Iterator[str]:
    if answers:
        yield f"{answers} svar behöver läsas om: samrad law changes"


def exported(folder: Path) -> str:
    """Write the entries as they stand, each in a file of its own."""
    entries, _ = standing(read_settings())
    folder.mkdir(parents=True, exist_ok=True)
    for entry in entries:
        (folder / f"{entry.key}.md").write_text(as_markdown(entry), encoding="utf-8")
    return f"{len(entries)} svar är utskrivna i {folder}."


def imported(folder: Path, by: str, why: str | None) -> Iterator[str]:
    """Propose what the files of the folder change. Raise BadFiles before anything is proposed."""
    if why is not None and not why.strip():
        raise BadFiles(
            "--why är tomt. Skriv varför svaren ändras, eller utelämna --why. Inget är föreslaget."
        )
    read = [_read(path) for path in sorted(folder.glob("*.md"))]
    if not read:
        raise BadFiles(f"Det finns ingen Markdownfil i {folder}. Välj mappen som svaren ligger i.")
    keys = [entry.key for entry in read]
    if twice := [key for key in dict.fromkeys(keys) if keys.count(key) > 1]:
        raise BadFiles(f"Flera filer har samma nyckel: {swedish.listed(twice)}. Inget är föreslaget.")
    with _office() as office:
        person = editing.editor(office.person(by))
        told = [line for entry in read if (line := _proposed(entry, why or "", person, office))]
    yield from told
    same = len(read) - len(told)
    yield f"{len(told)} av {len(read)} filer skiljer sig från handboken. {same} är som förut."


def _read(path: Path) -> Entry:
    try:
        return read_entry(path)
    except UnicodeDecodeError:
        raise BadFiles(f"{path.name} är ingen text i UTF-8. Spara om filen som UTF-8.") from None
    except EntryError as error:
        raise BadFiles(f"Inget är föreslaget. {error}") from error


def _proposed(entry: Entry, why: str, person: Person, office: Office) -> str:
    """What came of one file; empty for one that changes nothing."""
    current = _current(entry.key, office)
    if current and current.entry == entry:
        return ""
    waiting = [one for one in office.desk.store.proposals.open() if one.key == entry.key]
    if same := [one for one in waiting if one.markdown == as_markdown(entry)]:
        return f"{entry.key}: väntar redan som {same[0].name}.{_problems(entry, office)}"
    mine = next((one for one in reversed(waiting) if one.by == person.id), None)
    base = current.base if current else None
    draft = editing.Draft(entry, base, why, mine.ticket if mine else None, replaces=mine.id if mine else None)
    try:
        kept = editing.propose(office.desk, draft, person, office.now)
    except NotAllowed as refused:
        return f"{entry.key}: {refused}"
    instead = f", i stället för {mine.name}" if mine else ""
    return f"{entry.key}: {kept.name}{instead}.{_problems(entry, office)}"


def _problems(entry: Entry, office: Office) -> str:
    """What is to be put right before the entry can be published; empty when nothing is."""
    found = editing.open_problems(office.desk, entry, office.now)
    return f" Behöver rättas: {' '.join(fault.words for fault in found)}" if found else ""


def _current(key: str, office: Office) -> editing.Current | None:
    try:
        return editing.current(office.desk, key)
    except NotFound:
        return None


def keeps(person_id: str) -> bool:
    """Whether there is such a person, who keeps the handbook today."""
    with _office() as office:
        found = office.desk.store.people.get(person_id)
        return found is not None and proposes(found.on(office.today))


def give_link(person_id: str) -> list[str]:
    """The person's own link to the handbook's page, and what to know of it. Raise NotAllowed."""
    with _office() as office:
        person = editing.editor(office.person(person_id))
        links = link_maker(office.settings, office.desk.store)
        maker = HandbookLinkMaker(links.seal, links.base_url, office.desk.store)
        link = maker.to(person, office.now)
    return [link, f"Länken öppnar handboken och är bara för {person.name}. Den gäller i högst tolv timmar."]


def revoke_links(person_id: str) -> str:
    """Take back the person's links to the handbook; says how many there were."""
    with _office() as office:
        person = office.person(person_id)
        taken = office.desk.store.handbook_links.revoke(person.id, SAMRAD, office.now)
    if not taken:
        return f"{person.name} har ingen länk till handboken att återkalla."
    links = swedish.count(taken, "länk till handboken är återkallad", "länkar till handboken är återkallade")
    return f"{swedish.upper_first(links)}. En ny länk får en annan adress."
