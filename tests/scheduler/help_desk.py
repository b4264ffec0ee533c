"""The experts at work: who they are, what is done with a question on a day, and what they are told."""

from dataclasses import dataclass
from datetime import date

from bot.clock import HandedClock
from counties.reading import CountyBook
from domain.feedback import Asked, Verdict
from domain.messages import Button, Panel
from domain.people import Assignment, Person, Role
from domain.proposals import Decision, NewProposal, ProposalStatus
from domain.tickets import NewTicket, Ticket, TicketAct, TicketReason, TicketStep
from domain.weekly import EntryFact
from scheduler.delivery import Delivery
from scheduler.tick import Schedule, tick
from store.store import Store
from tests.scheduler.cast import FIA, SARA
from tests.scheduler.conftest import FORMS, Channel, enroll, moment

EVA = Person("eva", "Eva", Role.EXPERT, "etablering", also=(Assignment(Role.EXPERT, "ersattning"),))
ESKIL = Person("eskil", "Eskil", Role.EXPERT, "etablering")
BO = Person("bo", "Bo", Role.EXPERT, "bosattning")
EXPERTS = (EVA, ESKIL, BO)

ENTRIES = {
    "kommuntal": EntryFact("kommuntal", "Vad är kommuntal?", "bosattning", date(2027, 12, 1)),
    "bidragstak": EntryFact("bidragstak", "Vad är bidragstaket?", "ersattning", date(2027, 12, 1)),
}


@dataclass
class HelpDesk:
    """No round is on. Each act is done at the clock's moment; a beat moves it."""

    schedule: Schedule
    delivery: Delivery
    channel: Channel
    clock: HandedClock

    @property
    def store(self) -> Store:
        return self.schedule.store

    def at(self, words: str) -> None:
        """It is that moment of 2027 ("04-13 10:00")."""
        self.clock.set(moment(f"2027-{words}"))

    async def beat(self, words: str) -> None:
        """Decide and send what is due at that moment."""
        self.at(words)
        await self.beat_now()

    async def beat_now(self) -> None:
        tick(self.schedule, self.clock())
        while await self.delivery.run():
            pass

    def messages(self, who: str, *, weekly: bool = False) -> list[tuple[Panel, tuple[Button, ...]]]:
        """What the person got: the week's lists, or all else."""
        sent = [(one.panel, one.buttons) for to, one in self.channel.sent if to == who and one.panel]
        return [one for one in sent if one[0].title.startswith("Vecka ") is weekly]

    def titles(self, who: str) -> list[str]:
        return [panel.title for panel, _ in self.messages(who)]

    def told(self, who: str) -> Panel:
        """The last that the person got."""
        return self.messages(who)[-1][0]

    def lists(self, who: str) -> list[Panel]:
        return [panel for panel, _ in self.messages(who, weekly=True)]

    def says(self, who: str) -> list[str]:
        """What the buttons of the last say."""
        return [button.says for button in self.messages(who)[-1][1]]

    def asks(self, question: str, group: str, by: Person = FIA) -> Ticket:
        new = NewTicket(question, "Det vet jag inte.", "", TicketReason.UNANSWERED, group, by.id)
        return self.store.tickets.ask(new, by.name, self.clock())

    def doubts(self, question: str, words: str) -> Ticket:
        shown = "Kommuntalet är det antal som länet ska ta emot."
        new = NewTicket(question, shown, "kommuntal", TicketReason.DOUBTED, "bosattning", FIA.id, words)
        return self.store.tickets.ask(new, FIA.name, self.clock())

    def does(self, who: Person, act: TicketAct, ticket: Ticket, words: str = "", to: str = "") -> None:
        step = TicketStep(act, who.id, who.name, self.clock(), words, to)
        self.store.tickets.step(ticket.id, step)

    def hears(self, question: str, group: str, outcome: str = "unknown", picked: str = "") -> int:
        entry = "kommuntal" if outcome == "answer" else ""
        number = self.store.questions.note(Asked(question, outcome, entry, group), self.clock())
        if picked:
            self.store.questions.picked(number, picked)
        return number

    def judges(self, question: int, verdict: Verdict, reason: str) -> None:
        self.store.questions.verdict(question, verdict, reason)

    def proposes(self, who: Person, key: str, words: str = "") -> int:
        new = NewProposal(key, "bosattning", f"text om {key}", words)
        return self.store.proposals.propose(new, who, self.clock()).id

    def rejects(self, who: Person, proposal: int) -> None:
        decision = Decision(ProposalStatus.REJECTED, who.id, who.name, self.clock(), "Redan med.")
        self.store.proposals.decide(proposal, decision)


def open_desk(store: Store, book: CountyBook, channel: Channel, clock: HandedClock) -> HelpDesk:
    """A week in April 2027 with no round; two experts in etablering, one in bosättning, a coordinator."""
    for person in (*EXPERTS, FIA, SARA):
        enroll(store, person)
    schedule = Schedule(store, book.county, book.hours, FORMS, entries=lambda: ENTRIES)
    delivery = Delivery(store, book.county, channel.deliver, clock, book.hours, entries=lambda: ENTRIES)
    made = HelpDesk(schedule, delivery, channel, clock)
    made.at("04-13 10:00")
    return made
