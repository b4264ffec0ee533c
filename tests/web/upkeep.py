"""A house whose handbook somebody keeps: experts, the coordinator, their links, and a few of its entries."""

from dataclasses import dataclass, replace
from functools import cache, cached_property

from dialogs import editing
from dialogs.desk import Desk
from domain.feedback import Asked, Verdict
from domain.people import Assignment, Person, Role
from domain.proposals import Proposal
from knowledge.entries import Entry, laid_over, shipped
from knowledge.handbook import Handbook
from tests.web.house import NOW, House
from web.handbook_links import HandbookLinkMaker

EVA = Person("eva", "Eva Ek", Role.EXPERT, "etablering", also=(Assignment(Role.EXPERT, "bosattning"),))
BO = Person("bo", "Bo Berg", Role.EXPERT, "bosattning")
ULF = Person("ulf", "Ulf Utbildning", Role.EXPERT, "utbildning")

LIMIT = "bosattning_tidsfrist"
CIVIC = "samhallsorientering_ansvar"


@cache
def some_entries() -> tuple[Entry, ...]:
    """Two entries and those that they are related to: a small handbook is built at once."""
    entries = {entry.key: entry for entry in shipped()}
    keys = [LIMIT, *entries[LIMIT].related, CIVIC, *entries[CIVIC].related]
    return tuple(entries[key] for key in dict.fromkeys(keys))


@dataclass
class Upkeep(House):
    """``amended``: the act that has changed every cited paragraph; empty when none has."""

    amended: str = ""

    def move_in(self) -> None:
        super().move_in()
        for person in (EVA, BO, ULF):
            self.store.people.enroll(person, at=NOW)

    @property
    def desk(self) -> Desk:
        return self.keeping

    @cached_property
    def keeping(self) -> Desk:
        return self.another_desk()

    def another_desk(self) -> Desk:
        links = HandbookLinkMaker(self.links.seal, self.base_url, self.store)
        return replace(super().desk, load_handbook=self._handbook, handbook_link=links.to)

    def _handbook(self) -> Handbook:
        published = [one.markdown for one in self.store.proposals.published().values()]
        return Handbook(laid_over(some_entries(), published), changed=lambda _source: self.amended or None)

    def handbook_token(self, person: Person) -> str:
        return self.desk.handbook_link(person, self.clock()).rpartition("/")[2]

    def proposed(self, person: Person, key: str = LIMIT, **changed: object) -> Proposal:
        """The person proposes that the entry says that instead."""
        current = editing.current(self.desk, key)
        entry = current.entry.model_copy(update=changed)
        return editing.propose(
            self.desk, editing.Draft(entry, current.base, "Rättat."), person.on(NOW.date()), self.clock()
        )

    def published(self, writer: Person, approver: Person, key: str = LIMIT, **changed: object) -> Proposal:
        proposal = self.proposed(writer, key, **changed)
        return editing.publish(self.desk, proposal.id, approver, self.clock())

    def proposed_new(self, person: Person, entry: Entry) -> Proposal:
        return editing.propose(self.desk, editing.Draft(entry), person, self.clock())

    def proposed_again(self, before: Proposal, person: Person, **changed: object) -> Proposal:
        """A later version of the same proposal."""
        entry = editing.entry_of(before).model_copy(update=changed)
        draft = editing.Draft(entry, before.base, "Rättat igen.", replaces=before.id)
        return editing.propose(self.desk, draft, person, self.clock())

    def published_now(self, approver: Person) -> Entry:
        """The approver publishes the only proposal that waits."""
        (waiting,) = self.store.proposals.open()
        return editing.entry_of(editing.publish(self.desk, waiting.id, approver, self.clock()))

    def marked_wrong(self, key: str, question: str, reason: str) -> None:
        asked = Asked(question, "answer", key, self.desk.handbook.entries[key].owner)
        number = self.store.questions.note(asked, self.clock())
        self.store.questions.verdict(number, Verdict.WRONG, reason)
